//! Reading a document: as much of it as there is, and *all* that is wrong with it.
//!
//! serde stops at the first error, so the JSON value is checked first, against the [`schema`] derived from the
//! types: shape, codes, forms, ids and references. Then the parts that are wrong are taken out, and the rest is
//! decoded. What each finding says is in `wording`; where a rule looks at more than one field it is in `rules`.

mod form;
mod path;
mod rules;
mod shape;
mod wording;

use std::fmt;

use schemars::{Schema, generate::SchemaSettings};
use serde_json::Value;

pub use form::is_slug;
pub use shape::nearest;

use super::Story;
use path::Path;
use wording::Problem;

/// A document as far as it can be read, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The document without the parts that are wrong; `None` if too little is left.
    pub story: Option<Story>,
    /// Everything that is wrong, in the order of the document.
    pub issues: Vec<Issue>,
}

impl Reading {
    /// The document, if nothing in it is an error.
    pub fn sound(self) -> Result<Story, Vec<Issue>> {
        match self.story {
            Some(story) if !self.issues.iter().any(|issue| issue.severity == Severity::Error) => Ok(story),
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

/// One thing that is wrong: place, fact, consequence, fix.
///
/// Shown as `positions[1].sources[0]: fact; consequence; fix [code]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// A stable name for the rule, as in `unknown-code`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The place, as in `positions[1].sources[0]`; empty for the whole document.
    pub path: String,
    /// What is there.
    pub fact: String,
    /// What that leads to.
    pub consequence: String,
    /// What to do.
    pub fix: String,
}

impl Issue {
    fn new(path: &str, problem: &Problem) -> Self {
        let (code, fact, consequence, fix) = problem.words();
        Self { code, severity: Severity::Error, path: path.to_owned(), fact, consequence, fix }
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.path.is_empty() { "document" } else { &self.path };
        write!(f, "{place}: {}; {}; {} [{}]", self.fact, self.consequence, self.fix, self.code)
    }
}

/// The JSON Schema of a story (draft 2020-12), derived from the types.
///
/// Besides the standard keywords it has four of ours: `x-format` names a form of string, `x-id` says in which
/// table an id is unique, `x-ref` in which table a reference is looked up, `x-rule` names a rule over the object.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Story>()
}

/// Reads a document from its JSON text.
pub fn read(text: &str) -> Reading {
    match serde_json::from_str(text) {
        Ok(value) => read_value(value),
        Err(error) => {
            let problem = Problem::NotJson { line: error.line(), column: error.column(), what: error.to_string() };
            Reading { story: None, issues: vec![Issue::new("", &problem)] }
        }
    }
}

fn read_value(mut value: Value) -> Reading {
    let findings = shape::findings(&schema().to_value(), &value);
    let issues = findings.iter().map(|(path, problem)| Issue::new(&path.to_string(), problem)).collect();
    let mut wrong: Vec<_> = findings.into_iter().filter_map(|(path, problem)| remedy(path, &problem)).collect();
    // Last first, so that taking one out leaves the places of the others as they are.
    wrong.sort();
    wrong.dedup();
    for (path, remedy) in wrong.iter().rev() {
        match remedy {
            Remedy::SayUnknown => path.put(&mut value, "unknown".into()),
            Remedy::TakeOut => path.take_out(&mut value),
        }
    }
    Reading { story: serde_json::from_value(value).ok(), issues }
}

/// What makes the rest of a document readable.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Remedy {
    SayUnknown,
    TakeOut,
}

/// What keeps a problem from costing more than its own part; nothing for those that can be decoded as they are.
fn remedy(path: Path, problem: &Problem) -> Option<(Path, Remedy)> {
    match problem {
        Problem::BadDate(_) => Some((path, Remedy::SayUnknown)),
        Problem::UnknownCode { known, .. } if known.iter().any(|code| code == "unknown") => {
            Some((path, Remedy::SayUnknown))
        }
        Problem::Missing { .. } | Problem::WrongType { .. } | Problem::UnknownCode { .. } => {
            // The smallest part that can be left out: the innermost list element, or else the value itself.
            Some((path.innermost_element().unwrap_or(path), Remedy::TakeOut))
        }
        _ => None,
    }
}
