//! What a box shows of the contract: its figures, its stages, and what is not known of it.

use contract_fact_box::view::{self, LineKind, SectionId, ids};

use super::{compile_full_with, compile_published_story, compile_story, read_published_story};
use crate::support;

#[test]
fn figures_of_any_size_are_drawn_legibly_or_not_at_all() {
    for (amount, caption) in [
        ("3000000", Some("Each square is £1.5\u{a0}million, the figure for this contract.")),
        ("300000", Some("Each square is about £300,000, the figure for “A road”.")),
        // Two million times the other amount, so that a square is a round sum.
        ("3000000000000", Some("Each square is £10\u{a0}billion.")),
        ("0", None),
        (&*"9".repeat(400), None),
    ] {
        let view = compile_full_with(&[("/contracts/1/values/0/value/amount", amount.into())]);
        let scale = view.sections.iter().find(|section| section.id == SectionId::Scale);
        let lines: Vec<_> = scale
            .into_iter()
            .flat_map(|scale| &scale.groups)
            .flat_map(|group| &group.lines)
            .collect();
        let unit = lines.iter().find(|line| line.id == "scale-unit");
        assert_eq!(
            unit.map(|line| line.text.starts_with(caption.unwrap_or("?"))),
            caption.map(|_| true),
            "{amount}"
        );
        for line in lines {
            let LineKind::Amount(drawing) = &line.kind else { continue };
            let rows = drawing.path.matches('M').count();
            assert!(rows <= 20, "{amount}: {rows} rows");
        }
    }
}

#[test]
fn an_amount_with_vat_and_without_it_is_shown_as_one_and_not_compared_with_itself() {
    let document = read_published_story("lancaster-route-optimisation");
    let document = serde_json::to_value(document).expect("a story is JSON");
    let kind = "Official contract value, whole contract. Excluding VAT.";
    let with_vat = format!("{kind} Value including VAT: £67,992.");
    let without_vat = "Official contract value, whole contract. Including VAT. \
                       Value excluding VAT: £67,992.";
    let cases: [(&[(&str, &str)], _, _, _); 5] = [
        (&[], &*with_vat, "Value including VAT", false),
        (&[("0", "incl"), ("1", "excl")], without_vat, "Value excluding VAT", false),
        (&[("1", "excl")], kind, "Other figure given", true),
        (&[("1", "unknown")], kind, "Other figure given", true),
        (&[("1/stage", "awarded")], kind, "Other figure given", true),
    ];
    for (set, detail, label, is_drawn) in cases {
        let mut document = document.clone();
        for (place, value) in set {
            let (index, key) = place.split_once('/').unwrap_or((place, "vat"));
            let pointer = format!("/contracts/0/values/{index}/value/{key}");
            *document.pointer_mut(&pointer).expect("it is there") = (*value).into();
        }
        let view = compile_story(&serde_json::from_value(document).expect("a story"));
        assert_eq!(view.value.as_ref().map(|value| &*value.detail), Some(detail), "{set:?}");
        let json = serde_json::to_string(&view).expect("a view is JSON");
        assert!(json.contains(&format!(r#""label":"{label}""#)), "{set:?}: no “{label}”");
        let scale = view.sections.iter().find(|section| section.id == SectionId::Scale);
        let has_lines =
            scale.is_some_and(|scale| scale.groups.iter().any(|group| !group.lines.is_empty()));
        assert_eq!(has_lines, is_drawn, "{set:?}");
    }
}

#[test]
fn a_story_without_questions_says_that_nobody_is_known_to_have_spoken() {
    let gap = "What the buyer and the supplier say about it";
    let without = compile_published_story("lancaster-route-optimisation");
    for (view, is_gap) in [(without, true), (compile_full_with(&[]), false)] {
        let json = serde_json::to_string(&view).expect("a view is JSON");
        assert_eq!(json.contains(gap), is_gap, "{}", view.id);
    }
}

#[test]
fn who_decided_is_told_once_on_the_first_screen() {
    let has_fact = |facts: &[view::Fact]| facts.iter().any(|fact| fact.id == ids::DECIDED);
    let view = compile_published_story("met-police-palantir");
    let stopped = view.track.iter().find(|stage| stage.is_current).expect("there is a status");
    assert_eq!((&*stopped.label, &*stopped.detail), ("Blocked", "by Sadiq Khan"));
    assert!(!has_fact(&view.facts) && has_fact(&view.more));
    // Where sources differ on the stage, there is no room for it on the track.
    let disputed = serde_json::json!({
        "date": "unknown", "kind": "paused", "state": "disputed", "text": "Work stops.", "sources": ["report"],
    });
    let view = compile_full_with(&[("/contracts/0/events/0", disputed)]);
    assert!(has_fact(&view.facts) && !has_fact(&view.more));
}

#[test]
fn a_contract_that_runs_while_it_is_challenged_keeps_its_own_status() {
    let view = compile_story(&support::read_case_story(&support::fixture_dir("view/qualified")));
    assert_eq!((&*view.status.text, view.status.icon), ("In force", Some(view::Icon::Done)));
    let challenge = "Judicial review threatened (High Court), February 2026.";
    assert!(view.status.detail.contains(challenge), "{}", view.status.detail);
    let current = view.track.iter().find(|stage| stage.is_current).expect("there is a status");
    assert_eq!((&*current.label, current.state), ("In use", view::StageState::Reached));
    // What is not over is on the first screen.
    assert_eq!(&*view.facts[0].text, "Judicial review threatened");
    let is_challenge = |fact: &&view::Fact| fact.label.starts_with("Legal challenge");
    assert_eq!(view.facts.iter().filter(is_challenge).count(), 1);
    let settled = view.more.iter().find(is_challenge).expect("the other is among all facts");
    assert!(settled.text.ends_with("settled"), "{}", settled.text);
}
