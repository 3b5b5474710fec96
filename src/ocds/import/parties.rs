//! Who buys and who sells, and their numbers in registers. Nothing about a person is read: no
//! address and no contact.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::draft::Draft;
use super::node::Node;
use super::text::{MAX_TEXT, fit_text};

/// What stands in place of the name of a natural person in a release that is made of a notice of TED.
const NATURAL_PERSON: &str = "a person";

/// Adds the buyer. Where the record names none, it is the party with that role or, if that is
/// missing too, the body that runs the procurement.
pub(super) fn add_buyer(draft: &mut Draft<'_>, release: &Node<'_>) {
    let named = release.get("buyer").into_iter();
    let by_role = find_by_role(release, "buyer").into_iter();
    let running = release.find(&["tender", "procuringEntity"]).into_iter();
    let running_by_role = find_by_role(release, "procuringEntity").into_iter();
    for candidate in named.chain(by_role).chain(running).chain(running_by_role) {
        if let Some(id) = add_party(draft, &candidate, "buyer") {
            draft.set(&["buyer"], id, &candidate);
            leave_other_buyers(draft, release);
            return;
        }
    }
    draft.ask("Who is the buyer?");
}

/// Notes the buyers besides the one of the story, which has only one.
fn leave_other_buyers(draft: &mut Draft<'_>, release: &Node<'_>) {
    for party in release.items("parties") {
        let id = party.text("id").unwrap_or_default();
        let name = party.text("name").unwrap_or_default();
        if has_role(&party, "buyer") && draft.parties.position(id, name).is_none() {
            draft.leave(&party, "it buys too, and a story has one buyer");
        }
    }
}

/// Adds suppliers, each once.
pub(super) fn add_suppliers(draft: &mut Draft<'_>, suppliers: &[Node<'_>]) {
    let mut seen = HashSet::new();
    for supplier in suppliers {
        let Some(id) = add_party(draft, supplier, "supplier") else {
            draft.leave(supplier, "it has no name, or several parties have its id");
            continue;
        };
        if !seen.insert(id.clone()) {
            continue;
        }
        let fact = draft.build_fact(id, supplier);
        draft.add("suppliers", fact, supplier);
    }
}

/// Adds a party that the release refers to in a role, unless it is there, and returns its id in the
/// draft. `None` if the record has no name for it.
pub(super) fn add_party(draft: &mut Draft<'_>, reference: &Node<'_>, role: &str) -> Option<String> {
    let id = reference.text("id").unwrap_or_default();
    let name = reference.text("name");
    let details = draft.descriptions.find(id, name, role);
    let name = name.or_else(|| details.as_ref()?.text("name"))?;
    if let Some(known) = draft.parties.position(id, name) {
        return Some(draft.parties.id_at(known).to_owned());
    }
    let mut party = Map::new();
    party.insert("name".into(), fit_text(name, MAX_TEXT).into());
    // The reader of TED's notices names nobody who is marked as a natural person.
    let kind = if name == NATURAL_PERSON { "group" } else { "organisation" };
    party.insert("kind".into(), kind.into());
    // A party that is described nowhere may have its number in the reference.
    let identifiers = read_identifiers(details.as_ref().unwrap_or(reference));
    if !identifiers.is_empty() {
        party.insert("identifiers".into(), identifiers.into());
    }
    let position = draft.parties.add(id, name, &fit_text(name, MAX_TEXT), party);
    draft.note(format!("/parties/{position}"), details.as_ref().unwrap_or(reference));
    Some(draft.parties.id_at(position).to_owned())
}

/// The descriptions of the parties of a release, which its references to them lead to.
pub(super) struct Descriptions<'a> {
    by_id: HashMap<&'a str, Vec<Node<'a>>>,
    /// The first with each id and name.
    by_name: HashMap<(&'a str, &'a str), Node<'a>>,
}

impl<'a> Descriptions<'a> {
    pub(super) fn new(release: &Node<'a>) -> Self {
        let mut descriptions = Self { by_id: HashMap::new(), by_name: HashMap::new() };
        for party in release.items("parties") {
            let id = party.text("id").unwrap_or_default();
            if let Some(name) = party.peek_text("name") {
                descriptions.by_name.entry((id, name)).or_insert_with(|| party.clone());
            }
            descriptions.by_id.entry(id).or_default().push(party);
        }
        descriptions
    }

    /// Finds the description of a party: the one with its id and its name. If the reference has no name,
    /// it is the only one with its id or, of several, the only one with its role.
    fn find(&self, id: &str, name: Option<&str>, role: &str) -> Option<Node<'a>> {
        if let Some(name) = name {
            return self.by_name.get(&(id, name)).cloned();
        }
        if id.is_empty() {
            return None;
        }
        match self.by_id.get(id)?.as_slice() {
            [only] => Some(only.clone()),
            several => {
                let mut found = several.iter().filter(|party| has_role(party, role));
                found.next().filter(|_| found.next().is_none()).cloned()
            }
        }
    }
}

fn has_role(party: &Node<'_>, role: &str) -> bool {
    party.items("roles").iter().any(|known| known.as_text() == Some(role))
}

fn find_by_role<'a>(release: &Node<'a>, role: &str) -> Option<Node<'a>> {
    release.items("parties").into_iter().find(|party| has_role(party, role))
}

/// Reads the numbers of a party in registers. A name in place of a number, as in
/// `GB-COH-Example Ltd`, is none.
fn read_identifiers(party: &Node<'_>) -> Vec<Value> {
    let main = party.get("identifier").into_iter();
    let all = main.chain(party.items("additionalIdentifiers"));
    let mut identifiers = Vec::new();
    for identifier in all {
        let (Some(scheme), Some(id)) = (identifier.text("scheme"), identifier.text("id")) else {
            continue;
        };
        let entry = json!({"scheme": scheme, "id": id});
        if is_register(scheme) && is_number(scheme, id) && !identifiers.contains(&entry) {
            identifiers.push(entry);
        }
    }
    identifiers
}

/// Whether a code may be that of a register on org-id.guide, as `GB-COH`.
fn is_register(scheme: &str) -> bool {
    scheme.contains('-') && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Whether a text may be a number in a register. Companies House's numbers have eight characters,
/// of which publishers leave out leading zeros.
fn is_number(scheme: &str, id: &str) -> bool {
    let has_form = id.bytes().any(|byte| byte.is_ascii_digit())
        && id.len() <= 40
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'/'));
    match scheme {
        "GB-COH" => {
            let digits = id.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            has_form
                && id.len() <= 8
                && id.len() - digits.len() <= 2
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => has_form,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_number_in_a_register() {
        for (scheme, id, is_credible) in [
            ("GB-COH", "01234567", true),
            ("GB-COH", "1234567", true),
            ("GB-COH", "SC123456", true),
            ("GB-COH", "Example Ltd", false),
            ("GB-COH", "123456789", false),
            ("GB-COH", "Example1", false),
            ("GB-PPON", "PTQG-8236-WVNZ", true),
            ("GB-CHC", "n/a", false),
            ("FR-SIRET", "123 456", false),
        ] {
            assert_eq!(is_number(scheme, id), is_credible, "{scheme} {id}");
        }
        assert!(is_register("GB-COH") && !is_register("VAT number") && !is_register("1"));
    }
}
