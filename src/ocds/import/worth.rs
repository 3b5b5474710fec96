//! Which figures of a record say what the contract is worth, and of which kind each is.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde_json::json;

use super::change::Changes;
use super::draft::Draft;
use super::node::Node;
use super::parties::add_party;
use super::selection::Selection;
use super::text::fit_text;
use super::values::{
    AFTER, AMOUNT, AMOUNTS, Kind, add_amount, add_value_before, add_values, write_amount,
};
use super::withheld::Withheld;
use crate::model::{Covers, Stage};

/// The longest detail beside a figure, in characters.
const MAX_DETAIL: usize = 80;

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
    pub(super) lots: Lots<'a>,
}

/// The lots of the tender, by their ids.
pub(super) struct Lots<'a>(HashMap<&'a str, Node<'a>>);

impl<'a> Lots<'a> {
    pub(super) fn new(lots: &[Node<'a>]) -> Self {
        let mut by_id = HashMap::new();
        for lot in lots {
            if let Some(id) = lot.peek_text("id") {
                by_id.entry(id).or_insert_with(|| lot.clone());
            }
        }
        Self(by_id)
    }

    /// Finds the lot with an id, which is taken then.
    fn find(&self, id: &str) -> Option<&Node<'a>> {
        self.0.get(id).inspect(|lot| {
            lot.text("id");
        })
    }
}

/// Adds every figure: those of the contracts first, then what was paid, the awards, the estimate and
/// the budget, so that the headline is the newest.
pub(super) fn add_worth(
    draft: &mut Draft<'_>,
    release: &Node<'_>,
    selection: &Selection<'_>,
    terms: &Terms<'_>,
    withheld: &Withheld<'_>,
) {
    let is_one = selection.contracts.len() == 1;
    for contract in &selection.contracts {
        if contract.get("value").is_none() {
            continue;
        }
        let signed = if terms.is_framework { Stage::FrameworkCeiling } else { Stage::Signed };
        let suppliers = selection.suppliers_of(contract);
        let is_whole = selection.is_whole_contract(contract);
        let kind = describe(draft, contract, &suppliers, signed, is_whole, terms);
        add_contract_values(draft, contract, &kind, is_one, terms);
    }
    for contract in &selection.contracts {
        add_spending(draft, contract);
    }
    let awarded = if terms.is_framework { Stage::FrameworkCeiling } else { Stage::Awarded };
    let is_whole = selection.is_whole_award();
    for award in &selection.awards {
        let Some(value) = award.get("value") else { continue };
        let kind = describe(draft, award, &award.items("suppliers"), awarded, is_whole, terms);
        add_values(draft, &value, &kind);
    }
    // TED gives one value for all awards of a notice.
    let total = release.find(&["eforms", "totalValue"]).filter(|_| selection.awards.len() != 1);
    if let Some(total) = total {
        add_values(draft, &total, &whole(awarded, terms));
    }
    for award in &selection.awards {
        let Some(most) = award.get("maximumValue") else { continue };
        let stage = Stage::FrameworkCeiling;
        let kind = describe(draft, award, &award.items("suppliers"), stage, is_whole, terms);
        add_values(draft, &most, &kind);
    }
    add_estimates(draft, release, terms);
    if let Some(budget) = release.find(&["planning", "budget", "amount"]) {
        add_values(draft, &budget, &whole(Stage::Budget, terms));
    }
    if !draft.has(&["values"]) && !withheld.add_value(draft, "value") {
        draft.ask("What is the contract worth?");
    }
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
    owner: &Node<'_>,
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
    let lot = owner.items("relatedLots").into_iter().next();
    let lot = lot.and_then(|lot| terms.lots.find(lot.as_text()?));
    let title = owner.text("title").or_else(|| lot?.text("title"));
    let detail = title.map(|title| fit_text(title, MAX_DETAIL));
    Kind { stage, covers, share_of, detail, id: None, is_net: terms.is_net }
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

/// Adds the buyer's estimate: of the whole or, where the record has none, of each lot.
fn add_estimates(draft: &mut Draft<'_>, release: &Node<'_>, terms: &Terms<'_>) {
    let Some(tender) = release.get("tender") else { return };
    if let Some(ceiling) = tender.find(&["techniques", "frameworkAgreement", "value"]) {
        add_values(draft, &ceiling, &whole(Stage::FrameworkCeiling, terms));
    }
    if let Some(value) = tender.get("value") {
        add_values(draft, &value, &whole(Stage::Estimate, terms));
        return;
    }
    let lots = tender.items("lots");
    let is_one = lots.len() == 1;
    for lot in &lots {
        let Some(value) = lot.get("value") else { continue };
        let title = lot.text("title").filter(|_| !is_one);
        let covers = if is_one { Covers::Total } else { Covers::NotStated };
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
    let serde_json::Value::Object(mut fact) = fact else { return };
    draft.mark(&mut fact, &first);
    draft.add("values", fact, &first);
}
