//! Finding a person by name, where there are many.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::context::Props;
use super::controls::render_reveal_button;
use super::markup::{Attr, Markup};
use super::state::Act;
use crate::view::{BoxView, Word};

/// How many names are listed at once.
pub(super) const MAX_FOUND: usize = 24;

/// Renders a field for a name, and the people who have it, each a button that leads to their words.
pub(super) fn render_find_name(m: &mut Markup, props: &Props, act: &Callback<Act>, query: &str) {
    let view = &props.view;
    m.element("div", "cfb-find", |m| {
        render_find_field(m, props, act);
        m.element("ul", "cfb-found", |m| {
            for (person, card) in find_people(view, query)
                .filter_map(|index| Some((view.people.get(index)?, first_card(view, index)?)))
            {
                m.element("li", "", |m| {
                    m.set_key(person.id.as_str().into());
                    render_reveal_button(m, card, &person.name);
                });
            }
        });
    });
}

/// Renders the field.
pub(super) fn render_find_field(m: &mut Markup, props: &Props, act: &Callback<Act>) {
    let act = act.clone();
    m.element("label", "cfb-find-label", |m| {
        m.text_element("span", "", props.view.ui_string(Word::FindName));
        m.element("input", "cfb-field", |m| {
            m.set_attribute(Attr::Type, "search");
            m.on_input(Callback::from(move |event: InputEvent| {
                let field: HtmlInputElement = event.target_unchecked_into();
                act.emit(Act::FindName(field.value()));
            }));
        });
    });
}

/// The indices of those whose name contains a text, whatever the case: the first few. Nobody's does
/// if there is no text.
pub(super) fn find_people<'v>(view: &'v BoxView, query: &str) -> impl Iterator<Item = usize> + 'v {
    let query = fold_case(query);
    let named =
        view.people.iter().enumerate().filter(move |(_, person)| {
            !query.is_empty() && fold_case(&person.name).contains(&query)
        });
    named.map(|(index, _)| index).take(MAX_FOUND)
}

/// Makes all letters small. In the browser, the browser does it: it knows the letters of all
/// scripts, and tables of our own would cost bytes.
fn fold_case(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return web_sys::js_sys::JsString::from(text.trim()).to_lower_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.trim().to_lowercase()
}

/// The id of the first card of a person.
fn first_card(view: &BoxView, person: usize) -> Option<&str> {
    let own = view.issues.iter().filter(|issue| issue.is_own);
    own.flat_map(|issue| &issue.cards)
        .find(|card| card.person == Some(person))
        .map(|card| &*card.id)
}
