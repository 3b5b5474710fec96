//! The dates of a contract, by the days that the record gives.

use serde_json::Value;

use super::draft::Draft;
use super::node::Node;
use super::parts::Parts;
use super::selection::Selection;
use crate::model::PartialDate;

/// A day, and the place in the record that gives it.
type Dated<'a> = (PartialDate, Node<'a>);

/// Adds the dates. A date in the future is left out where only a past one makes sense.
pub(super) fn add_dates<'a>(
    draft: &mut Draft<'_>,
    release: &Node<'a>,
    selection: &Selection<'a>,
    parts: &Parts<'_, 'a>,
    today: PartialDate,
) {
    let awarded = list_dated(&selection.awards, "date").min_by_key(|(day, _)| *day);
    let signed = list_dated(&selection.contracts, "dateSigned").min_by_key(|(day, _)| *day);
    for (key, dated) in [("awarded", awarded), ("signed", signed)] {
        let Some((day, node)) = dated else { continue };
        if today.is_surely_before(day) {
            draft.leave(&node, "the date is in the future");
        } else {
            draft.set(&["dates", key], day.to_string(), &node);
        }
    }
    let levels = list_periods(release, selection, parts);
    // Several contracts or awards run from the first day of any to the last of any.
    let find = |key: &str| {
        levels.iter().find_map(|level| list_dated(level, key).max_by_key(|(day, _)| *day))
    };
    let start =
        levels.iter().find_map(|level| list_dated(level, "startDate").min_by_key(|(day, _)| *day));
    let (end, max_end) = (find("endDate"), find("maxExtentDate"));
    let is_reversed = |first: &Option<Dated<'_>>, last: &Option<Dated<'_>>| matches!((first, last), (Some((first, _)), Some((last, _))) if last.is_surely_before(*first));
    if is_reversed(&start, &end) {
        for (_, node) in [start, end, max_end].into_iter().flatten() {
            draft.leave(&node, "the dates of the contract contradict each other");
        }
        return;
    }
    // Of several contracts, the one that may be extended need not be the one that runs longest.
    let is_too_early = is_reversed(&end, &max_end) || is_reversed(&start, &max_end);
    for (key, dated) in [("start", start), ("end", end), ("max_end", max_end)] {
        let Some((day, node)) = dated else { continue };
        if key == "max_end" && is_too_early {
            draft.leave(&node, "another contract of the record runs longer");
        } else {
            draft.set(&["dates", key], Value::String(day.to_string()), &node);
        }
    }
}

/// Lists the periods of the contracts, of the awards, of the tender and of those of its lots that the
/// draft is about. What one says counts before what those behind it say. Of one award of several, its
/// lots count before the tender, which is for all.
fn list_periods<'a>(
    release: &Node<'a>,
    selection: &Selection<'a>,
    parts: &Parts<'_, 'a>,
) -> [Vec<Node<'a>>; 4] {
    let periods = |nodes: &[Node<'a>], key: &str| -> Vec<Node<'a>> {
        nodes.iter().filter_map(|node| node.get(key)).collect()
    };
    let tender: Vec<_> = release.get("tender").into_iter().collect();
    let lots = tender.iter().flat_map(|tender| tender.items("lots"));
    let lots: Vec<_> = lots.filter(|lot| parts.has_lot(lot)).collect();
    let (nearer, farther) = if selection.is_all { (&tender, &lots) } else { (&lots, &tender) };
    [
        periods(&selection.contracts, "period"),
        periods(&selection.awards, "contractPeriod"),
        periods(nearer, "contractPeriod"),
        periods(farther, "contractPeriod"),
    ]
}

/// Lists the days at a key.
fn list_dated<'n, 'a>(nodes: &'n [Node<'a>], key: &'n str) -> impl Iterator<Item = Dated<'a>> + 'n {
    nodes.iter().filter_map(move |node| {
        let date = node.get(key)?;
        Some((date.as_day()?, date))
    })
}
