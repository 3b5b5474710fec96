//! The JSON of a release, built without empty values.

use crate::ocds::Json;
use crate::ocds::json::Object;

/// Makes a string.
pub(super) fn text(text: impl Into<String>) -> Json {
    Json::Text(text.into())
}

/// Makes a list of strings.
pub(super) fn texts<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Json {
    Json::List(items.into_iter().map(text).collect())
}

/// Makes an object.
pub(super) fn object<const N: usize>(entries: [(&str, Option<Json>); N]) -> Object {
    let mut object = Object::new();
    for (key, value) in entries {
        put(&mut object, key, value);
    }
    object
}

/// Sets the value of a key, unless there is none or it is empty.
pub(super) fn put(object: &mut Object, key: &str, value: impl Into<Option<Json>>) {
    let Some(value) = value.into() else { return };
    let empty = match &value {
        Json::List(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        _ => false,
    };
    if !empty {
        object.insert(key.to_owned(), value);
    }
}

/// Sets the value at a path of keys, as in `techniques/frameworkAgreement/value`.
pub(super) fn put_at(object: &mut Object, path: &str, value: impl Into<Option<Json>>) {
    let Some(value) = value.into() else { return };
    match path.split_once('/') {
        None => put(object, path, value),
        Some((key, rest)) => {
            let inner = object.entry(key.to_owned()).or_insert_with(|| Json::Object(Object::new()));
            if let Json::Object(inner) = inner {
                put_at(inner, rest, value);
            }
        }
    }
}
