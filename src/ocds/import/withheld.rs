//! Information that the buyer withholds, with the reason and the day until which it does.
//!
//! Source: `withheldInformation` of the OCDS for eForms profile.

use serde_json::{Map, Value};

use super::draft::Draft;
use super::node::{Node, written_day};
use super::text::{MAX_TEXT, fit_text};

/// The fields of eForms that may be withheld and that a draft has a place for, by their codes.
///
/// Source: the code list `non-publication-identifier` of the eForms SDK.
const EFORMS_FIELDS: [(&str, &str); 10] = [
    ("not-val", "value"),
    ("win-ten-val", "value"),
    ("ten-val-hig", "value"),
    ("not-max-val", "value"),
    ("max-val", "value"),
    ("gro-max-val", "value"),
    ("ree-val", "value"),
    ("dir-awa-jus", "procurementMethodRationale"),
    ("dir-awa-tex", "procurementMethodRationale"),
    ("win-cho", "suppliers"),
];

/// The entries of `withheldInformation`.
pub(super) struct Withheld<'a> {
    entries: Vec<Node<'a>>,
}

impl<'a> Withheld<'a> {
    pub(super) fn new(release: &Node<'a>) -> Self {
        Self { entries: release.items("withheldInformation") }
    }

    /// Sets a fact as not published, if the record says that a field is withheld. Returns whether it
    /// does.
    pub(super) fn add(&self, draft: &mut Draft<'_>, path: &[&str], field: &str) -> bool {
        match self.find(field) {
            Some(entry) => {
                let fact = build_withheld(draft, entry);
                draft.set_fact(path, fact, entry);
                true
            }
            None => false,
        }
    }

    /// Adds values as not published, if the record says that they are withheld. Returns whether it
    /// does.
    pub(super) fn add_value(&self, draft: &mut Draft<'_>, field: &str) -> bool {
        match self.find(field) {
            Some(entry) => {
                let fact = build_withheld(draft, entry);
                draft.add("values", fact, entry);
                true
            }
            None => false,
        }
    }

    /// Adds a supplier as not published, if the record says that it is withheld. Returns whether it
    /// does.
    pub(super) fn add_supplier(&self, draft: &mut Draft<'_>) -> bool {
        match self.find("suppliers").or_else(|| self.find("tenderers")) {
            Some(entry) => {
                let fact = build_withheld(draft, entry);
                draft.add("suppliers", fact, entry);
                true
            }
            None => false,
        }
    }

    /// Finds the entry for a field: its name in OCDS is in the entry's path, as in
    /// `awards/value/amount`.
    fn find(&self, field: &str) -> Option<&Node<'a>> {
        self.entries.iter().find(|entry| {
            let named = entry.text("field").or_else(|| entry.text("name")).unwrap_or_default();
            let is_code = |(code, known): &(&str, &str)| *code == named && *known == field;
            if EFORMS_FIELDS.iter().any(is_code) {
                return true;
            }
            let keys: Vec<_> = named.split(['/', '.']).collect();
            let wanted: Vec<_> = field.split('/').collect();
            keys.windows(wanted.len()).any(|keys| keys == wanted)
        })
    }
}

fn build_withheld(draft: &Draft<'_>, entry: &Node<'_>) -> Map<String, Value> {
    let mut fact = Map::new();
    fact.insert("state".into(), "not_published".into());
    if let Some(until) = entry.get("availabilityDate").and_then(|date| written_day(date.as_text()?))
    {
        fact.insert("until".into(), until.to_string().into());
    }
    let class = entry.items("rationaleClassifications").into_iter().next();
    let reason = entry.text("rationale").or_else(|| class.as_ref()?.text("description"));
    if let Some(reason) = reason {
        fact.insert("note".into(), fit_text(reason, MAX_TEXT).into());
    }
    draft.mark(&mut fact, entry);
    fact
}
