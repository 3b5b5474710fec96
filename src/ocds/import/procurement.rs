//! How a contract was bought: the method, the law, the framework agreement, the bids.

use super::draft::Draft;
use super::node::Node;
use super::selection::Selection;
use super::text::{MAX_TEXT, fit_text, to_plain};
use super::withheld::{Place, Withheld};

/// Laws by their codes in notices.
const LAWS: [(&str, &str, &str); 8] = [
    ("UKPGA", "2023/54", "Procurement Act 2023"),
    ("UKSI", "2015/102", "Public Contracts Regulations 2015"),
    ("UKSI", "2016/273", "Concession Contracts Regulations 2016"),
    ("UKSI", "2016/274", "Utilities Contracts Regulations 2016"),
    ("CELEX", "32014L0023", "Directive 2014/23/EU"),
    ("CELEX", "32014L0024", "Directive 2014/24/EU"),
    ("CELEX", "32014L0025", "Directive 2014/25/EU"),
    ("CELEX", "32009L0081", "Directive 2009/81/EC"),
];

/// The key of the codes of why a method was chosen, and their scheme of reasons for a direct award in
/// notices of TED (BT-136).
const CLASSES: &str = "procurementMethodRationaleClassifications";
const DIRECT_AWARD: &str = "eu-direct-award-justification";

/// Words that publishers write where they say nothing.
const NOTHING_SAID: [&str; 6] = ["", "other", "other -", "not specified", "n/a", "none"];

/// Adds what the record says of the procurement.
pub(super) fn add_procurement(
    draft: &mut Draft<'_>,
    release: &Node<'_>,
    selection: &Selection<'_>,
    withheld: &Withheld<'_, '_>,
) {
    if let Some(tender) = release.get("tender") {
        add_method(draft, &tender);
        add_law(draft, &tender);
    }
    let path = ["procurement", "method"];
    let is_known = draft.has(&path) || draft.has(&["procurement", "details_verbatim"]);
    let is_withheld = withheld.set(draft, &path, Place::Method, is_known);
    draft.ask_unless(is_known || is_withheld, "How was the contract bought?");
    add_reason(draft, release, withheld);
    add_framework(draft, release);
    let is_given = add_bids(draft, release, selection);
    withheld.set_bids(draft, is_given);
}

/// Adds the method, by its code and in the words of the record.
fn add_method(draft: &mut Draft<'_>, tender: &Node<'_>) {
    let method = tender.get("procurementMethod");
    let code = method.as_ref().and_then(|method| method.as_text());
    if let (Some(method), Some(code @ ("open" | "selective" | "limited" | "direct"))) =
        (&method, code)
    {
        draft.set(&["procurement", "method"], code, method);
    }
    if let Some(details) = tender.get("procurementMethodDetails")
        && let Some(text) = details.as_text()
    {
        if says_something(text) {
            draft.set(&["procurement", "details_verbatim"], fit_text(text, MAX_TEXT), &details);
        } else {
            draft.leave(&details, "it says nothing");
        }
    }
}

fn says_something(text: &str) -> bool {
    !NOTHING_SAID.contains(&to_plain(text).to_lowercase().as_str())
}

fn add_law(draft: &mut Draft<'_>, tender: &Node<'_>) {
    let Some(law) = tender.get("legalBasis") else { return };
    // TED gives the directive beside the national law that was made of it.
    let directive = law.get("wasDerivedFrom");
    let id = law.text("id").unwrap_or_default();
    let name =
        match (law.text("description"), find_law(&law).or_else(|| find_law(directive.as_ref()?))) {
            (Some(description), _) => fit_text(description, MAX_TEXT),
            (None, Some(name)) => name.to_owned(),
            (None, None) if !id.is_empty() => {
                format!("{} {id}", law.text("scheme").unwrap_or_default()).trim().to_owned()
            }
            (None, None) => return,
        };
    draft.set(&["procurement", "legal_basis"], name, &law);
}

/// Finds the name of a law by its code.
fn find_law(law: &Node<'_>) -> Option<&'static str> {
    let (scheme, id) = (law.text("scheme")?, law.text("id")?);
    let is_its = |(known_scheme, known_id, _): &&(&str, &str, &str)| {
        (*known_scheme, *known_id) == (scheme, id)
    };
    LAWS.iter().find(is_its).map(|(_, _, name)| *name)
}

/// Adds the reason that the buyer published for an award without competition.
fn add_reason(draft: &mut Draft<'_>, release: &Node<'_>, withheld: &Withheld<'_, '_>) {
    let tender = release.get("tender");
    let get = |key: &str| tender.as_ref().and_then(|tender| tender.get(key));
    let classes = tender.as_ref().map(|tender| tender.items(CLASSES)).unwrap_or_default();
    // In notices of TED, a direct award is a negotiation without a call, which is `limited`.
    let is_direct = get("procurementMethod").is_some_and(|code| code.as_text() == Some("direct"))
        || classes.iter().any(|class| class.text("scheme") == Some(DIRECT_AWARD));
    let class = classes.iter().find_map(|class| class.get("description"));
    let reason = get("procurementMethodRationale").or(class);
    let path = ["procurement", "direct_award_reason"];
    match &reason.as_ref().and_then(|reason| Some((reason, reason.as_text()?))) {
        Some((reason, text)) if is_direct => draft.set(&path, fit_text(text, MAX_TEXT), reason),
        Some((reason, _)) => draft.leave(reason, "the award was not direct"),
        None => {}
    }
    let is_known = draft.has(&path);
    let mut is_withheld = withheld.set(draft, &path, Place::DirectAwardReason, is_known);
    if is_direct {
        is_withheld |= withheld.set(draft, &path, Place::MethodReason, is_known || is_withheld);
        let is_answered = is_known || is_withheld;
        draft.ask_unless(is_answered, "Why was the contract awarded without competition?");
    }
}

/// Adds the framework agreement that the contract is an order under.
fn add_framework(draft: &mut Draft<'_>, release: &Node<'_>) {
    for process in release.items("relatedProcesses") {
        let is_framework =
            process.items("relationship").iter().any(|kind| kind.as_text() == Some("framework"));
        let title = process.get("title").or_else(|| process.get("identifier"));
        if is_framework
            && let Some(title) = title
            && let Some(text) = title.as_text()
        {
            draft.set(&["procurement", "framework"], fit_text(text, MAX_TEXT), &title);
            return;
        }
    }
}

/// Adds the number of bids. The statistics of the bids extension are by lot where a notice has
/// several, and are not added up. Returns whether the record gives any.
fn add_bids(draft: &mut Draft<'_>, release: &Node<'_>, selection: &Selection<'_>) -> bool {
    let has_lot = |award: &Node<'_>, lot: &str| {
        let lots = award.items("relatedLots");
        lots.is_empty() || lots.iter().any(|known| known.as_text() == Some(lot))
    };
    let is_drafted = |statistic: &&Node<'_>| {
        selection.awards.is_empty()
            || statistic
                .text("relatedLot")
                .is_none_or(|lot| selection.awards.iter().any(|award| has_lot(award, lot)))
    };
    let statistics = release.get("bids").map(|bids| bids.items("statistics")).unwrap_or_default();
    let counts = statistics.iter().filter(|count| count.text("measure") == Some("bids"));
    let counts: Vec<_> = counts.filter(is_drafted).collect();
    let count = match &*counts {
        [only] => {
            let lot = only.text("relatedLot");
            let is_of_all =
                lot.is_none_or(|lot| selection.awards.iter().all(|award| has_lot(award, lot)));
            if !is_of_all {
                draft.leave(only, "it is the number of one lot of several");
            }
            only.get("value").filter(|_| is_of_all)
        }
        [] => release.find(&["tender", "numberOfTenderers"]),
        several => {
            several.iter().for_each(|count| draft.leave(count, "there is a number for each lot"));
            None
        }
    };
    let Some(count) = count else { return !counts.is_empty() };
    // Of one award that the editor chose of several, the bids for all lots say nothing.
    let lots = release.get("tender").map(|tender| tender.items("lots")).unwrap_or_default();
    let is_of_lot = counts.iter().any(|count| count.get("relatedLot").is_some());
    if !selection.is_all && lots.len() > 1 && !is_of_lot {
        draft.leave(&count, "it is the number for all lots");
        return true;
    }
    // Some publishers write a whole number as `3.0`.
    let text = count.as_text().unwrap_or_default();
    let text = text.strip_suffix(".0").unwrap_or(text);
    match text.parse::<u32>() {
        Ok(number) => draft.set(&["procurement", "bids"], number, &count),
        Err(_) => draft.leave(&count, "it is no whole number"),
    }
    true
}
