//! What can be wrong with the words of a story, and the messages.

use contract_fact_box::model::{Issue, Location, Severity, ValuePlace};

use super::difference::Difference;
use super::resolve::Neighbour;
use super::source_text::TextFault;
use super::words::WordsKind;

/// How many places are listed of words that stand at several.
const LISTED_PLACES: usize = 3;

/// What is wrong with words, or with a source's text.
#[derive(Debug)]
pub(super) enum WordsProblem<'a> {
    /// The words are not those of any source that is cited.
    NotVerbatim {
        kind: WordsKind,
        words: &'a str,
        /// The source that is most like them.
        source: &'a str,
        difference: Option<(Difference, Location)>,
    },
    /// The words stand at several places of a source.
    Ambiguous { kind: WordsKind, source: &'a str, places: Vec<Location>, is_narrowed: bool },
    /// The prefix or suffix of a passage does not stand beside it.
    WrongNeighbour { neighbour: Neighbour, source: &'a str, theirs: String, place: Location },
    /// The passage stands on another page.
    WrongPage { source: &'a str, given: u64, actual: u64 },
    /// The words name no source, and the story has none.
    NoSource,
    /// A source whose words the story has cannot be compared with them.
    NoText { folder: &'a str, source: &'a str, fault: &'a TextFault, unchecked: usize },
}

impl WordsProblem<'_> {
    /// Returns the issue, at a place in the story.
    pub(super) fn to_issue(&self, place: ValuePlace) -> Issue {
        let (code, fact, consequence, fix) = self.to_message();
        let ValuePlace { path, pointer, span } = place;
        Issue {
            code,
            severity: Severity::Error,
            path,
            pointer,
            span,
            fact,
            consequence: consequence.to_owned(),
            fix,
            waived: None,
        }
    }

    /// Returns the rule's code, the fact, the consequence and the fix.
    fn to_message(&self) -> (&'static str, String, &'static str, String) {
        match self {
            Self::NotVerbatim { kind, words, source, difference } => {
                let (fact, is_case) = match difference {
                    Some((difference, location)) => {
                        (format_difference(difference, source, *location), difference.is_case)
                    }
                    None => (format!("these words are not in the text of `{source}`"), false),
                };
                let consequence = "readers would take them for the source's own";
                ("not-verbatim", fact, consequence, advise(*kind, words, is_case))
            }
            Self::Ambiguous { kind, source, places, is_narrowed } => {
                let listed: Vec<_> = places
                    .iter()
                    .take(LISTED_PLACES)
                    .map(|place| format_location(*place))
                    .collect();
                let more = if places.len() > LISTED_PLACES { "; and elsewhere" } else { "" };
                let fact = format!(
                    "these words stand {} times in `{source}` ({}{more})",
                    places.len(),
                    listed.join("; ")
                );
                let fix = match (kind, is_narrowed) {
                    (WordsKind::Quotation, _) => {
                        "cite the passage right before or after them, which says whose they are"
                    }
                    (_, true) => "make `prefix` or `suffix` longer",
                    (_, false) => "add `prefix` or `suffix`, the words just before or after them",
                };
                ("ambiguous-passage", fact, "nobody can tell which place is meant", fix.to_owned())
            }
            Self::WrongNeighbour { neighbour, source, theirs, place } => {
                let side = match neighbour {
                    Neighbour::Prefix => "before",
                    Neighbour::Suffix => "after",
                };
                let theirs = if theirs.is_empty() {
                    "nothing".to_owned()
                } else {
                    format!("“{theirs}”")
                };
                let location = format_location(*place);
                (
                    "not-verbatim",
                    format!(
                        "these words do not stand right {side} the passage: `{source}` has {theirs} \
                         there ({location})"
                    ),
                    "readers would look for the passage in vain",
                    format!("copy the words just {side} the passage, or remove the key"),
                )
            }
            Self::WrongPage { source, given, actual } => (
                "wrong-page",
                format!("the passage stands on page {actual} of `{source}`, not on page {given}"),
                "readers would look for it in vain",
                format!("write {actual}: pages are counted from the first of the file"),
            ),
            Self::NoSource => (
                "no-text",
                "these words have no source, and were not compared with any".to_owned(),
                "a word that was altered would go unnoticed",
                "name the source in `sources`".to_owned(),
            ),
            Self::NoText { folder, source, fault, unchecked } => {
                let (code, fact, fix) = describe_fault(fault, folder, source);
                let words = if *unchecked == 1 {
                    "passage or quotation was"
                } else {
                    "passages or quotations were"
                };
                let fact = format!("{fact}, and {unchecked} {words} not compared with it");
                (code, fact, "a word that was altered would go unnoticed", fix)
            }
        }
    }
}

/// Says where words and a source differ, with a few words of each.
fn format_difference(difference: &Difference, source: &str, location: Location) -> String {
    let Difference { ours, theirs, .. } = difference;
    let location = format_location(location);
    if theirs.is_empty() {
        return format!("`{source}` has nothing here ({location}), and not “{ours}”");
    }
    format!("`{source}` has “{theirs}” here ({location}), and not “{ours}”")
}

fn format_location(Location { line, column }: Location) -> String {
    format!("line {line}, column {column}")
}

/// Says what to do about words that are not the source's.
fn advise(kind: WordsKind, words: &str, is_case: bool) -> String {
    if joins_fragments(words) {
        return match kind {
            WordsKind::Quotation => {
                "quote words that follow one another: make each fragment a position of its own, \
                 with nothing left out and nothing added in brackets"
            }
            _ => {
                "copy words that follow one another, with nothing left out and nothing added in \
                 brackets; cite a second passage for the rest"
            }
        }
        .to_owned();
    }
    if is_case {
        return "write the letter as the source does, capital or small".to_owned();
    }
    match kind {
        WordsKind::Quotation => {
            "copy the speaker's words from the source, or make them a `paraphrase`"
        }
        WordsKind::Passage => "copy the passage from the source",
        WordsKind::QuotedInText => {
            "copy the words from the source, or take the quotation marks away"
        }
        WordsKind::AsStated => "copy the source's words, or remove `as_stated`",
        WordsKind::Verbatim => "copy the record's words",
    }
    .to_owned()
}

/// Whether words look joined or completed, as in “we … agreed” or “they [the council] agreed”.
fn joins_fragments(words: &str) -> bool {
    ["…", "...", "[", ". . ."].iter().any(|mark| words.contains(mark))
}

/// Returns the code, the fact and the fix for a text that cannot be read.
fn describe_fault(fault: &TextFault, folder: &str, source: &str) -> (&'static str, String, String) {
    match fault {
        TextFault::Missing => (
            "no-text",
            format!("{folder} has no text of `{source}`"),
            format!(
                "save it there as {source}.txt, as {source}.html or, of a PDF, as {source}.pdf.txt"
            ),
        ),
        TextFault::OnlyPdf => (
            "no-text",
            format!("{folder} has {source}.pdf and not its text"),
            format!("run `pdftotext {source}.pdf {source}.pdf.txt` there"),
        ),
        TextFault::Several(name, other) => (
            "unreadable-text",
            format!("{folder} has both {name} and {other}"),
            "keep the one that the story is made from".to_owned(),
        ),
        TextFault::Unreadable(name, error) => (
            "unreadable-text",
            format!("{name} cannot be read ({error})"),
            "make it readable".to_owned(),
        ),
        TextFault::NotUtf8(name, byte) => (
            "unreadable-text",
            format!("{name} is not UTF-8 at byte {byte}"),
            "save it as UTF-8".to_owned(),
        ),
        TextFault::NoWords(name) => (
            "unreadable-text",
            format!("{name} has no words that a reader sees"),
            "save the words as they are shown, as plain text".to_owned(),
        ),
    }
}
