//! What differs between two view documents of one story, in words for readers.
//!
//! Views are compared, not stories: what readers are not shown has not changed for them. What the document derives
//! from something else it shows (numbers, digests, links to passages) is not compared, so that a change is told once.

mod cards;
mod evidence;
mod pairs;
mod words;

use std::collections::BTreeMap;

use self::pairs::{likeness, pairs};
use self::words::{Parts, joined};
use super::words::fill;
use super::{BoxView, Evidence, Language, Line};

pub(super) use self::words::was_and_now;

/// What has changed, a line each: `label` is the field, `text` what was and what is, `evidence` who says so now.
///
/// The order is that of the box, new corrections first. Equal documents give no lines, and the order of things alone
/// is no change. The words are those of the newer document's language. Each line has an `id` of its own; a correction's is `n-` and its id in the newer document.
pub fn difference(old: &BoxView, new: &BoxView) -> Vec<Line> {
    let words = Language::of(&new.lang);
    let mut changes =
        Changes { old, new, words, numbers: evidence::numbers(old, new), lines: Vec::new() };
    let labels = &words.changes;
    changes.corrections();
    changes.put("title", labels.story_title, &old.title, &new.title, &[]);
    changes.put("as-of", labels.as_of, &old.as_of, &new.as_of, &[]);
    changes.put("lang", labels.language, &old.lang, &new.lang, &[]);
    changes.list(words::FACT, &notice(words, old), &notice(words, new), same_field);
    if old.withdrawn.is_some() || new.withdrawn.is_some() {
        // Nothing else is shown of one of them.
        return changes.lines;
    }
    let facts = |view: &BoxView| -> Vec<Labelled> {
        let always = [&view.status].into_iter().chain(&view.value).chain(&view.facts);
        // The status stands among the further facts too, for those who read them as a list.
        let more = view.more.iter().filter(|line| line.id != view.status.id);
        always
            .chain(more)
            .map(|line| Labelled { label: line.label.clone(), named: true, line: line.clone() })
            .collect()
    };
    changes.list(words::FACT, &facts(old), &facts(new), same_field);
    changes.list(words::FACT, &gaps(words, old), &gaps(words, new), same_text);
    changes.people();
    changes.issues();
    changes.sections();
    changes.lines
}

/// A line, and what a change of it is called.
#[derive(Clone, Debug)]
struct Labelled {
    label: String,
    /// Whether the label is of this line alone.
    named: bool,
    line: Line,
}

/// The changes found so far.
struct Changes<'v> {
    old: &'v BoxView,
    new: &'v BoxView,
    words: &'static Language,
    /// The number that a source has in the older document, by its number in the newer.
    numbers: BTreeMap<u32, u32>,
    lines: Vec<Line>,
}

impl Changes<'_> {
    /// Adds a change, unless there is none. What is empty was not there, or is not there any more.
    fn put(&mut self, place: &str, label: &str, was: &str, now: &str, evidence: &[Evidence]) {
        let told = &self.words.changes;
        let text = match (was, now) {
            (was, now) if was == now => return,
            ("", now) => fill(told.new, [("now", &words::sentence(self.words, now))]),
            (was, "") => fill(told.gone, [("was", &words::sentence(self.words, was))]),
            (was, now) => was_and_now(self.words, was, now),
        };
        if self.lines.iter().any(|line| line.label == label && line.text == text) {
            // Two cards of one person may lose the same evidence: to a reader that is one thing.
            return;
        }
        // What is gone had its place in the older document, where other things may have had the names of today.
        let gone = if now.is_empty() { "was-" } else { "" };
        self.lines.push(Line {
            id: format!("n-{gone}{place}"),
            label: label.to_owned(),
            text,
            evidence: self.renumbered(evidence),
            ..Line::default()
        });
    }

    /// Two lists of lines: what is in the newer, then what is gone. `parts` are what is compared and told.
    fn list(
        &mut self,
        parts: Parts,
        old: &[Labelled],
        new: &[Labelled],
        alike: fn(&Labelled, &Labelled) -> f64,
    ) {
        for pair in pairs(old, new, alike) {
            match pair {
                (Some(old), Some(new)) => self.changed(parts, &old.line, new),
                (None, Some(new)) => {
                    self.put(
                        &new.line.id,
                        &new.label,
                        "",
                        &joined(self.words, &parts(&new.line)),
                        &new.line.evidence,
                    );
                }
                (Some(old), None) => self.put(
                    &old.line.id,
                    &old.label,
                    &joined(self.words, &parts(&old.line)),
                    "",
                    &[],
                ),
                (None, None) => {}
            }
        }
    }

    /// A line that is in both: the parts that differ or, where none does, the evidence that does.
    fn changed(&mut self, parts: Parts, old: &Line, new: &Labelled) {
        let line = &new.line;
        let (was, now) = words::differing(self.words, &parts(old), &parts(line));
        // A sentence has no name: its words, where they are the same, tell which one has changed.
        let label = match new.named {
            false if old.text == line.text => {
                [&*new.label, &*line.text].join(self.words.marks.colon)
            }
            _ => new.label.clone(),
        };
        self.put(&line.id, &label, &was, &now, &line.evidence);
        // Who decided is known from where the status is known, and that is told with the status.
        if was == now && line.id != "f-decided" {
            let (old, new) =
                (old.evidence.iter().collect(), line.evidence.iter().collect::<Vec<_>>());
            self.evidence(&line.id, &label, old, &new);
        }
    }

    fn corrections(&mut self) {
        let (old, new) = (corrections(self.words, self.old), corrections(self.words, self.new));
        for (old, new) in pairs(&old, &new, |old, new| f64::from(old.line == new.line)) {
            match (old, new) {
                (None, Some(new)) => {
                    self.lines.push(Line { id: format!("n-{}", new.line.id), ..new.line.clone() })
                }
                (Some(old), None) => self.put(
                    &old.line.id,
                    &old.label,
                    &joined(self.words, &words::SENTENCE(&old.line)),
                    "",
                    &[],
                ),
                _ => {}
            }
        }
    }

    fn people(&mut self) {
        let people = |view: &BoxView| -> Vec<Labelled> {
            let shown = |at: usize| cards::all(view).any(|card| card.person == at);
            let people = view.people.iter().enumerate().map(|(at, person)| {
                // Somebody who has come or gone together with words or a silence is told of there.
                let line = Line {
                    id: format!("person-{}", person.id),
                    icon: if shown(at) { "shown" } else { "" }.into(),
                    text: person.name.clone(),
                    detail: person.role.clone(),
                    note: person.role_short.clone(),
                    ..Line::default()
                };
                Labelled { label: person.name.clone(), named: true, line }
            });
            people.collect()
        };
        let (old, new) = (people(self.old), people(self.new));
        for pair in pairs(&old, &new, |old, new| f64::from(old.line.id == new.line.id)) {
            match pair {
                (Some(old), Some(new)) => self.changed(words::FACT, &old.line, new),
                (None, Some(new)) if new.line.icon.is_empty() => {
                    self.put(
                        &new.line.id,
                        &new.label,
                        "",
                        &joined(self.words, &words::FACT(&new.line)),
                        &[],
                    );
                }
                (Some(old), None) if old.line.icon.is_empty() => {
                    self.put(
                        &old.line.id,
                        &old.label,
                        &joined(self.words, &words::FACT(&old.line)),
                        "",
                        &[],
                    );
                }
                _ => {}
            }
        }
    }

    fn sections(&mut self) {
        let has = |view: &BoxView, id: &str| view.sections.iter().any(|section| section.id == id);
        let gone = self.old.sections.iter().filter(|section| !has(self.new, &section.id));
        let ids: Vec<_> =
            self.new.sections.iter().chain(gone).map(|section| section.id.clone()).collect();
        for id in ids {
            let parts = if id == "sources" { words::SOURCE } else { words::SENTENCE };
            self.list(
                parts,
                &section(self.words, self.old, &id),
                &section(self.words, self.new, &id),
                same_sentence,
            );
        }
    }
}

/// The lines of a section, without corrections, which are told first.
fn section(words: &Language, view: &BoxView, id: &str) -> Vec<Labelled> {
    let Some(section) = view.sections.iter().find(|section| section.id == id) else {
        return Vec::new();
    };
    // The title of the sources tells whether there are corrections.
    let (title, groups) = if id == "sources" {
        (words.sections.sources, 1)
    } else {
        (&*section.title, section.groups.len())
    };
    let mut lines = Vec::new();
    for group in section.groups.iter().take(groups) {
        let label = if group.title.is_empty() { title } else { &group.title };
        lines.extend(group.lines.iter().map(|line| Labelled {
            label: label.to_owned(),
            named: false,
            line: line.clone(),
        }));
    }
    lines
}

/// The corrections: what stands under the sources.
fn corrections(words: &Language, view: &BoxView) -> Vec<Labelled> {
    let sources = view.sections.iter().filter(|section| section.id == "sources");
    let lines =
        sources.flat_map(|section| section.groups.iter().skip(1)).flat_map(|group| &group.lines);
    lines
        .map(|line| Labelled {
            label: words.sections.corrections.into(),
            named: false,
            line: line.clone(),
        })
        .collect()
}

fn gaps(words: &Language, view: &BoxView) -> Vec<Labelled> {
    let line = |(at, gap): (usize, &String)| Line {
        id: format!("gap-{at}"),
        text: gap.clone(),
        ..Line::default()
    };
    let lines = view.gaps.iter().enumerate().map(line);
    lines.map(|line| Labelled { label: words.placed.gaps.into(), named: true, line }).collect()
}

fn notice(words: &Language, view: &BoxView) -> Vec<Labelled> {
    let line = view.withdrawn.iter().map(|line| Line { id: "notice".into(), ..line.clone() });
    line.map(|line| Labelled { label: words.changes.notice.into(), named: true, line }).collect()
}

/// Facts of one kind, the one with the same words first.
fn same_field(old: &Labelled, new: &Labelled) -> f64 {
    if old.label == new.label && old.line.text == new.line.text {
        return 1.0;
    }
    if old.line.id == new.line.id { 0.9 } else { 0.0 }
}

fn same_text(old: &Labelled, new: &Labelled) -> f64 {
    f64::from(old.line.text == new.line.text)
}

/// Sentences that say the same or much the same.
fn same_sentence(old: &Labelled, new: &Labelled) -> f64 {
    let same_label = old.line.label == new.line.label;
    likeness(&old.line.text, &new.line.text) - if same_label { 0.0 } else { 0.01 }
}
