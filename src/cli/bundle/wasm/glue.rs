//! Makes the glue: the JavaScript between a module and the browser.
//!
//! The widget's is made for `module.js` alone, which starts the module itself. So the glue has no
//! code of its own for that, and the names by which the two call each other are short: readers load
//! 2.9 KB less than of what wasm-bindgen makes for `--target web`.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use super::{Module, Starter};

/// Has `wasm-opt` shorten the names of imports and exports, and print which name has become which.
pub(super) const SHORT_NAMES: &str = "--minify-imports-and-exports-and-modules";

/// What `wasm-opt` prints: the module, the name and the short name of each import, and the names of
/// each export.
#[derive(Deserialize)]
struct ShortNames {
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

/// Writes the module as browsers load it, and its glue.
///
/// # Errors
///
/// When wasm-bindgen cannot make them, or not as expected.
pub(super) fn make_glue(compiled: &Path, module: &Module, out: &Path) -> anyhow::Result<()> {
    bind(compiled, module, out).with_context(|| {
        format!(
            "{}: wasm-bindgen cannot make the JavaScript around {}; the bundle is as it was; see \
             that Cargo.toml names one version of wasm-bindgen and wasm-bindgen-cli-support",
            compiled.display(),
            module.title
        )
    })
}

fn bind(compiled: &Path, module: &Module, out: &Path) -> anyhow::Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(module.stem)
        .typescript(false)
        // Every browser that runs the module can encode a text into its memory.
        .encode_into(EncodeInto::Always);
    if module.starter == Starter::Glue {
        bindgen.web(true)?.omit_default_module_path(false);
        return bindgen.generate(out);
    }
    // For bundlers, wasm-bindgen makes two scripts: one that starts the module, and the glue.
    let mut output = bindgen.bundler(true)?.generate_output()?;
    let starts = output.js().contains("wasm.__wbindgen_start()");
    let glue = output.start().context("there is no glue")?;
    let glue = if starts { call_start(glue)? } else { glue.clone() };
    fs::create_dir_all(out)?;
    fs::write(out.join(module.glue), glue)?;
    fs::write(out.join(module.wasm), output.wasm_mut().emit_wasm())?;
    Ok(())
}

/// Has the glue call the module's own start as soon as it has the module, as the script would that
/// starts the module. Only with stable switches there is one.
fn call_start(glue: &str) -> anyhow::Result<String> {
    const SET: &str = "wasm = val;";
    if glue.matches(SET).count() != 1 {
        bail!("the glue does not set `wasm` as expected");
    }
    Ok(glue.replace(SET, "wasm = val; wasm.__wbindgen_start();"))
}

/// Gives the imports and exports in the glue the names that `wasm-opt` has given them, as it has
/// printed.
///
/// # Errors
///
/// When it has printed something else, or the glue has not these names.
pub(super) fn shorten_names(glue: &str, printed: &str) -> anyhow::Result<String> {
    let names: ShortNames =
        serde_json::from_str(printed).context("wasm-opt does not print the short names")?;
    let imports: HashMap<_, _> =
        names.imports.iter().map(|(_, name, short)| (&**name, &**short)).collect();
    let exports: HashMap<_, _> =
        names.exports.iter().map(|(name, short)| (&**name, &**short)).collect();
    let is_part = |character: char| character.is_alphanumeric() || "_$".contains(character);
    let mut shortened = String::new();
    let mut rest = glue;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|character| !is_part(character)).unwrap_or(from.len());
        let (name, after) = from.split_at(end);
        shortened.push_str(before);
        // The names of imports are unlike all others; those of exports may be words.
        let known = if shortened.ends_with("wasm.") { &exports } else { &imports };
        shortened.push_str(known.get(name).unwrap_or(&name));
        rest = after;
    }
    shortened.push_str(rest);
    if let Some((_, name, short)) = names
        .imports
        .iter()
        .find(|(_, _, short)| !shortened.contains(&format!("export function {short}(")))
    {
        bail!("the glue has no function `{name}` to be called `{short}`");
    }
    Ok(shortened)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = r#"{
        "imports": [["./a_bg.js", "__wbg_focus_01", "$"], ["./a_bg.js", "__wbg_is_02", "A"]],
        "exports": [["mount", "B"], ["mounted_free", "C"], ["memory", "D"]]
    }"#;

    #[test]
    fn imports_and_exports_are_renamed_and_nothing_that_reads_like_them() {
        let glue = "export class Mounted { free() { wasm.mounted_free(this.p); } }\n\
                    export function mount() { new Uint8Array(wasm.memory.buffer); wasm.mount(); }\n\
                    export function __wbg_focus_01() {}\nexport function __wbg_is_02(a) {}\n";
        let shortened = shorten_names(glue, PRINTED).expect("all names are in the glue");
        assert_eq!(
            shortened,
            "export class Mounted { free() { wasm.C(this.p); } }\n\
             export function mount() { new Uint8Array(wasm.D.buffer); wasm.B(); }\n\
             export function $() {}\nexport function A(a) {}\n"
        );
    }

    #[test]
    fn glue_that_is_not_as_expected_is_refused() {
        for (glue, printed, expected) in [
            ("export function __wbg_focus_01() {}", PRINTED, "no function `__wbg_is_02`"),
            ("", "no names", "does not print the short names"),
        ] {
            let error = shorten_names(glue, printed).expect_err(expected);
            assert!(error.to_string().contains(expected), "{error}");
        }
        assert!(call_start("wasm = val; wasm = val;").is_err());
        let called = call_start("wasm = val;\n").expect("is set once");
        assert_eq!(called, "wasm = val; wasm.__wbindgen_start();\n");
    }
}
