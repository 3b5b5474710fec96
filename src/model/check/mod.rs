//! Reads a document: as much of it as can be read, and *everything* that is wrong with it.
//!
//! A document may have short forms, which `short` expands first: everything else knows only the long
//! ones.
//!
//! serde stops at the first error. So `shape` first checks the JSON value against the [`schema`]
//! that is derived from the types; rules for several fields of an object are in `rules` and
//! `facts`, those for the whole document in `exchanges` and `translations`, and all messages in
//! `wording`. Then `repair` replaces or removes what is wrong, and serde decodes the result. What a desk editor would
//! ask of a story is in `editorial`, which reads the decoded story.
//!
//! A document without errors always decodes, and nothing in it is lost or changed on the way to
//! readers.

mod catalogue;
mod circles;
mod document_map;
mod editorial;
mod exchanges;
mod expected;
mod facts;
mod form;
mod hints;
mod json;
mod location;
mod path;
mod repair;
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

pub use catalogue::{Rule, rules};
pub use document_map::{DocumentMap, ValuePlace};
pub use editorial::Desk;
pub use form::{count_words, is_http_url, is_language_tag, is_slug};
pub use location::{Location, Locator};
pub use path::{escape_key, pointer_keys};
pub(super) use shape::TranslatableText;
pub use shape::find_nearest;

use super::{PartialDate, Story, Waiver};
use editorial::waivers::Waivers;
use path::Path;
use repair::Repairs;
use short::Written;
use source_map::{Part, SourceMap};
use wording::{JsonProblem, Problem};

/// A story as far as its document can be read, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedStory {
    /// The story as far as it can be read. What is wrong is replaced by `unknown`, by `…` or by the code
    /// that was probably meant, or left out; `None` if too little is left.
    pub story: Option<Story>,
    /// Everything that is wrong, in the order of the document.
    pub issues: Vec<Issue>,
    /// What the story was decoded from, with its short forms expanded.
    document: Value,
    /// Where the values of the expanded document were written.
    written: Written,
    /// The paths of the parts that were left out, as they were in the document.
    removed: Vec<Path>,
    /// Whether nothing is missing, so that the editorial rules can be applied.
    is_whole: bool,
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

    /// Whether nothing of the story is missing. The editorial rules are applied to whole stories only:
    /// of others, much would seem to be unanswered.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Returns the JSON pointer in the document to the value that is at a pointer in `story`: where
    /// parts of the document are wrong, later entries of the same list have moved up.
    pub fn written_pointer(&self, pointer: &str) -> String {
        self.written.to_written(&self.long_path(pointer)).to_pointer()
    }

    /// Returns the JSON pointer in the long form of the document, which [`DocumentMap`] takes, to the
    /// value that is at a pointer in `story`.
    pub fn long_pointer(&self, pointer: &str) -> String {
        self.long_path(pointer).to_pointer()
    }

    fn long_path(&self, pointer: &str) -> Path {
        let path = Path::of_pointer(pointer, &self.document);
        repair::path_before(path.steps(), &self.removed)
    }
}

/// How bad an issue is, the worst first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Severity {
    /// The document is wrong: it is not built.
    Error,
    /// The story is unfair or incomplete, unless there is a reason for it.
    Warning,
    /// A question that only people can answer, such as whether somebody was asked.
    Review,
}

impl Severity {
    /// Returns `error`, `warning` or `review`.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
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
    /// The same as a JSON pointer, as in `/positions/1/sources/0`.
    pub pointer: String,
    /// The bytes of the text that are wrong: a value or, where the key is wrong, that key with its
    /// quotation marks.
    pub span: Range<usize>,
    /// What is there.
    pub fact: String,
    /// What that leads to.
    pub consequence: String,
    /// What to do.
    pub fix: String,
    /// The waiver in the story, if that is why it may stand.
    pub waived: Option<Waiver>,
}

impl Issue {
    fn new(path: &Path, span: Range<usize>, problem: &Problem) -> Self {
        let (code, fact, consequence, fix) = problem.to_message();
        let severity = problem.severity();
        let (path, pointer) = (path.to_string(), path.to_pointer());
        Self { code, severity, path, pointer, span, fact, consequence, fix, waived: None }
    }

    /// Whether the document is wrong, so that it is not built.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether a story may waive it: no error may stand, nothing that is wrong with a waiver, and
    /// no copy of a story under embargo.
    pub fn is_waivable(&self) -> bool {
        !self.is_error()
            && self.code != catalogue::EMBARGO_LEAK
            && editorial::waivers::RULES.iter().all(|rule| rule.code != self.code)
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
pub(super) fn translatable_texts(document: &Value) -> BTreeMap<String, TranslatableText> {
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
    read_on(text, None)
}

/// Reads a document and checks it by the editorial rules too: what a fair desk editor would ask of
/// the story. The rules and waivers that depend on the date take `today` for it.
///
/// The editorial rules are applied to stories that can be read whole. What a story waives is among
/// the issues all the same, with its waiver.
///
/// ```
/// use contract_fact_box::model::{self, PartialDate};
///
/// # let path = "/tests/fixtures/rules/undated-words/breaks.json";
/// # let path = format!("{}{path}", env!("CARGO_MANIFEST_DIR"));
/// let text = std::fs::read_to_string(path)?;
/// assert!(model::read(&text).issues.is_empty(), "it can be shown");
/// let issues = model::check_editorially(&text, PartialDate::Day(2026, 6, 1)).issues;
/// assert_eq!((issues.len(), issues[0].code), (1, "undated-words"));
/// assert!(issues[0].waived.is_none());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn check_editorially(text: &str, today: PartialDate) -> ParsedStory {
    read_on(text, Some(today))
}

/// Reads a document, and checks it by the editorial rules if it is to be checked on a day.
fn read_on(text: &str, today: Option<PartialDate>) -> ParsedStory {
    let mut document = match json::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let issue = Issue::new(&Path::default(), error.span, &Problem::Json(error.problem));
            return ParsedStory { issues: vec![issue], ..ParsedStory::default() };
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
    let mut repairs = Repairs { removed: Vec::new(), is_whole: true };
    if story.is_none() {
        repairs = repair::repair(&SCHEMA, &mut document, &findings);
        story = decode_story(document.clone()).ok();
    }
    let Repairs { removed, is_whole } = repairs;
    if let (Some(story), Some(today), true) = (&story, today, is_whole) {
        findings.extend(editorial::check_story(story, today));
    }
    let mut waived = BTreeMap::new();
    if let (Some(story), Some(today)) = (&story, today) {
        let waivers = Waivers {
            waivers: &story.waivers,
            document: &document,
            written: &written,
            today,
            is_whole,
        };
        waived = waivers.apply(&mut findings);
    }
    let issues = list_issues(text, &source_map, &written, &findings, &waived);
    ParsedStory { story, issues, document, written, removed, is_whole }
}

/// Lists the issues of a document that could be parsed, in the order of its text. `waived` has the
/// waivers of findings, by their indices.
fn list_issues(
    text: &str,
    source_map: &SourceMap,
    written: &Written,
    findings: &[(Path, Problem)],
    waived: &BTreeMap<usize, Waiver>,
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
    for (index, (path, problem)) in findings.iter().enumerate() {
        let part = if problem.is_about_key() { Part::Key } else { Part::Value };
        let path = written.to_written(path);
        let mut issue = Issue::new(&path, source_map.span(&path, part), problem);
        issue.waived = waived.get(&index).cloned();
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
