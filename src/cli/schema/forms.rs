//! The short forms, as branches of the schema beside the long ones.
//!
//! They follow from the keywords that the expansion itself goes by: `src/model/check/short`.

use serde_json::{Map, Value, json};

/// Adds the short forms to a schema that has the long ones, and makes it refuse keys that an object
/// does not list, as `check` does.
pub(super) fn offer_short_forms(schema: &mut Value) {
    let definitions = schema["$defs"].clone();
    offer_forms(schema, &definitions);
}

fn offer_forms(schema: &mut Value, definitions: &Value) {
    for part in parts_mut(schema) {
        offer_forms(part, definitions);
    }
    let Some(fields) = schema.as_object_mut() else { return };
    drop_null(fields);
    if fields.get("type").is_some_and(|name| name == "array") {
        offer_entry_alone(fields);
    } else if fields.get("properties").is_some_and(Value::is_object) {
        add_keys_of_other(fields, definitions);
        fields.entry("additionalProperties").or_insert(false.into());
        imply_keys(fields);
        offer_object_forms(fields, definitions);
    }
}

/// The schemas that a schema consists of.
fn parts_mut(schema: &mut Value) -> Vec<&mut Value> {
    let mut parts = Vec::new();
    for (key, value) in schema.as_object_mut().into_iter().flatten() {
        match (key.as_str(), value) {
            ("properties" | "$defs", Value::Object(named)) => parts.extend(named.values_mut()),
            ("items" | "additionalProperties", part @ Value::Object(_)) => parts.push(part),
            ("anyOf", Value::Array(branches)) => parts.extend(branches),
            _ => {}
        }
    }
    parts
}

/// What may be absent may also be null, which nobody should write.
fn drop_null(fields: &mut Map<String, Value>) {
    if let Some(Value::Array(names)) = fields.get_mut("type") {
        names.retain(|name| name != "null");
        if let [name] = names.as_slice() {
            let name = name.clone();
            fields.insert("type".to_owned(), name);
        }
    }
    if let Some(Value::Array(branches)) = fields.get_mut("anyOf") {
        branches.retain(|branch| branch["type"] != "null");
        if let [only] = branches.as_slice() {
            let only = only.clone();
            fields.shift_remove("anyOf");
            for (key, value) in only.as_object().into_iter().flatten() {
                fields.entry(key).or_insert(value.clone());
            }
        }
    }
}

/// A list with one entry may be that entry.
fn offer_entry_alone(fields: &mut Map<String, Value>) {
    let list = take(fields, &["type", "items", "minItems"]);
    let entry = list.get("items").cloned().unwrap_or_default();
    fields.insert("anyOf".to_owned(), json!([list, entry]));
}

/// An object may have the keys of another kind, other than those that tie the two together.
fn add_keys_of_other(fields: &mut Map<String, Value>, definitions: &Value) {
    let Some(name) = fields.get("x-also").and_then(Value::as_str) else { return };
    let mut other = definitions[name].clone();
    offer_forms(&mut other, definitions);
    let Some(Value::Object(properties)) = fields.get_mut("properties") else { return };
    for (key, value) in other["properties"].as_object().into_iter().flatten() {
        if key != "party" {
            properties.entry(key).or_insert(value.clone());
        }
    }
}

/// A key need not be written whose value follows from others, or may come from the contract.
fn imply_keys(fields: &mut Map<String, Value>) {
    let mut implied = Vec::new();
    for (key, value) in
        fields.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten()
    {
        let constant = value["x-implied"].clone();
        if constant.is_null() {
            continue;
        }
        implied.push(key.clone());
        if constant != true {
            value["default"] = constant;
        }
    }
    if let Some(key) = fields.get("x-inherits").and_then(Value::as_str) {
        implied.push(key.to_owned());
    }
    if let Some(Value::Array(required)) = fields.get_mut("required") {
        required.retain(|key| !implied.iter().any(|implied| key == implied));
    }
}

/// An object may be one plain value, or have the keys of a value among its own.
fn offer_object_forms(fields: &mut Map<String, Value>, definitions: &Value) {
    let key_of = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    let (alone, inline) = (key_of("x-alone"), key_of("x-inline"));
    if alone.is_none() && inline.is_none() {
        return;
    }
    let long = take(fields, &["type", "properties", "required", "additionalProperties"]);
    let mut branches = Vec::new();
    if let Some(key) = alone {
        branches.extend(plain_branches(&long["properties"][&key], definitions));
    }
    if long.get("properties").is_some_and(|keys| keys.get("state").is_some())
        && fields.get("x-rule").is_some_and(|rule| rule == "fact")
    {
        let states = definitions["FactState"]["oneOf"].as_array().into_iter().flatten();
        let states = states
            .filter(|state| !["known", "disputed"].iter().any(|name| state["const"] == *name));
        let states: Vec<_> = states.cloned().collect();
        branches.push(json!({"oneOf": states}));
    }
    let flat = inline.and_then(|key| inline_keys(&long, &key, definitions));
    branches.push(Value::Object(long));
    branches.extend(flat);
    fields.insert("anyOf".to_owned(), branches.into());
}

/// The branches of a schema that are no objects.
fn plain_branches(schema: &Value, definitions: &Value) -> Vec<Value> {
    match find_definition(schema, definitions) {
        resolved if resolved["properties"].is_object() => Vec::new(),
        resolved if resolved["anyOf"].is_array() => {
            let branches = resolved["anyOf"].as_array().into_iter().flatten();
            branches.flat_map(|branch| plain_branches(branch, definitions)).collect()
        }
        _ => {
            let mut plain = schema.clone();
            if let Some(fields) = plain.as_object_mut() {
                drop_null(fields);
                // That of the key would hide that of the whole.
                fields.shift_remove("description");
            }
            vec![plain]
        }
    }
}

/// The form of an object in which the keys of a value of it stand among its own. `None` if the value
/// has no keys.
fn inline_keys(long: &Map<String, Value>, key: &str, definitions: &Value) -> Option<Value> {
    let mut inner = find_object(long.get("properties")?.get(key)?, definitions)?;
    offer_forms(&mut inner, definitions);
    let mut flat = long.clone();
    let properties = flat.get_mut("properties")?.as_object_mut()?;
    properties.shift_remove(key);
    for (key, value) in inner["properties"].as_object()? {
        properties.entry(key).or_insert(value.clone());
    }
    let is_other = |name: &&Value| *name != key;
    let outer = long.get("required").and_then(Value::as_array).into_iter().flatten();
    let required = outer.filter(is_other).chain(inner["required"].as_array().into_iter().flatten());
    let required: Vec<_> = required.cloned().collect();
    flat.insert("required".to_owned(), required.into());
    Some(Value::Object(flat))
}

fn find_object(schema: &Value, definitions: &Value) -> Option<Value> {
    let schema = find_definition(schema, definitions);
    if schema["properties"].is_object() {
        return Some(schema.clone());
    }
    let mut branches = schema["anyOf"].as_array().into_iter().flatten();
    branches.find_map(|branch| find_object(branch, definitions))
}

fn find_definition<'a>(schema: &'a Value, definitions: &'a Value) -> &'a Value {
    let name = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/$defs/"));
    name.and_then(|name| definitions.get(name)).unwrap_or(schema)
}

/// Takes these keys out of a map.
fn take(fields: &mut Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    let mut taken = Map::new();
    for key in keys {
        if let Some(value) = fields.shift_remove(*key) {
            taken.insert((*key).to_owned(), value);
        }
    }
    taken
}
