//! Stories of thousands of statements: they are read and shown whole, and what is written of them grows
//! with the story and no faster. How long that takes is measured by the benchmark.

use contract_fact_box::model::{self, Story};
use contract_fact_box::prerender::{self, EmbedOptions, SnippetStyles};
use contract_fact_box::view::{self, BoxView, Card, CardBody, Parts};

use super::crowd::{Size, make_crowd};

const SMALL: Size = Size { people: 120, questions: 10, statements: 600 };

fn make_story(size: Size) -> Story {
    model::read(&make_crowd(size).to_string()).into_valid().expect("the story is sound")
}

fn compile_view(story: &Story) -> BoxView {
    view::compile(story, &story.lang).expect("the story can be shown")
}

/// The length of each form of a story.
fn form_lengths(view: &BoxView) -> Vec<(&'static str, usize)> {
    let parts = &Parts::All;
    let options = EmbedOptions { base: "/dist/", level: 2, lang: None, parts };
    vec![
        ("document", serde_json::to_string(view).expect("it is JSON").len()),
        ("box", prerender::render_box(view, parts, "/dist/", 2).matches('<').count()),
        ("div", prerender::render_div(view, options).len()),
        ("snippet", prerender::render_snippet(view, options, SnippetStyles::Linked).len()),
        ("text", prerender::render_text(view, parts, "/dist/").len()),
    ]
}

#[test]
fn twice_the_people_make_each_form_about_twice_as_long() {
    let [once, twice] =
        [SMALL, SMALL.times(2)].map(|size| form_lengths(&compile_view(&make_story(size))));
    for ((form, once), (_, twice)) in once.into_iter().zip(twice) {
        // Numbers have more digits in the larger one.
        assert!(twice * 10 <= once * 22, "{form}: {twice} after {once}");
        assert!(twice * 10 >= once * 18, "{form}: {twice} after {once}");
    }
}

#[test]
fn an_inquiry_has_every_statement_once_under_its_question() {
    let size = Size { people: 1_000, questions: 20, statements: 5_000 };
    let story = make_story(size);
    let view = compile_view(&story);
    let cards = view.issues.iter().flat_map(|issue| &issue.cards).flat_map(Card::with_nested);
    let is_statement = |card: &&Card| {
        matches!(card.body, CardBody::Quote | CardBody::Said(_)) && card.own_issue.is_empty()
    };
    assert_eq!(cards.filter(is_statement).count(), size.statements);
}

#[test]
fn of_a_long_list_the_rest_is_in_groups_and_every_line_is_there_once() {
    let view = compile_view(&make_story(SMALL.times(2)));
    let html = prerender::render_box(&view, &Parts::All, "/dist/", 2);
    let groups = view.sections.iter().flat_map(|section| &section.groups);
    for line in groups.flat_map(|group| &group.lines) {
        assert_eq!(html.matches(&format!(" id=\"{}\"", line.id)).count(), 1, "{}", line.id);
    }
    let lists = html.split("class=\"cfb-list\">").skip(1);
    let lengths =
        lists.map(|rest| rest.split("</ul>").next().unwrap_or_default().matches("<li id=").count());
    assert_eq!(lengths.max(), Some(60));
    assert!(html.contains("<summary class=\"cfb-more-sum\">61 to 120</summary>"), "questions");
}

#[test]
fn an_inquiry_is_compared_with_its_next_version() {
    let (old, mut new) = (make_crowd(SMALL), make_crowd(SMALL));
    new["version"] = 2.into();
    let changed = SMALL.statements / 2;
    for statement in
        new["positions"].as_array_mut().expect("there are some").iter_mut().take(changed)
    {
        let text =
            statement["text"].as_str().unwrap_or_default().replace("such words", "all words");
        statement["text"] = text.into();
    }
    let [old, new] = [old, new]
        .map(|document| model::read(&document.to_string()).into_valid().expect("it is sound"));
    let [old, new] = [old, new].map(|story| compile_view(&story));
    let changes = view::find_changes(&old, &new);
    // An exchange is one card, which is a change if any of its statements is.
    assert!(changes.len() * 8 >= changed && changes.len() <= changed, "{}", changes.len());
    assert!(
        changes.iter().all(|change| change.line.text.starts_with("Was: ")),
        "none is new or gone"
    );
}
