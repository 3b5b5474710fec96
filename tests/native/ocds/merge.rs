//! Merging releases: a folder per case in `tests/fixtures/ocds/merge`, with the releases, and on
//! record what they come to: the compiled release, the versioned one, and the notes.

use contract_fact_box::ocds::{Json, Matching, compile, compile_by};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::json::to_pretty;
use crate::support::{assert_snapshot, case_dirs, fixture_dir, read_text};

fn read_releases(case: &str) -> Vec<Json> {
    let file = fixture_dir("ocds/merge").join(case).join("releases.json");
    let Ok(Json::List(releases)) = Json::parse(&read_text(&file)) else {
        panic!("{}: no list", file.display())
    };
    releases
}

fn case_names() -> Vec<String> {
    let names = case_dirs("ocds/merge").into_iter();
    names
        .map(|case| case.file_name().expect("a name").to_str().expect("UTF-8").to_owned())
        .collect()
}

#[test]
fn releases_are_merged_as_the_rules_say_and_what_is_doubtful_is_noted() {
    for case in case_names() {
        let compiled = compile(read_releases(&case));
        let folder = fixture_dir("ocds/merge").join(&case);
        assert_snapshot(&folder.join("compiled.json"), &to_pretty(compiled.json()));
        assert_snapshot(&folder.join("versioned.json"), &to_pretty(&compiled.to_versioned()));
        let notes: String = compiled.notes().iter().map(|note| format!("{note}\n")).collect();
        assert_snapshot(&folder.join("notes.txt"), &notes);
    }
}

#[test]
fn by_their_ids_alone_the_last_name_of_an_organisation_counts() {
    let compiled = compile_by(read_releases("two-names"), Matching::Id);
    let parties = compiled.json().get("parties").and_then(Json::as_list).expect("parties");
    let names: Vec<_> = parties.iter().filter_map(|party| party.get("name")?.as_text()).collect();
    assert_eq!(names, ["ANYTOWN COUNCIL", "Anytown Treasury"]);
}

/// The case and the place of a value; the last release that has it, the first that has had it ever
/// since, the earlier values.
type Origin = (
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    &'static [&'static str],
);

#[test]
fn every_value_knows_its_release_and_what_it_replaced() {
    let cases: &[Origin] = &[
        ("by-id", "/tender/title", Some("2"), Some("1"), &[]),
        ("by-id", "/tender/status", Some("2"), Some("2"), &["active"]),
        ("by-id", "/tender/value/currency", Some("1"), Some("1"), &[]),
        ("by-id", "/tender/value/amount", None, None, &["100.50"]),
        ("by-id", "/tender/items/1/quantity", Some("2"), Some("2"), &["2"]),
        ("by-id", "/tender/items/1/id", Some("2"), Some("1"), &[]),
        ("by-id", "/tender/items/0", Some("1"), Some("1"), &[]),
        ("by-id", "/tender/items/9", None, None, &[]),
        ("by-id", "/tender/items/x", None, None, &[]),
        ("by-id", "/tender", Some("2"), Some("1"), &[]),
        ("by-id", "/tender/lots", None, None, &[]),
        ("by-id", "/tag", None, None, &[]),
        ("by-id", "tender", None, None, &[]),
        ("by-id", "", None, None, &[]),
        ("whole-lists", "/parties/0/roles/0", Some("2"), Some("2"), &[]),
        ("whole-lists", "/parties/0/roles/1", None, None, &[]),
        ("whole-lists", "/tender/mixed/0/id", Some("2"), Some("2"), &[]),
        ("instants", "/tender/title", Some("third"), Some("third"), &["first", "second"]),
        ("instants", "/tender/description", Some("second"), Some("second"), &[]),
        ("odd-values", "/tender/value/amount", Some("3"), Some("2"), &["1e9999"]),
        ("odd-values", "/tender/procuringEntity", Some("2"), Some("2"), &["Anytown Council"]),
        ("odd-values", "/tender/a~1b/~0", Some("2"), Some("2"), &[]),
        ("odd-values", "/awards/0/value", Some("3"), Some("3"), &["an object", "null"]),
    ];
    for (case, pointer, last, first, earlier) in cases {
        let compiled = compile(read_releases(case));
        let id = |release: Option<&contract_fact_box::ocds::ReleaseId>| {
            release.and_then(|release| release.id.clone())
        };
        let place = format!("{case}{pointer}");
        assert_eq!(id(compiled.origin(pointer)).as_deref(), *last, "{place}");
        assert_eq!(id(compiled.since(pointer)).as_deref(), *first, "{place}");
        let values = compiled.earlier_values(pointer);
        let values: Vec<_> = values
            .iter()
            .map(|earlier| match earlier.value {
                Json::Null => "null",
                Json::Object(_) => "an object",
                value => value.as_text_or_number().expect("a text or number"),
            })
            .collect();
        assert_eq!(values, *earlier, "{place}");
    }
}

/// An order of the releases of a case, some of them given twice.
fn any_order() -> impl Strategy<Value = (String, Vec<Json>)> {
    let cases = prop::sample::select(case_names());
    cases.prop_flat_map(|case| {
        let releases = read_releases(&case);
        let twice = prop::collection::vec(any::<Index>(), 0..3);
        twice.prop_flat_map(move |twice| {
            let again = twice.iter().map(|index| index.get(&releases).clone());
            let all: Vec<_> = releases.iter().cloned().chain(again).collect();
            (Just(case.clone()), Just(all).prop_shuffle())
        })
    })
}

proptest! {
    #[test]
    fn the_order_in_which_releases_are_given_changes_nothing((case, releases) in any_order()) {
        let expected = compile(read_releases(&case));
        let compiled = compile(releases);
        prop_assert_eq!(to_pretty(compiled.json()), to_pretty(expected.json()));
        prop_assert_eq!(to_pretty(&compiled.to_versioned()), to_pretty(&expected.to_versioned()));
    }
}
