//! What a notice changes: an earlier notice (`efac:Changes`), or a contract
//! (`efac:ContractModification`).

use indexmap::IndexSet;

use super::build::{object, put, text, texts};
use super::code::Names;
use super::code_name::{CHANGE, MODIFICATION};
use super::context::Context;
use super::note::Note;
use super::result::{ResultParts, TENDERS, ids_at};
use super::xml::Element;
use crate::ocds::Json;
use crate::ocds::json::Object;

impl<'a> Context<'a> {
    /// Sets what the notice changes of an earlier one (BT-140, BT-141, BT-758, BT-762), as
    /// amendments of `tender`. That a notice is cancelled (BT-140) does not say that the procedure
    /// is.
    pub(super) fn put_changes(&mut self, tender: &mut Object) {
        let mut amendments = Vec::new();
        for changes in self.root.find_extensions("efac:Changes") {
            let reason = changes.find("efac:ChangeReason");
            let mut amendment = self.start_amendment(
                amendments.len(),
                reason,
                ("eu-change-corrig-justification", CHANGE, "BT-140"),
            );
            self.put_text(
                &mut amendment,
                "description",
                &changes.find_all("efac:Change/efbc:ChangeDescription"),
            );
            let path = "efac:Change/efac:ChangedSection/efbc:ChangedSectionIdentifier";
            let mut lots = ids_at(changes, path);
            lots.retain(|id| id.starts_with("LOT-"));
            lots.dedup();
            put(&mut amendment, "relatedLots", texts(lots));
            let changed = changes.text_at("efbc:ChangedNoticeIdentifier");
            put(&mut amendment, "amendsReleaseID", changed.map(text));
            amendments.push(Json::Object(amendment));
        }
        put(tender, "amendments", Json::List(amendments));
    }

    /// Sets how contracts were modified (BT-200, BT-201, BT-202, BT-1501), as amendments of them.
    /// The value of the tender is then that of the modification (BT-720).
    pub(super) fn put_modifications(&mut self, parts: &ResultParts<'a>, contracts: &mut [Object]) {
        let modifications = self.root.find_extensions("efac:ContractModification");
        for (index, modification) in modifications.into_iter().enumerate() {
            let mut amendment = self.start_amendment(
                index,
                modification.find("efac:ChangeReason"),
                ("eu-modification-justification", MODIFICATION, "BT-200"),
            );
            self.put_text(
                &mut amendment,
                "description",
                &modification.find_all("efac:Change/efbc:ChangeDescription"),
            );
            let changed = modification.text_at("efbc:ChangedNoticeIdentifier");
            put(&mut amendment, "amendsReleaseID", changed.map(text));
            let mut ids = ids_at(
                modification,
                "efac:Change/efac:ChangedSection/efbc:ChangedSectionIdentifier",
            );
            ids.extend(ids_at(modification, "efbc:ModifiedContractIdentifier"));
            let mut targets: IndexSet<usize> =
                ids.iter().filter_map(|id| parts.contracts.get_index_of(id)).collect();
            if targets.is_empty() && contracts.len() == 1 {
                targets.insert(0);
            }
            if targets.is_empty() {
                let path = modification.path();
                self.notes.push(Note::NoSuchPart { path, id: ids.join(", ") });
            }
            for target in targets {
                let value = self.read_modification_value(parts, target);
                let Some(contract) = contracts.get_mut(target) else { continue };
                let mut amendment = amendment.clone();
                put(&mut amendment, "value", value);
                let entry = contract.entry("amendments".to_owned());
                if let Json::List(list) = entry.or_insert_with(|| Json::List(Vec::new())) {
                    list.push(Json::Object(amendment));
                }
            }
        }
    }

    /// Makes an amendment with its reason.
    fn start_amendment(
        &mut self,
        index: usize,
        reason: Option<Element<'a>>,
        (scheme, names, business_term): (&'static str, Names, &'static str),
    ) -> Object {
        let mut amendment = object([("id", Some(text(format!("{}-{}", self.notice, index + 1))))]);
        if let Some(reason) = reason {
            let code = reason.text_at("cbc:ReasonCode");
            let class = self.classify(scheme, names, business_term, code);
            put(
                &mut amendment,
                "rationaleClassifications",
                Json::List(class.into_iter().collect()),
            );
            self.put_text(&mut amendment, "rationale", &reason.find_all("efbc:ReasonDescription"));
        }
        amendment
    }

    /// Reads what a modification is worth, if one tender says so.
    fn read_modification_value(&mut self, parts: &ResultParts<'a>, target: usize) -> Option<Json> {
        let (_, contract) = parts.contracts.get_index(target)?;
        let tenders = ids_at(*contract, TENDERS);
        let [id] = tenders.as_slice() else { return None };
        let tender = parts.tenders.get(id)?;
        let value = self.find_public(*tender, "win-ten-val");
        self.read_amount(value)
    }
}
