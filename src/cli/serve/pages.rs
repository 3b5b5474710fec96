//! The list of demo pages.

use std::fs;
use std::path::Path;

/// A demo page.
#[derive(Debug, PartialEq)]
pub(super) struct Page {
    /// The path in the site.
    pub(super) path: String,
    /// What its `<title>` says.
    pub(super) title: String,
}

/// Every HTML page in a folder and the folders in it, by path.
pub(super) fn list(folder: &Path) -> Vec<Page> {
    let mut pages = Vec::new();
    collect(folder, "/", &mut pages);
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    pages
}

/// Adds the pages of a folder that is at `base` in the site. What cannot be read is no page.
fn collect(folder: &Path, base: &str, pages: &mut Vec<Page>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let file = entry.path();
        if file.is_dir() {
            collect(&file, &format!("{base}{name}/"), pages);
        } else if name.ends_with(".html") {
            let html = fs::read_to_string(&file).unwrap_or_default();
            let name = if name == "index.html" { "" } else { &name };
            pages.push(Page {
                path: format!("{base}{name}"),
                title: title(&html).unwrap_or_default(),
            });
        }
    }
}

/// The text of the page's title, on one line.
fn title(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    Some(title.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    #[test]
    fn pages_are_listed_as_they_are_addressed() {
        let scratch = Scratch::new("pages_are_listed_as_they_are_addressed");
        scratch.write("index.html", "<title>All\n pages</title>");
        scratch.write("b.html", "no title");
        scratch.write("ways/index.html", "<title>Ways</title>");
        scratch.write("stories/a.json", "{}");
        let page =
            |path: &str, title: &str| Page { path: path.to_owned(), title: title.to_owned() };
        assert_eq!(
            list(scratch.path()),
            [page("/", "All pages"), page("/b.html", ""), page("/ways/", "Ways")]
        );
        assert_eq!(list(&scratch.path().join("none")), []);
    }
}
