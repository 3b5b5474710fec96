//! Compiles the modules, unless they are fresh: cargo compiles each, wasm-bindgen makes the JavaScript glue around it,
//! and wasm-opt makes it smaller. `wasm-pack build` does the same in the same order, by programs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::cargo::{self, Said};
use super::process::{command, run_with_lines};
use super::progress::Progress;
use super::{fingerprint, tools};
use crate::cli::project::Project;

/// A WebAssembly module of ours.
#[derive(Debug)]
pub(super) struct Module {
    /// What it is called in messages.
    what: &'static str,
    /// What its files are called after.
    stem: &'static str,
    /// The layer that it is.
    feature: &'static str,
    /// Where it is compiled to, in cargo's folder.
    folder: &'static str,
    /// Whether anybody waits for its bytes, so that it is made smaller than the compiler leaves it.
    is_published: bool,
    /// Its file.
    pub(super) wasm: &'static str,
    /// The file of its glue.
    pub(super) glue: &'static str,
}

impl Module {
    fn files(&self) -> [&'static str; 2] {
        [self.glue, self.wasm]
    }
}

/// What every box loads.
pub(super) const WIDGET: Module = Module {
    what: "the widget",
    stem: "contract_fact_box",
    feature: "embed",
    folder: "pkg",
    is_published: true,
    wasm: "contract_fact_box_bg.wasm",
    glue: "contract_fact_box.js",
};
/// The same with panics on demand, for the tests.
pub(super) const FAULTS: Module = Module {
    what: "the widget that panics on demand",
    feature: "faults",
    folder: "pkg-faults",
    is_published: false,
    ..WIDGET
};
/// What reads stories as editors write them.
pub(super) const STORY: Module = Module {
    what: "the module that reads stories",
    stem: "contract_fact_box_story",
    feature: "story",
    folder: "pkg-story",
    is_published: true,
    wasm: "contract_fact_box_story_bg.wasm",
    glue: "contract_fact_box_story.js",
};

/// How cargo is called; the features follow.
const CARGO: [&str; 4] = ["build", "--quiet", "--lib", "--release"];
/// How `wasm-opt` is called, as plain `wasm-pack build` calls it by the settings in Cargo.toml. Features of WebAssembly
/// that every browser since Safari 16 has.
const WASM_OPT: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];
/// What makes a module a fifth smaller: the standard library is compiled with it, for size, and a panic is a trap
/// with no message. Readers never see a message; the loader notices the trap.
///
/// These are no stable options of cargo and rustc yet: `RUSTC_BOOTSTRAP=1` makes them take those. It is set for the
/// commands that compile the module and for no other, and without it a reader would load some 20 KB more, which is
/// more than the project allows itself (`tests/sizes.mjs`). Where they are refused or not wanted, it is compiled
/// without them.
const SMALL_CARGO: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
/// The same for rustc. No reference types: WebKit 2.38, which is Safari 16, traps on tables of them once it has compiled
/// the module, and without them it is a little smaller.
const SMALL_RUSTC: &str = "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none \
                           -Ctarget-feature=-reference-types";
/// The file, beside the output, that says what the output was made from and what it was.
const STAMP: &str = ".fingerprint";

/// How a module is compiled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// As small as can be, by what is not stable yet; the plain way where that is refused.
    Smallest,
    /// By what is stable.
    Stable,
}

/// Why a module was not compiled.
#[derive(Debug)]
enum Failure {
    /// The sources have errors, which rustc has shown: no other way to compile them would help.
    Sources,
    /// Cargo has failed of something else, perhaps of the switches: others may do.
    Refused(anyhow::Error),
    /// Anything else; it would not go better another way.
    Other(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(error)
    }
}

/// Compiles a module where that is needed or forced, and returns the folder that it is in.
///
/// # Errors
///
/// When a tool is missing and cannot be installed, or when the module does not compile.
pub(super) fn build(project: &Project, module: &Module, form: Form, force: bool) -> anyhow::Result<PathBuf> {
    let out = project.target().join(module.folder);
    let settings = settings(project, module, form)?;
    if !force && is_fresh(project.root(), &out, module, &settings) {
        return Ok(out);
    }
    tools::ensure_target(project.root())?;
    let wasm_opt = tools::wasm_opt()?;
    if out.exists() {
        fs::remove_dir_all(&out)
            .with_context(|| format!("{}: cannot be removed; nothing was built; remove it", out.display()))?;
    }
    let began = SystemTime::now();
    let sources = by_form(module.what, form, |form| compile(project, module, &wasm_opt, &out, form))?;
    let stamp =
        first_line(&settings, &fingerprint_of(&out, module)?) + &fingerprint::of_sources(project.root(), &sources)?;
    if fingerprint::are_older(&sources, began) {
        write_stamp(&out, &stamp)?;
    } else {
        // What was compiled may be what was there before the change, and what has a fingerprint what is there since.
        eprintln!("a source of {} has changed meanwhile; it will be compiled again the next time", module.what);
    }
    Ok(out)
}

/// Whether a module has been compiled from what is there now, so that [`build`] has nothing to do.
///
/// # Errors
///
/// When there is no compiler.
pub(super) fn is_built(project: &Project, module: &Module, form: Form) -> anyhow::Result<bool> {
    let out = project.target().join(module.folder);
    Ok(is_fresh(project.root(), &out, module, &settings(project, module, form)?))
}

/// The fingerprint of how a module is compiled.
fn settings(project: &Project, module: &Module, form: Form) -> anyhow::Result<String> {
    let unstable: &[&str] = if form == Form::Smallest { &[SMALL_CARGO[0], SMALL_CARGO[1], SMALL_RUSTC] } else { &[] };
    // Cargo.lock is among the settings, and names the version of wasm-bindgen.
    let how = [&CARGO[..], &WASM_OPT, unstable, &[module.stem, module.feature, tools::WASM_OPT.version]].concat();
    fingerprint::of_settings(project.root(), &how)
}

/// Compiles in this form, or in the stable one where the smallest is refused: not where the sources are wrong.
fn by_form<T>(what: &str, form: Form, mut compile: impl FnMut(Form) -> Result<T, Failure>) -> anyhow::Result<T> {
    let compiled = match compile(form) {
        Err(Failure::Refused(error)) if form == Form::Smallest => {
            eprintln!(
                "{error:#}\nthe switches that make {what} smaller were not taken; compiling it without them, a quarter \
                 larger…"
            );
            compile(Form::Stable)
        }
        compiled => compiled,
    };
    compiled.map_err(|failure| match failure {
        Failure::Sources => anyhow!(
            "compiling {what}: rustc has found errors in the sources; the built folder is as it was; mend what the \
             messages above name and run this again"
        ),
        Failure::Refused(error) | Failure::Other(error) => error,
    })
}

/// Compiles the module, makes its glue, and makes it smaller. Returns what the module was compiled from.
fn compile(
    project: &Project,
    module: &Module,
    wasm_opt: &Path,
    out: &Path,
    form: Form,
) -> Result<Vec<PathBuf>, Failure> {
    if form == Form::Smallest {
        tools::ensure_std_source(project.root()).map_err(Failure::Refused)?;
        eprintln!(
            "with RUSTC_BOOTSTRAP=1, for switches of cargo and rustc that are not stable yet: they make {} a fifth \
             smaller (--stable leaves them out)",
            module.what
        );
    }
    let doing = format!("compiling {}", module.what);
    let fix = "the built folder is as it was; mend what the messages above name and run this again";
    let cargo = || {
        let mut cargo = command("cargo");
        cargo.current_dir(project.root()).env("CARGO_BUILD_TARGET", tools::TARGET);
        cargo.args(CARGO).args(["--no-default-features", "--features", module.feature]);
        in_form(&mut cargo, project, form);
        cargo
    };
    let progress = Progress::start(&doing);
    if let Some(crates) = count_crates(&mut cargo(), form) {
        progress.expect_crates(crates);
    }
    let said = run_cargo(project.root(), &mut cargo(), &doing, fix, &progress)?;
    let compiled = said.module().with_context(|| format!("{doing}: cargo names no module; {fix}"))?;

    progress.go_on(&format!("making the JavaScript around {}", module.what));
    make_glue(compiled, module, out)?;
    if module.is_published {
        let doing = format!("making {} smaller", module.what);
        progress.go_on(&doing);
        shrink(&out.join(module.wasm), wasm_opt, &doing, fix)?;
    }
    Ok(cargo::sources(compiled)?)
}

/// Writes the module, as browsers load it, and the JavaScript that loads it: what `wasm-bindgen --target web` does.
fn make_glue(compiled: &Path, module: &Module, out: &Path) -> anyhow::Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name(module.stem).web(true)?.typescript(false).omit_default_module_path(false);
    bindgen.generate(out).with_context(|| {
        format!(
            "{}: wasm-bindgen cannot make the JavaScript around {}; the built folder is as it was; see that Cargo.toml \
             names one version of wasm-bindgen and wasm-bindgen-cli-support",
            compiled.display(),
            module.what
        )
    })
}

/// Replaces a module by a smaller one that does the same.
fn shrink(file: &Path, wasm_opt: &Path, doing: &str, fix: &str) -> anyhow::Result<()> {
    let mut command = command(wasm_opt);
    command.args(WASM_OPT).arg(file).arg("-o").arg(file);
    if !run_with_lines(doing, &mut command, fix, |_| {})? {
        bail!("{doing}: `{}` did not end well; {fix}", wasm_opt.display());
    }
    Ok(())
}

/// How many crates cargo is going to say that it has compiled; an unstable switch tells, so it is unknown without.
fn count_crates(cargo: &mut Command, form: Form) -> Option<u64> {
    #[derive(serde::Deserialize)]
    struct Graph {
        units: Vec<serde::de::IgnoredAny>,
    }
    if form != Form::Smallest {
        return None;
    }
    let output = cargo.args(["--unit-graph", "-Zunstable-options"]).output().ok()?;
    let graph: Graph = serde_json::from_slice(&output.stdout).ok()?;
    u64::try_from(graph.units.len()).ok()
}

/// Runs cargo for the package in a folder and hears what it says.
fn run_cargo<'p>(
    root: &Path,
    cargo: &mut Command,
    doing: &str,
    fix: &str,
    progress: &'p Progress,
) -> Result<Said<'p>, Failure> {
    let mut said = Said::new(root, progress);
    if run_with_lines(doing, cargo.arg(cargo::message_format()), fix, |line| said.hear(line))? {
        Ok(said)
    } else if said.has_errors_in_sources() {
        Err(Failure::Sources)
    } else {
        Err(Failure::Refused(anyhow!("{doing}: `cargo` did not end well; {fix}")))
    }
}

/// Has cargo compile in this form.
fn in_form(command: &mut Command, project: &Project, form: Form) {
    // Folders of their own: no waiting for, and no rebuilding of, what the native build or the other form has made.
    match form {
        Form::Smallest => command
            .args(SMALL_CARGO)
            .env("CARGO_TARGET_DIR", project.target().join("wasm"))
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", SMALL_RUSTC)
            // Cargo would prefer it to the one above.
            .env_remove("CARGO_ENCODED_RUSTFLAGS"),
        Form::Stable => command.env("CARGO_TARGET_DIR", project.target().join("wasm-plain")),
    };
}

/// Whether the output is there, untouched, and made from what is there now.
fn is_fresh(root: &Path, out: &Path, module: &Module, settings: &str) -> bool {
    let Ok(found) = fs::read_to_string(out.join(STAMP)) else { return false };
    let Some(now) = fingerprint::of_files(out, &module.files()) else { return false };
    found.strip_prefix(&first_line(settings, &now)).is_some_and(|sources| fingerprint::are_unchanged(root, sources))
}

/// The fingerprint of what was made.
fn fingerprint_of(out: &Path, module: &Module) -> anyhow::Result<String> {
    fingerprint::of_files(out, &module.files()).with_context(|| {
        format!(
            "{}: wasm-bindgen has left no {}; the built folder is as it was; run this again with --force",
            out.display(),
            module.files().join(", ")
        )
    })
}

/// Notes what the output was made from.
fn write_stamp(out: &Path, stamp: &str) -> anyhow::Result<()> {
    fs::write(out.join(STAMP), stamp)
        .with_context(|| format!("{}: cannot be written; nothing was built; make it writable", out.display()))
}

/// The line of a stamp above those of the sources.
fn first_line(settings: &str, output: &str) -> String {
    format!("{settings} {output}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    /// Writes an output of a module, and a stamp that says that it was made from `src/lib.rs`.
    fn make(scratch: &Scratch, module: &Module) {
        for name in module.files() {
            scratch.write(&format!("out/{name}"), name);
        }
        let source = scratch.write("src/lib.rs", "one");
        let sources = fingerprint::of_sources(scratch.path(), &[source]).expect("readable");
        let output = fingerprint_of(&scratch.path().join("out"), module).expect("whole");
        write_stamp(&scratch.path().join("out"), &(first_line("settings", &output) + &sources)).expect("writable");
    }

    #[test]
    fn output_is_fresh_until_it_or_its_sources_or_settings_change() {
        let scratch = Scratch::new("output_is_fresh_until_it_or_its_sources");
        let out = scratch.path().join("out");
        let fresh = |module, settings| is_fresh(scratch.path(), &out, module, settings);
        assert!(!fresh(&WIDGET, "settings"), "nothing there");
        assert!(fingerprint_of(&out, &WIDGET).is_err(), "nothing to stamp");
        make(&scratch, &WIDGET);
        assert!(fresh(&WIDGET, "settings"));
        assert!(!fresh(&WIDGET, "other settings"));
        assert!(!fresh(&STORY, "settings"), "another module");
        scratch.write("src/lib.rs", "two");
        assert!(!fresh(&WIDGET, "settings"), "a source has changed");
        make(&scratch, &WIDGET);
        scratch.write(&format!("out/{}", WIDGET.glue), "edited by hand");
        assert!(!fresh(&WIDGET, "settings"), "the output has changed");
        make(&scratch, &WIDGET);
        fs::remove_file(out.join(STAMP)).expect("is there");
        assert!(!fresh(&WIDGET, "settings"), "no stamp");
    }

    #[test]
    fn plain_wasm_pack_makes_modules_smaller_the_same_way() {
        let switches = WASM_OPT.map(|switch| format!("\"{switch}\"")).join(", ");
        let settings = include_str!("../../../Cargo.toml");
        assert!(settings.contains(&format!("\nwasm-opt = [{switches}]\n")), "{switches}");
    }

    /// What comes of having cargo compile a package with these sources, and with these arguments.
    fn compiled_by_cargo(test: &str, source: &str, arguments: &[&str]) -> Result<Vec<String>, Failure> {
        let scratch = Scratch::new(test);
        let manifest =
            "[package]\nname = \"made-up\"\nedition = \"2024\"\n[workspace]\n[lints.rust]\nunused = \"warn\"\n";
        scratch.write("Cargo.toml", manifest);
        scratch.write("src/a b.css", "a{}");
        scratch.write("src/unused.rs", "");
        scratch.write("src/lib.rs", source);
        let mut cargo = command("cargo");
        cargo.current_dir(scratch.path()).env("CARGO_TARGET_DIR", scratch.path().join("target"));
        // What this very build was called with is not for that one.
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "RUSTC_BOOTSTRAP"] {
            cargo.env_remove(name);
        }
        let progress = Progress::start("testing");
        run_cargo(scratch.path(), cargo.args(CARGO).args(arguments), "testing", "mend it", &progress)?;
        let sources = cargo::sources(&scratch.path().join("target/release/libmade_up.rlib"))?;
        let names = sources.iter().map(|path| path.strip_prefix(scratch.path()).unwrap_or(path).display().to_string());
        Ok(names.collect())
    }

    #[test]
    fn cargo_says_what_was_compiled_and_why_not() {
        let sound = "pub const STYLE: &str = include_str!(\"a b.css\");\nfn unused() {}\n";
        let compiled = compiled_by_cargo("cargo_compiles", sound, &[]);
        assert!(matches!(&compiled, Ok(sources) if *sources == ["src/a b.css", "src/lib.rs"]), "{compiled:?}");
        let wrong = compiled_by_cargo("cargo_finds_errors", "pub fn typo() -> u8 { \"x\" }\n", &[]);
        assert!(matches!(wrong, Err(Failure::Sources)), "{wrong:?}");
        let refused = compiled_by_cargo("cargo_refuses", sound, &["-Zno-such-switch"]);
        assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
    }

    #[test]
    fn only_refused_switches_are_left_out_and_wrong_sources_are_compiled_once() {
        let sources = || Failure::Sources;
        let refused = || Failure::Refused(anyhow!("cargo: refuses -Z"));
        let broken = || Failure::Other(anyhow!("wasm-opt: is broken"));
        type Tries = Vec<fn() -> Failure>;
        let cases: [(Form, Tries, usize, Result<(), &str>); 7] = [
            (Form::Smallest, vec![], 1, Ok(())),
            (Form::Smallest, vec![refused], 2, Ok(())),
            (Form::Smallest, vec![sources], 1, Err("compiling it: rustc has found errors in the sources; ")),
            (Form::Smallest, vec![refused, sources], 2, Err("compiling it: rustc has found errors in the sources; ")),
            (Form::Smallest, vec![refused, refused], 2, Err("cargo: refuses -Z")),
            (Form::Smallest, vec![broken], 1, Err("wasm-opt: is broken")),
            (Form::Stable, vec![refused], 1, Err("cargo: refuses -Z")),
        ];
        for (form, failures, expected_tries, expected) in cases {
            let mut tried = Vec::new();
            let mut failures = failures.into_iter();
            let result = by_form("it", form, |form| {
                tried.push(form);
                failures.next().map_or(Ok(()), |failure| Err(failure()))
            });
            assert_eq!(tried.len(), expected_tries, "{expected:?}");
            assert_eq!(tried.first(), Some(&form));
            assert!(tried.iter().skip(1).all(|form| *form == Form::Stable));
            match expected {
                Ok(()) => assert!(result.is_ok(), "{result:?}"),
                Err(start) => assert!(result.expect_err(start).to_string().starts_with(start)),
            }
        }
    }
}
