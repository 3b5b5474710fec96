//! Measures how many stories are prerendered per second, and the cost of each step relative to
//! parsing the same JSON; then how much longer each step takes for a story of twice the people and
//! statements, which is twice as long if nothing is wrong.
//!
//! Run it by `cargo bench --profile tool`. The ratios are those of a single run, so they can be
//! compared across machines.

#[path = "../native/generated/crowd.rs"]
mod crowd;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use std::{fs, thread};

use contract_fact_box::model::{self, Story};
use contract_fact_box::prerender::{self, EmbedOptions, SnippetStyles};
use contract_fact_box::view::{self, BoxView, Parts};
use crowd::{Size, make_crowd};

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

/// Half of a large story.
const HALF: Size = Size { people: 500, questions: 20, statements: 2_500 };

/// A step of the work on a story, and how many milliseconds it took.
type Timed = (&'static str, f64);

/// Does a step, and adds how long it took.
fn time<R>(timed: &mut Vec<Timed>, step: &'static str, work: impl FnOnce() -> R) -> R {
    let start = Instant::now();
    let result = black_box(work());
    timed.push((step, start.elapsed().as_secs_f64() * 1000.0));
    result
}

/// Times each step from the text of a story of this size to all of its forms.
fn time_steps(size: Size) -> Vec<Timed> {
    let mut timed: Vec<Timed> = Vec::new();
    let mut document = make_crowd(size);
    let text = document.to_string();
    let parsed = time(&mut timed, "read and check", || model::read(&text));
    let story = parsed.into_valid().expect("the story is sound");
    document["version"] = 2.into();
    for statement in document["positions"].as_array_mut().into_iter().flatten().step_by(50) {
        statement["text"] = "These are other words.".into();
    }
    let newer = model::read(&document.to_string()).into_valid().expect("the story is sound");
    let view = time(&mut timed, "compile to the view", || compile_view(&story));
    time(&mut timed, "write the document", || serde_json::to_string(&view).expect("is JSON"));
    time(&mut timed, "compare with a newer version", || {
        view::compile_pinned(&story, &newer).expect("both can be shown")
    });
    let base = OPTIONS.base;
    time(&mut timed, "page", || prerender::render_page(&view, &Parts::All, base, None, None));
    time(&mut timed, "div", || prerender::render_div(&view, OPTIONS));
    time(&mut timed, "snippet", || {
        prerender::render_snippet(&view, OPTIONS, SnippetStyles::Linked)
    });
    time(&mut timed, "text", || prerender::render_text(&view, &Parts::All, base));
    time(&mut timed, "frame", || {
        let height = prerender::usual_frame_height(&Parts::All);
        prerender::oembed_response(&view, "The Maker", base, height)
    });
    let people = ["person-1", "person-9"].map(str::to_owned).to_vec();
    for (step, parts) in [
        ("facts alone", Parts::Facts),
        ("words alone", Parts::Words(None)),
        ("words on one question", Parts::Words(Some("question-1".to_owned()))),
        ("comparison alone", Parts::Compare(people)),
    ] {
        let options = EmbedOptions { parts: &parts, ..OPTIONS };
        time(&mut timed, step, || prerender::render_snippet(&view, options, SnippetStyles::Linked));
    }
    timed
}

/// Prints how long each step takes for a large story, and how many times as long as for half of it.
fn print_growth() {
    // The best of several: whatever else the machine does only adds to a time.
    let best = |size: Size| {
        let rounds: Vec<_> = (0..3).map(|_| time_steps(size)).collect();
        let first = rounds.first().cloned().unwrap_or_default();
        first.into_iter().enumerate().map(move |(index, (step, _))| {
            let times = rounds.iter().filter_map(|round| round.get(index));
            (step, times.map(|(_, time)| *time).fold(f64::INFINITY, f64::min))
        })
    };
    let large = HALF.times(2);
    let Size { people, questions, statements } = large;
    println!("\n{people} people, {questions} questions, {statements} statements");
    println!("{:<38}{:>12}{:>16}", "step", "ms", "x half of it");
    for ((step, time), (_, half)) in best(large).zip(best(HALF)) {
        println!("{step:<38}{time:>12.1}{:>16.1}", time / half);
    }
    if let Some(peak) = peak_memory() {
        println!("{:<38}{peak:>12}", "peak memory, MB");
    }
}

/// The most memory that this process has used so far, in megabytes, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1000)
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
    print_growth();
}
