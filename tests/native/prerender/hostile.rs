//! Stories whose texts try to be markup and scripts, and forms that survive being pasted into pages.

use contract_fact_box::prerender::{self, EmbedOptions, SnippetStyles};
use contract_fact_box::view::{self, BoxView, Evidence, LineKind, SourceLink};

use super::{PLACE, compile_file};
use crate::support;
use crate::support::html::parse_html;

fn hostile_url() -> String {
    "javascript:alert(1)".to_owned()
}

/// A view whose texts try to be markup and scripts.
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
fn a_page_names_where_sites_ask_for_an_embed_and_nothing_leaves_its_place() {
    let view = hostile_view();
    let href = "https://cdn.example.org/box/stories/full.oembed.json";
    let (with, without) = (
        prerender::render_page(&view, &view::Parts::All, "a.css", Some(href), None),
        prerender::render_page(&view, &view::Parts::All, "a.css", None, None),
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
