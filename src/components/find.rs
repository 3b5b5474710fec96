//! Finding a person by name, where there are many: a field with the browser's own suggestions.

use super::context::Props;
use super::markup::{Attr, Markup};
use crate::view::Word;

/// The id of the list of names, which both fields suggest.
const NAMES: &str = "names";

/// How many people readers can look through without a field for a name. No more are listed to
/// choose from for a comparison; the others are added by name.
pub(super) const MAX_LISTED: usize = 24;

/// Renders the field that leads to somebody's words, and the suggestions of both fields.
pub(super) fn render_find_name(m: &mut Markup, props: &Props) {
    render_name_field(m, props, Word::FindName, "find");
    m.element("datalist", "", |m| {
        m.set_attribute(Attr::Id, NAMES);
        for person in &props.view.people {
            m.element("option", "", |m| m.set_attribute(Attr::Value, &person.name));
        }
    });
}

/// Renders a field for a name. What is done with the person whose name it is, `acts.js` knows by
/// `act`.
pub(super) fn render_name_field(m: &mut Markup, props: &Props, label: Word, act: &str) {
    m.element("label", "cfb-find", |m| {
        m.text_element("span", "", props.view.ui_string(label));
        m.element("input", "cfb-field", |m| {
            m.set_attribute(Attr::List, NAMES);
            m.set_attribute(Attr::DataAct, act);
        });
    });
}
