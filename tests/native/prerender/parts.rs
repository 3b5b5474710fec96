//! Parts of a story in the static forms.

use contract_fact_box::prerender;
use contract_fact_box::view::Parts;

use super::{PLACE, compile_file};
use crate::support;
use crate::support::html::parse_html;

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
