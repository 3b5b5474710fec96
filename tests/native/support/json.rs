//! JSON of notices as text, for snapshots and comparisons.

use contract_fact_box::ocds::Json;

/// Formats JSON with its numbers as they are written.
pub(crate) fn to_pretty(json: &Json) -> String {
    let mut text = String::new();
    write_pretty(json, 0, &mut text);
    text.push('\n');
    text
}

fn write_pretty(json: &Json, depth: usize, text: &mut String) {
    let quote = |string: &str| serde_json::to_string(string).expect("a string");
    let (entries, marks): (Vec<(String, &Json)>, _) = match json {
        Json::Null => return text.push_str("null"),
        Json::Bool(value) => return text.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => return text.push_str(number),
        Json::Text(string) => return text.push_str(&quote(string)),
        Json::List(items) => (items.iter().map(|item| (String::new(), item)).collect(), "[]"),
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (quote(key) + ": ", value));
            (entries.collect(), "{}")
        }
    };
    text.push_str(&marks[..1]);
    let indent = "\n".to_owned() + &"  ".repeat(depth + 1);
    for (position, (key, value)) in entries.iter().enumerate() {
        text.push_str(if position > 0 { "," } else { "" });
        text.push_str(&indent);
        text.push_str(key);
        write_pretty(value, depth + 1, text);
    }
    if !entries.is_empty() {
        text.push_str(&indent[..indent.len() - 2]);
    }
    text.push_str(&marks[1..]);
}
