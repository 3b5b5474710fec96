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
#[derive(Debug)]
pub struct FactBox {
    choice: Choice,
    act: Callback<Act>,
    /// The summary of the comparison.
    compare: NodeRef,
}

impl Component for FactBox {
    type Message = Act;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self { choice: Choice::default(), act: ctx.link().callback(|act| act), compare: NodeRef::default() }
    }

    fn update(&mut self, _: &Context<Self>, act: Act) -> bool {
        self.choice.act(act)
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        // Before anything is rendered: no choice is ever shown in a document that it was not made in.
        self.choice.follow(&old.view, &ctx.props().view);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (props, choice) = (ctx.props(), &self.choice);
        let view = &props.view;
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
                                <WhoSaysWhat all={props.clone()} choice={choice.clone()} act={self.act.clone()} compare={self.compare.clone()} />
                            }
                        </div>
                        <div class="cfb-rest">
                            if view.people.len() > 1 && !view.issues.is_empty() {
                                <Compare all={props.clone()} picks={choice.picks.clone()} act={self.act.clone()} summary={self.compare.clone()} />
                            }
                            {sections(props)}
                        </div>
                    }
                    <p class="cfb-vh" role="status">{announcement.unwrap_or_default()}</p>
                </div>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            ctx.props().on_ready.emit(());
        }
    }
}
