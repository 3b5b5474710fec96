//! The folders in which the program works: some commands need the project, the others work
//! anywhere.

use super::*;

/// Makes an empty folder outside the project, for a single test.
fn make_folder_elsewhere(test: &str) -> PathBuf {
    let folder =
        std::env::temp_dir().join(format!("contract-fact-box-{test}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the temporary folder is writable");
    folder
}

/// Runs the program in a folder.
fn run_in(folder: &Path, args: &[&str]) -> Output {
    program_command(args).current_dir(folder).output().expect("the program starts")
}

#[test]
fn commands_that_need_the_project_say_so_if_there_is_none() {
    let folder = make_folder_elsewhere("needs-the-project");
    let args: [&[&str]; 4] =
        [&["build"], &["serve", "--no-build"], &["pages", "--out", "out"], &[]];
    for args in args {
        let output = run_in(&folder, args);
        let start = "contract-fact-box is neither here nor in a folder above; nothing was done; ";
        assert!(stderr_text(&output).contains(start), "{args:?}: {}", stderr_text(&output));
        assert_eq!((stdout_text(&output), exit_code(&output)), ("", Some(1)), "{args:?}");
    }
    assert_eq!(fs::read_dir(&folder).expect("is there").count(), 0);
    fs::remove_dir(folder).expect("is empty");
}

#[test]
fn commands_that_need_no_project_work_anywhere() {
    let folder = make_folder_elsewhere("needs-no-project");
    let story = published_stories().swap_remove(0);
    fs::copy(&story, folder.join("story.json")).expect("the temporary folder is writable");
    let args: [&[&str]; 4] = [
        &["schema"],
        &["check", "story.json"],
        &["prerender", "story.json"],
        &["doctor", "none.html"],
    ];
    for (args, expected) in args.into_iter().zip([0, 0, 0, 2]) {
        let output = run_in(&folder, args);
        assert_eq!(exit_code(&output), Some(expected), "{args:?}: {}", stderr_text(&output));
        assert!(
            !stderr_text(&output).contains("in a folder above"),
            "{args:?}: {}",
            stderr_text(&output)
        );
    }
    fs::remove_dir_all(folder).expect("it is the test's own");
}

#[test]
fn the_project_is_found_from_a_folder_inside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/stories");
    let out_folder = fresh_folder("pages-from-below");
    let output = run_in(&folder, &["pages", "--dist", ".", "--out", &out_folder]);
    assert_eq!(exit_code(&output), Some(0), "{}", stderr_text(&output));
    assert!(Path::new(&out_folder).join("index.html").is_file());
}
