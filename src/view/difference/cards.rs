//! Changes of statements. A changed card is shown in full, so that criticism stays with its answer.

use super::super::words::{fill, join_non_empty};
use super::super::{BoxView, Card, CardBody, Evidence, IssueView, ids};
use super::document::Document;
use super::pairs::{Pairing, rate_likeness};
use super::words::join_sentences;
use super::{Changes, words};

/// A card of one of the two documents.
#[derive(Clone, Copy)]
struct PlacedCard<'v> {
    document: &'v Document<'v>,
    card: &'v Card,
}

/// Returns all cards of a document except pointers.
pub(super) fn all_cards(view: &BoxView) -> impl Iterator<Item = &Card> {
    let cards = view.issues.iter().flat_map(|issue| &issue.cards);
    cards.flat_map(Card::with_nested).filter(|card| !card.is_pointer())
}

impl<'v> PlacedCard<'v> {
    fn person_id(&self) -> Option<&'v str> {
        self.document.view().person_of(self.card).map(|person| &*person.id)
    }
}

impl<'v> Changes<'v> {
    /// Compares the questions, each with its statements.
    pub(super) fn compare_issues(&mut self) {
        let (old, new) = (self.old, self.new);
        let pairing = Pairing::new(&old.issues, &new.issues).by_key(|issue| &*issue.id);
        for (was, now) in pairing.into_pairs() {
            let Some(issue) = now.or(was) else { continue };
            let (was_text, now_text) =
                words::describe_difference(self.words, &question_texts(was), &question_texts(now));
            let (id, label) = (ids::changed::issue(&issue.id), self.words.changes.question);
            self.compare_text(&id, label, &was_text, &now_text);
            let cards = [cards_of_issue(old, was), cards_of_issue(new, now)];
            self.compare_cards(&issue.label, &cards);
            // A change of the list for the whole contract says the same.
            if !issue.is_own || old.not_quoted == new.not_quoted {
                let lists = [was, now].map(|issue| issue.map_or("", |issue| &issue.not_quoted));
                let label = [self.words.ui.not_reported, &issue.label].join(self.words.marks.comma);
                let id = ids::changed::not_quoted(&issue.id);
                self.compare_not_quoted(&id, &label, lists, |other| other.id == issue.id);
            }
        }
        let lists = [&*old.not_quoted, &*new.not_quoted];
        let label = self.words.ui.not_reported;
        self.compare_not_quoted(ids::changed::NOT_QUOTED, label, lists, |issue| issue.is_own);
    }

    /// Compares two lists of those who are not quoted on some questions. Whoever has a card there in
    /// one of the documents is left out, since that card is a change already.
    fn compare_not_quoted(
        &mut self,
        id: &str,
        label: &str,
        lists: [&str; 2],
        on: impl Fn(&IssueView) -> bool,
    ) {
        let [was, now] = lists;
        let [was, now] = [(was, self.old, self.new), (now, self.new, self.old)].map(
            |(list, document, other)| {
                let (mut names, with_cards) = (Vec::new(), other.people_with_cards(&on));
                for name in list.split(self.words.marks.semicolon) {
                    let Some(person) = document.listed_person(name) else {
                        names.push(name.to_owned());
                        continue;
                    };
                    if !with_cards.contains(&*person.id) {
                        // A change of a name is reported once, with the person.
                        let now = self.new.person(&person.id).unwrap_or(person);
                        names.push(self.words.name_in_list(now));
                    }
                }
                names.join(self.words.marks.semicolon)
            },
        );
        self.compare_text(id, label, &was, &now);
    }

    fn compare_cards(&mut self, issue: &str, cards: &[Vec<PlacedCard<'v>>; 2]) {
        let [old, new] = cards;
        let pairing =
            Pairing::new(old, new).by_key(|placed| (placed.person_id(), &*placed.card.text));
        for pair in pairing.by_likeness(PlacedCard::person_id, rate_card_pair).into_pairs() {
            let Some(placed) = pair.1.or(pair.0) else { continue };
            let label =
                [card_name(placed.document, placed.card), issue].join(self.words.marks.comma);
            let [was, now] = [pair.0, pair.1].map(|placed| self.describe_placed(placed, false));
            if was != now {
                let [was, now] = [pair.0, pair.1].map(|placed| self.describe_placed(placed, true));
                let evidence =
                    pair.1.map(|placed| placed.card.evidence.as_slice()).unwrap_or_default();
                let about =
                    placed.card.with_nested().into_iter().map(|card| card.id.clone()).collect();
                self.add_content(about, &label, &was, &now, evidence);
            } else if let (Some(old), Some(new)) = pair {
                self.compare_evidence(
                    &new.card.id,
                    &label,
                    collect_evidence(old.document, old.card),
                    &collect_evidence(new.document, new.card),
                );
            }
        }
    }

    /// A card with its stance, in words; nothing if there is none.
    fn describe_placed(&self, placed: Option<&PlacedCard>, with_all_answers: bool) -> String {
        let Some(PlacedCard { document, card }) = placed else { return String::new() };
        let words = self.describe_card(document, card, with_all_answers);
        let stance = if card.stance_note.is_empty() {
            card.stance_word.clone()
        } else {
            self.words.add_aside(&card.stance_word, &card.stance_note)
        };
        join_non_empty([&stance, &words], self.words.marks.colon)
    }

    /// The whole card in words, answers included. Unless `with_all_answers`, the answers that have
    /// a card of their own are named only, so that a change of their words is found once.
    fn describe_card(&self, view: &Document<'_>, card: &Card, with_all_answers: bool) -> String {
        let language = self.words;
        let (flag, said) = match &card.body {
            CardBody::Quote => (String::new(), language.quote(&card.text)),
            CardBody::Said(flag) => (flag.clone(), card.text.clone()),
            CardBody::Silence(silence) => {
                (language.to_value_sentence(&silence.word), card.text.clone())
            }
            CardBody::Pointer(_) => (String::new(), card.text.clone()),
        };
        let mut parts = vec![join_non_empty([&flag, &said], " "), card.translation.clone()];
        if !card.original.is_empty() {
            parts.push(format!("{} {}", language.ui.original, language.quote(&card.original)));
        }
        if !card.lang.is_empty() {
            parts.push(fill(language.changes.in_language, [("lang", &card.lang)]));
        }
        parts.extend([card.by.clone(), card.note.clone()]);
        for caveat in &card.caveats {
            parts.push(caveat.text.clone());
        }
        for answer in &card.answers {
            parts.push(self.describe_answer(view, answer, with_all_answers));
        }
        for earlier in &card.earlier {
            let words = self.describe_card(view, earlier, with_all_answers);
            parts.push([&*earlier.name, &words].join(language.marks.colon));
        }
        join_sentences(language, &parts)
    }

    /// An answer in words, after the name and the stance of whoever gave it.
    fn describe_answer(
        &self,
        view: &Document<'_>,
        answer: &Card,
        with_all_answers: bool,
    ) -> String {
        let is_described = with_all_answers || !has_own_card(view, answer);
        let words = if is_described {
            self.describe_card(view, answer, with_all_answers)
        } else {
            String::new()
        };
        let name = self.current_name(view, answer);
        let who = match view.stance_of(answer) {
            Some(stance) => self.words.add_aside(&name, stance),
            None => name,
        };
        if who.is_empty() { words } else { [who, words].join(self.words.marks.colon) }
    }

    /// The name over a card, as the newer document has it: a change of a name is reported once,
    /// with the person.
    fn current_name(&self, view: &BoxView, card: &Card) -> String {
        let person = view.person_of(card);
        let now = person.and_then(|person| self.new.person(&person.id));
        now.map_or_else(|| card_name(view, card).to_owned(), |now| now.name.clone())
    }
}

/// The parts of a question that are compared; empty if there is no question.
fn question_texts(issue: Option<&IssueView>) -> [&str; 3] {
    issue.map_or([""; 3], |issue| [&issue.label, &issue.question, &issue.scope])
}

fn card_name<'v>(view: &'v BoxView, card: &'v Card) -> &'v str {
    view.person_of(card).map_or(&card.name, |person| &person.name)
}

/// The cards on one question, without pointers: an answer is compared where it is shown.
fn cards_of_issue<'v>(
    document: &'v Document<'v>,
    issue: Option<&'v IssueView>,
) -> Vec<PlacedCard<'v>> {
    let cards = issue.into_iter().flat_map(|issue| &issue.cards);
    let cards = cards.filter(|card| !card.is_pointer());
    cards.map(|card| PlacedCard { document, card }).collect()
}

/// Rates two cards of one person by how alike their texts are. If one of the cards is a silence,
/// they may still be a pair, since the person may have spoken since.
fn rate_card_pair(old: &PlacedCard, new: &PlacedCard) -> f64 {
    let silent = old.card.silence().is_some() || new.card.silence().is_some();
    rate_likeness(&old.card.text, &new.card.text).max(if silent { 0.1 } else { 0.0 })
}

/// Whether an answer also has a card that is not nested: a silence of a person, or a statement that
/// belongs to another question.
fn has_own_card(view: &BoxView, answer: &Card) -> bool {
    let is_silent = answer.silence().is_some() && view.person_of(answer).is_some();
    is_silent || !answer.own_issue.is_empty()
}

/// Collects all evidence within a card, except for answers that have a card of their own.
fn collect_evidence<'v>(view: &BoxView, card: &'v Card) -> Vec<&'v Evidence> {
    let mut evidence: Vec<_> = card.evidence.iter().collect();
    for caveat in &card.caveats {
        evidence.extend(&caveat.evidence);
    }
    let answers = card.answers.iter().filter(|answer| !has_own_card(view, answer));
    for nested in answers.chain(&card.earlier) {
        evidence.extend(collect_evidence(view, nested));
    }
    evidence
}
