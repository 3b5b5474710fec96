//! The parts of a box that are the same whatever a reader chooses in it: a choice leaves them out
//! when the box is rendered again. Of a story with thousands of statements, they are nearly all.

use yew::prelude::*;

use super::context::Props;
use super::facts::render_key_facts;
use super::find::{MAX_LISTED, render_find_name};
use super::markup::Markup;
use super::sections::render_folds;
use super::strip::render_strip;
use super::who::render_words;

/// One of these parts. They are one component, since each component costs bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum FixedPart {
    /// The key facts.
    Facts,
    /// What is above the filter in who says what: the strip, and the field for a name.
    Overview,
    /// What is below it: the words of everybody.
    Words,
    /// The rows that open.
    Folds,
}

#[derive(Clone, PartialEq, Properties)]
struct FixedProps {
    all: Props,
    part: FixedPart,
}

/// Renders a part, unless it stands there already.
#[inline(never)]
pub(super) fn render_fixed(m: &mut Markup, props: &Props, part: FixedPart) {
    let all = props.clone();
    m.child(html! { <Fixed {all} {part} /> });
}

/// A part that shows the same until the box gets another document.
///
/// It is a struct, as the box is: a function component would bring the code for hooks.
struct Fixed;

impl Component for Fixed {
    type Message = ();
    type Properties = FixedProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let FixedProps { all: props, part } = ctx.props();
        let view = &props.view;
        Markup::build_html(|m| match part {
            FixedPart::Facts => render_key_facts(m, props),
            FixedPart::Overview => {
                m.fragment_if(!view.stances.is_empty(), |m| render_strip(m, props));
                m.fragment_if(view.people.len() > MAX_LISTED, |m| render_find_name(m, props));
            }
            FixedPart::Words => render_words(m, props),
            FixedPart::Folds => render_folds(m, props),
        })
    }
}
