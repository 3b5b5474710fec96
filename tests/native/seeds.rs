//! The founding stories and the articles that they are read from, in both directions: what a story
//! takes from an article is there word for word, and every sentence of the article is in the story
//! or has a reason why not.
//!
//! The articles are no part of the project. `SEEDS` is the folder with them, as plain text, one
//! file each: `SEEDS=FOLDER tests/run seeds`. An article is found by its title, which a story's
//! source repeats word for word. The tables in `tests/fixtures/seeds` say where in the story each
//! sentence is.

mod article;
mod story;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use contract_fact_box::model::DocumentMap;
use serde_json::Value;

use crate::support::{self, texts};
use article::Article;
use story::{is_quotation, walk};
use table::Table;

/// A founding story and what it is compared with.
struct FoundingStory {
    id: String,
    document: Value,
    /// The articles, by the id of the source.
    articles: BTreeMap<String, Article>,
    table: Table,
}

/// The founding stories: those that have a table.
fn founding_stories() -> Vec<FoundingStory> {
    let folder = std::env::var("SEEDS").expect("SEEDS names the folder of the articles");
    let entries = fs::read_dir(folder).expect("SEEDS is a folder");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let articles: Vec<_> = files.iter().map(|file| support::read_text(file)).collect();
    let tables = fs::read_dir(support::fixture_dir("seeds")).expect("the tables are there");
    let mut stories: Vec<_> = tables
        .map(|entry| entry.expect("a readable entry").path())
        .map(|table| read_founding_story(&table, &articles))
        .collect();
    stories.sort_by(|one, other| one.id.cmp(&other.id));
    assert_eq!(stories.len(), 2, "each founding story has a table");
    stories
}

fn read_founding_story(table: &Path, articles: &[String]) -> FoundingStory {
    let name = table.file_name().and_then(|name| name.to_str()).expect("UTF-8");
    let id = name.strip_suffix(".coverage.tsv").expect("a table").to_owned();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("www/stories/{id}.json"));
    let map = DocumentMap::of(&support::read_text(&file)).expect("JSON");
    let document = map.document().clone();
    let sources = document["sources"].as_array().expect("sources");
    let articles = sources
        .iter()
        .map(|source| {
            let title = source["title"].as_str().expect("a title");
            // A whole line, since another article may mention the title.
            let article =
                articles.iter().find(|text| text.lines().any(|line| line.trim() == title));
            let article =
                article.unwrap_or_else(|| panic!("{id}: no article has the title {title}"));
            (source["id"].as_str().expect("an id").to_owned(), Article(article.clone()))
        })
        .collect();
    FoundingStory { document, articles, table: Table::read(table), id }
}

impl FoundingStory {
    /// The article that the story is made from.
    fn own_article(&self) -> &Article {
        &self.articles[self.document["sources"][0]["id"].as_str().expect("an id")]
    }

    /// Writes the articles into a test's own folder for `check --texts`, each by the id of its
    /// source.
    fn write_texts(&self, test: &str) -> PathBuf {
        let folder = format!("seeds-{test}-{}", self.id);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
        fs::create_dir_all(&folder).expect("it can be made");
        for (source, article) in &self.articles {
            fs::write(folder.join(format!("{source}.txt")), &article.0).expect("it can be written");
        }
        folder
    }
}

/// Fails with every problem of every story, each after the story's id.
fn assert_no_problems(find_problems: impl Fn(&FoundingStory) -> Vec<String>) {
    let stories = founding_stories();
    let problems: Vec<_> = stories
        .iter()
        .flat_map(|story| {
            find_problems(story).into_iter().map(|problem| format!("{}: {problem}", story.id))
        })
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
#[ignore = "needs the articles: SEEDS=FOLDER tests/run seeds"]
fn the_words_of_the_founding_stories_are_those_of_the_articles() {
    for story in founding_stories() {
        let folder = story.write_texts("words");
        let checked = texts::check_texts(&story.document, &folder);
        fs::remove_dir_all(&folder).expect("it can be removed");
        assert!(checked.findings.is_empty(), "{}: {:#?}", story.id, checked.findings);
        let listed: BTreeSet<_> =
            checked.places.keys().map(|path| texts::to_pointer(path)).collect();
        let values = walk(&story.document);
        let passages = values.iter().filter(|(_, value)| story::Citation::of(value).is_some());
        let passages: Vec<_> = passages.collect();
        assert!(passages.len() > 20, "{}: only {} passages", story.id, passages.len());
        for (pointer, _) in passages {
            let quote = format!("{pointer}/passage/quote");
            assert!(listed.contains(&quote), "{}: {quote} is not compared", story.id);
        }
    }
}

#[test]
#[ignore = "needs the articles: SEEDS=FOLDER tests/run seeds"]
fn one_altered_letter_of_a_founding_story_is_found() {
    for story in founding_stories() {
        let folder = story.write_texts("altered");
        let count = texts::assert_alterations_are_found(&story.document, &folder, 25);
        fs::remove_dir_all(&folder).expect("it can be removed");
        assert!(count > 1_000, "{}: only {count} alterations were tried", story.id);
    }
}

/// Only what a source has in quotation marks is a quotation: all of it, and on one line.
#[test]
#[ignore = "needs the articles: SEEDS=FOLDER tests/run seeds"]
fn a_quotation_is_all_that_an_article_has_in_a_pair_of_marks() {
    assert_no_problems(|story| {
        let quotations = walk(&story.document);
        quotations
            .into_iter()
            .filter(|(_, value)| is_quotation(value))
            .filter(|(_, position)| {
                let text = position["text"].as_str().expect("a text");
                !story::cited_sources(position)
                    .iter()
                    .any(|source| !story.articles[*source].places_of_quotation(text).is_empty())
            })
            .map(|(pointer, position)| format!("{pointer}: {}", position["text"]))
            .collect()
    });
}

/// A passage is one of a paragraph, in the article's own typography.
#[test]
#[ignore = "needs the articles: SEEDS=FOLDER tests/run seeds"]
fn a_passage_is_part_of_one_paragraph() {
    assert_no_problems(|story| {
        let citations = walk(&story.document);
        citations
            .into_iter()
            .filter_map(|(pointer, value)| Some((pointer, story::Citation::of(value)?)))
            .filter(|(_, citation)| {
                story.articles[citation.source].places_of_passage(citation).is_empty()
            })
            .map(|(pointer, citation)| format!("{pointer}: {}", citation.quote))
            .collect()
    });
}

/// An editor who copies a sentence without quotation marks passes it off as the newsroom's.
#[test]
#[ignore = "needs the articles: SEEDS=FOLDER tests/run seeds"]
fn the_newsroom_s_words_are_its_own() {
    assert_no_problems(|story| {
        let articles = story.articles.values();
        let copied: Vec<_> = articles.flat_map(|article| story::word_runs(&article.0)).collect();
        story::own_texts(&story.document)
            .into_iter()
            .filter_map(|(pointer, text)| {
                let run = story::word_runs(text).into_iter().find(|run| copied.contains(run))?;
                Some(format!("{pointer}: has the article's words without quotation marks: {run}"))
            })
            .collect()
    });
}

#[test]
#[ignore = "needs the articles: SEEDS=FOLDER tests/run seeds"]
fn every_sentence_is_in_the_story_or_has_a_reason_why_not() {
    assert_no_problems(|story| story.table.find_problems(&story.document, story.own_article()));
}

#[test]
#[ignore = "needs the articles: SEEDS=FOLDER tests/run seeds"]
fn no_quotation_of_an_article_is_lost() {
    assert_no_problems(|story| {
        let positions = story.document["positions"].as_array().expect("positions");
        let quoted: Vec<_> = positions
            .iter()
            .filter(|position| is_quotation(position))
            .map(|position| position["text"].as_str().expect("a text"))
            .collect();
        let article = story.own_article();
        let quotations = article.quotations();
        assert!(!article.0.contains('“') || !quotations.is_empty(), "{} has some", story.id);
        quotations
            .into_iter()
            .filter(|place| {
                let words = &article.0[place.clone()];
                let is_kept = quoted.iter().any(|text| text.contains(words));
                !is_kept && !story.table.excuses(article, place)
            })
            .map(|place| format!("no position has {}", &article.0[place]))
            .collect()
    });
}
