//! Boxes in a mix of languages: each text says which one it is in, where that can be said.

use std::collections::BTreeMap;

use contract_fact_box::model::{self, Story};
use contract_fact_box::prerender;
use contract_fact_box::view::{self, ShareCard};
use serde_json::Value;

use super::editor_texts;
use crate::support;
use crate::support::html::parse_html;

/// Letters of no word in the fixtures: a text in Welsh, as far as these tests go.
const WELSH: &str = "ŵŷ ŷŵŷ";

/// A story in a mix of languages: an interface that has no Welsh, every second text in Welsh, and the
/// others in the original English. Returns it with the originals of all, and of these others.
fn mixed_story() -> (Story, [Vec<String>; 2]) {
    let mut story = support::read_case_story(&support::fixture_dir("view/full"));
    story.translations.insert("cy".into(), BTreeMap::new());
    let all = model::translate(&story, "cy").expect("it is one of its languages").untranslated;
    let document = serde_json::to_value(&story).expect("a story is JSON");
    let [mut originals, mut untranslated] = [Vec::new(), Vec::new()];
    for (index, pointer) in all.iter().enumerate() {
        let original = document.pointer(pointer).and_then(Value::as_str).expect("a text");
        originals.push(original.to_owned());
        if index % 2 == 0 {
            let text = format!("{WELSH} {index}.");
            let translation = model::Translation::Of { text, of: original.to_owned() };
            let texts = story.translations.get_mut("cy").expect("it was added");
            texts.insert(pointer.clone(), translation);
        } else {
            untranslated.push(original.to_owned());
        }
    }
    (story, [originals, untranslated])
}

#[test]
fn every_word_of_a_mixed_box_says_which_language_it_is_in() {
    let (story, [originals, untranslated]) = mixed_story();
    let view = view::compile(&story, "cy").expect("it can be shown");
    // Names and the words of sources stand in every box as they are.
    let own = view::compile(&story, &story.lang).expect("it can be shown");
    let mut neutral = editor_texts(&[&story], &own);
    neutral.retain(|text| !untranslated.contains(text));
    neutral.extend(view.people.iter().map(|person| person.name.clone()));
    neutral.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let parts = view::Parts::All;
    for (form, html) in [
        ("box", prerender::render_box(&view, &parts, "/", 2)),
        ("plain HTML", prerender::render_plain_html(&view, &parts, "/", 2)),
        ("page", prerender::render_page(&view, &parts, "/contract-fact-box.css", None, None)),
    ] {
        let mut counts = BTreeMap::new();
        for element in parse_html(&html).elements {
            let text = element.own_text;
            if matches!(&*element.tag, "code" | "title") || text.is_empty() {
                continue;
            }
            *counts.entry(element.lang.clone()).or_insert(0) += 1;
            let about = format!("{form}: {}: {text:?}", element.lang);
            match &*element.lang {
                "cy" => {
                    let text =
                        originals.iter().chain(&neutral).fold(text.clone(), |text, words| {
                            // An original in the box's language is a fault, unless it is a name.
                            if neutral.contains(words) { text.replace(&**words, " ") } else { text }
                        });
                    assert!(
                        !text.contains(|letter: char| letter.is_ascii_alphabetic()),
                        "{about}: {text}"
                    );
                }
                "en" => assert!(
                    !text.contains(WELSH) && !untranslated.contains(&text),
                    "{about} is not the interface’s"
                ),
                "en-GB" => assert!(
                    originals.iter().any(|original| text.contains(&**original)),
                    "{about} is no text of the original"
                ),
                _ => {}
            }
        }
        for lang in ["cy", "en", "en-GB"] {
            assert!(counts.get(lang).is_some_and(|count| *count > 15), "{form}: {counts:?}");
        }
        assert!(!html.contains(view::MARK), "{form}");
    }
    let text = prerender::render_text(&view, &parts, "/");
    assert!(text.contains("Checked") && !text.contains(view::MARK));
}

#[test]
fn an_attribute_and_a_title_have_no_marks() {
    let mut story = support::read_case_story(&support::fixture_dir("view/full"));
    story.translations.insert("cy".into(), BTreeMap::new());
    let view = view::compile(&story, "cy").expect("it can be shown");
    assert!(view.title.contains(view::MARK), "the title is not translated");
    let publication = prerender::Publication::of(&story, Some("https://example.org/box/"));
    let page = prerender::render_page(
        &view,
        &view::Parts::All,
        "/contract-fact-box.css",
        None,
        Some(&publication),
    );
    assert!(page.contains("application/ld+json") && !page.contains(view::MARK), "{page}");
    assert!(page.contains("<title>A contract with everything "), "{page}");
    assert!(page.contains("aria-label=\"Status: Paused, reports say\""), "{page}");

    // So have the forms that only link to the story, where the text of the link is in English.
    let parts = view::Parts::All;
    let options = prerender::EmbedOptions { base: "/", level: 2, lang: Some("cy"), parts: &parts };
    let script = prerender::render_script_tag(&view, options, None);
    assert!(script.contains(">Contract fact box</span>: <span lang=\"en-GB\""), "{script}");
    let frame = prerender::render_frame(&view, options, 400);
    assert!(frame.contains("title=\"Contract fact box: A contract with "), "{frame}");
    let oembed = prerender::oembed_response(&view, "The Example", "/", 400).to_string();
    for form in [page, script, frame, oembed] {
        assert!(!form.contains(view::MARK), "{form}");
    }
}

#[test]
fn a_share_card_keeps_each_run_in_order_and_says_where_sentences_end() {
    let story = support::read_case_story(&support::fixture_dir("card/arabic"));
    let view = view::compile(&story, &story.lang).expect("it can be shown");
    let card = ShareCard::new(&view, &story, None);
    let detail = &card.status.as_ref().expect("it has a status").detail;
    // Between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
    assert!(detail.starts_with("\u{2068}3 February 2026\u{2069}. بدأ"), "{detail:?}");
    let alt = card.describe();
    assert!(!alt.contains(view::MARK), "{alt:?}");
    assert!(!alt.contains(".\u{2069}."), "{alt:?}");
}
