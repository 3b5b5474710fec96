//! The facts of a contract, and the evidence for them and for everything else in a document.

use serde::Serialize;
use strum::{VariantArray, VariantNames};

/// One fact: its label, what is known, and the evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fact {
    /// Its id in the HTML.
    pub id: String,
    /// The icon before the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<Icon>,
    /// What the fact is about, as in "Buyer".
    pub label: String,
    /// What is known, or why nothing is.
    pub text: String,
    /// A few words next to the text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// What limits or explains the fact, shown with the evidence.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The sources of the fact.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

decode_fields!(Fact {
    required: id, label, text;
    optional: icon, detail, note, evidence;
});

/// The icon of a fact: the status of the contract, or why there is no value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, VariantArray, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Icon {
    /// The contract is agreed, or a question is answered.
    Done,
    /// The contract is on its way.
    Pending,
    /// The contract is stopped.
    Blocked,
    /// Sources disagree, or the contract is before a court.
    Disputed,
    /// Nothing is on record.
    #[default]
    Unknown,
}

/// A stage of the contract on the status track.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stage {
    /// Its name, as in "Awarded".
    pub label: String,
    /// What is known of it.
    pub state: StageState,
    /// Whether it is the stage that the contract is at.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_current: bool,
    /// What is known of it in words, with its date: "reported, undated".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

decode_fields!(Stage {
    required: label, state;
    optional: is_current, detail;
});

/// What is known of a stage of the contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, VariantArray, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum StageState {
    /// It is on the record, officially or as reported.
    Reached,
    /// It is still to come, on a date that is planned or at some time.
    Planned,
    /// Sources disagree on it.
    Disputed,
    /// Here the contract was stopped, or is contested.
    Stopped,
    /// No source says whether it was reached.
    #[default]
    Unknown,
}

/// The notice that replaces the content of a withdrawn story.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Notice {
    /// The word for "withdrawn".
    pub label: String,
    /// Why the story was withdrawn.
    pub reason: String,
    /// The date of the withdrawal, in words.
    pub date: String,
}

decode_fields!(Notice {
    required: label, reason, date;
    optional: ;
});

/// What the source itself says that limits a claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Caveat {
    /// What the source says.
    pub text: String,
    /// The passages where it says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

decode_fields!(Caveat {
    required: text;
    optional: evidence;
});

/// One source of a fact, with the passage that proves it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Evidence {
    /// The source's number in the list of sources, from 1; `None` if the source is not listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Official, reported, calculated or not clear, in words; empty for what somebody said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub provenance: String,
    /// What this source says, where sources disagree.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub claim: String,
    /// The publisher's name.
    pub cite: String,
    /// When it was published, in words; empty if that is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// The words before the passage.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// The passage, verbatim.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub passage: String,
    /// The words after the passage.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// The page, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// The URL of the source, at the passage; empty if the URL is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub href: String,
    /// The URL of an archived copy.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub archived: String,
}

impl Evidence {
    /// Whether nothing is known of the place of the passage but the publisher and the date.
    pub fn is_plain(&self) -> bool {
        self.provenance.is_empty() && self.claim.is_empty() && self.page.is_empty()
    }
}

decode_fields!(Evidence {
    required: cite;
    optional: number, provenance, claim, date, before, passage, after, page, href, archived;
});
