//! The controls: radios, checkboxes, buttons and links.

use yew::prelude::*;

use super::context::Props;
use super::evidence::Subject;
use super::markup::{Attr, Markup};
use super::state::{Act, MAX_COMPARED, Request};
use crate::view::Word;

/// Renders the radio that shows what people say on an issue, by its index, or on all. An empty
/// `name` leaves it the text of its label.
pub(super) fn render_issue_radio(
    m: &mut Markup,
    act: &Callback<Act>,
    issue: Option<usize>,
    checked: bool,
    name: &str,
) {
    m.element("input", "cfb-radio", |m| {
        m.set_attribute(Attr::Type, "radio");
        m.set_attribute(Attr::Name, "cfb-issue");
        if !name.is_empty() {
            m.set_attribute(Attr::AriaLabel, name);
        }
        bind_choice(m, act, Act::ChooseIssue(issue), checked);
    });
}

/// Renders the checkbox that adds a person to the comparison or removes them, and the tick that
/// shows its state: the checkbox itself is transparent.
pub(super) fn render_person_checkbox(
    m: &mut Markup,
    act: &Callback<Act>,
    person: usize,
    picks: &[usize],
) {
    let checked = picks.contains(&person);
    m.element("input", "cfb-box", |m| {
        m.set_attribute(Attr::Type, "checkbox");
        // People who are already chosen can always be removed.
        if !checked && picks.len() >= MAX_COMPARED {
            m.set_attribute(Attr::Disabled, "disabled");
        }
        bind_choice(m, act, Act::TogglePerson(person), checked);
    });
    m.element("span", "cfb-tick", |m| m.set_attribute(Attr::AriaHidden, "true"));
}

fn bind_choice(m: &mut Markup, act: &Callback<Act>, on_change: Act, checked: bool) {
    m.set_checked(checked);
    m.on_change(act.reform(move |_| on_change.clone()));
}

/// Renders a button whose request the page's scripts handle. They show the message in `data-done`
/// once the request is done or, for what is fetched, has failed.
pub(super) fn render_request_button(
    m: &mut Markup,
    props: &Props,
    request: Request<'_>,
    text: Word,
) {
    let view = &props.view;
    let message = match request {
        Request::CopyLink(_) => Word::LinkCopied,
        Request::Visit(_) | Request::ShowNewest => Word::NotArrived,
        Request::CopyCitation
        | Request::CopyCode
        | Request::Share
        | Request::Reveal(_)
        | Request::GoBack => Word::Copied,
    };
    m.element("button", "cfb-act", |m| {
        set_request(m, request);
        if props.live {
            m.set_attribute(Attr::DataDone, view.ui_string(message));
        }
        m.text(view.ui_string(text));
    });
}

/// Renders the button that copies a link to what is around it.
pub(super) fn render_copy_link_button(m: &mut Markup, props: &Props, subject: Subject<'_>) {
    let view = &props.view;
    m.element("button", "cfb-act", |m| {
        set_request(m, Request::CopyLink(None));
        // In a static box the button only keeps its space, and a name for each would be a thirtieth
        // of the file.
        if props.live {
            let name = view.words.fill(Word::CopyLinkTo, &[("what", &subject.describe(props))]);
            m.set_attribute(Attr::AriaLabel, &name);
        }
        m.text(view.ui_string(Word::CopyBox));
    });
}

/// Renders a transparent button over a text, which brings another element of the box into view. The
/// text stays outside of the button, so that it can be read and selected without one.
pub(super) fn render_overlay_button(m: &mut Markup, to: &str, label: &str) {
    m.element("button", "cfb-lead", |m| {
        set_request(m, Request::Reveal(to));
        m.set_attribute(Attr::AriaLabel, label);
    });
}

/// Renders the button that leads back to the story that the reader came from.
pub(super) fn render_back_button(m: &mut Markup, props: &Props) {
    m.element("button", "cfb-act cfb-back", |m| {
        set_request(m, Request::GoBack);
        m.joined_text(&[props.view.ui_string(Word::Back), " ", &props.back]);
    });
}

/// Makes the button that is being written ask for this.
fn set_request(m: &mut Markup, request: Request<'_>) {
    m.set_attribute(Attr::Type, "button");
    m.set_attribute(Attr::DataAct, request.name());
    if let Some(target) = request.target() {
        m.set_attribute(Attr::DataTo, target);
    }
}

/// Renders a link whose text would read the same in many places; its name also says what it is
/// about.
pub(super) fn render_link_about(
    m: &mut Markup,
    props: &Props,
    href: &str,
    text: Word,
    about: &[&str],
) {
    let text = props.view.ui_string(text);
    m.element("a", "cfb-link", |m| {
        let name = [&[text, props.view.ui_string(Word::Colon), " "], about].concat().concat();
        m.set_attribute(Attr::AriaLabel, &name);
        m.set_attribute(Attr::Href, href);
        m.set_attribute(Attr::Rel, "noopener");
        m.text(text);
    });
}

/// Renders a link. The caller has found its URL safe.
#[inline(never)]
pub(super) fn render_link(m: &mut Markup, href: &str, text: &str) {
    m.element("a", "cfb-link", |m| {
        m.set_attribute(Attr::Href, href);
        // The page that is linked to must not get hold of the article's window.
        m.set_attribute(Attr::Rel, "noopener");
        m.text(text);
    });
}
