//! The sections that open below the facts and positions.

use strum::VariantArray;

use super::super::words::fill;
use super::super::{BoxView, Group, Language, Line, LineKind, Section, SectionId, SourceLink, ids};
use super::evidence::Basis;
use super::{
    StoryContext, capitalize, challenges, date, evidence, facts, find_contract, join_non_empty,
    money, scale, status, timeline, values, who,
};
use crate::model::{
    Contract, HttpUrl, OpenQuestion, QuestionState, Related, Relation, Source, SourceKind,
};

/// Builds the sections that have content, in the order of [`SectionId`]. `view` has who says what
/// already.
pub(super) fn build_sections(
    story: &StoryContext,
    main: &Contract,
    view: &BoxView,
) -> Vec<Section> {
    let sections = SectionId::VARIANTS.iter().filter_map(|id| match id {
        SectionId::Scale => Some(scale::build_scale(story, main)),
        SectionId::Timeline => Some(timeline::build_timeline(story, main)),
        SectionId::Context => Some(build_context(story)),
        SectionId::Questions => Some(build_questions(story)),
        SectionId::Related => Some(build_related(story, main)),
        SectionId::Who => Some(who::build_who(story, view)),
        SectionId::Sources => Some(build_sources(story)),
        // `glossary` adds the terms that no other section uses, and `pinned` what has changed since
        // a version.
        SectionId::Words | SectionId::Newer => None,
    });
    sections.filter(|section| !section.groups.is_empty()).collect()
}

fn build_context(story: &StoryContext) -> Section {
    let mut matters = Vec::new();
    for (index, why) in story.context.why_it_matters.iter().enumerate() {
        let id = ids::why_it_matters(index);
        story.record(&id, format!("/context/why_it_matters/{index}"));
        let evidence = evidence::build_evidence(story, &why.sources, Basis::Words, "");
        matters.push(Line { id, text: why.text.to_string(), evidence, ..Line::default() });
    }
    let mut means = Vec::new();
    for (index, note) in story.context.what_it_means_for_you.iter().enumerate() {
        let id = ids::meaning(index);
        story.record(&id, format!("/context/what_it_means_for_you/{index}"));
        means.push(Line {
            id,
            label: note.audience.to_string(),
            text: note.text.to_string(),
            evidence: evidence::build_evidence(story, &note.sources, Basis::Words, ""),
            ..Line::default()
        });
    }
    let words = &story.words.sections;
    Section::new(
        SectionId::Context,
        words.why_it_matters,
        vec![Group::untitled(matters), Group { title: words.for_you.into(), lines: means }],
    )
}

fn build_questions(story: &StoryContext) -> Section {
    let questions = story.open_questions.iter().enumerate();
    let lines: Vec<_> =
        questions.map(|(index, question)| build_question(story, index, question)).collect();
    Section::new(SectionId::Questions, story.words.sections.questions, vec![Group::untitled(lines)])
}

fn build_question(story: &StoryContext, index: usize, question: &OpenQuestion) -> Line {
    let words = &story.words.questions;
    let state = match question.state {
        QuestionState::Open => words.open,
        QuestionState::Asked => words.asked,
        QuestionState::FoiPending => words.foi_pending,
        QuestionState::FoiRefused => words.foi_refused,
        QuestionState::Answered => words.answered,
    };
    let asked = match &question.asked_of {
        Some(party) => fill(words.asked_of, [("who", party)]),
        None => String::new(),
    };
    let since = match &question.since {
        Some(date) => fill(words.since, [("date", &date::format_date(story.words, date))]),
        None => String::new(),
    };
    let mut proofs = evidence::build_evidence(story, &question.sources, Basis::Words, "");
    let mut answer_text = "";
    if let Some(answer) = &question.answer {
        answer_text = &answer.text;
        proofs.extend(evidence::build_evidence(story, &answer.sources, Basis::Words, ""));
    }
    let id = ids::question(index);
    story.record(&id, format!("/open_questions/{index}"));
    Line {
        id,
        kind: LineKind::Question(question.state),
        text: question.text.to_string(),
        detail: join_non_empty(
            [state, answer_text, question.note.as_deref().unwrap_or_default(), &asked, &since],
            " ",
        ),
        evidence: proofs,
        ..Line::default()
    }
}

fn build_related(story: &StoryContext, main: &Contract) -> Section {
    // An entry that names nothing is of a story that is left out. The others keep their numbers, by
    // which corrections and translations find them.
    let related = main.related.iter().enumerate().filter(|(_, related)| !related.is_empty());
    let lines: Vec<_> =
        related.map(|(index, related)| build_related_line(story, index, related)).collect();
    Section::new(SectionId::Related, story.words.sections.related, vec![Group::untitled(lines)])
}

fn build_related_line(story: &StoryContext, index: usize, related: &Related) -> Line {
    let words = story.words;
    let mut href = String::new();
    let mut line = Line {
        id: ids::related(index),
        label: relation_name(words, related.relation).into(),
        ..Line::default()
    };
    story.record(&line.id, format!("/contracts/0/related/{index}"));
    if let Some(other) = related.contract.as_ref().and_then(|id| find_contract(story, id)) {
        story.record(&line.id, story.contract_pointer(other));
        line.text = other.title.to_string();
        let mut detail = vec![words.to_sentence(&status::status_text(story, other))];
        for challenge in &other.challenges {
            detail.push(challenges::describe_whole_challenge(story, challenge));
            let sources = &challenge.sources;
            line.evidence.extend(evidence::build_evidence(story, sources, Basis::BySource, ""));
        }
        detail.extend(values::describe_all_values(story, other));
        for fact in &other.values {
            line.evidence.extend(facts::build_fact_evidence(story, fact, |money| {
                money::format_amount(words, money)
            }));
        }
        let notes: Vec<_> = other.values.iter().filter_map(|fact| fact.note.as_deref()).collect();
        line.note = notes.join(" ");
        line.detail = detail.join(" ");
        line.evidence.extend(evidence::build_evidence(
            story,
            &other.status.sources,
            Basis::BySource,
            "",
        ));
    } else if let Some(external) = &related.external {
        line.text = external.title.to_string();
        href = external.url.known_url().unwrap_or_default().to_owned();
    } else if let Some(ocid) = &related.ocid {
        line.text = ocid.to_string();
    }
    if let Some(id) = &related.story {
        href = format!("stories/{id}.html");
    }
    line.kind = LineKind::Contract(href);
    line
}

pub(super) fn relation_name(words: &Language, relation: Relation) -> &'static str {
    let words = &words.relations;
    match relation {
        Relation::PilotOf => words.pilot_of,
        Relation::Replaces => words.replaces,
        Relation::CallOffOf => words.call_off_of,
        Relation::SameSupplier => words.same_supplier,
        Relation::MentionedForContext => words.mentioned,
    }
}

fn build_sources(story: &StoryContext) -> Section {
    let sources = story.sources.iter().enumerate();
    let lines: Vec<_> =
        sources.map(|(index, source)| build_source_line(story, index, source)).collect();
    let mut corrections = Vec::new();
    for (index, correction) in story.corrections.iter().enumerate() {
        corrections.push(Line {
            id: ids::correction(index),
            kind: LineKind::Correction,
            label: capitalize(&date::format_date(story.words, &correction.date)),
            text: story.words.describe_correction(&correction.was, &correction.now),
            detail: correction.reason.to_string(),
            ..Line::default()
        });
    }
    let words = &story.words.sections;
    let title = if corrections.is_empty() { words.sources } else { words.sources_and_corrections };
    Section::new(
        SectionId::Sources,
        title,
        vec![Group::untitled(lines), Group { title: words.corrections.into(), lines: corrections }],
    )
}

pub(super) fn source_kind_name(words: &Language, kind: SourceKind) -> &'static str {
    let labels = &words.sources;
    match kind {
        SourceKind::Notice => labels.notice,
        SourceKind::Decision => labels.decision,
        SourceKind::Foi => labels.foi,
        SourceKind::Statement => labels.statement,
        SourceKind::Interview => labels.interview,
        SourceKind::Report => labels.report,
        SourceKind::Dataset => labels.dataset,
    }
}

fn build_source_line(story: &StoryContext, index: usize, source: &Source) -> Line {
    let words = story.words;
    let labels = &words.sources;
    let kind = source_kind_name(words, source.kind);
    let read = date::format_date_if_given(words, &source.accessed)
        .map(|date| fill(labels.read, [("date", &date)]))
        .unwrap_or_default();
    let licence = source
        .licence
        .as_ref()
        .map(|licence| fill(labels.licence, [("licence", licence)]))
        .unwrap_or_default();
    let href = source.url.known_url().unwrap_or_default().to_owned();
    let no_link =
        if href.is_empty() { words.to_sentence(labels.no_address) } else { String::new() };
    let published = fill(
        labels.published,
        [("kind", kind), ("date", &date::format_date(words, &source.published))],
    );
    let publisher = words.to_sentence(&evidence::publisher_name(words, &source.publisher));
    let archived = source.archived_url.as_ref().and_then(HttpUrl::known_url).unwrap_or_default();
    let number = evidence::source_number(index);
    let id = ids::source(number);
    story.record(&id, format!("/sources/{index}"));
    Line {
        id,
        kind: LineKind::Source(SourceLink { number, href, archived: archived.to_owned() }),
        text: source.title.to_string(),
        detail: join_non_empty([&publisher, &published, &read, &licence, &no_link], " "),
        ..Line::default()
    }
}
