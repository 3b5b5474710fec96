//! What each line of a document was made from, by JSON pointers into the story.
//!
//! By this a correction, which names a place in the story, leads to the lines that show it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::StoryContext;
use crate::model::{Contract, Fact, Money, PartyRef};

/// The parts of a story that each line was made from, by the line's id.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::view) struct Origins(BTreeMap<String, Vec<String>>);

impl Origins {
    /// The JSON pointers of what a line was made from; none for a line that is made from nothing in
    /// particular.
    pub(in crate::view) fn of(&self, id: &str) -> &[String] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }
}

/// The origins found so far, for all who make lines.
#[derive(Debug, Default)]
pub(super) struct Recorder(RefCell<Origins>);

impl Recorder {
    pub(super) fn into_origins(self) -> Origins {
        self.0.into_inner()
    }
}

impl StoryContext<'_> {
    /// Records that a line was made from a part of the story.
    pub(super) fn record(&self, id: &str, pointer: impl Into<String>) {
        // Nobody else holds it: it is borrowed here alone, and for no longer than this.
        if let Ok(mut origins) = self.recorder.0.try_borrow_mut() {
            origins.0.entry(id.to_owned()).or_default().push(pointer.into());
        }
    }

    /// Records that a line names a party.
    pub(super) fn record_party(&self, id: &str, party: &PartyRef) {
        let index = self.story.parties.iter().position(|other| *other.id == **party);
        if let Some(index) = index {
            self.record(id, format!("/parties/{index}/name"));
        }
    }

    /// Records that a line shows a figure.
    pub(super) fn record_value(&self, id: &str, contract: &Contract, fact: &Fact<Money>) {
        let index = contract.values.iter().position(|other| std::ptr::eq(other, fact));
        if let Some(index) = index {
            self.record(id, format!("{}/values/{index}", self.contract_pointer(contract)));
        }
    }

    /// The JSON pointer of a contract of the story.
    pub(super) fn contract_pointer(&self, contract: &Contract) -> String {
        let index = self.story.contracts.iter().position(|other| other.id == contract.id);
        format!("/contracts/{}", index.unwrap_or_default())
    }
}
