//! Who says what: positions and silences, by question and stance.
//!
//! Criticism and answer are kept together here, in the document, so that no view of it can part them.

use super::super::words::{Positions, fill};
use super::super::{Card, IssueView, Language, Line, Row};
use super::facts::numbered;
use super::{Told, date, evidence, join, name};
use crate::model::{
    Attributed, Expression, IssueKind, PartyRef, Position, Scope, Silence, SilenceKind, Stakeholder, Stance, StanceBy,
    StoryIssue,
};

const STANCES: [Stance; 7] = [
    Stance::Supports,
    Stance::Opposes,
    Stance::Concerned,
    Stance::Mixed,
    Stance::Conditional,
    Stance::Undecided,
    Stance::NoneStated,
];

pub(super) fn issues(story: &Told, people: &[&Stakeholder]) -> Vec<IssueView> {
    story.issues.iter().map(|issue| Compiler { story, people, issue }.view()).collect()
}

/// Compiles one issue.
struct Compiler<'s> {
    story: &'s Told<'s>,
    people: &'s [&'s Stakeholder],
    issue: &'s StoryIssue,
}

impl Compiler<'_> {
    fn view(&self) -> IssueView {
        let rows = STANCES.into_iter().map(|stance| self.row(stance)).chain([self.silences()]);
        IssueView {
            id: self.issue.id.to_string(),
            label: self.issue.label.to_string(),
            question: self.issue.question.to_string(),
            scope: match self.issue.scope {
                Scope::ThisContract => String::new(),
                Scope::OtherContract => self.told().other_contract.into(),
                Scope::Context => self.told().context.into(),
            },
            rows: rows.filter(|row| !row.cards.is_empty()).collect(),
        }
    }

    fn row(&self, stance: Stance) -> Row {
        let mut cards = Vec::new();
        for (person, stakeholder) in self.people.iter().enumerate() {
            for (at, position) in self.positions() {
                if position.stance == stance && *position.stakeholder == *stakeholder.id {
                    cards.push(match self.answered(position) {
                        Some((to, critic)) => self.pointer(at, person, position, to, critic),
                        None => self.card(at, person, position),
                    });
                }
            }
        }
        Row { stance: stance_code(stance).into(), word: self.stance_word(stance).into(), cards }
    }

    /// Who is not on record. Somebody who is, on this issue, is not listed again because of one point the sources
    /// leave open; that they were asked and did not answer stands in any case.
    fn silences(&self) -> Row {
        let speaks =
            |stakeholder: &Stakeholder| self.positions().any(|(_, position)| *position.stakeholder == *stakeholder.id);
        let mut cards = Vec::new();
        for (person, stakeholder) in self.people.iter().enumerate() {
            for (at, silence) in self.story.silences.iter().enumerate() {
                let about_them = *silence.issue == *self.issue.id && *silence.stakeholder == *stakeholder.id;
                if about_them && (silence.kind != SilenceKind::NotReported || !speaks(stakeholder)) {
                    cards.push(silence_card(self.story, at, person, silence));
                }
            }
        }
        Row { stance: "silence".into(), word: self.told().silence.into(), cards }
    }

    /// All positions on this issue, with their places in the document.
    fn all(&self) -> impl Iterator<Item = (usize, &Position)> {
        self.story.positions.iter().enumerate().filter(move |(_, position)| *position.issue == *self.issue.id)
    }

    /// The positions on this issue that no later one replaces.
    fn positions(&self) -> impl Iterator<Item = (usize, &Position)> {
        self.all().filter(|(_, position)| !self.all().any(|(_, later)| replaces(later, position)))
    }

    /// The position on this issue that `answer` answers, if its words criticise the answer's speaker: there the
    /// answer is shown.
    fn answered(&self, answer: &Position) -> Option<(usize, &Position)> {
        let to = answer.responds_to.as_ref()?;
        let party = self.party_of(answer)?;
        self.all().find(|(_, position)| {
            position.id.as_ref().is_some_and(|id| **id == **to) && position.criticises.contains(party)
        })
    }

    fn party_of(&self, position: &Position) -> Option<&PartyRef> {
        let speaker = self.people.iter().find(|stakeholder| *stakeholder.id == *position.stakeholder)?;
        Some(&speaker.party)
    }

    fn card(&self, at: usize, person: usize, position: &Position) -> Card {
        let mut card = self.words(at, person, position);
        let mut unanswered = Vec::new();
        for party in &position.criticises {
            let answers: Vec<_> = self.answers_to(at, party).collect();
            match self.typed_silence(party) {
                None if answers.is_empty() => unanswered.push(name(self.story, party)),
                Some((person, silence)) if answers.is_empty() => {
                    let silence = silence_card(self.story, at, person, silence);
                    card.answers.push(Card { id: format!("{}-{party}", place(self.story, at)), ..silence });
                }
                _ => card.answers.extend(answers),
            }
        }
        if !unanswered.is_empty() {
            card.answers.push(Card {
                id: format!("{}-none", place(self.story, at)),
                person: self.people.len(),
                name: unanswered.join(self.story.words.marks.comma),
                kind: "silence".into(),
                icon: silence_code(SilenceKind::NotReported).into(),
                text: self.told().unanswered.into(),
                ..Card::default()
            });
        }
        let earlier = self.all().find(|(_, earlier)| replaces(position, earlier));
        card.earlier.extend(earlier.map(|(at, earlier)| Card {
            name: fill(self.told().earlier, [("stance", self.stance_word(earlier.stance))]),
            ..self.card(at, person, earlier)
        }));
        card
    }

    /// What a criticised party answered to the position at `at`.
    fn answers_to(&self, at: usize, party: &PartyRef) -> impl Iterator<Item = Card> {
        let person =
            self.people.iter().position(|stakeholder| stakeholder.party == *party).unwrap_or(self.people.len());
        self.all()
            .filter(move |(_, answer)| {
                self.party_of(answer) == Some(party)
                    && self.answered(answer).is_some_and(|(criticised, _)| criticised == at)
            })
            .map(move |(at, answer)| self.words(at, person, answer))
    }

    /// What is known of why a party is not on record on this issue, where something is.
    fn typed_silence(&self, party: &PartyRef) -> Option<(usize, &Silence)> {
        let (person, stakeholder) =
            self.people.iter().enumerate().find(|(_, stakeholder)| stakeholder.party == *party)?;
        let of = |silence: &&Silence| {
            *silence.issue == *self.issue.id
                && *silence.stakeholder == *stakeholder.id
                && silence.kind != SilenceKind::NotReported
        };
        Some((person, self.story.silences.iter().find(of)?))
    }

    /// A position's own words, without answers.
    fn words(&self, at: usize, person: usize, position: &Position) -> Card {
        let caveat = |(at, caveat): (usize, &crate::model::Statement)| Line {
            id: format!("caveat-{at}"),
            text: caveat.text.to_string(),
            evidence: evidence::list(self.story, &caveat.sources, None, ""),
            ..Line::default()
        };
        let quote = position.expression == Expression::Quote;
        let translation = position.translated_by.as_ref().map(|by| fill(self.told().translated, [("who", by)]));
        Card {
            id: place(self.story, at),
            person,
            kind: if quote { "quote" } else { "said" }.into(),
            flag: flag(self.story.words, position.expression).into(),
            text: position.text.to_string(),
            lang: position.lang.as_deref().unwrap_or_default().to_owned(),
            translation: translation.unwrap_or_default(),
            original: position.original_text.as_deref().unwrap_or_default().to_owned(),
            by: by(self.story.words, position),
            note: note(self.story.words, position),
            caveats: position.caveats.iter().enumerate().map(caveat).collect(),
            evidence: evidence::of_words(self.story, &position.sources, &position.text),
            ..Card::default()
        }
    }

    fn pointer(&self, at: usize, person: usize, position: &Position, to: usize, critic: &Position) -> Card {
        let critic_name = self
            .people
            .iter()
            .find(|stakeholder| *stakeholder.id == *critic.stakeholder)
            .map_or_else(String::new, |stakeholder| name(self.story, &stakeholder.party));
        Card {
            id: format!("{}-see", place(self.story, at)),
            person,
            kind: "pointer".into(),
            text: fill(self.told().pointer, [("name", &critic_name), ("stance", self.stance_word(critic.stance))]),
            to: place(self.story, to),
            by: by(self.story.words, position),
            ..Card::default()
        }
    }

    fn told(&self) -> &'static Positions {
        &self.story.words.positions
    }

    fn stance_word(&self, stance: Stance) -> &'static str {
        let words = self.told();
        match (stance, self.issue.kind) {
            (Stance::Supports, IssueKind::Proposal) => words.supports,
            (Stance::Supports, IssueKind::Claim) => words.says_yes,
            (Stance::Opposes, IssueKind::Proposal) => words.opposes,
            (Stance::Opposes, IssueKind::Claim) => words.says_no,
            (Stance::Concerned, _) => words.concerned,
            (Stance::Mixed, _) => words.mixed,
            (Stance::Conditional, _) => words.conditional,
            (Stance::Undecided, _) => words.undecided,
            (Stance::NoneStated, _) => words.none_stated,
        }
    }
}

fn replaces(later: &Position, earlier: &Position) -> bool {
    later.supersedes.as_ref().zip(earlier.id.as_ref()).is_some_and(|(replaced, id)| **replaced == **id)
}

/// The name within the box of the position at `at`: links to it are to hold in later versions, too.
pub(super) fn place(story: &Told, at: usize) -> String {
    let Some(position) = story.positions.get(at) else { return String::new() };
    if let Some(id) = &position.id {
        return format!("p-{id}");
    }
    let alike = |other: &&Position| {
        other.id.is_none() && other.stakeholder == position.stakeholder && other.issue == position.issue
    };
    let before = story.positions.iter().take(at).filter(alike).count();
    numbered(&format!("of-{}-{}", position.stakeholder, position.issue), before)
}

/// The same of a silence.
fn silence_place(story: &Told, at: usize, silence: &Silence) -> String {
    let alike = |other: &&Silence| other.stakeholder == silence.stakeholder && other.issue == silence.issue;
    let before = story.silences.iter().take(at).filter(alike).count();
    numbered(&format!("s-{}-{}", silence.stakeholder, silence.issue), before)
}

fn silence_card(story: &Told, at: usize, person: usize, silence: &Silence) -> Card {
    let (words, date) = (&story.words.silences, |date| date::words(story.words, date));
    let about = silence.about.as_deref().unwrap_or_default();
    let asked = match (&silence.asked_by, &silence.asked_on) {
        (Some(by), Some(on)) => fill(words.asked_by_on, [("who", by), ("date", &date(on))]),
        (Some(by), None) => fill(words.asked_by, [("who", by)]),
        (None, Some(on)) => fill(words.asked_on, [("date", &date(on))]),
        (None, None) => String::new(),
    };
    let checked = silence.checked_on.as_ref().map(|on| fill(words.checked_on, [("date", &date(on))]));
    let meaning = match silence.kind {
        SilenceKind::NotReported => story.words.placed.not_reported_text,
        _ => "",
    };
    Card {
        id: silence_place(story, at, silence),
        person,
        kind: "silence".into(),
        icon: silence_code(silence.kind).into(),
        flag: silence_word(story.words, silence.kind).into(),
        text: join([about, meaning, &asked, &checked.unwrap_or_default()], " "),
        evidence: evidence::list(story, &silence.sources, None, ""),
        ..Card::default()
    }
}

fn flag(words: &Language, expression: Expression) -> &'static str {
    let words = &words.positions;
    match expression {
        Expression::Quote => "",
        Expression::Paraphrase => words.paraphrase,
        Expression::Vote => words.vote,
        Expression::Action => words.action,
        Expression::Document => words.document,
    }
}

/// Who spoke, in which role, when and where, as far as the source says.
fn by(words: &Language, position: &Position) -> String {
    let told = &words.positions;
    let speaker = match position.attributed {
        Attributed::Named => "",
        Attributed::Spokesperson => told.spokesperson,
        Attributed::Organisation => told.organisation,
        Attributed::Anonymous => told.anonymous,
    };
    let role = position.role_then.as_ref().map(|role| fill(told.then, [("role", role)])).unwrap_or_default();
    let said = date::given(words, &position.said_on).map(|date| fill(told.said, [("date", &date)]));
    let venue = Some(&position.venue).filter(|venue| ***venue != *"not_given");
    let venue = venue.map(|venue| words.sentence(&super::capital(venue)));
    join([speaker, &role, &said.unwrap_or_default(), &venue.unwrap_or_default()], " ")
}

fn note(words: &Language, position: &Position) -> String {
    let note = position.note.as_deref().unwrap_or_default();
    match position.stance_by {
        StanceBy::Speaker => note.to_owned(),
        StanceBy::Editor => join([words.positions.reading, note], " "),
    }
}

fn stance_code(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
        Stance::Concerned => "concerned",
        Stance::Mixed => "mixed",
        Stance::Conditional => "conditional",
        Stance::Undecided => "undecided",
        Stance::NoneStated => "none_stated",
    }
}

fn silence_code(kind: SilenceKind) -> &'static str {
    match kind {
        SilenceKind::NotReported => "not_reported",
        SilenceKind::NotApproached => "not_approached",
        SilenceKind::NoReply => "no_reply",
        SilenceKind::Declined => "declined",
        SilenceKind::CouldNotComment => "could_not_comment",
        SilenceKind::RepliedWithoutPosition => "replied_without_position",
        SilenceKind::NothingFound => "nothing_found",
    }
}

fn silence_word(words: &Language, kind: SilenceKind) -> &'static str {
    let silences = &words.silences;
    match kind {
        SilenceKind::NotReported => words.placed.not_reported,
        SilenceKind::NotApproached => silences.not_approached,
        SilenceKind::NoReply => silences.no_reply,
        SilenceKind::Declined => silences.declined,
        SilenceKind::CouldNotComment => silences.could_not_comment,
        SilenceKind::RepliedWithoutPosition => silences.replied_without_position,
        SilenceKind::NothingFound => silences.nothing_found,
    }
}
