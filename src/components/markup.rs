//! Writes markup element by element: the same tree as `html!` builds, in fewer bytes of code.
//!
//! `html!` expands each element into 300 to 500 bytes of WebAssembly; here an element costs a call.
//! For the 190 elements of the box that saved 15 KB after Brotli compression when it replaced
//! `html!`: a box loaded 104,458 bytes before and 89,383 after, of a budget of 98,304
//! (`tests/sizes.mjs`).
//!
//! A component's view is [`Markup::build_html`], and the functions that it calls write into the
//! same [`Markup`]. Functions with constant arguments are `inline(never)`, since a copy of one at
//! each call would cost what `html!` costs; those that take a closure are `inline(always)`, since
//! the compiler makes one for each closure anyway, and only the call would be added.
//!
//! [`Markup::set_attribute`] and the other `set_` and `on_` functions belong directly inside
//! [`Markup::element`]; elsewhere they panic in debug builds, which all native tests are.

use std::rc::Rc;

use yew::html::{onchange, onclick};
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText};

use crate::view::{is_marked, split_runs, strip_marks};

macro_rules! attributes {
    ($($variant:ident = $name:literal,)*) => {
        /// An attribute.
        #[derive(Clone, Copy, Debug)]
        pub(super) enum Attr {
            $($variant,)*
        }

        /// The names of the attributes, in the order in which an element has them; all elements
        /// with attributes besides `class` share this list, and have a slot for each of its names.
        static NAMES: &[&str] = &[$($name,)*];
    };
}

attributes! {
    Id = "id",
    Role = "role",
    Lang = "lang",
    Dir = "dir",
    Href = "href",
    Rel = "rel",
    Type = "type",
    List = "list",
    Value = "value",
    Name = "name",
    Scope = "scope",
    Disabled = "disabled",
    ViewBox = "viewBox",
    AriaLabel = "aria-label",
    AriaLabelledby = "aria-labelledby",
    AriaHidden = "aria-hidden",
    AriaCurrent = "aria-current",
    D = "d",
    DataAct = "data-act",
    DataDone = "data-done",
    DataTo = "data-to",
    DataPerson = "data-person",
    Class = "class",
}

/// The attribute list of elements with only a class, which are most: they need no slots for the
/// others.
static CLASS: [&str; 1] = ["class"];

/// An element that is being written, or a fragment, which has no element of its own.
struct Open {
    tag: Option<VTag>,
    class: &'static str,
    /// A slot for each of [`NAMES`]; empty as long as there is only a class.
    attributes: Vec<Option<AttributeOrProperty>>,
    children: Vec<Html>,
}

/// The elements that are being written, the innermost one last.
pub(super) struct Markup(Vec<Open>);

/// An amount of this many characters fits on a line of a phone, even at twice the size of the text.
const MAX_UNBROKEN_AMOUNT: usize = 11;

impl Markup {
    /// Builds what `inside` writes.
    #[inline(always)]
    pub(super) fn build_html(inside: impl FnOnce(&mut Self)) -> Html {
        let mut markup = Self(Vec::new());
        markup.open_fragment();
        inside(&mut markup);
        markup.finish()
    }

    /// Adds an element with what `inside` writes; an empty `class` is left out.
    #[inline(always)]
    pub(super) fn element(
        &mut self,
        tag: &'static str,
        class: &'static str,
        inside: impl FnOnce(&mut Self),
    ) {
        self.open_element(tag, class);
        inside(self);
        self.close();
    }

    /// Adds an element that contains only a text.
    #[inline(never)]
    pub(super) fn text_element(&mut self, tag: &'static str, class: &'static str, text: &str) {
        self.open_element(tag, class);
        self.text(text);
        self.close();
    }

    /// Adds an element that contains only a text, if there is one.
    #[inline(never)]
    pub(super) fn text_element_if_any(
        &mut self,
        tag: &'static str,
        class: &'static str,
        text: &str,
    ) {
        if text.is_empty() {
            self.child(Html::default());
        } else {
            self.text_element(tag, class, text);
        }
    }

    /// Adds what `inside` writes, if it is shown.
    ///
    /// Unlike a plain `if`, this always counts as one child. Yew matches children by position: with
    /// an `if`, Yew would create the following siblings anew whenever the element comes or goes,
    /// and what the reader has opened or chosen in them would be lost.
    #[inline(always)]
    pub(super) fn fragment_if(&mut self, shown: bool, inside: impl FnOnce(&mut Self)) {
        self.fragment(|m| {
            if shown {
                inside(m);
            }
        });
    }

    /// Adds what `inside` writes of a value, if there is one; like [`Markup::fragment_if`], it
    /// counts as one child either way.
    #[inline(always)]
    pub(super) fn optional<T>(&mut self, value: Option<T>, inside: impl FnOnce(&mut Self, T)) {
        self.fragment(|m| {
            if let Some(value) = value {
                inside(m, value);
            }
        });
    }

    /// Adds what `inside` writes; it counts as one child, however much that is.
    #[inline(always)]
    pub(super) fn fragment(&mut self, inside: impl FnOnce(&mut Self)) {
        self.open_fragment();
        inside(self);
        self.close();
    }

    /// Adds a text node or, if parts of the text are in another language, a fragment with an element
    /// for each of these.
    #[inline(never)]
    pub(super) fn text(&mut self, text: &str) {
        if !is_marked(text) {
            return self.text_node(text);
        }
        self.open_fragment();
        for run in split_runs(text) {
            let is_foreign = !run.lang.is_empty();
            if is_foreign {
                self.open_element("span", "");
                self.set_attribute(Attr::Lang, &run.lang);
                self.set_attribute(Attr::Dir, "auto");
            }
            self.text_node(&run.text);
            if is_foreign {
                self.close();
            }
        }
        self.close();
    }

    fn text_node(&mut self, text: &str) {
        self.child(Html::VText(VText::new(AttrValue::Rc(text.into()))));
    }

    /// Adds an amount that is set in large type, with break opportunities between words and, if it
    /// may not fit on a line, between groups of digits: no more than needed, since screen readers
    /// take what can be broken for two numbers.
    #[inline(never)]
    pub(super) fn breakable_amount(&mut self, text: &str) {
        let is_long = text.chars().count() > MAX_UNBROKEN_AMOUNT;
        let (mut part, mut rest) = (String::new(), text.chars());
        while let Some(character) = rest.next() {
            part.push(character);
            let is_separator = matches!(character, ',' | '.' | '\u{2019}' | '\u{202f}');
            if character == '\u{a0}'
                || is_separator && is_long && starts_with_three_digits(rest.as_str())
            {
                self.text(&part);
                part.clear();
                self.open_element("wbr", "");
                self.close();
            }
        }
        self.text(&part);
    }

    /// Adds one text node of several parts.
    #[inline(never)]
    pub(super) fn joined_text(&mut self, parts: &[&str]) {
        let mut text = String::new();
        for part in parts {
            text.push_str(part);
        }
        self.text(&text);
    }

    /// Adds a child that was built elsewhere, such as a component.
    #[inline(never)]
    pub(super) fn child(&mut self, html: Html) {
        if let Some(open) = self.0.last_mut() {
            open.children.push(html);
        }
    }

    /// Sets an attribute of the element that is being written.
    #[inline(never)]
    pub(super) fn set_attribute(&mut self, name: Attr, value: &str) {
        self.assert_in_element();
        if let Some(open) = self.0.last_mut() {
            // An attribute has no languages inside it.
            open.set_attribute(name, AttrValue::Rc(strip_marks(value).into()));
        }
    }

    /// Sets the key of the element that is being written, by which Yew recognises it among its
    /// siblings.
    #[inline(never)]
    pub(super) fn set_key(&mut self, key: Key) {
        self.change_tag(|tag| tag.key = Some(key));
    }

    /// Makes Yew create the element anew when this text changes, instead of changing its text node.
    ///
    /// Browsers' translation tools replace text nodes with elements of their own. Yew would then
    /// change a text node that is no longer in the page, and readers would keep seeing the old
    /// text.
    pub(super) fn set_key_to_text(&mut self, text: &str) {
        self.set_key(text.into());
    }

    /// Makes a node reference refer to the element that is being written.
    pub(super) fn set_node_ref(&mut self, node_ref: &NodeRef) {
        self.change_tag(|tag| tag.node_ref = node_ref.clone());
    }

    /// Sets whether the input that is being written is checked.
    pub(super) fn set_checked(&mut self, checked: bool) {
        self.change_tag(|tag| tag.set_checked(checked));
    }

    /// Sets what happens when the element that is being written is clicked.
    pub(super) fn on_click(&mut self, callback: Callback<MouseEvent>) {
        self.set_listener(Rc::new(onclick::Wrapper::new(callback)));
    }

    /// Sets what happens when the input that is being written changes.
    pub(super) fn on_change(&mut self, callback: Callback<Event>) {
        self.set_listener(Rc::new(onchange::Wrapper::new(callback)));
    }

    fn set_listener(&mut self, listener: Rc<dyn Listener>) {
        self.change_tag(|tag| tag.set_listeners([Some(listener)].into()));
    }

    #[inline(always)]
    fn change_tag(&mut self, change: impl FnOnce(&mut VTag)) {
        self.assert_in_element();
        if let Some(tag) = self.0.last_mut().and_then(|open| open.tag.as_mut()) {
            change(tag);
        }
    }

    /// Panics in debug builds if no element is open: in a fragment, an attribute would be dropped
    /// without an error.
    #[inline(always)]
    fn assert_in_element(&self) {
        debug_assert!(
            self.0.last().is_some_and(|open| open.tag.is_some()),
            "an attribute, key, reference or listener outside of an element"
        );
    }

    #[inline(never)]
    fn open_element(&mut self, tag: &'static str, class: &'static str) {
        self.push_open(Some(VTag::new(tag)), class);
    }

    #[inline(never)]
    fn open_fragment(&mut self) {
        self.push_open(None, "");
    }

    fn push_open(&mut self, tag: Option<VTag>, class: &'static str) {
        self.0.push(Open { tag, class, attributes: Vec::new(), children: Vec::new() });
    }

    #[inline(never)]
    fn close(&mut self) {
        let html = self.finish();
        self.child(html);
    }

    #[inline(never)]
    fn finish(&mut self) -> Html {
        self.0.pop().map(Open::into_html).unwrap_or_default()
    }
}

/// Whether a group of digits follows: fewer than three digits after a separator are a fraction.
fn starts_with_three_digits(text: &str) -> bool {
    text.bytes().take(3).filter(u8::is_ascii_digit).count() == 3
}

impl Open {
    fn set_attribute(&mut self, name: Attr, value: AttrValue) {
        self.attributes.resize(NAMES.len(), None);
        if let Some(slot) = self.attributes.get_mut(name as usize) {
            *slot = Some(AttributeOrProperty::Attribute(value));
        }
    }

    fn into_html(mut self) -> Html {
        let class = AttrValue::Static(self.class);
        if !self.class.is_empty() && !self.attributes.is_empty() {
            self.set_attribute(Attr::Class, class.clone());
        }
        let children = VList::from(self.children).into();
        let Some(mut tag) = self.tag else { return children };
        if !self.attributes.is_empty() {
            tag.attributes = Attributes::Dynamic { keys: NAMES, values: self.attributes.into() };
        } else if !self.class.is_empty() {
            let values = Box::new([Some(AttributeOrProperty::Attribute(class))]);
            tag.attributes = Attributes::Dynamic { keys: &CLASS, values };
        }
        if let Some(slot) = tag.children_mut() {
            *slot = children;
        }
        tag.into()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{Attr, Markup};

    #[test]
    #[should_panic(expected = "outside of an element")]
    fn an_attribute_in_a_fragment_is_a_mistake() {
        drop(Markup::build_html(|m| {
            m.element("p", "", |m| m.fragment(|m| m.set_attribute(Attr::Id, "lost")))
        }));
    }

    #[test]
    #[should_panic(expected = "outside of an element")]
    fn a_key_outside_of_any_element_is_a_mistake() {
        drop(Markup::build_html(|m| m.set_key("lost".into())));
    }
}
