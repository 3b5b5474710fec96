//! What is shown: a story compiled to one flat document per language.
//!
//! [`compile()`] orders, formats and words everything, so that the components only place it. It is pure and
//! deterministic, and runs when the folder is built; the widget's WebAssembly decodes [`BoxView`] and nothing else.
//! Empty strings and lists mean "nothing to show" and are left out of the JSON.

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]

#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod compile;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod difference;
mod words;

#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
pub use compile::{CompileError, compile, compile_pinned, compile_pinned_in};
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
pub use difference::difference;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
pub use words::Language;
pub use words::{Word, Words};

use serde::{Deserialize, Serialize};

/// The name of this form of document and its version; a widget of another version refuses it.
pub const FORMAT: &str = "contract-fact-box/1";

/// One story, ready to show in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BoxView {
    /// [`FORMAT`].
    pub format: String,
    /// The story's id.
    pub id: String,
    /// The story's version.
    pub version: u32,
    /// The language of the words and of the texts.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// The title.
    pub title: String,
    /// The date the facts stood at, in words.
    pub as_of: String,
    /// How to cite it, without its address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cite: String,
    /// The interface's own words, by [`Word`].
    pub words: Words,
    /// Present when the story is withdrawn; nothing but the title then stands beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Line>,
    /// Present in a version that a newer one has followed: what has changed since, and where the newest stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newer: Option<Section>,
    /// Where the contract stands.
    pub status: Line,
    /// The headline value; `text` is the amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Line>,
    /// The key facts, always visible.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Line>,
    /// The other facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Line>,
    /// What the sources do not say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<String>,
    /// The stakeholders, by the ordering rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// The issues, each with who says what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<IssueView>,
    /// The letters of a line in which everybody and all questions stand beside each other and no word is broken.
    pub letters_across: u32,
    /// Context, open questions, related contracts, sources, corrections.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

/// One thing a reader is told, with its evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// Its name within the box, for links and keys.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The name of a sign to stand before it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub icon: String,
    /// What it is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What there is to say.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// A few words beside it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// What limits or explains it, shown with the evidence.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where the text leads: an absolute address, or one within the built folder.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub href: String,
    /// The address of an archived copy.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub archived: String,
    /// A picture's frame, as an SVG `viewBox`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub frame: String,
    /// The picture, as SVG path data: lines to be drawn in dashes of 8 with gaps of 2.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// Who says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// One source of a fact, at the place that proves it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// The source's number in the list of sources, from 1; 0 where it is not in the list.
    pub number: u32,
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
    /// The address, at the passage; empty where the source's address is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub href: String,
    /// The address of an archived copy.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub archived: String,
}

/// A stakeholder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
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

/// A question, and who says what about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IssueView {
    /// The id.
    pub id: String,
    /// The short name.
    pub label: String,
    /// The question.
    pub question: String,
    /// Said where the question is not about this contract.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// Who stands where, by stance; the last holds the silences.
    pub rows: Vec<Row>,
}

/// Everybody with one stance on one question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// The stance's code, or `silence`: also the name of its sign.
    pub stance: String,
    /// The stance in words.
    pub word: String,
    /// Their words, deeds and silences.
    pub cards: Vec<Card>,
}

impl Row {
    /// The cards, without pointers that say the same as the one before: two answers of one person to one statement.
    pub fn without_repeats(&self) -> impl Iterator<Item = &Card> {
        let mut last: Option<&Card> = None;
        self.cards.iter().filter(move |card| {
            let before = last.replace(card);
            !before.is_some_and(|it| {
                card.kind == "pointer" && it.text == card.text && it.person == card.person
            })
        })
    }
}

/// What one stakeholder said, did or did not say about one question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// Its name within the box.
    pub id: String,
    /// The stakeholder's place in [`BoxView::people`]; one past the last where the card is nobody's, as one that says
    /// that there is no response.
    pub person: usize,
    /// Those of whom there is no response; for words that were replaced, that they are earlier ones, with the stance;
    /// for a pointer, whom the words answer.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// `quote` for exact words, `said` for anything else on record, `silence`, or `pointer` to an answer that
    /// stands with the words it answers.
    pub kind: String,
    /// The kind of silence, which is the name of its sign too.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub icon: String,
    /// What stands before the text: "Paraphrase:", or the kind of silence in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub flag: String,
    /// The words, the deed, or what is known of the silence.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The language of the original words, or else of the text, where it is not the box's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lang: String,
    /// Whose translation it is, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub translation: String,
    /// The words in the language they were said in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub original: String,
    /// Who spoke, when and where, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How the stance was read, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// For a pointer: the id of the card of the words. For one that says that words do not address a criticism: of these.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// What the source itself says that limits the claim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caveats: Vec<Line>,
    /// The answers to the words, by whomever, and what is known of those whom they criticise and who have not answered.
    /// From the fifth level on, answers to answers stand here one after the other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Card>,
    /// What the same stakeholder said before, which this takes the place of; `name` says so, with the stance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Card>,
    /// Who says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
impl Card {
    /// This card and all that stand within it: the answers, and what was said before.
    pub fn whole(&self) -> Vec<&Self> {
        let within = self.answers.iter().chain(&self.earlier).flat_map(Self::whole);
        std::iter::once(self).chain(within).collect()
    }
}

/// A part of the box that opens.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// Its name within the box.
    pub id: String,
    /// The title.
    pub title: String,
    /// A few words on what is in it.
    pub digest: String,
    /// What is in it.
    pub groups: Vec<Group>,
}

/// Lines under a title of their own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Group {
    /// The title; empty where the section's says it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The lines.
    pub lines: Vec<Line>,
}

/// Whether an address may be linked to: absolute `http` or `https`, or a plain file name within the built folder.
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
