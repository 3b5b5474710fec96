//! The page of a preview: the box, and beside it a list of what `check` finds.

use contract_fact_box::model::{Issue, Locator, Moment, ParsedStory};
use contract_fact_box::prerender::render_box;
use contract_fact_box::view::{BoxView, Parts, Preview};
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, context};
use serde::Serialize;

use crate::cli::check::FindingCounts;

pub(super) const STYLESHEET: &str = include_str!("preview.css");
pub(super) const SCRIPT: &str = include_str!("preview.js");
const TEMPLATE: &str = include_str!("page.html");

/// What the page shows.
#[derive(Debug)]
pub(super) struct PreviewPage {
    /// The name of the file.
    name: String,
    /// What the page says of the box, if it is not that of the file as it is now.
    note: Option<String>,
    view: Option<BoxView>,
    findings: Vec<Finding>,
    counts: FindingCounts,
    /// Whether the editorial rules were applied.
    is_whole: bool,
    /// When the embargo ends, if the story is under one.
    embargo: Option<Moment>,
}

/// A finding, as the page lists it.
#[derive(Clone, Debug, Serialize)]
struct Finding {
    severity: &'static str,
    /// The id of the line in the box that it is about; empty if there is none.
    line_id: String,
    line: usize,
    column: usize,
    /// The path in the document.
    path: String,
    message: Vec<Segment>,
    fix: Vec<Segment>,
    code: &'static str,
    /// Who waived it and why; empty if it is not waived.
    waived: String,
}

/// A part of a message: words, or code that stands between backquotes.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Segment {
    is_code: bool,
    text: String,
}

impl PreviewPage {
    /// The page of a story of which something can be shown.
    pub(super) fn of_preview(
        name: &str,
        text: &str,
        parsed: &ParsedStory,
        preview: &Preview,
        now: Moment,
    ) -> Self {
        Self {
            name: name.to_owned(),
            note: None,
            view: Some(preview.view.clone()),
            findings: list_findings(text, &parsed.issues, &preview.lines),
            counts: FindingCounts::of(&parsed.issues),
            is_whole: parsed.is_whole(),
            embargo: parsed.story.as_ref().and_then(|story| story.embargo_at(now)),
        }
    }

    /// The page of a story of which nothing can be shown, with what could be shown last.
    pub(super) fn of_issues(
        name: &str,
        text: &str,
        issues: &[Issue],
        last: Option<BoxView>,
    ) -> Self {
        let findings = list_findings(text, issues, &[]);
        let note = Some(describe_last(&last));
        let counts = FindingCounts::of(issues);
        Self {
            name: name.to_owned(),
            note,
            view: last,
            findings,
            counts,
            is_whole: false,
            embargo: None,
        }
    }

    /// The page of a file that cannot be read, with what could be shown last.
    pub(super) fn unreadable(name: &str, complaint: &str, last: Option<BoxView>) -> Self {
        let note = format!("{name}: {complaint}. {}", describe_last(&last));
        Self {
            name: name.to_owned(),
            note: Some(note),
            view: last,
            findings: Vec::new(),
            counts: FindingCounts::default(),
            is_whole: false,
            embargo: None,
        }
    }

    /// Renders the page as an HTML document.
    pub(super) fn render(&self) -> String {
        let fact_box = self.view.as_ref().map(|view| render_box(view, &Parts::All, "/", 2));
        // A line may be within a part that this box does not show.
        let is_shown = |finding: &&Finding| {
            let id = format!(" id=\"{}\"", finding.line_id);
            fact_box.as_ref().is_some_and(|html| html.contains(&id))
        };
        let hidden = |finding: &Finding| Finding { line_id: String::new(), ..finding.clone() };
        let findings: Vec<_> = self
            .findings
            .iter()
            .map(|finding| if is_shown(&finding) { finding.clone() } else { hidden(finding) })
            .collect();
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        let values = context! {
            name => &*self.name,
            title => self.view.as_ref().map(|view| &*view.title),
            lang => self.view.as_ref().map(|view| &*view.lang),
            dir => self.view.as_ref().map(|view| view.dir.as_str()),
            note => self.note.as_deref(),
            embargo => self.embargo.map(|until| until.to_string()),
            counts => self.counts.describe(),
            findings => Serde(&findings),
            is_whole => self.is_whole,
            fact_box => fact_box,
        };
        // The template is this program's own, and a test renders all of it.
        environment.render_str(TEMPLATE, values).unwrap_or_else(|error| error.to_string())
    }
}

fn describe_last(last: &Option<BoxView>) -> String {
    match last {
        Some(_) => "This is what could be read last.",
        None => "Nothing of it can be shown yet.",
    }
    .to_owned()
}

/// Lists the issues of a text, the worst first and what is waived last.
fn list_findings(text: &str, issues: &[Issue], lines: &[Option<String>]) -> Vec<Finding> {
    let mut locator = Locator::new(text);
    let mut findings: Vec<_> = issues
        .iter()
        .enumerate()
        .map(|(index, issue)| {
            let location = locator.locate(issue.span.start);
            let waiver = issue.waived.as_ref();
            let finding = Finding {
                severity: issue.severity.as_str(),
                line_id: lines.get(index).cloned().flatten().unwrap_or_default(),
                line: location.line,
                column: location.column,
                path: issue.path.clone(),
                message: split_code(&format!("{}; {}", issue.fact, issue.consequence)),
                fix: split_code(&format!("What to do: {}", issue.fix)),
                code: issue.code,
                waived: waiver
                    .map(|waiver| format!("{}: {}", &*waiver.by, &*waiver.reason))
                    .unwrap_or_default(),
            };
            ((waiver.is_some(), issue.severity), finding)
        })
        .collect();
    findings.sort_by_key(|(rank, _)| *rank);
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// Splits a message into words and code, and ends it as a sentence.
fn split_code(message: &str) -> Vec<Segment> {
    let end = if message.ends_with(['.', '?', '!']) { "" } else { "." };
    let sentence = format!("{message}{end}");
    let parts = sentence.split('`').enumerate();
    parts
        .map(|(index, part)| Segment { is_code: index % 2 == 1, text: part.to_owned() })
        .filter(|segment| !segment.text.is_empty())
        .collect()
}
