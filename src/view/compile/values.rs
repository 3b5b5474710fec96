//! What a contract is worth: every figure with its kind, those that hold apart from those that were
//! replaced, and of a figure in dispute what each side says.

use super::super::words::fill;
use super::super::{Fact as FactView, ids};
use super::evidence::authority;
use super::facts::build_fact;
use super::{StoryContext, capitalize, date, join_non_empty, money};
use crate::model::{Alternative, Citation, Contract, Fact, Money};

/// The headline value: the first that no other has replaced.
pub(super) fn build_headline(story: &StoryContext, contract: &Contract) -> Option<FactView> {
    let index = headline_index(contract)?;
    let fact = contract.values.get(index)?;
    let words = story.words;
    let mut line = build_value(story, "value", index, words.facts.value, fact);
    if line.detail.is_empty() {
        line.detail = words.facts.value.into();
    }
    Some(line)
}

/// The other figures: those that hold, and those that were replaced, which are labelled so.
pub(super) fn build_other_values(story: &StoryContext, contract: &Contract) -> Vec<FactView> {
    let (words, headline) = (&story.words.facts, headline_index(contract));
    let others = contract.values.iter().enumerate().filter(|(index, _)| Some(*index) != headline);
    let line = |(index, fact): (usize, &Fact<Money>)| {
        let label = if is_replaced(fact) { words.earlier_value } else { words.another_value };
        build_value(story, &ids::other_value_name(index), index, label, fact)
    };
    others.map(line).collect()
}

fn headline_index(contract: &Contract) -> Option<usize> {
    let holds = contract.values.iter().position(|fact| !is_replaced(fact));
    // Figures that all replace each other are refused by the checker; none may vanish for that.
    holds.or(if contract.values.is_empty() { None } else { Some(0) })
}

/// Whether another figure has taken the place of this one.
pub(super) fn is_replaced(fact: &Fact<Money>) -> bool {
    fact.known_value().is_some_and(|money| money.superseded_by.is_some())
}

fn build_value(
    story: &StoryContext,
    name: &str,
    index: usize,
    label: &str,
    fact: &Fact<Money>,
) -> FactView {
    let (words, field) = (story.words, format!("values/{index}"));
    let mut line =
        build_fact(story, name, &field, label, fact, |value| money::format_amount(words, value));
    line.text = capitalize(&line.text);
    let money = fact.known_value().into_iter().map(|money| (money, &*fact.sources));
    let sides = fact.alternatives.iter().map(|side| (&side.value, &*side.sources));
    let several = fact.alternatives.len() > 1;
    let (mut details, mut notes) = (Vec::new(), Vec::new());
    for (money, sources) in money.chain(sides) {
        // Each side has its own words with it: in a shared note, nobody could see whose words they
        // are.
        if several {
            details.push(join_non_empty(
                [&describe_side(story, fact, money, sources), &describe_wording(story, money, "")],
                " ",
            ));
        } else {
            details.push(describe_kind(story, fact, money, sources));
            notes.push(describe_wording(story, money, &line.text));
        }
    }
    if fact.known_value().is_some() {
        notes.extend(describe_replacement(story, &line.id, fact));
    }
    line.detail =
        join_non_empty([&details.join(" "), fact.detail.as_deref().unwrap_or_default()], " ");
    line.note = join_non_empty([&notes.join(" "), &line.note], " ").trim().to_owned();
    line
}

/// What kind of figure it is, in a sentence or two.
pub(super) fn describe_kind(
    story: &StoryContext,
    fact: &Fact<Money>,
    money: &Money,
    sources: &[Citation],
) -> String {
    money::describe_kind(story.words, money, authority(story, fact.provenance, sources))
}

/// One side of a dispute: the figure, and what kind of figure it is.
fn describe_side(
    story: &StoryContext,
    fact: &Fact<Money>,
    money: &Money,
    sources: &[Citation],
) -> String {
    let kind = money::describe_kind_within_sentence(
        story.words,
        money,
        authority(story, fact.provenance, sources),
    );
    [capitalize(&money::format_amount(story.words, money)), kind].join(story.words.marks.colon)
}

/// Every figure of a contract that may stand beside those of others, with its kind: of those in
/// dispute, each side.
pub(super) fn describe_all_values(story: &StoryContext, contract: &Contract) -> Vec<String> {
    let words = &story.words.facts;
    let mut all = Vec::new();
    for fact in &contract.values {
        let sides: Vec<_> = fact
            .alternatives
            .iter()
            .map(|it: &Alternative<Money>| describe_side(story, fact, &it.value, &it.sources))
            .collect();
        all.extend(fact.known_value().map(|money| {
            let figure = describe_side(story, fact, money, &fact.sources);
            let label = if is_replaced(fact) { words.earlier_value } else { "" };
            let figure =
                [label, &*figure].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>();
            join_non_empty(
                [&figure.join(story.words.marks.colon), &describe_wording(story, money, "")],
                " ",
            )
        }));
        if !sides.is_empty() {
            all.push(fill(words.disputed, [("sides", &sides.join(" "))]));
        }
        all.extend(fact.detail.as_ref().map(|detail| story.words.to_ended_sentence(detail)));
    }
    all
}

/// The source's own words for a figure, the time it covers, and what its kind means.
fn describe_wording(story: &StoryContext, money: &Money, shown: &str) -> String {
    let words = story.words;
    let is_shown = |stated: &str| {
        shown.replace('\u{a0}', " ").eq_ignore_ascii_case(&stated.replace('\u{a0}', " "))
    };
    let stated = money.as_stated.as_deref().filter(|stated| !is_shown(stated));
    let stated =
        stated.map(|stated| fill(words.facts.given_as, [("text", stated)])).unwrap_or_default();
    let period = money.period.as_ref().map(|period| {
        let (start, end) =
            (date::format_date(words, &period.start), date::format_date(words, &period.end));
        fill(words.money.period, [("start", &*start), ("end", &end)])
    });
    let negative = if money.amount.starts_with('-') { words.money.negative } else { "" };
    join_non_empty(
        [&stated, &period.unwrap_or_default(), negative, money::explain_stage(words, money.stage)],
        " ",
    )
}

/// The figure that has replaced another, for the fact with this id.
fn describe_replacement(story: &StoryContext, line: &str, fact: &Fact<Money>) -> Option<String> {
    let id = fact.known_value()?.superseded_by.as_ref()?;
    let is_later = |money: &&Money| money.id.as_ref().is_some_and(|other| **other == **id);
    let all = story
        .contracts
        .iter()
        .flat_map(|contract| contract.values.iter().map(move |fact| (contract, fact)));
    let (contract, fact, later) = all
        .filter_map(|(contract, fact)| Some((contract, fact, fact.known_value().filter(is_later)?)))
        .next()?;
    story.record_value(line, contract, fact);
    Some(fill(
        story.words.facts.replaced_by,
        [("figure", &money::format_amount(story.words, later))],
    ))
}
