//! The order of releases: that of their dates as instants, then of their ids.

use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::ReleaseId;
use crate::ocds::json::{Json, Object};
use crate::ocds::note::Note;

/// A release with what its order depends on.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) release: Object,
    pub(super) id: ReleaseId,
    date: ReleaseDate,
}

/// The date of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ReleaseDate {
    /// There is none, or it cannot be read.
    None,
    /// When it was. `has_zone` is false if that is known only if the date is in UTC.
    Instant { at: Timestamp, has_zone: bool },
}

impl ReleaseDate {
    fn parse(text: Option<&str>) -> Self {
        let text = text.unwrap_or_default().trim();
        if let Ok(at) = text.parse() {
            return Self::Instant { at, has_zone: true };
        }
        // A date with a zone that is out of range, as in `+99:00`, must not pass for one without.
        let local = text.parse::<DateTime>().ok().filter(|_| !has_zone(text));
        let at = local.and_then(|local| TimeZone::UTC.to_timestamp(local).ok());
        at.map_or(Self::None, |at| Self::Instant { at, has_zone: false })
    }

    fn instant(self) -> Option<Timestamp> {
        match self {
            Self::None => None,
            Self::Instant { at, .. } => Some(at),
        }
    }
}

/// Whether anything follows the time, or the day, in a date.
fn has_zone(text: &str) -> bool {
    let after_day = text.get(10..).unwrap_or_default();
    after_day.contains(['Z', 'z', '+', '-', '['])
}

/// Orders the releases and leaves out those that occur again. Without a date, a release comes first.
pub(super) fn order_releases(releases: Vec<Json>, notes: &mut Vec<Note>) -> Vec<Dated> {
    let entries = releases.into_iter().enumerate();
    let mut dated: Vec<_> = entries
        .filter_map(|(input, release)| match release {
            Json::Object(release) => Some(Dated::new(release, input)),
            _ => None,
        })
        .collect();
    dated.sort_by(Dated::compare);
    let mut ordered: Vec<Dated> = Vec::with_capacity(dated.len());
    let mut left_out = 0;
    for release in dated {
        match ordered.last() {
            Some(last) if last.release == release.release => left_out += 1,
            last => {
                note_duplicates(last, &mut left_out, notes);
                ordered.push(release);
            }
        }
    }
    note_duplicates(ordered.last(), &mut left_out, notes);
    note_doubts(&ordered, notes);
    ordered
}

impl Dated {
    fn new(release: Object, input: usize) -> Self {
        let text = |key| release.get(key).and_then(Json::as_text_or_number).map(str::to_owned);
        let id = ReleaseId { id: text("id"), date: text("date"), input };
        Self { date: ReleaseDate::parse(id.date.as_deref()), id, release }
    }

    /// The content decides last, so that the order of the files never does.
    fn compare(&self, other: &Self) -> Ordering {
        let instants = self.date.instant().cmp(&other.date.instant());
        let ids = instants.then_with(|| self.id.id.cmp(&other.id.id));
        ids.then_with(|| {
            let contents = compare_objects(&self.release, &other.release);
            // Equal releases may have their keys in another order, and then one of them is kept.
            contents
                .then_with(|| format!("{:?}", self.release).cmp(&format!("{:?}", other.release)))
        })
    }
}

/// Orders values by their content. What differs only in the order of keys is equal.
fn compare_json(one: &Json, other: &Json) -> Ordering {
    match (one, other) {
        (Json::Bool(one), Json::Bool(other)) => one.cmp(other),
        (Json::Number(one), Json::Number(other)) | (Json::Text(one), Json::Text(other)) => {
            one.cmp(other)
        }
        (Json::List(one), Json::List(other)) => {
            let pairs = one.iter().zip(other).map(|(one, other)| compare_json(one, other));
            first_difference(pairs).then_with(|| one.len().cmp(&other.len()))
        }
        (Json::Object(one), Json::Object(other)) => compare_objects(one, other),
        _ => rank_of(one).cmp(&rank_of(other)),
    }
}

fn compare_objects(one: &Object, other: &Object) -> Ordering {
    let (one, other) = (sort_entries(one), sort_entries(other));
    let pairs = one
        .iter()
        .zip(&other)
        .map(|(one, other)| one.0.cmp(other.0).then_with(|| compare_json(one.1, other.1)));
    first_difference(pairs).then_with(|| one.len().cmp(&other.len()))
}

fn sort_entries(object: &Object) -> Vec<(&String, &Json)> {
    let mut entries: Vec<_> = object.iter().collect();
    entries.sort_by_key(|(key, _)| *key);
    entries
}

fn first_difference(mut orders: impl Iterator<Item = Ordering>) -> Ordering {
    orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn rank_of(json: &Json) -> u8 {
    match json {
        Json::Null => 0,
        Json::Bool(_) => 1,
        Json::Number(_) => 2,
        Json::Text(_) => 3,
        Json::List(_) => 4,
        Json::Object(_) => 5,
    }
}

fn note_duplicates(release: Option<&Dated>, left_out: &mut usize, notes: &mut Vec<Note>) {
    let left_out = std::mem::take(left_out);
    if let Some(release) = release.filter(|_| left_out > 0) {
        notes.push(Note::DuplicateRelease { release: release.id.clone(), left_out });
    }
}

/// Notes what makes the order of the releases, or what is cited from them, uncertain.
fn note_doubts(ordered: &[Dated], notes: &mut Vec<Note>) {
    let ids_where = |is_so: fn(&Dated) -> bool| -> Vec<_> {
        ordered.iter().filter(|release| is_so(release)).map(|release| release.id.clone()).collect()
    };
    let without_id = ids_where(|release| release.id.id.is_none());
    if !without_id.is_empty() {
        notes.push(Note::NoReleaseId { releases: without_id });
    }
    let without_date = ids_where(|release| release.date == ReleaseDate::None);
    if !without_date.is_empty() {
        notes.push(Note::NoDate { releases: without_date });
    }
    note_same_ids(ordered, notes);
    if ordered.len() < 2 {
        return;
    }
    let without_zone =
        ids_where(|release| matches!(release.date, ReleaseDate::Instant { has_zone: false, .. }));
    if !without_zone.is_empty() {
        notes.push(Note::NoTimeZone { releases: without_zone });
    }
    for tied in ordered.chunk_by(|one, other| one.date.instant() == other.date.instant()) {
        if tied.len() > 1 && tied.iter().all(|release| release.date != ReleaseDate::None) {
            let releases = tied.iter().map(|release| release.id.clone()).collect();
            notes.push(Note::SameDate { releases });
        }
    }
}

fn note_same_ids(ordered: &[Dated], notes: &mut Vec<Note>) {
    let mut counts = indexmap::IndexMap::<&str, usize>::new();
    for id in ordered.iter().filter_map(|release| release.id.id.as_deref()) {
        *counts.entry(id).or_default() += 1;
    }
    for (id, count) in counts.into_iter().filter(|(_, count)| *count > 1) {
        notes.push(Note::SameReleaseId { id: id.to_owned(), count });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_compared_as_instants() {
        let instant = |text| ReleaseDate::parse(Some(text)).instant();
        for (earlier, later) in [
            ("2026-01-01T12:00:00+01:00", "2026-01-01T11:30:00Z"),
            ("2026-01-01", "2026-01-01T00:00:01Z"),
            ("2026-01-01T09:00:00", "2026-01-01T09:00:00-05:00"),
            ("2026-01-01T00:00:00.1Z", "2026-01-01T00:00:00.25Z"),
        ] {
            assert!(instant(earlier).is_some() && instant(earlier) < instant(later), "{earlier}");
        }
    }

    #[test]
    fn what_is_no_date_or_has_no_zone_is_known() {
        for text in ["", "soon", "2026-13-01", "01/02/2026", "2026-01-01T09:00:00+99:00", "2026"] {
            assert_eq!(ReleaseDate::parse(Some(text)), ReleaseDate::None, "{text}");
        }
        for (text, expected) in [
            ("2026-01-01T09:00:00", false),
            ("2026-01-01", false),
            ("2026-01-01T09:00:00Z", true),
            ("2026-01-01T09:00:00+01:00", true),
        ] {
            let date = ReleaseDate::parse(Some(text));
            assert!(
                matches!(date, ReleaseDate::Instant { has_zone, .. } if has_zone == expected),
                "{text}: {date:?}"
            );
        }
    }
}
