//! Tests of measuring, with shell scripts as browsers.

use std::path::Path;

use super::super::output::BundleFiles;
use super::super::stories;
use super::super::versions::StoryVersions;
use super::*;

/// The key of the whole box of the fixture's story.
const KEY: &str = "bridge/2.en-GB all";

/// Reads the story of a fixture.
fn read_bridge() -> Vec<StoryVersions> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/versions/added-position/stories");
    stories::read_stories(&folder).expect("is sound")
}

/// Writes what a browser prints that has measured these heights of a box, at the widths from narrow
/// to wide.
fn print_heights(key: &str, heights: impl IntoIterator<Item = u32>) -> String {
    let entries = WIDTHS
        .into_iter()
        .zip(heights)
        .map(|(width, height)| format!("[\"{key}\",{width},{height}]"));
    entries.collect::<Vec<_>>().join(",")
}

/// The sample of the whole box of the fixture's story.
fn sample(view: &BoxView) -> Sample<'_> {
    Sample { key: KEY.to_owned(), view, parts: Parts::All }
}

#[test]
fn heights_belong_to_boxes_by_name_whatever_their_order() {
    let all = read_bridge();
    let shown =
        stories::compile_stories(&all, None, &mut BundleFiles::new()).expect("can be shown");
    let samples: Vec<_> = shown.iter().map(|story| sample(&story.view)).collect();
    let own = print_heights(KEY, 1..);
    let other = print_heights("bridge/2.en-GB facts", 101..);
    let key = KEY.to_owned();
    let expected =
        Some(Heights::from([(key, "280:1 320:2 375:3 480:4 660:5 900:6 1280:7".to_owned())]));
    for list in [own.clone(), format!("{own},{other}"), format!("{other},{own}")] {
        assert_eq!(
            parse_heights(&format!("<html><body>[{list}]</body></html>\n"), &samples),
            expected,
            "{list}"
        );
    }
    let half = print_heights(KEY, 1..5);
    for text in [
        "",
        "<html></html>",
        "[]",
        "[[]]",
        "[[1,x]]",
        "[[1",
        "]][[",
        &format!("[{other}]"),
        &format!("[{half}]"),
    ] {
        assert_eq!(parse_heights(text, &samples), None, "{text}");
    }
}

#[test]
fn presets_of_a_story_are_measured_but_no_comparisons() {
    let all = read_bridge();
    let shown =
        stories::compile_stories(&all, None, &mut BundleFiles::new()).expect("can be shown");
    let view = &shown.first().expect("one story").view;
    let own = view.issues.iter().filter(|issue| issue.is_own);
    let mut expected = ["all", "facts", "words"].map(str::to_owned).to_vec();
    expected.extend(own.map(|issue| format!("words/{}", issue.id)));
    assert!(expected.len() > 3, "the story has a question of its own");
    let measured: Vec<_> = embedded_parts(view).iter().map(ToString::to_string).collect();
    assert_eq!(measured, expected);

    let withdrawn = BoxView { withdrawn: Some(Default::default()), ..view.clone() };
    assert_eq!(embedded_parts(&withdrawn), [Parts::All]);
}

#[test]
fn a_height_is_found_by_its_width() {
    let heights = "280:1 320:2 375:3 480:4 660:5 900:6 1280:7";
    assert_eq!([660, 700].map(|width| height_at_width(heights, width)), [Some(5), None]);
}

#[test]
fn only_root_goes_without_a_sandbox() {
    for (is_root, expected) in [(true, 1), (false, 0)] {
        assert_eq!(
            browser_arguments(is_root).filter(|argument| *argument == "--no-sandbox").count(),
            expected
        );
    }
}

#[cfg(unix)]
mod browsers {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::cli::scratch::Scratch;

    /// Measures with a browser that runs this script.
    fn measure_with_script(test: &str, script: &str, limit: Duration) -> Result<Heights, String> {
        let scratch = Scratch::new(test);
        let browser = scratch.write("browser", &format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(&browser, fs::Permissions::from_mode(0o755))
            .expect("can be made a program");
        let all = read_bridge();
        let shown =
            stories::compile_stories(&all, None, &mut BundleFiles::new()).expect("can be shown");
        let samples: Vec<_> = shown.iter().map(|story| sample(&story.view)).collect();
        measure_in_browser(&browser, &samples, scratch.path(), limit, "the manifest has no heights")
    }

    #[test]
    fn what_a_browser_measures_is_used() {
        let script = format!("echo '<html><body>[{}]</body></html>'", print_heights(KEY, 1..));
        let heights = measure_with_script("what_a_browser_measures", &script, BROWSER_TIMEOUT)
            .expect("it measures");
        assert_eq!(
            heights.values().collect::<Vec<_>>(),
            ["280:1 320:2 375:3 480:4 660:5 900:6 1280:7"]
        );
    }

    #[test]
    fn a_browser_that_hangs_or_fails_is_reported() {
        let hang = "exec tail -f /dev/null";
        for (test, script, limit, start) in [
            (
                "a_browser_hangs",
                hang,
                Duration::from_millis(20),
                "did not end within 0 seconds and was stopped; ",
            ),
            ("a_browser_fails", "exit 1", BROWSER_TIMEOUT, "did not print what it measured; "),
        ] {
            let complaint =
                measure_with_script(test, script, limit).expect_err("nothing is measured");
            assert!(complaint.starts_with(start), "{complaint}");
            assert!(complaint.contains("the manifest has no heights; "), "{complaint}");
        }
    }
}
