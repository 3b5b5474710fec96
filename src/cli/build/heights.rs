//! How high each story's box is at some widths, measured in a real browser, so that a page can keep its place free.
//!
//! A prerendered snippet needs none of it: the box stands there from the start. A box that comes by script takes its
//! place late; with the heights on its tag (`data-heights`), the loader reserves it at once.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use contract_fact_box::prerender::{self, Css, Place};
use contract_fact_box::view::BoxView;

use super::process::command;

/// The widths that are measured, in CSS pixels; the loader interpolates between them.
const WIDTHS: [u32; 7] = [280, 320, 375, 480, 660, 900, 1280];
/// What a browser that can measure is called, on Debian and Ubuntu and where vendors put their own.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Writes what it measured over the page, since the page as text is what the browser prints.
const MEASURE: &str = "<script>document.body.textContent='['+[...document.querySelectorAll('contract-fact-box')].map(\
    host=>Math.ceil(host.getBoundingClientRect().height))+']'</script>";

/// The heights of each box in the loader's words, `WIDTH:HEIGHT` in CSS pixels, one string per view.
///
/// None, and a line on standard error, where no browser is found or the one that is found fails.
pub(super) fn of(views: &[BoxView], folder: &Path) -> Option<Vec<String>> {
    if views.is_empty() {
        return None;
    }
    let Some(browser) = browser() else {
        eprintln!("no Chromium found: the manifest has no heights; install one if pages reserve space for boxes");
        return None;
    };
    let page = folder.join("heights.html");
    let measured = fs::write(&page, html(views)).ok().and_then(|()| measure(&browser, &page));
    if measured.is_none() {
        eprintln!("{browser:?} did not measure the boxes: the manifest has no heights; run it once by hand");
    }
    measured.map(|all| all.chunks(WIDTHS.len()).map(written).collect())
}

/// The height at one of the widths that are measured.
pub(super) fn at(heights: &str, width: u32) -> Option<u32> {
    let pairs = heights.split(' ').filter_map(|pair| pair.split_once(':'));
    pairs.filter(|(measured, _)| measured.parse() == Ok(width)).find_map(|(_, height)| height.parse().ok())
}

/// The browser to measure in: `CHROMIUM`, or the first that is installed.
fn browser() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from);
    let found = || {
        let path = env::var_os("PATH")?;
        BROWSERS.iter().find_map(|name| env::split_paths(&path).map(|folder| folder.join(name)).find(|it| it.is_file()))
    };
    named.or_else(found)
}

/// A page with every box at every width, in the type of an ordinary article.
fn html(views: &[BoxView]) -> String {
    let mut page = "<!doctype html><meta charset=\"utf-8\"><body style=\"font:17px/1.5 serif\">".to_owned();
    for view in views {
        let element = prerender::element(view, Place { base: "", level: 2, lang: None }, Css::Style);
        let unscripted = element.split("<script").next().unwrap_or_default();
        for width in WIDTHS {
            page += &format!("<div style=\"width:{width}px\">{unscripted}</div>");
        }
    }
    page + MEASURE
}

/// Has the browser measure the boxes of a page.
fn measure(browser: &Path, page: &Path) -> Option<Vec<u32>> {
    let output = command(browser)
        // The page is our own and asks nobody for anything; containers and root have no sandbox to offer.
        .args(["--headless", "--disable-gpu", "--no-sandbox", "--no-first-run", "--dump-dom"])
        .arg(format!("file://{}", page.display()))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    numbers(&text).filter(|heights| !heights.is_empty() && heights.len() % WIDTHS.len() == 0)
}

/// The list of numbers that is the page's text.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let (_, rest) = text.split_once('[')?;
    let (list, _) = rest.split_once(']')?;
    list.split(',').map(|each| each.parse().ok()).collect()
}

fn written(heights: &[u32]) -> String {
    let pairs: Vec<String> = WIDTHS.iter().zip(heights).map(|(width, height)| format!("{width}:{height}")).collect();
    pairs.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{WIDTHS, at, numbers, written};

    #[test]
    fn what_the_browser_prints_is_read_or_refused() {
        assert_eq!(numbers("<html><body>[12,340]</body></html>"), Some(vec![12, 340]));
        for text in ["", "<html></html>", "[]", "[1,x]", "[1"] {
            assert_eq!(numbers(text), None, "{text}");
        }
    }

    #[test]
    fn heights_are_written_with_their_widths() {
        let heights: Vec<u32> = (1..).take(WIDTHS.len()).collect();
        assert_eq!(written(&heights), "280:1 320:2 375:3 480:4 660:5 900:6 1280:7");
        assert_eq!([660, 700].map(|width| at(&written(&heights), width)), [Some(5), None]);
    }
}
