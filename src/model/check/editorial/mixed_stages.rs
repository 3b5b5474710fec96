//! `mixed-stages`: figures of different kinds side by side.

use super::super::Severity;
use super::super::path::Path;
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::{Fact, Money, Stage, Vat};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "mixed-stages",
    severity: Severity::Warning,
    finds: "figures of different kinds side by side, one of which does not say of which kind it is",
    consequence: "readers compare what cannot be compared",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    let figures = list_figures(desk);
    for (path, fact, money) in &figures {
        let is_labelled = fact.detail.is_some() || fact.note.is_some();
        let other = figures.iter().find(|(other, _, beside)| {
            other != path && (kind(beside) != kind(money)) && is_unclear(money, beside)
        });
        if let Some((_, _, beside)) = other.filter(|_| !is_labelled) {
            findings.add(
                path.clone(),
                format!(
                    "{} is {}, and stands beside {}, which is {}",
                    &*money.amount,
                    describe(money),
                    &*beside.amount,
                    describe(beside)
                ),
                "say in `detail` or `note` what kind of figure this is, or that no source says so",
            );
        }
    }
}

/// Lists the figures that the box shows together: those of the story’s contract, and the first of
/// each related one.
fn list_figures<'s>(desk: &Desk<'s>) -> Vec<(Path, &'s Fact<Money>, &'s Money)> {
    let mut figures = Vec::new();
    for (index, contract) in desk.story.contracts.iter().enumerate() {
        let most = if index == 0 { contract.values.len() } else { 1 };
        for (nth, fact) in contract.values.iter().enumerate().take(most) {
            if let Some(money) = fact.known_value() {
                let path = entry("contracts", index).with_key("values").with_index(nth);
                figures.push((path, fact, money));
            }
        }
    }
    figures
}

fn kind(money: &Money) -> (Stage, Vat) {
    (money.stage, money.vat)
}

/// Whether the first figure leaves open how it differs from the second, or differs by its tax alone.
fn is_unclear(money: &Money, beside: &Money) -> bool {
    money.stage == Stage::StageNotStated
        || (money.vat == Vat::Unknown && beside.vat != Vat::Unknown)
        || money.stage == beside.stage
}

fn describe(money: &Money) -> String {
    let stage = match money.stage {
        Stage::StageNotStated => "of no stated stage".to_owned(),
        stage => format!("`{}`", stage.as_str()),
    };
    let vat = match money.vat {
        Vat::Excl => "without VAT",
        Vat::Incl => "with VAT",
        Vat::None => "free of VAT",
        Vat::Unknown => "with or without VAT",
    };
    format!("{stage}, {vat}")
}
