//! Compiles a module: cargo compiles it, wasm-bindgen makes the JavaScript glue around it, and
//! wasm-opt makes it smaller.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, anyhow, bail};

use super::{Module, Starter, Switches, glue};
use crate::cli::bundle::cargo::{self, CargoOutput};
use crate::cli::bundle::process::{prepare_command, run_with_lines};
use crate::cli::bundle::progress::Progress;
use crate::cli::bundle::tools;
use crate::cli::project::Project;

/// The arguments of cargo; the features follow them.
const CARGO: [&str; 4] = ["build", "--quiet", "--lib", "--release"];
/// The arguments of `wasm-opt`, the same as in Cargo.toml for plain `wasm-pack build`. They enable
/// features of WebAssembly that every browser since Safari 16 has.
///
/// The second and third make the module no smaller, but 2.3 KB smaller once it is compressed: large
/// functions that are called once stay functions, which are more alike than parts of one would be,
/// and those of similar names, which are similar, are next to each other.
const WASM_OPT: [&str; 9] = [
    "-Oz",
    "--one-caller-inline-max-function-size=20",
    "--reorder-functions-by-name",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];
/// The arguments of cargo that make a module an eighth smaller: the standard library is compiled with
/// it, for size, and a panic becomes a trap without a message. Readers would never see the message,
/// and the loader notices the trap.
///
/// These options are unstable. `RUSTC_BOOTSTRAP=1`, which is set for the commands that compile the
/// module and for no other, makes cargo and rustc accept them. Without them, a reader would load
/// some 9 KB more, which is over the project's budget (`tests/sizes.mjs`). If they are refused or
/// not wanted, the module is compiled without them.
const SMALL_CARGO: [&str; 2] =
    ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
/// The same for rustc. Reference types are off because WebKit 2.38, which is Safari 16, traps on
/// tables of them once it has compiled the module; without them the module is a little smaller,
/// too.
const SMALL_RUSTC: &str = "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none \
                           -Zlocation-detail=none -Ctarget-feature=-reference-types";

/// Why a module was not compiled.
#[derive(Debug)]
enum Failure {
    /// The sources have errors, which rustc has printed. Other switches would not help.
    Sources,
    /// Cargo has failed for another reason, perhaps because of the switches. Others may help.
    Refused(anyhow::Error),
    /// Anything else. Other switches would not help.
    Other(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(error)
    }
}

/// Compiles a module into a folder, without unstable switches if these are refused. Returns the
/// sources that it was compiled from.
///
/// # Errors
///
/// When a tool is missing and cannot be installed, or when the module does not compile.
pub(super) fn compile_module(
    project: &Project,
    module: &Module,
    switches: Switches,
    out: &Path,
) -> anyhow::Result<Vec<PathBuf>> {
    tools::ensure_target(project.root())?;
    let wasm_opt = tools::ensure_wasm_opt()?;
    compile_with_fallback(module.title, switches, |switches| {
        compile_with_switches(project, module, &wasm_opt, out, switches)
    })
}

/// Lists everything but the sources that determines the output.
pub(super) fn list_settings(module: &Module, switches: Switches) -> Vec<&'static str> {
    let unstable: &[&str] = if switches == Switches::Unstable {
        &[SMALL_CARGO[0], SMALL_CARGO[1], SMALL_RUSTC]
    } else {
        &[]
    };
    let wasm_opt = list_wasm_opt_arguments(module);
    [&CARGO[..], &wasm_opt, unstable, &[module.stem, module.feature, tools::WASM_OPT.version]]
        .concat()
}

/// Compiles with these switches, or with stable ones if the unstable ones are refused, but only
/// once if the sources have errors.
fn compile_with_fallback<T>(
    title: &str,
    switches: Switches,
    mut compile: impl FnMut(Switches) -> Result<T, Failure>,
) -> anyhow::Result<T> {
    let compiled = match compile(switches) {
        Err(Failure::Refused(error)) if switches == Switches::Unstable => {
            eprintln!(
                "{error:#}\nthe switches that make {title} smaller were not taken; compiling it \
                 without them, a ninth larger…"
            );
            compile(Switches::Stable)
        }
        compiled => compiled,
    };
    compiled.map_err(|failure| match failure {
        Failure::Sources => anyhow!(
            "compiling {title}: rustc has found errors in the sources; the bundle is as it was; \
             fix what the messages above name and run this again"
        ),
        Failure::Refused(error) | Failure::Other(error) => error,
    })
}

/// Compiles the module, makes its glue, and makes it smaller. Returns the sources that it was
/// compiled from.
fn compile_with_switches(
    project: &Project,
    module: &Module,
    wasm_opt: &Path,
    out: &Path,
    switches: Switches,
) -> Result<Vec<PathBuf>, Failure> {
    if switches == Switches::Unstable {
        tools::ensure_std_source(project.root()).map_err(Failure::Refused)?;
        eprintln!(
            "with RUSTC_BOOTSTRAP=1, for switches of cargo and rustc that are not stable yet: they \
             make {} an eighth smaller (--stable leaves them out)",
            module.title
        );
    }
    let doing = format!("compiling {}", module.title);
    let fix = "the bundle is as it was; fix what the messages above name and run this again";
    let progress = Progress::start(&doing);
    let mut cargo = prepare_cargo(project, module, switches);
    if let Some(crates) = count_crates(&mut cargo, switches) {
        progress.set_crate_total(crates);
    }
    let mut cargo = prepare_cargo(project, module, switches);
    let output = run_cargo(project.root(), &mut cargo, &doing, fix, &progress)?;
    let compiled =
        output.module_path().with_context(|| format!("{doing}: cargo names no module; {fix}"))?;

    progress.start_step(&format!("making the JavaScript around {}", module.title));
    glue::make_glue(compiled, module, out)?;
    let doing = format!("making {} smaller", module.title);
    progress.start_step(&doing);
    shrink_module(module, out, wasm_opt, &doing, fix)?;
    Ok(cargo::list_sources(compiled)?)
}

/// Makes a module smaller, in place, and shortens its names in its glue too.
fn shrink_module(
    module: &Module,
    out: &Path,
    wasm_opt: &Path,
    doing: &str,
    fix: &str,
) -> anyhow::Result<()> {
    let (file, glue) = (out.join(module.wasm), out.join(module.glue));
    let has_short_names = module.starter == Starter::Script;
    let mut command = prepare_command(wasm_opt);
    command.args(list_wasm_opt_arguments(module)).arg(&file).arg("-o").arg(&file);
    let mut printed = String::new();
    if !run_with_lines(doing, &mut command, fix, |line| printed.push_str(line))? {
        bail!("{doing}: `{}` did not end well; {fix}", wasm_opt.display());
    }
    if has_short_names {
        let shortened = glue::shorten_names(&fs::read_to_string(&glue)?, &printed)
            .with_context(|| format!("{doing}: its names cannot be shortened; {fix}"))?;
        fs::write(&glue, shortened)?;
    }
    Ok(())
}

/// Lists the arguments of `wasm-opt` for a module, without its files.
fn list_wasm_opt_arguments(module: &Module) -> Vec<&'static str> {
    let mut arguments = WASM_OPT.to_vec();
    // What only tests load gets the same names as what readers load, and is not made smaller.
    if !module.is_published {
        arguments.retain(|argument| !argument.starts_with("-O"));
    }
    if module.starter == Starter::Script {
        arguments.push(glue::SHORT_NAMES);
    }
    arguments
}

/// Counts the crates that cargo will report. Cargo prints them only with an unstable switch, so with
/// stable ones the number is unknown.
fn count_crates(cargo: &mut Command, switches: Switches) -> Option<u64> {
    #[derive(serde::Deserialize)]
    struct Graph {
        units: Vec<serde::de::IgnoredAny>,
    }
    if switches != Switches::Unstable {
        return None;
    }
    let output = cargo.args(["--unit-graph", "-Zunstable-options"]).output().ok()?;
    let graph: Graph = serde_json::from_slice(&output.stdout).ok()?;
    u64::try_from(graph.units.len()).ok()
}

/// Runs cargo for the package in a folder and reads what it prints.
fn run_cargo<'p>(
    root: &Path,
    cargo: &mut Command,
    doing: &str,
    fix: &str,
    progress: &'p Progress,
) -> Result<CargoOutput<'p>, Failure> {
    let mut output = CargoOutput::new(root, progress);
    if run_with_lines(doing, cargo.arg(cargo::message_format_argument()), fix, |line| {
        output.read_message(line)
    })? {
        Ok(output)
    } else if output.has_errors_in_sources() {
        Err(Failure::Sources)
    } else {
        Err(Failure::Refused(anyhow!("{doing}: `cargo` did not end well; {fix}")))
    }
}

/// Prepares to run cargo with these switches.
fn prepare_cargo(project: &Project, module: &Module, switches: Switches) -> Command {
    let mut cargo = prepare_command("cargo");
    cargo.current_dir(project.root()).env("CARGO_BUILD_TARGET", tools::TARGET);
    cargo.args(CARGO).args(["--no-default-features", "--features", module.feature]);
    // A target folder for each kind of switches, so that neither waits for the other or for the
    // native build, or compiles again what the other has replaced.
    match switches {
        Switches::Unstable => cargo
            .args(SMALL_CARGO)
            .env("CARGO_TARGET_DIR", project.target_folder().join("wasm"))
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", SMALL_RUSTC)
            // Cargo would prefer this variable to the one above.
            .env_remove("CARGO_ENCODED_RUSTFLAGS"),
        Switches::Stable => {
            cargo.env("CARGO_TARGET_DIR", project.target_folder().join("wasm-plain"))
        }
    };
    cargo
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

    /// Has cargo compile a package with this source and these arguments, and lists the sources that
    /// it reports.
    fn compile_by_cargo(
        test: &str,
        source: &str,
        arguments: &[&str],
    ) -> Result<Vec<String>, Failure> {
        let scratch = Scratch::new(test);
        let manifest = "[package]\nname = \"made-up\"\nedition = \"2024\"\n[workspace]\n\
                        [lints.rust]\nunused = \"warn\"\n";
        scratch.write("Cargo.toml", manifest);
        scratch.write("src/a b.css", "a{}");
        scratch.write("src/unused.rs", "");
        scratch.write("src/lib.rs", source);
        let mut cargo = prepare_command("cargo");
        cargo.current_dir(scratch.path()).env("CARGO_TARGET_DIR", scratch.path().join("target"));
        // The switches of the build that compiled this test are not for that one.
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
        let sources = cargo::list_sources(&scratch.path().join("target/release/libmade_up.rlib"))?;
        let names = sources
            .iter()
            .map(|path| path.strip_prefix(scratch.path()).unwrap_or(path).display().to_string());
        Ok(names.collect())
    }

    #[test]
    fn cargo_reports_the_sources_or_why_there_is_no_output() {
        let sound = "pub const STYLE: &str = include_str!(\"a b.css\");\nfn unused() {}\n";
        let compiled = compile_by_cargo("cargo_compiles", sound, &[]);
        assert!(
            matches!(&compiled, Ok(sources) if *sources == ["src/a b.css", "src/lib.rs"]),
            "{compiled:?}"
        );
        let wrong = compile_by_cargo("cargo_finds_errors", "pub fn typo() -> u8 { \"x\" }\n", &[]);
        assert!(matches!(wrong, Err(Failure::Sources)), "{wrong:?}");
        let refused = compile_by_cargo("cargo_refuses", sound, &["-Zno-such-switch"]);
        assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
    }

    #[test]
    fn only_refused_switches_are_left_out_and_sources_with_errors_are_compiled_once() {
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
        for (switches, failures, expected_tries, expected) in cases {
            let mut tried = Vec::new();
            let mut failures = failures.into_iter();
            let result = compile_with_fallback("it", switches, |switches| {
                tried.push(switches);
                failures.next().map_or(Ok(()), |failure| Err(failure()))
            });
            assert_eq!(tried.len(), expected_tries, "{expected:?}");
            assert_eq!(tried.first(), Some(&switches));
            assert!(tried.iter().skip(1).all(|switches| *switches == Switches::Stable));
            match expected {
                Ok(()) => assert!(result.is_ok(), "{result:?}"),
                Err(start) => assert!(result.expect_err(start).to_string().starts_with(start)),
            }
        }
    }
}
