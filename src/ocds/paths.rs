//! Every path of a release that is known, and what becomes of it: taken into the draft, or not and
//! why.
//!
//! The table is in `table`. A path that is not in it is new, or a publisher's own; the report of an
//! import lists it, and so does a test of real notices.

mod table;

use super::json::{Json, is_digits};
use crate::model::{escape_key, is_language_tag};
use table::PATHS;

/// What becomes of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It may be in the draft, at this place of the story.
    Mapped(&'static str),
    /// It is never in the draft, for this reason.
    Ignored(&'static str),
}

/// Finds a path with `*` for each index, as in `/awards/*/suppliers/*/name`. `None` if it is not
/// known.
///
/// ```
/// use contract_fact_box::ocds::paths::{self, Use};
///
/// let found = paths::find("/parties/*/contactPoint/email");
/// assert_eq!(found, Some(Use::Ignored("personal data, which is never read")));
/// assert_eq!(paths::find("/newKey"), None);
/// ```
pub fn find(path: &str) -> Option<Use> {
    if is_other_language(path) {
        return Some(Use::Ignored("the same in another language"));
    }
    let is_match = |pattern: &str| match pattern.strip_suffix("/**") {
        Some(start) => {
            path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        }
        None => path == pattern,
    };
    // The longest pattern is the most exact, not counting the end that stands for anything.
    let length = |pattern: &str| pattern.trim_end_matches('*').len();
    let found = PATHS.iter().filter(|(pattern, _)| is_match(pattern));
    found
        .max_by_key(|(pattern, _)| (!pattern.ends_with("/**"), length(pattern)))
        .map(|(_, found)| *found)
}

/// Whether a path is that of a text in another language, as `/tender/title_fr`.
///
/// Source: "Language" in the reference of OCDS: the key and a BCP 47 tag.
fn is_other_language(path: &str) -> bool {
    let key = path.rsplit('/').next().unwrap_or_default();
    key.split_once('_').is_some_and(|(name, tag)| {
        matches!(name, "title" | "description" | "rationale" | "name") && is_language_tag(tag)
    })
}

/// Lists the known paths. `/**` stands for all below a path.
pub fn known() -> impl Iterator<Item = (&'static str, Use)> {
    PATHS.iter().copied()
}

/// Lists the JSON pointers of all values in a document that are neither lists nor objects nor
/// `null`.
pub fn leaves(json: &Json) -> Vec<String> {
    let mut leaves = Vec::new();
    collect_leaves(json, String::new(), &mut leaves);
    leaves
}

fn collect_leaves(json: &Json, pointer: String, leaves: &mut Vec<String>) {
    match json {
        Json::Object(entries) => {
            for (key, value) in entries {
                collect_leaves(value, format!("{pointer}/{}", escape_key(key)), leaves);
            }
        }
        Json::List(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_leaves(item, format!("{pointer}/{index}"), leaves);
            }
        }
        Json::Bool(_) | Json::Number(_) | Json::Text(_) => leaves.push(pointer),
        Json::Null => {}
    }
}

/// Replaces each index of a JSON pointer with `*`.
pub fn to_pattern(pointer: &str) -> String {
    let keys: Vec<_> =
        pointer.split('/').map(|key| if is_digits(key) { "*" } else { key }).collect();
    keys.join("/")
}
