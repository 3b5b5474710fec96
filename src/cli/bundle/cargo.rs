//! Reads what cargo prints and writes: whether the sources have errors, what was made, and from
//! what.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::progress::Progress;

/// Returns the argument that has cargo print a JSON document per message, in which what rustc has
/// to say is coloured if we print to a terminal.
pub(super) fn message_format_argument() -> &'static str {
    if io::stderr().is_terminal() {
        "--message-format=json-diagnostic-rendered-ansi"
    } else {
        "--message-format=json"
    }
}

/// What is known from the messages that cargo has printed so far.
#[derive(Debug)]
pub(super) struct CargoOutput<'p> {
    progress: &'p Progress,
    /// The `Cargo.toml` of our own package.
    manifest: PathBuf,
    has_errors_in_sources: bool,
    module_path: Option<PathBuf>,
}

/// A message of cargo's, as far as it matters here.
#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-message")]
    Diagnostic { manifest_path: PathBuf, message: Diagnostic },
    #[serde(rename = "compiler-artifact")]
    Artifact { manifest_path: PathBuf, filenames: Vec<PathBuf> },
    #[serde(rename = "build-script-executed")]
    BuildScript,
    #[serde(other)]
    Other,
}

/// What rustc has to say.
#[derive(Deserialize)]
struct Diagnostic {
    level: Level,
    /// The text for people.
    rendered: Option<String>,
    /// The places in the sources that it is about.
    spans: Vec<IgnoredAny>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Error,
    #[serde(other)]
    Other,
}

impl<'p> CargoOutput<'p> {
    /// Prepares to read what cargo prints while it compiles the package in a folder.
    pub(super) fn new(root: &Path, progress: &'p Progress) -> Self {
        let manifest = root.join("Cargo.toml");
        Self { progress, manifest, has_errors_in_sources: false, module_path: None }
    }

    /// Reads a line, and shows diagnostics and progress. A line that is no message was printed by
    /// something else.
    pub(super) fn read_message(&mut self, line: &str) {
        let Ok(message) = serde_json::from_str::<Message>(line) else { return };
        match message {
            Message::Diagnostic { manifest_path, message } => {
                if let Some(text) = &message.rendered {
                    self.progress.print_above(text);
                }
                // An error without a span comes from the linker, or is about the switches.
                self.has_errors_in_sources |= manifest_path == self.manifest
                    && message.level == Level::Error
                    && !message.spans.is_empty();
            }
            // Cargo reports every crate once, whether it had to be compiled or not.
            Message::Artifact { manifest_path, filenames } => {
                self.progress.count_crate();
                let module = filenames.into_iter().find(|file| has_extension(file, "wasm"));
                // A dependency may be compiled to a module, too; only our own package's counts.
                if manifest_path == self.manifest && module.is_some() {
                    self.module_path = module;
                }
            }
            Message::BuildScript => self.progress.count_crate(),
            Message::Other => {}
        }
    }

    /// Whether rustc has found errors in the package's own sources.
    pub(super) fn has_errors_in_sources(&self) -> bool {
        self.has_errors_in_sources
    }

    /// Returns the path of the WebAssembly module that was compiled, if one was.
    pub(super) fn module_path(&self) -> Option<&Path> {
        self.module_path.as_deref()
    }
}

fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}

/// Lists the sources that a file was compiled from: cargo writes them to a `.d` file beside it, in
/// make's format.
///
/// # Errors
///
/// When there is no such file.
pub(crate) fn list_sources(artifact: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let list = artifact.with_extension("d");
    let rules = fs::read_to_string(&list).ok();
    let sources = rules.map(|rules| parse_dep_info(&rules)).filter(|sources| !sources.is_empty());
    sources.with_context(|| {
        format!(
            "{}: cargo has left no list there of what the module was compiled from; the bundle is \
             as it was; remove the folder and run this again",
            list.display()
        )
    })
}

/// Collects the files after the colon of each rule. A space in a name is written as `\ `.
fn parse_dep_info(rules: &str) -> Vec<PathBuf> {
    /// Stands for a space in a name while the list is split at the spaces between names.
    const SPACE: &str = "\0";
    let mut sources = Vec::new();
    for rule in rules.lines().filter(|line| !line.starts_with('#')) {
        let Some((_, files)) = rule.split_once(": ") else { continue };
        for file in files.replace("\\ ", SPACE).split_whitespace() {
            sources.push(PathBuf::from(file.replace(SPACE, " ")));
        }
    }
    sources.sort();
    sources.dedup();
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a message about the package with this manifest, with these further fields.
    fn message(reason: &str, manifest: &str, more: &str) -> String {
        format!(r#"{{"reason":"{reason}","package_id":"p","manifest_path":"{manifest}",{more}}}"#)
    }

    #[test]
    fn only_errors_with_a_span_in_our_own_package_are_errors_in_the_sources() {
        let diagnostic = |level: &str, spans: &str| {
            format!(r#""message":{{"level":"{level}","message":"…","spans":{spans}}}"#)
        };
        let span = r#"[{"file_name":"src/lib.rs","line_start":1}]"#;
        for (line, expected) in [
            (message("compiler-message", "/p/Cargo.toml", &diagnostic("error", span)), true),
            (message("compiler-message", "/p/Cargo.toml", &diagnostic("warning", span)), false),
            // "aborting due to…" and errors of the linker have no span.
            (message("compiler-message", "/p/Cargo.toml", &diagnostic("error", "[]")), false),
            (
                message(
                    "compiler-message",
                    "/rust/library/std/Cargo.toml",
                    &diagnostic("error", span),
                ),
                false,
            ),
            (r#"{"reason":"build-finished","success":false}"#.to_owned(), false),
            ("error: the option `Z` is only accepted on the nightly compiler".to_owned(), false),
        ] {
            let progress = Progress::start("testing");
            let mut output = CargoOutput::new(Path::new("/p"), &progress);
            output.read_message(&line);
            assert_eq!(output.has_errors_in_sources(), expected, "{line}");
        }
    }

    #[test]
    fn the_module_is_that_of_our_own_package() {
        let progress = Progress::start("testing");
        let mut output = CargoOutput::new(Path::new("/p"), &progress);
        for (manifest, files) in [
            ("/q/Cargo.toml", r#"["/t/q.wasm"]"#),
            ("/p/Cargo.toml", r#"["/t/p.wasm","/t/libp.rlib"]"#),
            ("/p/Cargo.toml", r#"["/t/build-script"]"#),
        ] {
            output.read_message(&message(
                "compiler-artifact",
                manifest,
                &format!(r#""filenames":{files},"fresh":true"#),
            ));
        }
        assert_eq!(output.module_path(), Some(Path::new("/t/p.wasm")));
    }

    #[test]
    fn each_source_is_listed_once_whatever_its_name() {
        let rules = "/t/p.wasm: /p/src/lib.rs /p/a\\ b/x.css\n\n/t/libp.rlib: /p/src/lib.rs\n\
                     /p/src/lib.rs:\n# env-dep:A=b: c\n";
        assert_eq!(parse_dep_info(rules), [Path::new("/p/a b/x.css"), Path::new("/p/src/lib.rs")]);
        assert!(parse_dep_info("").is_empty());
    }
}
