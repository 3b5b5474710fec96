//! Changes of statements: a changed card is shown in full, so that criticism stays with its answer.

use super::super::words::fill;
use super::super::{BoxView, Card, CardBody, Evidence, IssueView, ids};
use super::pairs::{pair_up, rate_likeness};
use super::words::join_sentences;
use super::{Changes, words};

/// A card of its own on one question, in its row.
#[derive(Clone, Copy)]
struct CardInRow<'v> {
    view: &'v BoxView,
    stance: &'v str,
    card: &'v Card,
}

/// All cards of a document but those that only point at another.
pub(super) fn all_cards(view: &BoxView) -> impl Iterator<Item = &Card> {
    let cards = view.issues.iter().flat_map(|issue| &issue.rows).flat_map(|row| &row.cards);
    cards.flat_map(Card::with_nested).filter(|card| !card.is_pointer())
}

impl Changes<'_> {
    /// The questions, each followed by who says what about it.
    pub(super) fn compare_issues(&mut self) {
        let (old, new) = (self.old, self.new);
        for (was, now) in pair_up(&old.issues, &new.issues, |was, now| f64::from(was.id == now.id))
        {
            let Some(issue) = now.or(was) else { continue };
            let question = |issue: Option<&IssueView>| {
                issue.map_or_else(Default::default, |issue| {
                    [issue.label.clone(), issue.question.clone(), issue.scope.clone()]
                })
            };
            let (was_question, now_question) = (question(was), question(now));
            let (was_text, now_text) =
                words::describe_difference(self.words, &was_question, &now_question);
            let (id, label) = (ids::changed::issue(&issue.id), self.words.changes.question);
            self.compare_text(&id, label, &was_text, &now_text);
            self.compare_cards(&issue.label, &cards_of_issue(old, was), &cards_of_issue(new, now));
        }
    }

    fn compare_cards(&mut self, issue: &str, old: &[CardInRow], new: &[CardInRow]) {
        for pair in pair_up(old, new, rate_card_pair) {
            let Some(placed) = pair.1.or(pair.0) else { continue };
            let describe = |placed: Option<&CardInRow>, again| {
                placed.map_or_else(String::new, |placed| {
                    let words = self.describe_card(placed.view, placed.card, again);
                    [placed.stance, &words].join(self.words.marks.colon)
                })
            };
            let label = [card_name(placed.view, placed.card), issue].join(self.words.marks.comma);
            if describe(pair.0, false) != describe(pair.1, false) {
                let evidence =
                    pair.1.map(|placed| placed.card.evidence.as_slice()).unwrap_or_default();
                let about =
                    placed.card.with_nested().into_iter().map(|card| card.id.clone()).collect();
                self.add_content(
                    about,
                    &label,
                    &describe(pair.0, true),
                    &describe(pair.1, true),
                    evidence,
                );
            } else if let (Some(old), Some(new)) = pair {
                self.compare_evidence(
                    &new.card.id,
                    &label,
                    collect_evidence(old.view, old.card),
                    &collect_evidence(new.view, new.card),
                );
            }
        }
    }

    /// The whole card in words, answers included. Without `again`, answers that have a card of
    /// their own are left out, so that a change of theirs is found once.
    fn describe_card(&self, view: &BoxView, card: &Card, again: bool) -> String {
        let language = self.words;
        let (flag, said) = match &card.body {
            CardBody::Quote => (String::new(), language.quote(&card.text)),
            CardBody::Said(flag) => (flag.clone(), card.text.clone()),
            CardBody::Silence(silence) => {
                (language.to_value_sentence(&silence.word), card.text.clone())
            }
            CardBody::Pointer(_) => (String::new(), card.text.clone()),
        };
        let original = Some(&card.original).filter(|original| !original.is_empty());
        let original = original
            .map(|original| format!("{} {}", language.ui.original, language.quote(original)));
        let lang = Some(&card.lang).filter(|lang| !lang.is_empty());
        let lang = lang.map(|lang| fill(language.changes.in_language, [("lang", lang)]));
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
            let words =
                if is_told { self.describe_card(view, answer, again) } else { String::new() };
            let name = self.current_name(view, answer);
            let who = find_stance(view, answer)
                .map_or(name.clone(), |stance| language.add_aside(&name, stance));
            if who.is_empty() { words } else { [who, words].join(language.marks.colon) }
        }));
        parts.extend(card.earlier.iter().map(|earlier| {
            [earlier.name.clone(), self.describe_card(view, earlier, again)]
                .join(language.marks.colon)
        }));
        join_sentences(language, &parts)
    }

    /// The current name: a changed name is reported once, with the person.
    fn current_name(&self, view: &BoxView, card: &Card) -> String {
        let person = view.person_of(card);
        let now = person.and_then(|person| self.new.people.iter().find(|now| now.id == person.id));
        now.map_or_else(|| card_name(view, card).to_owned(), |now| now.name.clone())
    }
}

fn card_name<'v>(view: &'v BoxView, card: &'v Card) -> &'v str {
    view.person_of(card).map_or(&card.name, |person| &person.name)
}

/// The cards on one question. An answer that is shown elsewhere is compared there.
fn cards_of_issue<'v>(view: &'v BoxView, issue: Option<&'v IssueView>) -> Vec<CardInRow<'v>> {
    let rows = issue.into_iter().flat_map(|issue| &issue.rows);
    let cards = rows
        .flat_map(|row| row.cards.iter().map(|card| CardInRow { view, stance: &row.word, card }));
    cards.filter(|placed| !placed.card.is_pointer()).collect()
}

/// The same person's card: the same words or much the same; or a silence, which words may have
/// ended.
fn rate_card_pair(old: &CardInRow, new: &CardInRow) -> f64 {
    let person =
        |placed: &CardInRow| placed.view.person_of(placed.card).map(|person| person.id.clone());
    if person(old) != person(new) {
        return 0.0;
    }
    let silent = old.card.silence().is_some() || new.card.silence().is_some();
    rate_likeness(&old.card.text, &new.card.text).max(if silent { 0.1 } else { 0.0 })
}

/// The stance of an answer: the row in which a pointer to it stands.
fn find_stance<'v>(view: &'v BoxView, answer: &Card) -> Option<&'v str> {
    let leads_to_it = |card: &Card| card.pointer().is_some_and(|pointer| pointer.to == answer.id);
    let mut rows = view.issues.iter().flat_map(|issue| &issue.rows);
    rows.find(|row| row.cards.iter().any(leads_to_it)).map(|row| &*row.word)
}

/// Whether an answer has a card of its own as well: a silence, or words that belong to another
/// question.
fn stands_elsewhere(view: &BoxView, answer: &Card) -> bool {
    let is_silent = answer.silence().is_some() && view.person_of(answer).is_some();
    is_silent || !answer.own_issue.is_empty()
}

/// All evidence within a card, but for what stands on another.
fn collect_evidence<'v>(view: &BoxView, card: &'v Card) -> Vec<&'v Evidence> {
    let caveats = card.caveats.iter().flat_map(|caveat| &caveat.evidence);
    let answers = card.answers.iter().filter(|answer| !stands_elsewhere(view, answer));
    let within = answers.chain(&card.earlier).flat_map(|within| collect_evidence(view, within));
    card.evidence.iter().chain(caveats).chain(within).collect()
}
