//! Walks through JSON and hands over what is in it, as it comes.

use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Documents, Place, ReadObject};
use crate::ocds::json::is_digits;
use crate::ocds::note::Note;

/// Reads a value that must be an object, or at the top also a list of objects.
pub(super) struct ValueSeed<'d, 'v> {
    pub(super) documents: &'d mut Documents<'v>,
    pub(super) place: Place,
    /// Whether it may be a list.
    pub(super) may_be_list: bool,
}

/// Reads a list of values.
struct ListSeed<'d, 'v> {
    documents: &'d mut Documents<'v>,
    place: Place,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of OCDS")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        read_object(self.documents, self.place, map, None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if !self.may_be_list {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return self.documents.note_other(self.place, "a list");
        }
        ListSeed { documents: self.documents, place: self.place }.visit_seq(list)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.documents.note_other(self.place, "null")
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.documents.note_other(self.place, "true or false")
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.documents.note_other(self.place, "a number")
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.documents.note_other(self.place, "a number")
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.documents.note_other(self.place, "a number")
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.documents.note_other(self.place, "a string")
    }
}

impl<'de> DeserializeSeed<'de> for ListSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ListSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of releases, records or packages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        loop {
            self.documents.budget.reset();
            let seed =
                ValueSeed { documents: self.documents, place: self.place, may_be_list: false };
            if list.next_element_seed(seed)?.is_none() {
                return Ok(());
            }
        }
    }

    /// A list that is written as an object with the keys 1, 2 and so on, or a single item.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { documents, place } = self;
        let mut is_first = true;
        while let Some(key) = map.next_key::<String>()? {
            if !is_digits(&key) && is_first {
                return read_object(documents, place, map, Some(key));
            }
            if is_first && !documents.has_noted_numbers {
                documents.has_noted_numbers = true;
                let place = if place == Place::Records { "records" } else { "releases" };
                documents.hand_over_note(Note::NumberedObject { place: place.to_owned() })?;
            }
            is_first = false;
            documents.budget.reset();
            map.next_value_seed(ValueSeed { documents, place, may_be_list: false })?;
        }
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.documents.note_not_a_release("true or false")
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.documents.note_not_a_release("a number")
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.documents.note_not_a_release("a number")
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.documents.note_not_a_release("a number")
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.documents.note_not_a_release("a string")
    }
}

/// Reads an object whose first key may have been read already.
fn read_object<'de, A: MapAccess<'de>>(
    documents: &mut Documents<'_>,
    place: Place,
    mut map: A,
    first_key: Option<String>,
) -> Result<(), A::Error> {
    let before = documents.counts();
    if place == Place::Outermost {
        documents.packages += 1;
    }
    let mut object = ReadObject::default();
    let mut next_key = match first_key {
        Some(key) => Some(key),
        None => map.next_key::<String>()?,
    };
    while let Some(key) = next_key {
        let list = match (key.as_str(), place) {
            ("releases", Place::Outermost | Place::Records) => Some(Place::Releases),
            ("records", Place::Outermost) => Some(Place::Records),
            // Answers of the search of Contracts Finder hold packages in it.
            ("results", Place::Outermost) => Some(Place::Outermost),
            _ => None,
        };
        if let Some(place) = list {
            // Answers of other services have `results`, too, so that these alone prove nothing.
            object.has_results |= place == Place::Outermost;
            object.has_lists |= place != Place::Outermost;
            map.next_value_seed(ListSeed { documents, place })?;
            documents.budget.reset();
        } else if key == "versionedRelease" && place != Place::Releases {
            object.has_versioned_release = true;
            documents.budget.suspend();
            map.next_value::<IgnoredAny>()?;
            documents.budget.reset();
        } else {
            object.entries.push((key, map.next_value::<Box<RawValue>>()?));
        }
        next_key = map.next_key()?;
    }
    documents.finish_object(place, object, before)
}
