//! The scripts as they are published: a little smaller than as they are written, and as easy to read.

/// Removes comments that have lines of their own, `//` or `/* … */`, and leading indentation, nothing else.
///
/// These are no part of the program except inside a template literal or after a line that ends with `\`. A script that
/// may have one of these over several lines is left as it is: this does not parse JavaScript.
pub(super) fn pack(script: &str) -> String {
    let mut is_comment = false;
    let lines: Vec<&str> = script
        .lines()
        .map(str::trim_start)
        .filter(|line| {
            let begins =
                line.starts_with("/*") && line.trim_end().ends_with("*/") == line.contains("*/");
            let stays = !(is_comment || begins || line.starts_with("//"));
            is_comment = (is_comment || begins) && !line.contains("*/");
            stays
        })
        .collect();
    if lines.iter().any(|line| may_continue(line)) {
        return script.to_owned();
    }
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

/// The widget's glue, with a guard around what it calls: see `src/embed/module.js`. None if it is not as expected.
pub(super) fn guarded(glue: &str) -> Option<String> {
    const CALLED: &str = "wasm = instance.exports;";
    (glue.matches(CALLED).count() == 1)
        .then(|| glue.replace(CALLED, "wasm = __wbg_init.guard(instance.exports);"))
}

/// Whether a literal may go on in the next line.
fn may_continue(line: &str) -> bool {
    let backticks = line.matches('`').count();
    line.ends_with('\\') || backticks % 2 == 1 || line.contains("\\`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_line_comments_and_indentation_go_and_nothing_else() {
        let script = "// one\n(function () {\n  // two\n\t\"use strict\";\n  f('//x'); // kept\n\n  /* gone */\n})();\n";
        assert_eq!(pack(script), "(function () {\n\"use strict\";\nf('//x'); // kept\n\n})();\n");
    }

    #[test]
    fn a_comment_of_several_lines_goes_whole_and_code_beside_one_stays() {
        assert_eq!(pack("/**\n * one\n * @param {x} y\n */\nf();\n"), "f();\n");
        assert_eq!(pack("/* a */ f(); /* b\n */ g();\n"), "/* a */ f(); /* b\n*/ g();\n");
    }

    #[test]
    fn a_template_on_one_line_does_no_harm() {
        assert_eq!(pack("  f(`a ${b}`);\n"), "f(`a ${b}`);\n");
    }

    #[test]
    fn a_script_whose_lines_may_be_part_of_a_literal_is_left_as_it_is() {
        for script in
            ["  f(`\n  // text\n  `);\n", "  f('a\\\n    b');\n", "  f(`\\`\n  // text\n  `);\n"]
        {
            assert_eq!(pack(script), script);
        }
    }

    #[test]
    fn an_apostrophe_or_backtick_in_a_whole_line_comment_does_no_harm() {
        assert_eq!(pack("  // it's `\n  f();\n"), "f();\n");
    }

    #[test]
    fn glue_is_guarded_or_found_to_be_of_another_form() {
        let glue = "function f(instance) {\n    wasm = instance.exports;\n}\n";
        let expected =
            "function f(instance) {\n    wasm = __wbg_init.guard(instance.exports);\n}\n";
        assert_eq!(guarded(glue).as_deref(), Some(expected));
        assert_eq!(guarded("let wasm = instance.exports.f;"), None);
    }
}
