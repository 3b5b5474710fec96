//! What cards are called in the names of their controls, as in "Copy link to quote 2 by Ann
//! Example". Out of their place these would all read the same, so those of one person are numbered.

use std::collections::HashMap;

use super::super::super::words::{Positions, fill};
use super::super::super::{Card, CardBody, IssueView, Person};

/// What a person has several of.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Quote,
    Statement,
    Silence,
}

impl Kind {
    /// The kind of a card; pointers have no controls of this kind.
    fn of(card: &Card) -> Option<Self> {
        match card.body {
            CardBody::Quote => Some(Self::Quote),
            CardBody::Said(_) => Some(Self::Statement),
            CardBody::Silence(_) => Some(Self::Silence),
            CardBody::Pointer(_) => None,
        }
    }

    /// The subjects of the only one, and of one of several.
    fn texts(self, words: &Positions) -> (&'static str, &'static str) {
        match self {
            Self::Quote => (words.this_quote, words.nth_quote),
            Self::Statement => (words.this_statement, words.nth_statement),
            Self::Silence => (words.this_silence, words.nth_silence),
        }
    }
}

/// Sets the subjects of all cards that have evidence.
pub(in super::super) fn set_subjects(
    words: &Positions,
    people: &[Person],
    issues: &mut [IssueView],
) {
    let mut counts: HashMap<(Kind, usize), usize> = HashMap::new();
    for_each_card(issues, &mut |_, key| {
        let count = counts.entry(key).or_default();
        *count = count.saturating_add(1);
    });
    let mut numbers: HashMap<(Kind, usize), usize> = HashMap::new();
    for_each_card(issues, &mut |card, key| {
        let (kind, person) = key;
        let name = people.get(person).map_or("", |person| &person.name);
        let number = numbers.entry(key).or_default();
        *number = number.saturating_add(1);
        let (only, numbered) = kind.texts(words);
        card.subject = match counts.get(&key) {
            Some(1) | None => fill(only, [("name", name)]),
            Some(_) => fill(numbered, [("name", name), ("number", &number.to_string())]),
        };
    });
}

/// Visits the cards of people that have evidence, nested ones after those that they are in.
fn for_each_card(issues: &mut [IssueView], visit: &mut impl FnMut(&mut Card, (Kind, usize))) {
    for issue in issues {
        for card in &mut issue.cards {
            visit_nested(card, visit);
        }
    }
}

fn visit_nested(card: &mut Card, visit: &mut impl FnMut(&mut Card, (Kind, usize))) {
    if let (Some(kind), Some(person), false) =
        (Kind::of(card), card.person, card.evidence.is_empty())
    {
        visit(card, (kind, person));
    }
    for nested in card.answers.iter_mut().chain(&mut card.earlier) {
        visit_nested(nested, visit);
    }
}
