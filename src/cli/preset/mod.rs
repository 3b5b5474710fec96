//! Presets: which parts of a box an editor asks for, and what is wrong with that, for `check`,
//! `prerender` and `doctor` alike.

mod problem;

use std::collections::{BTreeMap, BTreeSet};

use clap::ValueEnum;
use contract_fact_box::model::{Story, find_nearest};
use contract_fact_box::view::Parts;
use serde::{Deserialize, Serialize};

use problem::join_ids;
pub(crate) use problem::{PresetMessage, PresetProblem};

/// Options that choose parts of the box.
#[derive(Debug, clap::Args)]
#[group(id = "preset")]
pub(crate) struct Args {
    /// The parts of the box to show
    #[arg(long, value_enum, value_name = "PARTS", default_value_t = PartsName::All)]
    parts: PartsName,
    /// The one question that `--parts words` shows, by its id in the story [default: all]
    #[arg(long, value_name = "ID")]
    issue: Option<String>,
    /// The people that `--parts compare` shows, by their ids in the story
    #[arg(long, value_name = "IDS")]
    people: Option<String>,
}

/// The parts of the box.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum PartsName {
    /// The whole box
    All,
    /// Title, status and key facts
    Facts,
    /// Who says what
    Words,
    /// People side by side
    Compare,
}

/// The parts that are asked for, as `data-parts`, `data-issue` and `data-people` have them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AskedParts {
    pub(crate) parts: String,
    pub(crate) issue: String,
    pub(crate) people: String,
}

/// What a preset of a story can name, as the manifest lists it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct PresetNames {
    /// The questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) issues: Vec<IssueName>,
    /// The people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) people: Vec<PersonName>,
}

/// A question of a story.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct IssueName {
    /// The id, for `data-issue`.
    pub(crate) id: String,
    pub(crate) label: String,
}

/// Somebody who can be compared.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PersonName {
    /// The id, for `data-people`.
    pub(crate) id: String,
    pub(crate) name: String,
    /// The id of the party. One party may speak in several roles.
    party: String,
    /// The ids of the parties that this person criticises.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    criticises: Vec<String>,
}

impl Args {
    /// Whether the whole box is asked for.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self.parts, PartsName::All)
    }

    /// Returns what is asked for.
    pub(crate) fn asked(&self) -> AskedParts {
        let parts = self.parts.to_possible_value();
        AskedParts {
            parts: parts.map(|value| value.get_name().to_owned()).unwrap_or_default(),
            issue: self.issue.clone().unwrap_or_default(),
            people: self.people.clone().unwrap_or_default(),
        }
    }
}

impl AskedParts {
    /// Reads the values of `parts`, `issue` and `people` by these names.
    pub(crate) fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let [parts, issue, people] =
            ["parts", "issue", "people"].map(|name| value(name).unwrap_or_default());
        Self { parts, issue, people }
    }
}

impl PresetNames {
    /// Lists what presets of a story can name; nothing if the story is withdrawn, since only a
    /// notice is then shown.
    pub(crate) fn of(story: &Story) -> Self {
        if story.withdrawn.is_some() {
            return Self::default();
        }
        let issues = story
            .issues
            .iter()
            .map(|issue| IssueName { id: issue.id.to_string(), label: issue.label.to_string() })
            .collect();
        let names: BTreeMap<&str, &str> =
            story.parties.iter().map(|party| (&*party.id, &*party.name)).collect();
        let mut criticised: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for said in &story.positions {
            let parties = said.criticises.iter().map(|party| &**party);
            criticised.entry(&said.stakeholder).or_default().extend(parties);
        }
        let people = story.stakeholders.iter().map(|stakeholder| PersonName {
            id: stakeholder.id.to_string(),
            name: names.get(&*stakeholder.party).copied().unwrap_or_default().to_owned(),
            party: stakeholder.party.to_string(),
            criticises: criticised
                .get(&*stakeholder.id)
                .map(|parties| parties.iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
        });
        Self { issues, people: people.collect() }
    }

    /// Returns the parts that boxes show of what is asked for, and everything that is wrong with
    /// it. Whatever cannot be shown becomes the whole box.
    pub(crate) fn resolve(&self, asked: &AskedParts) -> (Parts, Vec<PresetProblem>) {
        let mut problems = Vec::new();
        if !asked.issue.is_empty() && asked.parts != "words" {
            problems.push(PresetProblem::IssueWithoutWords);
        }
        if !asked.people.is_empty() && asked.parts != "compare" {
            problems.push(PresetProblem::PeopleWithoutCompare);
        }
        let parts = match &*asked.parts {
            "" | "all" => Parts::All,
            "facts" => Parts::Facts,
            // A withdrawn story has neither questions nor people.
            "words" | "compare" if self.people.is_empty() && self.issues.is_empty() => Parts::All,
            "words" => self.resolve_words(&asked.issue, &mut problems),
            "compare" => self.resolve_compare(&asked.people, &mut problems),
            name => {
                problems.push(PresetProblem::unknown_parts(name));
                Parts::All
            }
        };
        (parts, problems)
    }

    fn resolve_words(&self, issue: &str, problems: &mut Vec<PresetProblem>) -> Parts {
        if issue.is_empty() {
            return Parts::Words(None);
        }
        if self.issues.iter().any(|known| known.id == issue) {
            return Parts::Words(Some(issue.to_owned()));
        }
        let ids = || self.issues.iter().map(|known| &*known.id);
        problems.push(PresetProblem::UnknownIssue {
            id: issue.to_owned(),
            similar: find_nearest(issue, ids()),
            known: join_ids(ids()),
        });
        Parts::All
    }

    fn resolve_compare(&self, people: &str, problems: &mut Vec<PresetProblem>) -> Parts {
        let ids = || self.people.iter().map(|known| &*known.id);
        let mut asked = Vec::new();
        for id in people.split(',').map(str::trim).filter(|id| !id.is_empty()) {
            if !asked.contains(&id) {
                asked.push(id);
            }
        }
        for id in asked.iter().filter(|id| !ids().any(|known| known == **id)) {
            problems.push(PresetProblem::UnknownPerson {
                id: (*id).to_owned(),
                similar: find_nearest(id, ids()),
                known: join_ids(ids()),
            });
        }
        let compared: Vec<_> =
            self.people.iter().filter(|person| asked.contains(&&*person.id)).collect();
        if compared.len() < 2 {
            let (count, known) = (compared.len(), join_ids(ids()));
            problems.push(PresetProblem::TooFewPeople { count, known });
            return Parts::All;
        }
        if compared.len() > Parts::MAX_PEOPLE {
            problems.push(PresetProblem::TooManyPeople { count: compared.len() });
            return Parts::All;
        }
        self.find_left_out(&compared, problems);
        Parts::Compare(compared.iter().map(|person| person.id.clone()).collect())
    }

    /// Reports each party that one of the compared people criticises and that could be compared,
    /// too.
    fn find_left_out(&self, compared: &[&PersonName], problems: &mut Vec<PresetProblem>) {
        let mut present: BTreeSet<_> = compared.iter().map(|person| &*person.party).collect();
        for critic in compared {
            for party in &critic.criticises {
                let left_out = self.people.iter().find(|person| person.party == *party);
                if let Some(PersonName { id, name, .. }) = left_out
                    // Once, whoever else criticises them.
                    && present.insert(party)
                {
                    let (id, name, critic) = (id.clone(), name.clone(), critic.name.clone());
                    problems.push(PresetProblem::WithoutCriticised { id, name, critic });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A story in which Ann criticises the council, which speaks as a body and by its leader, and
    /// the works, which nobody speaks for.
    fn names() -> PresetNames {
        let person = |id: &str, party: &str, criticises: &[&str]| PersonName {
            id: id.to_owned(),
            name: id.to_uppercase(),
            party: party.to_owned(),
            criticises: criticises.iter().map(|&party| party.to_owned()).collect(),
        };
        let issue = |id: &str| IssueName { id: id.to_owned(), label: id.to_uppercase() };
        PresetNames {
            issues: vec![issue("deal"), issue("cost")],
            people: vec![
                person("ann", "ann", &["council", "works"]),
                person("bo", "bo", &[]),
                person("council", "council", &["ann"]),
                person("leader", "council", &[]),
                person("dee", "dee", &[]),
            ],
        }
    }

    fn resolve(parts: &str, issue: &str, people: &str) -> (String, Vec<String>) {
        let [parts, issue, people] = [parts, issue, people].map(str::to_owned);
        let (parts, problems) = names().resolve(&AskedParts { parts, issue, people });
        (parts.to_string(), problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn what_is_there_is_shown() {
        for (asked, shown) in [
            (["", "", ""], "all"),
            (["all", "", ""], "all"),
            (["facts", "", ""], "facts"),
            (["words", "", ""], "words"),
            (["words", "cost", ""], "words/cost"),
            // In the order of the story, and nobody twice.
            (["compare", "", " council,ann , ann"], "compare/ann,council"),
            (["compare", "", "ann,bo,leader"], "compare/ann,bo,leader"),
        ] {
            let [parts, issue, people] = asked;
            assert_eq!(resolve(parts, issue, people), (shown.to_owned(), vec![]), "{asked:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_what_to_do() {
        for (asked, shown, said) in [
            (
                ["word", "", ""],
                "all",
                "--parts: there are no parts \"word\" of a box; readers get the whole box; did you mean \
                 `words`? There are: facts, words, compare [unknown-parts]",
            ),
            (
                ["words", "price", ""],
                "all",
                "--issue: the story has no question \"price\"; readers get the whole box; name one of \
                 these: deal, cost [unknown-issue]",
            ),
            (
                ["compare", "", "bo,leader,leadr"],
                "compare/bo,leader",
                "--people: the story has nobody with the id \"leadr\"; nobody is compared by it; did \
                 you mean `leader`? There are: ann, bo, council, leader, dee [unknown-person]",
            ),
            (
                ["compare", "", "bo,bo"],
                "all",
                "--people: one person alone is compared; readers get the whole box; name at least two \
                 of these: ann, bo, council, leader, dee [too-few-people]",
            ),
            (
                ["compare", "", "ann,bo,council,leader,dee"],
                "all",
                "--people: 5 people are compared; readers get the whole box; name 4 at most \
                 [too-many-people]",
            ),
            (
                ["compare", "", "bo,ann"],
                "compare/ann,bo",
                "--people: ANN criticises COUNCIL, who is left out; readers compare the criticism \
                 with others' words, and find the response to it only under it; add `council`, or \
                 compare others [preset-without-criticised]",
            ),
            (
                ["facts", "deal", ""],
                "facts",
                "--issue: a question is named, and the parts are not `words`; it changes nothing; ask \
                 for the parts `words`, or leave the question out [issue-without-words]",
            ),
            (
                ["", "", "ann,bo"],
                "all",
                "--people: people are named, and the parts are not `compare`; they change nothing; \
                 ask for the parts `compare`, or leave the people out [people-without-compare]",
            ),
        ] {
            let [parts, issue, people] = asked;
            let expected = (shown.to_owned(), vec![said.to_owned()]);
            assert_eq!(resolve(parts, issue, people), expected, "{asked:?}");
        }
    }

    #[test]
    fn of_a_withdrawn_story_nothing_is_asked() {
        let asked = AskedParts { parts: "words".into(), issue: "gone".into(), ..<_>::default() };
        assert_eq!(PresetNames::default().resolve(&asked), (Parts::All, vec![]));
    }
}
