//! One compilation: cargo compiles the module, wasm-bindgen makes the JavaScript glue around it, and wasm-opt makes it
//! smaller.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::{Module, Switches};
use crate::cli::bundle::cargo::{self, CargoOutput};
use crate::cli::bundle::process::{command, run_with_lines};
use crate::cli::bundle::progress::Progress;
use crate::cli::bundle::tools;
use crate::cli::project::Project;

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
const SMALL_CARGO: [&str; 2] =
    ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
/// The same for rustc. No reference types: WebKit 2.38, which is Safari 16, traps on tables of them once it has compiled
/// the module, and without them it is a little smaller.
const SMALL_RUSTC: &str = "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none \
                           -Ctarget-feature=-reference-types";
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

/// Compiles a module into a folder, the plain way where the smallest is refused. Returns what it was compiled from.
///
/// # Errors
///
/// When a tool is missing and cannot be installed, or when the module does not compile.
pub(super) fn compile_module(
    project: &Project,
    module: &Module,
    form: Switches,
    out: &Path,
) -> anyhow::Result<Vec<PathBuf>> {
    tools::ensure_target(project.root())?;
    let wasm_opt = tools::ensure_wasm_opt()?;
    compile_with_fallback(module.title, form, |form| {
        compile_once(project, module, &wasm_opt, out, form)
    })
}

/// Whatever but the sources decides what is made of them, as text.
pub(super) fn list_settings(module: &Module, form: Switches) -> Vec<&'static str> {
    let unstable: &[&str] = if form == Switches::Unstable {
        &[SMALL_CARGO[0], SMALL_CARGO[1], SMALL_RUSTC]
    } else {
        &[]
    };
    [&CARGO[..], &WASM_OPT, unstable, &[module.stem, module.feature, tools::WASM_OPT.version]]
        .concat()
}

/// Compiles in this form, or in the stable one where the smallest is refused: not where the sources are wrong.
fn compile_with_fallback<T>(
    what: &str,
    form: Switches,
    mut compile: impl FnMut(Switches) -> Result<T, Failure>,
) -> anyhow::Result<T> {
    let compiled = match compile(form) {
        Err(Failure::Refused(error)) if form == Switches::Unstable => {
            eprintln!(
                "{error:#}\nthe switches that make {what} smaller were not taken; compiling it without them, a quarter \
                 larger…"
            );
            compile(Switches::Stable)
        }
        compiled => compiled,
    };
    compiled.map_err(|failure| match failure {
        Failure::Sources => anyhow!(
            "compiling {what}: rustc has found errors in the sources; the bundle is as it was; fix what the \
             messages above name and run this again"
        ),
        Failure::Refused(error) | Failure::Other(error) => error,
    })
}

/// Compiles the module, makes its glue, and makes it smaller. Returns what the module was compiled from.
fn compile_once(
    project: &Project,
    module: &Module,
    wasm_opt: &Path,
    out: &Path,
    form: Switches,
) -> Result<Vec<PathBuf>, Failure> {
    if form == Switches::Unstable {
        tools::ensure_std_source(project.root()).map_err(Failure::Refused)?;
        eprintln!(
            "with RUSTC_BOOTSTRAP=1, for switches of cargo and rustc that are not stable yet: they make {} a fifth \
             smaller (--stable leaves them out)",
            module.title
        );
    }
    let doing = format!("compiling {}", module.title);
    let fix = "the bundle is as it was; fix what the messages above name and run this again";
    let cargo = || {
        let mut cargo = command("cargo");
        cargo.current_dir(project.root()).env("CARGO_BUILD_TARGET", tools::TARGET);
        cargo.args(CARGO).args(["--no-default-features", "--features", module.feature]);
        apply_switches(&mut cargo, project, form);
        cargo
    };
    let progress = Progress::start(&doing);
    if let Some(crates) = count_crates(&mut cargo(), form) {
        progress.set_crate_total(crates);
    }
    let said = run_cargo(project.root(), &mut cargo(), &doing, fix, &progress)?;
    let compiled =
        said.module_path().with_context(|| format!("{doing}: cargo names no module; {fix}"))?;

    progress.start_step(&format!("making the JavaScript around {}", module.title));
    make_glue(compiled, module, out)?;
    if module.is_published {
        let doing = format!("making {} smaller", module.title);
        progress.start_step(&doing);
        shrink_module(&out.join(module.wasm), wasm_opt, &doing, fix)?;
    }
    Ok(cargo::sources(compiled)?)
}

/// Writes the module, as browsers load it, and the JavaScript that loads it: what `wasm-bindgen --target web` does.
fn make_glue(compiled: &Path, module: &Module, out: &Path) -> anyhow::Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(module.stem)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false);
    bindgen.generate(out).with_context(|| {
        format!(
            "{}: wasm-bindgen cannot make the JavaScript around {}; the bundle is as it was; see that Cargo.toml \
             names one version of wasm-bindgen and wasm-bindgen-cli-support",
            compiled.display(),
            module.title
        )
    })
}

/// Replaces a module by a smaller one that does the same.
fn shrink_module(file: &Path, wasm_opt: &Path, doing: &str, fix: &str) -> anyhow::Result<()> {
    let mut command = command(wasm_opt);
    command.args(WASM_OPT).arg(file).arg("-o").arg(file);
    if !run_with_lines(doing, &mut command, fix, |_| {})? {
        bail!("{doing}: `{}` did not end well; {fix}", wasm_opt.display());
    }
    Ok(())
}

/// How many crates cargo is going to say that it has compiled; an unstable switch tells, so it is unknown without.
fn count_crates(cargo: &mut Command, form: Switches) -> Option<u64> {
    #[derive(serde::Deserialize)]
    struct Graph {
        units: Vec<serde::de::IgnoredAny>,
    }
    if form != Switches::Unstable {
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
) -> Result<CargoOutput<'p>, Failure> {
    let mut said = CargoOutput::new(root, progress);
    if run_with_lines(doing, cargo.arg(cargo::message_format_argument()), fix, |line| {
        said.read_message(line)
    })? {
        Ok(said)
    } else if said.has_errors_in_sources() {
        Err(Failure::Sources)
    } else {
        Err(Failure::Refused(anyhow!("{doing}: `cargo` did not end well; {fix}")))
    }
}

/// Has cargo compile in this form.
fn apply_switches(command: &mut Command, project: &Project, form: Switches) {
    // Folders of their own: no waiting for, and no rebuilding of, what the native build or the other form has made.
    match form {
        Switches::Unstable => command
            .args(SMALL_CARGO)
            .env("CARGO_TARGET_DIR", project.target().join("wasm"))
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", SMALL_RUSTC)
            // Cargo would prefer it to the one above.
            .env_remove("CARGO_ENCODED_RUSTFLAGS"),
        Switches::Stable => command.env("CARGO_TARGET_DIR", project.target().join("wasm-plain")),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    #[test]
    fn plain_wasm_pack_makes_modules_smaller_the_same_way() {
        let switches = WASM_OPT.map(|switch| format!("\"{switch}\"")).join(", ");
        let settings = include_str!("../../../../Cargo.toml");
        assert!(settings.contains(&format!("\nwasm-opt = [{switches}]\n")), "{switches}");
    }

    /// What comes of having cargo compile a package with these sources, and with these arguments.
    fn compiled_by_cargo(
        test: &str,
        source: &str,
        arguments: &[&str],
    ) -> Result<Vec<String>, Failure> {
        let scratch = Scratch::new(test);
        let manifest = "[package]\nname = \"made-up\"\nedition = \"2024\"\n[workspace]\n[lints.rust]\nunused = \"warn\"\n";
        scratch.write("Cargo.toml", manifest);
        scratch.write("src/a b.css", "a{}");
        scratch.write("src/unused.rs", "");
        scratch.write("src/lib.rs", source);
        let mut cargo = command("cargo");
        cargo.current_dir(scratch.path()).env("CARGO_TARGET_DIR", scratch.path().join("target"));
        // What this very build was called with is not for that one.
        for name in
            ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "RUSTC_BOOTSTRAP"]
        {
            cargo.env_remove(name);
        }
        let progress = Progress::start("testing");
        run_cargo(
            scratch.path(),
            cargo.args(CARGO).args(arguments),
            "testing",
            "fix it",
            &progress,
        )?;
        let sources = cargo::sources(&scratch.path().join("target/release/libmade_up.rlib"))?;
        let names = sources
            .iter()
            .map(|path| path.strip_prefix(scratch.path()).unwrap_or(path).display().to_string());
        Ok(names.collect())
    }

    #[test]
    fn cargo_says_what_was_compiled_and_why_not() {
        let sound = "pub const STYLE: &str = include_str!(\"a b.css\");\nfn unused() {}\n";
        let compiled = compiled_by_cargo("cargo_compiles", sound, &[]);
        assert!(
            matches!(&compiled, Ok(sources) if *sources == ["src/a b.css", "src/lib.rs"]),
            "{compiled:?}"
        );
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
        let cases: [(Switches, Tries, usize, Result<(), &str>); 7] = [
            (Switches::Unstable, vec![], 1, Ok(())),
            (Switches::Unstable, vec![refused], 2, Ok(())),
            (
                Switches::Unstable,
                vec![sources],
                1,
                Err("compiling it: rustc has found errors in the sources; "),
            ),
            (
                Switches::Unstable,
                vec![refused, sources],
                2,
                Err("compiling it: rustc has found errors in the sources; "),
            ),
            (Switches::Unstable, vec![refused, refused], 2, Err("cargo: refuses -Z")),
            (Switches::Unstable, vec![broken], 1, Err("wasm-opt: is broken")),
            (Switches::Stable, vec![refused], 1, Err("cargo: refuses -Z")),
        ];
        for (form, failures, expected_tries, expected) in cases {
            let mut tried = Vec::new();
            let mut failures = failures.into_iter();
            let result = compile_with_fallback("it", form, |form| {
                tried.push(form);
                failures.next().map_or(Ok(()), |failure| Err(failure()))
            });
            assert_eq!(tried.len(), expected_tries, "{expected:?}");
            assert_eq!(tried.first(), Some(&form));
            assert!(tried.iter().skip(1).all(|form| *form == Switches::Stable));
            match expected {
                Ok(()) => assert!(result.is_ok(), "{result:?}"),
                Err(start) => assert!(result.expect_err(start).to_string().starts_with(start)),
            }
        }
    }
}
