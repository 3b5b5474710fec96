//! The one template of all pages: head, header, navigation and footer.

use std::fs;
use std::path::Path;

use anyhow::Context;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use super::Page;

/// What the template knows of a page.
#[derive(Debug, Serialize)]
struct PageContext<'a> {
    title: &'a str,
    section: Option<&'a str>,
    /// The page's own stylesheet and script, beside it.
    stylesheet: Option<&'a str>,
    script: Option<&'a str>,
    /// The relative path to the root of the site, such as `../`.
    root: String,
    /// The page's own part, as HTML.
    content: &'a str,
    navigation: Vec<Section<'a>>,
}

/// A part of the navigation.
#[derive(Debug, Serialize)]
struct Section<'a> {
    title: &'a str,
    links: Vec<Link<'a>>,
}

/// A page in the navigation.
#[derive(Debug, Serialize)]
struct Link<'a> {
    /// From the root of the site, without `/` before it.
    path: &'a str,
    label: &'a str,
    is_current: bool,
}

/// Returns a page as a whole HTML document; `content` is its own part, as HTML.
///
/// # Errors
///
/// When the template cannot be read, or asks for something that there is not.
pub(super) fn render_template(
    file: &Path,
    pages: &[Page],
    page: &Page,
    content: &str,
) -> anyhow::Result<String> {
    let template = fs::read_to_string(file).with_context(|| {
        format!("{}: cannot be read; no page can be shown; restore it", file.display())
    })?;
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let context = PageContext {
        title: &page.title,
        section: page.section.as_deref(),
        stylesheet: page.stylesheet.as_deref(),
        script: page.script.as_deref(),
        root: page.path_to_root(),
        content,
        navigation: list_sections(pages, page),
    };
    // By its name, the template is HTML: what is put into it is escaped.
    environment.render_named_str("page.html", &template, Serde(&context)).with_context(|| {
        format!("{}: cannot be rendered; no page can be shown; correct it", file.display())
    })
}

/// Lists the sections in the order of their first pages, each with its pages.
fn list_sections<'a>(pages: &'a [Page], current: &Page) -> Vec<Section<'a>> {
    let mut sections: Vec<Section<'a>> = Vec::new();
    for page in pages {
        let Some(title) = &page.section else {
            continue;
        };
        let link = Link {
            path: page.url.trim_start_matches('/'),
            label: page.label(),
            is_current: page.url == current.url,
        };
        match sections.iter_mut().find(|section| section.title == title) {
            Some(section) => section.links.push(link),
            None => sections.push(Section { title, links: vec![link] }),
        }
    }
    sections
}
