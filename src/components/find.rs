//! Finding a person by name, where there are many.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::context::Props;
use super::controls::render_reveal_button;
use super::markup::{Attr, Markup};
use crate::view::{BoxView, IssueView, Word};

/// How many names are listed at once.
pub(super) const MAX_FOUND: usize = 24;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct FindProps {
    pub(super) all: Props,
}

/// A field for a name, and the people who have it, each a button that leads to their words.
#[component]
pub(super) fn FindName(props: &FindProps) -> Html {
    let view = &props.all.view;
    let query = use_state(String::new);
    let found = if query.is_empty() { Vec::new() } else { find_people(view, &query) };
    Markup::build_html(|m| {
        m.element("div", "cfb-find", |m| {
            render_find_field(m, &props.all, &query);
            m.element("ul", "cfb-found", |m| {
                for person in found {
                    let Some((person, card)) = view
                        .people
                        .get(person)
                        .and_then(|known| Some((known, first_card(view, person)?)))
                    else {
                        continue;
                    };
                    m.element("li", "", |m| {
                        m.set_key(person.id.as_str().into());
                        render_reveal_button(m, card, &person.name);
                    });
                }
            });
        });
    })
}

/// Renders the field, which keeps what is written in it in `query`.
pub(super) fn render_find_field(m: &mut Markup, props: &Props, query: &UseStateHandle<String>) {
    let query = query.clone();
    m.element("label", "cfb-find-label", |m| {
        m.text_element("span", "", props.view.ui_string(Word::FindName));
        m.element("input", "cfb-field", |m| {
            m.set_attribute(Attr::Type, "search");
            m.on_input(Callback::from(move |event: InputEvent| {
                let field = event.target_dyn_into::<HtmlInputElement>();
                query.set(field.map_or_else(String::new, |field| field.value()));
            }));
        });
    });
}

/// The indices of those whose name contains a text, whatever the case: the first few.
pub(super) fn find_people(view: &BoxView, query: &str) -> Vec<usize> {
    let query = fold_case(query);
    let named = view
        .people
        .iter()
        .enumerate()
        .filter(|(_, person)| fold_case(&person.name).contains(&query));
    named.map(|(index, _)| index).take(MAX_FOUND).collect()
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
    let own = view.issues.iter().filter(|issue: &&IssueView| issue.is_own);
    own.flat_map(|issue| &issue.cards)
        .find(|card| card.person == Some(person))
        .map(|card| &*card.id)
}
