//! The stage that a contract has reached, by the type of its newest notice or, where notices have no
//! types, by the codes of OCDS.

use serde_json::{Map, Value, json};

use super::documents::{NoticeDocument, Section};
use super::draft::Draft;
use super::history::list_cancellations;
use super::node::Node;
use super::notice_type::NoticeType;
use super::selection::Selection;
use crate::model::{PartialDate, StatusCode};

/// The code of the reason for the end of a contract that says that it was carried out. Source: the
/// notices of Find a Tender.
const COMPLETED: &str = "contractCompleted";

/// A stage, and the place in the record that says so.
struct Found<'a> {
    code: StatusCode,
    since: Option<Node<'a>>,
    place: Node<'a>,
}

/// Adds the status of the contract.
pub(super) fn add_status(
    draft: &mut Draft<'_>,
    release: &Node<'_>,
    selection: &Selection<'_>,
    notices: &[NoticeDocument<'_>],
    today: PartialDate,
) {
    let cancelled = find_cancelled(draft, release);
    let is_void = cancelled.is_some();
    let found = cancelled
        .or_else(|| find_by_notice(release, selection, notices))
        .or_else(|| find_by_form(release, selection))
        .or_else(|| find_by_codes(release, selection, today));
    let mut status = Map::new();
    let Some(found) = found else {
        status.insert("code".into(), "unknown".into());
        draft.contract.insert("status".into(), Value::Object(status));
        draft.ask("What stage has the contract reached?");
        return;
    };
    let is_closed = found.code == StatusCode::Tendering && is_surely_closed(release, today);
    let code = if is_closed { StatusCode::Unknown } else { found.code };
    status.insert("code".into(), json!(code));
    let since = found.since.filter(|_| code != StatusCode::Unknown);
    let since = since.and_then(|node| node.as_day());
    if let Some(since) = since.filter(|since| !today.is_surely_before(*since)) {
        status.insert("since".into(), since.to_string().into());
    }
    // A notice that is void no longer says what its codes say.
    let official = official_code(release, selection, found.code).filter(|_| !is_void);
    if let Some((section, code)) = official {
        status.insert("official".into(), json!({"section": section, "code": code}));
    }
    if let Some(source) = draft.source_of(found.place.pointer()) {
        status.insert("sources".into(), json!([source]));
    }
    let question = if is_void {
        "What became of the procurement after its notice was cancelled?"
    } else if is_closed {
        "The last day for bids has passed. What became of the procurement?"
    } else {
        "What stage has the contract reached?"
    };
    draft.ask_unless(code != StatusCode::Unknown, question);
    status.insert("record".into(), found.place.pointer().into());
    draft.note("/contracts/0/status", &found.place);
    draft.contract.insert("status".into(), Value::Object(status));
}

/// Whether the last day for bids, of all lots, has passed: then a procurement that was open to bids
/// is so no longer, and the record does not say what came of it.
fn is_surely_closed(release: &Node<'_>, today: PartialDate) -> bool {
    let Some(tender) = release.get("tender") else { return false };
    let lots = tender.items("lots");
    let periods = std::iter::once(&tender).chain(&lots).filter_map(|node| node.get("tenderPeriod"));
    let mut days = periods.filter_map(|period| period.day("endDate")).peekable();
    days.peek().is_some() && days.all(|day| day.is_surely_before(today))
}

/// Finds that the newest notice cancels the one before it. That notice is void, and its stage with it,
/// but the procurement is not cancelled: nobody says what stage it has reached.
fn find_cancelled<'a>(draft: &Draft<'_>, release: &Node<'a>) -> Option<Found<'a>> {
    let record = draft.record();
    let newest = record.notices().len().checked_sub(1)?;
    let mut cancellations = list_cancellations(release).into_iter();
    let place = cancellations.find(|node| record.notice_of(node.pointer()) == Some(newest))?;
    Some(Found { code: StatusCode::Unknown, since: None, place })
}

/// Finds the stage that the newest notices with a type announce, among those that announce one: of
/// each contract its own or, before there are any, of each award. Where these differ, there is no one
/// stage.
fn find_by_notice<'a>(
    release: &Node<'a>,
    selection: &Selection<'a>,
    notices: &[NoticeDocument<'a>],
) -> Option<Found<'a>> {
    let find = |contract: Option<&Node<'a>>, awards: &[&Node<'a>]| {
        find_newest(release, notices, contract, awards)
    };
    if !selection.contracts.is_empty() {
        let contracts = selection.contracts.iter();
        return agree(contracts.filter_map(|node| find(Some(node), &selection.awards_of(node))));
    }
    if !selection.awards.is_empty() {
        return agree(selection.awards.iter().filter_map(|award| find(None, &[award])));
    }
    find(None, &[])
}

/// Finds the stage of one contract or award by its newest notice, or that of the whole procurement.
fn find_newest<'a>(
    release: &Node<'a>,
    notices: &[NoticeDocument<'a>],
    contract: Option<&Node<'a>>,
    awards: &[&Node<'a>],
) -> Option<Found<'a>> {
    let award_id = contract.and_then(|contract| contract.text("awardID"));
    let is_own = |notice: &NoticeDocument<'_>| match notice.section {
        Section::Planning | Section::Tender => false,
        // The record may say no more of an award than that it was changed, and by which notice.
        Section::Award if awards.is_empty() => award_id.is_some() && notice.owner == award_id,
        Section::Award => awards.iter().any(|award| notice.is_of(award)),
        Section::Contract => contract.is_some_and(|contract| notice.is_of(contract)),
    };
    let is_signed = notices.iter().any(|notice| {
        let kind = notice.notice_type.filter(|_| is_own(notice));
        matches!(kind, Some(NoticeType::Uk7 | NoticeType::Uk10 | NoticeType::Uk11))
    });
    let (notice, notice_type, code) = notices.iter().rev().find_map(|notice| {
        let is_of_all = matches!(notice.section, Section::Planning | Section::Tender);
        let notice_type = notice.notice_type.filter(|_| is_of_all || is_own(notice))?;
        // What ends a procurement, or a lot of it, ends no contract that was signed.
        let is_late = is_signed && notice_type == NoticeType::Uk12;
        Some((notice, notice_type, notice_type.status().filter(|_| !is_late)?))
    })?;
    let (code, since) = match notice_type {
        NoticeType::Uk7 => (code, contract.and_then(|contract| contract.get("dateSigned"))),
        NoticeType::Uk10 => (code, contract.and_then(newest_amendment)),
        NoticeType::Uk11 => {
            let ended = contract.and_then(|contract| contract.find(&["completion", "endDate"]));
            (contract.map_or(StatusCode::Unknown, judge_end), ended)
        }
        NoticeType::Uk12 => (code, release.find(&["tender", "finalStatusDate"])),
        NoticeType::Uk5 | NoticeType::Uk6 => {
            (code, awards.first().and_then(|award| award.get("date")))
        }
        _ => (code, notice.node.get("datePublished")),
    };
    let place = notice.node.get("noticeType").unwrap_or_else(|| notice.node.clone());
    Some(Found { code, since, place })
}

/// Finds the stage that the type of a form of TED announces: a change of a contract (`cont-modif`),
/// of which no code of OCDS says so. The other forms have codes.
fn find_by_form<'a>(release: &Node<'a>, selection: &Selection<'a>) -> Option<Found<'a>> {
    let place = release.find(&["eforms", "formType"])?;
    let since = selection.contracts.first().and_then(newest_amendment);
    (place.as_text()? == "cont-modif").then_some(Found { code: StatusCode::Amended, since, place })
}

/// Finds the stage by the codes of OCDS, those of contracts before those of awards and of the
/// tender. Where several contracts or awards have reached different stages, there is no one stage.
fn find_by_codes<'a>(
    release: &Node<'a>,
    selection: &Selection<'a>,
    today: PartialDate,
) -> Option<Found<'a>> {
    let contracts =
        selection.contracts.iter().filter_map(|contract| judge_contract(contract, today));
    let awards = selection.awards.iter().filter_map(judge_award);
    agree(contracts).or_else(|| agree(awards)).or_else(|| judge_tender(&release.get("tender")?))
}

/// Returns the first of some stages, if they are all the same.
fn agree<'a>(mut found: impl Iterator<Item = Found<'a>>) -> Option<Found<'a>> {
    let first = found.next()?;
    let is_same = found.all(|other| other.code == first.code);
    let code = if is_same { first.code } else { StatusCode::Unknown };
    Some(Found { code, ..first })
}

fn judge_contract<'a>(contract: &Node<'a>, today: PartialDate) -> Option<Found<'a>> {
    let signed = contract.get("dateSigned");
    let has_signed = contract.day("dateSigned").is_some_and(|day| !today.is_surely_before(day));
    let Some(place) = contract.get("status") else {
        // Notices of TED have no status of contracts.
        let place = signed.filter(|_| has_signed)?;
        return Some(Found { code: StatusCode::Signed, since: Some(place.clone()), place });
    };
    let period = contract.get("period");
    let day = |key| period.as_ref().and_then(|period: &Node<'_>| period.day(key));
    let (code, since) = match place.as_text()? {
        "active" => {
            let has_begun = day("startDate").is_some_and(|start| !today.is_surely_before(start));
            let has_ended = day("endDate").is_none_or(|end| end.is_surely_before(today));
            if has_begun && !has_ended {
                (StatusCode::Active, period.and_then(|period| period.get("startDate")))
            } else {
                (StatusCode::Signed, signed)
            }
        }
        "cancelled" => (StatusCode::Cancelled, None),
        "terminated" => (judge_end(contract), contract.find(&["completion", "endDate"])),
        // It is not in force. Whether it is signed, its date says.
        "pending" if has_signed => (StatusCode::Signed, signed),
        _ => return None,
    };
    Some(Found { code, since, place })
}

/// Judges how a contract ended: `terminated` and UK11 are both used of contracts that were carried
/// out and of others. Without a reason, nobody can tell.
fn judge_end(contract: &Node<'_>) -> StatusCode {
    let list = contract.items("terminationRationaleClassifications");
    let single = contract.get("terminationRationaleClassification");
    let reasons: Vec<_> =
        list.iter().chain(&single).filter_map(|reason| reason.text("id")).collect();
    if reasons.is_empty() {
        StatusCode::Unknown
    } else if reasons.iter().all(|reason| *reason == COMPLETED) {
        StatusCode::Completed
    } else {
        StatusCode::TerminatedEarly
    }
}

fn judge_award<'a>(award: &Node<'a>) -> Option<Found<'a>> {
    let place = award.get("status")?;
    let code = match place.as_text()? {
        "pending" => StatusCode::Intended,
        "active" => StatusCode::Awarded,
        "cancelled" => StatusCode::Cancelled,
        // There was no winner, which is no stage of a contract.
        "unsuccessful" => StatusCode::Unknown,
        _ => return None,
    };
    let since = award.get("date").filter(|_| code != StatusCode::Cancelled);
    Some(Found { code, since, place })
}

fn judge_tender<'a>(tender: &Node<'a>) -> Option<Found<'a>> {
    let place = tender.get("status")?;
    let code = match place.as_text()? {
        "planning" | "planned" => StatusCode::Pipeline,
        "active" => StatusCode::Tendering,
        "cancelled" | "withdrawn" => StatusCode::Cancelled,
        "unsuccessful" | "complete" => StatusCode::Unknown,
        _ => return None,
    };
    let since = tender.get("datePublished").filter(|_| code == StatusCode::Tendering);
    Some(Found { code, since, place })
}

/// The newest date of an amendment of a contract.
fn newest_amendment<'a>(contract: &Node<'a>) -> Option<Node<'a>> {
    let dates = contract.items("amendments").into_iter().filter_map(|node| node.get("date"));
    dates.max_by_key(|date| date.as_text())
}

/// Returns the status in the record, as section and code, of what the stage is about. `None` if
/// several contracts or awards have different codes.
fn official_code<'a>(
    release: &Node<'a>,
    selection: &Selection<'a>,
    code: StatusCode,
) -> Option<(&'static str, &'a str)> {
    let tender = release.get("tender").into_iter().collect::<Vec<_>>();
    let is_early = matches!(code, StatusCode::Pipeline | StatusCode::Tendering);
    let sections =
        [("contract", &selection.contracts), ("award", &selection.awards), ("tender", &tender)];
    for (section, nodes) in sections {
        if is_early && section != "tender" {
            continue;
        }
        let mut codes = nodes.iter().filter_map(|node| node.text("status"));
        if let Some(first) = codes.next() {
            return codes.all(|other| other == first).then_some((section, first));
        }
    }
    None
}
