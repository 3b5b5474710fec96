//! How high each story's box is at some widths, measured in a real browser, so that a page can keep its place free.
//!
//! A prerendered snippet needs none of it: the box stands there from the start. A box that comes by script takes its
//! place late; with the heights on its tag (`data-heights`), the loader reserves it at once.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use askama::Template;
use contract_fact_box::prerender;
use scraper::{Html, Selector};

use super::process::{command, timeout};
use super::stories::ShownStory;
use crate::cli::story_file::StoryName;

/// The widths that are measured, in CSS pixels; the loader interpolates between them.
const WIDTHS: [u32; 7] = [280, 320, 375, 480, 660, 900, 1280];
/// What a browser that can measure is called, on Debian and Ubuntu and where vendors put their own.
const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chromium-headless-shell",
];
/// How long the browser may take: it needs seconds, even for hundreds of stories on a busy machine. One that takes
/// longer waits for something that never comes, such as a display or a keyring.
const BROWSER_TIMEOUT: Duration = Duration::from_secs(180);
/// The heights of boxes in the loader's words, `WIDTH:HEIGHT` in CSS pixels, by story, version and language.
pub(super) type Heights = BTreeMap<StoryName, String>;

/// The heights of each box.
///
/// None, and a line on standard error, where no browser is found or the one that is found fails.
pub(super) fn measure_heights(stories: &[ShownStory<'_>], folder: &Path) -> Heights {
    if stories.is_empty() {
        return Heights::new();
    }
    let Some(browser) = find_browser() else {
        eprintln!(
            "no Chromium found: the manifest has no heights; install one if pages reserve space for boxes"
        );
        return Heights::new();
    };
    measure_in_browser(&browser, stories, folder, BROWSER_TIMEOUT).unwrap_or_else(|complaint| {
        eprintln!("{}: {complaint}", browser.display());
        Heights::new()
    })
}

/// The heights that a browser measures, or what was wrong, what follows, and what to do.
fn measure_in_browser(
    browser: &Path,
    stories: &[ShownStory<'_>],
    folder: &Path,
    limit: Duration,
) -> Result<Heights, String> {
    const UNMEASURED: &str = "the boxes are not measured and the manifest has no heights";
    let page = folder.join("heights.html");
    fs::write(&page, MeasuringPage::new(stories).to_string()).map_err(|error| {
        format!("its page {} cannot be written ({error}); {UNMEASURED}", page.display())
    })?;
    let mut command = command(browser);
    command.args(browser_arguments(timeout::is_root())).arg(format!("file://{}", page.display()));
    let output = timeout::output_within(&mut command, limit).map_err(|failure| match failure {
        timeout::Failure::NotStarted(error) => format!("cannot be started ({error}); {UNMEASURED}; correct CHROMIUM"),
        timeout::Failure::TimedOut => format!(
            "did not end within {} seconds and was stopped; {UNMEASURED}; run it once by hand, or set CHROMIUM to \
             another",
            limit.as_secs()
        ),
    })?;
    parse_heights(&String::from_utf8_lossy(&output), stories).ok_or_else(|| {
        format!(
            "did not print what it measured; {UNMEASURED}; run it once by hand with --headless --dump-dom (where it has \
             no sandbox, as in some containers, set CHROMIUM to a script that adds --no-sandbox)"
        )
    })
}

/// How the browser is called. The page is our own and asks nobody for anything; still the sandbox stays, except for
/// root, for whom Chromium has none and would not start.
fn browser_arguments(is_root: bool) -> impl Iterator<Item = &'static str> {
    ["--headless", "--disable-gpu", "--no-first-run", "--dump-dom"]
        .into_iter()
        .chain(is_root.then_some("--no-sandbox"))
}

/// The height at one of the widths that are measured.
pub(super) fn height_at_width(heights: &str, width: u32) -> Option<u32> {
    let pairs = heights.split(' ').filter_map(|pair| pair.split_once(':'));
    pairs
        .filter(|(measured, _)| measured.parse() == Ok(width))
        .find_map(|(_, height)| height.parse().ok())
}

/// The browser to measure in: `CHROMIUM`, or the first that is installed.
fn find_browser() -> Option<PathBuf> {
    let chosen = env::var_os("CHROMIUM").map(PathBuf::from);
    chosen.or_else(|| BROWSERS.iter().find_map(|name| which::which(name).ok()))
}

/// A page with every box at every width, in the type of an ordinary article.
///
/// Its script replaces the page by what it measured, since the page as text is what the browser prints.
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
struct MeasuringPage {
    stylesheet: String,
    samples: Vec<Sample>,
}

/// A box on the page.
struct Sample {
    key: String,
    fact_box: String,
}

impl MeasuringPage {
    fn new(stories: &[ShownStory<'_>]) -> Self {
        let sample = |story: &ShownStory<'_>| Sample {
            key: story.key.to_string(),
            fact_box: prerender::fact_box(&story.view, "", 2),
        };
        Self { stylesheet: prerender::stylesheet(), samples: stories.iter().map(sample).collect() }
    }
}

/// The heights in what the browser prints, if every box has one at every width.
fn parse_heights(printed: &str, stories: &[ShownStory<'_>]) -> Option<Heights> {
    let html = Html::parse_document(printed);
    let text: String = html.select(&Selector::parse("body").ok()?).next()?.text().collect();
    let measured: Vec<(String, u32, u32)> = serde_json::from_str(&text).ok()?;
    let measured: BTreeMap<(String, u32), u32> =
        measured.into_iter().map(|(key, width, height)| ((key, width), height)).collect();
    let of = |key: &StoryName| {
        let pair = |width| Some(format!("{width}:{}", measured.get(&(key.to_string(), width))?));
        WIDTHS.into_iter().map(pair).collect::<Option<Vec<_>>>().map(|pairs| pairs.join(" "))
    };
    stories.iter().map(|shown| Some((shown.key.clone(), of(&shown.key)?))).collect()
}

#[cfg(test)]
mod tests;
