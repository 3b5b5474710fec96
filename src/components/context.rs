//! What every part of the box is given.

use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

use crate::view::{BoxView, Word};

/// A shared view document. Two are equal if they are the same one, so that comparing properties costs nothing.
#[derive(Clone, Debug)]
pub struct ViewRef(Rc<BoxView>);

impl ViewRef {
    /// Shares a view document.
    pub fn new(view: BoxView) -> Self {
        Self(Rc::new(view))
    }

    pub(super) fn word(&self, word: Word) -> &str {
        self.words.get(word)
    }
}

impl Deref for ViewRef {
    type Target = BoxView;
    fn deref(&self) -> &BoxView {
        &self.0
    }
}

impl PartialEq for ViewRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The properties of the whole box.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct Props {
    /// What to show.
    pub view: ViewRef,
    /// The address of the built folder, ending in `/`: links to other stories start there.
    #[prop_or_default]
    pub base: AttrValue,
    /// The level of the box's own heading, 1 to 4, so that it fits the article's outline.
    #[prop_or(2)]
    pub level: u8,
    /// Whether script is at work: what only script can do is there but not to be seen before.
    #[prop_or_default]
    pub live: bool,
    /// The title of the story that the reader came from to this one, if they did.
    #[prop_or_default]
    pub back: AttrValue,
    /// Called once, after the first render is in the document.
    #[prop_or_default]
    pub on_ready: Callback<()>,
}

impl Props {
    /// The tag of a heading `depth` levels below the box's own.
    pub(super) fn heading(&self, depth: u8) -> &'static str {
        match self.level.saturating_add(depth) {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        }
    }
}

/// Puts one more into a list in words.
#[inline(never)]
pub(super) fn listed(view: &ViewRef, list: &mut String, next: &str) {
    if !list.is_empty() {
        list.push_str(view.word(Word::Comma));
    }
    list.push_str(next);
}
