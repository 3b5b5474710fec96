//! The sections that open: context, open questions, related contracts, sources and corrections.

use super::super::difference::was_and_now;
use super::super::words::fill;
use super::super::{Group, Language, Line, Section};
use super::evidence::Basis;
use super::{
    Told, capital, contract, date, evidence, facts, join, money, scale, timeline, values, who,
};
use crate::model::{
    Contract, HttpUrl, OpenQuestion, QuestionState, Related, Relation, Source, SourceKind,
};

pub(super) fn sections(story: &Told, main: &Contract) -> Vec<Section> {
    let sections = [
        scale::scale(story, main),
        timeline::timeline(story, main),
        context(story),
        questions(story),
        related(story, main),
        who::section_of_parties(story),
        sources(story),
    ];
    sections
        .into_iter()
        .filter(|section| section.groups.iter().any(|group| !group.lines.is_empty()))
        .collect()
}

fn context(story: &Told) -> Section {
    let line = |id: String, label: &str, text: &str, sources: &[crate::model::Citation]| Line {
        id,
        label: label.to_owned(),
        text: text.to_owned(),
        evidence: evidence::list(story, sources, Basis::Words, ""),
        ..Line::default()
    };
    let matters = story.context.why_it_matters.iter().enumerate();
    let matters: Vec<_> =
        matters.map(|(at, why)| line(format!("w{at}"), "", &why.text, &why.sources)).collect();
    let means = story.context.what_it_means_for_you.iter().enumerate();
    let means: Vec<_> = means
        .map(|(at, note)| line(format!("m{at}"), &note.audience, &note.text, &note.sources))
        .collect();
    let words = &story.words.sections;
    let digest = if means.is_empty() { "" } else { words.and_for_you };
    section(
        "context",
        words.why_it_matters,
        digest,
        vec![
            Group { title: String::new(), lines: matters },
            Group { title: words.for_you.into(), lines: means },
        ],
    )
}

pub(super) fn section(id: &str, title: &str, digest: &str, groups: Vec<Group>) -> Section {
    let groups = groups.into_iter().filter(|group| !group.lines.is_empty()).collect();
    Section { id: id.into(), title: title.into(), digest: digest.into(), groups }
}

fn questions(story: &Told) -> Section {
    let lines: Vec<_> = story
        .open_questions
        .iter()
        .enumerate()
        .map(|(at, open)| question(story, at, open))
        .collect();
    let answered =
        story.open_questions.iter().filter(|open| open.state == QuestionState::Answered).count();
    let words = &story.words.sections;
    let (pattern, decides) = match (lines.len(), answered) {
        (all, 0) => (&words.none_answered, all),
        (all, some) if all == some => (&words.all_answered, all),
        (_, some) => (&words.some_answered, some),
    };
    let (count, some) = (lines.len().to_string(), answered.to_string());
    let digest = fill(story.words.counted(pattern, decides), [("count", &count), ("some", &some)]);
    section("questions", words.questions, &digest, vec![Group { title: String::new(), lines }])
}

fn question(story: &Told, at: usize, open: &OpenQuestion) -> Line {
    let words = &story.words.questions;
    let state = match open.state {
        QuestionState::Open => words.open,
        QuestionState::Asked => words.asked,
        QuestionState::FoiPending => words.foi_pending,
        QuestionState::FoiRefused => words.foi_refused,
        QuestionState::Answered => words.answered,
    };
    let asked =
        open.asked_of.as_ref().map(|of| fill(words.asked_of, [("who", of)])).unwrap_or_default();
    let since = |date| fill(words.since, [("date", &date::words(story.words, date))]);
    let since = open.since.as_ref().map(since).unwrap_or_default();
    let (answer, answer_sources) = open
        .answer
        .as_ref()
        .map_or(("", &[][..]), |answer| (&*answer.text, answer.sources.as_slice()));
    let mut proofs = evidence::list(story, &open.sources, Basis::Words, "");
    proofs.extend(evidence::list(story, answer_sources, Basis::Words, ""));
    Line {
        id: format!("q{at}"),
        icon: if open.state == QuestionState::Answered { "done" } else { "unknown" }.into(),
        text: open.text.to_string(),
        detail: join(
            [state, answer, open.note.as_deref().unwrap_or_default(), &asked, &since],
            " ",
        ),
        evidence: proofs,
        ..Line::default()
    }
}

fn related(story: &Told, main: &Contract) -> Section {
    let lines: Vec<_> = main
        .related
        .iter()
        .enumerate()
        .map(|(at, related)| related_line(story, at, related))
        .collect();
    let digest = lines.first().map(|line| line.text.clone()).unwrap_or_default();
    section(
        "related",
        story.words.sections.related,
        &digest,
        vec![Group { title: String::new(), lines }],
    )
}

fn related_line(story: &Told, at: usize, related: &Related) -> Line {
    let words = story.words;
    let mut line = Line {
        id: format!("r{at}"),
        label: relation(words, related.relation).into(),
        ..Line::default()
    };
    if let Some(other) = related.contract.as_ref().and_then(|id| contract(story, id)) {
        line.text = other.title.to_string();
        let mut detail = vec![words.sentence(&facts::status_text(story, other))];
        detail.extend(values::all(story, other));
        for fact in &other.values {
            line.evidence.extend(facts::proofs(story, fact, |money| money::figure(words, money)));
        }
        let notes: Vec<_> = other.values.iter().filter_map(|fact| fact.note.as_deref()).collect();
        line.note = notes.join(" ");
        line.detail = detail.join(" ");
        line.evidence.extend(evidence::list(story, &other.status.sources, Basis::BySource, ""));
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

fn relation(words: &Language, relation: Relation) -> &'static str {
    let words = &words.relations;
    match relation {
        Relation::PilotOf => words.pilot_of,
        Relation::Replaces => words.replaces,
        Relation::CallOffOf => words.call_off_of,
        Relation::SameSupplier => words.same_supplier,
        Relation::MentionedForContext => words.mentioned,
    }
}

fn sources(story: &Told) -> Section {
    let lines: Vec<_> = story
        .sources
        .iter()
        .enumerate()
        .map(|(at, source)| source_line(story.words, at, source))
        .collect();
    let corrections: Vec<_> = story
        .corrections
        .iter()
        .enumerate()
        .map(|(at, correction)| Line {
            id: format!("c{at}"),
            label: capital(&date::words(story.words, &correction.date)),
            text: was_and_now(story.words, &correction.was, &correction.now),
            detail: correction.reason.to_string(),
            ..Line::default()
        })
        .collect();
    let words = &story.words.sections;
    let (title, pattern) = match corrections.is_empty() {
        true => (words.sources, &words.uncorrected),
        false => (words.sources_and_corrections, &words.corrected),
    };
    let digest =
        fill(story.words.counted(pattern, lines.len()), [("count", &lines.len().to_string())]);
    section(
        "sources",
        title,
        &digest,
        vec![
            Group { title: String::new(), lines },
            Group { title: words.corrections.into(), lines: corrections },
        ],
    )
}

fn source_line(words: &Language, at: usize, source: &Source) -> Line {
    let told = &words.sources;
    let kind = match source.kind {
        SourceKind::Notice => told.notice,
        SourceKind::Decision => told.decision,
        SourceKind::Foi => told.foi,
        SourceKind::Statement => told.statement,
        SourceKind::Interview => told.interview,
        SourceKind::Report => told.report,
        SourceKind::Dataset => told.dataset,
    };
    let read = date::given(words, &source.accessed)
        .map(|date| fill(told.read, [("date", &date)]))
        .unwrap_or_default();
    let licence = source
        .licence
        .as_ref()
        .map(|licence| fill(told.licence, [("licence", licence)]))
        .unwrap_or_default();
    let address = source
        .url
        .known()
        .map_or_else(|| words.sentence(words.placed.no_address), |_| String::new());
    let published =
        fill(told.published, [("kind", kind), ("date", &date::words(words, &source.published))]);
    let publisher = words.sentence(&evidence::publisher(words, &source.publisher));
    let archived = source.archived_url.as_ref().and_then(HttpUrl::known).unwrap_or_default();
    Line {
        id: format!("source-{}", at + 1),
        label: (at + 1).to_string(),
        text: source.title.to_string(),
        detail: join([&publisher, &published, &read, &licence, &address], " "),
        href: source.url.known().unwrap_or_default().to_owned(),
        archived: archived.to_owned(),
        ..Line::default()
    }
}
