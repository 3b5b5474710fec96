//! Every mistake in a document is found, once, at its place: a fixture folder per case.

use std::path::Path;

use contract_fact_box::model::{self, Issue};

mod support;

fn findings(case: &Path) -> (bool, Vec<Issue>) {
    let reading = model::read(&support::text(&case.join("story.json")));
    (reading.story.is_some(), reading.issues)
}

#[test]
fn findings_are_those_on_record() {
    for case in support::cases("check") {
        let (readable, issues) = findings(&case);
        let mut report: String = issues.iter().map(|issue| format!("{issue}\n")).collect();
        report.push_str(if readable { "The rest can be read.\n" } else { "Nothing can be read.\n" });
        support::snapshot(&case.join("findings.txt"), &report);
    }
}

/// Small stories that were told wrongly once, or that were feared to be: what is wrong in them is found, and the others
/// pass.
#[test]
fn stories_that_went_wrong_once_have_the_findings_on_record() {
    let folder = support::fixture("review");
    let entries = std::fs::read_dir(&folder).expect("the folder is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    assert!(files.len() > 100, "{} has lost its stories", folder.display());
    for file in files {
        let issues = model::read(&support::text(&file)).issues;
        let report: String = issues.iter().map(|issue| format!("line {}: {issue}\n", issue.line)).collect();
        let report = if report.is_empty() { "Nothing is wrong.\n".to_owned() } else { report };
        support::snapshot(&file.with_extension("findings.txt"), &report);
    }
}

#[test]
fn ten_mistakes_are_exactly_ten_findings() {
    let (_, issues) = findings(&support::fixture("check/ten-mistakes"));
    let found: Vec<_> = issues.iter().map(|issue| (&*issue.path, issue.code)).collect();
    assert_eq!(
        found,
        [
            ("as_of", "bad-date"),
            ("sources[0].url", "bad-url"),
            ("parties[1].id", "duplicate-id"),
            ("contracts[0].status.code", "unknown-code"),
            ("contracts[0].values[0].value.amount", "bad-amount"),
            ("contracts[0].values[0].value.currency", "bad-currency"),
            ("positions[0].stakeholder", "unknown-reference"),
            ("positions[0].stance", "unknown-code"),
            ("silences[0].sources[0].source", "unknown-reference"),
            ("publisher_name", "unknown-key"),
        ]
    );
}

#[test]
fn a_mistake_costs_only_the_part_it_is_in() {
    let mut value = serde_json::to_value(support::story(&support::fixture("check/clean"))).expect("a story is JSON");
    let positions = value["positions"].as_array_mut().expect("there are positions");
    let mut second = positions[0].clone();
    second["id"] = "second".into();
    second["stance"] = "oppose".into();
    positions.insert(0, second);
    let reading = model::read(&value.to_string());
    let story = reading.story.expect("the rest can be read");
    assert_eq!(story.positions.len(), 1);
    assert_eq!(reading.issues.len(), 1);
}

#[test]
fn the_founding_stories_are_sound() {
    for story in support::stories() {
        let reading = model::read(&support::text(&story));
        assert_eq!(reading.issues, [], "{}", story.display());
    }
}

#[test]
fn the_story_in_the_readme_is_sound() {
    let readme = support::text(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")));
    let story = readme.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("there is one");
    assert_eq!(model::read(story).issues, []);
}

#[test]
fn the_schema_names_every_part_of_a_story() {
    let schema = model::schema().to_value();
    for key in ["sources", "contracts", "positions", "silences", "corrections", "translations"] {
        assert!(schema["properties"][key]["description"].is_string(), "{key} has no description");
    }
}
