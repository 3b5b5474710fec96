//! Releases as text, to compare them.

use contract_fact_box::ocds::Json;

/// Writes a value over several lines, with its numbers as they are.
pub(super) fn write(json: &Json) -> String {
    let mut text = String::new();
    write_value(json, "\n", &mut text);
    text + "\n"
}

fn write_value(json: &Json, line: &str, text: &mut String) {
    let inner = format!("{line}  ");
    match json {
        Json::Null => text.push_str("null"),
        Json::Bool(value) => text.push_str(&value.to_string()),
        Json::Number(number) => text.push_str(number),
        Json::Text(value) => text.push_str(&quote(value)),
        Json::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                text.push_str(&inner);
                write_value(item, &inner, text);
            }
            text.push_str(line);
            text.push(']');
        }
        Json::Object(entries) => {
            text.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                text.push_str(&inner);
                text.push_str(&quote(key));
                text.push_str(": ");
                write_value(value, &inner, text);
            }
            text.push_str(line);
            text.push('}');
        }
    }
}

fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
