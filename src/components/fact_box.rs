//! The whole box, and its only state.

use yew::prelude::*;

use super::card::collect_people;
use super::compare::{render_compare, render_comparison};
use super::context::{Props, Rows};
use super::facts::render_key_facts;
use super::fault;
use super::fixed::{FixedPart, render_fixed};
use super::header::render_header;
use super::markup::{Attr, Markup};
use super::share::render_whole_link;
use super::state::{Act, MAX_COMPARED, Report, Selection};
use super::who::{render_also_quoted, render_filter, render_people_on};
use crate::view::{Parts, Word, ids};

/// A contract fact box with its stakeholder comparison.
#[derive(Debug)]
pub struct FactBox {
    choice: Selection,
    act: Callback<Act>,
    /// Reports for the page, held back until the render that makes them true.
    reports: Vec<Report>,
    /// The summary of the comparison.
    compare: NodeRef,
}

impl Component for FactBox {
    type Message = Act;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            choice: Selection::new(&ctx.props().view, &ctx.props().parts),
            reports: vec![Report::Ready],
            act: ctx.link().callback(pass_on),
            compare: NodeRef::default(),
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
                // A part of the box is no landmark: the article around it is what readers jump to.
                if props.parts == Parts::All {
                    m.set_attribute(Attr::AriaLabelledby, ids::TITLE);
                }
                m.element("div", "cfb-in", |m| {
                    if props.rows == Rows::Alone {
                        return render_fixed(m, props, FixedPart::Folds);
                    }
                    render_header(m, props);
                    m.fragment_if(view.withdrawn.is_none(), |m| {
                        match &props.parts {
                            Parts::All => self.render_whole(m, props),
                            Parts::Facts => render_key_facts(m, props),
                            Parts::Words(issue) => match issue {
                                Some(issue) => render_people_on(m, props, issue),
                                None => self.render_who_says_what(m, props),
                            },
                            Parts::Compare(_) => {
                                render_comparison(m, props, &choice.people, true);
                                let people = collect_people(view, None);
                                render_also_quoted(m, props, &people, &|person| {
                                    choice.people.contains(&person.index)
                                });
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
                    m.element("p", "cfb-toast", |m| {
                        m.set_attribute(Attr::Role, "status");
                        m.set_attribute(Attr::DataDone, view.ui_string(Word::LinkCopied));
                    });
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
            render_fixed(m, props, FixedPart::Facts);
            m.fragment_if(!view.issues.is_empty(), |m| self.render_who_says_what(m, props));
        });
        let several = view.people.len() > 1 && !view.issues.is_empty();
        m.fragment_if(several, |m| {
            render_compare(m, props, &self.choice.people, &self.act, &self.compare)
        });
        render_fixed(m, props, FixedPart::Folds);
    }

    fn render_who_says_what(&self, m: &mut Markup, props: &Props) {
        let view = &props.view;
        m.element("div", "cfb-who-col", |m| {
            // Where nothing else is shown, the head of the box says so.
            m.fragment_if(props.parts == Parts::All, |m| {
                let (tag, title) = (props.heading_tag(1), view.ui_string(Word::WhoSaysWhat));
                m.text_element(tag, "cfb-h", title);
            });
            render_fixed(m, props, FixedPart::Overview);
            render_filter(m, props, self.choice.issue, &self.act);
            render_fixed(m, props, FixedPart::Words);
        });
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
