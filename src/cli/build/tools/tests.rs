//! Tests of finding and installing tools; none installs anything from elsewhere.

use super::tool::remove_leftovers;
use super::*;
use crate::cli::scratch::Scratch;

const LOCK: &str = "\
version = 4

[[package]]
name = \"wasm-bindgen-shared\"
version = \"0.2.1\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
dependencies = [
 \"wasm-bindgen-shared\",
]
";

/// A tool whose program is made up.
fn made_up(source: Source) -> Tool {
    Tool {
        package: "cfb-made-up",
        version: "1.2.3".to_owned(),
        program: "cfb-made-up",
        answers: "1.2.3".to_owned(),
        takes: "no time",
        source,
    }
}

#[test]
fn the_lock_file_tells_the_version_of_exactly_that_package() {
    assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
    assert_eq!(locked_version(LOCK, "wasm-bindgen-shared"), Some("0.2.1"));
    assert_eq!(locked_version(LOCK, "wasm"), None);
    assert_eq!(locked_version("", "wasm-bindgen"), None);
    assert_eq!(locked_version("name = \"wasm-bindgen\"", "wasm-bindgen"), None);
}

#[test]
fn the_projects_lock_file_is_understood() {
    let project = Project::find().expect("the project is there");
    let lock = fs::read_to_string(project.root().join("Cargo.lock")).expect("the lock file is there");
    let version = locked_version(&lock, "wasm-bindgen").expect("the widget uses wasm-bindgen");
    assert_eq!(version.split('.').count(), 3, "{version}");
}

#[test]
fn each_program_is_installed_by_a_lock_file() {
    let arguments = |tool: &Tool| -> Vec<String> {
        tool.installer(Path::new("/cache/tool")).0.get_args().map(|it| it.to_string_lossy().into_owned()).collect()
    };
    let [opt, pack, bindgen] = tools("0.2.7");
    assert_eq!(bindgen.folder_name(), "wasm-bindgen-cli-0.2.7");
    assert_eq!(arguments(&opt), ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    assert_eq!(arguments(&pack), ["install", "wasm-pack", "--version", WASM_PACK, "--locked", "--root", "/cache/tool"]);
    assert_eq!(arguments(&bindgen), ["install", "--path", "package", "--locked", "--root", "/cache/tool"]);
}

#[test]
fn our_lock_files_have_the_hash_of_each_package_and_the_versions_that_are_asked_for() {
    let file = |files: LockedFiles, name: &str| files.iter().find(|(it, _)| *it == name).expect("is there").1;
    let npm: serde_json::Value = serde_json::from_str(file(BINARYEN_PACKAGE, "package-lock.json")).expect("JSON");
    let packages = npm["packages"].as_object().expect("packages");
    assert!(packages.len() > 1);
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        let integrity = package["integrity"].as_str().unwrap_or_default();
        assert!(integrity.starts_with("sha512-"), "{name}: {integrity}");
    }
    assert_eq!(packages["node_modules/binaryen"]["version"], BINARYEN);

    let lock = file(BINDGEN_PACKAGE, "Cargo.lock");
    for package in lock.split("[[package]]").skip(1).filter(|package| !package.contains("\"wasm-bindgen-locked\"")) {
        assert!(package.contains("\nchecksum = \""), "{package}");
    }
    let project = fs::read_to_string(Project::find().expect("is there").root().join("Cargo.lock")).expect("is there");
    assert_eq!(locked_version(lock, "wasm-bindgen-cli"), locked_version(&project, "wasm-bindgen"));
}

#[test]
fn the_cache_folder_has_an_order_of_preference() {
    let home = || Some(PathBuf::from("/home/me"));
    let none = |_: &str| None;
    assert_eq!(cache_folder(none, home()).expect("found"), Path::new("/home/me/.cache/contract-fact-box/tools"));
    let desktop = |name: &str| (name == "XDG_CACHE_HOME").then(|| OsString::from("/cache"));
    assert_eq!(cache_folder(desktop, home()).expect("found"), Path::new("/cache/contract-fact-box/tools"));
    let ours = |name: &str| Some(OsString::from(if name == "CONTRACT_FACT_BOX_CACHE" { "/ours" } else { "/cache" }));
    assert_eq!(cache_folder(ours, home()).expect("found"), Path::new("/ours"));
    let empty = |_: &str| Some(OsString::new());
    assert_eq!(cache_folder(empty, home()).expect("found"), Path::new("/home/me/.cache/contract-fact-box/tools"));
    let error = cache_folder(none, None).expect_err("no place");
    assert!(error.to_string().ends_with("set CONTRACT_FACT_BOX_CACHE to a folder"), "{error}");
}

#[test]
fn an_answer_must_name_the_version_as_a_word() {
    let [opt, pack, bindgen] = tools("0.2.13");
    assert!(opt.answers_with("wasm-opt version 132 (version_132)\n"));
    assert!(!opt.answers_with("wasm-opt version 108\n"));
    assert!(pack.answers_with("wasm-pack 0.15.1\n"));
    assert!(!bindgen.answers_with("wasm-bindgen 0.2.130\n"));
}

#[test]
fn a_program_is_used_only_if_it_answers() {
    let scratch = Scratch::new("a_program_is_used_only_if_it_answers");
    let tool = made_up(Source::Cargo);
    assert!(!tool.works_in(scratch.path()), "it is not there");
    scratch.write("bin/cfb-made-up", "cut off in the middle of an install");
    assert!(!tool.works_in(scratch.path()), "it does not run");
}

#[cfg(unix)]
#[test]
fn an_installed_program_is_found_without_installing() {
    use std::os::unix::fs::PermissionsExt;

    let scratch = Scratch::new("an_installed_program_is_found_without_installing");
    let tool = made_up(Source::NpmByOurs(&[]));
    let file = scratch.write("cfb-made-up-1.2.3/node_modules/.bin/cfb-made-up", "#!/bin/sh\necho made up 1.2.3\n");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("can be made a program");
    let found = tool.ensure(scratch.path()).expect("is there");
    assert_eq!(found, file.parent().map(Path::to_owned));
}

#[test]
fn a_failed_install_says_what_to_do_and_is_not_taken_for_an_install() {
    let scratch = Scratch::new("a_failed_install_says_what_to_do");
    scratch.write("cfb-made-up-1.2.3.tmp-1/bin/cfb-made-up", "what an interrupted install left");
    // No such flag, so cargo fails before it asks any registry.
    let tool = Tool { version: "no version".to_owned(), ..made_up(Source::Cargo) };
    let error = tool.ensure(scratch.path()).expect_err("cannot be installed");
    let text = format!("{error:#}");
    assert!(text.starts_with("installing cfb-made-up no version: `cargo` ended with exit status"), "{text}");
    assert!(text.contains("make sure that cargo is on PATH"), "{text}");
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
