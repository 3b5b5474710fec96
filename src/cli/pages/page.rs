//! A page's source: its front matter, its title and its Markdown.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::markdown;

/// One page of the site.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Page {
    /// The path in the site; that of an index ends in `/`.
    pub(crate) url: String,
    /// The file that it is made from.
    pub(crate) source: PathBuf,
    /// The text of the page's first heading.
    pub(crate) title: String,
    /// The name of the page in the navigation, if it is not the title.
    pub(crate) label: Option<String>,
    /// The part of the navigation that the page belongs to. Without one it is not in the navigation.
    pub(crate) section: Option<String>,
    /// The position in the navigation, among all pages.
    pub(crate) order: u32,
    /// The page's own stylesheet, beside it.
    pub(super) stylesheet: Option<String>,
    /// The page's own script, beside it.
    pub(super) script: Option<String>,
    /// The page without its front matter.
    pub(crate) markdown: String,
}

impl Page {
    /// Reads a page from the text of its file, which is called `stem.md` and is at `base` in the
    /// site.
    ///
    /// # Errors
    ///
    /// When the front matter has a key that means nothing, or the page has no heading of the first
    /// level.
    pub(super) fn parse(source: &Path, base: &str, stem: &str, text: &str) -> anyhow::Result<Self> {
        let (front_matter, markdown) = split_front_matter(text);
        let file = if stem == "index" { String::new() } else { format!("{stem}.html") };
        let title = markdown::find_title(markdown).with_context(|| {
            format!("{}: has no title; no page was made; begin it with `# `", source.display())
        })?;
        let mut page = Self {
            url: format!("{base}{file}"),
            source: source.to_owned(),
            title,
            label: None,
            section: None,
            order: 0,
            stylesheet: None,
            script: None,
            markdown: markdown.to_owned(),
        };
        for line in front_matter.lines() {
            page.apply_front_matter(line).with_context(|| source.display().to_string())?;
        }
        Ok(page)
    }

    /// Takes over a line of the front matter.
    fn apply_front_matter(&mut self, line: &str) -> anyhow::Result<()> {
        match line.split_once(": ") {
            Some(("section", value)) => self.section = Some(value.to_owned()),
            Some(("label", value)) => self.label = Some(value.to_owned()),
            Some(("stylesheet", value)) => self.stylesheet = Some(value.to_owned()),
            Some(("script", value)) => self.script = Some(value.to_owned()),
            Some(("order", value)) => {
                self.order = value.parse().with_context(|| {
                    format!("order: {value:?} is not a number; no page was made; write one")
                })?;
            }
            _ => bail!(
                "{line:?} means nothing here; no page was made; write `section`, `label`, `order`, \
                 `stylesheet` or `script`"
            ),
        }
        Ok(())
    }

    /// Returns the name of the page in the navigation.
    pub(super) fn label(&self) -> &str {
        self.label.as_ref().unwrap_or(&self.title)
    }

    /// Returns the path of the file that the page is written to, in the folder of the site.
    pub(super) fn output_path(&self) -> String {
        let path = self.url.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        }
    }

    /// Whether it is the first page of its folder.
    pub(crate) fn is_index(&self) -> bool {
        self.url.ends_with('/')
    }

    /// Returns the relative path from the page to the root of the site: empty, `../` and so on.
    pub(super) fn path_to_root(&self) -> String {
        "../".repeat(self.url.matches('/').count() - 1)
    }
}

/// Splits a file into the lines between `---` and `---` at its start, and what follows them.
fn split_front_matter(text: &str) -> (&str, &str) {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n")).unwrap_or(("", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> anyhow::Result<Page> {
        Page::parse(Path::new("www/docs/a.md"), "/docs/", "a", text)
    }

    #[test]
    fn front_matter_places_a_page_in_the_navigation() {
        let page = parse("---\nsection: Editors\norder: 3\nlabel: Short\n---\n# A *long* title\n")
            .expect("the page is sound");
        assert_eq!((page.title.as_str(), page.label()), ("A long title", "Short"));
        assert_eq!((page.section.as_deref(), page.order), (Some("Editors"), 3));
        assert_eq!((page.url.as_str(), page.path_to_root().as_str()), ("/docs/a.html", "../"));
        let page = parse("# Title\n").expect("the page is sound");
        assert_eq!((page.label(), page.section.as_deref(), page.order), ("Title", None, 0));
    }

    #[test]
    fn what_means_nothing_is_refused() {
        for (text, expected) in [
            ("Text.\n", "has no title"),
            ("---\ntitle: A\n---\n# A\n", "\"title: A\" means nothing here"),
            ("---\norder: first\n---\n# A\n", "order: \"first\" is not a number"),
        ] {
            let error = format!("{:#}", parse(text).expect_err(text));
            assert!(error.contains(expected), "{error}");
        }
    }
}
