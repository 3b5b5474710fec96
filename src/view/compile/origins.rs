//! The origins of each line of a document: JSON pointers to the values in the story that it was
//! made from.
//!
//! A correction names a value in the story. The origins lead from there to the lines that show it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::StoryContext;
use crate::model::{Contract, Fact, Money, PartyRef};

/// The JSON pointers of the values that each line was made from, by the line's id.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::view) struct Origins(BTreeMap<String, Vec<String>>);

impl Origins {
    /// The JSON pointers of the values that a line was made from; none if no value in particular.
    pub(in crate::view) fn of(&self, id: &str) -> &[String] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }

    /// All lines with the JSON pointers of the values that they were made from.
    pub(in crate::view) fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(id, pointers)| (&**id, pointers.as_slice()))
    }
}

/// The origins recorded so far. All functions that build lines share it, so it is in a cell.
#[derive(Debug, Default)]
pub(super) struct Recorder(RefCell<Origins>);

impl Recorder {
    pub(super) fn into_origins(self) -> Origins {
        self.0.into_inner()
    }
}

impl StoryContext<'_> {
    /// Records that a line was made from the value at a JSON pointer.
    pub(super) fn record(&self, id: &str, pointer: impl Into<String>) {
        // This never fails: the cell is borrowed only here, and the borrow ends with this function.
        if let Ok(mut origins) = self.recorder.0.try_borrow_mut() {
            origins.0.entry(id.to_owned()).or_default().push(pointer.into());
        }
    }

    /// Records that a line names a party.
    pub(super) fn record_party(&self, id: &str, party: &PartyRef) {
        if let Some((index, _)) = self.index.party(party) {
            self.record(id, format!("/parties/{index}/name"));
        }
    }

    /// Records that a line shows a figure.
    pub(super) fn record_value(&self, id: &str, contract: &Contract, fact: &Fact<Money>) {
        // By identity: two figures of one contract may be equal.
        let index = contract.values.iter().position(|other| std::ptr::eq(other, fact));
        if let Some(index) = index {
            self.record(id, format!("{}/values/{index}", self.contract_pointer(contract)));
        }
    }

    /// The JSON pointer of a contract of the story.
    pub(super) fn contract_pointer(&self, contract: &Contract) -> String {
        let index = self.index.contract(&contract.id).map(|(index, _)| index);
        format!("/contracts/{}", index.unwrap_or_default())
    }
}
