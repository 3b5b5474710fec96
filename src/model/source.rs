//! Sources of facts, and the passages that facts cite.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, HttpUrl, Name, SourceId, SourceRef, Verbatim};

/// Something that was published or said and that facts rest on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Its id in this document.
    pub id: SourceId,
    /// What it is.
    pub kind: SourceKind,
    /// Its title, as published.
    pub title: Verbatim,
    /// Who published it, or `unknown`.
    #[schemars(extend("x-code" = "unknown"))]
    pub publisher: Name,
    /// Its URL, or `unknown`.
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
    /// The licence it is published under, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Verbatim>,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// An official procurement notice.
    Notice,
    /// A published decision of an office or body.
    Decision,
    /// An answer to a freedom of information request.
    Foi,
    /// A statement that somebody issued.
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Citation {
    /// Only the source's id.
    Source(SourceRef),
    /// The source and a passage in it.
    Passage(FullCitation),
}

/// A source and the passage in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FullCitation {
    /// The source's id.
    pub source: SourceRef,
    /// The passage in it.
    pub passage: Passage,
}

/// The shortest words of a source that prove a fact, exactly as they stand there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// The words, verbatim; at most 40, or 120 characters of a script without spaces.
    #[schemars(extend("x-format" = "passage"))]
    pub quote: Verbatim,
    /// The words just before, verbatim, where they are needed to find or to understand the passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-format" = "passage"))]
    pub prefix: Option<Verbatim>,
    /// The words just after, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-format" = "passage"))]
    pub suffix: Option<Verbatim>,
    /// The page, for documents that have pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<u32>,
}

impl Citation {
    /// The id of the source, in both forms of a citation.
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
            Self::Passage(at) => &at.source,
        }
    }

    /// The passage, if the citation names one.
    pub fn passage(&self) -> Option<&Passage> {
        match self {
            Self::Source(_) => None,
            Self::Passage(at) => Some(&at.passage),
        }
    }
}
