//! Markup, element by element: the tree that `html!` would make, out of calls that stay small.
//!
//! `html!` writes the making of every element out in full, 300 to 500 bytes of WebAssembly each. Here it is one
//! function for all, and an element costs the call. A component ends in [`Markup::html`], and the functions below it
//! write into the same [`Markup`].

use std::rc::Rc;

use yew::html::{onchange, onclick};
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText};

/// An attribute besides `class`, by its place in [`NAMES`].
#[derive(Clone, Copy)]
pub(super) enum Attr {
    Id,
    Role,
    Lang,
    Dir,
    Href,
    Rel,
    Type,
    Name,
    Scope,
    Colspan,
    Disabled,
    ViewBox,
    AriaLabel,
    AriaLabelledby,
    AriaHidden,
    Focusable,
    Fill,
    FillRule,
    Stroke,
    StrokeWidth,
    Cx,
    Cy,
    R,
    StrokeDasharray,
    D,
    DataAct,
    DataDone,
    DataTo,
    DataPerson,
    Class,
}

/// In the order they stand in the text of an element.
static NAMES: [&str; Attr::Class as usize + 1] = [
    "id",
    "role",
    "lang",
    "dir",
    "href",
    "rel",
    "type",
    "name",
    "scope",
    "colspan",
    "disabled",
    "viewBox",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "focusable",
    "fill",
    "fill-rule",
    "stroke",
    "stroke-width",
    "cx",
    "cy",
    "r",
    "stroke-dasharray",
    "d",
    "data-act",
    "data-done",
    "data-to",
    "data-person",
    "class",
];

/// The one attribute that most elements have, so that they carry no room for the others.
static CLASS: [&str; 1] = ["class"];

/// An element that is being written, or a list without one.
struct Open {
    tag: Option<VTag>,
    class: &'static str,
    /// By their places in [`NAMES`]; none at all while there is nothing but a class.
    attributes: Vec<Option<AttributeOrProperty>>,
    children: Vec<Html>,
}

/// The elements that are being written, the innermost last.
pub(super) struct Markup(Vec<Open>);

/// An amount of so many characters fits on a line of a phone, at twice the size of text, too.
const LONGEST_AMOUNT: usize = 11;

impl Markup {
    /// What `inside` writes.
    #[inline(always)]
    pub(super) fn html(inside: impl FnOnce(&mut Self)) -> Html {
        let mut markup = Self(Vec::new());
        markup.open_list();
        inside(&mut markup);
        markup.finish()
    }

    /// An element with what `inside` writes; no class where that is empty.
    #[inline(always)]
    pub(super) fn el(
        &mut self,
        tag: &'static str,
        class: &'static str,
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(tag, class);
        inside(self);
        self.close();
    }

    /// An element with nothing but text in it.
    #[inline(never)]
    pub(super) fn leaf(&mut self, tag: &'static str, class: &'static str, text: &str) {
        self.open(tag, class);
        self.text(text);
        self.close();
    }

    /// The same, where there is any text.
    #[inline(never)]
    pub(super) fn leaf_if_any(&mut self, tag: &'static str, class: &'static str, text: &str) {
        if text.is_empty() {
            self.add(Html::default());
        } else {
            self.leaf(tag, class, text);
        }
    }

    /// What `inside` writes, or nothing.
    ///
    /// Unlike a plain `if`, this holds the place: Yew tells siblings apart by their places, and what the reader
    /// opened or chose after this one must stay when it comes and goes.
    #[inline(always)]
    pub(super) fn when(&mut self, shown: bool, inside: impl FnOnce(&mut Self)) {
        self.list(|m| {
            if shown {
                inside(m);
            }
        });
    }

    /// What `inside` writes, which holds one place however much that is.
    #[inline(always)]
    pub(super) fn list(&mut self, inside: impl FnOnce(&mut Self)) {
        self.open_list();
        inside(self);
        self.close();
    }

    /// A text node.
    #[inline(never)]
    pub(super) fn text(&mut self, text: &str) {
        self.add(Html::VText(VText::new(AttrValue::Rc(text.into()))));
    }

    /// An amount in large letters: where it must be broken, that is between groups of digits or words. Between groups
    /// only if it may not fit on a line: screen readers take what can be broken for two numbers.
    #[inline(never)]
    pub(super) fn amount(&mut self, text: &str) {
        let is_long = text.chars().count() > LONGEST_AMOUNT;
        let (mut part, mut rest) = (String::new(), text.chars());
        while let Some(letter) = rest.next() {
            part.push(letter);
            // Fewer than three digits after a mark are no group but a fraction.
            let is_group =
                || is_long && rest.clone().take(3).filter(char::is_ascii_digit).count() == 3;
            if letter == '\u{a0}'
                || matches!(letter, ',' | '.' | '\u{2019}' | '\u{202f}') && is_group()
            {
                self.text(&part);
                part.clear();
                self.open("wbr", "");
                self.close();
            }
        }
        self.text(&part);
    }

    /// One text node of several parts.
    #[inline(never)]
    pub(super) fn texts(&mut self, parts: &[&str]) {
        let mut text = String::new();
        parts.iter().for_each(|part| text.push_str(part));
        self.text(&text);
    }

    /// What is made elsewhere, by a component.
    #[inline(never)]
    pub(super) fn add(&mut self, html: Html) {
        if let Some(open) = self.0.last_mut() {
            open.children.push(html);
        }
    }

    /// An attribute of the element that is being written.
    #[inline(never)]
    pub(super) fn attr(&mut self, name: Attr, value: &str) {
        if let Some(open) = self.0.last_mut() {
            open.set(name, AttrValue::Rc(value.into()));
        }
    }

    /// What tells the element that is being written from its siblings, wherever it moves among them.
    #[inline(never)]
    pub(super) fn key(&mut self, key: Key) {
        self.tag(|tag| tag.key = Some(key));
    }

    /// Makes another element of the one that is being written when this text changes.
    ///
    /// What translates a page while it is read puts elements of its own in the place of texts: a text that Yew changes
    /// later is no longer there, and the old words stay.
    pub(super) fn anew(&mut self, text: &str) {
        self.key(text.into());
    }

    /// Where to find the element that is being written.
    pub(super) fn node_ref(&mut self, node_ref: &NodeRef) {
        self.tag(|tag| tag.node_ref = node_ref.clone());
    }

    /// Whether the input that is being written is checked.
    pub(super) fn checked(&mut self, checked: bool) {
        self.tag(|tag| tag.set_checked(checked));
    }

    /// What happens when the element that is being written is clicked.
    pub(super) fn on_click(&mut self, callback: Callback<MouseEvent>) {
        self.listener(Rc::new(onclick::Wrapper::new(callback)));
    }

    /// What happens when the input that is being written changes.
    pub(super) fn on_change(&mut self, callback: Callback<Event>) {
        self.listener(Rc::new(onchange::Wrapper::new(callback)));
    }

    fn listener(&mut self, listener: Rc<dyn Listener>) {
        self.tag(|tag| tag.set_listeners([Some(listener)].into()));
    }

    #[inline(always)]
    fn tag(&mut self, change: impl FnOnce(&mut VTag)) {
        if let Some(tag) = self.0.last_mut().and_then(|open| open.tag.as_mut()) {
            change(tag);
        }
    }

    #[inline(never)]
    fn open(&mut self, tag: &'static str, class: &'static str) {
        self.begin(Some(VTag::new(tag)), class);
    }

    #[inline(never)]
    fn open_list(&mut self) {
        self.begin(None, "");
    }

    fn begin(&mut self, tag: Option<VTag>, class: &'static str) {
        self.0.push(Open { tag, class, attributes: Vec::new(), children: Vec::new() });
    }

    #[inline(never)]
    fn close(&mut self) {
        let html = self.finish();
        self.add(html);
    }

    #[inline(never)]
    fn finish(&mut self) -> Html {
        self.0.pop().map(Open::html).unwrap_or_default()
    }
}

impl Open {
    fn set(&mut self, name: Attr, value: AttrValue) {
        self.attributes.resize(NAMES.len(), None);
        if let Some(place) = self.attributes.get_mut(name as usize) {
            *place = Some(AttributeOrProperty::Attribute(value));
        }
    }

    fn html(mut self) -> Html {
        let class = AttrValue::Static(self.class);
        if !self.class.is_empty() && !self.attributes.is_empty() {
            self.set(Attr::Class, class.clone());
        }
        let children = VList::from(self.children).into();
        let Some(mut tag) = self.tag else { return children };
        if !self.attributes.is_empty() {
            tag.attributes = Attributes::Dynamic { keys: &NAMES, values: self.attributes.into() };
        } else if !self.class.is_empty() {
            let values = Box::new([Some(AttributeOrProperty::Attribute(class))]);
            tag.attributes = Attributes::Dynamic { keys: &CLASS, values };
        }
        if let Some(place) = tag.children_mut() {
            *place = children;
        }
        tag.into()
    }
}
