//! What cargo says of a compilation: whether the sources are wrong, what was made, and of what.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;

use super::progress::Progress;

/// Has cargo say all in messages, a JSON document each; what rustc says then has the colours of a terminal, or none.
pub(super) fn message_format_argument() -> &'static str {
    if io::stderr().is_terminal() {
        "--message-format=json-diagnostic-rendered-ansi"
    } else {
        "--message-format=json"
    }
}

/// What has been heard of cargo's messages.
#[derive(Debug)]
pub(super) struct CargoOutput<'p> {
    progress: &'p Progress,
    /// The package that is listened for.
    manifest: PathBuf,
    has_errors: bool,
    module_path: Option<PathBuf>,
}

/// A message of cargo's; most kinds say more than this, and some less.
#[derive(Deserialize)]
struct Message {
    reason: String,
    #[serde(default)]
    manifest_path: PathBuf,
    message: Option<Diagnostic>,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

/// What rustc has to say.
#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    /// As it is for people.
    rendered: Option<String>,
    spans: Vec<serde::de::IgnoredAny>,
}

impl<'p> CargoOutput<'p> {
    /// Listens for the package in a folder, and shows how far cargo is.
    pub(super) fn new(root: &Path, progress: &'p Progress) -> Self {
        Self { progress, manifest: root.join("Cargo.toml"), has_errors: false, module_path: None }
    }

    /// Hears a line, and shows what rustc says to people. What is no message was printed by something else.
    pub(super) fn read_message(&mut self, line: &str) {
        let Ok(said) = serde_json::from_str::<Message>(line) else { return };
        if let Some(rendered) = said.message.as_ref().and_then(|message| message.rendered.as_ref())
        {
            self.progress.print(rendered);
        }
        // A part of the work each, and each once, whether it had to be done or not.
        if ["compiler-artifact", "build-script-executed"].contains(&&*said.reason) {
            self.progress.count_crate();
        }
        if said.manifest_path != self.manifest {
            return;
        }
        match &*said.reason {
            // One without a place in a source is of the linker or of the switches.
            "compiler-message" => {
                self.has_errors |=
                    said.message.is_some_and(|it| it.level == "error" && !it.spans.is_empty());
            }
            "compiler-artifact" => {
                let is_module =
                    |file: &PathBuf| file.extension().is_some_and(|extension| extension == "wasm");
                self.module_path =
                    said.filenames.into_iter().find(is_module).or(self.module_path.take());
            }
            _ => {}
        }
    }

    /// Whether rustc has found errors in the package's own sources.
    pub(super) fn has_errors_in_sources(&self) -> bool {
        self.has_errors
    }

    /// The WebAssembly that was made, if one was.
    pub(super) fn module_path(&self) -> Option<&Path> {
        self.module_path.as_deref()
    }
}

/// What a file was compiled from, by the list that cargo leaves beside it (`.d`, in the format of make).
///
/// # Errors
///
/// When there is no such list.
pub(crate) fn sources(made: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let list = made.with_extension("d");
    let text = fs::read_to_string(&list).ok();
    let sources = text.map(|text| parse_dep_info(&text)).filter(|sources| !sources.is_empty());
    sources.with_context(|| {
        format!(
            "{}: cargo has left no list there of what the module was compiled from; the bundle is as it was; \
             remove the folder and run this again",
            list.display()
        )
    })
}

/// The files after the colon of each rule; a space in a name has a `\` before it.
fn parse_dep_info(rules: &str) -> Vec<PathBuf> {
    /// Stands for a space in a name while those between names are looked for.
    const SPACE: &str = "\0";
    let listed = rules
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "));
    let mut files: Vec<PathBuf> = listed
        .flat_map(|(_, files)| {
            let files = files.replace("\\ ", SPACE);
            files
                .split_whitespace()
                .map(|file| PathBuf::from(file.replace(SPACE, " ")))
                .collect::<Vec<_>>()
        })
        .collect();
    files.sort();
    files.dedup();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A message of the package in `/p`, with these fields.
    fn message(reason: &str, manifest: &str, more: &str) -> String {
        format!(
            r#"{{"reason":"{reason}","package_id":"path+file:///p#0.1.0","manifest_path":"{manifest}",{more}}}"#
        )
    }

    #[test]
    fn only_errors_with_a_place_in_our_own_sources_are_errors_in_the_sources() {
        let at = |level: &str, spans: &str| {
            format!(r#""message":{{"level":"{level}","message":"…","spans":{spans}}}"#)
        };
        let place = r#"[{"file_name":"src/lib.rs","line_start":1}]"#;
        for (line, expected) in [
            (message("compiler-message", "/p/Cargo.toml", &at("error", place)), true),
            (message("compiler-message", "/p/Cargo.toml", &at("warning", place)), false),
            // "aborting due to…", the linker, a standard library compiled otherwise.
            (message("compiler-message", "/p/Cargo.toml", &at("error", "[]")), false),
            (
                message("compiler-message", "/rust/library/std/Cargo.toml", &at("error", place)),
                false,
            ),
            (r#"{"reason":"build-finished","success":false}"#.to_owned(), false),
            ("error: the option `Z` is only accepted on the nightly compiler".to_owned(), false),
        ] {
            let progress = Progress::start("testing");
            let mut said = CargoOutput::new(Path::new("/p"), &progress);
            said.read_message(&line);
            assert_eq!(said.has_errors_in_sources(), expected, "{line}");
        }
    }

    #[test]
    fn the_module_is_the_packages_own() {
        let progress = Progress::start("testing");
        let mut said = CargoOutput::new(Path::new("/p"), &progress);
        for (manifest, files) in [
            ("/q/Cargo.toml", r#"["/t/q.wasm"]"#),
            ("/p/Cargo.toml", r#"["/t/p.wasm","/t/libp.rlib"]"#),
            ("/p/Cargo.toml", r#"["/t/build-script"]"#),
        ] {
            said.read_message(&message(
                "compiler-artifact",
                manifest,
                &format!(r#""filenames":{files},"fresh":true"#),
            ));
        }
        assert_eq!(said.module_path(), Some(Path::new("/t/p.wasm")));
    }

    #[test]
    fn every_source_is_listed_once_whatever_its_name() {
        let rules = "/t/p.wasm: /p/src/lib.rs /p/a\\ b/x.css\n\n/t/libp.rlib: /p/src/lib.rs\n\
                     /p/src/lib.rs:\n# env-dep:A=b: c\n";
        assert_eq!(parse_dep_info(rules), [Path::new("/p/a b/x.css"), Path::new("/p/src/lib.rs")]);
        assert!(parse_dep_info("").is_empty());
    }
}
