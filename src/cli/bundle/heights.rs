//! Measures how high boxes and their presets are at several widths, in a real browser, so that pages
//! can reserve their space.
//!
//! A prerendered snippet needs no reserved space: it contains the box from the start. A box that is
//! added by script would push the article down; with the heights on its tag (`data-heights`), the
//! loader reserves its space at once.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use askama::Template;
use contract_fact_box::prerender;
use contract_fact_box::view::{BoxView, Parts};
use scraper::{Html, Selector};

use super::process::{prepare_command, timeout};
use super::stories::ShownStory;
use crate::cli::story_file::StoryName;

/// The widths that are measured, in CSS pixels; the loader interpolates between them.
const WIDTHS: [u32; 7] = [280, 320, 375, 480, 660, 900, 1280];
/// The programs that can measure, as Debian, Ubuntu and the vendors name them.
const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chromium-headless-shell",
];
/// How long the browser may take. It needs seconds, even for hundreds of stories on a busy machine;
/// if it takes this long, it waits for something that never comes, such as a display or a keyring.
const BROWSER_TIMEOUT: Duration = Duration::from_secs(180);

/// The heights of boxes, by the keys of their samples, in the form that the loader reads:
/// `WIDTH:HEIGHT` in CSS pixels, separated by spaces.
pub(crate) type Heights = BTreeMap<String, String>;

/// What is measured: parts of a box.
pub(crate) struct Sample<'v> {
    /// What the result is found by.
    pub(crate) key: String,
    pub(crate) view: &'v BoxView,
    pub(crate) parts: Parts,
}

/// Returns the key of parts of a box, by the document's name.
pub(super) fn key(document: &StoryName, parts: &Parts) -> String {
    format!("{document} {parts}")
}

/// Lists what pages embed of a story: the whole box, and every preset but comparisons, of which
/// there are too many.
pub(super) fn embedded_parts(view: &BoxView) -> Vec<Parts> {
    if view.withdrawn.is_some() {
        return vec![Parts::All];
    }
    let own = view.issues.iter().filter(|issue| issue.is_own);
    let of_issues = own.map(|issue| Parts::Words(Some(issue.id.clone())));
    [Parts::All, Parts::Facts, Parts::Words(None)].into_iter().chain(of_issues).collect()
}

/// Measures what pages embed of each story; `folder` is where the page for it can be written.
pub(super) fn measure_stories(stories: &[ShownStory<'_>], folder: &Path) -> Heights {
    let mut samples = Vec::new();
    for ShownStory { key: document, view, .. } in stories {
        for parts in embedded_parts(view) {
            samples.push(Sample { key: key(document, &parts), view, parts });
        }
    }
    measure_heights(&samples, folder, "the manifest has no heights")
}

/// Measures each sample; `folder` is where the page for it can be written.
///
/// Without a browser, or if it fails, there are no heights, and a line on standard error says why
/// and what the `consequence` is.
pub(crate) fn measure_heights(samples: &[Sample<'_>], folder: &Path, consequence: &str) -> Heights {
    if samples.is_empty() {
        return Heights::new();
    }
    let Some(browser) = find_browser() else {
        eprintln!("no Chromium found: {consequence}; install one if pages reserve space for boxes");
        return Heights::new();
    };
    measure_in_browser(&browser, samples, folder, BROWSER_TIMEOUT, consequence).unwrap_or_else(
        |complaint| {
            eprintln!("{}: {complaint}", browser.display());
            Heights::new()
        },
    )
}

/// Measures in this browser. The error says what went wrong, what follows from it, and what to do.
fn measure_in_browser(
    browser: &Path,
    samples: &[Sample<'_>],
    folder: &Path,
    limit: Duration,
    consequence: &str,
) -> Result<Heights, String> {
    let unmeasured = format!("the boxes are not measured and {consequence}");
    let page = folder.join("heights.html");
    fs::write(&page, MeasuringPage::new(samples).to_string()).map_err(|error| {
        format!("its page {} cannot be written ({error}); {unmeasured}", page.display())
    })?;
    let mut command = prepare_command(browser);
    command.args(browser_arguments(timeout::is_root())).arg(format!("file://{}", page.display()));
    let output = timeout::read_output_within(&mut command, limit).map_err(|failure| match failure {
        timeout::Failure::NotStarted(error) => {
            format!("cannot be started ({error}); {unmeasured}; correct CHROMIUM")
        }
        timeout::Failure::TimedOut => format!(
            "did not end within {} seconds and was stopped; {unmeasured}; run it once by hand, or \
             set CHROMIUM to another",
            limit.as_secs()
        ),
    })?;
    parse_heights(&String::from_utf8_lossy(&output), samples).ok_or_else(|| {
        format!(
            "did not print what it measured; {unmeasured}; run it once by hand with --headless \
             --dump-dom (where it has no sandbox, as in some containers, set CHROMIUM to a script \
             that adds --no-sandbox)"
        )
    })
}

/// Lists the arguments of the browser.
///
/// The browser keeps its sandbox, although the page is our own and loads nothing. As root it has to
/// do without, since Chromium would not start.
fn browser_arguments(is_root: bool) -> impl Iterator<Item = &'static str> {
    ["--headless", "--disable-gpu", "--no-first-run", "--dump-dom"]
        .into_iter()
        .chain(is_root.then_some("--no-sandbox"))
}

/// Returns the height at one of the widths that are measured.
pub(crate) fn height_at_width(heights: &str, width: u32) -> Option<u32> {
    heights
        .split(' ')
        .filter_map(|pair| pair.split_once(':'))
        .find(|(measured, _)| measured.parse() == Ok(width))
        .and_then(|(_, height)| height.parse().ok())
}

/// Finds the browser to measure in: the one in `CHROMIUM`, or the first that is installed.
fn find_browser() -> Option<PathBuf> {
    if let Some(chosen) = env::var_os("CHROMIUM") {
        return Some(chosen.into());
    }
    BROWSERS.iter().find_map(|name| which::which(name).ok())
}

/// A page with every box at every width, set in type as in an ordinary article.
///
/// Its script replaces its content by what it measured, because the page's content is what the
/// browser prints.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<!doctype html>
<meta charset="utf-8">
<body style="font: 17px/1.5 serif">
{% for sample in samples %}{% for width in WIDTHS -%}
<div data-box="{{ sample.key }}" data-width="{{ width }}" style="width: {{ width }}px">
<contract-fact-box><template shadowrootmode="open">
<style>{{ stylesheet|safe }}</style>
{{ sample.fact_box|safe }}
</template></contract-fact-box>
</div>
{% endfor %}{% endfor -%}
<script>
const measure = (sample) => [
  sample.dataset.box,
  Number(sample.dataset.width),
  Math.ceil(sample.querySelector("contract-fact-box").getBoundingClientRect().height),
];
const samples = [...document.querySelectorAll("[data-box]")];
document.body.textContent = JSON.stringify(samples.map(measure));
</script>
"#
)]
struct MeasuringPage<'s> {
    stylesheet: String,
    samples: Vec<RenderedSample<'s>>,
}

/// A box on the page, at each width.
struct RenderedSample<'s> {
    key: &'s str,
    fact_box: String,
}

impl<'s> MeasuringPage<'s> {
    fn new(samples: &'s [Sample<'_>]) -> Self {
        let mut rendered = Vec::new();
        for Sample { key, view, parts } in samples {
            let fact_box = prerender::render_box(view, parts, "", 2);
            rendered.push(RenderedSample { key, fact_box });
        }
        Self { stylesheet: prerender::stylesheet(), samples: rendered }
    }
}

/// Reads the heights from what the browser prints, if every sample has one at every width.
fn parse_heights(printed: &str, samples: &[Sample<'_>]) -> Option<Heights> {
    let html = Html::parse_document(printed);
    let text: String = html.select(&Selector::parse("body").ok()?).next()?.text().collect();
    let measured: Vec<(String, u32, u32)> = serde_json::from_str(&text).ok()?;
    let measured: BTreeMap<(String, u32), u32> =
        measured.into_iter().map(|(key, width, height)| ((key, width), height)).collect();
    let mut heights = Heights::new();
    for sample in samples {
        let mut pairs = Vec::new();
        for width in WIDTHS {
            let height = measured.get(&(sample.key.clone(), width))?;
            pairs.push(format!("{width}:{height}"));
        }
        heights.insert(sample.key.clone(), pairs.join(" "));
    }
    Some(heights)
}

#[cfg(test)]
mod tests;
