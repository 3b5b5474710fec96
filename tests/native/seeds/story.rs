//! The parts of a founding story that its articles are compared with.

use serde_json::Value;

/// A run of this many words of an article, outside quotations and passages, is the article's
/// sentence and not the newsroom's.
const COPIED_WORDS: usize = 8;
/// Fields that repeat a source on purpose: names, titles and roles, exactly what was declined, and
/// the source's own words for an amount or a date.
const REPEATING: [&str; 6] =
    ["title", "name", "publisher", "role_as_described", "about", "as_stated"];

/// A citation that has a passage.
pub(super) struct Citation<'d> {
    pub(super) source: &'d str,
    pub(super) quote: &'d str,
    pub(super) prefix: &'d str,
    pub(super) suffix: &'d str,
}

impl<'d> Citation<'d> {
    /// Reads a value that is one; `None` if it is something else.
    pub(super) fn of(value: &'d Value) -> Option<Self> {
        let passage = value.get("passage")?;
        let text = |key| passage.get(key).and_then(Value::as_str);
        Some(Self {
            source: value["source"].as_str()?,
            quote: text("quote")?,
            prefix: text("prefix").unwrap_or_default(),
            suffix: text("suffix").unwrap_or_default(),
        })
    }
}

/// Whether a value is somebody's exact words.
pub(super) fn is_quotation(value: &Value) -> bool {
    value.get("expression").is_some_and(|expression| expression == "quote")
}

/// The ids of the sources of a position.
pub(super) fn cited_sources(position: &Value) -> Vec<&str> {
    let sources = position["sources"].as_array().expect("sources");
    sources
        .iter()
        .map(|source| source.as_str().or_else(|| source["source"].as_str()).expect("an id"))
        .collect()
}

/// Every value in a document with its JSON pointer.
pub(super) fn walk(value: &Value) -> Vec<(String, &Value)> {
    let mut all = vec![(String::new(), value)];
    for (step, child) in children(value) {
        let below = walk(child).into_iter();
        all.extend(below.map(|(pointer, value)| (format!("/{step}{pointer}"), value)));
    }
    all
}

/// The texts that are the newsroom's own, with their JSON pointers.
pub(super) fn own_texts(value: &Value) -> Vec<(String, &str)> {
    if let Some(text) = value.as_str() {
        return vec![(String::new(), text)];
    }
    let own = children(value).into_iter().filter(|(key, _)| {
        let is_quoted = key == "text" && is_quotation(value);
        !REPEATING.contains(&&**key) && key != "passage" && !is_quoted
    });
    own.flat_map(|(key, child)| {
        let below = own_texts(child).into_iter();
        below.map(move |(pointer, text)| (format!("/{key}{pointer}"), text))
    })
    .collect()
}

fn children(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        Value::Object(fields) => {
            let step = |key: &str| key.replace('~', "~0").replace('/', "~1");
            fields.iter().map(|(key, field)| (step(key), field)).collect()
        }
        _ => Vec::new(),
    }
}

/// Every run of `COPIED_WORDS` words on one line, without punctuation.
pub(super) fn word_runs(text: &str) -> Vec<String> {
    text.lines()
        .flat_map(|line| {
            let line = line.to_lowercase();
            let words: Vec<_> = line
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect();
            words.windows(COPIED_WORDS).map(|run| run.join(" ")).collect::<Vec<_>>()
        })
        .collect()
}
