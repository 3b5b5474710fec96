//! How many stories are prerendered per second, and what each step costs beside parsing the same JSON.
//!
//! `cargo bench --profile tool`. The ratios are of one run, so that they mean the same on any machine.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use std::{fs, thread};

use contract_fact_box::model::{self, Story};
use contract_fact_box::prerender::{self, Css, Place};
use contract_fact_box::view;

/// How often each story is done.
const ROUNDS: u32 = 50;
const PLACE: Place<'_> = Place { base: "/dist/", level: 2, lang: None };

/// From a story's file to the snippet that is pasted, as `contract-fact-box prerender` does it.
fn snippet(text: &str) -> String {
    let story = model::read(text).sound().expect("the published stories are sound");
    let view = view::compile(&story, &story.lang).expect("the published stories can be shown");
    prerender::element(&view, PLACE, Css::Style)
}

/// Stories per second when `work` is done with each.
fn rate<T, R>(stories: &[T], work: impl Fn(&T) -> R) -> f64 {
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for story in stories {
            black_box(work(black_box(story)));
        }
    }
    f64::from(ROUNDS) * stories.len() as f64 / start.elapsed().as_secs_f64()
}

/// The same on all processors at once.
fn rate_of_all(texts: &[String], threads: usize) -> f64 {
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| rate(texts, |text| snippet(text)));
        }
    });
    (threads * texts.len()) as f64 * f64::from(ROUNDS) / start.elapsed().as_secs_f64()
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/stories");
    let files =
        fs::read_dir(folder).expect("the stories are there").flatten().map(|entry| entry.path());
    let texts: Vec<String> = files
        .filter(|path| path.is_file())
        .map(|path| fs::read_to_string(path).expect("is readable"))
        .collect();
    let stories: Vec<_> = texts
        .iter()
        .map(|text| model::read(text).sound().expect("the published stories are sound"))
        .collect();

    let parse =
        rate(&texts, |text| serde_json::from_str::<serde_json::Value>(text).expect("is JSON"));
    println!("{:<38}{:>12}{:>16}", "step", "stories/s", "x parsing JSON");
    let row = |step: &str, rate: f64| println!("{step:<38}{rate:>12.0}{:>16.1}", parse / rate);
    row("parse the JSON (the baseline)", parse);
    row("read and check", rate(&texts, |text| model::read(text)));
    let compiled = |story: &Story| {
        view::compile(story, &story.lang).expect("the published stories can be shown")
    };
    row("compile to the view", rate(&stories, compiled));
    let views: Vec<_> = stories.iter().map(compiled).collect();
    row("render the snippet", rate(&views, |view| prerender::element(view, PLACE, Css::Style)));
    let one = rate(&texts, |text| snippet(text));
    row("prerender, from file to snippet", one);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let all = rate_of_all(&texts, threads);
    println!(
        "{:<38}{all:>12.0}{:>16.1} x one thread",
        format!("prerender on {threads} threads"),
        all / one
    );
}
