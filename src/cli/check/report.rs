//! What is found, in the formats of programs.

use contract_fact_box::model::{Severity, rules};
use contract_fact_box::ocds::verify;
use serde_json::{Value, json};

use super::record::Record;
use super::to_one_line;

/// A format of what `check` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people, with the lines of the file
    Human,
    /// A JSON array with an object for each finding
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// Formats records; for people, files are formatted one by one elsewhere.
pub(super) fn format_records(format: Format, records: &[Record]) -> String {
    match format {
        Format::Human => String::new(),
        Format::Json => format_json(&json!(records)),
        Format::Github => records.iter().map(format_annotation).collect(),
        Format::Sarif => format_json(&to_sarif(records)),
    }
}

fn format_json(value: &Value) -> String {
    format!("{value:#}\n")
}

/// Formats a workflow command of GitHub Actions ("Workflow commands for GitHub Actions", setting an
/// error message).
fn format_annotation(record: &Record) -> String {
    let command = match record.severity {
        _ if record.waived.is_some() => "notice",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Review => "notice",
    };
    let properties = [
        ("file", record.file.clone()),
        ("line", record.line.to_string()),
        ("col", record.column.to_string()),
        ("title", record.code.to_owned()),
    ]
    .map(|(name, value)| format!("{name}={}", escape_property(&value)));
    let waived = record.describe_waiver().map(|waived| format!("{waived}: ")).unwrap_or_default();
    // Nothing of the document may act on a terminal or forge a line in the log.
    let message = to_one_line(&format!("{waived}{}; {}", record.message, record.fix));
    format!("::{command} {}::{}\n", properties.join(","), escape_message(&message))
}

fn escape_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// Returns a log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS).
fn to_sarif(records: &[Record]) -> Value {
    let results: Vec<_> = records.iter().map(to_sarif_result).collect();
    let found: Vec<_> = rules()
        .chain(verify::rules())
        .filter(|rule| records.iter().any(|record| record.code == rule.code))
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": { "text": rule.finds },
                "defaultConfiguration": { "level": sarif_level(rule.severity) },
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": found,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn to_sarif_result(record: &Record) -> Value {
    let mut result = json!({
        "ruleId": record.code,
        "level": sarif_level(record.severity),
        "message": { "text": format!("{}; {}", record.message, record.fix) },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": record.file },
                "region": { "startLine": record.line, "startColumn": record.column },
            },
            "logicalLocations": [{ "fullyQualifiedName": record.pointer }],
        }],
    });
    if let Some(waiver) = &record.waived {
        result["suppressions"] = json!([{ "kind": "inSource", "justification": &*waiver.reason }]);
    }
    result
}

fn sarif_level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Review => "note",
    }
}
