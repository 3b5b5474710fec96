//! The section on who the parties are, besides their name and their part in the story.

use std::collections::BTreeSet;

use super::super::words::fill;
use super::super::{BoxView, Group, Line, Section, SectionId, ids};
use super::{StoryContext, capitalize, date, join_non_empty, members, party_name};
use crate::model::{Affiliation, Party};

/// Builds the section: the parties that the story says more about, in the order of the story, and
/// the roles of those who have no card that gives them.
pub(super) fn build_who(story: &StoryContext, view: &BoxView) -> Section {
    let parties = story.parties.iter().enumerate();
    let lines =
        parties.filter_map(|(index, party)| build_party_line(story, index, party)).collect();
    let words = &story.words.who;
    let roles = Group { title: words.not_quoted.to_owned(), lines: build_role_lines(story, view) };
    Section::new(SectionId::Who, words.title, vec![Group::untitled(lines), roles])
}

/// Builds a line for everybody who has no card, with their role.
fn build_role_lines(story: &StoryContext, view: &BoxView) -> Vec<Line> {
    let cards = view.issues.iter().flat_map(|issue| &issue.cards);
    let seen: BTreeSet<_> = cards.filter_map(|card| card.person).collect();
    let mut lines = Vec::new();
    for (index, person) in view.people.iter().enumerate() {
        if seen.contains(&index) {
            continue;
        }
        let id = ids::role(&person.id);
        let index = story.index.stakeholder(&person.id).map(|(index, _)| index);
        story.record(&id, format!("/stakeholders/{}", index.unwrap_or_default()));
        let (text, detail) = (person.name.clone(), person.role.clone());
        lines.push(Line { id, text, detail, ..Line::default() });
    }
    lines
}

fn build_party_line(story: &StoryContext, index: usize, party: &Party) -> Option<Line> {
    let (words, marks) = (&story.words.who, &story.words.marks);
    let id = ids::party(&party.id);
    story.record(&id, format!("/parties/{index}"));
    let mut parent = String::new();
    if let Some(owner) = &party.parent {
        story.record_party(&id, owner);
        parent = fill(words.part_of, [("who", &party_name(story, owner))]);
    }
    // One party may be several stakeholders, in different roles.
    let (mut posts, mut interests) = (Vec::new(), Vec::new());
    for (index, stakeholder) in story.index.roles_of(&party.id) {
        story.record(&id, format!("/stakeholders/{index}"));
        for post in &stakeholder.affiliations {
            posts.push(describe_post(story, post));
        }
        interests.extend(stakeholder.interest.as_deref().map(str::to_owned));
    }
    let mut numbers = Vec::new();
    for number in &party.identifiers {
        numbers.push(format!("{}\u{a0}{}", number.scheme, number.id));
    }
    let members = members::describe_members(story, party);
    let members = capitalize(&story.words.to_value_sentence(&members));
    let evidence = members::build_member_evidence(story, &id, party);
    let names: Vec<_> = party.aliases.iter().map(ToString::to_string).collect();
    let detail = join_non_empty(
        [
            &fill_with_list(words.also, "names", &names, marks.comma),
            &parent,
            &members,
            &posts.join(" "),
            &fill_with_list(words.interest, "interest", &interests, marks.semicolon),
            &fill_with_list(words.registered, "numbers", &numbers, marks.comma),
        ],
        " ",
    );
    if detail.is_empty() {
        return None;
    }
    Some(Line { id, text: party.name.to_string(), detail, evidence, ..Line::default() })
}

/// Fills a pattern with a list; empty if the list is.
fn fill_with_list(pattern: &str, name: &str, items: &[String], between: &str) -> String {
    if items.is_empty() { String::new() } else { fill(pattern, [(name, &items.join(between))]) }
}

/// Describes a post or membership in a sentence: "Director, Example Ltd, 2019 to 2024."
fn describe_post(story: &StoryContext, post: &Affiliation) -> String {
    let held = date::format_span(story.words, &post.from, &post.to).unwrap_or_default();
    let parts = join_non_empty([&post.role, &post.org, &held], story.words.marks.comma);
    story.words.to_ended_sentence(&parts)
}
