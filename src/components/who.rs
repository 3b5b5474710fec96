//! Who says what: the words of everybody who is quoted on this contract, one card a person, and the
//! filter that narrows them to one question.

use yew::prelude::*;

use super::card::{CardStyle, collect_people, render_people};
use super::context::{Props, push_joined};
use super::controls::render_issue_radio;
use super::markup::{Attr, Markup};
use super::state::Act;
use crate::view::{IssueView, Parts, Word, ids};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct WhoProps {
    pub(super) all: Props,
    /// The index of the chosen issue; all are shown without one.
    pub(super) issue: Option<usize>,
    pub(super) act: Callback<Act>,
}

/// What people say about this contract.
///
/// A component, so that an act that leaves its properties as they are does not render it again. It is
/// a struct, as the box is: a function component would bring the code for hooks.
pub(super) struct WhoSaysWhat;

impl Component for WhoSaysWhat {
    type Message = ();
    type Properties = WhoProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        render_who_says_what(ctx.props())
    }
}

fn render_who_says_what(props: &WhoProps) -> Html {
    let view = &props.all.view;
    let people = collect_people(view, None);
    let own: Vec<_> = view.issues.iter().filter(|issue| issue.is_own).collect();
    Markup::build_html(|m| {
        m.fragment_if(own.len() > 1, |m| render_filter(m, props, &own));
        let depth = if props.all.parts == Parts::All { 2 } else { 1 };
        let style = CardStyle { depth, several: own.len() > 1 };
        render_people(m, &props.all, &people, style);
        // Shown while the filter leaves nothing but this question.
        m.fragment_if(own.len() > 1, |m| {
            for (number, issue) in own.iter().enumerate() {
                let class = ["cfb-elsewhere cfb-q", &number.to_string()].concat();
                m.element("div", "", |m| {
                    m.set_attribute(Attr::Class, &class);
                    render_also_quoted(m, &props.all, &|person| issue.is_quoted(person));
                });
            }
        });
        render_not_quoted(m, &props.all, &view.not_quoted);
        m.element("details", "cfb-fine", |m| {
            m.set_attribute(Attr::Id, ids::ORDER_RULE);
            m.element("summary", "cfb-fine-sum", |m| {
                m.text_element("span", "cfb-dot", view.ui_string(Word::HowOrdered))
            });
            m.text_element("p", "cfb-order", view.ui_string(Word::OrderRule));
        });
    })
}

fn render_filter(m: &mut Markup, props: &WhoProps, own: &[&IssueView]) {
    let view = &props.all.view;
    let class = if view.is_abridged { "cfb-tabs cfb-tabs-long" } else { "cfb-tabs" };
    m.element("fieldset", class, |m| {
        m.text_element("legend", "cfb-vh", view.ui_string(Word::ChooseIssue));
        m.element("label", "cfb-tab", |m| {
            render_issue_radio(m, &props.act, None, props.issue.is_none(), "");
            m.text_element("span", "", view.ui_string(Word::AllIssues));
        });
        for (index, issue) in own.iter().enumerate() {
            m.element("label", "cfb-tab", |m| {
                // A listener hears the whole question. The name begins with the visible label, so
                // that people who control the browser by voice can say what they see.
                let name =
                    [&issue.label, view.ui_string(Word::Colon), " ", &issue.question].concat();
                let checked = props.issue == Some(index);
                render_issue_radio(m, &props.act, Some(index), checked, &name);
                m.text_element("span", "", &issue.label);
            });
        }
    });
}

/// Renders the names of those who are quoted on this contract and not shown.
pub(super) fn render_also_quoted(m: &mut Markup, props: &Props, is_shown: &dyn Fn(usize) -> bool) {
    let view = &props.view;
    let mut names = String::new();
    for (index, person) in view.people.iter().enumerate() {
        let mut own = view.issues.iter().filter(|issue| issue.is_own);
        if own.any(|issue| issue.is_quoted(index)) && !is_shown(index) {
            push_joined(view, &mut names, &person.name);
        }
    }
    m.fragment_if(!names.is_empty(), |m| {
        m.element("p", "cfb-not-quoted", |m| {
            m.text_element("b", "", view.ui_string(Word::AlsoQuoted));
            m.joined_text(&[" ", &names, view.ui_string(Word::FullStop)]);
        });
    });
}

/// Renders the sentence on those of whom no word is on record and nothing else is known.
pub(super) fn render_not_quoted(m: &mut Markup, props: &Props, names: &str) {
    let view = &props.view;
    m.fragment_if(!names.is_empty(), |m| {
        m.element("p", "cfb-not-quoted", |m| {
            m.element("b", "", |m| {
                m.joined_text(&[view.ui_string(Word::NotReported), view.ui_string(Word::Colon)])
            });
            m.joined_text(&[
                " ",
                names,
                view.ui_string(Word::FullStop),
                " ",
                view.ui_string(Word::NotReportedText),
            ]);
        });
    });
}

/// Renders what people say on one question, by its id.
pub(super) fn render_people_on(m: &mut Markup, props: &Props, issue: &str) {
    let Some(issue) = props.view.issues.iter().find(|other| other.id == issue) else { return };
    let people = collect_people(&props.view, Some(issue));
    render_people(m, props, &people, CardStyle { depth: 1, several: false });
    render_also_quoted(m, props, &|person| issue.is_quoted(person));
    render_not_quoted(m, props, &issue.not_quoted);
}

/// Renders a question with what people say about it, under its own heading.
pub(super) fn render_question(m: &mut Markup, props: &Props, issue: &IssueView, depth: u8) {
    let people = collect_people(&props.view, Some(issue));
    m.text_element(props.heading_tag(depth), "cfb-h4", &issue.question);
    m.text_element_if_any("p", "cfb-scope", &issue.scope);
    let style = CardStyle { depth: depth.saturating_add(1), several: false };
    render_people(m, props, &people, style);
    render_not_quoted(m, props, &issue.not_quoted);
}
