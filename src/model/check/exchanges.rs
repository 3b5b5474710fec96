//! Checks who answers and replaces whom, so that each statement is shown in exactly one position.
//!
//! A position is shown below the one that replaces it, or else below the one it answers. Positions
//! that pass here can be put in an order of time, so each has a parent that is shown. If somebody
//! changes their mind after an answer, the new words are shown above the old ones and the answer
//! (`view::compile::thread`).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::circles;
use super::path::Path;
use super::tables::{self, Tables, as_list, has_value, string_at};
use super::wording::{ExchangeProblem, Problem};

type Findings = Vec<(Path, Problem)>;

/// Checks the positions, silences and parties of a document against one another.
pub(super) fn check_exchanges(tables: &Tables<'_>, findings: &mut Findings) {
    let positions = tables.entries("positions");
    for (index, position) in positions.iter().enumerate() {
        let path = Path::default().with_key("positions").with_index(index);
        check_also_on(position, &path, findings);
        check_links(position, &path, tables, findings);
        check_criticism(position, &path, tables, findings);
        check_answer_for(position, &path, tables, findings);
    }
    check_successors(positions, findings);
    check_circles(tables, findings);
    check_silences(tables, findings);
    check_parents(tables, findings);
}

/// The issues that a position is on.
fn issues_of(position: &Value) -> impl Iterator<Item = &str> {
    let others = as_list(&position["also_on"]).iter().map(|other| string_at(other, "issue"));
    std::iter::once(string_at(position, "issue")).chain(others)
}

/// Checks that a position is on each of its issues once.
fn check_also_on(position: &Value, path: &Path, findings: &mut Findings) {
    let issues: Vec<_> = issues_of(position).collect();
    for (index, issue) in issues.iter().enumerate().skip(1) {
        if issues.iter().take(index).any(|earlier| earlier == issue) {
            let path = path.with_key("also_on").with_index(index - 1).with_key("issue");
            let problem = ExchangeProblem::AlsoOnSame { id: (*issue).to_owned() };
            findings.push((path, problem.into()));
        }
    }
}

/// Checks that a position answers or replaces an earlier one.
fn check_links(position: &Value, path: &Path, tables: &Tables<'_>, findings: &mut Findings) {
    let said_on = tables::parse_date(&position["said_on"]);
    for key in ["responds_to", "supersedes"] {
        let id = string_at(position, key);
        let Some(earlier) =
            tables.entry("positions", id).filter(|earlier| !std::ptr::eq(*earlier, position))
        else {
            continue;
        };
        let is_same = ["stakeholder", "issue"]
            .into_iter()
            .all(|key| string_at(earlier, key) == string_at(position, key));
        let earlier_on = tables::parse_date(&earlier["said_on"]);
        let problem = if key == "supersedes" && !is_same {
            ExchangeProblem::ReplacesOther { id: id.to_owned() }
        } else if let Some(issue) = issues_of(earlier)
            .find(|issue| key == "supersedes" && !issues_of(position).any(|own| own == *issue))
        {
            ExchangeProblem::ReplacesOnFewer { id: id.to_owned(), issue: issue.to_owned() }
        } else if said_on.is_surely_before(earlier_on) {
            let (said_on, earlier_on) = (said_on.to_string(), earlier_on.to_string());
            ExchangeProblem::SaidBefore { key, id: id.to_owned(), said_on, earlier_on }
        } else {
            continue;
        };
        findings.push((path.with_key(key), problem.into()));
    }
}

fn check_criticism(position: &Value, path: &Path, tables: &Tables<'_>, findings: &mut Findings) {
    let Some(own) = tables.speaker(position).map(|party| string_at(party, "id")) else { return };
    for (index, _) in
        as_list(&position["criticises"]).iter().enumerate().filter(|(_, party)| *party == own)
    {
        findings.push((
            path.with_key("criticises").with_index(index),
            ExchangeProblem::CriticisesOneself.into(),
        ));
    }
}

/// Checks that whoever answers for a party is somebody else, and answers something.
fn check_answer_for(position: &Value, path: &Path, tables: &Tables<'_>, findings: &mut Findings) {
    let party = string_at(position, "answers_for");
    if party.is_empty() {
        return;
    }
    let own = tables.speaker(position).map(|party| string_at(party, "id"));
    let problem = if own == Some(party) {
        ExchangeProblem::AnswersForOneself
    } else if !["responds_to", "supersedes"].iter().any(|key| has_value(position, key)) {
        ExchangeProblem::AnswersNothing
    } else {
        return;
    };
    findings.push((path.with_key("answers_for"), problem.into()));
}

fn check_successors(positions: &[Value], findings: &mut Findings) {
    let mut successors: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, position) in positions.iter().enumerate() {
        let id = string_at(position, "supersedes");
        if id.is_empty() {
            continue;
        }
        if let Some(first) = successors.get(id) {
            let path =
                Path::default().with_key("positions").with_index(index).with_key("supersedes");
            let problem = ExchangeProblem::ReplacedTwice {
                id: id.to_owned(),
                by: format!("positions[{first}]"),
            };
            findings.push((path, problem.into()));
        } else {
            successors.insert(id, index);
        }
    }
}

/// Checks that no position answers or replaces itself, directly or through others.
fn check_circles(tables: &Tables<'_>, findings: &mut Findings) {
    let mut links = Vec::new();
    for position in tables.entries("positions") {
        let replaced = tables.index_of("positions", string_at(position, "supersedes"));
        let answered = tables.index_of("positions", string_at(position, "responds_to"));
        links.push(replaced.into_iter().chain(answered).collect::<Vec<_>>());
    }
    for circle in circles::find_circles(&links) {
        let mut steps = Vec::new();
        let mut first_step = None;
        for (index, next) in circle.iter().zip(circle.iter().cycle().skip(1)) {
            let (step, key) = describe_step(tables, *index, *next);
            first_step = first_step.or(Some((*index, key)));
            steps.push(step);
        }
        if let Some((index, key)) = first_step {
            let path = Path::default().with_key("positions").with_index(index).with_key(key);
            findings.push((path, ExchangeProblem::Circle { steps }.into()));
        }
    }
}

/// Describes a step from a position to an earlier one, as in "`a` answers `b`", and returns the key
/// that leads there.
fn describe_step(tables: &Tables<'_>, index: usize, next: usize) -> (String, &'static str) {
    let positions = tables.entries("positions");
    let position = positions.get(index).unwrap_or(&Value::Null);
    let id = string_at(position, "id");
    let whom = match positions.get(next) {
        _ if index == next => "itself".to_owned(),
        next => format!("`{}`", next.map_or("", |next| string_at(next, "id"))),
    };
    if tables.index_of("positions", string_at(position, "supersedes")) == Some(next) {
        (format!("`{id}` replaces {whom}"), "supersedes")
    } else {
        (format!("`{id}` answers {whom}"), "responds_to")
    }
}

/// Checks that no party belongs to itself, or is its own member, directly or through others.
fn check_parents(tables: &Tables<'_>, findings: &mut Findings) {
    let parents = list_links(tables, |party| vec![string_at(party, "parent")]);
    for circle in circles::find_circles(&parents) {
        let ids = list_party_ids(tables, &circle);
        findings
            .push((party_path(&circle, "parent"), ExchangeProblem::ParentsInCircle { ids }.into()));
    }
    let members = list_links(tables, |party| {
        as_list(&party["members"]).iter().map(|member| string_at(member, "party")).collect()
    });
    for circle in circles::find_circles(&members) {
        let ids = list_party_ids(tables, &circle);
        findings.push((
            party_path(&circle, "members"),
            ExchangeProblem::MembersInCircle { ids }.into(),
        ));
    }
}

/// Lists, for each party, the indices of the parties that it refers to.
fn list_links<'t>(
    tables: &Tables<'t>,
    references: impl Fn(&'t Value) -> Vec<&'t str>,
) -> Vec<Vec<usize>> {
    let mut links = Vec::new();
    for party in tables.entries("parties") {
        let ids = references(party).into_iter();
        links.push(ids.filter_map(|id| tables.index_of("parties", id)).collect());
    }
    links
}

fn list_party_ids(tables: &Tables<'_>, indices: &[usize]) -> Vec<String> {
    let parties = tables.entries("parties");
    let parties = indices.iter().filter_map(|index| parties.get(*index));
    parties.map(|party| string_at(party, "id").to_owned()).collect()
}

/// The path of a key of the first party in a circle.
fn party_path(circle: &[usize], key: &str) -> Path {
    let index = circle.first().copied().unwrap_or_default();
    Path::default().with_key("parties").with_index(index).with_key(key)
}

/// Checks that each silence is shown: a `not_reported` is hidden where the same person has spoken.
fn check_silences(tables: &Tables<'_>, findings: &mut Findings) {
    let mut spoken: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut on_contract: BTreeMap<&str, &str> = BTreeMap::new();
    for position in tables.entries("positions") {
        let stakeholder = string_at(position, "stakeholder");
        for issue in issues_of(position) {
            spoken.insert((stakeholder, issue));
            if is_on_contract(issue, tables) {
                on_contract.entry(stakeholder).or_insert(issue);
            }
        }
    }
    let mut seen: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for (index, silence) in tables.entries("silences").iter().enumerate() {
        let path = Path::default().with_key("silences").with_index(index);
        let (stakeholder, issue) = (string_at(silence, "stakeholder"), string_at(silence, "issue"));
        let kind = silence["kind"].as_str().unwrap_or("not_reported");
        if let Some(first) = seen.get(&(stakeholder, issue, kind)) {
            findings.push((
                path,
                ExchangeProblem::SameSilence { first: format!("silences[{first}]") }.into(),
            ));
            continue;
        }
        seen.insert((stakeholder, issue, kind), index);
        let elsewhere =
            on_contract.get(stakeholder).copied().filter(|_| is_on_contract(issue, tables));
        let under = if spoken.contains(&(stakeholder, issue)) { Some(issue) } else { elsewhere };
        if let Some(under) = under.filter(|_| kind == "not_reported") {
            let label = tables
                .entry("issues", under)
                .map_or(under, |issue| string_at(issue, "label"))
                .to_owned();
            findings.push((path, ExchangeProblem::SilenceOfSpeaker { label }.into()));
        }
    }
}

/// Whether an issue is about the contract of the story.
fn is_on_contract(issue: &str, tables: &Tables<'_>) -> bool {
    let issue = tables.entry("issues", issue);
    issue.is_some_and(|issue| string_at(issue, "scope") == "this_contract")
}
