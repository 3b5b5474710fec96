//! The interface's own words: named here, written once per language, carried by every view document.
//!
//! [`Word`] names those that the components place themselves. Everything else that the interface says is put into the
//! view document when it is compiled; both come from the language's table (`words/en.rs` and its like), which no
//! browser loads. `words/README.md` says how to add a language.

#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod en;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod pseudo;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod table;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod texts;

#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
pub use table::Language;
#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
pub(crate) use {table::Positions, texts::fill};

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident => $text:ident,)*) => {
        /// A word or sentence of the interface that the components place themselves.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $($(#[$doc])* $name,)*
        }

        /// Every [`Word`] in a language.
        #[cfg(any(feature = "story", not(target_arch = "wasm32")))]
        #[derive(Clone, Debug)]
        pub(crate) struct Placed {
            $(pub(crate) $text: &'static str,)*
        }

        #[cfg(any(feature = "story", not(target_arch = "wasm32")))]
        impl texts::Texts for Placed {
            fn list(&self, place: &str, all: &mut Vec<(String, &'static str)>) {
                $(self.$text.list(&format!("{place}.{}", stringify!($text)), all);)*
            }

            fn changed(&self, with: &dyn Fn(&'static str) -> String) -> Self {
                Self { $($text: self.$text.changed(with),)* }
            }
        }

        #[cfg(any(feature = "story", not(target_arch = "wasm32")))]
        impl From<&Placed> for Words {
            fn from(placed: &Placed) -> Self {
                Self([$(placed.$text),*].map(str::to_owned).into())
            }
        }
    };
}

// A document made for fewer words goes on working: new ones stand at the end.
words! {
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
    /// Said when somebody is added.
    CompareAdded => compare_added,
    /// Said when somebody is taken out.
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
    /// Before what a source says that limits a claim, where no sign stands for it.
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

/// The words of one language, in the order of [`Word`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(Vec<String>);

impl Words {
    /// The words for a language; English where there are none for it.
    #[cfg(any(feature = "story", not(target_arch = "wasm32")))]
    pub fn of(lang: &str) -> Self {
        Self::from(&Language::of(lang).placed)
    }

    /// Puts a text in the place of the language's own, where the story has something more exact to say.
    #[cfg(any(feature = "story", not(target_arch = "wasm32")))]
    pub(super) fn put(&mut self, word: Word, text: String) {
        if let Some(place) = self.0.get_mut(word as usize) {
            *place = text;
        }
    }

    /// One of them; empty if the document was made for fewer.
    pub fn get(&self, word: Word) -> &str {
        self.0.get(word as usize).map_or("", String::as_str)
    }
}
