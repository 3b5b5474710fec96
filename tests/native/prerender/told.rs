//! What readers of the static forms are told: all of the story, every statement once, and exact words
//! as such.

use std::collections::BTreeSet;

use contract_fact_box::prerender;
use contract_fact_box::view;

use super::compile_file;
use crate::support;
use crate::support::html::{collapse_whitespace, parse_html};
use crate::support::language;
use crate::support::reader::{ExpectedText, expected_texts};

/// The own text of each element, and the whole text.
fn pieces_of_html(html: &str, prefixes: &[String]) -> (Vec<String>, String) {
    let parsed = parse_html(html);
    // The box marks the words of a passage that are quoted as somebody's words elsewhere.
    let elements = parsed.elements.into_iter().filter(|element| element.tag != "mark");
    (elements.map(|element| strip_attribution(&element.own_text, prefixes)).collect(), parsed.text)
}

fn pieces_of_text(text: &str, prefixes: &[String]) -> (Vec<String>, String) {
    (
        text.lines()
            .map(|line| strip_attribution(line.trim_start().trim_start_matches("- "), prefixes))
            .collect(),
        collapse_whitespace(text),
    )
}

/// A text without its quotation marks, or without the words before it that say what kind of
/// statement it is.
fn strip_attribution(text: &str, prefixes: &[String]) -> String {
    let start = prefixes.iter().find_map(|prefix| text.strip_prefix(&**prefix)).unwrap_or(text);
    start.strip_suffix('”').filter(|_| text.starts_with('“')).unwrap_or(start).to_owned()
}

fn find_missing(expected: &[ExpectedText], (pieces, text): &(Vec<String>, String)) -> Vec<String> {
    let complaint = |expected: &ExpectedText| {
        let times = pieces.iter().filter(|piece| **piece == expected.text).count();
        let good = if expected.is_unique { times == 1 } else { text.contains(&expected.text) };
        (!good)
            .then(|| format!("{} stands {times} times alone: {:?}", expected.path, expected.text))
    };
    expected.iter().filter_map(complaint).collect()
}

#[test]
fn a_reader_of_any_form_and_language_is_told_all_of_the_story_and_no_statement_twice() {
    for file in support::story_files() {
        let (story, json) = (
            support::read_story(&file),
            serde_json::from_str(&support::read_text(&file)).expect("a story is JSON"),
        );
        for lang in [&*story.lang, language::PSEUDO_LOCALES[0], language::PSEUDO_LOCALES[1]] {
            let (expected, prefixes) =
                (expected_texts(&json, lang), language::attribution_prefixes(lang));
            let view = view::compile(&story, lang).expect("it can be shown");
            for (form, pieces) in [
                (
                    "light",
                    pieces_of_html(
                        &prerender::render_plain_html(&view, &view::Parts::All, "/", 2),
                        &prefixes,
                    ),
                ),
                (
                    "box",
                    pieces_of_html(
                        &prerender::render_box(&view, &view::Parts::All, "/", 2),
                        &prefixes,
                    ),
                ),
                (
                    "text",
                    pieces_of_text(
                        &prerender::render_text(&view, &view::Parts::All, "/"),
                        &prefixes,
                    ),
                ),
            ] {
                let mut missing = find_missing(&expected, &pieces);
                // The box names the source of a caveat by its number; the plain forms print the
                // passage too.
                missing.retain(|line| {
                    form != "box" || !(line.contains("/caveats/") && line.contains("/passage/"))
                });
                assert!(
                    missing.is_empty(),
                    "{} as {form} in {lang}:\n{}",
                    file.display(),
                    missing.join("\n")
                );
                println!(
                    "{} as {form} in {lang}: {} strings, {} of them alone in one place",
                    view.id,
                    expected.len(),
                    expected.iter().filter(|expected| expected.is_unique).count()
                );
            }
            assert!(
                expected.len() >= 40 || view.withdrawn.is_some(),
                "{} strings were walked",
                expected.len()
            );
        }
    }
}

#[test]
fn a_passage_is_printed_with_the_first_fact_that_it_proves() {
    let mut all = 0;
    for file in support::story_files() {
        let html = prerender::render_plain_html(&compile_file(&file), &view::Parts::All, "/", 2);
        let mut printed = BTreeSet::new();
        for (start, rest) in html.lines().filter_map(|line| line.split_once("</cite>")) {
            let (_, source) = start.rsplit_once("<cite>").expect("it begins");
            let passages = rest.split('“').skip(1).filter_map(|passage| passage.split_once('”'));
            for (passage, _) in passages {
                let is_first = printed.insert((source.to_owned(), passage.to_owned()));
                assert!(is_first, "{}: {passage:?} is printed twice", file.display());
            }
        }
        all += printed.len();
    }
    assert!(all > 50, "only {all} passages were found");
}

#[test]
fn exact_words_alone_are_quoted_and_a_publisher_is_named_beside_them() {
    for file in support::story_files() {
        let html = prerender::render_plain_html(&compile_file(&file), &view::Parts::All, "/", 2);
        let lines: Vec<_> = html.lines().collect();
        let is_quote = |line: &&&str| line.starts_with("<blockquote");
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| is_quote(line)) {
            assert!(!line.contains("Paraphrase"), "{line}");
            // The publisher is named above the passages of a source, and below the words of a
            // person.
            let above = lines[..index]
                .iter()
                .rev()
                .find(|line| !is_quote(line))
                .expect("a heading stands above");
            let below = lines[index..].iter().take(5).any(|line| line.contains("<cite>"));
            assert!(above.contains("<cite>") || below, "{}: {line}", file.display());
        }
    }
}
