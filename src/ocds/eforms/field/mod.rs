//! The fields of eForms: what each is mapped to, or why it is not.
//!
//! Business terms and paths are those of the [eForms
//! SDK](https://docs.ted.europa.eu/eforms/latest/), `fields/fields.json`, without the conditions in
//! the paths.

/// A path in what the EU adds to a notice.
macro_rules! extension {
    ($($path:literal),+) => {
        concat!(
            "/*/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension/",
            $($path),+
        )
    };
}

mod lot;
mod notice;
mod organization;
mod result;

use indexmap::{IndexMap, IndexSet};

use super::Note;
use super::xml::Element;

/// An element of a notice, or a part of one with all elements in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// The business term of the annex to the eForms regulation, as in `BT-720`, or the field of the
    /// SDK where there is none. Several terms may be in one part of a notice.
    pub business_term: &'static str,
    /// Where it stands, without conditions. One that starts with `//` stands in several places.
    pub xpath: &'static str,
    /// What is done with it.
    pub usage: Usage,
}

/// What is done with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Usage {
    /// It is read, and is at this path of the release, as in `tender/title`.
    Mapped(&'static str),
    /// It is not read, for this reason.
    Ignored(&'static str),
    /// It is not read, because it is about people: a name, an address or a number.
    Personal,
}

impl Field {
    const fn mapped(business_term: &'static str, xpath: &'static str, to: &'static str) -> Self {
        Self { business_term, xpath, usage: Usage::Mapped(to) }
    }

    const fn ignored(business_term: &'static str, xpath: &'static str, why: &'static str) -> Self {
        Self { business_term, xpath, usage: Usage::Ignored(why) }
    }

    const fn personal(business_term: &'static str, xpath: &'static str) -> Self {
        Self { business_term, xpath, usage: Usage::Personal }
    }

    /// Whether an element at a path is this field, or in it.
    fn covers(&self, path: &str) -> bool {
        let is_at = |rest: &str| rest.is_empty() || rest.starts_with('/');
        match self.xpath.strip_prefix("//") {
            Some(end) => path.strip_suffix(end).is_some_and(|start| start.ends_with('/')),
            None => path.strip_prefix(self.xpath).is_some_and(is_at),
        }
    }
}

/// Lists all fields.
///
/// ```
/// use contract_fact_box::ocds::eforms::{Usage, fields};
///
/// let value = fields().find(|field| field.business_term == "BT-720").expect("it is mapped");
/// assert_eq!(value.usage, Usage::Mapped("bids/details/value, awards/value"));
/// ```
pub fn fields() -> impl Iterator<Item = &'static Field> {
    [notice::FIELDS, lot::FIELDS, result::FIELDS, organization::FIELDS].into_iter().flatten()
}

/// Finds the field of an element by its path, as in `/*/cbc:ID`: the one that says most closely
/// where the element stands.
pub fn find_field(path: &str) -> Option<&'static Field> {
    let anywhere = |field: &Field| field.xpath.starts_with("//");
    fields()
        .filter(|field| field.covers(path))
        .max_by_key(|field| (anywhere(field), field.xpath.len()))
}

/// Lists the fields of a notice that were not read, and notes those that are about people or
/// unknown.
pub(super) fn list_ignored(root: Element, notes: &mut Vec<Note>) -> Vec<&'static Field> {
    let mut ignored: IndexSet<&'static Field> = IndexSet::new();
    // By the path: the same elements stand in every lot.
    let mut found: IndexMap<String, (Option<&'static Field>, usize)> = IndexMap::new();
    for element in root.descendants().filter(|element| element.children().next().is_none()) {
        // An empty element says nothing.
        if element.text().is_some() {
            let path = element.path();
            let (_, count) = match found.get_mut(&path) {
                Some(entry) => entry,
                None => {
                    let field = find_field(&path);
                    found.entry(path).or_insert((field, 0))
                }
            };
            *count += 1;
        }
    }
    let mut personal = 0;
    let mut unknown = Vec::new();
    for (path, (field, count)) in found {
        match field {
            None => unknown.push(Note::UnknownElement { path, count }),
            Some(Field { usage: Usage::Mapped(_), .. }) => {}
            Some(field) => {
                personal += if field.usage == Usage::Personal { count } else { 0 };
                ignored.insert(field);
            }
        }
    }
    if personal > 0 {
        notes.push(Note::PersonalData { count: personal });
    }
    notes.append(&mut unknown);
    ignored.into_iter().collect()
}
