//! The examples of the eForms SDK, in a folder that is not part of the project.

use std::collections::BTreeSet;
use std::path::PathBuf;

use contract_fact_box::ocds::eforms::{EFormsError, Note, find_field, read_notice};
use serde_json::Value;

use crate::support;

/// The folder of the SDK.
fn sdk_dir() -> PathBuf {
    std::env::var_os("EFORMS_SDK").expect("EFORMS_SDK names a copy of the eForms SDK").into()
}

/// The notices in `examples/notices` of a copy of <https://github.com/OP-TED/eForms-SDK>.
fn example_files() -> Vec<PathBuf> {
    let folder = sdk_dir().join("examples/notices");
    let entries = std::fs::read_dir(&folder).expect("the examples are there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "xml"));
    files.sort();
    assert!(!files.is_empty(), "{} has no notices", folder.display());
    files
}

#[test]
#[ignore = "needs the eForms SDK: EFORMS_SDK=FOLDER cargo nextest run --run-ignored all eforms::sdk"]
fn every_example_is_read_or_refused_and_every_element_is_in_the_table() {
    let mut unknown = BTreeSet::new();
    let (mut read, mut refused) = (0, 0);
    for file in example_files() {
        let name = file.file_name().expect("has a name").to_string_lossy();
        match read_notice(&support::read_text(&file), None) {
            Ok(notice) => {
                read += 1;
                for note in &notice.notes {
                    println!("{name}: {note}");
                    if let Note::UnknownElement { path, .. } = note {
                        unknown.insert(path.clone());
                    }
                }
            }
            Err(error) => {
                refused += 1;
                println!("{name}: refused: {error}");
                let is_draft = name.starts_with("INVALID_");
                let is_registration = name.starts_with("X0");
                match error {
                    EFormsError::NoIdentifier => assert!(is_draft, "{name}"),
                    EFormsError::CompanyRegistration => assert!(is_registration, "{name}"),
                    _ => panic!("{name}: {error}"),
                }
            }
        }
    }
    println!("{read} examples are read, {refused} refused");
    assert!(unknown.is_empty(), "{unknown:#?}");
}

/// A path without the conditions in it.
fn strip_conditions(xpath: &str) -> String {
    let mut depth = 0_u32;
    xpath
        .chars()
        .filter(|character| {
            let before = depth;
            match character {
                '[' => depth += 1,
                ']' => depth -= 1,
                _ => {}
            }
            before == 0 && depth == 0
        })
        .collect()
}

#[test]
#[ignore = "needs the eForms SDK: EFORMS_SDK=FOLDER cargo nextest run --run-ignored all eforms::sdk"]
fn every_field_of_the_sdk_is_in_the_table() {
    let text = support::read_text(&sdk_dir().join("fields/fields.json"));
    let sdk: Value = serde_json::from_str(&text).expect("the SDK is JSON");
    let fields = sdk["fields"].as_array().expect("a list of fields");
    assert!(fields.len() > 1000, "{} fields", fields.len());
    let text = |field: &Value, key: &str| field[key].as_str().unwrap_or_default().to_owned();
    let missing: BTreeSet<_> = fields
        .iter()
        // Those of the registration of companies are in notices that are refused.
        .filter(|field| !text(field, "id").contains("-Business"))
        .filter(|field| !text(field, "id").starts_with("OPP-1"))
        .map(|field| strip_conditions(&text(field, "xpathAbsolute")))
        .filter(|xpath| !xpath.contains("/@") && find_field(xpath).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
