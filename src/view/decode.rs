//! Decoding of documents, in few bytes of WebAssembly.
//!
//! serde has a visitor for each type, called by a deserializer that describes every mistake; both
//! took 12 KB of the compressed module. Here each type lists its fields, and all types share the code
//! that finds their values. A document is read through [`Json`], which the widget implements for what
//! `JSON.parse` returns, and this module for serde's values.

use std::fmt;

use serde::de::Error;
use serde_json::Value;
use strum::{VariantArray, VariantNames};

use super::{BoxView, EventMark, Fill, FoldId, Icon, SectionId, StageState};
use crate::model::{Direction, PartyKind, QuestionState, SilenceKind, Stance};

/// A JSON value, wherever it is held. It is untrusted: each method returns `None` if the value is of
/// another form.
pub trait Json: Sized {
    /// The property with this name, unless it is missing or null.
    fn property(&self, name: &str) -> Option<Self>;
    /// The items of a list.
    fn items(&self) -> Option<Vec<Self>>;
    /// A text.
    fn text(&self) -> Option<String>;
    /// A number.
    fn number(&self) -> Option<f64>;
    /// True or false.
    fn boolean(&self) -> Option<bool>;
}

impl Json for &Value {
    fn property(&self, name: &str) -> Option<Self> {
        self.get(name).filter(|value| !value.is_null())
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.as_array().map(|items| items.iter().collect())
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.as_bool()
    }
}

/// The name of the field whose value is missing or has the wrong form, the innermost one. It is empty
/// for a value that is in no field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WrongField(pub &'static str);

impl fmt::Display for WrongField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the field `{}` is missing or has the wrong form", self.0)
    }
}

/// What can be decoded.
pub trait Decode<J> {
    /// Decodes a value in place of this one, which is its default.
    ///
    /// # Errors
    ///
    /// If the value, or one in it, is missing or has the wrong form.
    fn decode(&mut self, json: &J) -> Result<(), WrongField>;
}

const WRONG: WrongField = WrongField("");

impl<J: Json> Decode<J> for String {
    fn decode(&mut self, json: &J) -> Result<(), WrongField> {
        *self = json.text().ok_or(WRONG)?;
        Ok(())
    }
}

impl<J: Json> Decode<J> for bool {
    fn decode(&mut self, json: &J) -> Result<(), WrongField> {
        *self = json.boolean().ok_or(WRONG)?;
        Ok(())
    }
}

impl<J: Json> Decode<J> for u32 {
    fn decode(&mut self, json: &J) -> Result<(), WrongField> {
        let number = json.number().ok_or(WRONG)?;
        // A fraction or a number out of range becomes another one.
        *self = number as Self;
        if f64::from(*self) == number { Ok(()) } else { Err(WRONG) }
    }
}

impl<J: Json> Decode<J> for usize {
    fn decode(&mut self, json: &J) -> Result<(), WrongField> {
        let mut number = 0_u32;
        number.decode(json)?;
        *self = number as Self;
        Ok(())
    }
}

impl<J: Json, T: Decode<J> + Default> Decode<J> for Option<T> {
    fn decode(&mut self, json: &J) -> Result<(), WrongField> {
        self.insert(T::default()).decode(json)
    }
}

impl<J: Json, T: Decode<J> + Default> Decode<J> for Vec<T> {
    fn decode(&mut self, json: &J) -> Result<(), WrongField> {
        let items = json.items().ok_or(WRONG)?;
        self.resize_with(items.len(), T::default);
        self.iter_mut().zip(&items).try_for_each(|(value, item)| value.decode(item))
    }
}

/// Decodes the properties of an object into fields: `names` are theirs, in the same order, and the
/// first ones, `required`, may not be missing. Properties with other names are ignored: a later
/// version of the format may have added them.
///
/// # Errors
///
/// If a required property is missing, or a value is of the wrong form.
#[inline(never)]
pub(super) fn decode_fields<J: Json>(
    json: &J,
    required: usize,
    names: &[&'static str],
    fields: &mut [&mut dyn Decode<J>],
) -> Result<(), WrongField> {
    for (index, (name, field)) in names.iter().zip(fields).enumerate() {
        let decoded = match json.property(name) {
            Some(value) => field.decode(&value),
            None if index < required => Err(WRONG),
            None => Ok(()),
        };
        decoded.map_err(|wrong| if wrong == WRONG { WrongField(name) } else { wrong })?;
    }
    Ok(())
}

/// Implements [`Decode`] for a struct whose fields are in one of two lists. A field that is in none
/// does not compile.
macro_rules! decode_fields {
    ($type:ident { required: $($required:ident),*; optional: $($optional:ident),*; }) => {
        impl<J: $crate::view::Json> $crate::view::Decode<J> for $type {
            fn decode(&mut self, json: &J) -> Result<(), $crate::view::WrongField> {
                const REQUIRED: &[&str] = &[$(stringify!($required)),*];
                const NAMES: &[&str] = &[$(stringify!($required),)* $(stringify!($optional),)*];
                let Self { $($required,)* $($optional,)* } = self;
                let fields: &mut [&mut dyn $crate::view::Decode<J>] =
                    &mut [$($required,)* $($optional,)*];
                $crate::view::decode::decode_fields(json, REQUIRED.len(), NAMES, fields)
            }
        }
    };
}

/// Implements [`Decode`] for an enum whose variants are in one of two lists: without data, which a
/// document holds as their names, and with data, which it holds as an object with one property. A
/// variant that is in no list does not compile.
macro_rules! decode_variants {
    ($type:ident {
        empty: $($empty:ident => $Empty:ident),*;
        holding: $($holding:ident => $Holding:ident),*;
    }) => {
        impl<J: $crate::view::Json> $crate::view::Decode<J> for $type {
            fn decode(&mut self, json: &J) -> Result<(), $crate::view::WrongField> {
                // Never called: this match does not compile if a variant is in none of the lists.
                let _ = |value: $type| match value {
                    $($type::$Empty => {})*
                    $($type::$Holding(_) => {})*
                };
                $(if let Some(data) = json.property(stringify!($holding)) {
                    let mut value = Default::default();
                    $crate::view::Decode::decode(&mut value, &data)?;
                    *self = Self::$Holding(value);
                    return Ok(());
                })*
                let names = &[$(stringify!($empty)),*];
                let index = $crate::view::decode::decode_index(json, names)?;
                let variants = [$(Self::$Empty),*];
                *self = variants.into_iter().nth(index).unwrap_or_default();
                Ok(())
            }
        }
    };
}

/// Decodes a name into its index in a list.
///
/// # Errors
///
/// If the name is not in the list.
#[inline(never)]
pub(super) fn decode_index<J: Json>(json: &J, names: &[&str]) -> Result<usize, WrongField> {
    let name = json.text().ok_or(WRONG)?;
    names.iter().position(|known| *known == name).ok_or(WRONG)
}

/// Implements [`Decode`] for enums without data, which a document holds as their names.
macro_rules! decode_names {
    ($($type:ident),*) => {
        $(impl<J: Json> Decode<J> for $type {
            fn decode(&mut self, json: &J) -> Result<(), WrongField> {
                let index = decode_index(json, <Self as VariantNames>::VARIANTS)?;
                *self = *<Self as VariantArray>::VARIANTS.get(index).ok_or(WRONG)?;
                Ok(())
            }
        })*
    };
}

decode_names!(
    Direction,
    EventMark,
    Fill,
    FoldId,
    Icon,
    PartyKind,
    QuestionState,
    SectionId,
    SilenceKind,
    StageState,
    Stance
);

impl<'de> serde::Deserialize<'de> for BoxView {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let mut view = Self::default();
        view.decode(&&value).map_err(D::Error::custom)?;
        Ok(view)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::view::{Card, CardBody, Evidence, Line, LineKind, Unspoken};

    #[test]
    fn fields_that_may_be_missing_keep_their_default_and_unknown_ones_are_ignored() {
        let mut line = Line::default();
        let json = json!({ "id": "a", "text": "b", "kind": { "event": "said" }, "later": [{}] });
        assert_eq!(line.decode(&&json), Ok(()));
        let kind = LineKind::Event(EventMark::Said);
        assert_eq!(line, Line { id: "a".into(), kind, text: "b".into(), ..Line::default() });

        let mut card = Card::default();
        let json = json!({ "id": "a", "person": 3, "body": { "silence": { "kind": "no_reply" } } });
        assert_eq!(card.decode(&&json), Ok(()));
        let silence = Unspoken { kind: SilenceKind::NoReply, ..Unspoken::default() };
        let body = CardBody::Silence(silence);
        assert_eq!(card, Card { id: "a".into(), person: Some(3), body, ..Card::default() });
    }

    #[test]
    fn the_innermost_wrong_field_is_named() {
        fn decode<T: Default + for<'v> Decode<&'v Value>>(json: &Value) -> Result<(), WrongField> {
            T::default().decode(&json)
        }
        for (json, field) in [
            (json!(null), "id"),
            (json!("a"), "id"),
            (json!({ "id": null, "body": "quote" }), "id"),
            (json!({ "id": 1, "body": "quote" }), "id"),
            (json!({ "id": "a" }), "body"),
            (json!({ "id": "a", "body": "silence" }), "body"),
            (json!({ "id": "a", "body": { "quote": {} } }), "body"),
            (json!({ "id": "a", "body": { "silence": { "kind": "loud" } } }), "kind"),
            (json!({ "id": "a", "body": "quote", "person": -1 }), "person"),
            (json!({ "id": "a", "body": "quote", "person": 1.5 }), "person"),
            (json!({ "id": "a", "body": "quote", "answers": {} }), "answers"),
            (json!({ "id": "a", "body": "quote", "answers": [null] }), "id"),
            (
                json!({ "id": "a", "body": "quote", "evidence": [{ "cite": "b", "page": 2 }] }),
                "page",
            ),
        ] {
            assert_eq!(decode::<Card>(&json), Err(WrongField(field)), "{json}");
        }
        assert_eq!(decode::<Vec<Evidence>>(&json!({})), Err(WrongField("")));
    }
}
