//! Decoding of documents, in few bytes of WebAssembly.
//!
//! The code that serde derives takes 1 to 7 KB for each struct, mostly for matching field names and
//! detecting duplicates. Here all types share one look-up of a name in a list, and each has code of
//! its own only for the values of its fields. This makes the module 7 KB smaller, compressed.

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess};
use strum::{VariantArray, VariantNames};

/// A struct that is decoded by the names of its fields.
pub(super) trait Fields<'de, A: MapAccess<'de>> {
    /// How many fields a document must have: that many from the first. The others may be missing.
    fn required(&self) -> usize;

    /// Decodes the value of the field with this index.
    fn set(&mut self, index: usize, map: &mut A) -> Result<(), A::Error>;
}

/// Decodes an object into a struct. `names` are the names of its fields, in order: at most 32,
/// since a `u32` has a bit for each.
///
/// # Errors
///
/// If a required field is missing, or the value of a field has the wrong form.
#[inline(never)]
pub(super) fn decode_fields<'de, A: MapAccess<'de>>(
    value: &mut dyn Fields<'de, A>,
    names: &'static [&'static str],
    map: &mut A,
) -> Result<(), A::Error> {
    // A bit for each required field that has not come yet, so that this needs no allocation.
    let mut missing = (1_u32 << value.required()) - 1;
    while let Some(Name(name)) = map.next_key()? {
        match index_of(names, &name) {
            Some(index) => {
                value.set(index, map)?;
                missing &= !(1 << index);
            }
            // A field that a later version of the format has added.
            None => drop(map.next_value::<IgnoredAny>()?),
        }
    }
    match names.get(missing.trailing_zeros() as usize) {
        Some(name) if missing != 0 => Err(A::Error::missing_field(name)),
        _ => Ok(()),
    }
}

/// The index of a name in a list.
#[inline(never)]
pub(super) fn index_of(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|known| *known == name)
}

/// A field or variant name in a document.
pub(super) struct Name(pub(super) String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

/// A value of an enum without data, which a document holds as its name.
pub(super) struct ByName<T>(pub(super) T);

impl<'de, T: Copy + VariantArray + VariantNames> Deserialize<'de> for ByName<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let index = decode_index(deserializer, <T as VariantNames>::VARIANTS)?;
        let value = <T as VariantArray>::VARIANTS.get(index);
        value.copied().map(Self).ok_or_else(|| D::Error::missing_field(""))
    }
}

/// Decodes a name into its index in a list. All enums share this code.
#[inline(never)]
fn decode_index<'de, D: Deserializer<'de>>(
    deserializer: D,
    names: &'static [&'static str],
) -> Result<usize, D::Error> {
    let Name(name) = Name::deserialize(deserializer)?;
    index_of(names, &name).ok_or_else(|| D::Error::unknown_variant(&name, names))
}

/// Implements `Deserialize` for a struct whose fields are in one of four lists: required or
/// optional, and of each those whose value is an enum without data. A field that is in no list does
/// not compile.
macro_rules! decode_fields {
    ($type:ident {
        required: $($required:ident),*;
        required_names: $($required_name:ident),*;
        optional: $($optional:ident),*;
        optional_names: $($optional_name:ident),*;
    }) => {
        impl<'de, A: serde::de::MapAccess<'de>> crate::view::decode::Fields<'de, A> for $type {
            fn required(&self) -> usize {
                let required: &[&str] =
                    &[$(stringify!($required),)* $(stringify!($required_name),)*];
                required.len()
            }

            fn set(&mut self, index: usize, map: &mut A) -> Result<(), A::Error> {
                #[expect(non_camel_case_types, reason = "they are the names of fields")]
                enum Field {
                    $($required,)* $($required_name,)* $($optional,)* $($optional_name,)*
                }
                let Self { $($required,)* $($required_name,)* $($optional,)* $($optional_name,)* } =
                    self;
                match index {
                    $(index if index == Field::$required as usize => {
                        *$required = map.next_value()?;
                    })*
                    $(index if index == Field::$required_name as usize => {
                        let crate::view::decode::ByName(value) = map.next_value()?;
                        *$required_name = value;
                    })*
                    $(index if index == Field::$optional as usize => {
                        *$optional = map.next_value()?;
                    })*
                    $(index if index == Field::$optional_name as usize => {
                        let crate::view::decode::ByName(value) = map.next_value()?;
                        *$optional_name = Some(value);
                    })*
                    _ => {}
                }
                Ok(())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                const NAMES: &[&str] = &[
                    $(stringify!($required),)* $(stringify!($required_name),)*
                    $(stringify!($optional),)* $(stringify!($optional_name),)*
                ];

                impl<'de> serde::de::Visitor<'de> for Visitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$type, A::Error> {
                        let mut value = $type::default();
                        crate::view::decode::decode_fields(&mut value, NAMES, &mut map)?;
                        Ok(value)
                    }
                }

                deserializer.deserialize_struct("", NAMES, Visitor)
            }
        }
    };
}

/// Implements `Deserialize` for an enum whose variants are in one of three lists: without data,
/// with data, and with an enum without data. A variant that is in no list does not compile.
macro_rules! decode_variants {
    ($type:ident {
        empty: $($empty:ident => $Empty:ident),*;
        holding: $($holding:ident => $Holding:ident),*;
        holding_names: $($holding_name:ident => $HoldingName:ident),*;
    }) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                const NAMES: &[&str] = &[
                    $(stringify!($empty),)* $(stringify!($holding),)* $(stringify!($holding_name),)*
                ];

                impl<'de> serde::de::Visitor<'de> for Visitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("a name, or an object with one")
                    }

                    fn visit_enum<A: serde::de::EnumAccess<'de>>(
                        self,
                        data: A,
                    ) -> Result<$type, A::Error> {
                        use crate::view::decode::{Name, index_of};
                        use serde::de::{Error, VariantAccess};

                        enum Variant { $($Empty,)* $($Holding,)* $($HoldingName,)* }

                        let (Name(name), data) = data.variant()?;
                        match index_of(NAMES, &name) {
                            $(Some(index) if index == Variant::$Empty as usize => {
                                data.unit_variant()?;
                                Ok($type::$Empty)
                            })*
                            $(Some(index) if index == Variant::$Holding as usize => {
                                data.newtype_variant().map($type::$Holding)
                            })*
                            $(Some(index) if index == Variant::$HoldingName as usize => {
                                let crate::view::decode::ByName(value) = data.newtype_variant()?;
                                Ok($type::$HoldingName(value))
                            })*
                            _ => Err(A::Error::unknown_variant(&name, NAMES)),
                        }
                    }
                }

                // Never called: this match does not compile if a variant is in none of the lists.
                let _ = |value: $type| match value {
                    $($type::$Empty => {})*
                    $($type::$Holding(_) => {})*
                    $($type::$HoldingName(_) => {})*
                };
                deserializer.deserialize_enum("", NAMES, Visitor)
            }
        }
    };
}
