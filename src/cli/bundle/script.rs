//! The scripts as they are published: minified, for every byte of them is paid by a reader.

use anyhow::bail;
use contract_fact_box::prerender;
use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::minifier::{Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::span::SourceType;

/// Minifies a script, a classic one or a module: names that nothing outside of it sees become
/// short, and comments go.
///
/// # Errors
///
/// When it is not JavaScript; the message has the first mistake.
pub(super) fn minify(script: &str) -> anyhow::Result<String> {
    let allocator = Allocator::default();
    // The loader is a classic script and the others are modules, in which other rules hold.
    let parsed = Parser::new(&allocator, script, SourceType::unambiguous()).parse();
    if let Some(mistake) = parsed.diagnostics.first() {
        bail!("is not JavaScript ({mistake}); nothing was built; fix it");
    }
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let code = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(minified.scoping)
        .with_private_member_mappings(minified.class_private_mappings)
        .build(&program)
        .code;
    Ok(code)
}

/// Replaces the placeholders in a script by the texts of its links: see `src/embed/loader.js`.
pub(super) fn insert_link_texts(script: &str) -> String {
    let [default, others] = prerender::link_texts();
    script.replace("DEFAULT_LINK_TEXT", &default).replace("LINK_TEXTS", &others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_space_and_private_names_go_and_what_others_see_stays() {
        let script = "// one\n(() => {\n  \"use strict\";\n  const longName = document.title; // two\n  f(longName, longName);\n})();\n";
        let minified = minify(script).expect("is JavaScript");
        assert!(minified.contains("document.title") && minified.contains("use strict"));
        for gone in ["//", "longName", "\n "] {
            assert!(!minified.contains(gone), "{minified}");
        }
    }
}
