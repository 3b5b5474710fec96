//! Rules that look at more than one field of an object, one per `x-rule` keyword of the schema.
//!
//! They read the JSON value, not the decoded types, so that they hold in documents that have other errors too.

use serde_json::Value;

use super::wording::Problem;

/// What is wrong with `object` by the rule named `rule`: at most one finding, at the object itself.
pub(super) fn problem(rule: &str, object: &Value, document: &Value) -> Option<Problem> {
    match rule {
        "fact" => fact(object),
        "status" => {
            (text(object, "code") != "unknown" && !has(object, "sources")).then_some(Problem::StatusWithoutSource)
        }
        "silence" => silence(object),
        "question" => (text(object, "state") == "answered" && !has(object, "answer")).then_some(Problem::AnswerMissing),
        "related" => {
            let named = ["contract", "ocid", "external"].iter().any(|key| has(object, key));
            (!named).then_some(Problem::RelatedToNothing)
        }
        "position" => {
            let group = party_kind(object, document) == Some("group");
            let quoted = (group && text(object, "expression") == "quote").then_some(Problem::GroupQuoted);
            quoted.or_else(|| replaced(object, document))
        }
        "comparison" => comparison(object, document),
        _ => None,
    }
}

/// Whether a comparison divides an amount that is there, and right to the last digit it gives.
fn comparison(object: &Value, document: &Value) -> Option<Problem> {
    let contracts = document["contracts"].as_array()?;
    let named = text(object, "contract");
    let contract =
        if named.is_empty() { contracts.first() } else { contracts.iter().find(|it| text(it, "id") == named) };
    let (amount, divisor, result) = (text(object, "amount"), text(object, "divisor"), text(object, "result"));
    let values = contract?["values"].as_array().into_iter().flatten();
    if !values.map(|fact| text(&fact["value"], "amount")).any(|value| value == amount) {
        return Some(Problem::ComparisonOfNothing { amount: amount.to_owned() });
    }
    let number = |text: &str| text.parse::<f64>().ok();
    let quotient = number(amount)? / number(divisor)?;
    // Right to the last digit that is given: `0.74`, `3476`, and `3500`, which is rounded to hundreds.
    let digits = result.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let zeros = if digits == 0 { result.len() - result.trim_end_matches('0').len() } else { 0 };
    let unit = 10_f64.powi(i32::try_from(zeros).ok()?);
    let rounded = format!("{:.digits$}", if digits == 0 { (quotient / unit).round() * unit } else { quotient });
    (rounded != result).then(|| Problem::BadArithmetic {
        sum: format!("{amount} ÷ {divisor}"),
        is: if quotient.is_finite() { rounded } else { "no number".to_owned() },
        not: result.to_owned(),
    })
}

/// A position takes the place of an earlier one of the same stakeholder on the same issue, and of none in a circle.
fn replaced(position: &Value, document: &Value) -> Option<Problem> {
    let id = text(position, "supersedes");
    let positions = document["positions"].as_array()?;
    let by_id = |id: &str| positions.iter().find(|it| !id.is_empty() && text(it, "id") == id);
    let earlier = by_id(id)?;
    let same = ["stakeholder", "issue"].into_iter().all(|key| text(earlier, key) == text(position, key));
    let mut next = Some(earlier);
    // As many steps as there are positions are enough to come back to where they started.
    let returns = positions.iter().any(|_| {
        let returned = next.is_some_and(|it| std::ptr::eq(it, position));
        next = next.and_then(|it| by_id(text(it, "supersedes")));
        returned
    });
    (!same || returns).then(|| Problem::ReplacesOther { id: id.to_owned() })
}

fn fact(object: &Value) -> Option<Problem> {
    match text(object, "state") {
        "known" if !has(object, "value") => Some(Problem::FactWithoutValue),
        "known" if !has(object, "sources") => Some(Problem::FactWithoutSource),
        "disputed" if object["alternatives"].as_array().is_none_or(|sides| sides.len() < 2) => {
            Some(Problem::DisputeWithoutSides)
        }
        _ => None,
    }
}

fn silence(object: &Value) -> Option<Problem> {
    let kind = object["kind"].as_str().unwrap_or("not_reported");
    if kind != "not_reported" && !has(object, "sources") {
        Some(Problem::SilenceWithoutSource { kind: kind.to_owned() })
    } else {
        (kind == "declined" && !has(object, "about")).then_some(Problem::DeclinedWithoutAbout)
    }
}

/// The kind of the party behind a position's stakeholder.
fn party_kind<'a>(position: &Value, document: &'a Value) -> Option<&'a str> {
    let by_id = |table: &str, id: &str| document[table].as_array()?.iter().find(|entry| text(entry, "id") == id);
    let stakeholder = by_id("stakeholders", text(position, "stakeholder"))?;
    by_id("parties", text(stakeholder, "party"))?["kind"].as_str()
}

fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object[key].as_str().unwrap_or_default()
}

/// Whether a key is there and, if it holds a list, the list has entries.
fn has(object: &Value, key: &str) -> bool {
    match &object[key] {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}
