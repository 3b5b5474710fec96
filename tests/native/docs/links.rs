//! Links between the pages, and from `README.md` into them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag};
use scraper::{Html, Selector};

use super::*;

/// The folder of the pages as they are served.
fn pages_folder(test: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(test)
}

/// The pages as they are served, by their path in the site.
fn rendered_pages(test: &str) -> BTreeMap<PathBuf, Html> {
    let out = pages_folder(test);
    let _ = fs::remove_dir_all(&out);
    let output = Command::new(env!("CARGO_BIN_EXE_contract-fact-box"))
        .current_dir(root())
        // No bundle is needed: the links of boxes are not those of the pages.
        .args(["pages", "--dist", "www", "--out"])
        .arg(&out)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pages = documents().into_iter().filter_map(|file| {
        let path = file.strip_prefix(root().join("www")).ok()?.with_extension("html");
        let html = Html::parse_document(&read_text(&out.join(&path)));
        Some((path, html))
    });
    pages.collect()
}

fn ids(html: &Html) -> BTreeSet<&str> {
    let with_id = Selector::parse("[id]").expect("a selector");
    html.select(&with_id).filter_map(|element| element.attr("id")).collect()
}

/// The path that a relative link leads to, without `.` and `..`.
fn resolve(from: &Path, link: &str) -> PathBuf {
    let mut path = from.parent().map(Path::to_owned).unwrap_or_default();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => assert!(path.pop(), "{}: {link} leads out", from.display()),
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    if link.is_empty() {
        from.to_owned()
    } else if link.ends_with('/') {
        path.join("index.html")
    } else {
        path
    }
}

#[test]
fn every_link_between_pages_leads_somewhere() {
    let test = "docs-links-between-pages";
    let pages = rendered_pages(test);
    let reachable = Selector::parse("[href], [src]").expect("a selector");
    let mut linked = BTreeSet::new();
    for (path, html) in &pages {
        for element in html.select(&reachable) {
            let link = element.attr("href").or(element.attr("src")).unwrap_or_default();
            if link.contains(':') || link.starts_with("/dist/") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = resolve(path, file);
            match pages.get(&target) {
                Some(page) => {
                    let is_there = anchor.is_empty() || ids(page).contains(anchor);
                    assert!(is_there, "{}: {link}: there is no such id", path.display());
                    linked.insert(target);
                }
                None => {
                    let is_file = pages_folder(test).join(&target).is_file();
                    assert!(is_file, "{}: {link} leads nowhere", path.display());
                }
            }
        }
    }
    let unlinked: Vec<_> = pages.keys().filter(|path| !linked.contains(*path)).collect();
    assert!(unlinked.is_empty(), "no page links to {unlinked:?}");
}

#[test]
fn every_link_of_the_readme_leads_somewhere() {
    let pages = rendered_pages("docs-links-of-the-readme");
    let readme = read_text(&root().join("README.md"));
    let mut count = 0;
    for event in Parser::new_ext(&readme, Options::ENABLE_TABLES) {
        let (Event::Start(Tag::Link { dest_url, .. }) | Event::Start(Tag::Image { dest_url, .. })) =
            event
        else {
            continue;
        };
        if dest_url.contains(':') {
            continue;
        }
        let (file, anchor) = dest_url.split_once('#').unwrap_or((&dest_url, ""));
        assert!(root().join(file).exists(), "{dest_url} leads nowhere");
        if !anchor.is_empty() {
            let path = Path::new(file).strip_prefix("www").expect("only pages have anchors");
            let page = pages.get(&path.with_extension("html")).expect("a page");
            assert!(ids(page).contains(anchor), "{dest_url}: there is no such id");
        }
        count += 1;
    }
    assert!(count > 10, "only {count} links were found");
}
