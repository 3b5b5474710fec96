//! The sections that open below the facts, and the lines in them.

use serde::Serialize;
use strum::{IntoStaticStr, VariantArray, VariantNames};

use super::Evidence;
use crate::model::QuestionState;

/// A section that opens below the facts and the positions.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// Which section it is. This is also its id in the HTML.
    pub id: SectionId,
    /// The title.
    pub title: String,
    /// A few words beside the title. Only what has changed since a version has some.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub digest: String,
    /// The content.
    pub groups: Vec<Group>,
}

decode_fields!(Section {
    required: id, title, groups;
    optional: digest;
});

impl Section {
    /// Creates a section, leaving out groups without lines.
    pub fn new(id: SectionId, title: &str, groups: Vec<Group>) -> Self {
        let groups = groups.into_iter().filter(|group| !group.lines.is_empty()).collect();
        Self { id, title: title.into(), digest: String::new(), groups }
    }
}

/// The kinds of sections. A document has at most one of each, in this order.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, VariantArray, VariantNames, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SectionId {
    /// What has changed since the version on the page.
    #[default]
    Newer,
    /// The contract's figures beside those of related contracts, drawn to scale.
    Scale,
    /// The timeline: what happened, and when somebody spoke.
    Timeline,
    /// Why the contract matters.
    Context,
    /// Open questions.
    Questions,
    /// Related contracts.
    Related,
    /// Who the parties are.
    Who,
    /// Explanations of terms that no other text uses.
    Words,
    /// Sources, and corrections.
    Sources,
}

impl SectionId {
    /// The id in HTML and in links; view documents use the same string.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

impl SectionId {
    /// The row that the section is in; `None` for what is in the head of the box.
    pub fn fold(self) -> Option<FoldId> {
        match self {
            Self::Newer => None,
            Self::Questions => Some(FoldId::Unknowns),
            Self::Scale | Self::Timeline | Self::Related => Some(FoldId::Facts),
            Self::Context | Self::Who | Self::Words => Some(FoldId::Background),
            Self::Sources => Some(FoldId::Sources),
        }
    }
}

/// A row below who says what, which opens.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fold {
    /// Which row it is.
    pub id: FoldId,
    /// The title.
    pub title: String,
    /// A few words on the content, shown beside the title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub digest: String,
}

decode_fields!(Fold {
    required: id, title;
    optional: digest;
});

/// The rows below who says what. A document has at most one of each, in this order.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, VariantArray, VariantNames, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FoldId {
    /// What the sources do not say: the open questions and the gaps.
    #[default]
    Unknowns,
    /// All facts and figures: the further facts, how the figures compare, the timeline, and related
    /// contracts.
    Facts,
    /// The background: why the contract matters, the questions that are not about it, who the
    /// parties are, and terms.
    Background,
    /// Sources, corrections and sharing.
    Sources,
}

impl FoldId {
    /// The name in ids; view documents use the same string.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Lines under a title of their own.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    /// The title; empty if the title of the section says enough.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The lines.
    pub lines: Vec<Line>,
}

decode_fields!(Group {
    required: lines;
    optional: title;
});

impl Group {
    /// Creates a group that needs no title besides the section's.
    pub fn untitled(lines: Vec<Line>) -> Self {
        Self { title: String::new(), lines }
    }
}

/// One line of a section, with its evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Line {
    /// Its id in the HTML.
    pub id: String,
    /// What the line shows besides text.
    #[serde(skip_serializing_if = "LineKind::is_sentence")]
    pub kind: LineKind,
    /// What is shown over the text: a date, an audience, a relation.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The text.
    pub text: String,
    /// A few words next to the text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// What limits or explains the text, shown with the evidence.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The sources of the line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

decode_fields!(Line {
    required: id, text;
    optional: kind, label, detail, note, evidence;
});

/// The kind of a line, with the data that only this kind has.
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
    /// An amount, with a drawing of it to scale.
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
    holding: event => Event, question => Question, amount => Amount, contract => Contract, newest => Newest, source => Source;
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

    /// The number and URLs of the source, if the line is a source.
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, VariantArray, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EventMark {
    /// Something happened.
    #[default]
    Event,
    /// Somebody spoke, wrote, voted or acted.
    Said,
    /// Something is planned: its date is after the date on which the facts were checked.
    Ahead,
    /// Something happened on a date that is not known.
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
    required: fill, view_box, path;
    optional: ;
});

/// How squares are filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, VariantArray, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Fill {
    /// The contract is agreed.
    #[default]
    Solid,
    /// The contract is agreed, and is mentioned for context only.
    Tint,
    /// Nothing was agreed.
    Hollow,
}

/// The number and the URLs of a source.
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
    optional: href, archived;
});
