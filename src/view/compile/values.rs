//! The value of a contract: every figure with its kind. Figures that were replaced are labelled as
//! such, and each side of a disputed figure is shown.

use super::super::words::fill;
use super::super::{Fact as FactView, ids};
use super::evidence::authority;
use super::facts::build_fact;
use super::{StoryContext, capitalize, join_non_empty, money};
use crate::model::{Citation, Contract, Fact, Money, Vat};

/// Builds the headline value: the first figure that has not been replaced.
pub(super) fn build_headline(story: &StoryContext, contract: &Contract) -> Option<FactView> {
    let index = headline_index(contract)?;
    let fact = contract.values.get(index)?;
    let words = story.words;
    let mut line = build_value(story, "value", index, words.facts.value, fact);
    if let Some((other, money, label)) = find_vat_counterpart(story, contract, fact) {
        story.record_value(&line.id, contract, other);
        let figure = capitalize(&money::format_amount(words, money));
        let sentence = words.to_ended_sentence(&[label, &*figure].join(words.marks.colon));
        line.detail = join_non_empty([&line.detail, &sentence], " ");
    }
    if line.detail.is_empty() {
        line.detail = words.facts.value.into();
    }
    Some(line)
}

/// Finds the figure that is the same amount as another one but for VAT, and its label.
fn find_vat_counterpart<'c>(
    story: &StoryContext,
    contract: &'c Contract,
    fact: &Fact<Money>,
) -> Option<(&'c Fact<Money>, &'c Money, &'static str)> {
    let money = fact.known_value()?;
    contract.values.iter().filter(|other| !is_replaced(other)).find_map(|other| {
        let value = other.known_value()?;
        Some((other, value, name_vat_counterpart(story, money, value)?))
    })
}

/// Names a figure that is the same amount as the first one but for VAT; `None` if it is not.
fn name_vat_counterpart(
    story: &StoryContext,
    first: &Money,
    other: &Money,
) -> Option<&'static str> {
    let words = &story.words.facts;
    let with_vat = other.vat == Vat::Incl;
    money::differ_in_vat_alone(first, other).then_some(if with_vat {
        words.value_with_vat
    } else {
        words.value_without_vat
    })
}

/// Builds the other figures. Those that have been replaced are labelled as such.
pub(super) fn build_other_values(story: &StoryContext, contract: &Contract) -> Vec<FactView> {
    let (words, headline) = (&story.words.facts, headline_index(contract));
    let mut facts = Vec::new();
    for (index, fact) in contract.values.iter().enumerate() {
        if Some(index) != headline {
            let label = if is_replaced(fact) {
                words.earlier_value
            } else {
                let first = headline_fact(contract).and_then(Fact::known_value);
                let pair = first.zip(fact.known_value());
                pair.and_then(|(first, other)| name_vat_counterpart(story, first, other))
                    .unwrap_or(words.another_value)
            };
            facts.push(build_value(story, &ids::other_value_name(index), index, label, fact));
        }
    }
    facts
}

/// Builds every figure, in the order of the contract.
pub(super) fn build_every_value(story: &StoryContext, contract: &Contract) -> Vec<FactView> {
    let headline = headline_index(contract);
    let mut others = build_other_values(story, contract).into_iter();
    let every = (0..contract.values.len()).filter_map(|index| {
        if Some(index) == headline { build_headline(story, contract) } else { others.next() }
    });
    every.collect()
}

/// The figure that stands over the facts of a contract.
pub(super) fn headline_fact(contract: &Contract) -> Option<&Fact<Money>> {
    contract.values.get(headline_index(contract)?)
}

fn headline_index(contract: &Contract) -> Option<usize> {
    let current = contract.values.iter().position(|fact| !is_replaced(fact));
    // The checker refuses figures that all replace each other. A story that was not checked must
    // not lose them.
    current.or(if contract.values.is_empty() { None } else { Some(0) })
}

/// Whether another figure has replaced this one.
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
        if let Some(party) = &money.share_of {
            story.record_party(&line.id, party);
        }
        // In a dispute, the source's wording goes with each figure: in a shared note, readers could
        // not see which figure it belongs to.
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

/// Describes the kind of a figure, in a sentence or two.
pub(super) fn describe_kind(
    story: &StoryContext,
    fact: &Fact<Money>,
    money: &Money,
    sources: &[Citation],
) -> String {
    money::describe_kind(story, money, authority(story, fact.provenance, sources))
}

/// Describes a figure with its kind, as one side of a dispute.
fn describe_side(
    story: &StoryContext,
    fact: &Fact<Money>,
    money: &Money,
    sources: &[Citation],
) -> String {
    let kind = money::describe_kind_within_sentence(
        story,
        money,
        authority(story, fact.provenance, sources),
    );
    [capitalize(&money::format_amount(story.words, money)), kind].join(story.words.marks.colon)
}

/// Describes all figures of a contract with their kinds, and each side of those in dispute.
pub(super) fn describe_all_values(story: &StoryContext, contract: &Contract) -> Vec<String> {
    let words = &story.words.facts;
    let mut all = Vec::new();
    for fact in &contract.values {
        if let Some(money) = fact.known_value() {
            let figure = describe_side(story, fact, money, &fact.sources);
            let label = if is_replaced(fact) { words.earlier_value } else { "" };
            let figure = join_non_empty([label, &figure], story.words.marks.colon);
            all.push(join_non_empty([&figure, &describe_wording(story, money, "")], " "));
        }
        let sides: Vec<_> = fact
            .alternatives
            .iter()
            .map(|side| describe_side(story, fact, &side.value, &side.sources))
            .collect();
        if !sides.is_empty() {
            all.push(fill(words.disputed, [("sides", &sides.join(" "))]));
        }
        if let Some(detail) = &fact.detail {
            all.push(story.words.to_ended_sentence(detail));
        }
    }
    all
}

/// Describes a figure further: the source's own words for it, the days of the year or quarter that
/// it covers, and what its kind means. `shown` is the text that readers see already.
fn describe_wording(story: &StoryContext, money: &Money, shown: &str) -> String {
    let words = story.words;
    let stated = match &money.as_stated {
        Some(stated) if !is_same_figure(shown, stated) => {
            fill(words.facts.given_as, [("text", stated)])
        }
        Some(_) | None => String::new(),
    };
    let period = money.period.as_ref().and_then(|period| money::explain_period(words, period));
    let period = period.unwrap_or_default();
    join_non_empty([&stated, &period, money::explain_stage(words, money.stage)], " ")
}

/// Whether two texts are the same figure, whatever the case and the kind of spaces.
fn is_same_figure(one: &str, other: &str) -> bool {
    one.replace('\u{a0}', " ").eq_ignore_ascii_case(&other.replace('\u{a0}', " "))
}

/// Names the figure that has replaced another. `line` is the id of the fact that shows it.
fn describe_replacement(story: &StoryContext, line: &str, fact: &Fact<Money>) -> Option<String> {
    let id = fact.known_value()?.superseded_by.as_ref()?;
    for contract in &story.contracts {
        for fact in &contract.values {
            if let Some(later) = fact.known_value()
                && later.id.as_ref().is_some_and(|other| **other == **id)
            {
                story.record_value(line, contract, fact);
                let figure = money::format_amount(story.words, later);
                return Some(fill(story.words.facts.replaced_by, [("figure", &figure)]));
            }
        }
    }
    None
}
