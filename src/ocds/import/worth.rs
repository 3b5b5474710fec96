//! Which figures of a record say what the contract is worth, and of which kind each is.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::change::Changes;
use super::draft::Draft;
use super::node::Node;
use super::parties::add_party;
use super::parts::Parts;
use super::selection::Selection;
use super::text::fit_text;
use super::values::{
    AFTER, AMOUNT, AMOUNTS, Kind, add_amount, add_value_before, add_values, write_amount,
};
use super::withheld::Withheld;
use crate::model::{Covers, Stage};

/// The longest detail beside a figure, in characters.
const MAX_DETAIL: usize = 80;

/// Why a figure is not taken that another place of the record gives too.
const SAME: &str = "its contract or award has the same value";

/// What the total of a notice is of, and if others have awards too.
const OF_NOTICE: &str = "All contracts awarded in the notice";
const OF_ONE_NOTICE: &str = "All contracts awarded in one of the notices";

/// What the whole record says about all its figures.
pub(super) struct Terms<'a> {
    /// Whether amounts are without value added tax. Under the Procurement Act 2023, `amount` is, and
    /// `amountGross` is with it.
    pub(super) is_net: bool,
    /// Whether the record is of a framework agreement, of which every figure is the most that may be
    /// spent under it.
    pub(super) is_framework: bool,
    /// The notices of changes of contracts.
    pub(super) changes: Changes<'a>,
}

/// Adds every figure: those of the contracts first, then what was paid, the awards, the estimate and
/// the budget, so that the headline is the newest.
pub(super) fn add_worth<'a>(
    draft: &mut Draft<'_>,
    release: &Node<'a>,
    selection: &Selection<'a>,
    parts: &Parts<'_, 'a>,
    terms: &Terms<'_>,
    withheld: &Withheld<'_, '_>,
) {
    let awarded = if terms.is_framework { Stage::FrameworkCeiling } else { Stage::Awarded };
    add_totals(draft, release, selection, terms, true);
    let is_of_ted = release.get("eforms").is_some();
    let is_one = selection.contracts.len() == 1;
    for contract in &selection.contracts {
        if contract.get("value").is_none() {
            continue;
        }
        // TED announces contracts that are to be signed.
        let is_signed = !is_of_ted || contract.get("dateSigned").is_some();
        let signed = match (terms.is_framework, is_signed) {
            (true, _) => Stage::FrameworkCeiling,
            (false, true) => Stage::Signed,
            (false, false) => Stage::Awarded,
        };
        let suppliers = selection.suppliers_of(contract);
        let is_whole = selection.is_whole_contract(contract);
        let its_awards = selection.awards_of(contract);
        let name = || {
            parts.name(contract).or_else(|| match &*its_awards {
                [award] => parts.name(award),
                _ => None,
            })
        };
        let kind = describe(draft, name, &suppliers, signed, is_whole, terms);
        add_contract_values(draft, contract, &kind, is_one, terms);
    }
    for contract in &selection.contracts {
        add_spending(draft, contract);
    }
    let is_whole = selection.is_whole_award();
    for award in &selection.awards {
        let Some(value) = award.get("value") else { continue };
        // TED gives one value for an award and its contract.
        if is_of_ted
            && parts.contracts_of(award).iter().any(|contract| has_same_value(contract, award))
        {
            draft.leave(&value, SAME);
            continue;
        }
        let suppliers = award.items("suppliers");
        let name = || parts.name(award);
        let kind = describe(draft, name, &suppliers, awarded, is_whole, terms);
        add_values(draft, &value, &kind);
    }
    for award in &selection.awards {
        let Some(most) = award.get("maximumValue") else { continue };
        let stage = Stage::FrameworkCeiling;
        if is_whole && draft.values().iter().any(|value| is_same_total(value, &most)) {
            draft.leave(&most, SAME);
            continue;
        }
        let suppliers = award.items("suppliers");
        let name = || parts.name(award);
        let kind = describe(draft, name, &suppliers, stage, is_whole, terms);
        add_values(draft, &most, &kind);
    }
    add_totals(draft, release, selection, terms, false);
    withheld.add_values(draft, false);
    add_estimates(draft, release, selection, parts, terms);
    if let Some(budget) = release.find(&["planning", "budget", "amount"]) {
        add_figure_of_all(draft, &budget, Stage::Budget, selection, terms);
    }
    withheld.add_values(draft, true);
    draft.ask_unless(draft.has(&["values"]), "What is the contract worth?");
}

/// Adds the values that TED gives for all awards of a notice: BT-161 and BT-118. They are the totals
/// of the draft only if the draft has all of these and no others; then they come first, if there are
/// several.
fn add_totals(
    draft: &mut Draft<'_>,
    release: &Node<'_>,
    selection: &Selection<'_>,
    terms: &Terms<'_>,
    is_first: bool,
) {
    let Some(eforms) = release.get("eforms") else { return };
    let form = eforms.get("formType").filter(|form| form.as_text() == Some("cont-modif"));
    let change = form.and_then(|form| draft.record().notice_of(form.pointer()));
    let awarded = if terms.is_framework { Stage::FrameworkCeiling } else { Stage::Awarded };
    for (key, stage) in
        [("totalValue", awarded), ("frameworkMaximumValue", Stage::FrameworkCeiling)]
    {
        let Some(total) = eforms.get(key) else { continue };
        let notice = draft.record().notice_of(total.pointer());
        let mut owners = selection.awards.iter().chain(&selection.contracts);
        let is_of_all = owners.all(|owner| draft.record().notice_of(owner.pointer()) == notice);
        if is_first != (!selection.is_one() && is_of_all) {
            continue;
        }
        let kind = whole(stage, terms);
        if !selection.is_all {
            draft.leave(&total, "it is the total of all awards of the notice");
        } else if change.is_some() && change == notice {
            draft
                .leave(&total, "it is not said whether it is the total before the change or after");
        } else if draft.values().iter().any(|value| is_same_total(value, &total)) {
            draft.leave(&total, SAME);
        } else if is_of_all {
            // Where another figure is given for the whole, readers should see what this one is.
            let has_whole = draft.values().iter().any(|value| value["covers"] == "total");
            let detail = has_whole && key == "totalValue";
            let detail = detail.then(|| OF_NOTICE.to_owned());
            add_values(draft, &total, &Kind { detail, ..kind });
        } else {
            let detail = Some(OF_ONE_NOTICE.to_owned());
            add_values(draft, &total, &Kind { covers: Covers::NotStated, detail, ..kind });
        }
    }
}

/// Whether a figure of the draft is a total of the same amount.
fn is_same_total(value: &Value, total: &Node<'_>) -> bool {
    let amount = value["amount"].as_str().and_then(|amount| amount.parse::<Decimal>().ok());
    value["covers"] == "total"
        && amount.is_some()
        && amount == total.text("amount").and_then(|amount| amount.parse().ok())
        && value["currency"].as_str() == total.text("currency")
}

/// Whether a contract of an award has the value of the award.
fn has_same_value(contract: &Node<'_>, award: &Node<'_>) -> bool {
    let read = |owner: &Node<'_>| {
        let value = owner.get("value")?;
        let amount = value.text("amount")?.parse::<Decimal>().ok()?;
        Some((amount, value.text("currency")?.to_owned()))
    };
    read(contract).is_some_and(|value| Some(value) == read(award))
}

/// Adds the values of a contract: each is the one that was signed, unless a notice of a change gave it.
/// Of the only contract, the value before the change is added, too.
fn add_contract_values(
    draft: &mut Draft<'_>,
    contract: &Node<'_>,
    kind: &Kind,
    is_one: bool,
    terms: &Terms<'_>,
) {
    let Some(value) = contract.get("value") else { return };
    let find_change = |key| terms.changes.find(contract, key).filter(|_| !terms.is_framework);
    for key in AMOUNTS {
        let mut kind = kind.clone();
        if find_change(key).is_some() {
            kind.stage = Stage::Amended;
            kind.id = Some(AFTER).filter(|_| is_one && key == AMOUNT);
        }
        add_amount(draft, &value, key, &kind);
    }
    let before = find_change(AMOUNT).and_then(|change| change.before);
    if let Some(before) = before.filter(|_| draft.has_value(AFTER)) {
        add_value_before(draft, &value, &before, kind);
    }
}

/// Describes the figure of a contract or award: of one that is not for all that the draft is about, whose
/// share it is.
fn describe(
    draft: &mut Draft<'_>,
    name: impl FnOnce() -> Option<String>,
    suppliers: &[Node<'_>],
    stage: Stage,
    is_whole: bool,
    terms: &Terms<'_>,
) -> Kind {
    if is_whole {
        return whole(stage, terms);
    }
    let share_of = match suppliers {
        [only] => add_party(draft, only, "supplier"),
        _ => None,
    };
    let covers = if share_of.is_some() { Covers::Share } else { Covers::NotStated };
    Kind { stage, covers, share_of, detail: name(), id: None, is_net: terms.is_net }
}

fn whole(stage: Stage, terms: &Terms<'_>) -> Kind {
    Kind {
        covers: Covers::Total,
        share_of: None,
        detail: None,
        id: None,
        stage,
        is_net: terms.is_net,
    }
}

/// Adds a figure for everything that was to be bought. It says nothing of one award of several.
fn add_figure_of_all(
    draft: &mut Draft<'_>,
    value: &Node<'_>,
    stage: Stage,
    selection: &Selection<'_>,
    terms: &Terms<'_>,
) {
    if selection.is_all {
        add_values(draft, value, &whole(stage, terms));
    } else {
        draft.leave(value, "it is for all awards of the record");
    }
}

/// Adds the buyer's estimate: of the whole or, where the record has none or the draft is about one
/// award, of each lot that the draft is about.
fn add_estimates<'a>(
    draft: &mut Draft<'_>,
    release: &Node<'a>,
    selection: &Selection<'a>,
    parts: &Parts<'_, 'a>,
    terms: &Terms<'_>,
) {
    let Some(tender) = release.get("tender") else { return };
    if let Some(ceiling) = tender.find(&["techniques", "frameworkAgreement", "value"]) {
        add_figure_of_all(draft, &ceiling, Stage::FrameworkCeiling, selection, terms);
    }
    if let Some(value) = tender.get("value") {
        add_figure_of_all(draft, &value, Stage::Estimate, selection, terms);
        if selection.is_all {
            return;
        }
    }
    let (lots, others): (Vec<_>, Vec<_>) =
        tender.items("lots").into_iter().partition(|lot| parts.has_lot(lot));
    for value in others.iter().filter_map(|lot| lot.get("value")) {
        draft.leave(&value, "it is of a lot that the draft is not about");
    }
    let is_whole =
        |lot: &Node<'a>| lots.len() == 1 && (selection.is_all || parts.has_whole_lot(lot));
    for lot in &lots {
        let Some(value) = lot.get("value") else { continue };
        let is_whole = is_whole(lot);
        let title = lot.text("title").filter(|_| !is_whole);
        let covers = if is_whole { Covers::Total } else { Covers::NotStated };
        let detail = title.map(|title| fit_text(title, MAX_DETAIL));
        let kind = Kind { covers, detail, ..whole(Stage::Estimate, terms) };
        add_values(draft, &value, &kind);
    }
}

/// Adds what has been paid under a contract: the sum of its transactions, the only figure that is
/// calculated. All must have readable amounts in one currency.
fn add_spending(draft: &mut Draft<'_>, contract: &Node<'_>) {
    let Some(implementation) = contract.get("implementation") else { return };
    let transactions = implementation.items("transactions");
    let mut sum = Decimal::ZERO;
    let mut currency = None;
    for transaction in &transactions {
        // OCDS 1.0 called the value `amount`.
        let value = transaction.get("value").or_else(|| transaction.get("amount"));
        let read = value.as_ref().and_then(|value| {
            Some((value.text("amount")?.parse::<Decimal>().ok()?, value.text("currency")?))
        });
        let total = read.and_then(|(amount, code)| {
            let is_same = currency.replace(code).is_none_or(|known| known == code);
            sum.checked_add(amount).filter(|_| is_same)
        });
        match total {
            Some(total) => sum = total,
            None => {
                draft.leave(transaction, "the payments cannot be added up");
                return;
            }
        }
    }
    let (Some(currency), Some(first)) = (currency, implementation.get("transactions")) else {
        return;
    };
    if sum <= Decimal::ZERO || iso_currency::Currency::from_code(currency).is_none() {
        return;
    }
    let fact = json!({
        "amount": write_amount(sum), "currency": currency, "vat": "unknown", "stage": "spent",
        "covers": "not_stated", "provenance": "calculated",
        "note": format!("The sum of {} payments in the record.", transactions.len()),
    });
    let Value::Object(mut fact) = fact else { return };
    draft.mark(&mut fact, &first);
    draft.add("values", fact, &first);
}
