//! Who buys and who sells, and their numbers in registers. Nothing about a person is read: no
//! address and no contact.

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
        if let Some(id) = add_party(draft, release, &candidate, "buyer") {
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
pub(super) fn add_suppliers(draft: &mut Draft<'_>, release: &Node<'_>, suppliers: &[Node<'_>]) {
    let mut seen = Vec::new();
    for supplier in suppliers {
        let Some(id) = add_party(draft, release, supplier, "supplier") else {
            draft.leave(supplier, "it has no name, or several parties have its id");
            continue;
        };
        if seen.contains(&id) {
            continue;
        }
        let fact = draft.build_fact(id.as_str(), supplier);
        draft.add("suppliers", fact, supplier);
        seen.push(id);
    }
}

/// Adds a party that the release refers to in a role, unless it is there, and returns its id in the
/// draft. `None` if the record has no name for it.
pub(super) fn add_party(
    draft: &mut Draft<'_>,
    release: &Node<'_>,
    reference: &Node<'_>,
    role: &str,
) -> Option<String> {
    let id = reference.text("id").unwrap_or_default();
    let name = reference.text("name");
    let details = find_details(release, id, name, role);
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

/// Finds the description of a party: the entry of `parties` with its id and its name. If the
/// reference has no name, it is the only entry with its id or, of several, the only one with its role.
fn find_details<'a>(
    release: &Node<'a>,
    id: &str,
    name: Option<&str>,
    role: &str,
) -> Option<Node<'a>> {
    let mut parties = release.items("parties");
    parties.retain(|party| party.text("id").unwrap_or_default() == id);
    if name.is_some() {
        return parties.into_iter().find(|party| party.text("name") == name);
    }
    if id.is_empty() {
        return None;
    }
    if parties.len() > 1 {
        parties.retain(|party| has_role(party, role));
    }
    parties.pop().filter(|_| parties.is_empty())
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
