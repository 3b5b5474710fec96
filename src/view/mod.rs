//! What is shown: a story compiled to one document per language.
//!
//! [`compile()`] orders, formats and words everything, so that the components only lay it out. It
//! is pure and deterministic, and runs when the bundle is built; the widget's WebAssembly decodes
//! [`BoxView`] and nothing else. Empty strings and lists mean "nothing to show" and are left out of
//! the JSON. What has a set of values is an enum from here to the component, so a value that a
//! component does not handle does not compile.
//!
//! The modules, each of which uses only those above it:
//!
//! ```text
//! fact, section, statement    the document
//! ids                         the ids in it
//! parts                       presets: the parts of a box that a page shows
//! pattern, word               patterns, and the interface texts that components show
//! runs                        the parts of a text that are in another language
//! words                       all texts, a folder per language             (native)
//! difference                  what differs between two documents           (native)
//! compile                     a story to a document                        (native)
//! pinned                      an older version, with what has changed since  (native)
//! share_card                  what a document's share card says             (native)
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
mod parts;
mod pattern;
mod runs;
mod section;
mod statement;

#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod compile;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod difference;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod pinned;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod preview;
#[cfg(not(target_arch = "wasm32"))]
mod share_card;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod words;

#[cfg(not(target_arch = "wasm32"))]
pub use self::share_card::{ShareCard, ShareFact, page_path};
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
pub use self::{
    compile::{CompileError, ContractFact, compile, list_contract_facts},
    difference::{Change, ChangeKind, find_changes},
    pinned::{compile_pinned, compile_pinned_in},
    preview::{Preview, preview},
    words::{Language, SignOff},
};
pub use decode::{Decode, Json, WrongField};
pub use fact::{Caveat, Evidence, Fact, Icon, Notice, Stage, StageState};
pub use parts::Parts;
pub use runs::{MARK, Run, is_marked, split_runs, strip_marks};
pub use section::{
    Drawing, EventMark, Fill, Fold, FoldId, Group, Line, LineKind, Section, SectionId, SourceLink,
};
pub use statement::{Card, CardBody, IssueView, Pointer, STANCE_AXIS, Unspoken};
pub use word::{Word, Words};

use serde::Serialize;

use crate::model::{Direction, PartyKind};

/// The name and version of the document format. A widget refuses documents of any other.
pub const FORMAT: &str = "contract-fact-box/3";

/// One story, ready to show in one language.
///
/// Its JSON is what the bundle holds and the widget decodes:
///
/// ```
/// use contract_fact_box::{model, view::{self, BoxView}};
///
/// let json = include_str!(concat!(
///     env!("CARGO_MANIFEST_DIR"),
///     "/tests/fixtures/view/full/story.json"
/// ));
/// let story = model::read(json).into_valid().expect("a story without errors");
/// let view = view::compile(&story, "en-GB").expect("a story that can be shown");
///
/// let json = serde_json::to_string(&view).expect("a view is JSON");
/// assert_eq!(serde_json::from_str::<BoxView>(&json).expect("a view"), view);
///
/// let error = serde_json::from_str::<BoxView>("{}").expect_err("nothing is in it");
/// assert!(error.to_string().starts_with("the field `format` is missing"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BoxView {
    /// [`FORMAT`].
    pub format: String,
    /// The story's id.
    pub id: String,
    /// The story's version.
    pub version: u32,
    /// The language of the texts, as a BCP 47 tag. Runs of another language are marked inside them,
    /// as `runs` says.
    pub lang: String,
    /// The direction in which the texts are written.
    pub dir: Direction,
    /// The title.
    pub title: String,
    /// The words over the title.
    pub kicker: String,
    /// The date on which the facts were checked, in words.
    pub as_of: String,
    /// The citation, without a URL.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cite: String,
    /// The interface's own texts, by [`Word`].
    pub words: Words,
    /// Present if the story is withdrawn; apart from it only the title is then shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Notice>,
    /// What has changed since this version, with a link to the newest one; only in older versions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newer: Option<Section>,
    /// The stages of the contract, from the first to the last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub track: Vec<Stage>,
    /// The status of the contract.
    pub status: Fact,
    /// The headline value: `text` is the amount, `detail` what kind of figure it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Fact>,
    /// The key facts, always visible.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Facts that somebody's words on the contract tell, too, such as the reasons for a decision:
    /// key facts only where these words are not shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Fact>,
    /// The other facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Fact>,
    /// What the sources do not say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<String>,
    /// The stakeholders, in the order of the ordering rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// The issues, each with who says what; first those about this contract.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<IssueView>,
    /// Whether what is said about this contract is too long to be open in full, so that each person
    /// has one open statement.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_abridged: bool,
    /// The titles of the columns of the position strip, in the order of [`STANCE_AXIS`]; empty if
    /// there is no strip.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stances: Vec<String>,
    /// The names of those who are quoted on no question about this contract and of whom nothing
    /// more is known, in one list.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub not_quoted: String,
    /// The rows that open below who says what, in the order of [`FoldId`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub folds: Vec<Fold>,
    /// The sections in these rows, in the order of [`SectionId`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

decode_fields!(BoxView {
    required: format, id, version, lang, dir, title, kicker, as_of, words, status;
    optional: cite, withdrawn, newer, track, value, facts, told, more, gaps, people, issues, is_abridged, stances, not_quoted, folds, sections;
});

impl BoxView {
    /// The section with this id, if the document has one.
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// Whether there are several sources, so that evidence must say which one it is from.
    pub fn has_several_sources(&self) -> bool {
        let sources = self.section(SectionId::Sources);
        sources
            .and_then(|section| section.groups.first())
            .is_some_and(|group| group.lines.len() > 1)
    }

    /// The person whose card this is; `None` if it is nobody's.
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
    /// One to three letters for the position strip.
    pub initials: String,
    /// A person, an organisation or an unnamed group.
    pub kind: PartyKind,
}

decode_fields!(Person {
    required: id, name, role, initials, kind;
    optional: role_short;
});

/// Whether the box may link to a URL: an absolute `http` or `https` URL, or the path of a story's
/// page within the bundle.
///
/// ```
/// use contract_fact_box::view::is_safe_href;
///
/// assert!(is_safe_href("https://example.org/notice") && is_safe_href("stories/bridge.html"));
/// assert!(!is_safe_href("javascript:alert(1)"));
/// ```
///
/// The checker has refused all other URLs in stories. The components ask again, since a view
/// document is untrusted input: nothing proves that it was compiled from a checked story.
pub fn is_safe_href(href: &str) -> bool {
    // By characters alone: code that finds a string in another would cost bytes.
    match href.split_once(':') {
        Some((scheme, rest)) => {
            (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
                && rest.starts_with("//")
                && !href.bytes().any(|byte| byte <= b' ')
        }
        None => {
            href.starts_with("stories/")
                && !href.bytes().any(|byte| matches!(byte, b'\\' | b' '))
                && href.split('/').all(|part| part != "..")
        }
    }
}
