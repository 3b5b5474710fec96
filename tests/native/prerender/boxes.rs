//! The prerendered boxes that scripts fetch: `static.js` shows them, and nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use contract_fact_box::components::Rows;
use contract_fact_box::prerender;
use contract_fact_box::view::{BoxView, Parts};
use scraper::{Html, Selector};

use super::compile_file;
use crate::support;

/// Reads a list of names from `static.js`.
fn read_list(name: &str) -> BTreeSet<String> {
    let script = include_str!("../../../src/embed/static.js");
    let (_, list) = script.split_once(&format!("const {name} =")).expect("it has the list");
    let (_, list) = list.split_once('"').expect("the list begins");
    let (list, _) = list.split_once('"').expect("the list ends");
    assert!(list.starts_with(' ') && list.ends_with(' '), "each name has a space on both sides");
    list.split_whitespace().map(str::to_owned).collect()
}

/// Returns a story of so many people that readers look for one by name.
fn with_many_people(mut view: BoxView) -> BoxView {
    while view.people.len() < 30 {
        view.people.push(view.people[0].clone());
    }
    view
}

fn list_parts(view: &BoxView) -> Vec<Parts> {
    let issues = view.issues.iter().map(|issue| Parts::Words(Some(issue.id.clone())));
    [Parts::All, Parts::Facts, Parts::Words(None)].into_iter().chain(issues).collect()
}

#[test]
fn scripts_show_what_the_components_write_and_nothing_else() {
    let (mut elements, mut attributes) = (BTreeSet::new(), BTreeSet::new());
    let mut views: Vec<_> = support::story_files().iter().map(|file| compile_file(file)).collect();
    views.extend(views.first().cloned().map(with_many_people));
    for view in &views {
        for parts in list_parts(view) {
            let file = prerender::render_box_file(view, &parts, "../", Rows::Filled);
            let html = Html::parse_document(&file);
            let inside = Selector::parse(".cfb, .cfb *").expect("a selector");
            for element in html.select(&inside) {
                elements.insert(element.value().name().to_owned());
                attributes.extend(element.value().attrs().map(|(name, _)| name.to_owned()));
            }
        }
    }
    // Of headings there are all levels, since the page chooses that of the title.
    elements.extend((1..=6).map(|level| format!("h{level}")));
    assert_eq!(read_list("ELEMENTS"), elements);
    assert_eq!(read_list("ATTRIBUTES"), attributes);
}

#[test]
fn a_file_has_one_box_and_links_that_lead_out_of_its_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/stories");
    let view = compile_file(&folder.join("leicestershire-palantir.json"));
    for base in ["../", "../../"] {
        let html = prerender::render_box_file(&view, &Parts::All, base, Rows::Filled);
        assert_eq!(html.matches("<section").count(), 1);
        assert!(html.contains(&format!(" href=\"{base}stories/met-police-palantir.html\"")));
    }
}

#[test]
fn a_box_and_its_rows_are_the_whole_box() {
    for file in support::story_files() {
        let view = compile_file(&file);
        let render = |rows| prerender::render_box_file(&view, &Parts::All, "../", rows);
        let bodies = |html: &str| -> Vec<(String, String)> {
            let selector = Selector::parse(".cfb-rest > details").expect("a selector");
            let body = Selector::parse(".cfb-sec-body").expect("a selector");
            let html = Html::parse_document(html);
            html.select(&selector)
                .map(|row| {
                    let id = row.value().attr("id").expect("rows have ids").to_owned();
                    (id, row.select(&body).next().expect("rows have bodies").inner_html())
                })
                .collect()
        };
        let (whole, empty, alone) =
            (render(Rows::Filled), render(Rows::Empty), render(Rows::Alone));
        assert_eq!(bodies(&alone), bodies(&whole), "{}", file.display());
        assert!(bodies(&empty).iter().all(|(_, body)| body.is_empty()), "{}", file.display());
        let around = |html: &str| {
            let mut around = Html::parse_document(html).html();
            for (_, body) in bodies(html).into_iter().filter(|(_, body)| !body.is_empty()) {
                around = around.replace(&body, "");
            }
            around
        };
        assert_eq!(around(&empty), around(&whole), "{}", file.display());
    }
}
