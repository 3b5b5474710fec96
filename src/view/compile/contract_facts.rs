//! What readers see of a story's values, one by one: for the sheet on which a desk checks them all,
//! also those that the box has no room for.

use super::super::{Fact as FactView, Language};
use super::index::StoryIndex;
use super::origins::Recorder;
use super::{
    StoryContext, capitalize, challenges, date, facts, money, party_name, sections, status,
    timeline, values,
};
use crate::model::{
    Challenge, Contract, Date, EventKind, Fact, IssueKind, PartyRef, Relation, SilenceKind,
    SourceKind, Stance, Story, Text,
};

/// A fact of a contract as readers see it, and the JSON pointer to it.
#[derive(Clone, Debug, PartialEq)]
pub struct ContractFact {
    /// The JSON pointer of the fact, or of the contract's status.
    pub pointer: String,
    /// The label and the value, in the words of the box.
    pub fact: FactView,
    /// What each side says, if sources disagree, in the order of the story.
    pub sides: Vec<String>,
}

/// Lists every fact of a contract as readers see it, in the order of the format: also those that no
/// box shows, since the contract is not the story's own or nothing is known of them.
///
/// `index` is that of the contract in the story. A story without that contract has no facts.
///
/// ```
/// use contract_fact_box::{model, view};
///
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/stories/met-police-palantir.json");
/// let story = model::read(&std::fs::read_to_string(path)?).into_valid().expect("has no errors");
/// let facts = view::list_contract_facts(&story, 0);
/// let value = facts.iter().find(|fact| fact.pointer == "/contracts/0/values/0").expect("is known");
/// assert_eq!((&*value.fact.label, &*value.fact.text), ("Value", "£123\u{a0}million"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn list_contract_facts(story: &Story, index: usize) -> Vec<ContractFact> {
    let Some(contract) = story.contracts.get(index) else { return Vec::new() };
    let (recorder, story_index) = (Recorder::default(), StoryIndex::new(story));
    let words = Language::for_tag(&story.lang);
    let context = StoryContext { story, index: &story_index, words, recorder: &recorder };
    let pointer = format!("/contracts/{index}");
    let mut list = FactList { story: &context, pointer, facts: Vec::new() };
    list.push("status", status::build_status(&context, contract));
    list.add_parties(contract);
    for (nth, value) in values::build_every_value(&context, contract).into_iter().enumerate() {
        let fact = contract.values.get(nth);
        list.push(&format!("values/{nth}"), value);
        list.set_sides(fact, |money| money::format_amount(words, money));
    }
    list.add_others(contract);
    list.facts
}

struct FactList<'s> {
    story: &'s StoryContext<'s>,
    /// The JSON pointer of the contract.
    pointer: String,
    facts: Vec<ContractFact>,
}

impl FactList<'_> {
    fn push(&mut self, field: &str, fact: FactView) {
        let pointer = format!("{}/{field}", self.pointer);
        self.facts.push(ContractFact { pointer, fact, sides: Vec::new() });
    }

    /// Adds what each side says to the last fact.
    fn set_sides<T>(&mut self, fact: Option<&Fact<T>>, format: impl Fn(&T) -> String) {
        if let (Some(fact), Some(line)) = (fact, self.facts.last_mut()) {
            line.sides = fact.alternatives.iter().map(|side| format(&side.value)).collect();
        }
    }

    fn add<T>(
        &mut self,
        field: &str,
        label: &str,
        fact: Option<&Fact<T>>,
        format: impl Fn(&T) -> String,
    ) {
        if let Some(fact) = fact {
            self.push(field, facts::build_fact(self.story, field, field, label, fact, &format));
            self.set_sides(Some(fact), format);
        }
    }

    fn add_party(&mut self, field: &str, label: &str, fact: &Fact<PartyRef>) {
        let story = self.story;
        self.push(field, facts::build_party_fact(story, field, field, label, fact));
        self.set_sides(Some(fact), |id| party_name(story, id));
    }

    fn add_parties(&mut self, contract: &Contract) {
        let words = &self.story.words.facts;
        if let Some(fact) = &contract.buyer {
            self.add_party("buyer", words.buyer, fact);
        }
        if let Some(fact) = &contract.decision_maker {
            self.add_party("decision_maker", words.decision_maker, fact);
        }
        for (field, label, parties) in [
            ("end_users", words.users, &contract.end_users),
            ("suppliers", words.supplier, &contract.suppliers),
            ("oversight", words.oversight, &contract.oversight),
        ] {
            for (nth, fact) in parties.iter().enumerate() {
                self.add_party(&format!("{field}/{nth}"), label, fact);
            }
        }
    }

    fn add_others(&mut self, contract: &Contract) {
        let (story, words) = (self.story, &self.story.words.facts);
        let bought = &contract.procurement;
        self.add("procurement/method", words.method, bought.method.as_ref(), |method| {
            facts::method_name(story.words, *method).to_owned()
        });
        let details = bought.details_verbatim.as_ref();
        self.add("procurement/details_verbatim", words.procedure, details, ToString::to_string);
        for (field, label, fact) in [
            ("procurement/legal_basis", words.law, &bought.legal_basis),
            ("procurement/framework", words.framework, &bought.framework),
            ("procurement/direct_award_reason", words.direct, &bought.direct_award_reason),
        ] {
            self.add(field, label, fact.as_ref(), Text::to_string);
        }
        self.add("procurement/bids", words.bids, bought.bids.as_ref(), u32::to_string);
        for date in facts::contract_dates(story, contract) {
            self.add(date.field, date.label, date.fact, |day| date::format_date(story.words, day));
        }
        for (field, label, fact) in [
            ("purpose", words.purpose, &contract.purpose),
            ("replaces", words.replaces, &contract.replaces),
            ("data_used", words.data, &contract.data_used),
        ] {
            self.add(field, label, fact.as_ref(), Text::to_string);
        }
        let software = contract.software_name.as_ref();
        self.add("software_name", words.software, software, ToString::to_string);
    }
}

/// The words of the box for single values.
impl Language {
    /// Formats a date, in the source's own words if it gives any, as in "3 June 2024" or "undated".
    pub fn format_date(&self, date: &Date) -> String {
        date::format_date(self, date)
    }

    /// Formats an amount of money, as in "£123 million". `amount` is a decimal number.
    pub fn format_amount(&self, amount: &str, currency: &str) -> String {
        money::format_in_currency(self, amount, currency)
    }

    /// Formats a number that is not money, as in "1,103,000". `number` is a decimal number.
    pub fn format_number(&self, number: &str) -> String {
        money::format_plain_number(self, number)
    }

    /// Returns the words for a stance on a question, as in "Against".
    pub fn stance_name(&self, stance: Stance, kind: IssueKind) -> &'static str {
        self.positions.stance(stance, kind)
    }

    /// Returns the words for a kind of silence, as in "Declined to comment".
    pub fn silence_name(&self, kind: SilenceKind) -> &'static str {
        self.silence(kind)
    }

    /// Returns the word for a kind of event, as in "Signed"; empty for the background.
    pub fn event_name(&self, kind: EventKind) -> &'static str {
        timeline::event_name(self, kind)
    }

    /// Returns the words before a related contract, as in "This replaces".
    pub fn relation_name(&self, relation: Relation) -> &'static str {
        sections::relation_name(self, relation)
    }

    /// Returns the words for a challenge and its stage, as in "Judicial review threatened".
    pub fn challenge_name(&self, challenge: &Challenge) -> String {
        capitalize(&challenges::name_stage(self, challenge))
    }

    /// Returns the words for a kind of source, as in "Official notice".
    pub fn source_kind_name(&self, kind: SourceKind) -> &'static str {
        sections::source_kind_name(self, kind)
    }
}
