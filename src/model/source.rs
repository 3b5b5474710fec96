//! Sources of facts, and the passages that facts cite.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, HttpUrl, Name, SourceId, SourceRef, Verbatim};

/// Something that was published or said, and that facts are based on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The id of the source in this document.
    pub id: SourceId,
    /// The kind of source.
    pub kind: SourceKind,
    /// The title, as published.
    pub title: Verbatim,
    /// Who published it, or `unknown`.
    #[schemars(extend("x-code" = "unknown"))]
    pub publisher: Name,
    /// The URL, or `unknown`.
    pub url: HttpUrl,
    /// The URL of an archived copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived_url: Option<HttpUrl>,
    /// When it was published.
    #[schemars(extend("x-past" = true))]
    pub published: Date,
    /// When the newsroom last read it.
    #[serde(default)]
    #[schemars(extend("x-past" = true))]
    pub accessed: Date,
    /// The licence of the source, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Verbatim>,
}

/// The kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// An official procurement notice.
    Notice,
    /// A published decision of a public body or official.
    Decision,
    /// An answer to a freedom of information request.
    Foi,
    /// A statement issued by a person or organisation.
    Statement,
    /// An interview.
    Interview,
    /// A news report.
    Report,
    /// A data set.
    Dataset,
}

impl SourceKind {
    /// Whether it is the record of a public body, not somebody's account of it.
    pub fn is_official(self) -> bool {
        matches!(self, Self::Notice | Self::Decision | Self::Foi | Self::Dataset)
    }
}

/// A source, alone or with the passage that proves the fact.
///
/// A passage may be written behind the id: `"gazette: its first contract with a police force"`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(extend("x-short" = ["source", "quote"]))]
pub enum Citation {
    /// The id of the source.
    Source(SourceRef),
    /// The source and a passage in it.
    Passage(FullCitation),
}

/// A source and a passage in it, whose keys may stand beside `source`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-inline" = "passage"))]
pub struct FullCitation {
    /// The id of the source.
    pub source: SourceRef,
    /// The passage.
    pub passage: Passage,
}

/// The shortest passage of a source that proves a fact, exactly as written there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// The words, verbatim: 40 at most, or 120 characters in a script without spaces.
    #[schemars(extend("x-format" = "passage"))]
    pub quote: Verbatim,
    /// The words just before the passage, verbatim, if readers need them to find or understand it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-format" = "passage"))]
    pub prefix: Option<Verbatim>,
    /// The words just after the passage, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-format" = "passage"))]
    pub suffix: Option<Verbatim>,
    /// The page number, if the source has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<u32>,
}

impl Citation {
    /// Returns the id of the source, in both forms of a citation.
    ///
    /// ```
    /// use contract_fact_box::model::Citation;
    ///
    /// let citations: Vec<Citation> = serde_json::from_str(
    ///     r#"["notice", {"source": "notice", "passage": {"quote": "awarded to Example Ltd"}}]"#,
    /// )?;
    /// assert!(citations.iter().all(|citation| &**citation.source() == "notice"));
    /// assert!(citations[0].passage().is_none() && citations[1].passage().is_some());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn source(&self) -> &SourceRef {
        match self {
            Self::Source(source) => source,
            Self::Passage(citation) => &citation.source,
        }
    }

    /// Returns the passage, if the citation names one.
    pub fn passage(&self) -> Option<&Passage> {
        match self {
            Self::Source(_) => None,
            Self::Passage(citation) => Some(&citation.passage),
        }
    }
}
