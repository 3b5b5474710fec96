//! Who says what, person by person.

use std::collections::BTreeMap;

use super::{Block, Inline, Outline, build_paragraph, push_paragraph};
use crate::view::{Card, CardBody, IssueView, Person, Word, is_safe_href};

impl<'v> Outline<'v> {
    /// Adds what people say about this contract.
    pub(super) fn add_people(&mut self, blocks: &mut Vec<Block>) {
        let view = self.view;
        let issues: Vec<_> = view.issues.iter().filter(|issue| issue.is_own).collect();
        if issues.is_empty() {
            return;
        }
        blocks.push(self.build_heading(1, Word::WhoSaysWhat));
        let order = [self.word(Word::HowOrdered), self.word(Word::Colon)].concat();
        blocks.push(Block::Text(vec![
            Inline::Strong(order),
            Inline::Plain(format!(" {}", self.word(Word::OrderRule))),
        ]));
        blocks.push(self.build_questions(&issues, &view.not_quoted));
        for (person, cards) in self.group_cards(&issues) {
            self.add_person(person, &cards, issues.len() > 1, None, blocks);
        }
        self.add_not_quoted(&view.not_quoted, blocks);
    }

    /// Lists questions by their labels. Those who are not quoted on a question are named with it,
    /// unless they are the same as `not_quoted`.
    fn build_questions(&self, issues: &[&'v IssueView], not_quoted: &str) -> Block {
        let mut terms = Vec::new();
        for issue in issues {
            let mut blocks = vec![build_paragraph(&issue.question)];
            push_paragraph(&mut blocks, &issue.scope);
            if issue.not_quoted != not_quoted {
                self.add_not_quoted(&issue.not_quoted, &mut blocks);
            }
            terms.push((issue.label.clone(), blocks));
        }
        Block::Terms(terms)
    }

    /// The cards on some questions, by person; in the order of the people.
    fn group_cards(&self, issues: &[&'v IssueView]) -> Vec<(&'v Person, Vec<PlacedCard<'v>>)> {
        let mut groups: BTreeMap<usize, Vec<PlacedCard<'_>>> = BTreeMap::new();
        for &issue in issues {
            for card in &issue.cards {
                if let Some(person) = card.person {
                    groups.entry(person).or_default().push((issue, card));
                }
            }
        }
        let people = groups.into_iter();
        people.filter_map(|(index, cards)| Some((self.view.people.get(index)?, cards))).collect()
    }

    /// Adds what a person says under the person's name: on `several` questions, or on one. If they
    /// stand alone, without the words of others, their answers to these are those in `answers`, by
    /// their ids.
    fn add_person(
        &mut self,
        person: &'v Person,
        cards: &[PlacedCard<'v>],
        several: bool,
        answers: Option<&BTreeMap<&'v str, &'v Card>>,
        blocks: &mut Vec<Block>,
    ) {
        blocks.push(Block::Heading(2, person.name.clone()));
        push_paragraph(blocks, &person.role);
        let mut last = None;
        let mut last_card: Option<PlacedCard<'_>> = None;
        for &(issue, card) in cards {
            let is_repeated = last_card
                .replace((issue, card))
                .is_some_and(|(about, last)| about.id == issue.id && is_same_pointer(last, card));
            let about = if several { &*issue.label } else { "" };
            // The stance is not repeated over statements that share it.
            let stance = (&issue.id, card.stance, &card.stance_note);
            let is_same = last.replace(stance) == Some(stance);
            let lead = if is_same { Vec::new() } else { self.build_lead(card, about) };
            match answers.and_then(|answers| Some((answers, card.pointer()?))) {
                Some((answers, pointer)) => {
                    push_inlines(blocks, lead);
                    push_paragraph(blocks, &pointer.in_reply);
                    if let Some(answer) = answers.get(&*pointer.to) {
                        blocks.extend(self.build_statement(answer, Vec::new()));
                    }
                }
                // Pointers to several answers to one statement read the same.
                None if is_repeated => {}
                None if card.is_pointer() => {
                    push_inlines(blocks, lead);
                    blocks.extend(self.build_statement(card, Vec::new()));
                }
                None => blocks.extend(self.build_statement(card, lead)),
            }
        }
    }

    /// Builds the stance of a card, with the label of its question if it needs one.
    fn build_lead(&self, card: &Card, about: &str) -> Vec<Inline> {
        let mut lead = Vec::new();
        if !card.stance_word.is_empty() {
            lead.push(Inline::Strong(card.stance_word.clone()));
            let aside = join_non_empty(about, &card.stance_note, self.language.marks.semicolon);
            if !aside.is_empty() {
                lead.push(Inline::Plain(self.language.add_aside("", &aside)));
            }
        } else if !about.is_empty() {
            lead.push(Inline::Plain(format!("{about}{}", self.word(Word::Colon))));
        }
        lead
    }

    /// Adds one question, with everybody who is quoted on it.
    pub(super) fn add_issue(&mut self, issue: &'v IssueView, depth: u8, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(depth, issue.question.clone()));
        push_paragraph(blocks, &issue.scope);
        for (person, cards) in self.group_cards(&[issue]) {
            let mut last: Option<&Card> = None;
            for (_, card) in cards {
                if last.is_some_and(|last| is_same_pointer(last, card)) {
                    continue;
                }
                let mut lead = Vec::new();
                if last.replace(card).is_none() {
                    let comma = if person.role.is_empty() { "" } else { self.language.marks.comma };
                    let role = self.language.to_ended_sentence(&format!("{comma}{}", person.role));
                    lead.push(Inline::Strong(person.name.clone()));
                    lead.push(Inline::Plain(role));
                }
                if !card.stance_word.is_empty() {
                    let space = if lead.is_empty() { "" } else { " " };
                    let stance = if card.stance_note.is_empty() {
                        card.stance_word.clone()
                    } else {
                        self.language.add_aside(&card.stance_word, &card.stance_note)
                    };
                    let stance = self.language.to_sentence(&stance);
                    lead.push(Inline::Plain(format!("{space}{stance}")));
                }
                blocks.extend(self.build_statement(card, lead));
            }
        }
        self.add_not_quoted(&issue.not_quoted, blocks);
    }

    /// Adds the comparison of people, by their ids: what each says on every question.
    pub(super) fn add_compared(&mut self, ids: &[String], blocks: &mut Vec<Block>) {
        let view = self.view;
        let is_chosen = |person: &Person| ids.contains(&person.id);
        let speaks = |issue: &IssueView| {
            let mut people = issue.cards.iter().filter_map(|card| view.person_of(card));
            people.any(is_chosen)
        };
        let issues: Vec<_> = view.issues.iter().filter(|issue| speaks(issue)).collect();
        blocks.push(self.build_heading(1, Word::SideBySide));
        if !issues.is_empty() {
            let mut terms = Vec::new();
            for issue in &issues {
                let mut about = vec![build_paragraph(&issue.question)];
                push_paragraph(&mut about, &issue.scope);
                terms.push((issue.label.clone(), about));
            }
            blocks.push(Block::Terms(terms));
        }
        let cards = issues.iter().flat_map(|issue| &issue.cards).flat_map(Card::with_nested);
        let answers = cards.map(|card| (&*card.id, card)).collect();
        for (person, cards) in self.group_cards(&issues) {
            if is_chosen(person) {
                self.add_person(person, &cards, issues.len() > 1, Some(&answers), blocks);
            }
        }
        let own: Vec<_> = view.issues.iter().filter(|issue| issue.is_own).collect();
        let mut others = Vec::new();
        for (person, _) in self.group_cards(&own) {
            if !is_chosen(person) {
                others.push(&*person.name);
            }
        }
        if !others.is_empty() {
            let names = self.language.to_sentence(&others.join(self.language.marks.comma));
            blocks.push(Block::Text(vec![
                Inline::Strong(self.word(Word::AlsoQuoted).to_owned()),
                Inline::Plain(format!(" {names}")),
            ]));
        }
    }

    /// Adds the sentence on those of whom no word is on record and nothing else is known.
    fn add_not_quoted(&self, names: &str, blocks: &mut Vec<Block>) {
        if names.is_empty() {
            return;
        }
        let label = [self.word(Word::NotReported), self.word(Word::Colon)].concat();
        let names = self.language.to_sentence(names);
        blocks.push(Block::Text(vec![
            Inline::Strong(label),
            Inline::Plain(format!(" {names} {}", self.word(Word::NotReportedText))),
        ]));
    }

    /// Builds an answer to a statement, or the note that there is none.
    fn build_answer(&mut self, card: &'v Card) -> Vec<Block> {
        let name = self.view.person_of(card).map_or(&card.name, |person| &person.name);
        // A card without a name says in its text whom it is about.
        let lead =
            (!name.is_empty()).then(|| Inline::Strong(format!("{name}{}", self.word(Word::Colon))));
        self.build_statement(card, lead.into_iter().collect())
    }

    fn build_statement(&mut self, card: &'v Card, mut lead: Vec<Inline>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let is_translated = !card.translation.is_empty();
        let lang = if is_translated { String::new() } else { card.lang.clone() };
        match &card.body {
            // One paragraph: who is silent, and what is known about the reason.
            CardBody::Silence(silence) => {
                if !silence.word.is_empty() {
                    let space = if lead.is_empty() { "" } else { " " };
                    let word = self.language.to_sentence(&silence.word);
                    lead.push(Inline::Plain(format!("{space}{word}")));
                }
                let remark = continue_with(lead, &card.text);
                self.add_remark(&[&card.text], remark, &card.evidence, &mut blocks);
                return blocks;
            }
            CardBody::Pointer(_) => return vec![Block::Text(continue_with(lead, &card.text))],
            CardBody::Quote => {
                push_inlines(&mut blocks, lead);
                let (open, close) = (self.word(Word::QuoteOpen), self.word(Word::QuoteClose));
                let mut hrefs = card.evidence.iter().map(|evidence| &*evidence.href);
                let cite = hrefs.find(|href| is_safe_href(href)).unwrap_or_default().to_owned();
                let words = vec![Inline::Plain(format!("{open}{}{close}", card.text))];
                blocks.push(Block::Quote { cite, lang, words });
            }
            CardBody::Said(flag) => {
                push_inlines(&mut blocks, lead);
                let words = card.text.clone();
                let words = if lang.is_empty() {
                    Inline::Plain(words)
                } else {
                    Inline::Foreign(lang, words)
                };
                blocks.push(Block::Text(vec![
                    Inline::Strong(flag.clone()),
                    Inline::Plain(" ".into()),
                    words,
                ]));
            }
        }
        if is_translated && card.original.is_empty() {
            push_paragraph(&mut blocks, &card.translation);
        } else if is_translated {
            let (open, close) = (self.word(Word::QuoteOpen), self.word(Word::QuoteClose));
            let about = format!("{} {} {open}", card.translation, self.word(Word::Original));
            let original = Inline::Foreign(card.lang.clone(), card.original.clone());
            blocks.push(Block::Text(vec![
                Inline::Plain(about),
                original,
                Inline::Plain(close.to_owned()),
            ]));
        }
        let remark = self.join_sentences(&card.by, &card.note);
        let remark = if remark.is_empty() { Vec::new() } else { vec![Inline::Plain(remark)] };
        self.add_remark(&[], remark, &card.evidence, &mut blocks);
        for caveat in &card.caveats {
            let adds = Inline::Strong(self.word(Word::SourceAdds).to_owned());
            let caveat_text = Inline::Plain(format!(" {}", caveat.text));
            self.add_remark(
                &[&caveat.text],
                vec![adds, caveat_text],
                &caveat.evidence,
                &mut blocks,
            );
        }
        if !card.answers.is_empty() {
            let answers = card.answers.iter().map(|answer| self.build_answer(answer)).collect();
            blocks.push(Block::List(answers));
        }
        if !card.earlier.is_empty() {
            let mut items = Vec::new();
            for earlier in &card.earlier {
                let lead = Inline::Strong(format!("{}{}", earlier.name, self.word(Word::Colon)));
                items.push(self.build_statement(earlier, vec![lead]));
            }
            blocks.push(Block::List(items));
        }
        blocks
    }
}

/// A card with its question.
type PlacedCard<'v> = (&'v IssueView, &'v Card);

fn is_same_pointer(one: &Card, other: &Card) -> bool {
    one.is_pointer() && other.is_pointer() && one.text == other.text && one.stance == other.stance
}

/// Joins two texts, either of which may be empty.
fn join_non_empty(one: &str, other: &str, between: &str) -> String {
    let between = if one.is_empty() || other.is_empty() { "" } else { between };
    [one, between, other].concat()
}

/// Adds a paragraph, unless there is nothing in it.
fn push_inlines(blocks: &mut Vec<Block>, inlines: Vec<Inline>) {
    if !inlines.is_empty() {
        blocks.push(Block::Text(inlines));
    }
}

/// Continues a paragraph with a text.
fn continue_with(mut lead: Vec<Inline>, text: &str) -> Vec<Inline> {
    let space = if lead.is_empty() { "" } else { " " };
    lead.push(Inline::Plain(format!("{space}{text}")));
    lead
}
