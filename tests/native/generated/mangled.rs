//! Documents that are wrong in every way: whatever is read, nothing panics.

use contract_fact_box::model;
use contract_fact_box::view;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::stories::any_story;
use crate::support;

/// Any JSON value, often one that is valid somewhere in a story.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        prop_oneof![
            Just("2026-02-30"),
            Just("unknown"),
            Just("w1"),
            Just("p0"),
            Just("٥٠"),
            Just("-0"),
            Just("1.5"),
            Just("known"),
            Just("../../x"),
            Just("\u{0}"),
            Just("é"),
        ]
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}

/// Collects the JSON pointers of all values of a document.
fn collect_pointers(value: &Value, pointer: &str, all: &mut Vec<String>) {
    all.push(pointer.to_owned());
    match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, item)| collect_pointers(item, &format!("{pointer}/{index}"), all)),
        Value::Object(fields) => fields.iter().for_each(|(key, field)| {
            collect_pointers(
                field,
                &format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")),
                all,
            )
        }),
        _ => {}
    }
}

fn assert_no_panic(text: &str) {
    let parsed = model::read(text);
    let is_valid = !parsed.issues.iter().any(|issue| issue.severity == model::Severity::Error);
    assert!(
        !is_valid || parsed.story.is_some(),
        "no error is reported in a document that cannot be read"
    );
    if let Some(story) = parsed.story {
        for lang in [&*story.lang, "fr", "ar-XB"] {
            let view = view::compile(&story, lang);
            assert!(
                !is_valid || lang == "fr" || view.is_ok(),
                "a sound story cannot be shown: {view:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn whatever_json_is_given_nothing_panics(
        document in any_story(5), changes in prop::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4),
    ) {
        let mut document = document;
        for (which, value) in changes {
            let mut all = Vec::new();
            collect_pointers(&document, "", &mut all);
            let pointer = &all[which.index(all.len())];
            *document.pointer_mut(pointer).expect("it is there") = value;
        }
        assert_no_panic(&document.to_string());
    }

    #[test]
    fn a_part_of_a_real_story_that_is_anything_panics_nowhere(
        at in any::<prop::sample::Index>(), which in any::<prop::sample::Index>(), value in any_json(),
    ) {
        let files = support::story_files();
        let mut document: Value = serde_json::from_str(&support::read_text(&files[which.index(files.len())])).expect("JSON");
        let mut all = Vec::new();
        collect_pointers(&document, "", &mut all);
        *document.pointer_mut(&all[at.index(all.len())]).expect("it is there") = value;
        assert_no_panic(&document.to_string());
    }

    #[test]
    fn whatever_text_is_given_nothing_panics(text in "\\PC{0,200}", cut in any::<prop::sample::Index>()) {
        assert_no_panic(&text);
        let whole = support::read_text(&support::story_files()[0]);
        let cut = whole.char_indices().map(|(index, _)| index).nth(cut.index(whole.chars().count())).unwrap_or(0);
        assert_no_panic(&whole[..cut]);
    }
}
