//! What happened, by the notices: each as an event, the changes of the contract, failures to perform
//! it, suppliers left out, and the processes that are related.

use serde_json::{Map, Value, json};

use super::change::Changes;
use super::documents::{NoticeDocument, Section};
use super::draft::Draft;
use super::node::{Node, written_day};
use super::parties::add_party;
use super::selection::Selection;
use super::text::{MAX_TEXT, fit_text};
use super::values::{AFTER, BEFORE, write_amount};
use crate::model::{EventKind, PartialDate, is_http_url};

/// Stands before the money that somebody pays for a failure.
const PENALTY: &str = " Penalty: ";
/// Stands before the value in a notice of TED about the change of a contract. By the guidance, it is that of
/// the change alone (BT-720), but buyers also give that of the contract as changed.
const VALUE: &str = " Value in the notice of the change: ";
/// What the cancellation of a notice of TED says, and what stands before its reason.
///
/// Source: the description of the code `cancel` in the authority table `change-corrig-justification`:
/// it makes the notice null and void, and cancels neither the procedure nor a lot.
const CANCELLED: &str =
    "The buyer cancelled a notice of this procurement. That alone does not end the procurement.";
const REASON: &str = " Reason given: ";
/// Stands before a requirement that was not met, where the record has no other words for that.
const NOT_MET: &str = "Requirement that was not met: ";

/// Adds an event for each notice, in the order of their publication.
pub(super) fn add_notices(
    draft: &mut Draft<'_>,
    notices: &[&NoticeDocument<'_>],
    today: PartialDate,
) {
    for notice in notices {
        let (Some(day), Some(text)) = (notice.published, notice.description()) else { continue };
        if today.is_surely_before(day) {
            continue;
        }
        let kind = match (notice.notice_type, notice.section) {
            (Some(notice_type), _) => notice_type.event(),
            (None, Section::Planning) => EventKind::Announced,
            (None, Section::Tender) if notice.node.text("documentType") == Some("tenderNotice") => {
                EventKind::Tendered
            }
            (None, _) => EventKind::Background,
        };
        add_event(draft, kind, day, text, None, &notice.node);
    }
}

/// Lists the changes of notices that cancel these, as notices of TED give them.
pub(super) fn list_cancellations<'a>(release: &Node<'a>) -> Vec<Node<'a>> {
    let amendments = release.get("tender").map(|tender| tender.items("amendments"));
    let is_cancellation = |amendment: &Node<'a>| {
        amendment.items("rationaleClassifications").iter().any(|class| {
            class.text("scheme") == Some("eu-change-corrig-justification")
                && class.text("id") == Some("cancel")
        })
    };
    amendments.unwrap_or_default().into_iter().filter(is_cancellation).collect()
}

/// Adds an event for each notice that was cancelled, on the day of the notice that says so.
pub(super) fn add_cancellations(draft: &mut Draft<'_>, release: &Node<'_>, today: PartialDate) {
    let cancellations = list_cancellations(release);
    for cancellation in &cancellations {
        let record = draft.record();
        let notice = record.notice_of(cancellation.pointer());
        let notice = notice.and_then(|index| record.notices().get(index));
        let day = notice.and_then(|notice| written_day(notice.date.as_deref()?));
        let day = day.filter(|day| !today.is_surely_before(*day)).unwrap_or_default();
        let reason = cancellation.text("rationale").map(|text| format!("{REASON}{text}"));
        let text = format!("{CANCELLED}{}", reason.unwrap_or_default());
        add_event(draft, EventKind::Background, day, &text, None, cancellation);
    }
    let amendments = release.get("tender").map(|tender| tender.items("amendments"));
    for amendment in amendments.unwrap_or_default() {
        if cancellations.iter().any(|known| known.pointer() == amendment.pointer()) {
            continue;
        }
        for key in ["rationale", "rationaleClassifications"] {
            if let Some(reason) = amendment.get(key) {
                draft
                    .leave(&reason, "why a notice was changed, which says nothing of the contract");
            }
        }
    }
}

/// Adds the changes of the contracts, as notices of change give them.
pub(super) fn add_amendments(
    draft: &mut Draft<'_>,
    selection: &Selection<'_>,
    notices: &[NoticeDocument<'_>],
    changes: &Changes<'_>,
    today: PartialDate,
) {
    let has_values = draft.has_value(BEFORE) && draft.has_value(AFTER);
    for contract in &selection.contracts {
        let change = changes.find(contract, "amount").filter(|_| has_values);
        let is_of_change = |amendment: &Node<'_>| {
            change.as_ref().is_some_and(|change| changes.is_from(amendment, change))
        };
        let amendments = contract.items("amendments");
        // Of several in the notice that changed the value, nobody can tell which did.
        let is_one = amendments.iter().filter(|amendment| is_of_change(amendment)).count() == 1;
        for amendment in amendments {
            let id = amendment.text("id");
            let notice = id.and_then(|id| notices.iter().find(|notice| notice.id() == Some(id)));
            let text = amendment.text("description").or_else(|| notice?.description()).or(id);
            let Some(text) = text else {
                draft.leave(&amendment, "it does not say what was changed");
                continue;
            };
            let day = amendment.day("date").filter(|day| !today.is_surely_before(*day));
            let mut entry = Map::new();
            entry.insert("date".into(), day.unwrap_or_default().to_string().into());
            let value = amendment.get("value").and_then(|value| describe_money(&value));
            entry.insert("text".into(), add_money(text, VALUE, value).into());
            if is_one && is_of_change(&amendment) {
                entry.insert("value_before".into(), BEFORE.into());
                entry.insert("value_after".into(), AFTER.into());
            }
            if let Some(source) = draft.source_of(amendment.pointer()) {
                entry.insert("sources".into(), json!([source]));
            }
            entry.insert("record".into(), amendment.pointer().into());
            draft.add("amendments", entry, &amendment);
        }
    }
}

/// Adds what the record says went wrong: requirements that were not met, and the end of a contract
/// with its reason.
pub(super) fn add_failures(draft: &mut Draft<'_>, selection: &Selection<'_>, today: PartialDate) {
    for contract in &selection.contracts {
        let failures = contract.get("implementation").map(|node| node.items("performanceFailures"));
        for failure in failures.unwrap_or_default() {
            let requirement = failure.text("requirement").map(|text| format!("{NOT_MET}{text}"));
            let Some(text) = failure.text("description").map(str::to_owned).or(requirement) else {
                continue;
            };
            let penalty = failure.get("penaltyValue").and_then(|value| describe_money(&value));
            let text = add_money(&text, PENALTY, penalty);
            let suppliers = failure.items("suppliers");
            let actor = match &*suppliers {
                [only] => add_party(draft, only, "supplier"),
                _ => None,
            };
            let day = failure.day("decisionDate").or_else(|| failure.day("penaltyDate"));
            let day = day.filter(|day| !today.is_surely_before(*day)).unwrap_or_default();
            add_event(draft, EventKind::Background, day, &text, actor, &failure);
        }
        let reasons = contract.items("terminationRationaleClassifications");
        let single = contract.get("terminationRationaleClassification");
        for reason in reasons.into_iter().chain(single) {
            let Some(text) = reason.text("description") else { continue };
            let ended = contract.find(&["completion", "endDate"]);
            let day = ended.and_then(|node| node.as_day());
            let day = day.filter(|day| !today.is_surely_before(*day)).unwrap_or_default();
            add_event(draft, EventKind::Ended, day, text, None, &reason);
        }
    }
}

/// Adds an amount to what the record says, after words that say what it is.
fn add_money(text: &str, label: &str, money: Option<String>) -> String {
    let mut text = fit_text(text, 600);
    if let Some(money) = money {
        if !text.ends_with(['.', '!', '?', '…']) {
            text.push('.');
        }
        text += &format!("{label}{money}.");
    }
    text
}

/// Adds the other contracting processes that the record names.
pub(super) fn add_related(draft: &mut Draft<'_>, release: &Node<'_>, selection: &Selection<'_>) {
    let owners = std::iter::once(release).chain(&selection.contracts);
    for process in owners.flat_map(|owner| owner.items("relatedProcesses")) {
        let kinds = process.items("relationship");
        let relation = kinds.iter().find_map(|kind| match kind.as_text()? {
            "framework" => Some("call_off_of"),
            "replacementProcess" | "renewalProcess" => Some("replaces"),
            "prior" | "parent" | "planning" | "unsuccessfulProcess" => {
                Some("mentioned_for_context")
            }
            _ => None,
        });
        let Some(relation) = relation else { continue };
        let mut entry = Map::new();
        let identifier = process.text("identifier");
        let uri = process.text("uri").filter(|uri| is_http_url(uri));
        let title = process.text("title").or(identifier);
        match (identifier, title, uri) {
            (Some(ocid), _, _) if process.text("scheme") == Some("ocid") => {
                entry.insert("ocid".into(), ocid.into());
            }
            (_, Some(title), Some(url)) => {
                let external = json!({"title": fit_text(title, MAX_TEXT), "url": url});
                entry.insert("external".into(), external);
            }
            _ => {
                draft.leave(&process, "it has no link to the other process");
                continue;
            }
        }
        entry.insert("relation".into(), relation.into());
        entry.insert("record".into(), process.pointer().into());
        draft.add("related", entry, &process);
    }
}

fn describe_money(value: &Node<'_>) -> Option<String> {
    let amount = value.text("amount")?.parse().ok()?;
    Some(format!("{} {}", value.text("currency")?, write_amount(amount)))
}

fn add_event(
    draft: &mut Draft<'_>,
    kind: EventKind,
    day: PartialDate,
    text: &str,
    actor: Option<String>,
    place: &Node<'_>,
) {
    let mut event = Map::new();
    event.insert("date".into(), day.to_string().into());
    event.insert("kind".into(), json!(kind));
    if let Some(actor) = actor {
        event.insert("actor".into(), actor.into());
    }
    event.insert("text".into(), Value::String(fit_text(text, MAX_TEXT)));
    if let Some(source) = draft.source_of(place.pointer()) {
        event.insert("sources".into(), json!([source]));
    }
    event.insert("record".into(), place.pointer().into());
    draft.add("events", event, place);
}
