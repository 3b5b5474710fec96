//! The ids of everything in a box that a link can lead to. All of them are made here.
//!
//! Links to a box hold these ids, so an id stays what it is from one version of a story to the
//! next. The ids in a story have no underscore, so an underscore can separate the parts of an id
//! that is made here.
//!
//! ```
//! use contract_fact_box::view::ids;
//!
//! assert_eq!(ids::fact("buyer"), "f-buyer");
//! assert_eq!(ids::numbered(&ids::fact("supplier"), 1), "f-supplier_2");
//! assert_eq!(ids::row("deal", "supports"), "row-deal-supports");
//! ```

use std::fmt::Display;

/// The title of the box.
pub const TITLE: &str = "title";
/// The further facts.
pub const MORE_FACTS: &str = "more";
/// The rule by which people are ordered.
pub const ORDER_RULE: &str = "order";
/// The comparison.
pub const COMPARE: &str = "compare";
/// Everybody on every question.
pub const EVERYONE: &str = "everyone";
/// What a reader can take along.
pub const USE: &str = "use";

/// Where the contract stands.
pub const STATUS: &str = "f-status";
/// The headline value.
pub const VALUE: &str = "f-value";
/// Who decided it.
pub const DECIDED: &str = "f-decided";
/// The reasons given for it.
pub const REASON: &str = "f-reason";
/// The status on the timeline.
pub const STATUS_EVENT: &str = "t-status";
/// What a square of the money in scale stands for.
pub const SCALE_UNIT: &str = "scale-unit";
/// The newest version, below what has changed.
pub const NEWEST: &str = "n-page";

/// The first `index` (0) of several of one name, or the one after.
pub fn numbered(id: &str, index: usize) -> String {
    if index == 0 { id.to_owned() } else { format!("{id}_{}", index.saturating_add(1)) }
}

/// A fact, by its name.
pub fn fact(name: &str) -> String {
    format!("f-{name}")
}

/// The name of a figure that is not the headline, by its index among all figures of the contract.
pub fn other_value_name(index: usize) -> String {
    format!("value_{}", index.saturating_add(1))
}

/// One of the contract's own dates on the timeline, by its name.
pub fn date(name: &str) -> String {
    format!("t-{name}")
}

/// An event on the timeline, by its index.
pub fn event(index: usize) -> String {
    format!("e{index}")
}

/// A statement on the timeline, by the id of its card.
pub fn statement_event(card: &str) -> String {
    format!("t-{card}")
}

/// A reason why the contract matters, by its index.
pub fn why_it_matters(index: usize) -> String {
    format!("w{index}")
}

/// What the contract means for an audience, by its index.
pub fn meaning(index: usize) -> String {
    format!("m{index}")
}

/// An open question, by its index.
pub fn question(index: usize) -> String {
    format!("q{index}")
}

/// A related contract, by its index.
pub fn related(index: usize) -> String {
    format!("r{index}")
}

/// A figure of the money in scale, by its index.
pub fn scale_figure(index: usize) -> String {
    format!("scale-{index}")
}

/// A comparison that the newsroom has worked out, by its index.
pub fn comparison(index: usize) -> String {
    format!("k{index}")
}

/// A term of the glossary, by its index.
pub fn term(index: usize) -> String {
    format!("g{index}")
}

/// A party, by its id.
pub fn party(party: &str) -> String {
    format!("party-{party}")
}

/// A source, by its number from 1.
pub fn source(number: u32) -> String {
    format!("source-{number}")
}

/// A correction, by its index.
pub fn correction(index: usize) -> String {
    format!("c{index}")
}

/// A row of an issue, by the name of its stance or silence.
pub fn row(issue: &str, stance: &str) -> String {
    format!("row-{issue}-{stance}")
}

/// The card of a statement that has an id.
pub fn named_statement(position: &str) -> String {
    format!("p-{position}")
}

/// The card of a statement without an id: so many (`before`) of the same person on the same
/// question come before it.
pub fn statement(stakeholder: &str, issue: &str, before: usize) -> String {
    numbered(&format!("of-{stakeholder}_{issue}"), before)
}

/// The card of a statement under a question that is not its own, because it answers words there.
pub fn under_other_issue(card: &str, issue: &str) -> String {
    format!("{card}_at_{issue}")
}

/// The card of a silence; so many (`before`) of the same person on the same question come before
/// it.
pub fn silence(stakeholder: &str, issue: &str, before: usize) -> String {
    numbered(&format!("s-{stakeholder}_{issue}"), before)
}

/// The pointer to a card.
pub fn pointer(card: &str) -> String {
    format!("{card}_see")
}

/// That those whom a card criticises have not answered.
pub fn unanswered(card: &str) -> String {
    format!("{card}_no")
}

/// That one party has not answered what a card says of it.
pub fn unanswered_by(card: &str, party: impl Display) -> String {
    format!("{card}_no_{party}")
}

/// What compares these people, by their ids.
pub fn comparison_of<'p>(people: impl Iterator<Item = &'p str>) -> String {
    let mut id = COMPARE.to_owned();
    for person in people {
        id.push('_');
        id.push_str(person);
    }
    id
}

/// What has changed since a version. Each change has the id of what it is about, within the newer
/// document.
pub mod changed {
    /// The story's title.
    pub const TITLE: &str = "title";
    /// The day the facts stood at.
    pub const AS_OF: &str = "as-of";
    /// The language.
    pub const LANGUAGE: &str = "lang";
    /// That the story is withdrawn.
    pub const NOTICE: &str = "notice";

    /// Something that nobody says, by its index.
    pub fn gap(index: usize) -> String {
        format!("gap-{index}")
    }

    /// A person, by their id.
    pub fn person(person: &str) -> String {
        format!("person-{person}")
    }

    /// A question, by its id.
    pub fn issue(issue: &str) -> String {
        format!("issue-{issue}")
    }

    /// The change of something that is in the newer document.
    pub fn line(id: &str) -> String {
        format!("n-{id}")
    }

    /// The change of something that is gone: in the older document, its id may be that of another
    /// thing.
    pub fn gone(id: &str) -> String {
        format!("n-was-{id}")
    }

    /// The change of the evidence of something.
    pub fn evidence(id: &str) -> String {
        format!("{id}-evidence")
    }
}
