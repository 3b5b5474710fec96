//! The section on who the parties are, besides their name and their part in the story.

use super::super::words::fill;
use super::super::{Group, Line, Section, SectionId, ids};
use super::{StoryContext, date, join_non_empty, party_name};
use crate::model::{Affiliation, Party, Stakeholder};

/// Builds the section, with the parties that the story says more about, in the order of the story.
pub(super) fn build_who(story: &StoryContext) -> Section {
    let parties = story.parties.iter().enumerate();
    let lines =
        parties.filter_map(|(index, party)| build_party_line(story, index, party)).collect();
    let words = &story.words.who;
    Section::new(SectionId::Who, words.title, words.digest, vec![Group::untitled(lines)])
}

fn build_party_line(story: &StoryContext, index: usize, party: &Party) -> Option<Line> {
    let (words, marks) = (&story.words.who, &story.words.marks);
    let roles: Vec<_> = story.stakeholders.iter().filter(|role| *role.party == *party.id).collect();
    let names: Vec<_> = party.aliases.iter().map(|name| &**name).collect();
    let numbers: Vec<_> = party
        .identifiers
        .iter()
        .map(|number| format!("{}\u{a0}{}", number.scheme, number.id))
        .collect();
    let also = (!names.is_empty()).then(|| fill(words.also, [("names", &names.join(marks.comma))]));
    let parent = party
        .parent
        .as_ref()
        .map(|parent| fill(words.part_of, [("who", &party_name(story, parent))]));
    let registered = (!numbers.is_empty())
        .then(|| fill(words.registered, [("numbers", &numbers.join(marks.comma))]));
    let posts: Vec<_> =
        roles.iter().flat_map(|stakeholder| describe_posts(story, stakeholder)).collect();
    let interests: Vec<_> =
        roles.iter().filter_map(|stakeholder| stakeholder.interest.as_deref()).collect();
    let interest = (!interests.is_empty())
        .then(|| fill(words.interest, [("interest", &interests.join(marks.semicolon))]));
    let parts =
        [also, parent, Some(posts.join(" ")), interest, registered].map(Option::unwrap_or_default);
    let detail = join_non_empty(parts.each_ref().map(String::as_str), " ");
    let id = ids::party(&party.id);
    story.record(&id, format!("/parties/{index}"));
    if let Some(parent) = &party.parent {
        story.record_party(&id, parent);
    }
    let stakeholders = story.stakeholders.iter().enumerate();
    for (index, _) in stakeholders.filter(|(_, stakeholder)| *stakeholder.party == *party.id) {
        story.record(&id, format!("/stakeholders/{index}"));
    }
    (!detail.is_empty()).then(|| Line {
        id,
        text: party.name.to_string(),
        detail,
        ..Line::default()
    })
}

/// Describes the posts and memberships of a stakeholder, each in a sentence: "Director, Example
/// Ltd, 2019 to 2024."
fn describe_posts(story: &StoryContext, stakeholder: &Stakeholder) -> Vec<String> {
    stakeholder.affiliations.iter().map(|post| describe_post(story, post)).collect()
}

fn describe_post(story: &StoryContext, post: &Affiliation) -> String {
    let words = &story.words.who;
    let (from, to) = (
        date::format_date_if_given(story.words, &post.from),
        date::format_date_if_given(story.words, &post.to),
    );
    let held = match (from, to) {
        (Some(from), Some(to)) => fill(words.from_to, [("from", &*from), ("to", &to)]),
        (Some(from), None) => fill(words.from, [("from", &from)]),
        (None, Some(to)) => fill(words.to, [("to", &to)]),
        (None, None) => String::new(),
    };
    let parts = join_non_empty([&post.role, &post.org, &held], story.words.marks.comma);
    story.words.to_ended_sentence(&parts)
}
