//! What the check has found, each with what it is about on this sheet and what to do.

use contract_fact_box::model::{Issue, Severity};
use contract_fact_box::view::Language;

use super::sheet::{Block, Group, Item, Section, Tick};

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Lines {
    breaks: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self { breaks: text.match_indices('\n').map(|(offset, _)| offset).collect() }
    }

    /// Returns the number of the line of a byte, from 1.
    pub(super) fn number(&self, offset: usize) -> usize {
        self.breaks.partition_point(|line_break| *line_break < offset) + 1
    }
}

/// Lists all findings, the worst first and those that are waived last. `sections` is the rest of the
/// sheet, which each finding refers to.
pub(super) fn build_findings(lines: &Lines, issues: &[Issue], sections: &[Section]) -> Section {
    let mut groups = Vec::new();
    for (title, severity) in [
        ("Errors: the story is not published while there are any", Severity::Error),
        ("Warnings: unfair or incomplete, unless there is a reason", Severity::Warning),
        ("To review: questions that only people can answer", Severity::Review),
    ] {
        let open = issues.iter().filter(|issue| issue.waived.is_none());
        let found = open.filter(|issue| issue.severity == severity);
        groups.push(Group::new(title, list_items(lines, found, sections)));
    }
    let waived = issues.iter().filter(|issue| issue.waived.is_some());
    groups.push(Group::new(
        "Waived: does the reason still hold?",
        list_items(lines, waived, sections),
    ));
    Section::new(
        ("findings", "Findings"),
        "Finding",
        "What the check has found, with the line of the file.",
        "The check has found nothing.",
        groups,
    )
}

fn list_items<'i>(
    lines: &Lines,
    issues: impl Iterator<Item = &'i Issue>,
    sections: &[Section],
) -> Vec<Item> {
    issues.map(|issue| build_finding(issue, lines.number(issue.span.start), sections)).collect()
}

fn build_finding(issue: &Issue, line: usize, sections: &[Section]) -> Item {
    let path = if issue.path.is_empty() { "document" } else { &issue.path };
    let mut item = Item {
        title: capitalize(&issue.fact),
        place: format!("line {line}: {path}"),
        ..Item::default()
    };
    if let Some(about) = find_item(&issue.pointer, sections) {
        let text = format!("{}, {}", about.name, about.title);
        item.blocks.push(Block { href: format!("#{}", about.id), ..Block::field("See", text) });
    }
    item.field("Consequence", capitalize(&issue.consequence));
    item.field("Rule", issue.code);
    if let Some(waiver) = &issue.waived {
        item.field("Waived because", &*waiver.reason);
        item.field("By", &*waiver.by);
        let words = Language::for_tag("en");
        item.field("On", words.format_date(&waiver.on));
        let until = waiver.until.as_ref().map(|until| words.format_date(until));
        item.field("Until", until.unwrap_or_else(|| "no end is given".to_owned()));
        item.ticks = vec![Tick::Box("the reason still holds")];
    } else {
        item.field("What to do", capitalize(&issue.fix));
        item.ticks = vec![Tick::Box("done")];
        // An error cannot be waived.
        if !issue.is_error() {
            item.ticks.extend([Tick::Box("stands, because"), Tick::Blank("")]);
        }
    }
    item
}

/// Finds the item of the sheet that is about the smallest part of the story with a place in it.
fn find_item<'s>(pointer: &str, sections: &'s [Section]) -> Option<&'s Item> {
    let is_around = |item: &&Item| {
        let rest = pointer.strip_prefix(&*item.pointer);
        !item.pointer.is_empty()
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    // Who is to be called is about people: the finding is about their words.
    let rest = sections.iter().filter(|section| section.id != "calls");
    rest.flat_map(Section::items).filter(is_around).max_by_key(|item| item.pointer.len())
}

/// Begins a text with a capital letter, unless it begins with a path or a code.
fn capitalize(text: &str) -> String {
    let first_word = text.split(' ').next().unwrap_or_default();
    if !first_word.trim_end_matches([',', ';', ':']).chars().all(char::is_alphabetic) {
        return text.to_owned();
    }
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}
