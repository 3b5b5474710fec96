//! The attribution of a statement: who spoke, in which role, when and where, and who translated it.

use super::super::words::fill;
use super::super::{CardBody, Language};
use super::{date, join_non_empty};
use crate::model::{Attributed, Expression, OnBehalfOf, PartyKind, Position, Stance, StanceBy};

/// Returns the kind of card for a statement: exact words or, if not, the word for what it is.
pub(super) fn card_body(words: &Language, expression: Expression) -> CardBody {
    let words = &words.positions;
    let said = match expression {
        Expression::Quote => return CardBody::Quote,
        Expression::Paraphrase => words.paraphrase,
        Expression::Vote => words.vote,
        Expression::Action => words.action,
        Expression::Document => words.document,
    };
    CardBody::Said(said.to_owned())
}

/// Describes who spoke, in which role, when and where, as far as the source says. `kind` is what
/// kind of party the statement is attributed to.
pub(super) fn describe_speaker(
    words: &Language,
    position: &Position,
    kind: Option<PartyKind>,
) -> String {
    let labels = &words.positions;
    let is_deed = matches!(position.expression, Expression::Action | Expression::Vote);
    let speaker = match position.attributed {
        // A deed has no wording, so it needs no remark that the organisation worded it.
        Attributed::Organisation if is_deed => "",
        // The name on the card is that of the organisation.
        Attributed::Organisation if kind == Some(PartyKind::Organisation) => "",
        Attributed::Named => "",
        Attributed::Spokesperson => labels.spokesperson,
        Attributed::Organisation => labels.organisation,
        Attributed::Anonymous => labels.anonymous,
    };
    let role = position
        .role_then
        .as_ref()
        .map(|role| fill(labels.then, [("role", role)]))
        .unwrap_or_default();
    let said = date::format_date_if_given(words, &position.said_on)
        .map(|date| fill(labels.said, [("date", &date)]));
    let venue = Some(&position.venue).filter(|venue| !matches!(&***venue, "not_given" | "unknown"));
    let venue = venue.map(|venue| words.to_ended_sentence(&super::capitalize(venue)));
    let behalf = match (position.attributed, position.on_behalf_of) {
        (Attributed::Named, OnBehalfOf::Organisation) => labels.for_organisation,
        (Attributed::Named, OnBehalfOf::Oneself)
        | (Attributed::Spokesperson | Attributed::Organisation | Attributed::Anonymous, _) => "",
    };
    join_non_empty(
        [speaker, &role, behalf, &said.unwrap_or_default(), &venue.unwrap_or_default()],
        " ",
    )
}

/// Says that a stance is the editors' reading, where somebody has one and has not said so
/// themselves. Readers see it beside the stance, and not only with the evidence.
pub(super) fn describe_reading(
    words: &Language,
    (stance, stated_by): (Stance, StanceBy),
) -> &'static str {
    match (stated_by, stance) {
        (StanceBy::Speaker, _) | (StanceBy::Editor, Stance::NoneStated) => "",
        (
            StanceBy::Editor,
            Stance::Supports
            | Stance::Opposes
            | Stance::Concerned
            | Stance::Mixed
            | Stance::Conditional
            | Stance::Undecided,
        ) => words.positions.reading,
    }
}

/// Says who translated a statement, so that a translation never looks like the speaker's own words.
pub(super) fn describe_translation(words: &Language, position: &Position) -> String {
    let labels = &words.positions;
    match (&position.translated_by, &position.original_text) {
        (Some(by), _) => fill(labels.translated, [("who", by)]),
        (None, Some(_)) => labels.translation.into(),
        (None, None) => String::new(),
    }
}
