//! Who says what: questions, and under each the stances with everybody's words, deeds and silences.

use serde::Serialize;

use super::{Caveat, Evidence};
use crate::model::{SilenceKind, Stance};

/// A question, and who says what about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IssueView {
    /// The id.
    pub id: String,
    /// The short name.
    pub label: String,
    /// The question.
    pub question: String,
    /// Said where the question is not about this contract.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// Who stands where, by stance; the last holds the silences.
    pub rows: Vec<Row>,
}

decode_fields!(IssueView {
    required: id, label, question, rows;
    required_names: ;
    optional: scope;
    optional_names: ;
});

/// Everybody with one stance on one question.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    /// Its id in the HTML.
    pub id: String,
    /// The stance; none for those who are not on record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// The stance in words.
    pub word: String,
    /// Their words, deeds and silences.
    pub cards: Vec<Card>,
}

decode_fields!(Row {
    required: id, word, cards;
    required_names: ;
    optional: ;
    optional_names: stance;
});

impl Row {
    /// The cards, without pointers that say the same as the one before: two answers of one person
    /// to one statement.
    pub fn without_repeats(&self) -> impl Iterator<Item = &Card> {
        let mut last: Option<&Card> = None;
        self.cards.iter().filter(move |card| {
            let before = last.replace(card);
            !before.is_some_and(|before| {
                card.is_pointer() && before.text == card.text && before.person == card.person
            })
        })
    }
}

/// What one stakeholder said, did or did not say about one question.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Card {
    /// Its id in the HTML.
    pub id: String,
    /// Whose card it is, as an index into [`BoxView::people`](super::BoxView::people); nobody's if
    /// it says that there is no response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<usize>,
    /// The heading of a card that has no person's name over it: the names of those who have not
    /// responded or, for a replaced statement, "Earlier:" with its stance.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The id of the statement's own question, if it is shown under another one because it answers
    /// a statement there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub own_issue: String,
    /// What it is: words, a deed, a silence, or a pointer to words.
    pub body: CardBody,
    /// The words, the deed, or what is known of the silence.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The language of the original words, or else of the text, where it is not the box's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lang: String,
    /// Whose translation it is, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub translation: String,
    /// The words in the language they were said in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub original: String,
    /// Who spoke, when and where, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How the stance was read, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What the source itself says that limits the claim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caveats: Vec<Caveat>,
    /// The answers to the words, by whomever, and what is known of those whom they criticise and
    /// who have not answered. From the fifth level on, answers to answers stand here one after the
    /// other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Card>,
    /// What the same stakeholder said before, which this takes the place of; `name` says so, with
    /// the stance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Card>,
    /// Who says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

decode_fields!(Card {
    required: id, body;
    required_names: ;
    optional: person, name, own_issue, text, lang, translation, original, by, note, caveats, answers, earlier, evidence;
    optional_names: ;
});

/// What a card is, with the data that only such a card has.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CardBody {
    /// Exact words.
    #[default]
    Quote,
    /// Anything else on record: what kind of thing it is, as it stands before the text, as in
    /// "Paraphrased:".
    Said(String),
    /// No statement is on record.
    Silence(Unspoken),
    /// An answer that stands with the words it answers.
    Pointer(Pointer),
}

decode_variants!(CardBody {
    empty: quote => Quote;
    holding: said => Said, silence => Silence, pointer => Pointer;
    holding_names: ;
});

/// That somebody is not on record.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Unspoken {
    /// What is known of why.
    pub kind: SilenceKind,
    /// The same in words, if they are shown before the text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub word: String,
    /// The id of the card of a statement that does not address a criticism, if the text is about
    /// one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
}

decode_fields!(Unspoken {
    required: ;
    required_names: kind;
    optional: word, to;
    optional_names: ;
});

/// A pointer to an answer that is shown elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Pointer {
    /// The id of its card.
    pub to: String,
    /// Whom it answers, in words; shown where the answer itself replaces the pointer.
    pub in_reply: String,
}

decode_fields!(Pointer {
    required: to, in_reply;
    required_names: ;
    optional: ;
    optional_names: ;
});

impl Card {
    /// This card and all cards nested in it: the answers, and earlier statements.
    pub fn with_nested(&self) -> Vec<&Self> {
        let within = self.answers.iter().chain(&self.earlier).flat_map(Self::with_nested);
        std::iter::once(self).chain(within).collect()
    }

    /// Whether the card only points to an answer.
    pub fn is_pointer(&self) -> bool {
        self.pointer().is_some()
    }

    /// The pointer, if the card is one.
    pub fn pointer(&self) -> Option<&Pointer> {
        match &self.body {
            CardBody::Pointer(pointer) => Some(pointer),
            CardBody::Quote | CardBody::Said(_) | CardBody::Silence(_) => None,
        }
    }

    /// The silence, if the card is one.
    pub fn silence(&self) -> Option<&Unspoken> {
        match &self.body {
            CardBody::Silence(silence) => Some(silence),
            CardBody::Quote | CardBody::Said(_) | CardBody::Pointer(_) => None,
        }
    }

    /// Whether it is a silence of which nothing is known.
    pub fn is_unreported(&self) -> bool {
        self.silence().is_some_and(|silence| silence.kind == SilenceKind::NotReported)
    }
}
