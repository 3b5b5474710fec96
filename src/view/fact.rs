//! The facts of a contract, and the evidence that stands with them and with everything else.

use serde::Serialize;
use strum::{VariantArray, VariantNames};

/// One fact: what it is about, what is known of it, and who says so.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fact {
    /// Its id in the HTML.
    pub id: String,
    /// The icon before the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<Icon>,
    /// What it is about.
    pub label: String,
    /// What is known.
    pub text: String,
    /// A few words beside it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// What limits or explains it, shown with the evidence.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

decode_fields!(Fact {
    required: id, label, text;
    required_names: ;
    optional: detail, note, evidence;
    optional_names: icon;
});

/// The icon of a fact: where the contract stands, or why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, VariantArray, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Icon {
    /// Something is agreed, or answered.
    Done,
    /// Something is under way.
    Pending,
    /// Something is stopped.
    Blocked,
    /// Sources disagree.
    Disputed,
    /// Nothing is on record.
    Unknown,
}

/// That a story is withdrawn.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Notice {
    /// That it is withdrawn, in a word.
    pub label: String,
    /// Why.
    pub reason: String,
    /// Since when, in words.
    pub date: String,
}

decode_fields!(Notice {
    required: label, reason, date;
    required_names: ;
    optional: ;
    optional_names: ;
});

/// What the source itself says that limits a claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Caveat {
    /// What it says.
    pub text: String,
    /// Where it says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

decode_fields!(Caveat {
    required: text;
    required_names: ;
    optional: evidence;
    optional_names: ;
});

/// One source of a fact, with the passage that proves it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Evidence {
    /// The source's number in the list of sources, from 1; none if it is not in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Official, reported, calculated or not clear, in words; empty where it makes no sense.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub provenance: String,
    /// What this source says, where sources disagree.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub claim: String,
    /// The publisher.
    pub cite: String,
    /// When it was published, in words.
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

decode_fields!(Evidence {
    required: cite, date;
    required_names: ;
    optional: number, provenance, claim, before, passage, after, page, href, archived;
    optional_names: ;
});
