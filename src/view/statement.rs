//! Who says what: the questions, and for each the stances with the statements and silences.

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
    /// Whether the question is about this contract. Those that are precede the others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_own: bool,
    /// What the question is about, if it is not about this contract.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// The statements, the pointers to answers, and the silences of which something is known; those
    /// of one person are next to each other, in this order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<Card>,
    /// The names of those who are not quoted and of whom nothing more is known, in one list.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub not_quoted: String,
}

decode_fields!(IssueView {
    required: id, label, question;
    optional: is_own, scope, cards, not_quoted;
});

/// The stances from one end to the other, in the order of the position strip. Whoever states no view
/// stands apart.
pub const STANCE_AXIS: [Stance; 7] = [
    Stance::Supports,
    Stance::Conditional,
    Stance::Mixed,
    Stance::Undecided,
    Stance::Concerned,
    Stance::Opposes,
    Stance::NoneStated,
];

/// What one stakeholder said, did or did not say about one question.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Card {
    /// Its id in the HTML.
    pub id: String,
    /// The index of the person in [`BoxView::people`](super::BoxView::people); `None` for a note
    /// that somebody has not responded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<usize>,
    /// The stance of a statement or of the answer that a pointer leads to; `None` on nested cards
    /// and silences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// That stance in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stance_word: String,
    /// Whose reading the stance is, in words, if it is not the speaker's own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stance_note: String,
    /// The heading of a card that has no person's name over it: the names of those who have not
    /// responded or, for a replaced statement, "Earlier:" with its stance.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The id of the statement's own question, if it is shown under another one because it is on
    /// both or answers a statement there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub own_issue: String,
    /// The kind of the card, with the data that only this kind has.
    pub body: CardBody,
    /// The words, the deed, or what is known of the silence.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The language of the original words, or else of the text, where it is not the box's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lang: String,
    /// Who translated the text, in words; empty if the text is not a translation.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub translation: String,
    /// The original of a translated text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub original: String,
    /// Who spoke, when and where, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// A note on how the editors read the stance.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What the card is, for the names of the controls of its evidence: "quote 2 by Ann Example".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// What the sources themselves say that limits the claim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caveats: Vec<Caveat>,
    /// The answers to the statement, and notes on those whom it criticises and who have not
    /// answered. From the fifth level on, the answers to these answers follow them in this list and
    /// are not nested.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Card>,
    /// Earlier statements of the same stakeholder that this one replaces; their `name` says so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Card>,
    /// The sources of the card.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

decode_fields!(Card {
    required: id, body;
    optional: person, stance, stance_word, stance_note, name, own_issue, text, lang, translation, original, by, note, subject, caveats, answers, earlier, evidence;
});

/// The kind of a card, with the data that only this kind has.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CardBody {
    /// Exact words.
    #[default]
    Quote,
    /// Anything else on record, with the word for its kind that is shown before the text, as in
    /// "Paraphrased:".
    Said(String),
    /// No statement is on record.
    Silence(Unspoken),
    /// A pointer to an answer, which is shown below the statement that it answers.
    Pointer(Pointer),
}

decode_variants!(CardBody {
    empty: quote => Quote;
    holding: said => Said, silence => Silence, pointer => Pointer;
});

/// A silence: somebody is not on record.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Unspoken {
    /// What is known about the reason.
    pub kind: SilenceKind,
    /// The kind in words, if they are shown before the text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub word: String,
    /// The id of the card with what the silent party did say, if the text refers to that.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
}

decode_fields!(Unspoken {
    required: kind;
    optional: word, to;
});

/// A pointer to an answer that is shown elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Pointer {
    /// The id of the answer's card.
    pub to: String,
    /// Whom the answer is to, in words; shown where the answer replaces the pointer.
    pub in_reply: String,
}

decode_fields!(Pointer {
    required: to, in_reply;
    optional: ;
});

impl Card {
    /// Returns this card and all cards nested in it: answers and earlier statements, at any depth.
    pub fn with_nested(&self) -> Vec<&Self> {
        let mut cards = vec![self];
        for nested in self.answers.iter().chain(&self.earlier) {
            cards.extend(nested.with_nested());
        }
        cards
    }

    /// Whether the card is a pointer.
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

    /// Whether the card is a silence of which nothing is known.
    pub fn is_unreported(&self) -> bool {
        self.silence().is_some_and(|silence| silence.kind == SilenceKind::NotReported)
    }
}
