//! Reads a document: as much of it as can be read, and *everything* that is wrong with it.
//!
//! A document may have short forms, which `short` expands first: everything else knows only the long
//! ones.
//!
//! serde stops at the first error. So `shape` first checks the JSON value against the [`schema`]
//! that is derived from the types; rules for several fields of an object are in `rules` and
//! `facts`, those for the whole document in `exchanges` and `translations`, and all messages in
//! `wording`. Then the wrong parts are removed, and serde decodes the rest.
//!
//! A document without errors always decodes, and nothing in it is lost or changed on the way to
//! readers.

mod circles;
mod exchanges;
mod expected;
mod facts;
mod form;
mod json;
mod location;
mod path;
mod rules;
mod shape;
mod short;
mod source_map;
mod tables;
mod translations;
mod wording;

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use schemars::transform::{RecursiveTransform, Transform};
use schemars::{Schema, generate::SchemaSettings};
use serde_json::Value;

pub use form::{count_words, is_language_tag, is_slug};
pub use location::{Location, Locator};
pub use shape::find_nearest;

use super::Story;
use path::Path;
use short::Written;
use source_map::{Part, SourceMap};
use wording::{JsonProblem, Problem};

/// A story as far as its document can be read, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedStory {
    /// The story without the parts that are wrong; `None` if too little is left.
    pub story: Option<Story>,
    /// Everything that is wrong, in the order of the document.
    pub issues: Vec<Issue>,
}

impl ParsedStory {
    /// Returns the story, if nothing in its document is an error.
    ///
    /// # Errors
    ///
    /// All issues, warnings too, if an error is among them.
    ///
    /// ```
    /// use contract_fact_box::model;
    ///
    /// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/stories/met-police-palantir.json");
    /// let text = std::fs::read_to_string(path)?;
    /// let story = model::read(&text).into_valid().expect("the story has no errors");
    /// assert_eq!(&*story.id, "met-police-palantir");
    ///
    /// let issues = model::read("{}").into_valid().expect_err("everything is missing");
    /// assert!(issues.iter().all(|issue| issue.is_error()));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn into_valid(self) -> Result<Story, Vec<Issue>> {
        match self.story {
            Some(story) if !self.issues.iter().any(Issue::is_error) => Ok(story),
            _ => Err(self.issues),
        }
    }
}

/// How bad an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The document is wrong: it is not built.
    Error,
    /// The document can be built, and an editor should look.
    Warning,
}

/// One thing that is wrong: its path, the fact, the consequence and the fix.
///
/// Shown as `positions[1].sources[0]: fact; consequence; fix [code]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// A stable name for the rule, as in `unknown-code`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The path, as in `positions[1].sources[0]`; empty for the whole document.
    pub path: String,
    /// The bytes of the text that are wrong: a value or, where the key is wrong, that key with its
    /// quotation marks.
    pub span: Range<usize>,
    /// What is there.
    pub fact: String,
    /// What that leads to.
    pub consequence: String,
    /// What to do.
    pub fix: String,
}

impl Issue {
    fn new(path: &Path, span: Range<usize>, problem: &Problem) -> Self {
        let (code, fact, consequence, fix) = problem.to_message();
        let severity = problem.severity();
        Self { code, severity, path: path.to_string(), span, fact, consequence, fix }
    }

    /// Whether the document is wrong, so that it is not built.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Returns where the issue begins in the text that was read.
    ///
    /// ```
    /// use contract_fact_box::model::{self, Location};
    ///
    /// let text = "{\n  \"lang\": \"English\"\n}";
    /// let issues = model::read(text).issues;
    /// let issue = issues.iter().find(|issue| issue.path == "lang").expect("is no language tag");
    /// assert_eq!(issue.location(text), Location { line: 2, column: 11 });
    /// assert_eq!(&text[issue.span.clone()], "\"English\"");
    /// ```
    pub fn location(&self, text: &str) -> Location {
        Location::of(text, self.span.start)
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "document" } else { &self.path };
        write!(f, "{path}: {}; {}; {} [{}]", self.fact, self.consequence, self.fix, self.code)
    }
}

/// Derives the JSON Schema of a story (draft 2020-12) from the types.
///
/// ```
/// let schema = contract_fact_box::model::schema().to_value();
/// assert_eq!(schema["properties"]["version"]["minimum"], 1);
/// ```
///
/// It has these keywords besides the standard ones:
///
/// - Strings: `x-format` names a format, `x-text` allows a translation, `x-code` names the one code
///   that may replace the text, `x-id` the table in which an id is unique, `x-ref` the table in
///   which a reference is looked up.
/// - Objects: `x-rule` names a rule, `x-order` lists dates that must follow one another.
/// - Short forms: `x-implied`, `x-alone`, `x-inline`, `x-short`, `x-inherits`, `x-also` and
///   `x-pointer`, which the module `short` explains. The schema itself has the long forms.
/// - Any value: `x-past` refuses dates after `as_of`, `x-known` refuses `unknown`, `x-hidden` marks
///   what readers never see.
pub fn schema() -> Schema {
    let mut schema =
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Story>();
    RecursiveTransform(bound_integers).transform(&mut schema);
    schema
}

/// Gives every integer the bounds of the type that it is decoded into.
fn bound_integers(schema: &mut Schema) {
    if schema.get("format").is_some_and(|format| format == "uint32") {
        schema.insert("maximum".to_owned(), u32::MAX.into());
    }
}

/// The schema as a value, generated once.
static SCHEMA: LazyLock<Value> = LazyLock::new(|| schema().to_value());

/// Returns all texts of a document that may be translated, by their JSON pointers.
pub(super) fn translatable_texts(document: &Value) -> BTreeMap<String, String> {
    shape::translatable_texts(&SCHEMA, document)
}

/// Reads a document from its JSON text: as much of it as can be read, and everything that is wrong.
///
/// ```
/// use contract_fact_box::model;
///
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/stories/met-police-palantir.json");
/// let text = std::fs::read_to_string(path)?;
/// // A mistake costs only the part that it is in.
/// let parsed = model::read(&text.replacen("\"stance\": \"", "\"stance\": \"very ", 1));
/// let issue = parsed.issues.first().expect("one code is unknown");
/// assert_eq!((issue.code, &*issue.path), ("unknown-code", "positions[0].stance"));
/// let whole = model::read(&text).into_valid().expect("the story has no errors");
/// let rest = parsed.story.expect("the rest can be read");
/// assert_eq!(rest.positions.len(), whole.positions.len() - 1);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn read(text: &str) -> ParsedStory {
    let mut document = match json::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let issue = Issue::new(&Path::default(), error.span, &Problem::Json(error.problem));
            return ParsedStory { story: None, issues: vec![issue] };
        }
    };
    let source_map = SourceMap::of(text);
    let written = short::expand(&SCHEMA, &mut document);
    let mut findings = shape::check_document(&SCHEMA, &document, &written);
    let mut story = None;
    if source_map.repeated_keys.is_empty()
        && !findings.iter().any(|(_, problem)| problem.is_error())
    {
        match decode_story(document.clone()) {
            Ok(decoded) => story = Some(decoded),
            Err(error) => findings.push(find_unreadable(&document, &error)),
        }
    }
    let issues = list_issues(text, &source_map, &written, &findings);
    if story.is_none() {
        remove_wrong_parts(&mut document, findings);
        story = decode_story(document).ok();
    }
    ParsedStory { story, issues }
}

/// Lists the issues of a document that could be parsed, in the order of its text.
fn list_issues(
    text: &str,
    source_map: &SourceMap,
    written: &Written,
    findings: &[(Path, Problem)],
) -> Vec<Issue> {
    let mut issues = Vec::new();
    let mut listed = HashSet::new();
    for repeated in &source_map.repeated_keys {
        let [first, again] =
            [&repeated.first, &repeated.again].map(|span| Location::of(text, span.start).line);
        let key = repeated.key().to_owned();
        let problem = Problem::Json(JsonProblem::RepeatedKey { key, first, again });
        issues.push(Issue::new(&repeated.path, repeated.again.clone(), &problem));
    }
    for (path, problem) in findings {
        let part = if problem.is_about_key() { Part::Key } else { Part::Value };
        let path = written.to_written(path);
        let issue = Issue::new(&path, source_map.span(&path, part), problem);
        // What the facts of a contract have from it is wrong once.
        if listed.insert((path, issue.code, issue.fact.clone())) {
            issues.push(issue);
        }
    }
    issues.sort_by_key(|issue| issue.span.start);
    issues
}

/// Decodes a document, here alone: each deserializer for all the types adds 100 KB, compressed, to
/// the module that checks stories in browsers.
pub(super) fn decode_story(document: Value) -> Result<Story, serde_json::Error> {
    serde_json::from_value(document)
}

/// Finds the smallest part of a document without which it decodes. The checks should have found it.
fn find_unreadable(document: &Value, error: &serde_json::Error) -> (Path, Problem) {
    let mut path = Path::default();
    while let Some(part) = path.child_paths(document).into_iter().find(|part| {
        let mut rest = document.clone();
        part.remove_from(&mut rest);
        decode_story(rest).is_ok()
    }) {
        path = part;
    }
    (path, Problem::Unreadable { what: error.to_string() })
}

fn remove_wrong_parts(value: &mut Value, findings: Vec<(Path, Problem)>) {
    let mut wrong: Vec<_> =
        findings.into_iter().filter_map(|(path, problem)| choose_remedy(path, &problem)).collect();
    // Last first, so that the other paths stay valid.
    wrong.sort();
    wrong.dedup();
    for (path, remedy) in wrong.iter().rev() {
        match remedy {
            Remedy::ReplaceByUnknown => path.replace_in(value, "unknown".into()),
            Remedy::Remove => path.remove_from(value),
        }
    }
}

/// A change that makes the rest of a document readable.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Remedy {
    ReplaceByUnknown,
    Remove,
}

/// Chooses the change after which the rest of the document can be decoded. `None` if it decodes as
/// it is.
fn choose_remedy(path: Path, problem: &Problem) -> Option<(Path, Remedy)> {
    match problem {
        Problem::BadDate(_) => Some((path, Remedy::ReplaceByUnknown)),
        Problem::Blank { is_text: true, .. } => None,
        Problem::Blank { is_required: false, .. } => Some((path, Remedy::Remove)),
        Problem::UnknownCode { known, .. } if known.iter().any(|code| code == "unknown") => {
            Some((path, Remedy::ReplaceByUnknown))
        }
        Problem::Missing { .. }
        | Problem::Blank { .. }
        | Problem::WrongType { .. }
        | Problem::UnknownCode { .. }
        | Problem::OutOfRange { .. }
        | Problem::Unreadable { .. } => {
            // The smallest removable part is the innermost list element, or else the value itself.
            Some((path.innermost_element().unwrap_or(path), Remedy::Remove))
        }
        _ => None,
    }
}
