//! Who says what: the words of everybody who is quoted on this contract, one card a person, and the
//! filter that narrows them to one question.

use yew::prelude::*;

use super::card::{CardStyle, Person, collect_people, render_people};
use super::context::{Props, push_joined};
use super::controls::render_issue_radio;
use super::markup::{Attr, Markup};
use super::state::Act;
use crate::view::{BoxView, IssueView, Parts, Word, ids};

/// The questions about this contract, which precede all others, each with its index.
fn own_issues(view: &BoxView) -> impl Iterator<Item = (usize, &IssueView)> {
    view.issues.iter().enumerate().take_while(|(_, issue)| issue.is_own)
}

/// Whether there are several questions about this contract.
fn is_about_several(view: &BoxView) -> bool {
    own_issues(view).nth(1).is_some()
}

/// Renders the filter of what people say about this contract; `chosen` is the index of the issue
/// that it is narrowed to.
pub(super) fn render_filter(
    m: &mut Markup,
    props: &Props,
    chosen: Option<usize>,
    act: &Callback<Act>,
) {
    let view = &props.view;
    let class = if view.is_abridged { "cfb-tabs cfb-tabs-long" } else { "cfb-tabs" };
    m.fragment_if(is_about_several(view), |m| {
        m.element("fieldset", class, |m| {
            m.text_element("legend", "cfb-vh", view.ui_string(Word::ChooseIssue));
            m.element("label", "cfb-tab", |m| {
                render_issue_radio(m, act, None, chosen.is_none(), "");
                m.text_element("span", "", view.ui_string(Word::AllIssues));
            });
            for (index, issue) in own_issues(view) {
                m.element("label", "cfb-tab", |m| {
                    // A listener hears the whole question. The name begins with the visible label,
                    // so that people who control the browser by voice can say what they see.
                    let name =
                        [&issue.label, view.ui_string(Word::Colon), " ", &issue.question].concat();
                    render_issue_radio(m, act, Some(index), chosen == Some(index), &name);
                    m.text_element("span", "", &issue.label);
                });
            }
        });
    });
}

/// Renders what people say about this contract.
pub(super) fn render_words(m: &mut Markup, props: &Props) {
    let view = &props.view;
    let people = collect_people(view, None);
    let several = is_about_several(view);
    let depth = if props.parts == Parts::All { 2 } else { 1 };
    render_people(m, props, &people, CardStyle { depth, several });
    // Shown while the filter leaves nothing but this question.
    m.fragment_if(several, |m| {
        for (number, _) in own_issues(view) {
            let class = ["cfb-elsewhere cfb-q", &number.to_string()].concat();
            m.element("div", "", |m| {
                m.set_attribute(Attr::Class, &class);
                let is_shown = |person: &Person<'_>| person.is_quoted(Some(number));
                render_also_quoted(m, props, &people, &is_shown);
            });
        }
    });
    render_not_quoted(m, props, &view.not_quoted);
    m.element("details", "cfb-fine", |m| {
        m.set_attribute(Attr::Id, ids::ORDER_RULE);
        m.element("summary", "cfb-fine-sum", |m| {
            m.text_element("span", "cfb-dot", view.ui_string(Word::HowOrdered))
        });
        m.text_element("p", "cfb-order", view.ui_string(Word::OrderRule));
    });
}

/// Renders the names of those of these people who are quoted on this contract and not shown.
pub(super) fn render_also_quoted(
    m: &mut Markup,
    props: &Props,
    people: &[Person<'_>],
    is_shown: &dyn Fn(&Person<'_>) -> bool,
) {
    let view = &props.view;
    let mut names = String::new();
    for person in people {
        if let Some(known) = view.people.get(person.index)
            && person.is_quoted(None)
            && !is_shown(person)
        {
            push_joined(view, &mut names, &known.name);
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
    render_also_quoted(m, props, &collect_people(&props.view, None), &|person| {
        let here = people.binary_search_by_key(&person.index, |here| here.index);
        here.is_ok_and(|here| people.get(here).is_some_and(|here| here.is_quoted(None)))
    });
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
