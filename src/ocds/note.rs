//! What an editor should know about notices that could be read all the same.

use std::fmt;

use super::merge::ReleaseId;

/// How many ids a note names.
const MAX_NAMED: usize = 40;

/// Something odd in notices: it can be read, but may mean something else than it seems to.
///
/// Displayed, it is the place, the fact and the consequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A list is written as an object with the keys `1`, `2` and so on.
    NumberedObject {
        /// Where it is: a JSON pointer, or words.
        place: String,
    },
    /// Something in a list of releases or records is none.
    NotARelease {
        /// Where it is.
        place: String,
        /// What stands there, as in "a string".
        found: &'static str,
    },
    /// A release has no `ocid`.
    NoOcid {
        /// Where it is.
        place: String,
    },
    /// A record links to releases and does not hold them.
    LinkedReleases {
        /// The `ocid` of the record.
        ocid: Option<String>,
        /// How many releases are links only.
        linked: u64,
        /// What was read in their place.
        instead: InsteadOfLinked,
    },
    /// A record holds a compiled release alone.
    CompiledReleaseOnly {
        /// The `ocid` of the record.
        ocid: Option<String>,
    },
    /// The same release occurs more than once.
    DuplicateRelease {
        /// The release.
        release: ReleaseId,
        /// How often it was left out.
        left_out: usize,
    },
    /// Releases that differ have the same `id`.
    SameReleaseId {
        /// The id.
        id: String,
        /// How many have it.
        count: usize,
    },
    /// Releases have no `id`.
    NoReleaseId {
        /// The releases.
        releases: Vec<ReleaseId>,
    },
    /// The dates of releases have no time zone, so that the order is not certain.
    NoTimeZone {
        /// The releases.
        releases: Vec<ReleaseId>,
    },
    /// Releases have no date, or one that is none.
    NoDate {
        /// The releases.
        releases: Vec<ReleaseId>,
    },
    /// Releases have the same date.
    SameDate {
        /// The releases, in the order in which they were merged.
        releases: Vec<ReleaseId>,
    },
    /// Several objects of one list have the same `id` in one release.
    DuplicateIds {
        /// The path of the list, without positions, as in `awards/items`.
        list: String,
        /// The ids.
        ids: Vec<String>,
        /// The release.
        release: ReleaseId,
    },
    /// One id stands for organisations with different names.
    TwoNames {
        /// The id.
        id: String,
        /// The names, in the order of the releases.
        names: Vec<String>,
    },
    /// A later notice uses the ids of awards again, for other awards.
    RestartedAwards {
        /// The ids.
        ids: Vec<String>,
        /// The release whose awards are overwritten.
        earlier: ReleaseId,
        /// The release that overwrites them.
        later: ReleaseId,
    },
    /// A later notice names other suppliers of an award, and the earlier ones stay beside them.
    KeptSuppliers {
        /// The id of the award.
        award: String,
        /// The names of the suppliers that it no longer names.
        suppliers: Vec<String>,
        /// The release that does not name them.
        release: ReleaseId,
    },
    /// Awards or contracts are only mentioned as amended, and no release says anything else of them.
    OnlyAmended {
        /// `awards` or `contracts`.
        list: &'static str,
        /// Their ids.
        ids: Vec<String>,
    },
    /// A value has become another kind of value, such as a list in the place of an object.
    KindChanged {
        /// The path, without positions.
        path: String,
        /// The release in which it is of another kind.
        release: ReleaseId,
    },
}

/// What is read of a record whose releases are links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsteadOfLinked {
    /// Its compiled release.
    CompiledRelease,
    /// The releases that it does hold.
    OtherReleases,
    /// Nothing.
    Nothing,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NumberedObject { place } => write!(
                f,
                "{place}: an object with the keys 1, 2 and so on stands where a list belongs; it is read as a list"
            ),
            Self::NotARelease { place, found } => {
                write!(f, "{place}: {found} stands where a release belongs; it is left out")
            }
            Self::NoOcid { place } => write!(
                f,
                "{place}: the release has no `ocid`; nobody can say to which contract it belongs, and it is left out"
            ),
            Self::LinkedReleases { ocid, linked, instead } => {
                let (fact, it, others) = match linked {
                    1 => ("1 release is only a link".to_owned(), "its", "that one says"),
                    linked => (format!("{linked} releases are only links"), "their", "those say"),
                };
                write!(f, "record {}: {fact}; ", or_unnamed(ocid.as_deref()))?;
                match instead {
                    InsteadOfLinked::CompiledRelease => write!(
                        f,
                        "the compiled release is read in {it} place, which does not say what came from which notice"
                    ),
                    InsteadOfLinked::OtherReleases => write!(
                        f,
                        "only the releases that the record holds are read, and what {others} is missing"
                    ),
                    InsteadOfLinked::Nothing => f.write_str("nothing could be read of it"),
                }
            }
            Self::CompiledReleaseOnly { ocid } => write!(
                f,
                "record {}: it holds a compiled release alone; that is read, and does not say what came from which \
                 notice",
                or_unnamed(ocid.as_deref())
            ),
            Self::DuplicateRelease { release, left_out } => write!(
                f,
                "{release}: it occurs {} with the same content; it is read once",
                match left_out {
                    1 => "twice".to_owned(),
                    left_out => format!("{} times", left_out + 1),
                }
            ),
            Self::SameReleaseId { id, count } => write!(
                f,
                "release {id}: {count} releases with this id differ; all are read, in the order of their dates"
            ),
            Self::NoReleaseId { releases } => {
                let what = if releases.len() == 1 { "it has no id" } else { "they have no id" };
                write!(
                    f,
                    "{}: {what}; what is cited from there can only name the date",
                    Listed(releases)
                )
            }
            Self::NoTimeZone { releases } => write!(
                f,
                "{}: the date has no time zone; it is taken as UTC for the order of the releases, which may be \
                 wrong by some hours",
                Listed(releases)
            ),
            Self::NoDate { releases } => write!(
                f,
                "{}: there is no date that can be read; it is merged before all others, so that it replaces nothing",
                Listed(releases)
            ),
            Self::SameDate { releases } => write!(
                f,
                "{}: they have the same date; they are merged in this order, that of their ids, and where they \
                 differ the last counts",
                Listed(releases)
            ),
            Self::DuplicateIds { list, ids, release } => write!(
                f,
                "{release}: several of its {list} have the same id ({}); they are merged into one, and where they \
                 differ the last counts",
                join_ids(ids)
            ),
            Self::TwoNames { id, names } => write!(
                f,
                "organisation {id}: the id stands for {}; they are kept apart by their names",
                join_quoted(names)
            ),
            Self::RestartedAwards { ids, earlier, later } => write!(
                f,
                "{later}: its {} not {} of {earlier}; both are kept, under the same id",
                match ids.as_slice() {
                    [id] => format!("award {id} is"),
                    ids => format!("awards {} are", join_ids(ids)),
                },
                if ids.len() == 1 { "the award with this id" } else { "the awards with these ids" },
            ),
            Self::KeptSuppliers { award, suppliers, release } => write!(
                f,
                "{release}: award {award} no longer names {} as {}; by the rules of OCDS the earlier stay beside the \
                 new, and one of them may be wrong",
                join_quoted(suppliers),
                if suppliers.len() == 1 { "a supplier" } else { "suppliers" },
            ),
            Self::OnlyAmended { list, ids } => match ids.as_slice() {
                [id] => write!(
                    f,
                    "{} {id}: it is only said to be amended; what it is stands in notices that were not given",
                    list.trim_end_matches('s')
                ),
                ids => write!(
                    f,
                    "{list} {}: they are only said to be amended; what they are stands in notices that were not given",
                    join_ids(ids)
                ),
            },
            Self::KindChanged { path, release } => write!(
                f,
                "{release}: {path} is of another kind than in earlier releases; it replaces what was there"
            ),
        }
    }
}

/// Formats releases as "release 1 of 2026-01-02, release 2 of 2026-01-03".
struct Listed<'a>(&'a [ReleaseId]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, release) in self.0.iter().enumerate() {
            if position > 0 {
                f.write_str(", ")?;
            }
            release.fmt(f)?;
        }
        Ok(())
    }
}

fn or_unnamed(ocid: Option<&str>) -> &str {
    ocid.unwrap_or("without `ocid`")
}

/// Joins ids, and only counts them from some number on.
fn join_ids(ids: &[String]) -> String {
    let (named, others) = ids.split_at_checked(MAX_NAMED).unwrap_or((ids, &[]));
    let named = named.join(", ");
    if others.is_empty() { named } else { format!("{named} and {} more", others.len()) }
}

fn join_quoted(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    match quoted.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => quoted.concat(),
    }
}
