//! The static forms themselves: those on record, and what each has around the story.

use std::path::Path;

use contract_fact_box::prerender::{self, EmbedOptions, SnippetStyles};
use contract_fact_box::view;

use super::{PLACE, compile_file};
use crate::support;
use crate::support::html::parse_html;

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
        let page = prerender::render_page(&view, &view::Parts::All, "a.css", None, None);
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
                prerender::render_page(
                    &view,
                    &view::Parts::All,
                    "../contract-fact-box.css",
                    None,
                    None,
                ),
            ]
        };
        assert_eq!(forms(), forms(), "{}", file.display());
    }
}

#[test]
fn the_plain_form_of_a_founding_story_is_small() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/stories");
    let html =
        prerender::render_div(&compile_file(&folder.join("leicestershire-palantir.json")), PLACE);
    assert!(html.len() <= 24_000, "{} bytes", html.len());
}
