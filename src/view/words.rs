//! The interface's own words: named here, written once per language, carried by every view document.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $en:literal,)*) => {
        /// A word or sentence of the interface that the components place themselves.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $($(#[$doc])* $name,)*
        }

        /// English. The list is complete or the crate does not compile.
        #[cfg(not(target_arch = "wasm32"))]
        const EN: &[&str] = &[$($en),*];
    };
}

words! {
    /// The kicker over the title.
    Kicker = "Contract fact box",
    /// Before the date the facts stood at.
    AsOf = "As of:",
    /// What opens a value's evidence.
    WhoSaysSo = "Who says so",
    /// The title of the further facts.
    MoreFacts = "More facts",
    /// Beside it.
    MoreDigest = "and what is not reported",
    /// The label of the list of gaps.
    Gaps = "Not reported",
    /// The title of the positions.
    WhoSaysWhat = "Who says what",
    /// The name of the group of tabs.
    ChooseIssue = "Choose a question",
    /// The title of the ordering rule.
    HowOrdered = "How people are ordered",
    /// The ordering rule.
    OrderRule = "Buyer, end users, decision maker, oversight and supplier come first, in that order; then everybody else by name. Never by what they think.",
    /// The title of the comparison.
    Compare = "Compare people",
    /// Beside it.
    CompareDigest = "side by side",
    /// How to use it.
    CompareHint = "Choose two to four people to read side by side.",
    /// How it works before script, or without.
    CompareAbove = "Their words stand above, under each question.",
    /// When one is chosen.
    CompareOne = "Choose one more to read them side by side.",
    /// The label of the box beside a name.
    ComparePick = "Compare",
    /// The caption of the table; names follow.
    CompareCaption = "Side by side:",
    /// Before the questions on which nobody who is chosen is on record.
    CompareSilent = "No word from any of them on:",
    /// Ends a comparison.
    CompareClear = "Clear choice",
    /// Said when somebody is added.
    CompareAdded = "added to the comparison",
    /// Said when somebody is taken out.
    CompareRemoved = "taken out of the comparison",
    /// The kind of silence where the document holds nothing.
    NotReported = "Not known if asked",
    /// The same in a sentence.
    NotReportedText = "The sources do not say whether they were asked.",
    /// The link to a source at its passage.
    OpenAtPassage = "Open at this passage",
    /// The link to an archived copy.
    Archived = "Archived copy",
    /// In place of a link.
    NoAddress = "Address not given",
    /// The name of a reference to a source; its number follows.
    SourceNumber = "Source",
    /// Before the original words of a translation.
    Original = "Original:",
    /// Leads from a pointer to the answer.
    ShowAnswer = "Show it there",
    /// Around exact words, before.
    QuoteOpen = "“",
    /// Around exact words, after.
    QuoteClose = "”",
    /// Between a name and what follows.
    Colon = ":",
    /// Before the number of the story's version.
    Version = "Version",
    /// The title of the first facts, where they have one.
    KeyFacts = "Key facts",
    /// Before what a source says that limits a claim, where no sign stands for it.
    SourceAdds = "The source adds:",
    /// Puts the newest version in the place of an older one.
    ShowNewer = "Show the updated version",
}

/// The words of one language, in the order of [`Word`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(Vec<String>);

impl Words {
    /// The words for a language; English where there are none for it yet.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of(_lang: &str) -> Self {
        Self(EN.iter().map(|&word| word.to_owned()).collect())
    }

    /// One of them; empty if the document was made for fewer.
    pub fn get(&self, word: Word) -> &str {
        self.0.get(word as usize).map_or("", String::as_str)
    }
}
