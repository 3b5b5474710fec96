//! A document that is compared, with what is looked up in it for each of its cards.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use super::super::{BoxView, Card, IssueView, Language, Person};

/// A document with an index.
pub(super) struct Document<'v> {
    view: &'v BoxView,
    people: BTreeMap<&'v str, &'v Person>,
    /// The people by their names as lists have them.
    listed: BTreeMap<String, &'v Person>,
    /// The stances of answers, by the ids of their cards.
    stances: BTreeMap<&'v str, &'v str>,
}

impl Deref for Document<'_> {
    type Target = BoxView;
    fn deref(&self) -> &BoxView {
        self.view
    }
}

impl<'v> Document<'v> {
    /// Indexes a document. `words` are the texts that changes are described with.
    pub(super) fn new(words: &Language, view: &'v BoxView) -> Self {
        let mut document = Self {
            view,
            people: BTreeMap::new(),
            listed: BTreeMap::new(),
            stances: BTreeMap::new(),
        };
        for person in &view.people {
            document.people.entry(&person.id).or_insert(person);
            document.listed.entry(words.name_in_list(person)).or_insert(person);
        }
        for card in view.issues.iter().flat_map(|issue| &issue.cards) {
            if let Some(pointer) = card.pointer() {
                document.stances.entry(&pointer.to).or_insert(&card.stance_word);
            }
        }
        document
    }

    /// The document itself.
    pub(super) fn view(&self) -> &'v BoxView {
        self.view
    }

    /// The person with this id.
    pub(super) fn person(&self, id: &str) -> Option<&'v Person> {
        self.people.get(id).copied()
    }

    /// The person who has this name in a list.
    pub(super) fn listed_person(&self, name: &str) -> Option<&'v Person> {
        self.listed.get(name).copied()
    }

    /// The stance of an answer: that of the pointer to it.
    pub(super) fn stance_of(&self, answer: &Card) -> Option<&'v str> {
        self.stances.get(&*answer.id).copied()
    }

    /// The ids of those who have a card on some questions.
    pub(super) fn people_with_cards(&self, on: impl Fn(&IssueView) -> bool) -> BTreeSet<&'v str> {
        let cards =
            self.view.issues.iter().filter(|issue| on(issue)).flat_map(|issue| &issue.cards);
        cards.filter_map(|card| self.view.person_of(card)).map(|person| &*person.id).collect()
    }
}
