//! The sections that open: context, open questions, related contracts, sources and corrections.

use super::super::difference::was_and_now;
use super::super::{Group, Line, Section};
use super::{capital, contract, date, evidence, facts, join, money, scale, timeline};
use crate::model::{
    Contract, HttpUrl, OpenQuestion, Provenance, QuestionState, Related, Relation, Source, SourceKind, Story,
};

pub(super) fn sections(story: &Story, main: &Contract) -> Vec<Section> {
    let sections = [
        scale::scale(story, main),
        timeline::timeline(story, main),
        context(story),
        questions(story),
        related(story, main),
        sources(story),
    ];
    sections.into_iter().filter(|section| section.groups.iter().any(|group| !group.lines.is_empty())).collect()
}

fn context(story: &Story) -> Section {
    let line = |id: String, label: &str, text: &str, sources: &[crate::model::Citation]| Line {
        id,
        label: label.to_owned(),
        text: text.to_owned(),
        evidence: evidence::list(story, sources, None, ""),
        ..Line::default()
    };
    let matters = story.context.why_it_matters.iter().enumerate();
    let matters: Vec<_> = matters.map(|(at, why)| line(format!("w{at}"), "", &why.text, &why.sources)).collect();
    let means = story.context.what_it_means_for_you.iter().enumerate();
    let means: Vec<_> =
        means.map(|(at, note)| line(format!("m{at}"), &note.audience, &note.text, &note.sources)).collect();
    let digest = if means.is_empty() { "" } else { "and what it means for you" };
    section(
        "context",
        "Why it matters",
        digest,
        vec![
            Group { title: String::new(), lines: matters },
            Group { title: "What it means for you".into(), lines: means },
        ],
    )
}

pub(super) fn section(id: &str, title: &str, digest: &str, groups: Vec<Group>) -> Section {
    let groups = groups.into_iter().filter(|group| !group.lines.is_empty()).collect();
    Section { id: id.into(), title: title.into(), digest: digest.into(), groups }
}

fn questions(story: &Story) -> Section {
    let lines: Vec<_> = story.open_questions.iter().enumerate().map(|(at, open)| question(story, at, open)).collect();
    let answered = story.open_questions.iter().filter(|open| open.state == QuestionState::Answered).count();
    let digest = match (lines.len(), answered) {
        (all, 0) => format!("{all}, none answered"),
        (all, some) if all == some => format!("{all}, all answered"),
        (all, some) => format!("{all}, {some} answered"),
    };
    section("questions", "Open questions", &digest, vec![Group { title: String::new(), lines }])
}

fn question(story: &Story, at: usize, open: &OpenQuestion) -> Line {
    let state = match open.state {
        QuestionState::Open => "Not known.",
        QuestionState::Asked => "Asked, no answer yet.",
        QuestionState::FoiPending => "Requested under freedom of information, pending.",
        QuestionState::FoiRefused => "Requested under freedom of information, refused.",
        QuestionState::Answered => "Answered.",
    };
    let asked = open.asked_of.as_ref().map(|of| format!("Asked of {of}.")).unwrap_or_default();
    let since = open.since.as_ref().map(|since| format!("Since {}.", date::words(since))).unwrap_or_default();
    let (answer, answer_sources) =
        open.answer.as_ref().map_or(("", &[][..]), |answer| (&*answer.text, answer.sources.as_slice()));
    let mut proofs = evidence::list(story, &open.sources, None, "");
    proofs.extend(evidence::list(story, answer_sources, None, ""));
    Line {
        id: format!("q{at}"),
        icon: if open.state == QuestionState::Answered { "done" } else { "unknown" }.into(),
        text: open.text.to_string(),
        detail: join([state, answer, open.note.as_deref().unwrap_or_default(), &asked, &since], " "),
        evidence: proofs,
        ..Line::default()
    }
}

fn related(story: &Story, main: &Contract) -> Section {
    let lines: Vec<_> = main.related.iter().enumerate().map(|(at, related)| related_line(story, at, related)).collect();
    let digest = lines.first().map(|line| line.text.clone()).unwrap_or_default();
    section("related", "Related contracts", &digest, vec![Group { title: String::new(), lines }])
}

fn related_line(story: &Story, at: usize, related: &Related) -> Line {
    let mut line = Line { id: format!("r{at}"), label: relation(related.relation).into(), ..Line::default() };
    if let Some(other) = related.contract.as_ref().and_then(|id| contract(story, id)) {
        line.text = other.title.to_string();
        let mut detail = vec![format!("{}.", facts::status_text(other))];
        for fact in &other.values {
            if let Some(value) = &fact.value {
                detail.push(format!("{}: {}", money::figure(value), lower(&money::kind(value, fact.provenance))));
            }
            line.evidence.extend(evidence::list(story, &fact.sources, Some(fact.provenance), ""));
        }
        line.note =
            other.values.iter().find_map(|fact| fact.note.as_ref()).map(ToString::to_string).unwrap_or_default();
        line.detail = detail.join(" ");
        let status = Some(if other.status.reported { Provenance::Reported } else { Provenance::Official });
        line.evidence.extend(evidence::list(story, &other.status.sources, status, ""));
    } else if let Some(external) = &related.external {
        line.text = external.title.to_string();
        line.href = external.url.known().unwrap_or_default().to_owned();
    } else if let Some(ocid) = &related.ocid {
        line.text = ocid.to_string();
    }
    if let Some(id) = &related.story {
        line.href = format!("stories/{id}.html");
    }
    line
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::PilotOf => "This is a pilot of",
        Relation::Replaces => "This replaces",
        Relation::CallOffOf => "This is called off from",
        Relation::SameSupplier => "Same supplier",
        Relation::MentionedForContext => "Mentioned beside it",
    }
}

fn sources(story: &Story) -> Section {
    let lines: Vec<_> = story.sources.iter().enumerate().map(|(at, source)| source_line(at, source)).collect();
    let corrections: Vec<_> = story
        .corrections
        .iter()
        .enumerate()
        .map(|(at, correction)| Line {
            id: format!("c{at}"),
            label: capital(&date::words(&correction.date)),
            text: was_and_now(&correction.was, &correction.now),
            detail: correction.reason.to_string(),
            ..Line::default()
        })
        .collect();
    let digest = match (lines.len(), corrections.is_empty()) {
        (1, true) => "one, and no corrections".to_owned(),
        (sources, true) => format!("{sources}, and no corrections"),
        (sources, false) => format!("{sources}, and corrections"),
    };
    let title = if corrections.is_empty() { "Sources" } else { "Sources and corrections" };
    section(
        "sources",
        title,
        &digest,
        vec![Group { title: String::new(), lines }, Group { title: "Corrections".into(), lines: corrections }],
    )
}

fn source_line(at: usize, source: &Source) -> Line {
    let kind = match source.kind {
        SourceKind::Notice => "Official notice",
        SourceKind::Decision => "Published decision",
        SourceKind::Foi => "Answer to a freedom of information request",
        SourceKind::Statement => "Statement",
        SourceKind::Interview => "Interview",
        SourceKind::Report => "News report",
        SourceKind::Dataset => "Data set",
    };
    let read = match date::words(&source.accessed) {
        read if read == "date not given" => String::new(),
        read => format!("Read {read}."),
    };
    let licence = source.licence.as_ref().map(|licence| format!("Licence: {licence}.")).unwrap_or_default();
    let address = if source.url.known().is_none() { "Address not given." } else { "" };
    let published = format!("{kind}, {}.", date::words(&source.published));
    let publisher = format!("{}.", evidence::publisher(&source.publisher));
    let archived = source.archived_url.as_ref().and_then(HttpUrl::known).unwrap_or_default();
    Line {
        id: format!("source-{}", at + 1),
        label: (at + 1).to_string(),
        text: source.title.to_string(),
        detail: join([&publisher, &published, &read, &licence, address], " "),
        href: source.url.known().unwrap_or_default().to_owned(),
        archived: archived.to_owned(),
        ..Line::default()
    }
}
