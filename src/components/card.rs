//! One stakeholder's words, deed or silence on one question, with what limits it and who answers.

use yew::prelude::*;

use super::context::{Props, text};
use super::evidence::references;
use super::icon::icon;
use super::line::attribution;
use crate::view::{Card, Line, Word};

/// A card; with `pick`, under a name, and that beside it.
pub(super) fn card(props: &Props, card: &Card, pick: Option<Html>) -> Html {
    let person = props.view.people.get(card.person);
    html! {
        <article class={format!("cfb-say cfb-p{}", card.person)}>
            if let Some(pick) = pick {
                <div class="cfb-who">
                    <p class="cfb-who-name">
                        <b><bdi>{person.map(|person| text(&person.name))}</bdi></b>{" "}
                        <span class="cfb-role">{person.map(|person| text(&person.role))}</span>
                    </p>
                    {pick}
                </div>
            }
            {body(props, card)}
        </article>
    }
}

/// What stands under the name.
pub(super) fn body(props: &Props, card: &Card) -> Html {
    let view = &props.view;
    let lang = |of_these: bool| (of_these && !card.lang.is_empty()).then(|| card.lang.clone());
    let translated = !card.original.is_empty();
    let words = match &*card.kind {
        "quote" => html! {
            <blockquote class="cfb-quote" lang={lang(!translated)}><p>
                {view.word(Word::QuoteOpen)}{text(&card.text)}{view.word(Word::QuoteClose)}
            </p></blockquote>
        },
        "silence" => html! {
            <p class="cfb-none">{icon(&card.icon)}<span>
                if !card.flag.is_empty() {
                    <b>{text(&card.flag)}{"."}</b>{" "}
                }
                {text(&card.text)}
            </span></p>
        },
        "pointer" => html! { <p class="cfb-none"><span>{text(&card.text)}</span></p> },
        _ => html! {
            <p class="cfb-quote"><span class="cfb-flag">{text(&card.flag)}</span>{" "}<span lang={lang(!translated)}>{text(&card.text)}</span></p>
        },
    };
    html! {
        <>
            {words}
            if translated {
                <p class="cfb-note">{text(&card.translation)}{" "}{view.word(Word::Original)}{" "}<q lang={lang(translated)}>{text(&card.original)}</q></p>
            }
            {attribution(props, &card.by, &card.evidence, &card.note)}
            {for card.caveats.iter().map(|caveat| limit(props, caveat))}
            {for card.answers.iter().map(|card| answer(props, card))}
        </>
    }
}

fn limit(props: &Props, caveat: &Line) -> Html {
    html! {
        <p class="cfb-caveat">
            {icon("caveat")}<span>{text(&caveat.text)}{references(props, &caveat.evidence)}</span>
        </p>
    }
}

/// The answer of somebody whom the words criticise, or that there is none.
fn answer(props: &Props, card: &Card) -> Html {
    let name = props.view.people.get(card.person).map_or(&card.name, |person| &person.name);
    html! {
        <div class="cfb-reply">
            <p class="cfb-reply-who"><b><bdi>{name.clone()}</bdi>{props.view.word(Word::Colon)}</b></p>
            {body(props, card)}
        </div>
    }
}
