//! Tests of finding and installing tools. None of them downloads anything.

use super::tool::{prepare_install_command, remove_leftovers};
use super::*;
use crate::cli::scratch::Scratch;

/// Describes a tool that does not exist, installed by these files.
fn fictitious_tool(files: LockedFiles) -> Tool {
    Tool {
        package: "cfb-made-up",
        version: "1.2.3",
        program: "cfb-made-up",
        reported_version: "1.2.3",
        locked_files: files,
    }
}

#[test]
fn only_what_the_lock_file_names_is_installed() {
    let npm = prepare_install_command(Path::new("/cache/tool"));
    let arguments: Vec<_> = npm.get_args().collect();
    assert_eq!(
        arguments,
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    );
    assert_eq!(npm.get_current_dir(), Some(Path::new("/cache/tool")));
}

#[test]
fn our_lock_file_has_the_right_version_and_a_hash_for_each_package() {
    let lock =
        BINARYEN_PACKAGE.iter().find(|(name, _)| *name == "package-lock.json").expect("is there").1;
    let lock: serde_json::Value = serde_json::from_str(lock).expect("JSON");
    let packages = lock["packages"].as_object().expect("packages");
    assert!(packages.len() > 1);
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        let integrity = package["integrity"].as_str().unwrap_or_default();
        assert!(integrity.starts_with("sha512-"), "{name}: {integrity}");
    }
    assert_eq!(packages["node_modules/binaryen"]["version"], WASM_OPT.version);
}

#[test]
fn a_chosen_cache_folder_comes_before_the_systems() {
    let chosen =
        |folder: &str| choose_cache_folder(Some(OsString::from(folder))).expect("a folder");
    assert_eq!(chosen("/ours"), Path::new("/ours"));
    assert_eq!(chosen("ours"), env::current_dir().expect("is readable").join("ours"));
    let system = choose_cache_folder(None).expect("there is a home folder");
    assert!(system.ends_with("contract-fact-box/tools"), "{}", system.display());
    assert_eq!(chosen(""), system);
}

#[test]
fn the_version_must_be_a_word_of_its_own() {
    assert!(WASM_OPT.is_right_version("wasm-opt version 132 (version_132)\n"));
    assert!(!WASM_OPT.is_right_version("wasm-opt version 108\n"));
    assert!(!WASM_OPT.is_right_version("wasm-opt version 1321\n"));
}

#[test]
fn a_program_is_used_only_if_it_runs() {
    let scratch = Scratch::new("a_program_is_used_only_if_it_runs");
    let tool = fictitious_tool(&[]);
    assert!(!tool.is_working_in(scratch.path()), "it is not there");
    scratch.write("node_modules/.bin/cfb-made-up", "cut off in the middle of an install");
    assert!(!tool.is_working_in(scratch.path()), "it does not run");
}

#[cfg(unix)]
#[test]
fn an_installed_program_is_found_without_installing() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    let scratch = Scratch::new("an_installed_program_is_found_without_installing");
    let tool = fictitious_tool(&[]);
    let file = scratch.write(
        "cfb-made-up-1.2.3/node_modules/.bin/cfb-made-up",
        "#!/bin/sh\necho made up 1.2.3\n",
    );
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("can be made a program");
    assert_eq!(tool.find_or_install(scratch.path()).expect("is there"), file);
}

#[test]
fn a_failed_install_says_what_to_do_and_does_not_count_as_installed() {
    let scratch = Scratch::new("a_failed_install_says_what_to_do");
    scratch.write(
        "cfb-made-up-1.2.3.tmp-1/node_modules/.bin/cfb-made-up",
        "what an interrupted install left",
    );
    // Not JSON, so npm fails before it connects to a registry.
    let tool = fictitious_tool(&[("package.json", "no JSON")]);
    let text =
        format!("{:#}", tool.find_or_install(scratch.path()).expect_err("cannot be installed"));
    assert!(text.starts_with("installing cfb-made-up 1.2.3: `npm` "), "{text}");
    assert!(
        text.contains(
            "; the live boxes cannot be built; install Node.js with npm (https://nodejs.org; "
        ),
        "{text}"
    );
    assert!(!scratch.path().join(tool.folder_name()).exists());
}

#[test]
fn leftovers_of_the_same_tool_are_removed() {
    let scratch = Scratch::new("leftovers_of_the_same_tool_are_removed");
    scratch.write("a-1.tmp-12/file", "");
    scratch.write("b-1.tmp-12/file", "");
    scratch.write("a-1/file", "");
    remove_leftovers(scratch.path(), "a-1.tmp-");
    assert!(!scratch.path().join("a-1.tmp-12").exists());
    assert!(scratch.path().join("b-1.tmp-12").exists());
    assert!(scratch.path().join("a-1").exists());
}
