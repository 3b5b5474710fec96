//! Rules for several fields of an object, which the schema names by `x-rule` and `x-order`.
//!
//! They read the JSON value and not the decoded types, so that they also work in documents with
//! other errors.

use serde_json::Value;

use super::path::Path;
use super::tables::{self, Tables, as_list, has_value, string_at};
use super::wording::{ExchangeProblem, FactProblem, Problem};
use super::{circles, facts};

type Findings = Vec<(Path, Problem)>;

/// Checks `object` by the rules that its schema names.
pub(super) fn check_object(
    schema: &Value,
    object: &Value,
    path: &Path,
    tables: &Tables<'_>,
    findings: &mut Findings,
) {
    let mut note = |path: Path, problem: Problem| findings.push((path, problem));
    if schema["x-order"].is_array() {
        check_order(&schema["x-order"], object, path, &mut note);
    }
    let problem = match schema["x-rule"].as_str() {
        Some("fact") => return facts::check_fact(object, path, tables, &mut note),
        Some("money") => return facts::check_money(object, path, &mut note),
        Some("party") => return check_party(object, path, &mut note),
        Some("contract") => return check_contract(object, path, &mut note),
        Some("challenge") => check_challenge(object),
        Some("comparison") => facts::check_comparison(object, tables),
        Some("status") => check_status(object, tables),
        Some("silence") => check_silence(object),
        Some("position") => check_position(object, tables),
        Some("question") => (string_at(object, "state") == "answered"
            && !has_value(object, "answer"))
        .then_some(FactProblem::AnswerMissing)
        .map(Problem::Fact),
        Some("related") => {
            (!["contract", "ocid", "external"].iter().any(|key| has_value(object, key)))
                .then_some(FactProblem::RelatedToNothing)
                .map(Problem::Fact)
        }
        _ => None,
    };
    if let Some(problem) = problem {
        note(path.clone(), problem);
    }
}

/// Checks that no date is before one that is listed ahead of it.
fn check_order(keys: &Value, object: &Value, path: &Path, note: &mut impl FnMut(Path, Problem)) {
    let keys: Vec<_> = as_list(keys).iter().filter_map(Value::as_str).collect();
    for (index, later) in keys.iter().enumerate() {
        let end = tables::parse_date(&object[*later]);
        let earlier = keys
            .iter()
            .take(index)
            .find(|earlier| end.is_surely_before(tables::parse_date(&object[**earlier])));
        if let Some(earlier) = earlier {
            let start = tables::parse_date(&object[*earlier]).to_string();
            let earlier = (*earlier).to_owned();
            note(
                path.with_key(later),
                FactProblem::EndsBeforeStart { end: end.to_string(), earlier, start }.into(),
            );
        }
    }
}

/// Checks that only organisations have members, and each once.
fn check_party(party: &Value, path: &Path, note: &mut impl FnMut(Path, Problem)) {
    let (kind, members) = (string_at(party, "kind"), as_list(&party["members"]));
    let path = path.with_key("members");
    if !members.is_empty() && kind != "organisation" {
        note(path.clone(), ExchangeProblem::MembersOfOther { kind: kind.to_owned() }.into());
    }
    for (index, member) in members.iter().enumerate() {
        let first = members.iter().position(|other| other["party"] == member["party"]);
        if let Some(first) = first.filter(|first| *first < index) {
            let problem = ExchangeProblem::SameMember { first: format!("members[{first}]") };
            note(path.with_index(index), problem.into());
        }
    }
}

fn check_contract(contract: &Value, path: &Path, note: &mut impl FnMut(Path, Problem)) {
    for (index, related) in as_list(&contract["related"]).iter().enumerate() {
        if has_value(related, "contract") && related["contract"] == contract["id"] {
            note(
                path.with_key("related").with_index(index).with_key("contract"),
                FactProblem::RelatedToItself.into(),
            );
        }
    }
    check_amendments(contract, path, note);
    let values = as_list(&contract["values"]);
    let path = path.with_key("values");
    let mut links = Vec::new();
    for (index, fact) in values.iter().enumerate() {
        let path = path.with_index(index);
        let mut successors = Vec::new();
        let id = string_at(&fact["value"], "superseded_by");
        if !id.is_empty() {
            successors
                .extend(values.iter().position(|other| string_at(&other["value"], "id") == id));
            if successors.is_empty() {
                note(
                    path.with_key("value").with_key("superseded_by"),
                    FactProblem::ReplacedElsewhere { id: id.to_owned() }.into(),
                );
            }
        }
        links.push(successors);
        for (side, alternative) in as_list(&fact["alternatives"]).iter().enumerate() {
            if has_value(&alternative["value"], "superseded_by") {
                let path = path.with_key("alternatives").with_index(side);
                note(
                    path.with_key("value").with_key("superseded_by"),
                    FactProblem::ReplacedSide.into(),
                );
            }
        }
    }
    for circle in circles::find_circles(&links) {
        let mut ids = Vec::new();
        for fact in circle.iter().filter_map(|index| values.get(*index)) {
            ids.push(string_at(&fact["value"], "id").to_owned());
        }
        let first = path.with_index(circle.first().copied().unwrap_or_default());
        note(
            first.with_key("value").with_key("superseded_by"),
            FactProblem::ReplacedInCircle { ids }.into(),
        );
    }
}

/// Checks that changes to a contract are between its own values, and that no two have one number.
fn check_amendments(contract: &Value, path: &Path, note: &mut impl FnMut(Path, Problem)) {
    let amendments = as_list(&contract["amendments"]);
    let is_value = |id: &str| {
        as_list(&contract["values"]).iter().any(|fact| string_at(&fact["value"], "id") == id)
    };
    for (index, amendment) in amendments.iter().enumerate() {
        let path = path.with_key("amendments").with_index(index);
        let number = string_at(amendment, "number");
        let first = amendments.iter().position(|other| string_at(other, "number") == number);
        if let Some(first) = first.filter(|first| *first < index && !number.is_empty()) {
            let first = format!("amendments[{first}]");
            note(path.with_key("number"), FactProblem::SameNumber { first }.into());
        }
        for key in ["value_before", "value_after"] {
            let id = string_at(amendment, key);
            if !id.is_empty() && !is_value(id) {
                let problem = FactProblem::AmendedElsewhere { id: id.to_owned() };
                note(path.with_key(key), problem.into());
            }
        }
        if has_value(amendment, "value_after")
            && amendment["value_before"] == amendment["value_after"]
        {
            note(path.with_key("value_after"), FactProblem::AmendedIntoItself.into());
        }
    }
}

fn check_status(status: &Value, tables: &Tables<'_>) -> Option<Problem> {
    let is_unknown = string_at(status, "code") == "unknown";
    if !has_value(status, "sources") {
        return (!is_unknown).then_some(FactProblem::StatusWithoutSource).map(Problem::Fact);
    }
    let is_official = status["reported"] == false;
    let kinds = facts::unofficial_kinds(tables::cited_ids(&status["sources"]), tables)
        .filter(|_| is_official)?;
    Some(FactProblem::StatusNotOfficial { kinds }.into())
}

/// Checks that only a challenge that a court has decided, or that is over, has an outcome.
fn check_challenge(challenge: &Value) -> Option<Problem> {
    let stage = string_at(challenge, "stage");
    let is_open = matches!(stage, "threatened" | "issued" | "hearing");
    (is_open && has_value(challenge, "outcome"))
        .then(|| FactProblem::OutcomeOfOpen { stage: stage.to_owned() }.into())
}

fn check_silence(silence: &Value) -> Option<Problem> {
    let kind = silence["kind"].as_str().unwrap_or("not_reported");
    let problem = if kind != "not_reported" && !has_value(silence, "sources") {
        ExchangeProblem::SilenceWithoutSource { kind: kind.to_owned() }
    } else if kind == "declined" && !has_value(silence, "about") {
        ExchangeProblem::DeclinedWithoutAbout
    } else {
        return None;
    };
    Some(problem.into())
}

fn check_position(position: &Value, tables: &Tables<'_>) -> Option<Problem> {
    let is_group =
        tables.speaker(position).is_some_and(|party| string_at(party, "kind") == "group");
    let (lang, original, translator) = (
        has_value(position, "lang"),
        has_value(position, "original_text"),
        has_value(position, "translated_by"),
    );
    let problem = if is_group && string_at(position, "expression") == "quote" {
        ExchangeProblem::GroupQuoted
    } else if (original || translator) && !lang {
        ExchangeProblem::TranslatedFromNoLanguage
    } else if original && !translator {
        ExchangeProblem::TranslatedByNobody
    } else {
        return None;
    };
    Some(problem.into())
}
