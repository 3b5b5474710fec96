//! `new`: a story to fill in.

use super::*;

/// Writes a new story to a folder of its own, and returns the folder and what was printed.
fn write_new(case: &str, more: &[&str]) -> (String, Output) {
    let folder = fresh_folder(case);
    let output = run_program(&[&["new", "bridge", "--out", &folder], more].concat());
    (folder, output)
}

#[test]
fn what_is_written_is_to_be_filled_in_and_never_passes() {
    let (folder, output) = write_new("new-written", &[]);
    let file = format!("{folder}/bridge.json");
    assert_eq!((stdout_text(&output), exit_code(&output)), ("", Some(0)));
    let places = fs::read_to_string(&file).expect("it is written").matches("\"\"").count();
    let said = format!("wrote {file}: {places} places to fill in, which `check` names\n");
    assert_eq!(stderr_text(&output), said);

    let output = run_program(&["check", &file]);
    assert_eq!(stdout_text(&output).matches("[empty-text]").count(), places);
    let counts = format!("1 file, {places} errors, 0 warnings, 0 to review\n");
    assert!(stderr_text(&output).ends_with(&counts), "{}", stderr_text(&output));
    assert_eq!(exit_code(&output), Some(1));
}

#[test]
fn the_schema_is_that_of_the_bundle() {
    let schema = |folder: &str| {
        let text = fs::read_to_string(format!("{folder}/bridge.json")).expect("it is written");
        let story: serde_json::Value = serde_json::from_str(&text).expect("is JSON");
        story["$schema"].as_str().map(str::to_owned)
    };
    let (folder, _) = write_new("new-schema", &[]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Cargo's folder may be outside the project, from where no relative URL would last.
    let back = Path::new(&folder).strip_prefix(root).ok();
    let back = back.map(|folder| "../".repeat(folder.components().count()));
    assert_eq!(schema(&folder), back.map(|back| format!("{back}dist/story.schema.json")));

    let base = "https://cdn.example.org/box";
    let (folder, _) = write_new("new-base", &["--base", base]);
    assert_eq!(schema(&folder), Some(format!("{base}/story.schema.json")));
}

#[test]
fn nothing_is_overwritten() {
    let (folder, _) = write_new("new-twice", &[]);
    let file = format!("{folder}/bridge.json");
    fs::write(&file, "{}").expect("can be written");
    let output = run_program(&["new", "bridge", "--out", &folder]);
    let stderr = stderr_text(&output);
    assert!(stderr.starts_with(&format!("error: {file}: is there already; ")), "{stderr}");
    assert_eq!(exit_code(&output), Some(1));
    assert_eq!(fs::read_to_string(&file).expect("it is still there"), "{}");
}

#[test]
fn an_id_names_a_file_in_the_folder() {
    for id in ["../bridge", "Bridge", "a b", ""] {
        let folder = fresh_folder("new-id");
        let output = run_program(&["new", id, "--out", &folder]);
        assert!(stderr_text(&output).contains("is no id of a story"), "{}", stderr_text(&output));
        assert_eq!(exit_code(&output), Some(1));
        assert!(!Path::new(&folder).exists());
    }
}
