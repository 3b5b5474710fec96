//! Gathers the releases of one contract, or of several that are asked for, from all inputs.

use std::collections::HashMap;
use std::ops::ControlFlow;

use contract_fact_box::ocds::Json;
use contract_fact_box::ocds::eforms::{self, Usage};
use contract_fact_box::ocds::read::{Package, Release, Wanted};
use indexmap::IndexMap;

use super::list::Row;
use super::source::{Argument, FoundRelease, Item};
use crate::cli::check::to_one_line;

/// How many contracts are named when it is not clear which is meant.
const MAX_NAMED: usize = 10;

/// The releases of the contracts that are meant.
#[derive(Debug, Default)]
pub(super) struct Collected {
    /// Those of each contract, each with its package, if that says anything of itself.
    pub(super) contracts: Vec<Vec<(Json, Option<Package>)>>,
    /// What is to be known about the inputs, each with the name of its input.
    pub(super) notes: Vec<String>,
}

/// The releases that have been found, and whether it is clear which are meant.
#[derive(Default)]
struct Collector {
    /// Whether the contracts are those that were asked for, so that there may be several.
    is_asked: bool,
    /// The contracts, by their OCIDs.
    contracts: IndexMap<String, Contract>,
    /// What is to be known about the inputs, each with the position of its input.
    notes: Vec<(usize, String)>,
    /// What packages say of themselves, by the positions of their inputs and their numbers in these.
    packages: HashMap<(usize, u64), Package>,
    /// A release that cannot be taken apart.
    unreadable: Option<String>,
}

/// A contract: what its first release says, and all its releases.
struct Contract {
    row: Row,
    releases: Vec<Collection>,
}

/// A release, and which package of which input it is from.
struct Collection {
    release: Json,
    input: usize,
    package: u64,
}

/// Gathers the releases of the contracts with these OCIDs or, without any, of the only contract there is.
///
/// # Errors
///
/// Fails with a message if an input cannot be read, or if it is not clear which contract is meant.
pub(super) fn collect_releases(
    notices: &[String],
    ocids: &[String],
    lang: Option<&str>,
) -> Result<Collected, String> {
    let wanted = Wanted::of_ocids(ocids);
    let mut collector = Collector { is_asked: !ocids.is_empty(), ..Collector::default() };
    let mut releases = 0;
    for (input, text) in notices.iter().enumerate() {
        let argument = Argument::new(text);
        let mut visit = |item| collector.take(item, input);
        let summary = argument.read_releases(&wanted, lang, &mut visit)?;
        releases += summary.releases;
        if let Some(reason) = collector.unreadable {
            return Err(format!("{}: {}", argument.display_name(), to_one_line(&reason)));
        }
        if summary.stopped {
            break;
        }
    }
    if collector.is_unclear() {
        return Err(collector.describe_contracts());
    }
    if collector.contracts.is_empty() {
        return Err(describe_nothing(notices, ocids, releases));
    }
    let packages = collector.packages;
    let with_package = |Collection { release, input, package }| {
        (release, packages.get(&(input, package)).cloned())
    };
    let contracts = collector.contracts.into_values();
    let contracts = contracts.map(|one| one.releases.into_iter().map(with_package).collect());
    let contracts = contracts.collect();
    let name_note = |(input, note): (usize, String)| {
        let name = notices.get(input).map(|text| Argument::new(text).display_name());
        format!("{}: {note}", name.unwrap_or_default())
    };
    Ok(Collected { contracts, notes: collector.notes.into_iter().map(name_note).collect() })
}

impl Collector {
    fn take(&mut self, item: Item, input: usize) -> ControlFlow<()> {
        match item {
            Item::Release(release) => return self.take_release(release, input),
            Item::Package(package) => {
                self.packages.insert((input, package.number), package);
            }
            Item::Note(note) => self.notes.push((input, note.to_string())),
        }
        ControlFlow::Continue(())
    }

    fn take_release(&mut self, release: FoundRelease, input: usize) -> ControlFlow<()> {
        let ocid = release.ocid().to_owned();
        if !self.contracts.contains_key(&ocid) {
            let contract = Contract { row: Row::new(&release), releases: Vec::new() };
            self.contracts.insert(ocid.clone(), contract);
        }
        if self.is_unclear() {
            // None is kept.
            self.contracts.values_mut().for_each(|contract| contract.releases.clear());
            return if self.contracts.len() > MAX_NAMED {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            };
        }
        let package = release.package();
        let release = match release {
            FoundRelease::Ted(notice) => {
                self.notes.extend(list_notes(&notice).into_iter().map(|note| (input, note)));
                notice.release
            }
            FoundRelease::Ocds(release) => match release.to_json() {
                Ok(json) => json,
                Err(error) => {
                    self.unreadable = Some(describe_unreadable(&release, &error));
                    return ControlFlow::Break(());
                }
            },
        };
        if let Some(contract) = self.contracts.get_mut(&ocid) {
            contract.releases.push(Collection { release, input, package });
        }
        ControlFlow::Continue(())
    }

    /// Whether it is not clear which contract is meant.
    fn is_unclear(&self) -> bool {
        !self.is_asked && self.contracts.len() > 1
    }

    /// Returns what to tell an editor who has named notices of several contracts.
    fn describe_contracts(&self) -> String {
        let count = if self.contracts.len() > MAX_NAMED {
            format!("more than {MAX_NAMED}")
        } else {
            self.contracts.len().to_string()
        };
        let rows = self.contracts.values().take(MAX_NAMED);
        let rows: String = rows.map(|one| format!("  {}\n", one.row.to_line())).collect();
        format!(
            "these are notices of {count} contracts; none was taken; name one of them with --ocid:\n{rows}\
             (`import --list` prints them all)"
        )
    }
}

/// Lists what is to be known about a notice of TED, and what of it is not read.
fn list_notes(notice: &eforms::Notice) -> Vec<String> {
    let mut notes: Vec<_> = notice.notes.iter().map(ToString::to_string).collect();
    for field in &notice.ignored {
        let reason = match field.usage {
            Usage::Ignored(reason) => reason,
            Usage::Personal => "about people, and never read",
            Usage::Mapped(_) => continue,
        };
        notes.push(format!("{}, {}: {reason}", field.business_term, field.xpath));
    }
    notes
}

/// Returns what to tell an editor about a release that cannot be taken apart.
fn describe_unreadable(release: &Release, error: &serde_json::Error) -> String {
    // Its line and column are those of a part.
    let error = error.to_string();
    let (reason, _) = error.split_once(" at line ").unwrap_or((&error, ""));
    format!(
        "release {} ({}) cannot be read ({reason}); nothing was taken; report it to the publisher, or take the release \
         out",
        release.number,
        release.ocid().unwrap_or_default(),
    )
}

/// Returns what to tell an editor who gets no release.
fn describe_nothing(notices: &[String], ocids: &[String], releases: u64) -> String {
    let correct_ocid = "correct the OCID: `import --list` prints those that are there";
    let asked = ocids.join(" or ");
    let (fact, fix) = match releases {
        releases if releases == 0 || ocids.is_empty() => (
            "there is no release in it".to_owned(),
            "check that the publisher's query has a result",
        ),
        1 => (format!("the only release is not of {asked}"), correct_ocid),
        _ => (format!("none of the {releases} releases is of {asked}"), correct_ocid),
    };
    let names: Vec<_> = notices.iter().map(|text| Argument::new(text).display_name()).collect();
    to_one_line(&format!("{}: {fact}; nothing was taken; {fix}", names.join(", ")))
}
