//! The ids of everything in a box that a link can lead to. No other module makes an id.
//!
//! Links to a box contain these ids, so an id must stay the same from one version of a story to the
//! next. The ids within a story contain no underscore, so the ids made here use underscores to
//! separate their parts.
//!
//! ```
//! use contract_fact_box::view::ids;
//!
//! assert_eq!(ids::fact("buyer"), "f-buyer");
//! assert_eq!(ids::numbered(&ids::fact("supplier"), 1), "f-supplier_2");
//! assert_eq!(ids::fold("facts"), "row-facts");
//! ```

use std::fmt::Display;

/// The id of the box's title.
pub const TITLE: &str = "title";
/// The id of the further facts.
pub const MORE_FACTS: &str = "more";
/// The id of the rule by which people are ordered.
pub const ORDER_RULE: &str = "order";
/// The id of the comparison.
pub const COMPARE: &str = "compare";
/// The id of the section with links, citation and embed code.
pub const USE: &str = "use";

/// The id of the contract's status.
pub const STATUS: &str = "f-status";
/// The id of the headline value.
pub const VALUE: &str = "f-value";
/// The id of the fact who decided the status.
pub const DECIDED: &str = "f-decided";
/// The id of the reasons given for the status.
pub const REASON: &str = "f-reason";
/// The id of the status on the timeline.
pub const STATUS_EVENT: &str = "t-status";
/// The id of the line that says what one square of the money in scale means.
pub const SCALE_UNIT: &str = "scale-unit";
/// The id of the link to the newest version.
pub const NEWEST: &str = "n-page";

/// The id of one of several things with the same name, by its index: the first has the name itself.
pub fn numbered(id: &str, index: usize) -> String {
    if index == 0 { id.to_owned() } else { format!("{id}_{}", index.saturating_add(1)) }
}

/// The id of a fact, by its name.
pub fn fact(name: &str) -> String {
    format!("f-{name}")
}

/// The name, for [`fact`], of a figure that is not the headline, by its index among all figures of
/// the contract.
pub fn other_value_name(index: usize) -> String {
    format!("value_{}", index.saturating_add(1))
}

/// The id of one of the contract's own dates on the timeline, by its name.
pub fn date(name: &str) -> String {
    format!("t-{name}")
}

/// The id of an event on the timeline, by its index.
pub fn event(index: usize) -> String {
    format!("e{index}")
}

/// The id of a change to the contract on the timeline, by its index.
pub fn amendment(index: usize) -> String {
    format!("a{index}")
}

/// The id of a statement on the timeline, by the id of its card.
pub fn statement_event(card: &str) -> String {
    format!("t-{card}")
}

/// The id of a reason why the contract matters, by its index.
pub fn why_it_matters(index: usize) -> String {
    format!("w{index}")
}

/// The id of what the contract means for an audience, by its index.
pub fn meaning(index: usize) -> String {
    format!("m{index}")
}

/// The id of an open question, by its index.
pub fn question(index: usize) -> String {
    format!("q{index}")
}

/// The id of a related contract, by its index.
pub fn related(index: usize) -> String {
    format!("r{index}")
}

/// The id of a figure of the money in scale, by its index.
pub fn scale_figure(index: usize) -> String {
    format!("scale-{index}")
}

/// The id of a comparison that the newsroom has calculated, by its index.
pub fn comparison(index: usize) -> String {
    format!("k{index}")
}

/// The id of a term of the glossary, by its index.
pub fn term(index: usize) -> String {
    format!("g{index}")
}

/// The id of a party, by its id in the story.
pub fn party(party: &str) -> String {
    format!("party-{party}")
}

/// The id of the role of somebody who has no card, by their id in the story.
pub fn role(stakeholder: &str) -> String {
    format!("role-{stakeholder}")
}

/// The id of a source, by its number from 1.
pub fn source(number: u32) -> String {
    format!("source-{number}")
}

/// The id of a correction, by its index.
pub fn correction(index: usize) -> String {
    format!("c{index}")
}

/// The id of a row that opens, by its name.
pub fn fold(name: &str) -> String {
    ["row-", name].concat()
}

/// The id of the card of a position that the story gives an id.
pub fn named_statement(position: &str) -> String {
    format!("p-{position}")
}

/// The id of the card of a statement without an id in the story. `before` is how many others of the
/// same person on the same question precede it.
pub fn statement(stakeholder: &str, issue: &str, before: usize) -> String {
    numbered(&format!("of-{stakeholder}_{issue}"), before)
}

/// The id of the card of a statement under a question that is not its own, where it is shown
/// because it is on both or answers a statement there.
pub fn under_other_issue(card: &str, issue: &str) -> String {
    format!("{card}_at_{issue}")
}

/// The id of the card of a silence. `before` is how many others of the same person on the same
/// question precede it.
pub fn silence(stakeholder: &str, issue: &str, before: usize) -> String {
    numbered(&format!("s-{stakeholder}_{issue}"), before)
}

/// The id of the pointer to a card.
pub fn pointer(card: &str) -> String {
    format!("{card}_see")
}

/// The id of the note that those whom a card criticises have not answered.
pub fn unanswered(card: &str) -> String {
    format!("{card}_no")
}

/// The id of the note that one party has not answered what a card says of it.
pub fn unanswered_by(card: &str, party: impl Display) -> String {
    format!("{card}_no_{party}")
}

/// The id that a link to the comparison of these people contains, by their ids.
pub fn comparison_of<'p>(people: impl Iterator<Item = &'p str>) -> String {
    let mut id = COMPARE.to_owned();
    for person in people {
        id.push('_');
        id.push_str(person);
    }
    id
}

/// The ids of changes since a version. Each is made from the id, in the newer document, of what has
/// changed.
pub mod changed {
    /// The id of the story's title.
    pub const TITLE: &str = "title";
    /// The id of the words over the title.
    pub const KICKER: &str = "kicker";
    /// The id of the date on which the facts were checked.
    pub const AS_OF: &str = "as-of";
    /// The id of the language.
    pub const LANGUAGE: &str = "lang";
    /// The id of the notice that the story is withdrawn.
    pub const NOTICE: &str = "notice";

    /// The id of what no source says, by its index.
    pub fn gap(index: usize) -> String {
        format!("gap-{index}")
    }

    /// The id of a person, by their id in the story.
    pub fn person(person: &str) -> String {
        format!("person-{person}")
    }

    /// The id of a question, by its id in the story.
    pub fn issue(issue: &str) -> String {
        format!("issue-{issue}")
    }

    /// The id of the list of those who are not quoted on any question about the contract.
    pub const NOT_QUOTED: &str = "not-quoted";

    /// The id of the list of those who are not quoted on a question, by its id in the story.
    pub fn not_quoted(issue: &str) -> String {
        format!("{NOT_QUOTED}-{issue}")
    }

    /// The id of a change of something in the newer document.
    pub fn line(id: &str) -> String {
        format!("n-{id}")
    }

    /// The id of a removal. It is marked as one, because something else in the newer document may
    /// have the id of what was removed.
    pub fn gone(id: &str) -> String {
        format!("n-was-{id}")
    }

    /// The id of the evidence of something.
    pub fn evidence(id: &str) -> String {
        format!("{id}-evidence")
    }
}
