//! The static forms of a story: they hold all of it, and they survive being pasted into pages.

use std::collections::BTreeSet;
use std::path::Path;

use contract_fact_box::prerender::{self, EmbedOptions, SnippetStyles};
use contract_fact_box::view::{self, BoxView, Evidence, LineKind, Parts, SourceLink};

use crate::support;
use crate::support::html::{collapse_whitespace, parse_html};
use crate::support::language;
use crate::support::reader::{ExpectedText, expected_texts};

/// A path on the newsroom's site.
const PLACE: EmbedOptions<'_> =
    EmbedOptions { base: "/box/", level: 2, lang: None, parts: &view::Parts::All };

fn compile_file(file: &Path) -> BoxView {
    let story = support::read_story(file);
    view::compile(&story, &story.lang).expect("it can be shown")
}

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
                expected.len() >= 50 || view.withdrawn.is_some(),
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
fn forms_are_those_on_record() {
    for case in support::case_dirs("view") {
        let view = compile_file(&case.join("story.json"));
        // The box itself is on record in `page.html`.
        let shown = prerender::render_box(&view, &view::Parts::All, PLACE.base, PLACE.level);
        let element = prerender::render_snippet(&view, PLACE, SnippetStyles::Linked);
        assert_eq!(element.matches(&shown).count(), 1);
        support::assert_snapshot(&case.join("snippet.html"), &element.replace(&shown, "[the box]"));
        support::assert_snapshot(&case.join("div.html"), &prerender::render_div(&view, PLACE));
        support::assert_snapshot(
            &case.join("frame.html"),
            &prerender::render_frame(&view, PLACE, 1400),
        );
        support::assert_snapshot(
            &case.join("text.txt"),
            &prerender::render_text(&view, &view::Parts::All, PLACE.base),
        );
    }
}

#[test]
fn the_stylesheet_is_in_the_snippet_or_linked() {
    let view = compile_file(&support::published_stories()[0]);
    let (inside, linked) = (
        prerender::render_snippet(&view, PLACE, SnippetStyles::Inline),
        prerender::render_snippet(&view, PLACE, SnippetStyles::Linked),
    );
    let style = format!("<style><!--{}--></style>", prerender::stylesheet());
    assert!(!prerender::stylesheet().contains("-->"), "to a content system the comment would end");
    let link = "<link rel=\"stylesheet\" href=\"/box/contract-fact-box.css\">";
    assert_eq!(inside.replace(&style, link), linked);
    assert!(!linked.contains("<style"));
}

#[test]
fn a_frame_has_the_story_a_height_and_a_link_to_the_same_facts() {
    for file in support::story_files() {
        let view = compile_file(&file);
        let there =
            EmbedOptions { base: "https://cdn.example.org/box/", lang: Some("de"), ..PLACE };
        let html = prerender::render_frame(&view, there, 900);
        let elements = parse_html(&html).elements;
        assert_eq!(
            elements.iter().map(|element| &*element.tag).collect::<Vec<_>>(),
            ["iframe", "p", "a"]
        );
        let page = prerender::render_page(&view, &view::Parts::All, "a.css", None);
        let (_, title) = page.split_once("<title>").expect("a page has a title");
        let (title, _) = title.split_once("</title>").expect("it ends");
        let id = &view.id;
        for part in [
            format!("src=\"https://cdn.example.org/box/frame.html?story={id}&amp;lang=de\""),
            format!("title=\"Contract fact box: {title}\""),
            "height=\"900\" loading=\"lazy\"".to_owned(),
            format!(
                "<a href=\"https://cdn.example.org/box/stories/{id}.html\">Contract fact box: {title}</a>"
            ),
        ] {
            assert!(html.contains(&part), "{part} in {html}");
        }
        assert!(!prerender::render_frame(&view, PLACE, 900).contains("lang="));
    }
}

#[test]
fn a_page_names_where_sites_ask_for_an_embed_and_nothing_leaves_its_place() {
    let view = hostile_view();
    let href = "https://cdn.example.org/box/stories/full.oembed.json";
    let (with, without) = (
        prerender::render_page(&view, &view::Parts::All, "a.css", Some(href)),
        prerender::render_page(&view, &view::Parts::All, "a.css", None),
    );
    let link = "<link rel=\"alternate\" type=\"application/json+oembed\" ";
    assert!(
        with.contains(&format!("{link}href=\"{href}\" title=\"one two &lt;/template&gt;")),
        "{with}"
    );
    assert_eq!((with.matches(link).count(), without.matches(link).count()), (1, 0));
    assert!(!with.contains("<script"));
    let answer =
        prerender::oembed_response(&view, "\"><script>", "https://cdn.example.org/box/", 900);
    assert!(!answer["html"].as_str().expect("a text").contains("<script"));
}

/// A view whose texts try to be markup and scripts.
fn hostile_url() -> String {
    "javascript:alert(1)".to_owned()
}

fn hostile_view() -> BoxView {
    let mut view = compile_file(&support::fixture_dir("view/full/story.json"));
    let words = "one\n\n\n    two </template></style><script>alert(1)</script>\r\n\r\n";
    view.title = words.into();
    view.gaps.push(words.into());
    view.lang = "\"><script>".into();
    let spoil = |evidence: &mut Vec<Evidence>| {
        for evidence in evidence {
            (evidence.passage, evidence.href) = (words.into(), hostile_url());
        }
    };
    for fact in &mut view.facts {
        (fact.label, fact.text, fact.detail, fact.note) =
            (words.into(), words.into(), words.into(), words.into());
        spoil(&mut fact.evidence);
    }
    let groups = view.sections.iter_mut().flat_map(|section| &mut section.groups);
    for (index, line) in groups.flat_map(|group| &mut group.lines).enumerate() {
        (line.label, line.text, line.detail, line.note) =
            (words.into(), words.into(), words.into(), words.into());
        let archived = "https://example.org/\n\n\"onclick=alert(1)".into();
        let source = SourceLink { number: 1, href: hostile_url(), archived };
        line.kind = match index % 3 {
            0 => LineKind::Source(source),
            1 => LineKind::Contract(hostile_url()),
            _ => LineKind::Newest(hostile_url()),
        };
        spoil(&mut line.evidence);
    }
    for card in view.issues.iter_mut().flat_map(|issue| &mut issue.cards) {
        (card.text, card.by, card.lang) = (words.into(), words.into(), "\" onclick=\"".into());
        card.evidence.iter_mut().for_each(|evidence| evidence.href = "javascript:alert(1)".into());
    }
    view
}

#[test]
fn no_form_has_an_empty_line_or_an_indented_one() {
    let views = support::story_files()
        .iter()
        .map(|file| compile_file(file))
        .chain([hostile_view()])
        .collect::<Vec<_>>();
    for view in &views {
        for html in [
            prerender::render_snippet(view, PLACE, SnippetStyles::Inline),
            prerender::render_snippet(view, PLACE, SnippetStyles::Linked),
            prerender::render_div(view, PLACE),
            prerender::render_frame(view, EmbedOptions { lang: Some("de"), ..PLACE }, 1400),
        ] {
            for line in html.lines() {
                assert!(
                    !line.trim().is_empty() && !line.starts_with("    "),
                    "{}: {line:?}",
                    view.id
                );
            }
        }
    }
}

#[test]
fn words_cannot_leave_their_place() {
    let view = hostile_view();
    for html in [
        prerender::render_div(&view, PLACE),
        prerender::render_plain_html(&view, &view::Parts::All, "/", 2),
        prerender::render_frame(&view, EmbedOptions { lang: Some("\"><script>"), ..PLACE }, 1400),
    ] {
        for never in [
            "<script",
            "</template",
            "</style",
            "href=\"javascript",
            "cite=\"javascript",
            "\"onclick",
            " onclick=\"",
        ] {
            assert!(!html.contains(never), "{never}");
        }
        parse_html(&html);
    }
    let element = prerender::render_snippet(&view, PLACE, SnippetStyles::Linked);
    assert_eq!(element.matches("<script").count(), 1, "the loader's");
    parse_html(&element);
    assert!(!prerender::render_text(&view, &view::Parts::All, "/").contains('\r'));
}

#[test]
fn the_div_form_has_only_what_content_systems_keep() {
    let kept = [
        "div",
        "h2",
        "h3",
        "h4",
        "p",
        "dl",
        "dt",
        "dd",
        "ul",
        "li",
        "blockquote",
        "strong",
        "mark",
        "cite",
        "a",
        "span",
    ];
    for file in support::story_files() {
        let html = prerender::render_div(&compile_file(&file), PLACE);
        for element in parse_html(&html).elements {
            assert!(kept.contains(&&*element.tag), "{}: <{}>", file.display(), element.tag);
        }
        for never in [" class=", " id=", " style=", "<!--"] {
            assert!(!html.contains(never), "{}: {never}", file.display());
        }
    }
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

#[test]
fn headings_start_at_their_level_and_skip_none() {
    for view in support::story_files().iter().map(|file| compile_file(file)) {
        for level in 1..=4 {
            for html in [
                prerender::render_plain_html(&view, &view::Parts::All, "/", level),
                prerender::render_box(&view, &view::Parts::All, "/", level),
            ] {
                let mut last = level - 1;
                for element in parse_html(&html).elements {
                    let number =
                        element.tag.strip_prefix('h').and_then(|number| number.parse::<u8>().ok());
                    let Some(number) = number else { continue };
                    let is_first = last == level - 1;
                    assert!(
                        number <= last + 1 && number >= level,
                        "{}: h{last}, then h{number}",
                        view.id
                    );
                    assert!(is_first || number > level, "{}: a second h{level}", view.id);
                    last = number;
                }
            }
        }
        let options = EmbedOptions { level: 3, lang: Some("de"), ..PLACE };
        assert!(prerender::render_div(&view, options).starts_with(&format!(
            "<div data-contract-fact-box=\"{}\" data-version=\"{}\" data-heading-level=\"3\" data-lang=\"de\">\n",
            view.id, view.version
        )));
    }
}

#[test]
fn the_same_story_gives_the_same_bytes() {
    for file in support::story_files() {
        let forms = || {
            let view = compile_file(&file);
            [
                prerender::render_snippet(&view, PLACE, SnippetStyles::Inline),
                prerender::render_div(&view, PLACE),
                prerender::render_frame(&view, PLACE, 1400),
                prerender::render_text(&view, &view::Parts::All, "/"),
                prerender::render_page(&view, &view::Parts::All, "../contract-fact-box.css", None),
            ]
        };
        assert_eq!(forms(), forms(), "{}", file.display());
    }
}

#[test]
fn a_part_of_a_story_has_what_it_is_for_and_a_link_to_the_whole() {
    let view = compile_file(&support::fixture_dir("view/full/story.json"));
    let link = "All facts, and what others say </box/stories/full.html>";
    let council = Parts::Compare(vec!["council".into(), "builder".into()]);
    for (parts, has, lacks) in [
        (
            Parts::Facts,
            &["Official contract value", "Reasons given", "Direct award"][..],
            &["Nobody asked us.", "Who says what", "How it compares"][..],
        ),
        (
            Parts::Words(None),
            &["Nobody asked us.", "It says that residents were asked.", "They fear noise."][..],
            &["Official contract value", "It is safe."][..],
        ),
        (
            Parts::Words(Some("safe".into())),
            &["Is the bridge safe?", "It is safe.", "I do not know yet."][..],
            &["Nobody asked us."][..],
        ),
        // An answer stands without the words of the critic, but says whose they are.
        (
            council,
            &[
                "It says that residents were asked.",
                "In reply to Ann Example.",
                "Voted for it",
                "Also quoted on this contract: Ann Example, critics, Mo Example.",
            ][..],
            &["Nobody asked us.", "Official contract value"][..],
        ),
        (Parts::Words(Some("nothing".into())), &[][..], &["Nobody asked us."][..]),
    ] {
        let text = prerender::render_text(&view, &parts, PLACE.base);
        let html = prerender::render_plain_html(&view, &parts, PLACE.base, PLACE.level);
        assert!(text.starts_with(&view.title) && text.trim_end().ends_with(link), "{text}");
        let html = parse_html(&html).text;
        for form in [&text, &html] {
            for has in has {
                assert!(form.contains(has), "{parts:?}: {has:?} is not in {form}");
            }
            for lacks in lacks {
                assert!(!form.contains(lacks), "{parts:?}: {lacks:?} is in {form}");
            }
        }
    }
    let withdrawn = compile_file(&support::fixture_dir("view/withdrawn/story.json"));
    let notice = prerender::render_text(&withdrawn, &Parts::Facts, PLACE.base);
    assert_eq!(notice, prerender::render_text(&withdrawn, &Parts::All, PLACE.base));
}

#[test]
fn the_plain_form_of_a_founding_story_is_small() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/stories");
    let html =
        prerender::render_div(&compile_file(&folder.join("leicestershire-palantir.json")), PLACE);
    assert!(html.len() <= 24_000, "{} bytes", html.len());
}
