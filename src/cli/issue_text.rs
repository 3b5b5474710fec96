//! Issues of a story file as they are printed: where, what, and the lines of the file with a mark
//! under what is wrong.

use std::ops::Range;

use annotate_snippets::renderer::{Renderer, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Snippet};
use contract_fact_box::model::{Issue, Location, Locator, Severity};

use super::check::to_one_line;

/// The most characters of a printed line of the file.
const WIDTH: usize = 120;
/// How many bytes of a line before and after the mark are looked at: more than can be printed.
const MARGIN: usize = 4 * WIDTH;

/// Formats issues of the same text, in its order, each as `FILE:LINE:COLUMN: severity: path: fact;
/// consequence; fix [code]`, with the JSON pointer behind it where a waiver may name that: compilers
/// write so too, and code editors jump to that position.
///
/// Below it are the lines of the file, once for issues of the same value. The result is coloured:
/// print it by anstream, which takes the colours out where the output is not a terminal.
pub(super) fn format_issues(file: &str, text: &str, issues: &[Issue]) -> String {
    let (mut output, mut locator) = (String::new(), Locator::new(text));
    for of_same_value in issues.chunk_by(|issue, next| issue.span == next.span) {
        let Some(first) = of_same_value.first() else { continue };
        let location = locator.locate(first.span.start);
        let bold = Style::new().bold();
        for issue in of_same_value {
            let severity = issue.severity.as_str();
            // What a waiver of it has to name.
            let pointer =
                if issue.is_waivable() { format!(" {}", issue.pointer) } else { String::new() };
            let Location { line, column } = location;
            let head = format!("{file}:{line}:{column}: {severity}: {issue}{pointer}");
            output += &format!("{bold}{}{bold:#}\n", to_one_line(&head));
        }
        let worst = of_same_value.iter().map(|issue| issue.severity).min();
        let severity = worst.unwrap_or(Severity::Error);
        output += &format_source(text, &first.span, location.line, severity);
    }
    output
}

/// Formats the lines of a text that a span is on, with a mark under the span and an empty line at
/// the end. Long lines are cut, and of many lines those in the middle are left out.
fn format_source(text: &str, span: &Range<usize>, line: usize, severity: Severity) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |line_break| line_break + 1);
    let line_end = after.find('\n').map_or(text.len(), |line_break| span.end + line_break);
    // The renderer cuts long lines too, but looks at every character of them for each issue first.
    let start = line_start.max(text.floor_char_boundary(span.start.saturating_sub(MARGIN)));
    let end = line_end.min(text.ceil_char_boundary(span.end.saturating_add(MARGIN)));
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Review => Level::NOTE,
    };
    let mark = AnnotationKind::Primary.span(span.start - start..span.end - start);
    let lines = text.get(start..end).unwrap_or_default();
    let snippet = Snippet::source(lines).line_start(line).annotation(mark);
    let rendered =
        Renderer::styled().term_width(WIDTH).render(&[Group::with_level(level).element(snippet)]);
    format!("{rendered}\n\n")
}

#[cfg(test)]
mod tests {
    use contract_fact_box::model;

    use super::format_issues;

    /// Checks a story and returns what is printed where there are no colours.
    fn print(text: &str) -> String {
        let issues = model::read(text).issues;
        anstream::adapter::strip_str(&format_issues("a.json", text, &issues)).to_string()
    }

    #[test]
    fn the_mark_is_under_the_value_after_characters_of_any_width() {
        let text = "\u{FEFF}\r\n  {\"漢字 é\": 1, \"漢字 é\": 2}";
        let printed = print(text);
        assert!(printed.contains("a.json:2:15: error: [\"漢字 é\"]: "), "{printed}");
        // To a terminal, 漢 and 字 are twice as wide.
        let end = "  |\n2 |   {\"漢字 é\": 1, \"漢字 é\": 2}\n  |                 ^^^^^^^^\n\n";
        assert!(printed.ends_with(end), "{printed}");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        for length in [20, 500, 10_000] {
            let filler = "ö".repeat(length);
            let printed =
                print(&format!("{{\"x\": \"{filler}\", \"lang\": 1, \"y\": \"{filler}\"}}"));
            let (_, issue) = printed.split_once("lang: this is a number; ").expect("it is found");
            let lines: Vec<_> = issue.lines().skip(2).take(2).collect();
            let [source, mark] = lines[..] else { panic!("{printed}") };
            let column = mark.find('^').expect("there is a mark");
            let marked = source.char_indices().nth(column).map(|(index, _)| &source[index..]);
            assert!(marked.is_some_and(|rest| rest.starts_with("1, \"y\"")), "{source}\n{mark}");
            assert!(source.chars().count() <= super::WIDTH, "{source}");
            assert_eq!(source.contains("..."), length > 20, "{source}");
        }
    }

    #[test]
    fn many_issues_on_one_long_line_are_all_shown() {
        let text = format!("{{{}\"a\": 1}}", "\"unknown\": 1, ".repeat(2_000));
        assert!(print(&text).matches(" | ").count() > 2_000);
    }

    #[test]
    fn issues_of_one_value_share_its_lines() {
        let printed = print("{}");
        assert!(printed.ends_with("[missing-key]\n  |\n1 | {}\n  | ^^\n\n"), "{printed}");
        let printed = print("{\"title\": \"\\u0007 \\u0008 <b>\"}");
        assert_eq!(printed.matches("a.json:1:11: ").count(), 2, "{printed}");
        let lines = printed.lines().filter(|line| line.starts_with("1 | ")).count();
        assert_eq!(lines, 2, "one for the document, and one for the title: {printed}");
    }

    #[test]
    fn an_empty_text_and_one_that_is_cut_off_have_a_mark() {
        assert!(print("").starts_with("a.json:1:1: error: document: the file is empty; "));
        let printed = print("{\"a\": [\n");
        assert!(
            printed.starts_with("a.json:1:8: error: document: it ends on line 1, "),
            "{printed}"
        );
        assert!(printed.ends_with("\n  |\n1 | {\"a\": [\n  |        ^\n\n"), "{printed}");
    }
}
