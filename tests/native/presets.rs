//! Presets: whatever part of a box is shown, criticism stands with the response to it.

use contract_fact_box::prerender;
use contract_fact_box::view::{self, BoxView, Card, Parts};

use crate::support;
use crate::support::html::{collapse_whitespace, parse_html};

/// All presets of a story, with the comparison of each two people.
fn all_presets(view: &BoxView) -> Vec<Parts> {
    let mut presets = vec![Parts::Facts, Parts::Words(None)];
    presets.extend(view.issues.iter().map(|issue| Parts::Words(Some(issue.id.clone()))));
    for (index, one) in view.people.iter().enumerate() {
        for other in view.people.iter().skip(index + 1) {
            presets.push(Parts::Compare(vec![one.id.clone(), other.id.clone()]));
        }
    }
    presets
}

/// The text of the parts in the box, as plain HTML and as text.
fn render_forms(view: &BoxView, parts: &Parts) -> [(&'static str, String); 3] {
    let plain_html = prerender::render_plain_html(view, parts, "/", 2);
    [
        ("box", parse_html(&prerender::render_box(view, parts, "/", 2)).text),
        ("plain HTML", parse_html(&plain_html).text),
        ("text", collapse_whitespace(&prerender::render_text(view, parts, "/"))),
    ]
}

#[test]
fn criticism_stands_with_its_response_in_every_preset() {
    let mut count = 0;
    for file in support::published_stories() {
        let story = support::read_story(&file);
        let view = view::compile(&story, &story.lang).expect("it can be shown");
        let criticism: Vec<&Card> = view
            .issues
            .iter()
            .flat_map(|issue| &issue.cards)
            .flat_map(Card::with_nested)
            .filter(|card| !card.answers.is_empty() && !card.text.is_empty())
            .collect();
        assert_eq!(criticism.is_empty(), story.positions.is_empty(), "{}", view.id);
        for parts in all_presets(&view) {
            for (form, text) in render_forms(&view, &parts) {
                for critic in &criticism {
                    let Some((_, after)) = text.split_once(&*collapse_whitespace(&critic.text))
                    else {
                        continue;
                    };
                    for answer in &critic.answers {
                        assert!(
                            after.contains(&*collapse_whitespace(&answer.text)),
                            "{} {parts}, {form}: {:?} without {:?}",
                            view.id,
                            critic.text,
                            answer.text
                        );
                        count += 1;
                    }
                }
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn every_preset_leads_to_the_whole() {
    for file in support::published_stories() {
        let story = support::read_story(&file);
        let view = view::compile(&story, &story.lang).expect("it can be shown");
        let url = format!("/box/stories/{}.html", view.id);
        for parts in all_presets(&view) {
            for form in [
                prerender::render_box(&view, &parts, "/box/", 2),
                prerender::render_plain_html(&view, &parts, "/box/", 2),
                prerender::render_text(&view, &parts, "/box/"),
            ] {
                assert!(form.contains(&url), "{} {parts}", view.id);
            }
        }
    }
}
