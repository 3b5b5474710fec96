//! Gathers the releases of one contract from all inputs.

use std::io::Read;
use std::ops::ControlFlow;

use contract_fact_box::ocds::eforms::{self, Usage};
use contract_fact_box::ocds::read::{Found, Input, Package, Release, Source, Wanted};
use contract_fact_box::ocds::{Json, Note};
use indexmap::IndexMap;

use super::list::Row;
use super::source::Argument;
use crate::cli::check::to_one_line;

/// How many contracts are named when it is not clear which is meant.
const MAX_NAMED: usize = 10;

/// The largest notice of TED that is read, in bytes: more than a hundred times the usual.
const MAX_XML_BYTES: u64 = 64_000_000;
/// The publisher of the notices of TED.
const TED: &str = "Tenders Electronic Daily (TED)";

/// The releases of one contract.
#[derive(Debug, Default)]
pub(super) struct Collected {
    /// Each release with its package, if that says anything of itself.
    pub(super) releases: Vec<(Json, Option<Package>)>,
    /// What is to be known about the inputs, each with the name of its input.
    pub(super) notes: Vec<String>,
}

/// The releases that have been found, and whether it is clear which are meant.
#[derive(Default)]
struct Collector {
    releases: Vec<Collection>,
    notes: Vec<(usize, Note)>,
    eforms_notes: Vec<(usize, String)>,
    /// What packages say of themselves, each with the position of its input.
    packages: Vec<(usize, Package)>,
    /// The contracts, each by its first release.
    contracts: IndexMap<String, Row>,
    /// A release that cannot be taken apart.
    unreadable: Option<String>,
}

/// A release, and which package of which input it is from.
struct Collection {
    release: Json,
    input: usize,
    package: u64,
}

/// Gathers the releases that the arguments ask for.
///
/// # Errors
///
/// Fails with a message if an input cannot be read, or if it is not clear which contract is meant.
pub(super) fn collect_releases(
    notices: &[String],
    ocid: Option<&str>,
    lang: Option<&str>,
) -> Result<Collected, String> {
    let wanted = ocid.map_or(Wanted::All, |ocid| Wanted::Ocid(ocid.to_owned()));
    let mut collector = Collector::default();
    let mut releases = 0;
    for (input, text) in notices.iter().enumerate() {
        let argument = Argument::new(text);
        let name = argument.display_name();
        let reader = argument.open().map_err(|fact| format!("{name}: {}", to_one_line(&fact)))?;
        let source = Source::open(reader).map_err(|error| argument.describe(&error))?;
        if let Input::Ted { .. } = source.input() {
            collector
                .take_eforms(source, ocid, lang, input)
                .map_err(|fact| format!("{name}: {}", to_one_line(&fact)))?;
            releases += 1;
            continue;
        }
        let summary = source
            .read_releases(&wanted, &mut |found| collector.take(found, input))
            .map_err(|error| argument.describe(&error))?;
        releases += summary.releases;
        if let Some(reason) = collector.unreadable {
            return Err(format!("{name}: {}", to_one_line(&reason)));
        }
        if summary.stopped {
            break;
        }
    }
    if collector.contracts.len() > 1 {
        return Err(collector.describe_contracts());
    }
    if collector.releases.is_empty() {
        return Err(describe_nothing(notices, ocid, releases));
    }
    let packages = collector.packages;
    let with_package = |found: Collection| {
        let is_its = |(input, package): &&(usize, Package)| {
            (*input, package.number) == (found.input, found.package)
        };
        let package = packages.iter().find(is_its).map(|(_, package)| package.clone());
        (found.release, package)
    };
    let releases = collector.releases.into_iter().map(with_package).collect();
    let name_note = |(input, note): (usize, String)| {
        let name = notices.get(input).map(|text| Argument::new(text).display_name());
        format!("{}: {note}", name.unwrap_or_default())
    };
    let notes = collector.notes.into_iter().map(|(input, note)| (input, note.to_string()));
    let notes = notes.chain(collector.eforms_notes);
    Ok(Collected { releases, notes: notes.map(name_note).collect() })
}

impl Collector {
    fn take(&mut self, found: Found, input: usize) -> ControlFlow<()> {
        match found {
            Found::Release(release) => return self.take_release(&release, input),
            Found::Package(package) => self.packages.push((input, package)),
            Found::Note(note) => self.notes.push((input, note)),
        }
        ControlFlow::Continue(())
    }

    /// Takes a notice of TED, in one of its languages, as one release.
    fn take_eforms(
        &mut self,
        source: Source<'_>,
        ocid: Option<&str>,
        lang: Option<&str>,
        input: usize,
    ) -> Result<(), String> {
        let notice = read_eforms(source, lang)?;
        self.eforms_notes.extend(notice.notes.iter().map(|note| (input, note.to_string())));
        for field in notice.ignored {
            let reason = match field.usage {
                Usage::Ignored(reason) => reason,
                Usage::Personal => "about people, and never read",
                Usage::Mapped(_) => continue,
            };
            let term = field.business_term;
            self.eforms_notes.push((input, format!("{term}, {}: {reason}", field.xpath)));
        }
        let found = notice.release.get("ocid").and_then(Json::as_text).unwrap_or_default();
        if ocid.is_some_and(|ocid| ocid != found) {
            return Ok(());
        }
        if !self.contracts.contains_key(found) {
            self.contracts.insert(found.to_owned(), Row::of_eforms(&notice.release));
        }
        let package = self.packages.len() as u64;
        self.packages.push((
            input,
            Package { number: package, publisher: Some(TED.to_owned()), ..Package::default() },
        ));
        self.releases.push(Collection { release: notice.release, input, package });
        Ok(())
    }

    fn take_release(&mut self, release: &Release, input: usize) -> ControlFlow<()> {
        let ocid = release.ocid().unwrap_or_default();
        if !self.contracts.contains_key(ocid) {
            self.contracts.insert(ocid.to_owned(), Row::new(release));
        }
        if self.contracts.len() > 1 {
            // It is not clear which contract is meant, so none is kept.
            self.releases.clear();
            return if self.contracts.len() > MAX_NAMED {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            };
        }
        let number = release.number;
        match release.to_json() {
            Ok(json) => {
                self.releases.push(Collection { release: json, input, package: release.package });
            }
            Err(error) => {
                // Its line and column are those of a part.
                let error = error.to_string();
                let (reason, _) = error.split_once(" at line ").unwrap_or((&error, ""));
                self.unreadable = Some(format!(
                    "release {number} ({ocid}) cannot be read ({reason}); nothing was read; report it to the \
                     publisher, or take the release out"
                ));
                return ControlFlow::Break(());
            }
        }
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
            "these are notices of {count} contracts; nothing was read; name one of them with --ocid:\n{rows}\
             (--list prints them all)"
        )
    }
}

/// Reads a notice of TED, in one of its languages.
///
/// # Errors
///
/// Fails with the fact, the consequence and the fix.
pub(super) fn read_eforms(
    source: Source<'_>,
    lang: Option<&str>,
) -> Result<eforms::Notice, String> {
    let mut xml = String::new();
    let mut reader = source.into_reader().take(MAX_XML_BYTES + 1);
    reader.read_to_string(&mut xml).map_err(|error| {
        format!("cannot be read ({error}); nothing was read; download the notice again")
    })?;
    if xml.len() as u64 > MAX_XML_BYTES {
        return Err(format!(
            "is larger than {} MB, which no notice is; nothing was read; name the XML of one notice",
            MAX_XML_BYTES / 1_000_000
        ));
    }
    eforms::read_notice(&xml, lang).map_err(|error| error.to_string())
}

/// Returns what to tell an editor who gets no release.
fn describe_nothing(notices: &[String], ocid: Option<&str>, releases: u64) -> String {
    let name = notices.join(", ");
    let fact = match ocid {
        Some(ocid) => format!(
            "{name}: none of the {releases} releases is of {ocid}; nothing was read; correct the OCID: --list \
             prints those that are there"
        ),
        None => format!(
            "{name}: there is no release in it; nothing was read; check that the publisher's query has a result"
        ),
    };
    to_one_line(&fact)
}
