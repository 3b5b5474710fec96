//! Collects the words of a story that are a source's own: quotations, passages, and what a source
//! states in its own words.
//!
//! The document is walked as JSON, so that no part of it can be forgotten, and a document with
//! mistakes is checked too.

use contract_fact_box::model::escape_key;
use serde::Serialize;
use serde_json::{Map, Value};

use super::quoted::find_quotations;

/// The parts of a story that are about the contract, and not about the story itself: its versions,
/// corrections and translations are the newsroom's words.
const PARTS: [&str; 9] = [
    "sources",
    "parties",
    "contracts",
    "stakeholders",
    "positions",
    "silences",
    "context",
    "comparisons",
    "open_questions",
];
/// Texts that may quote the sources which are named beside them. A `note` is not among them: it is
/// the newsroom's remark, and may quote the box itself.
const TEXTS: [&str; 6] = ["text", "about", "detail", "meaning", "outcome", "value"];
/// Dates of the newsroom's own work.
const OWN_DATES: [&str; 2] = ["accessed", "checked_on"];

/// What kind of words are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WordsKind {
    /// Somebody's exact words: a position with the expression `quote`.
    Quotation,
    /// The passage of a citation.
    Passage,
    /// What stands in quotation marks in a text that has sources.
    QuotedInText,
    /// An amount or a date as the source states it.
    AsStated,
    /// The record's own words for how a contract was bought.
    Verbatim,
}

/// Words of a story that must stand in one of its sources.
#[derive(Clone, Debug)]
pub(super) struct StoryWords<'d> {
    /// The JSON pointer of the text.
    pub(super) pointer: String,
    pub(super) kind: WordsKind,
    pub(super) words: &'d str,
    /// What surrounds a passage; empty for other words.
    pub(super) context: PassageContext<'d>,
    /// The sources that are cited, in order.
    pub(super) cited: Vec<Cited<'d>>,
}

/// A source that is cited, with a passage or without.
#[derive(Clone, Debug)]
pub(super) struct Cited<'d> {
    pub(super) source: &'d str,
    pub(super) passage: Option<(&'d str, PassageContext<'d>)>,
}

/// What tells one place of a passage from another.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PassageContext<'d> {
    pub(super) prefix: Option<&'d str>,
    pub(super) suffix: Option<&'d str>,
    pub(super) page: Option<u64>,
}

/// Collects the words of a document, in its order.
pub(super) fn collect_words(document: &Value) -> Vec<StoryWords<'_>> {
    let mut collector = Collector { words: Vec::new() };
    // For words beside which no source is named.
    let every_source: Vec<_> = list(document, "sources")
        .filter_map(|source| Some(Cited { source: source.get("id")?.as_str()?, passage: None }))
        .collect();
    for (key, part) in document.as_object().into_iter().flatten() {
        if key == "sources" {
            collector.collect_source_dates(part);
        } else if PARTS.contains(&&**key) {
            collector.visit(part, &format!("/{key}"), &every_source, false);
        }
    }
    collector.words
}

struct Collector<'d> {
    words: Vec<StoryWords<'d>>,
}

impl<'d> Collector<'d> {
    /// Collects the words of a value. `cited` are the sources that are named beside it or around
    /// it.
    fn visit(&mut self, value: &'d Value, pointer: &str, cited: &[Cited<'d>], is_verbatim: bool) {
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.visit(item, &format!("{pointer}/{index}"), cited, is_verbatim);
                }
            }
            Value::Object(fields) => self.visit_object(fields, pointer, cited, is_verbatim),
            _ => {}
        }
    }

    fn visit_object(
        &mut self,
        fields: &'d Map<String, Value>,
        pointer: &str,
        cited: &[Cited<'d>],
        is_verbatim: bool,
    ) {
        let own = fields.get("sources").and_then(Value::as_array);
        let has_own = own.is_some_and(|own| !own.is_empty());
        let quotation = find_quotation_key(fields);
        let own: Option<Vec<_>> = own.map(|own| own.iter().filter_map(Cited::read).collect());
        let cited = match &own {
            Some(own) => own.as_slice(),
            // Nobody's words are looked for in sources that they are not said to be in.
            None if quotation.is_some() => &[],
            None => cited,
        };
        for (key, value) in fields {
            let below = format!("{pointer}/{}", escape_key(key));
            match (&**key, value) {
                ("passage", Value::Object(_)) => {
                    if let Some(Cited { source, passage: Some((quote, context)) }) =
                        Cited::read_fields(fields)
                    {
                        let cited = &[Cited { source, passage: None }];
                        self.push(below + "/quote", WordsKind::Passage, quote, context, cited);
                    }
                }
                ("as_stated", Value::String(words)) => {
                    self.push(below, WordsKind::AsStated, words, PassageContext::default(), cited);
                }
                (key, Value::String(words)) if Some(key) == quotation => {
                    self.push(below, WordsKind::Quotation, words, PassageContext::default(), cited);
                }
                ("value", Value::String(words)) if is_verbatim => {
                    self.push(below, WordsKind::Verbatim, words, PassageContext::default(), cited);
                }
                // The text of a quotation is checked whole, or is a translation.
                (key, Value::String(text))
                    if has_own && TEXTS.contains(&key) && quotation.is_none() =>
                {
                    for bytes in find_quotations(text) {
                        let words = text.get(bytes).unwrap_or_default();
                        let (kind, context) = (WordsKind::QuotedInText, PassageContext::default());
                        self.push(below.clone(), kind, words, context, cited);
                    }
                }
                (key, _) if OWN_DATES.contains(&key) => {}
                (key, value) => {
                    self.visit(value, &below, cited, is_verbatim || key == "details_verbatim");
                }
            }
        }
    }

    /// Collects the dates of sources, each as the source itself states it.
    fn collect_source_dates(&mut self, sources: &'d Value) {
        for (index, source) in sources.as_array().into_iter().flatten().enumerate() {
            let id = source.get("id").and_then(Value::as_str);
            if let (Some(id), Some(date)) = (id, source.get("published")) {
                let cited = [Cited { source: id, passage: None }];
                self.visit(date, &format!("/sources/{index}/published"), &cited, false);
            }
        }
    }

    fn push(
        &mut self,
        pointer: String,
        kind: WordsKind,
        words: &'d str,
        context: PassageContext<'d>,
        cited: &[Cited<'d>],
    ) {
        self.words.push(StoryWords { pointer, kind, words, context, cited: cited.to_vec() });
    }
}

/// Returns the key of the words that a position quotes: the original, if its text is a translation.
fn find_quotation_key(fields: &Map<String, Value>) -> Option<&'static str> {
    (fields.get("expression")? == "quote").then(|| {
        if fields.get("original_text").is_some_and(Value::is_string) {
            "original_text"
        } else {
            "text"
        }
    })
}

impl<'d> Cited<'d> {
    /// Reads a citation, of either form.
    fn read(citation: &'d Value) -> Option<Self> {
        match citation {
            Value::String(source) => Some(Self { source, passage: None }),
            Value::Object(fields) => Self::read_fields(fields),
            _ => None,
        }
    }

    fn read_fields(fields: &'d Map<String, Value>) -> Option<Self> {
        let source = fields.get("source")?.as_str()?;
        let passage = fields.get("passage").and_then(|passage| {
            let text = |key| passage.get(key).and_then(Value::as_str);
            let page = passage.get("page").and_then(Value::as_u64);
            let context = PassageContext { prefix: text("prefix"), suffix: text("suffix"), page };
            Some((text("quote")?, context))
        });
        Some(Self { source, passage })
    }
}

/// Returns the items of a list in an object; none if there is no such list.
fn list<'d>(value: &'d Value, key: &str) -> impl Iterator<Item = &'d Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::collect_words;

    #[test]
    fn words_of_sources_are_collected_wherever_they_stand_and_own_words_nowhere() {
        let passage = |quote| json!({"source": "b", "passage": {"quote": quote}});
        let document = json!({
            "title": "A “quoted” title",
            "as_of": {"date": "2026-03", "as_stated": "in March"},
            "sources": [
                {"id": "a", "published": {"date": "2026", "as_stated": "this year"},
                    "accessed": {"date": "2026", "as_stated": "now"}},
                {"id": "b", "published": "2026"},
            ],
            "contracts": [{
                "values": [{
                    "value": {"as_stated": "£1m"}, "sources": ["a"], "note": "a “note”",
                    "detail": "a “detail”",
                    "alternatives": [{"value": {"as_stated": "£2m"}, "sources": [passage("two")]}],
                }],
                "procurement": {
                    "details_verbatim": {"value": "Other -", "sources": ["a"]},
                    "legal_basis": {"value": "The “Act”", "sources": ["a"]},
                },
            }],
            "stakeholders": [{"affiliations": [{"from": {"date": "2020", "as_stated": "in 2020"}}]}],
            "positions": [
                {"expression": "quote", "text": "Said “so”.", "sources": ["a", passage("three")]},
                {"expression": "quote", "text": "Translated.", "original_text": "Übersetzt.",
                    "sources": ["b"]},
                {"expression": "quote", "text": "Unsourced."},
                {"expression": "paraphrase", "text": "Called it ‘odd’.", "sources": ["b"],
                    "caveats": [{"text": "Or “even”.", "sources": [passage("four")]}]},
            ],
            "context": {"glossary": [{"term": "a", "meaning": "is “b”"}]},
            "corrections": [{"was": "“x”"}],
        });
        let words: Vec<_> = collect_words(&document)
            .iter()
            .map(|item| {
                let sources: Vec<_> = item.cited.iter().map(|cited| cited.source).collect();
                format!("{} {:?} {} {}", item.pointer, item.kind, item.words, sources.join(" "))
            })
            .collect();
        assert_eq!(
            words,
            [
                "/sources/0/published/as_stated AsStated this year a",
                "/contracts/0/values/0/value/as_stated AsStated £1m a",
                "/contracts/0/values/0/detail QuotedInText detail a",
                "/contracts/0/values/0/alternatives/0/value/as_stated AsStated £2m b",
                "/contracts/0/values/0/alternatives/0/sources/0/passage/quote Passage two b",
                "/contracts/0/procurement/details_verbatim/value Verbatim Other - a",
                "/contracts/0/procurement/legal_basis/value QuotedInText Act a",
                "/stakeholders/0/affiliations/0/from/as_stated AsStated in 2020 a b",
                "/positions/0/text Quotation Said “so”. a b",
                "/positions/0/sources/1/passage/quote Passage three b",
                "/positions/1/original_text Quotation Übersetzt. b",
                "/positions/2/text Quotation Unsourced. ",
                "/positions/3/text QuotedInText odd b",
                "/positions/3/caveats/0/text QuotedInText even b",
                "/positions/3/caveats/0/sources/0/passage/quote Passage four b",
            ]
        );
    }
}
