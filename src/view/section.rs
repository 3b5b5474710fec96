//! The sections that open below the facts, and the lines in them.

use serde::Serialize;
use strum::{IntoStaticStr, VariantArray, VariantNames};

use super::Evidence;
use crate::model::QuestionState;

/// A section, which opens.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// Which section it is. This is also its id in the HTML.
    pub id: SectionId,
    /// The title.
    pub title: String,
    /// A few words on what is in it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub digest: String,
    /// What is in it.
    pub groups: Vec<Group>,
}

decode_fields!(Section {
    required: title, groups;
    required_names: id;
    optional: digest;
    optional_names: ;
});

impl Section {
    /// A section of those groups that hold something.
    pub fn new(id: SectionId, title: &str, digest: &str, groups: Vec<Group>) -> Self {
        let groups = groups.into_iter().filter(|group| !group.lines.is_empty()).collect();
        Self { id, title: title.into(), digest: digest.into(), groups }
    }
}

/// The sections there are. A document holds each once at most.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, VariantArray, VariantNames, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SectionId {
    /// What has changed since the version on the page.
    #[default]
    Newer,
    /// The money in scale.
    Scale,
    /// What happened, and when somebody spoke.
    Timeline,
    /// Why it matters.
    Context,
    /// Open questions.
    Questions,
    /// Related contracts.
    Related,
    /// Who the parties are.
    Who,
    /// Terms explained that stand nowhere else.
    Words,
    /// Sources, and corrections.
    Sources,
}

impl SectionId {
    /// The id in HTML and in links, which is its name in documents.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Lines under a title of their own.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    /// The title; empty where the section's says it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The lines.
    pub lines: Vec<Line>,
}

decode_fields!(Group {
    required: lines;
    required_names: ;
    optional: title;
    optional_names: ;
});

impl Group {
    /// Lines whose title is that of the section.
    pub fn untitled(lines: Vec<Line>) -> Self {
        Self { title: String::new(), lines }
    }
}

/// One line of a section, with its evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Line {
    /// Its id in the HTML.
    pub id: String,
    /// What the line is, if it is more than a sentence.
    #[serde(skip_serializing_if = "LineKind::is_sentence")]
    pub kind: LineKind,
    /// A date, an audience, a relation: what stands over the text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What there is to say.
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

decode_fields!(Line {
    required: id, text;
    required_names: ;
    optional: kind, label, detail, note, evidence;
    optional_names: ;
});

/// What a line is, with what only such a line has.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A sentence and nothing more.
    #[default]
    Sentence,
    /// An entry of the timeline.
    Event(EventMark),
    /// An open question.
    Question(QuestionState),
    /// An amount with a drawing of how much that is.
    Amount(Drawing),
    /// A related contract, with the URL of its story or of a page about it; empty if there is none.
    Contract(String),
    /// The link to the newest version, with the URL of its page.
    Newest(String),
    /// A source.
    Source(SourceLink),
    /// A correction.
    Correction,
}

decode_variants!(LineKind {
    empty: sentence => Sentence, correction => Correction;
    holding: amount => Amount, contract => Contract, newest => Newest, source => Source;
    holding_names: event => Event, question => Question;
});

impl LineKind {
    /// Whether the line is a sentence and nothing more.
    pub fn is_sentence(&self) -> bool {
        *self == Self::Sentence
    }

    /// The link target: an absolute URL, a path within the bundle, or empty.
    pub fn href(&self) -> &str {
        match self {
            Self::Contract(href) | Self::Newest(href) => href,
            Self::Source(source) => &source.href,
            Self::Sentence
            | Self::Event(_)
            | Self::Question(_)
            | Self::Amount(_)
            | Self::Correction => "",
        }
    }

    /// The data of a source, if the line is one.
    pub fn source(&self) -> Option<&SourceLink> {
        match self {
            Self::Source(source) => Some(source),
            Self::Sentence
            | Self::Event(_)
            | Self::Question(_)
            | Self::Amount(_)
            | Self::Contract(_)
            | Self::Newest(_)
            | Self::Correction => None,
        }
    }
}

/// The marker of an entry on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, VariantArray, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EventMark {
    /// Something happened.
    Event,
    /// Somebody spoke, wrote, voted or acted.
    Said,
    /// It is planned: its date is after the day on which the facts were checked.
    Ahead,
    /// It has no date.
    Undated,
}

/// An amount drawn in squares.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Drawing {
    /// How the squares are filled.
    pub fill: Fill,
    /// The SVG `viewBox`.
    pub view_box: String,
    /// SVG path data: lines to be drawn in dashes of 8 with gaps of 2.
    pub path: String,
}

decode_fields!(Drawing {
    required: view_box, path;
    required_names: fill;
    optional: ;
    optional_names: ;
});

/// How squares are filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, VariantArray, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Fill {
    /// The contract is agreed.
    #[default]
    Solid,
    /// It is agreed, and mentioned for context only.
    Tint,
    /// Nothing was agreed.
    Hollow,
}

/// What only a source has.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourceLink {
    /// Its number in the list, from 1, by which evidence names it.
    pub number: u32,
    /// Its URL; empty if that is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub href: String,
    /// The URL of an archived copy.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub archived: String,
}

decode_fields!(SourceLink {
    required: number;
    required_names: ;
    optional: href, archived;
    optional_names: ;
});
