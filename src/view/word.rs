//! The interface texts that components show: their names, and how a view document carries them.
//!
//! The widget knows only these names. The texts themselves are in `words/`, which is not part of
//! the WebAssembly.

use serde::ser::{Serialize, Serializer};

use super::decode::{Decode, Json, WrongField};
use super::pattern;

/// Calls a macro with the list of texts that components show: for each its variant of [`Word`], and
/// its name in documents and languages.
///
/// One list defines both [`Word`] and, in native builds, the fields of every language.
macro_rules! with_words {
    ($callback:ident) => {
        $callback! {
            /// Before the date on which the facts were checked.
            AsOf => as_of,
            /// The control that opens a value's evidence.
            WhoSaysSo => who_says_so,
            /// The label of the list of gaps.
            Gaps => gaps,
            /// The title of the positions.
            WhoSaysWhat => who_says_what,
            /// The name of the group of tabs.
            ChooseIssue => choose_issue,
            /// The choice of all questions.
            AllIssues => all_issues,
            /// The heading of the column of questions in a table.
            Question => question,
            /// The caption of the position strip.
            Positions => positions,
            /// In a column of the position strip that has nobody.
            NoOneQuoted => no_one_quoted,
            /// In place of statements that are not open yet: `{count}` and `{name}`.
            MoreFrom => more_from,
            /// The title of a group of people: the `{first}` and the `{last}` name.
            FromTo => from_to,
            /// The label of the field to find a person in.
            FindName => find_name,
            /// The label of the field that adds a person to the comparison.
            AddName => add_name,
            /// The title of the ordering rule.
            HowOrdered => how_ordered,
            /// The ordering rule.
            OrderRule => order_rule,
            /// The title of the comparison.
            Compare => compare,
            /// How to use the comparison, while nobody is chosen.
            CompareHint => compare_hint,
            /// How the comparison works without script.
            CompareAbove => compare_above,
            /// What to do next, while only one person is chosen.
            CompareOne => compare_one,
            /// The title of a comparison that is shown alone.
            SideBySide => side_by_side,
            /// In the cell of somebody who is not quoted on a question.
            NotQuotedOnThis => not_quoted_on_this,
            /// Before the names of those who are quoted and not compared.
            AlsoQuoted => also_quoted,
            /// The link from a part of the box to the whole.
            WholeBox => whole_box,
            /// The caption of the table; names follow.
            CompareCaption => compare_caption,
            /// Before the questions on which none of the chosen people is on record.
            CompareSilent => compare_silent,
            /// Ends a comparison.
            CompareClear => compare_clear,
            /// Announced when a person is added: `{name}`.
            CompareAdded => compare_added,
            /// Announced when a person is removed: `{name}`.
            CompareRemoved => compare_removed,
            /// The kind of silence where the document holds nothing.
            NotReported => not_reported,
            /// That kind of silence in a sentence.
            NotReportedText => not_reported_text,
            /// The link to a source at its passage.
            OpenAtPassage => open_at_passage,
            /// The link to an archived copy.
            Archived => archived,
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
            /// Before a caveat, where it has no icon.
            SourceAdds => source_adds,
            /// The button that shows the newest version in place of an older one.
            ShowNewer => show_newer,
            /// The title of the section with links, citation and embed code.
            Use => use_title,
            /// What a copied link leads to or a source is for: a fact, by its `{label}`.
            ThisFact => this_fact,
            /// The accessible name of the button that copies a link: `{what}`.
            CopyLinkTo => copy_link_to,
            /// After the name of a source, for those who hear it: `{what}`.
            SourceOf => source_of,
            /// The button that copies a link.
            CopyBox => copy_box,
            /// The button that copies a link to the comparison.
            CopyCompared => copy_compared,
            /// Announced when a link has been copied.
            LinkCopied => link_copied,
            /// The button that opens the device's own dialog for sharing.
            Share => share,
            /// The link to a page with only the box, for printing.
            PrintPage => print_page,
            /// The title of the citation.
            Cite => cite,
            /// The title of the embed code.
            Embed => embed,
            /// The button that copies the citation.
            CopyCitation => copy_citation,
            /// The button that copies the code that embeds the box.
            CopyCode => copy_code,
            /// Announced when a text has been copied.
            Copied => copied,
            /// The button that shows the box of a related contract in place of this one.
            ShowHere => show_here,
            /// The button that leads back from there; the title follows.
            Back => back,
            /// Shown when no more people can be chosen.
            CompareMost => compare_most,
            /// Announced when a related contract or the newest version could not be loaded.
            NotArrived => not_arrived,
            /// Between two items of a list.
            Comma => comma,
            /// Before an aside.
            AsideOpen => aside_open,
            /// After an aside.
            AsideClose => aside_close,
            /// After a word that is a sentence of its own.
            FullStop => full_stop,
            /// The link to a source if it does not lead to a passage.
            ReadSource => read_source,
        }
    };
}

macro_rules! define_words {
    ($($(#[$doc:meta])* $word:ident => $name:ident,)*) => {
        /// A word or sentence of the interface that components show.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $($(#[$doc])* $word,)*
        }

        /// The names of the texts in a document, in the order of [`Word`].
        static NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

with_words!(define_words);

/// The text of every [`Word`] in one language. Decoding fails if one of them is missing or empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words(pub(super) Vec<String>);

impl Words {
    /// Returns a text.
    pub fn get(&self, word: Word) -> &str {
        self.0.get(word as usize).map_or("", String::as_str)
    }

    /// Returns a text that is a pattern, with each value in the place of its name.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        pattern::fill(self.get(word), values)
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(NAMES.iter().zip(&self.0))
    }
}

/// Decodes an object by the list of names. A struct with a field for each text would take several
/// times as much WebAssembly.
impl<J: Json> Decode<J> for Words {
    fn decode(&mut self, json: &J) -> Result<(), WrongField> {
        for name in NAMES {
            let text = json.property(name).and_then(|text| text.text());
            self.0.push(text.filter(|text| !text.is_empty()).ok_or(WrongField(name))?);
        }
        Ok(())
    }
}
