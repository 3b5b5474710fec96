//! Who answers whom: what keeps a statement from having one place, and one place only.
//!
//! A position stands under the one that replaces it, or else under the one it answers. Whatever
//! passes here was said in some order, so every statement has a place where readers find it; where
//! somebody has changed their mind after an answer, the new words stand above the old ones and the
//! answer (`view::compile::thread`).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::circles;
use super::path::Path;
use super::tables::{self, Tables, list, text};
use super::wording::{ExchangeProblem, Problem};

type Findings = Vec<(Path, Problem)>;

/// Notes what is wrong with the positions and silences of a document, beside what is wrong in each
/// of them.
pub(super) fn check(tables: &Tables<'_>, findings: &mut Findings) {
    let positions = tables.entries("positions");
    for (index, position) in positions.iter().enumerate() {
        let path = Path::default().key("positions").index(index);
        check_links(position, &path, tables, findings);
        check_criticism(position, &path, tables, findings);
    }
    check_successors(positions, findings);
    check_circles(tables, findings);
    check_silences(tables, findings);
    check_parents(tables, findings);
}

/// The later one of two positions says which earlier one it answers or replaces.
fn check_links(position: &Value, path: &Path, tables: &Tables<'_>, findings: &mut Findings) {
    let said_on = tables::date(&position["said_on"]);
    for key in ["responds_to", "supersedes"] {
        let id = text(position, key);
        let Some(earlier) =
            tables.entry("positions", id).filter(|earlier| !std::ptr::eq(*earlier, position))
        else {
            continue;
        };
        let is_same = ["stakeholder", "issue"]
            .into_iter()
            .all(|key| text(earlier, key) == text(position, key));
        let earlier_on = tables::date(&earlier["said_on"]);
        let problem = if key == "supersedes" && !is_same {
            ExchangeProblem::ReplacesOther { id: id.to_owned() }
        } else if said_on.is_surely_before(earlier_on) {
            let (said_on, earlier_on) = (said_on.to_string(), earlier_on.to_string());
            ExchangeProblem::SaidBefore { key, id: id.to_owned(), said_on, earlier_on }
        } else {
            continue;
        };
        findings.push((path.key(key), problem.into()));
    }
}

fn check_criticism(position: &Value, path: &Path, tables: &Tables<'_>, findings: &mut Findings) {
    let Some(own) = tables.speaker(position).map(|party| text(party, "id")) else { return };
    for (at, _) in
        list(&position["criticises"]).iter().enumerate().filter(|(_, party)| *party == own)
    {
        findings
            .push((path.key("criticises").index(at), ExchangeProblem::CriticisesOneself.into()));
    }
}

fn check_successors(positions: &[Value], findings: &mut Findings) {
    let mut successors: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, position) in positions.iter().enumerate() {
        let id = text(position, "supersedes");
        if id.is_empty() {
            continue;
        }
        if let Some(first) = successors.get(id) {
            let path = Path::default().key("positions").index(index).key("supersedes");
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

/// Nothing can be said before what it answers or replaces.
fn check_circles(tables: &Tables<'_>, findings: &mut Findings) {
    let positions = tables.entries("positions");
    let target = |position: &Value, key: &str| tables.index("positions", text(position, key));
    let earlier: Vec<Vec<usize>> = positions
        .iter()
        .map(|position| {
            ["supersedes", "responds_to"]
                .into_iter()
                .filter_map(|key| target(position, key))
                .collect()
        })
        .collect();
    for circle in circles::find(&earlier) {
        let replaces = |node: usize, next: usize| {
            positions.get(node).and_then(|it| target(it, "supersedes")) == Some(next)
        };
        let steps = describe_steps(positions, &circle, |node, next| {
            if replaces(node, next) { "replaces" } else { "answers" }
        });
        let first = circle.first().copied().unwrap_or_default();
        let second = circle.get(1).copied().unwrap_or(first);
        let key = if replaces(first, second) { "supersedes" } else { "responds_to" };
        let path = Path::default().key("positions").index(first).key(key);
        findings.push((path, ExchangeProblem::Circle { steps }.into()));
    }
}

/// "`a` answers `b`", for each step of a circle.
fn describe_steps(
    positions: &[Value],
    circle: &[usize],
    verb: impl Fn(usize, usize) -> &'static str,
) -> Vec<String> {
    let id = |node: usize| positions.get(node).map_or("", |position| text(position, "id"));
    let next = circle.iter().cycle().skip(1);
    let step = |(node, next): (&usize, &usize)| {
        let whom = if node == next { "itself".to_owned() } else { format!("`{}`", id(*next)) };
        format!("`{}` {} {whom}", id(*node), verb(*node, *next))
    };
    circle.iter().zip(next).map(step).collect()
}

/// A party belongs to another one, and never to itself by whatever way.
fn check_parents(tables: &Tables<'_>, findings: &mut Findings) {
    let parties = tables.entries("parties");
    let links: Vec<Vec<usize>> = parties
        .iter()
        .map(|party| tables.index("parties", text(party, "parent")).into_iter().collect())
        .collect();
    for circle in circles::find(&links) {
        let ids = circle
            .iter()
            .filter_map(|at| parties.get(*at))
            .map(|party| text(party, "id").to_owned())
            .collect();
        let path = Path::default()
            .key("parties")
            .index(circle.first().copied().unwrap_or_default())
            .key("parent");
        findings.push((path, ExchangeProblem::ParentsInCircle { ids }.into()));
    }
}

/// A silence is shown where nothing of the same person is: one that never is would be a lost claim
/// about somebody.
fn check_silences(tables: &Tables<'_>, findings: &mut Findings) {
    let is_on_contract = |issue: &str| {
        tables.entry("issues", issue).is_some_and(|issue| text(issue, "scope") == "this_contract")
    };
    let mut spoken: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut on_contract: BTreeMap<&str, &str> = BTreeMap::new();
    for position in tables.entries("positions") {
        let (stakeholder, issue) = (text(position, "stakeholder"), text(position, "issue"));
        spoken.insert((stakeholder, issue));
        if is_on_contract(issue) {
            on_contract.entry(stakeholder).or_insert(issue);
        }
    }
    let mut seen: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for (index, silence) in tables.entries("silences").iter().enumerate() {
        let path = Path::default().key("silences").index(index);
        let (stakeholder, issue) = (text(silence, "stakeholder"), text(silence, "issue"));
        let kind = silence["kind"].as_str().unwrap_or("not_reported");
        if let Some(first) = seen.get(&(stakeholder, issue, kind)) {
            findings.push((
                path,
                ExchangeProblem::SameSilence { first: format!("silences[{first}]") }.into(),
            ));
            continue;
        }
        seen.insert((stakeholder, issue, kind), index);
        let elsewhere = on_contract.get(stakeholder).copied().filter(|_| is_on_contract(issue));
        let under = if spoken.contains(&(stakeholder, issue)) { Some(issue) } else { elsewhere };
        if let Some(under) = under.filter(|_| kind == "not_reported") {
            let label = tables
                .entry("issues", under)
                .map_or(under, |issue| text(issue, "label"))
                .to_owned();
            findings.push((path, ExchangeProblem::SilenceOfSpeaker { label }.into()));
        }
    }
}
