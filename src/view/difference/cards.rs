//! Who says what: a card that has changed is told whole, so that words that criticise stay with their answer.

use super::super::words::fill;
use super::super::{BoxView, Card, CardBody, Evidence, IssueView, ids};
use super::pairs::{likeness, pairs};
use super::words::joined;
use super::{Changes, words};

/// A card of its own on one question, in its row.
#[derive(Clone, Copy)]
struct Placed<'v> {
    view: &'v BoxView,
    stance: &'v str,
    card: &'v Card,
}

/// All cards of a document but those that only point at another.
pub(super) fn all(view: &BoxView) -> impl Iterator<Item = &Card> {
    let cards = view.issues.iter().flat_map(|issue| &issue.rows).flat_map(|row| &row.cards);
    cards.flat_map(Card::whole).filter(|card| !card.is_pointer())
}

impl Changes<'_> {
    /// The questions, each followed by who says what about it.
    pub(super) fn issues(&mut self) {
        let (old, new) = (self.old, self.new);
        for (was, now) in pairs(&old.issues, &new.issues, |was, now| f64::from(was.id == now.id)) {
            let Some(issue) = now.or(was) else { continue };
            let question = |issue: Option<&IssueView>| {
                issue.map_or_else(Default::default, |issue| {
                    [issue.label.clone(), issue.question.clone(), issue.scope.clone()]
                })
            };
            let (was_question, now_question) = (question(was), question(now));
            let (was_text, now_text) = words::differing(self.words, &was_question, &now_question);
            let (id, label) = (ids::changed::issue(&issue.id), self.words.changes.question);
            self.text(&id, label, &was_text, &now_text);
            self.cards(&issue.label, &placed(old, was), &placed(new, now));
        }
    }

    fn cards(&mut self, issue: &str, old: &[Placed], new: &[Placed]) {
        for pair in pairs(old, new, same_card) {
            let Some(placed) = pair.1.or(pair.0) else { continue };
            let told = |placed: Option<&Placed>, again| {
                placed.map_or_else(String::new, |placed| {
                    let words = self.words(placed.view, placed.card, again);
                    [placed.stance, &words].join(self.words.marks.colon)
                })
            };
            let label = [name(placed.view, placed.card), issue].join(self.words.marks.comma);
            if told(pair.0, false) != told(pair.1, false) {
                let evidence =
                    pair.1.map(|placed| placed.card.evidence.as_slice()).unwrap_or_default();
                let about = placed.card.whole().into_iter().map(|card| card.id.clone()).collect();
                self.content(about, &label, &told(pair.0, true), &told(pair.1, true), evidence);
            } else if let (Some(old), Some(new)) = pair {
                self.evidence(
                    &new.card.id,
                    &label,
                    proofs(old.view, old.card),
                    &proofs(new.view, new.card),
                );
            }
        }
    }

    /// The whole card in words, answers included; without what is told `again` there, it can be compared.
    fn words(&self, view: &BoxView, card: &Card, again: bool) -> String {
        let told = self.words;
        let (flag, said) = match &card.body {
            CardBody::Quote => (String::new(), told.quoted(&card.text)),
            CardBody::Said(flag) => (flag.clone(), card.text.clone()),
            CardBody::Silence(silence) => (told.value_sentence(&silence.word), card.text.clone()),
            CardBody::Pointer(_) => (String::new(), card.text.clone()),
        };
        let original = Some(&card.original).filter(|original| !original.is_empty());
        let original =
            original.map(|original| format!("{} {}", told.placed.original, told.quoted(original)));
        let lang = Some(&card.lang).filter(|lang| !lang.is_empty());
        let lang = lang.map(|lang| fill(told.changes.in_language, [("lang", lang)]));
        let said = [&*flag, &*said]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let mut parts = vec![said, card.translation.clone()];
        parts.extend(original.into_iter().chain(lang).chain([card.by.clone(), card.note.clone()]));
        parts.extend(card.caveats.iter().map(|caveat| caveat.text.clone()));
        parts.extend(card.answers.iter().map(|answer| {
            let is_told = again || !stands_elsewhere(view, answer);
            let words = if is_told { self.words(view, answer, again) } else { String::new() };
            let name = self.name_now(view, answer);
            let who = stance(view, answer).map_or(name.clone(), |stance| told.aside(&name, stance));
            if who.is_empty() { words } else { [who, words].join(told.marks.colon) }
        }));
        parts.extend(card.earlier.iter().map(|earlier| {
            [earlier.name.clone(), self.words(view, earlier, again)].join(told.marks.colon)
        }));
        joined(told, &parts)
    }

    /// A new name is told once, with the person; here everybody has the name they have now.
    fn name_now(&self, view: &BoxView, card: &Card) -> String {
        let person = view.person_of(card);
        let now = person.and_then(|person| self.new.people.iter().find(|now| now.id == person.id));
        now.map_or_else(|| name(view, card).to_owned(), |now| now.name.clone())
    }
}

fn name<'v>(view: &'v BoxView, card: &'v Card) -> &'v str {
    view.person_of(card).map_or(&card.name, |person| &person.name)
}

/// The cards on one question. An answer that stands elsewhere is told there.
fn placed<'v>(view: &'v BoxView, issue: Option<&'v IssueView>) -> Vec<Placed<'v>> {
    let rows = issue.into_iter().flat_map(|issue| &issue.rows);
    let cards =
        rows.flat_map(|row| row.cards.iter().map(|card| Placed { view, stance: &row.word, card }));
    cards.filter(|placed| !placed.card.is_pointer()).collect()
}

/// The same person's card: the same words or much the same; or a silence, which words may have ended.
fn same_card(old: &Placed, new: &Placed) -> f64 {
    let person =
        |placed: &Placed| placed.view.person_of(placed.card).map(|person| person.id.clone());
    if person(old) != person(new) {
        return 0.0;
    }
    let silent = old.card.silence().is_some() || new.card.silence().is_some();
    likeness(&old.card.text, &new.card.text).max(if silent { 0.1 } else { 0.0 })
}

/// The stance of an answer: the row in which a pointer to it stands.
fn stance<'v>(view: &'v BoxView, answer: &Card) -> Option<&'v str> {
    let leads_to_it = |card: &Card| card.pointer().is_some_and(|pointer| pointer.to == answer.id);
    let mut rows = view.issues.iter().flat_map(|issue| &issue.rows);
    rows.find(|row| row.cards.iter().any(leads_to_it)).map(|row| &*row.word)
}

/// Whether an answer has a card of its own as well: a silence, or words that belong to another question.
fn stands_elsewhere(view: &BoxView, answer: &Card) -> bool {
    let is_silent = answer.silence().is_some() && view.person_of(answer).is_some();
    is_silent || !answer.own_issue.is_empty()
}

/// All evidence within a card, but for what stands on another.
fn proofs<'v>(view: &BoxView, card: &'v Card) -> Vec<&'v Evidence> {
    let caveats = card.caveats.iter().flat_map(|caveat| &caveat.evidence);
    let answers = card.answers.iter().filter(|answer| !stands_elsewhere(view, answer));
    let within = answers.chain(&card.earlier).flat_map(|within| proofs(view, within));
    card.evidence.iter().chain(caveats).chain(within).collect()
}
