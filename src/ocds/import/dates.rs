//! The dates of a contract, by the days that the record gives.

use serde_json::Value;

use super::draft::Draft;
use super::node::{Node, written_day};
use super::selection::Selection;
use crate::model::PartialDate;

/// Adds the dates. A date in the future is left out where only a past one makes sense.
pub(super) fn add_dates(
    draft: &mut Draft<'_>,
    release: &Node<'_>,
    selection: &Selection<'_>,
    today: PartialDate,
) {
    let awarded = earliest(&selection.awards, "date");
    let signed = earliest(&selection.contracts, "dateSigned");
    for (key, node) in [("awarded", &awarded), ("signed", &signed)] {
        let Some(node) = node else { continue };
        let Some(day) = day_of(node) else { continue };
        if today.is_surely_before(day) {
            draft.leave(node, "the date is in the future");
        } else {
            draft.set(&["dates", key], day.to_string(), node);
        }
    }
    let Some((start, end, max_end)) = find_period(release, selection) else { return };
    let dates: Vec<_> = [("start", start), ("end", end), ("max_end", max_end)]
        .into_iter()
        .filter_map(|(key, node)| {
            let node = node?;
            Some((key, day_of(&node)?, node))
        })
        .collect();
    let is_in_order = dates.is_sorted_by(|(_, one, _), (_, next, _)| !next.is_surely_before(*one));
    for (key, day, node) in dates {
        if is_in_order {
            draft.set(&["dates", key], Value::String(day.to_string()), &node);
        } else {
            draft.leave(&node, "the dates of the contract contradict each other");
        }
    }
}

/// The first day, the last, and the last if every option to extend is used.
type Period<'a> = (Option<Node<'a>>, Option<Node<'a>>, Option<Node<'a>>);

/// Finds the period of the contracts or, before there are any, of the awards, and before these, of
/// the tender. Several contracts or awards run from the first day of any to the last of any.
fn find_period<'a>(release: &Node<'a>, selection: &Selection<'a>) -> Option<Period<'a>> {
    let periods = |nodes: &[Node<'a>], key: &str| -> Vec<Node<'a>> {
        nodes.iter().filter_map(|node| node.get(key)).collect()
    };
    let tender = release.get("tender").into_iter().collect::<Vec<_>>();
    let lots = tender.iter().flat_map(|tender| tender.items("lots")).collect::<Vec<_>>();
    [
        periods(&selection.contracts, "period"),
        periods(&selection.awards, "contractPeriod"),
        periods(&tender, "contractPeriod"),
        periods(&lots, "contractPeriod"),
    ]
    .into_iter()
    .map(|periods| {
        (
            earliest(&periods, "startDate"),
            latest(&periods, "endDate"),
            latest(&periods, "maxExtentDate"),
        )
    })
    .find(|(start, end, max_end)| start.is_some() || end.is_some() || max_end.is_some())
}

fn earliest<'a>(nodes: &[Node<'a>], key: &str) -> Option<Node<'a>> {
    dated(nodes, key).min_by_key(|(day, _)| *day).map(|(_, node)| node)
}

fn latest<'a>(nodes: &[Node<'a>], key: &str) -> Option<Node<'a>> {
    dated(nodes, key).max_by_key(|(day, _)| *day).map(|(_, node)| node)
}

fn dated<'n, 'a>(
    nodes: &'n [Node<'a>],
    key: &'n str,
) -> impl Iterator<Item = (PartialDate, Node<'a>)> + 'n {
    nodes.iter().filter_map(move |node| {
        let date = node.get(key)?;
        Some((day_of(&date)?, date))
    })
}

fn day_of(node: &Node<'_>) -> Option<PartialDate> {
    written_day(node.as_text()?)
}
