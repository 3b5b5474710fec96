//! What everybody said or did on each question, and who did not.

use contract_fact_box::model::{
    Attributed, Expression, IssueKind, OnBehalfOf, Position, Scope, Silence, SilenceKind, StanceBy,
    Statement, StoryIssue,
};

use super::reader::Reader;
use super::sheet::{Block, BlockKind, Group, Item, Section};

/// Lists every statement, under its question.
pub(super) fn build_words(reader: &Reader<'_>) -> Section {
    let mut groups = Vec::new();
    for (index, issue) in reader.story.issues.iter().enumerate() {
        let mut group = Group {
            title: issue.question.to_string(),
            is_of_story: true,
            blocks: describe_issue(reader, issue, index),
            ..Group::default()
        };
        group.items = build_items(reader, |position| *position.issue == *issue.id);
        groups.push(group);
    }
    let rest = build_items(reader, |position| reader.issue(&position.issue).is_none());
    groups.push(Group::new("On a question that is not in the story", rest));
    Section::new(
        ("words", "Words"),
        "Words",
        "Every statement, under its question. Compare each with its source, letter by letter.",
        "The story has nobody’s words.",
        groups,
    )
}

fn build_items(reader: &Reader<'_>, is_in: impl Fn(&Position) -> bool) -> Vec<Item> {
    let positions = reader.statements.iter();
    positions
        .filter_map(|index| Some((*index, reader.story.positions.get(*index)?)))
        .filter(|(_, position)| is_in(position))
        .map(|(index, position)| build_statement(reader, index, position))
        .collect()
}

fn describe_issue(reader: &Reader<'_>, issue: &StoryIssue, index: usize) -> Vec<Block> {
    let pointer = format!("/issues/{index}");
    let kind = match issue.kind {
        IssueKind::Proposal => "a proposal: people are for or against it",
        IssueKind::Claim => "a claim: people say yes or no",
    };
    let scope = match issue.scope {
        Scope::ThisContract => "this contract",
        Scope::OtherContract => "another contract, not this one",
        Scope::Context => "a wider question than this contract",
    };
    let mut blocks = vec![
        Block::field("Shown as", &*issue.label).at(format!("{pointer}/label")),
        Block::field("Kind", kind),
        Block::field("About", scope),
    ];
    if let Some(contract) = &issue.contract {
        blocks.push(Block::field("Contract", reader.contract_title(contract)));
    }
    // Words on several questions are listed once, under their own.
    let others: Vec<_> = reader
        .statements
        .iter()
        .filter_map(|nth| Some((*nth, reader.story.positions.get(*nth)?)))
        .filter(|(_, said)| *said.issue != *issue.id && said.stance_on(&issue.id).is_some())
        .map(|(nth, _)| reader.statement_name(nth).0)
        .collect();
    if !others.is_empty() {
        blocks.push(Block::field("Also on this question", others.join(", ")));
    } else if !reader.story.positions.iter().any(|said| *said.issue == *issue.id) {
        blocks.push(Block::field("", "Nobody’s words are given on this question."));
    }
    blocks
}

fn build_statement(reader: &Reader<'_>, index: usize, position: &Position) -> Item {
    let title =
        format!("{}: {}", reader.stakeholder_name(&position.stakeholder), reader.stance(position));
    let mut item = Item::new(title, format!("/positions/{index}"));
    add_words(&mut item, position);
    if let Some(person) = reader.stakeholder(&position.stakeholder) {
        item.field("Role", &*person.role_as_described);
    }
    item.field_at("Role at the time", position.role_then.as_deref(), "role_then");
    item.field("Named", describe_attribution(position));
    item.field("Whose reading the stance is", describe_reading(position.stance_by));
    item.field_at("Note", position.note.as_deref(), "note");
    reader.add_date(&mut item, "Date", &position.said_on, "said_on");
    let venue = if *position.venue == *"not_given" { "not given" } else { &*position.venue };
    item.field_at("Where", Some(venue), "venue");
    if let Some(lang) = &position.lang {
        item.field("Spoken in", &**lang);
    }
    item.field_at("Translated by", position.translated_by.as_deref(), "translated_by");
    add_other_issues(reader, &mut item, position);
    add_relations(reader, &mut item, position);
    reader.add_sources(&mut item, &position.sources, "sources");
    for (nth, caveat) in position.caveats.iter().enumerate() {
        add_statement(reader, &mut item, "The source adds", caveat, &format!("caveats/{nth}"));
    }
    item
}

/// Adds the words themselves, in quotation marks only if they are exact.
pub(super) fn add_words(item: &mut Item, position: &Position) {
    let is_quote = position.expression == Expression::Quote;
    let kind = if is_quote { BlockKind::Quote } else { BlockKind::Said };
    let label = match position.expression {
        Expression::Quote if position.original_text.is_some() => "Translation of a quotation",
        Expression::Quote => "Quotation",
        Expression::Paraphrase => "Paraphrase",
        Expression::Vote => "Vote",
        Expression::Action => "Action",
        Expression::Document => "In writing",
    };
    let pointer = |key: &str| format!("{}/{key}", item.pointer);
    // Of a translation, the original is compared with the source.
    let is_translation = is_quote && position.original_text.is_some();
    let pointer_to_text = if is_translation { String::new() } else { pointer("text") };
    let mut words =
        vec![Block { kind, ..Block::field(label, &*position.text) }.at(pointer_to_text)];
    if let Some(original) = &position.original_text {
        let lang = position.lang.as_deref().map(str::to_owned).unwrap_or_default();
        let original = Block { kind, lang, ..Block::field("Original", &**original) };
        words.push(original.at(pointer("original_text")));
    }
    item.blocks.append(&mut words);
}

/// Adds a sentence with its sources.
pub(super) fn add_statement(
    reader: &Reader<'_>,
    item: &mut Item,
    label: &str,
    statement: &Statement,
    key: &str,
) {
    item.field_at(label, Some(&statement.text), &format!("{key}/text"));
    let sources = format!("{}/{key}/sources", item.pointer);
    item.blocks.extend(reader.sources(&statement.sources, &sources));
}

fn describe_attribution(position: &Position) -> String {
    let named = match position.attributed {
        Attributed::Named => "by name",
        Attributed::Spokesperson => "as a spokesperson, without a name",
        Attributed::Organisation => "by the name of the organisation only",
        Attributed::Anonymous => "not at all",
    };
    let on_behalf = match position.on_behalf_of {
        OnBehalfOf::Oneself => "spoke for themselves",
        OnBehalfOf::Organisation => "spoke for the organisation",
    };
    format!("{named}; {on_behalf}")
}

fn describe_reading(stance_by: StanceBy) -> &'static str {
    match stance_by {
        StanceBy::Speaker => "the speaker’s own, in so many words",
        StanceBy::Editor => "the newsroom’s: the speaker has not said so",
    }
}

/// Adds the other questions that words are on, with the stance that they take there.
fn add_other_issues(reader: &Reader<'_>, item: &mut Item, position: &Position) {
    for other in &position.also_on {
        let kind = reader.issue(&other.issue).map_or(IssueKind::Proposal, |issue| issue.kind);
        let stance = reader.words.stance_name(other.stance, kind);
        let reading = describe_reading(other.stance_by);
        let question = reader.question(&other.issue);
        item.field("Also on", format!("{question}: {stance} (reading: {reading})"));
    }
}

fn add_relations(reader: &Reader<'_>, item: &mut Item, position: &Position) {
    let criticised: Vec<_> =
        position.criticises.iter().map(|party| reader.party_name(party)).collect();
    item.field("Criticises", criticised.join("; "));
    if let Some(party) = &position.answers_for {
        item.field("Answers for", reader.party_name(party));
    }
    for (label, id) in [("In reply to", &position.responds_to), ("Replaces", &position.supersedes)]
    {
        let Some(id) = id else { continue };
        let Some((index, other)) = reader.position(id) else {
            item.field(label, format!("a statement that is not in the story ({})", &**id));
            continue;
        };
        let (name, anchor) = reader.statement_name(index);
        let text = format!("{name}, {}", reader.stakeholder_name(&other.stakeholder));
        item.blocks.push(Block { href: format!("#{anchor}"), ..Block::field(label, text) });
    }
}

/// Lists every silence: each is a claim about somebody.
pub(super) fn build_silences(reader: &Reader<'_>) -> Section {
    let silences = reader.story.silences.iter().enumerate();
    let items = silences.map(|(index, silence)| build_silence(reader, index, silence)).collect();
    Section::new(
        ("silences", "Silences"),
        "Silence",
        "Each is a claim about somebody. Is it still true today?",
        "The story says of nobody that they are silent.",
        vec![Group::new("", items)],
    )
}

fn build_silence(reader: &Reader<'_>, index: usize, silence: &Silence) -> Item {
    let name = reader.stakeholder_name(&silence.stakeholder);
    let kind = reader.words.silence_name(silence.kind);
    let mut item = Item::new(format!("{name}: {kind}"), format!("/silences/{index}"));
    item.field("Question", reader.question(&silence.issue));
    item.blocks.extend(describe_silence(reader, silence, &item.pointer));
    reader.add_sources(&mut item, &silence.sources, "sources");
    item
}

/// Says what a silence is about, who asked and when, and when it was last checked.
pub(super) fn describe_silence(
    reader: &Reader<'_>,
    silence: &Silence,
    pointer: &str,
) -> Vec<Block> {
    let date = |date: &Option<_>| {
        date.as_ref().map_or_else(|| "not given".to_owned(), |date| reader.date(date))
    };
    let text = |text: &Option<_>| text.as_deref().map_or("not given", |text: &str| text).to_owned();
    let meaning = match silence.kind {
        SilenceKind::NotReported => "the sources do not say whether they were asked",
        SilenceKind::NotApproached => "nobody asked them",
        SilenceKind::NoReply => "they were asked and did not answer",
        SilenceKind::Declined => "they were asked and refused",
        SilenceKind::CouldNotComment => "they said that they could not comment",
        SilenceKind::RepliedWithoutPosition => "they answered without taking a position",
        SilenceKind::NothingFound => "the newsroom looked for a statement and found none",
    };
    vec![
        Block::field("That is", meaning),
        Block::field("About", text(&silence.about)).at(format!("{pointer}/about")),
        Block::field("Asked by", text(&silence.asked_by)),
        Block::field("Asked on", date(&silence.asked_on)),
        Block::field("Last checked", date(&silence.checked_on)),
    ]
}
