//! The properties that every part of the box gets.

use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

use super::state::Report;
use crate::view::{BoxView, Parts, Word};

/// A shared view document.
///
/// Two are equal only if they are the same allocation: Yew compares properties at every render, and
/// comparing whole documents would be slow.
///
/// ```
/// use contract_fact_box::{components::ViewRef, view::BoxView};
///
/// let view = ViewRef::new(BoxView { title: "A bridge".into(), ..BoxView::default() });
/// assert_eq!(view.title, "A bridge");
/// assert!(view == view.clone());
/// assert!(view != ViewRef::new(BoxView::clone(&view)));
/// ```
#[derive(Clone, Debug)]
pub struct ViewRef(Rc<BoxView>);

impl ViewRef {
    /// Wraps a view document to share it.
    pub fn new(view: BoxView) -> Self {
        Self(Rc::new(view))
    }

    pub(super) fn ui_string(&self, word: Word) -> &str {
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

/// What a rendering has of the rows that open. Most of a box is in them, and no reader needs it at
/// first, so a static box that is fetched by script comes without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// All of them.
    #[default]
    Filled,
    /// What is seen of them while they are closed.
    Empty,
    /// All of them, and nothing of the box but them.
    Alone,
}

/// The properties of the whole box.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct Props {
    /// The document to show.
    pub view: ViewRef,
    /// The URL of the bundle, ending in `/`: links to other stories start there.
    #[prop_or_default]
    pub base: AttrValue,
    /// The level of the box's title, 1 to 4, so that it fits into the article's outline.
    #[prop_or(2)]
    pub level: u8,
    /// Whether the box is live. Controls that need script are in a prerendered box, too, but
    /// hidden.
    #[prop_or_default]
    pub live: bool,
    /// The parts that are shown.
    #[prop_or_default]
    pub parts: Parts,
    /// What is shown of the rows that open.
    #[prop_or_default]
    pub rows: Rows,
    /// The title of the story that the reader came from, or empty.
    #[prop_or_default]
    pub back: AttrValue,
    /// Called with what has happened in the box, once the box shows it.
    #[prop_or_default]
    pub on_report: Callback<Report>,
}

impl Props {
    /// The tag of a heading `depth` levels below the box's title.
    pub(super) fn heading_tag(&self, depth: u8) -> &'static str {
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

/// Adds an item to a list in a sentence: "Ann Example, Bo Example".
#[inline(never)]
pub(super) fn push_joined(view: &ViewRef, list: &mut String, next: &str) {
    if !list.is_empty() {
        list.push_str(view.ui_string(Word::Comma));
    }
    list.push_str(next);
}
