//! The report beside a draft: which values are from where, what was left and why, and what an editor
//! has to know and to ask.

use contract_fact_box::model::PartialDate;
use contract_fact_box::ocds::import::{Ignored, Imported, NO_PUBLISHER};
use contract_fact_box::ocds::{Json, Record};
use serde_json::Value;

use crate::cli::check::to_one_line;

/// The most characters of a value in a line.
const WIDTH: usize = 72;

/// Writes the report as text.
pub(super) fn write_report(
    imported: &Imported,
    record: &Record,
    notes: &[String],
    today: PartialDate,
) -> String {
    let story = &imported.story;
    let mut report = Report::default();
    let title = story["title"].as_str().unwrap_or_default();
    report.line(&format!("Import of {}: {title}", imported.id));
    report
        .line(&format!("Imported {today}. This report is for the newsroom; it is not published."));
    report.heading("From these notices");
    for source in list(story, "/sources") {
        let text = |key: &str| source[key].as_str().unwrap_or_default().to_owned();
        report.item(&format!(
            "{}, published {} by {} ({})",
            text("title"),
            text("published"),
            text("publisher"),
            text("url"),
        ));
    }
    report.heading("To write");
    if story["publisher"] == NO_PUBLISHER {
        report.item("publisher: the name of the newsroom");
    }
    if story["lang"] == "und" {
        report.item("lang: the record names no language");
    }
    report.item("published_at, once there is a date");
    report.item("stakeholders, issues, positions: what people say is in no record");
    report.heading("To ask");
    for question in list(story, "/open_questions") {
        report.item(question["text"].as_str().unwrap_or_default());
    }
    if imported.deltas > 0 {
        report.item(&format!(
            "{} awards are named only as changed: earlier notices say what they are",
            imported.deltas
        ));
    }
    if !imported.awards.is_empty() {
        report.heading("Awards in this record: --award ID takes one alone");
        imported.awards.iter().for_each(|award| report.item(&award.describe()));
    }
    report.heading("Taken: each value in the draft, and its place in the record");
    for entry in &imported.entries {
        let value = story.pointer(&entry.draft).map(describe).unwrap_or_default();
        let notice = entry.notice.and_then(|index| record.notices().get(index));
        let id =
            notice.and_then(|notice| notice.id.as_deref()).filter(|_| record.notices().len() > 1);
        let id = id.map(|id| format!(" (notice {id})")).unwrap_or_default();
        report.item(&format!("{}: {value} <- {}{id}", entry.draft, entry.record));
    }
    report.heading("Looked at and left");
    for left in &imported.left {
        let value = record.release().pointer(&left.record).map(describe_json).unwrap_or_default();
        report.item(&format!("{}{value}: {}", left.record, left.reason));
    }
    let (known, unknown): (Vec<_>, Vec<_>) =
        imported.ignored.iter().partition(|ignored| ignored.reason.is_some());
    report.heading("Not for a draft");
    let mut reasons: Vec<&str> = known.iter().filter_map(|ignored| ignored.reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    for reason in reasons {
        let paths = known.iter().filter(|ignored| ignored.reason == Some(reason));
        let paths: Vec<_> = paths.map(|ignored| name_ignored(ignored)).collect();
        report.item(&format!("{reason}: {}", paths.join(", ")));
    }
    report.heading("Not known to this version: look whether they matter");
    unknown.iter().for_each(|ignored| report.item(&name_ignored(ignored)));
    report.heading("About the notices");
    notes.iter().for_each(|note| report.item(note));
    report.text
}

/// The text of a report. A heading without items is left out.
#[derive(Default)]
struct Report {
    text: String,
    heading: Option<String>,
}

impl Report {
    fn line(&mut self, line: &str) {
        self.text += &to_one_line(line);
        self.text.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        self.heading = Some(heading.to_owned());
    }

    fn item(&mut self, item: &str) {
        if let Some(heading) = self.heading.take() {
            self.text.push('\n');
            self.line(&heading);
        }
        self.line(&format!("  - {item}"));
    }
}

/// Names a path, and how many values there are.
fn name_ignored(ignored: &Ignored) -> String {
    match ignored.count {
        1 => ignored.path.clone(),
        count => format!("{} ({count} times)", ignored.path),
    }
}

/// Describes a value of the draft: that of a fact, or what an entry says first.
fn describe(value: &Value) -> String {
    let shown = match value {
        Value::Object(fields) => ["value", "amount", "code", "text", "name", "ocid", "state"]
            .iter()
            .find_map(|key| fields.get(*key))
            .unwrap_or(value),
        _ => value,
    };
    let text = shown.as_str().map_or_else(|| shown.to_string(), str::to_owned);
    shorten(&text)
}

fn describe_json(json: &Json) -> String {
    json.as_text_or_number().map(|text| format!(" ({})", shorten(text))).unwrap_or_default()
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= WIDTH {
        return text.to_owned();
    }
    text.chars().take(WIDTH - 1).chain(['…']).collect()
}

fn list<'v>(story: &'v Value, pointer: &str) -> impl Iterator<Item = &'v Value> {
    story.pointer(pointer).and_then(Value::as_array).into_iter().flatten()
}
