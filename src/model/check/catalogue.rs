//! Every rule that stories are checked by, with what it finds in one line.

use super::Severity;
use super::editorial;

/// A rule that stories are checked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The code, as in `unanswered-criticism`, which ends each of its findings.
    pub code: &'static str,
    /// How bad what it finds is.
    pub severity: Severity,
    /// What it finds, in one line.
    pub finds: &'static str,
}

/// Returns every rule: those that make a document wrong, those about texts, and the editorial ones.
///
/// ```
/// use contract_fact_box::model::{Severity, rules};
///
/// let rule = rules().find(|rule| rule.code == "old-silence").expect("is a rule");
/// assert_eq!(rule.severity, Severity::Warning);
/// assert_eq!(rule.finds, "a silence that was last checked more than 90 days ago");
/// ```
pub fn rules() -> impl Iterator<Item = Rule> {
    let errors = ERRORS.iter().map(|(code, finds)| Rule { code, severity: Severity::Error, finds });
    let warnings =
        WARNINGS.iter().map(|(code, finds)| Rule { code, severity: Severity::Warning, finds });
    let editorial = editorial::rules().map(|rule| Rule {
        code: rule.code,
        severity: rule.severity,
        finds: rule.finds,
    });
    errors.chain(warnings).chain(editorial)
}

/// Mistakes that make a document wrong, by their codes. The messages are in `wording` and, of those
/// that are found only beside the texts of the sources, in `cli::texts`.
static ERRORS: [(&str, &str); 84] = [
    ("after-as-of", "something that happened after `as_of`, the day of the facts"),
    ("also-on-same", "a statement that is on the same question twice"),
    ("ambiguous-passage", "a passage that stands twice in its source"),
    ("amended-elsewhere", "a change to the contract between values that are not the contract's"),
    ("amended-into-itself", "a change to the contract that leaves its value as it was"),
    ("answer-missing", "a question that is answered, without the answer"),
    ("answers-for-oneself", "a statement that is said to answer for its own speaker"),
    ("answers-later", "an answer that was said before what it answers"),
    ("answers-nothing", "an answer for somebody else that answers nothing"),
    ("bad-amount", "an amount that is not a plain decimal number in quotation marks"),
    ("bad-arithmetic", "a result that is not what its calculation gives"),
    ("bad-currency", "a currency that is not in ISO 4217"),
    ("bad-date", "a date that is not in the calendar, or not written as in 2024-06-03"),
    ("bad-id", "an id of other characters than letters a to z, digits and hyphens"),
    ("bad-language", "a language that is not a BCP 47 tag such as en-GB"),
    ("bad-moment", "a moment that is not a day, or a time without its distance from UTC"),
    ("bad-number", "a number that is not a whole number, or too small or too large"),
    ("bad-schema-version", "a version of the format that this version does not read"),
    ("bad-url", "an address that is not a whole http or https address"),
    ("bound-of-range", "a range of money that is said to be a limit"),
    ("circle", "things that answer, replace or belong to one another in a circle"),
    ("code-as-text", "`unknown` or another code where readers expect words"),
    ("comparison-of-nothing", "a comparison with an amount that the contract does not have"),
    ("comparison-of-range", "a comparison that divides a range or a limit as if it were the sum"),
    ("comparison-of-replaced", "a comparison with an amount that another one has replaced"),
    ("control-character", "a character in a text that cannot be seen"),
    ("correction-of-hidden", "a correction of something that readers never see"),
    ("correction-of-nothing", "a correction of something that is not in the story"),
    ("criticises-oneself", "a statement that is said to criticise its own speaker"),
    ("declined-without-about", "a refusal to comment that does not say on what"),
    ("dispute-without-sides", "a disputed fact with fewer than two values"),
    ("duplicate-id", "an id that something else of the same kind has"),
    ("empty-list", "a list without entries where there must be one"),
    ("empty-text", "a text without words"),
    ("ends-before-start", "a time that ends before it begins"),
    ("fact-without-source", "a known fact without a source"),
    ("fact-without-value", "a known fact without a value"),
    ("group-quoted", "a quotation of people who are not named"),
    ("long-passage", "a passage longer than what proves the fact"),
    ("long-text", "a text that does not fit where it is shown"),
    ("members-of-other", "members of a person or of people who are not named"),
    ("missing-key", "something that a story must say, and this one does not"),
    ("never-checked", "an unknown date of when the facts were last checked"),
    ("no-text", "a source whose text is needed to compare words with, and is not there"),
    ("not-json", "a file that is not JSON"),
    ("not-official", "a fact that is called official and rests on no public record"),
    ("not-verbatim", "a quotation or passage that is not word for word in its source"),
    ("outcome-of-open", "the outcome of a challenge that is not over"),
    ("range-across-zero", "a range of money from below zero to above it"),
    ("range-ends-below", "a range of money whose end is not above its beginning"),
    ("related-to-itself", "a contract that is related to itself"),
    ("related-to-nothing", "a related contract that is not named"),
    ("repeated", "an entry of a list that stands there twice"),
    ("repeated-key", "a key that stands twice in one object"),
    ("replaced-elsewhere", "a value that is replaced by one the contract does not have"),
    ("replaced-twice", "a statement that two later ones replace"),
    ("replaces-later", "a statement that replaces one which was said later"),
    ("replaces-on-fewer", "a statement that replaces one on fewer questions than that was on"),
    ("replaces-other", "a statement that replaces one of another speaker or on another question"),
    ("same-language", "a language with two translations"),
    ("same-member", "a member of a consortium that is there twice"),
    ("same-number", "two changes to a contract with the same number"),
    ("same-sides", "a dispute whose sides say the same"),
    ("same-silence", "a silence that is there twice"),
    ("share-of-whole", "a party's share that covers more than a share"),
    ("sides-without-dispute", "values that differ, of a fact that is not disputed"),
    ("silence-of-speaker", "a silence of somebody whose words are reported"),
    ("silence-without-source", "a claim that somebody was silent, without a source"),
    ("status-without-source", "a status without a source"),
    ("translated-by-nobody", "translated words without the translator"),
    ("translated-from-no-language", "translated words without the language they were said in"),
    ("translated-into-own", "a translation into the language of the story itself"),
    ("translation-of-no-text", "a translation of a code, date, amount or name"),
    ("translation-of-nothing", "a translation of something that is not in the story"),
    ("unknown-code", "a code that the format does not have"),
    ("unknown-key", "a key that the format does not have"),
    ("unknown-reference", "an id of something that is not in the story"),
    ("unreadable", "a part that cannot be read for a reason that no other rule finds"),
    ("unreadable-text", "a source whose text cannot be read"),
    ("until-of-other", "a date until which something is withheld that is not"),
    ("value-beside-dispute", "a value beside the values that are disputed"),
    ("value-denied", "a value of a fact whose state says that there is none"),
    ("wrong-page", "a passage that stands on another page of its source"),
    ("wrong-type", "a text where a list belongs, or the like"),
];

/// The rule on what is found beside the file of a story, which no waiver in it can be about: it ends
/// with the embargo.
pub(super) const EMBARGO_LEAK: &str = "embargo-leak";

/// What makes no document wrong, and should be looked at. The message of what is found beside a story's
/// file is in `cli::check`.
static WARNINGS: [(&str, &str); 3] = [
    (EMBARGO_LEAK, "a copy of a story under embargo that may already be public"),
    ("markup-in-text", "HTML in a text, which readers see as it stands there"),
    ("stale-translation", "a translation whose original has changed since"),
];
