//! Evidence: who says so, in which words, and a link that opens the source there.

use yew::prelude::*;

use super::context::{Props, text};
use crate::view::{Evidence, Word, is_safe_href};

/// What opens to show the evidence: `head` is the fact, underlined by its own markup.
pub(super) fn disclosure(props: &Props, class: &'static str, head: Html, evidence: &[Evidence], note: &str) -> Html {
    html! {
        <details class="cfb-ev">
            <summary class={classes!("cfb-ask", class)}>{head}</summary>
            <div class="cfb-proof">
                {for evidence.iter().map(|evidence| proof(props, evidence))}
                if !note.is_empty() {
                    <p class="cfb-note">{note.to_owned()}</p>
                }
            </div>
        </details>
    }
}

fn proof(props: &Props, evidence: &Evidence) -> Html {
    let view = &props.view;
    let provenance = if evidence.provenance.is_empty() { String::new() } else { format!("{}, ", evidence.provenance) };
    html! {
        <div class="cfb-from">
            if !evidence.claim.is_empty() {
                <p class="cfb-claim"><b>{text(&evidence.claim)}</b></p>
            }
            <p class="cfb-attr">
                {provenance}<cite><bdi>{text(&evidence.cite)}</bdi></cite>{text(&format!(", {}", evidence.date))}
                if !evidence.page.is_empty() {
                    {text(&format!(", {}", evidence.page))}
                }
            </p>
            if !evidence.passage.is_empty() {
                <blockquote class="cfb-passage"><p>
                    if !evidence.before.is_empty() {
                        {text(&format!("{} ", evidence.before))}
                    }
                    <mark>{text(&evidence.passage)}</mark>
                    if !evidence.after.is_empty() {
                        {text(&format!(" {}", evidence.after))}
                    }
                </p></blockquote>
            }
            <p class="cfb-links">
                if is_safe_href(&evidence.href) {
                    {link(&evidence.href, view.word(Word::OpenAtPassage))}
                } else {
                    <span>{view.word(Word::NoAddress)}</span>
                }
                if is_safe_href(&evidence.archived) {
                    {link(&evidence.archived, view.word(Word::Archived))}
                }
            </p>
        </div>
    }
}

/// A link, which must have been found safe.
pub(super) fn link(href: &str, text: Html) -> Html {
    html! { <a class="cfb-link" href={href.to_owned()} rel="noopener">{text}</a> }
}

/// The numbers of the sources, each once, as they stand in the list of sources.
pub(super) fn references(props: &Props, evidence: &[Evidence]) -> Html {
    let mut numbers: Vec<u32> = evidence.iter().map(|evidence| evidence.number).filter(|&number| number > 0).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let sources = props.view.sections.iter().find(|section| section.id == "sources");
    let one_source = sources.and_then(|section| section.groups.first()).is_some_and(|group| group.lines.len() < 2);
    if one_source || numbers.is_empty() {
        return Html::default();
    }
    let numbers = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    html! {
        <span class="cfb-ref">
            <span class="cfb-vh">{text(&format!(" {} ", props.view.words.get(Word::SourceNumber)))}</span>{numbers}
        </span>
    }
}
