//! What an object is, by its keys.

use serde_json::value::RawValue;

use crate::ocds::json::is_digits;
use crate::ocds::read::foreign::Foreign;
use crate::ocds::read::release::{Entries, find, read_text};

/// How many keys of other JSON are named.
const MAX_KEYS: usize = 5;

/// Whether an object in a list of releases only says where the release is.
pub(super) fn is_link(entries: &Entries) -> bool {
    let mut keys = entries.iter().map(|(key, _)| key.as_str());
    find(entries, "url").is_some() && keys.all(|key| ["url", "date", "tag", "id"].contains(&key))
}

/// Whether an object holds versions of values in the place of values.
pub(super) fn is_versioned(entries: &Entries) -> bool {
    let has_own = ["id", "date", "tag"].iter().any(|key| find(entries, key).is_some());
    !has_own && entries.iter().any(|(_, value)| value.get().contains("\"releaseID\""))
}

/// Tells what an object is that is not OCDS.
pub(super) fn detect_foreign(entries: &Entries) -> Foreign {
    let has = |key| find(entries, key).is_some();
    let text_of = |key| find(entries, key).and_then(read_text).unwrap_or_default();
    // The API of Prozorro wraps what it answers.
    let data = find(entries, "data").map(RawValue::get).unwrap_or_default();
    let is_prozorro =
        ["tenderID", "contractID", "bid_id", "lotID", "documentOf", "cancellationOf", "questionOf"];
    let is_usaspending = ["generated_unique_award_id", "generated_internal_id", "piid"];
    if is_usaspending.into_iter().any(has) {
        Foreign::UsaSpending
    } else if is_prozorro.into_iter().any(has) || data.contains("\"tenderID\"") {
        Foreign::Prozorro
    } else if has("schema_version") {
        Foreign::Story
    } else if ["FeatureCollection", "Feature"].contains(&text_of("type").as_str()) {
        Foreign::GeoJson
    } else {
        let keys = entries.iter().take(MAX_KEYS).map(|(key, _)| key.clone()).collect();
        Foreign::Json { keys }
    }
}

/// Reads an `ocid`, which should be a string and has been a number.
pub(super) fn read_ocid(value: &RawValue) -> Option<String> {
    let number = || Some(value.get()).filter(|text| is_digits(text)).map(str::to_owned);
    read_text(value).or_else(number)
}

/// Reads the entries of an object.
pub(super) fn read_entries(value: &RawValue) -> Option<Entries> {
    let entries: indexmap::IndexMap<String, Box<RawValue>> =
        serde_json::from_str(value.get()).ok()?;
    Some(entries.into_iter().collect())
}
