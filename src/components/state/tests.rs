use super::{Act, MAX_COMPARED, Report, Selection};
use crate::view::{BoxView, Card, IssueView, Parts, Person};

/// The choice after these acts, and what they report, in a box with six people and two issues.
fn apply(acts: &[Act]) -> (Selection, Vec<Report>) {
    let view = view(&["ann", "bo", "cy", "di", "ed", "flo"], &["deal", "cost"]);
    let (mut choice, mut reports) = (Selection::default(), Vec::new());
    for act in acts {
        choice.apply(&view, act.clone(), &mut reports);
    }
    (choice, reports)
}

fn choice_after(acts: &[Act]) -> Selection {
    apply(acts).0
}

fn card(name: &str, issue: &str) -> Card {
    Card { id: format!("{name}-{issue}"), ..Card::default() }
}

/// An issue about the contract, with a card that has one that answers it and one that it
/// replaces.
fn issue(id: &str) -> IssueView {
    let (answers, earlier) = (vec![card("answer", id)], vec![card("earlier", id)]);
    let cards = vec![Card { answers, earlier, ..card("card", id) }];
    IssueView { id: id.into(), is_own: true, cards, ..IssueView::default() }
}

/// A document with these people and issues, by their ids.
fn view(people: &[&str], issues: &[&str]) -> BoxView {
    BoxView {
        people: people.iter().map(|&id| Person { id: id.into(), ..Person::default() }).collect(),
        issues: issues.iter().map(|&id| issue(id)).collect(),
        ..BoxView::default()
    }
}

#[test]
fn picks_keep_the_order_of_the_people_and_toggle() {
    assert_eq!(choice_after(&[Act::TogglePerson(3), Act::TogglePerson(1)]).people, [1, 3]);
    assert_eq!(
        choice_after(&[Act::TogglePerson(3), Act::TogglePerson(1), Act::TogglePerson(3)]).people,
        [1]
    );
    assert_eq!(choice_after(&[Act::TogglePerson(3), Act::ClearComparison]).people, [0usize; 0]);
}

#[test]
fn one_more_than_the_most_changes_nothing_and_is_not_reported() {
    let acts: Vec<_> = (0..=MAX_COMPARED).map(Act::TogglePerson).collect();
    let (choice, reports) = apply(&acts);
    assert_eq!(choice.people.len(), MAX_COMPARED);
    assert_eq!(choice.last_toggled, Some((MAX_COMPARED - 1, true)));
    assert_eq!(reports.len(), MAX_COMPARED);
}

#[test]
fn a_link_chooses_its_people_and_nobody_else_whoever_was_chosen_before() {
    for (before, named, picks) in [
        (vec![], "bo_ann", vec![0, 1]),
        // Nobody of those who were chosen stays, and there were as many as there can be.
        (vec![0, 1, 2, 3], "ed_flo", vec![4, 5]),
        // Those who were chosen come late in the list.
        (vec![4, 5], "ann_bo_cy_di", vec![0, 1, 2, 3]),
        (vec![1], "ann_bo_cy_di_ed", vec![0, 1, 2, 3]),
        (vec![1], "an_b", vec![]),
        (vec![1], "", vec![]),
    ] {
        let mut acts: Vec<_> = before.into_iter().map(Act::TogglePerson).collect();
        acts.push(Act::Compare(named.into()));
        let choice = choice_after(&acts);
        assert_eq!((choice.people, choice.last_toggled), (picks, None), "{named}");
    }
}

#[test]
fn choosing_an_issue_keeps_the_picks() {
    let choice = choice_after(&[Act::TogglePerson(2), Act::ChooseIssue(Some(1))]);
    assert_eq!((choice.issue, choice.people), (Some(1), vec![2]));
}

#[test]
fn every_choice_of_the_reader_is_reported_by_id() {
    let chosen = |people: &str| Report::PeopleChosen(people.into());
    let (_, reports) = apply(&[
        Act::ChooseIssue(Some(1)),
        Act::TogglePerson(3),
        Act::TogglePerson(1),
        Act::TogglePerson(3),
        Act::Compare("flo_nobody_ann".into()),
        Act::ClearComparison,
    ]);
    assert_eq!(
        reports,
        [
            Report::IssueChosen("cost".into()),
            chosen("di"),
            chosen("bo_di"),
            chosen("bo"),
            chosen("ann_flo"),
            chosen(""),
        ]
    );
}

#[test]
fn a_link_to_what_the_chosen_issue_hides_shows_all_issues() {
    let chosen = Report::IssueChosen("cost".into());
    let all = Report::IssueChosen(String::new());
    for (id, issue, reports) in [
        ("card-deal", None, vec![chosen.clone(), all.clone(), Report::Shown]),
        ("answer-deal", None, vec![chosen.clone(), all.clone(), Report::Shown]),
        ("earlier-deal", None, vec![chosen.clone(), all, Report::Shown]),
        ("card-cost", Some(1), vec![chosen.clone(), Report::Shown]),
        ("sources", Some(1), vec![chosen.clone(), Report::Shown]),
        ("", Some(1), vec![chosen, Report::Shown]),
    ] {
        let (choice, actual) = apply(&[Act::ChooseIssue(Some(1)), Act::Reveal(id.into())]);
        assert_eq!((choice.issue, actual), (issue, reports), "{id}");
    }
    let (choice, reports) = apply(&[Act::Reveal("card-cost".into())]);
    assert_eq!((choice.issue, reports), (None, vec![Report::Shown]));
}

#[test]
fn a_page_that_compares_people_starts_with_them() {
    let view = view(&["ann", "bo", "cy"], &["deal"]);
    for (parts, people) in [
        (Parts::All, vec![]),
        (Parts::Compare(vec!["cy".into(), "nobody".into(), "ann".into()]), vec![0, 2]),
    ] {
        assert_eq!(Selection::new(&view, &parts).people, people);
    }
}

#[test]
fn what_was_chosen_in_the_prerendered_box_is_chosen_and_not_reported_as_news() {
    for (issue, people, expected) in [
        ("cost", "di_bo", (Some(1), vec![1, 3])),
        ("", "", (None, vec![])),
        ("gone", "gone", (None, vec![])),
    ] {
        let act = Act::Restore { issue: issue.into(), people: people.into() };
        let (choice, reports) = apply(&[act]);
        assert_eq!((choice.issue, choice.people), expected, "{issue} {people}");
        assert_eq!(reports, [Report::Shown]);
    }
}

#[test]
fn another_document_shows_the_same_people_and_issue_or_what_there_is() {
    let old = view(&["ann", "bo", "cy"], &["deal", "cost"]);
    let expect = |issue, picks: &[usize]| Selection {
        issue,
        people: picks.to_vec(),
        ..Selection::default()
    };
    for (new, expected) in [
        (view(&["ann", "bo", "cy"], &["deal", "cost"]), expect(Some(1), &[0, 2])),
        (view(&["new", "cy", "bo", "ann"], &["cost", "deal"]), expect(Some(0), &[1, 3])),
        (view(&["cy"], &["deal"]), expect(None, &[0])),
        (view(&["bo", "new"], &["new", "more", "cost"]), expect(Some(2), &[])),
        (view(&[], &[]), expect(None, &[])),
    ] {
        let mut choice =
            choice_after(&[Act::ChooseIssue(Some(1)), Act::TogglePerson(0), Act::TogglePerson(2)]);
        choice.carry_over(&old, &new);
        assert_eq!(choice, expected, "{new:#?}");
    }
}
