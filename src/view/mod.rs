//! What is shown: a story compiled to one flat document per language.
//!
//! [`compile()`] orders, formats and words everything, so that the components only place it. It is
//! pure and deterministic, and runs when the folder is built; the widget's WebAssembly decodes
//! [`BoxView`] and nothing else. Empty strings and lists mean "nothing to show" and are left out of
//! the JSON. What has a set of values is an enum from here to the component, so a value that a
//! component does not handle does not compile.
//!
//! The modules, each of which uses those above it only:
//!
//! ```text
//! fact, section, statement    the document
//! ids                         the ids in it, all made in one place
//! pattern, word               patterns, and the names of the texts that components place
//! words                       all texts, a file per language               (native)
//! difference                  what differs between two documents           (native)
//! compile                     a story to a document                        (native)
//! pinned                      a version to a document that offers the newest (native)
//! ```

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]
// A value that is not handled must not compile.
#![warn(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

#[macro_use]
mod decode;
#[macro_use]
mod word;
mod fact;
pub mod ids;
mod pattern;
mod section;
mod statement;

#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod compile;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod difference;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod pinned;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod words;

#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
pub use self::{
    compile::{CompileError, compile},
    difference::{Change, ChangeKind, find_changes},
    pinned::{compile_pinned, compile_pinned_in},
    words::Language,
};
pub use fact::{Caveat, Evidence, Fact, Icon, Notice};
pub use section::{
    Drawing, EventMark, Fill, Group, Line, LineKind, Section, SectionId, SourceLink,
};
pub use statement::{Card, CardBody, IssueView, Pointer, Row, Unspoken};
pub use word::{Word, Words};

use serde::Serialize;

use crate::model::Direction;

/// The name of this form of document and its version; a widget of another version refuses it.
pub const FORMAT: &str = "contract-fact-box/2";

/// One story, ready to show in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BoxView {
    /// [`FORMAT`].
    pub format: String,
    /// The story's id.
    pub id: String,
    /// The story's version.
    pub version: u32,
    /// The language of the words and of the texts.
    pub lang: String,
    /// The direction that the language is written in.
    pub dir: Direction,
    /// The title.
    pub title: String,
    /// The date on which the facts were checked, in words.
    pub as_of: String,
    /// The citation, without a URL.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cite: String,
    /// The interface's own words, by [`Word`].
    pub words: Words,
    /// Present if the story is withdrawn; nothing but the title is then shown with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Notice>,
    /// Present in an older version: what has changed since, with a link to the newest version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newer: Option<Section>,
    /// The status of the contract.
    pub status: Fact,
    /// The headline value; `text` is the amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Fact>,
    /// The key facts, always visible.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// The other facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Fact>,
    /// What the sources do not say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<String>,
    /// The stakeholders, by the ordering rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// The issues, each with who says what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<IssueView>,
    /// The smallest width, in characters, at which the table of everyone fits without a word that
    /// wraps.
    pub min_table_characters: u32,
    /// Context, open questions, related contracts, sources, corrections.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

decode_fields!(BoxView {
    required: format, id, version, lang, title, as_of, words, status, min_table_characters;
    required_names: dir;
    optional: cite, withdrawn, newer, value, facts, more, gaps, people, issues, sections;
    optional_names: ;
});

impl BoxView {
    /// The section of this id, if the document has it.
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// Whether there are several sources, so that evidence has to say which one it is from.
    pub fn has_several_sources(&self) -> bool {
        let sources = self.section(SectionId::Sources);
        sources
            .and_then(|section| section.groups.first())
            .is_some_and(|group| group.lines.len() > 1)
    }

    /// The person whose card this is, unless it is nobody's.
    pub fn person_of(&self, card: &Card) -> Option<&Person> {
        self.people.get(card.person?)
    }
}

/// A stakeholder.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Person {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The role, as the sources describe it.
    pub role: String,
    /// The role in a few words, for lists.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role_short: String,
}

decode_fields!(Person {
    required: id, name, role;
    required_names: ;
    optional: role_short;
    optional_names: ;
});

/// Whether a URL may be linked to: absolute `http` or `https`, or a plain file name within the
/// bundle.
///
/// ```
/// use contract_fact_box::view::is_safe_href;
///
/// assert!(is_safe_href("https://example.org/notice") && is_safe_href("stories/bridge.html"));
/// assert!(!is_safe_href("javascript:alert(1)"));
/// ```
///
/// View documents are data from outside, so the components ask again.
pub fn is_safe_href(href: &str) -> bool {
    let scheme = href.split_once("://").map(|(scheme, _)| scheme);
    match scheme {
        Some(scheme) => {
            (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
                && !href.bytes().any(|byte| byte <= b' ')
        }
        None => {
            href.starts_with("stories/") && !href.contains([':', '\\', ' ']) && !href.contains("..")
        }
    }
}
