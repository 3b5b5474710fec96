//! The texts that the components place themselves: their names, and how a view document carries
//! them.
//!
//! This is all that the widget knows of its own texts. What they say stands in `words/`, which no
//! browser loads.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::decode::{Name, index_of};
use super::pattern;

/// Calls a macro with every text that components place: its name here, and its name in documents
/// and languages.
///
/// One list makes [`Word`] and, where languages are compiled, the field of every language.
macro_rules! with_words {
    ($callback:ident) => {
        $callback! {
            /// The kicker over the title.
            Kicker => kicker,
            /// Before the date the facts stood at.
            AsOf => as_of,
            /// What opens a value's evidence.
            WhoSaysSo => who_says_so,
            /// The title of the further facts.
            MoreFacts => more_facts,
            /// Beside it.
            MoreDigest => more_digest,
            /// The label of the list of gaps.
            Gaps => gaps,
            /// The title of the positions.
            WhoSaysWhat => who_says_what,
            /// The name of the group of tabs.
            ChooseIssue => choose_issue,
            /// The title of the ordering rule.
            HowOrdered => how_ordered,
            /// The ordering rule.
            OrderRule => order_rule,
            /// The title of the comparison.
            Compare => compare,
            /// Beside it.
            CompareDigest => compare_digest,
            /// How to use it.
            CompareHint => compare_hint,
            /// How it works before script, or without.
            CompareAbove => compare_above,
            /// When one is chosen.
            CompareOne => compare_one,
            /// The label of the box beside a name.
            ComparePick => compare_pick,
            /// The caption of the table; names follow.
            CompareCaption => compare_caption,
            /// Before the questions on which nobody who is chosen is on record.
            CompareSilent => compare_silent,
            /// Ends a comparison.
            CompareClear => compare_clear,
            /// Said when somebody is added: `{name}`.
            CompareAdded => compare_added,
            /// Said when somebody is taken out: `{name}`.
            CompareRemoved => compare_removed,
            /// The kind of silence where the document holds nothing.
            NotReported => not_reported,
            /// The same in a sentence.
            NotReportedText => not_reported_text,
            /// The link to a source at its passage.
            OpenAtPassage => open_at_passage,
            /// The link to an archived copy.
            Archived => archived,
            /// In place of a link.
            NoAddress => no_address,
            /// The name of a reference to a source; its number follows.
            SourceNumber => source_number,
            /// Before the original words of a translation.
            Original => original,
            /// Around exact words, before.
            QuoteOpen => quote_open,
            /// Around exact words, after.
            QuoteClose => quote_close,
            /// Between a name and what follows.
            Colon => colon,
            /// Before the number of the story's version.
            Version => version,
            /// The title of the first facts, where they have one.
            KeyFacts => key_facts,
            /// Before what a source says that limits a claim, where no icon stands for it.
            SourceAdds => source_adds,
            /// Puts the newest version in the place of an older one.
            ShowNewer => show_newer,
            /// The title of what a reader can take along.
            Use => use_title,
            /// Beside it.
            UseDigest => use_digest,
            /// Copies a link to a fact, or to what somebody said.
            CopyLink => copy_link,
            /// Copies a link to the whole box.
            CopyBox => copy_box,
            /// Copies a link to the people that are compared.
            CopyCompared => copy_compared,
            /// Said when a link has been copied.
            LinkCopied => link_copied,
            /// Hands the box to other programs.
            Share => share,
            /// Leads to a page with the box alone, for paper.
            PrintPage => print_page,
            /// The title of the words to cite the box by.
            Cite => cite,
            /// The title of the code to embed the box by.
            Embed => embed,
            /// Copies the text beside it.
            Copy => copy,
            /// Said when a text has been copied.
            Copied => copied,
            /// The title of where everybody stands on every question.
            Everyone => everyone,
            /// Beside it.
            EveryoneDigest => everyone_digest,
            /// What a cell leads to: the `{stance}` of somebody (`{name}`) on an `{issue}`.
            EveryoneCell => everyone_cell,
            /// The heading of the names.
            Name => name,
            /// Shows the box of a related contract in the place of this one.
            ShowHere => show_here,
            /// Leads back from it; the title follows.
            Back => back,
            /// When as many are chosen as can be.
            CompareMost => compare_most,
            /// Said when a related contract, or the newest version, does not arrive.
            NotArrived => not_arrived,
            /// Between two in a list.
            Comma => comma,
            /// Before what is said aside.
            AsideOpen => aside_open,
            /// After it.
            AsideClose => aside_close,
            /// After a word that stands as a sentence.
            FullStop => full_stop,
            /// The link to a source that leads to no passage in it.
            ReadSource => read_source,
        }
    };
}

macro_rules! define_words {
    ($($(#[$doc:meta])* $word:ident => $name:ident,)*) => {
        /// A word or sentence of the interface that the components place themselves.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $($(#[$doc])* $word,)*
        }

        /// The names of the texts in a document, in the order of [`Word`].
        static NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

with_words!(define_words);

/// Every [`Word`] in one language. A document that lacks one of them, or has it empty, is refused.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words(pub(super) Vec<String>);

impl Words {
    /// One of the texts.
    pub fn get(&self, word: Word) -> &str {
        self.0.get(word as usize).map_or("", String::as_str)
    }

    /// One of the texts that are patterns, with values in the places of their names.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        pattern::fill(self.get(word), values)
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(NAMES.iter().zip(&self.0))
    }
}

/// Decodes an object by the list of names: a field for each would be several times as much
/// WebAssembly.
impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;

        impl<'de> Visitor<'de> for Texts {
            type Value = Words;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("texts by their names")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
                let mut texts = vec![String::new(); NAMES.len()];
                while let Some(Name(name)) = map.next_key()? {
                    let text = map.next_value::<String>()?;
                    let index = index_of(NAMES, &name);
                    if let Some(slot) = index.and_then(|index| texts.get_mut(index)) {
                        *slot = text;
                    }
                }
                match NAMES.iter().zip(&texts).find(|(_, text)| text.is_empty()) {
                    Some((name, _)) => Err(A::Error::missing_field(name)),
                    None => Ok(Words(texts)),
                }
            }
        }

        deserializer.deserialize_struct("Words", NAMES, Texts)
    }
}
