//! What has changed since the version on this page, and the way to the newest.

use yew::prelude::*;

use super::context::{Props, text};
use super::sections::group;
use crate::view::{Section, Word};

/// What opens to the changes. It stands over the box's title, so nothing in it is a heading.
pub(super) fn newer(props: &Props, section: &Section) -> Html {
    let on_newer = props.on_newer.clone();
    html! {
        <details class="cfb-newer" id={section.id.clone()}>
            <summary class="cfb-more-sum">
                <b>{text(&section.title)}</b>{" "}<span class="cfb-digest">{text(&section.digest)}</span>
            </summary>
            <div class="cfb-sec-body">
                {for section.groups.iter().map(|each| group(props, section, each))}
                <button type="button" class="cfb-act cfb-newer-show" onclick={move |_| on_newer.emit(())}>
                    {props.view.word(Word::ShowNewer)}
                </button>
            </div>
        </details>
    }
}
