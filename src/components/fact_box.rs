//! The whole box, and its only state.

use yew::prelude::*;

use super::compare::{Compare, render_also_quoted, render_comparison};
use super::context::Props;
use super::facts::render_key_facts;
use super::fault;
use super::header::render_header;
use super::markup::{Attr, Markup};
use super::sections::render_folds;
use super::share::render_whole_link;
use super::state::{Act, MAX_COMPARED, Report, Selection};
use super::who::{WhoSaysWhat, render_people_on};
use crate::view::{Parts, Word, ids};

/// A contract fact box with its stakeholder comparison.
#[derive(Debug)]
pub struct FactBox {
    choice: Selection,
    act: Callback<Act>,
    /// Reports for the page, held back until the render that makes them true.
    reports: Vec<Report>,
}

impl Component for FactBox {
    type Message = Act;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            choice: Selection::new(&ctx.props().view, &ctx.props().parts),
            reports: vec![Report::Ready],
            act: ctx.link().callback(pass_on),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, act: Act) -> bool {
        fault::panic_if_asked("update", &ctx.props().view.id);
        self.choice.apply(&ctx.props().view, act, &mut self.reports)
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        // Here and not in an effect: this runs before the render, so a choice made in one document
        // is never shown in another.
        let Props { view, parts, .. } = ctx.props();
        if old.parts == *parts {
            self.choice.carry_over(&old.view, view);
        } else {
            self.choice = Selection::new(view, parts);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (props, choice) = (ctx.props(), &self.choice);
        let view = &props.view;
        fault::panic_if_asked("render", &view.id);
        let announcement = self.announce(props);
        Markup::build_html(|m| {
            m.element("section", if props.live { "cfb cfb-live" } else { "cfb" }, |m| {
                // A key per story: with another story Yew makes new elements, none of them open.
                m.set_key(view.id.as_str().into());
                m.set_attribute(Attr::Lang, &view.lang);
                m.set_attribute(Attr::Dir, view.dir.as_str());
                m.set_attribute(Attr::AriaLabelledby, ids::TITLE);
                m.element("div", "cfb-in", |m| {
                    render_header(m, props);
                    m.fragment_if(view.withdrawn.is_none(), |m| {
                        match &props.parts {
                            Parts::All => self.render_whole(m, props),
                            Parts::Facts => render_key_facts(m, props),
                            Parts::Words(issue) => match issue {
                                Some(issue) => render_people_on(m, props, issue),
                                None => m.child(self.who_says_what(props)),
                            },
                            Parts::Compare(_) => {
                                render_comparison(m, props, &choice.people, true);
                                render_also_quoted(m, props, &choice.people);
                            }
                        }
                        render_whole_link(m, props);
                    });
                    m.element("p", "cfb-vh", |m| {
                        m.set_attribute(Attr::Role, "status");
                        m.optional(announcement, |m, text| {
                            m.element("span", "", |m| {
                                m.set_key_to_text(&text);
                                m.text(&text);
                            });
                        });
                    });
                    // `acts.js` writes here what it has copied; Yew never touches it.
                    m.element("p", "cfb-toast", |m| m.set_attribute(Attr::Role, "status"));
                });
            });
        })
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        fault::panic_if_asked("callback", &ctx.props().view.id);
        for report in self.reports.drain(..) {
            ctx.props().on_report.emit(report);
        }
    }
}

/// Passes an act from an event listener to the box. This is where a test can make a listener fail.
fn pass_on(act: Act) -> Act {
    fault::panic_if_asked("handler", "");
    act
}

impl FactBox {
    fn render_whole(&self, m: &mut Markup, props: &Props) {
        let view = &props.view;
        m.element("div", "cfb-cols", |m| {
            render_key_facts(m, props);
            m.fragment_if(!view.issues.is_empty(), |m| m.child(self.who_says_what(props)));
        });
        let several = view.people.len() > 1 && !view.issues.is_empty();
        m.fragment_if(several, |m| m.child(self.comparison(props)));
        render_folds(m, props);
    }

    fn who_says_what(&self, props: &Props) -> Html {
        let (issue, act) = (self.choice.issue, self.act.clone());
        html! { <WhoSaysWhat all={props.clone()} {issue} {act} /> }
    }

    fn comparison(&self, props: &Props) -> Html {
        let (picks, act) = (self.choice.people.clone(), self.act.clone());
        html! { <Compare all={props.clone()} {picks} {act} /> }
    }

    /// What a listener is told: who was added to the comparison or removed and, once nobody can be
    /// added any more, that.
    fn announce(&self, props: &Props) -> Option<String> {
        let view = &props.view;
        let (person, added) = self.choice.last_toggled?;
        let word = if added { Word::CompareAdded } else { Word::CompareRemoved };
        let person = view.people.get(person)?;
        let mut text = view.words.fill(word, &[("name", &person.name)]);
        if self.choice.people.len() == MAX_COMPARED {
            text.push_str(view.ui_string(Word::FullStop));
            text.push(' ');
            text.push_str(view.ui_string(Word::CompareMost));
        }
        Some(text)
    }
}
