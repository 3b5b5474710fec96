//! The whole box, and its only state.

use yew::prelude::*;

use super::compare::Compare;
use super::context::Props;
use super::facts::facts;
use super::header::header;
use super::sections::sections;
use super::state::{Act, Choice};
use super::who::WhoSaysWhat;
use crate::view::Word;

/// A contract fact box with its stakeholder comparison.
#[component]
pub fn FactBox(props: &Props) -> Html {
    let choice = use_reducer(Choice::default);
    let compare = use_node_ref();
    let view = &props.view;
    {
        let on_ready = props.on_ready.clone();
        use_effect_with((), move |()| on_ready.emit(()));
    }
    let act = {
        let dispatcher = choice.dispatcher();
        use_callback((), move |act: Act, ()| dispatcher.dispatch(act))
    };
    let announcement = choice.last.and_then(|(person, added)| {
        let word = if added { Word::CompareAdded } else { Word::CompareRemoved };
        view.people.get(person).map(|person| format!("{} {}", person.name, view.words.get(word)))
    });
    html! {
        <section class={if props.live { "cfb cfb-live" } else { "cfb" }} lang={view.lang.clone()} dir={view.dir.clone()} aria-labelledby="title">
            <div class="cfb-in">
                {header(props)}
                if view.withdrawn.is_none() {
                    <div class="cfb-cols">
                        {facts(props)}
                        if !view.issues.is_empty() {
                            <WhoSaysWhat all={props.clone()} choice={(*choice).clone()} act={act.clone()} compare={compare.clone()} />
                        }
                    </div>
                    <div class="cfb-rest">
                        if view.people.len() > 1 && !view.issues.is_empty() {
                            <Compare all={props.clone()} picks={choice.picks.clone()} {act} summary={compare} />
                        }
                        {sections(props)}
                    </div>
                }
                <p class="cfb-vh" role="status">{announcement.unwrap_or_default()}</p>
            </div>
        </section>
    }
}
