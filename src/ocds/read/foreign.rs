//! What is not OCDS, and where its OCDS might be had.

use std::fmt;

use crate::ocds::json::is_digits;

/// What a reader is told who is to look for OCDS of a contract.
const REGISTRY: &str =
    "look for its OCDS in the registry of publishers, https://data.open-contracting.org/";

/// Something that is not OCDS.
///
/// Displayed, it is the fact, the consequence and the fix.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// Nothing at all.
    Empty,
    /// A web page.
    Html {
        /// Where the OCDS of the notice on it is, if that is known.
        ocds: Option<String>,
    },
    /// A notice of Tenders Electronic Daily (TED), as XML.
    Ted {
        /// The name of its root element.
        root: String,
    },
    /// Other XML.
    Xml {
        /// The name of its root element, empty if there is none.
        root: String,
    },
    /// A table of values that are separated by commas or the like.
    Csv,
    /// A zip archive, or a document in one, such as a spreadsheet.
    Zip,
    /// A file in another packed format than gzip, by its name.
    Packed(&'static str),
    /// A document in PDF.
    Pdf,
    /// UTF-16.
    Utf16,
    /// Other text, or other bytes.
    Text,
    /// Awards of USAspending.gov, in its own JSON.
    UsaSpending,
    /// Prozorro of Ukraine, in its own JSON.
    Prozorro,
    /// A story for a contract fact box.
    Story,
    /// A versioned release of OCDS, which has no value outside a history of it.
    VersionedRelease,
    /// GeoJSON.
    GeoJson,
    /// Other JSON.
    Json {
        /// The first keys of the object; none if it is no object.
        keys: Vec<String>,
    },
}

/// Returns where the OCDS of a notice is, if the text names the notice's page at Find a Tender or
/// Contracts Finder, the services of the United Kingdom
/// (<https://www.find-tender.service.gov.uk/apidocumentation/1.0/GET-ocdsReleasePackages>).
///
/// ```
/// use contract_fact_box::ocds::read::find_ocds_url;
///
/// let page = "https://www.find-tender.service.gov.uk/Notice/000001-2021?origin=SearchResults";
/// let ocds = "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages/000001-2021";
/// assert_eq!(find_ocds_url(page).as_deref(), Some(ocds));
/// assert_eq!(find_ocds_url("https://news.example/"), None);
/// ```
pub fn find_ocds_url(text: &str) -> Option<String> {
    find_notice(text, "www.find-tender.service.gov.uk/", is_notice_number)
        .map(|id| {
            format!("https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages/{id}")
        })
        .or_else(|| {
            find_notice(text, "www.contractsfinder.service.gov.uk/", is_guid).map(|id| {
                format!("https://www.contractsfinder.service.gov.uk/Published/Notice/OCDS/{id}")
            })
        })
}

/// Finds the id in the URL of a notice's page at a service.
fn find_notice<'a>(text: &'a str, host: &str, is_id: fn(&str) -> bool) -> Option<&'a str> {
    text.split(host).skip(1).find_map(|path| {
        let (folder, rest) = path.split_once('/')?;
        let id = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next()?;
        (folder.eq_ignore_ascii_case("notice") && is_id(id)).then_some(id)
    })
}

/// Whether it has the form of Find a Tender's ids of notices, `nnnnnn-yyyy`.
fn is_notice_number(id: &str) -> bool {
    let is_number = |text: &str, length| text.len() == length && is_digits(text);
    id.split_once('-').is_some_and(|(number, year)| is_number(number, 6) && is_number(year, 4))
}

/// Whether it has the form of Contracts Finder's ids of notices.
fn is_guid(id: &str) -> bool {
    id.len() == 36
        && id.char_indices().all(|(position, c)| match position {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        })
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nothing = "nothing was read";
        match self {
            Self::Empty => write!(f, "is empty; {nothing}; download it again"),
            Self::Html { ocds: Some(ocds) } => write!(
                f,
                "is the page of a notice and not its data; {nothing}; import its OCDS, which is at {ocds}"
            ),
            Self::Html { ocds: None } => {
                write!(f, "is a web page and not the data of a notice; {nothing}; {REGISTRY}")
            }
            Self::Ted { root } => write!(
                f,
                "is a notice of Tenders Electronic Daily (XML, {root}) and not OCDS; {nothing}; make a release of it \
                 with `eforms::read_notice`"
            ),
            Self::Xml { root } if root.is_empty() => {
                write!(f, "is XML or a part of it, and not OCDS; {nothing}; {REGISTRY}")
            }
            Self::Xml { root } => {
                write!(f, "is XML ({root}) and not OCDS; {nothing}; {REGISTRY}")
            }
            Self::Csv => write!(
                f,
                "is a table (CSV); {nothing}, since a table leaves out how its rows belong together; take the JSON that \
                 the publisher offers beside it"
            ),
            Self::Zip => write!(
                f,
                "is a zip archive or a spreadsheet; {nothing}; unpack it and name the JSON file in it"
            ),
            Self::Packed(format) => {
                write!(f, "is packed with {format}; {nothing}; unpack it, or pack it with gzip")
            }
            Self::Pdf => write!(f, "is a PDF; {nothing}; {REGISTRY}"),
            Self::Utf16 => write!(
                f,
                "is UTF-16 and not UTF-8; {nothing}; convert it, as in `iconv -f UTF-16 -t UTF-8`"
            ),
            Self::Text => {
                write!(f, "is neither JSON nor gzip of it; {nothing}; name a file in OCDS")
            }
            Self::UsaSpending => write!(
                f,
                "is JSON of USAspending.gov, which has a format of its own and none in OCDS; {nothing}, since its \
                 obligations, current and potential values are of three kinds; begin with `new` and enter them as what \
                 they are: spent, signed, ceiling"
            ),
            Self::Prozorro => write!(
                f,
                "is JSON of Prozorro in its own format, and not OCDS; {nothing}; {REGISTRY}"
            ),
            Self::Story => write!(
                f,
                "is a story for a contract fact box and not a notice; {nothing}; `check` reads stories"
            ),
            Self::VersionedRelease => write!(
                f,
                "is a versioned release, which holds every value as a history; {nothing}; take the releases or the record \
                 that it was made of"
            ),
            Self::GeoJson => {
                write!(f, "is GeoJSON, places on a map, and not OCDS; {nothing}; {REGISTRY}")
            }
            Self::Json { keys } if keys.is_empty() => {
                write!(f, "is JSON without any release; {nothing}; name a file in OCDS")
            }
            Self::Json { keys } => write!(
                f,
                "is JSON but not OCDS: it has {} and neither `releases`, `records` nor `ocid`; {nothing}; {REGISTRY}",
                keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_notices_lead_to_their_ocds() {
        let guid = "b8c14041-9e33-4f4c-8c08-398d0c8ada2c";
        let contracts_finder =
            format!("https://www.contractsfinder.service.gov.uk/Published/Notice/OCDS/{guid}");
        let page = format!("<a href='https://www.contractsfinder.service.gov.uk/notice/{guid}'>");
        assert_eq!(find_ocds_url(&page), Some(contracts_finder));
        for text in [
            "",
            "https://www.find-tender.service.gov.uk/Search",
            "https://www.find-tender.service.gov.uk/Notice/12-2021",
            "https://www.find-tender.service.gov.uk/Notice/",
            "https://www.contractsfinder.service.gov.uk/notice/b8c14041",
        ] {
            assert_eq!(find_ocds_url(text), None, "{text}");
        }
    }
}
