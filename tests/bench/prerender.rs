//! Measures how many stories are prerendered per second, and the cost of each step relative to
//! parsing the same JSON.
//!
//! Run it by `cargo bench --profile tool`. The ratios are those of a single run, so they can be
//! compared across machines.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use std::{fs, thread};

use contract_fact_box::model::{self, Story};
use contract_fact_box::prerender::{self, EmbedOptions, SnippetStyles};
use contract_fact_box::view::{self, BoxView};

/// How often each story is processed.
const ROUNDS: u32 = 50;
const OPTIONS: EmbedOptions<'_> =
    EmbedOptions { base: "/dist/", level: 2, lang: None, parts: &view::Parts::All };

/// Renders the snippet of a story's file, as `contract-fact-box prerender` does.
fn render_snippet(text: &str) -> String {
    let story = model::read(text).into_valid().expect("the published stories are sound");
    let view = view::compile(&story, &story.lang).expect("the published stories can be shown");
    prerender::render_snippet(&view, OPTIONS, SnippetStyles::Inline)
}

/// Returns how many stories per second `work` can be done with.
fn measure_rate<T, R>(stories: &[T], work: impl Fn(&T) -> R) -> f64 {
    let start = Instant::now();
    for _ in 0..ROUNDS {
        for story in stories {
            black_box(work(black_box(story)));
        }
    }
    f64::from(ROUNDS) * stories.len() as f64 / start.elapsed().as_secs_f64()
}

/// Returns how many stories per second are prerendered on all cores at once.
fn measure_parallel_rate(texts: &[String], threads: usize) -> f64 {
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| measure_rate(texts, |text| render_snippet(text)));
        }
    });
    (threads * texts.len()) as f64 * f64::from(ROUNDS) / start.elapsed().as_secs_f64()
}

/// Compiles what is shown of a story.
fn compile_view(story: &Story) -> BoxView {
    view::compile(story, &story.lang).expect("the published stories can be shown")
}

fn print_row(step: &str, rate: f64, baseline: f64) {
    println!("{step:<38}{rate:>12.0}{:>16.1}", baseline / rate);
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
        .map(|text| model::read(text).into_valid().expect("the published stories are sound"))
        .collect();
    let views: Vec<_> = stories.iter().map(compile_view).collect();

    let parse = measure_rate(&texts, |text| {
        serde_json::from_str::<serde_json::Value>(text).expect("is JSON")
    });
    println!("{:<38}{:>12}{:>16}", "step", "stories/s", "x parsing JSON");
    print_row("parse the JSON (the baseline)", parse, parse);
    print_row("read and check", measure_rate(&texts, |text| model::read(text)), parse);
    print_row("compile to the view", measure_rate(&stories, compile_view), parse);
    let render = measure_rate(&views, |view| {
        prerender::render_snippet(view, OPTIONS, SnippetStyles::Inline)
    });
    print_row("render the snippet", render, parse);
    let single = measure_rate(&texts, |text| render_snippet(text));
    print_row("prerender, from file to snippet", single, parse);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let all = measure_parallel_rate(&texts, threads);
    println!(
        "{:<38}{all:>12.0}{:>16.1} x one thread",
        format!("prerender on {threads} threads"),
        all / single
    );
}
