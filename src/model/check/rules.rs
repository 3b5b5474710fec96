//! Rules that look at more than one field of an object, named in the schema by `x-rule` and
//! `x-order`.
//!
//! They read the JSON value, not the decoded types, so that they hold in documents that have other
//! errors too.

use serde_json::Value;

use super::path::Path;
use super::tables::{self, Tables, has, list, text};
use super::wording::{ExchangeProblem, FactProblem, Problem};
use super::{circles, facts};

type Findings = Vec<(Path, Problem)>;

/// Notes what is wrong with `object` by the rules that its schema names.
pub(super) fn check(
    schema: &Value,
    object: &Value,
    path: &Path,
    tables: &Tables<'_>,
    findings: &mut Findings,
) {
    let mut note = |path: Path, problem: Problem| findings.push((path, problem));
    if schema["x-order"].is_array() {
        order(&schema["x-order"], object, path, &mut note);
    }
    let problem = match schema["x-rule"].as_str() {
        Some("fact") => return facts::check_fact(object, path, tables, &mut note),
        Some("contract") => return contract(object, path, &mut note),
        Some("comparison") => facts::comparison(object, tables),
        Some("status") => status(object, tables),
        Some("silence") => silence(object),
        Some("position") => position(object, tables),
        Some("question") => (text(object, "state") == "answered" && !has(object, "answer"))
            .then_some(FactProblem::AnswerMissing)
            .map(Problem::Fact),
        Some("related") => (!["contract", "ocid", "external"].iter().any(|key| has(object, key)))
            .then_some(FactProblem::RelatedToNothing)
            .map(Problem::Fact),
        _ => None,
    };
    if let Some(problem) = problem {
        note(path.clone(), problem);
    }
}

/// Dates of which none may come before those named ahead of it.
fn order(keys: &Value, object: &Value, path: &Path, note: &mut impl FnMut(Path, Problem)) {
    let keys: Vec<_> = list(keys).iter().filter_map(Value::as_str).collect();
    for (at, later) in keys.iter().enumerate() {
        let end = tables::date(&object[*later]);
        let earlier = keys
            .iter()
            .take(at)
            .find(|earlier| end.is_surely_before(tables::date(&object[**earlier])));
        if let Some(earlier) = earlier {
            let start = tables::date(&object[*earlier]).to_string();
            let earlier = (*earlier).to_owned();
            note(
                path.key(later),
                FactProblem::EndsBeforeStart { end: end.to_string(), earlier, start }.into(),
            );
        }
    }
}

fn contract(contract: &Value, path: &Path, note: &mut impl FnMut(Path, Problem)) {
    for (index, related) in list(&contract["related"]).iter().enumerate() {
        if has(related, "contract") && related["contract"] == contract["id"] {
            note(
                path.key("related").index(index).key("contract"),
                FactProblem::RelatedToItself.into(),
            );
        }
    }
    let values = list(&contract["values"]);
    let at = |index: usize| path.key("values").index(index).key("value").key("superseded_by");
    let next: Vec<_> = values
        .iter()
        .map(|fact| {
            let id = text(&fact["value"], "superseded_by");
            values.iter().position(|other| !id.is_empty() && text(&other["value"], "id") == id)
        })
        .collect();
    for (index, fact) in values.iter().enumerate() {
        let id = text(&fact["value"], "superseded_by");
        if !id.is_empty() && next.get(index).is_none_or(Option::is_none) {
            note(at(index), FactProblem::ReplacedElsewhere { id: id.to_owned() }.into());
        }
        for (side, alternative) in list(&fact["alternatives"]).iter().enumerate() {
            if has(&alternative["value"], "superseded_by") {
                let place = path.key("values").index(index).key("alternatives").index(side);
                note(place.key("value").key("superseded_by"), FactProblem::ReplacedSide.into());
            }
        }
    }
    let links: Vec<Vec<usize>> = next.into_iter().map(|next| next.into_iter().collect()).collect();
    for circle in circles::find(&links) {
        let ids = circle
            .iter()
            .filter_map(|index| values.get(*index))
            .map(|fact| text(&fact["value"], "id"));
        let ids = ids.map(str::to_owned).collect();
        note(
            at(circle.first().copied().unwrap_or_default()),
            FactProblem::ReplacedInCircle { ids }.into(),
        );
    }
}

fn status(status: &Value, tables: &Tables<'_>) -> Option<Problem> {
    let is_unknown = text(status, "code") == "unknown";
    if !has(status, "sources") {
        return (!is_unknown).then_some(FactProblem::StatusWithoutSource).map(Problem::Fact);
    }
    let is_official = status["reported"] == false;
    let kinds = facts::unofficial_kinds(tables::cited(&status["sources"]), tables)
        .filter(|_| is_official)?;
    Some(FactProblem::StatusNotOfficial { kinds }.into())
}

fn silence(silence: &Value) -> Option<Problem> {
    let kind = silence["kind"].as_str().unwrap_or("not_reported");
    let problem = if kind != "not_reported" && !has(silence, "sources") {
        ExchangeProblem::SilenceWithoutSource { kind: kind.to_owned() }
    } else if kind == "declined" && !has(silence, "about") {
        ExchangeProblem::DeclinedWithoutAbout
    } else {
        return None;
    };
    Some(problem.into())
}

fn position(position: &Value, tables: &Tables<'_>) -> Option<Problem> {
    let is_group = tables.speaker(position).is_some_and(|party| text(party, "kind") == "group");
    let (lang, original, translator) =
        (has(position, "lang"), has(position, "original_text"), has(position, "translated_by"));
    let problem = if is_group && text(position, "expression") == "quote" {
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
