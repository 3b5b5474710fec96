//! Gathers the releases of one contract from all inputs.

use std::ops::ControlFlow;

use contract_fact_box::ocds::read::{Found, Package, Release, ReleaseKind, Wanted, read_releases};
use contract_fact_box::ocds::{Json, Note};
use indexmap::IndexMap;

use super::Args;
use super::list::Row;
use super::source::Argument;
use crate::cli::check::to_one_line;

/// How many contracts are named when it is not clear which is meant.
const MAX_NAMED: usize = 10;

/// The releases of one contract.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) releases: Vec<Json>,
    pub(super) inputs: Inputs,
    /// What is to be known about the inputs, each with the position of its input.
    pub(super) notes: Vec<(usize, Note)>,
}

/// Where the releases are from.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// The names of the inputs, as messages refer to them.
    pub(super) names: Vec<String>,
    /// Where each release is from, by [`contract_fact_box::ocds::ReleaseId::input`].
    pub(super) provenance: Vec<Provenance>,
    /// What packages say of themselves, each with the position of its input.
    pub(super) packages: Vec<(usize, Package)>,
}

/// Where a release is from.
#[derive(Clone, Copy, Debug)]
#[expect(dead_code, reason = "for what is written")]
pub(super) struct Provenance {
    /// The position of the input in [`Inputs::names`].
    pub(super) input: usize,
    /// The number of the package in the input ([`Package::number`]).
    pub(super) package: u64,
    /// The number of the release in the input, from 1.
    pub(super) number: u64,
    pub(super) kind: ReleaseKind,
}

/// The releases that have been found, and whether it is clear which are meant.
#[derive(Default)]
struct Collector {
    collected: Collected,
    /// The contracts, each by its first release.
    contracts: IndexMap<String, Row>,
    /// A release that cannot be taken apart.
    unreadable: Option<String>,
}

/// Gathers the releases that the arguments ask for.
///
/// # Errors
///
/// Fails with a message if an input cannot be read, or if it is not clear which contract is meant.
pub(super) fn collect_releases(args: &Args) -> Result<Collected, String> {
    let wanted = args.ocid.clone().map_or(Wanted::All, Wanted::Ocid);
    let mut collector = Collector::default();
    let mut releases = 0;
    for (input, text) in args.notices.iter().enumerate() {
        let argument = Argument::new(text);
        let name = argument.display_name();
        let reader = argument.open().map_err(|fact| format!("{name}: {}", to_one_line(&fact)))?;
        let summary = read_releases(reader, &wanted, &mut |found| collector.take(found, input))
            .map_err(|error| argument.describe(&error))?;
        releases += summary.releases;
        if let Some(reason) = collector.unreadable {
            return Err(format!("{name}: {}", to_one_line(&reason)));
        }
        collector.collected.inputs.names.push(name);
        if summary.stopped {
            break;
        }
    }
    if collector.contracts.len() > 1 {
        return Err(collector.describe_contracts());
    }
    if collector.collected.releases.is_empty() {
        return Err(describe_nothing(args, releases));
    }
    Ok(collector.collected)
}

impl Collector {
    fn take(&mut self, found: Found, input: usize) -> ControlFlow<()> {
        match found {
            Found::Release(release) => return self.take_release(&release, input),
            Found::Package(package) => self.collected.inputs.packages.push((input, package)),
            Found::Note(note) => self.collected.notes.push((input, note)),
        }
        ControlFlow::Continue(())
    }

    fn take_release(&mut self, release: &Release, input: usize) -> ControlFlow<()> {
        let ocid = release.ocid().unwrap_or_default();
        if !self.contracts.contains_key(ocid) {
            self.contracts.insert(ocid.to_owned(), Row::new(release));
        }
        if self.contracts.len() > 1 {
            // It is not clear which contract is meant, so none is kept.
            self.collected.releases.clear();
            return if self.contracts.len() > MAX_NAMED {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            };
        }
        let number = release.number;
        match release.to_json() {
            Ok(json) => self.collected.releases.push(json),
            Err(error) => {
                // Its line and column are those of a part.
                let error = error.to_string();
                let (reason, _) = error.split_once(" at line ").unwrap_or((&error, ""));
                self.unreadable = Some(format!(
                    "release {number} ({ocid}) cannot be read ({reason}); nothing was imported; report it to the \
                     publisher, or take the release out"
                ));
                return ControlFlow::Break(());
            }
        }
        let provenance = Provenance { input, package: release.package, number, kind: release.kind };
        self.collected.inputs.provenance.push(provenance);
        ControlFlow::Continue(())
    }

    /// Returns what to tell an editor who has named notices of several contracts.
    fn describe_contracts(&self) -> String {
        let count = if self.contracts.len() > MAX_NAMED {
            format!("more than {MAX_NAMED}")
        } else {
            self.contracts.len().to_string()
        };
        let rows = self.contracts.values().take(MAX_NAMED);
        let rows: String = rows.map(|row| format!("  {}\n", row.to_line())).collect();
        format!(
            "these are notices of {count} contracts; nothing was imported; name one of them with --ocid:\n{rows}\
             (--list prints them all)"
        )
    }
}

/// Returns what to tell an editor who gets no release.
fn describe_nothing(args: &Args, releases: u64) -> String {
    let name = args.notices.join(", ");
    let fact = match &args.ocid {
        Some(ocid) => format!(
            "{name}: none of the {releases} releases is of {ocid}; nothing was imported; correct the OCID: --list \
             prints those that are there"
        ),
        None => format!(
            "{name}: there is no release in it; nothing was imported; check that the publisher's query has a result"
        ),
    };
    to_one_line(&fact)
}
