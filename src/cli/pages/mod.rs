//! The demo and documentation pages: Markdown in `www`, made into HTML by one template.
//!
//! A page holds nothing but its own words. The head, the header and the navigation come from
//! `www/template/page.html`, and the navigation lists whatever pages name a section in their front
//! matter. Boxes and their code are filled in from the built bundle, as a content system would fill
//! in a pasted snippet. The page of the gallery is filled from the examples beside it.
//!
//! `serve` renders a page when it is asked for; `pages` writes all of them, as static files.

mod crop;
mod escape;
mod fill;
mod gallery;
mod markdown;
mod page;
mod template;

use std::collections::BTreeSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use contract_fact_box::prerender::stylesheet;

pub(crate) use self::escape::escape_text;
use self::gallery::Gallery;
pub(crate) use self::gallery::STYLESHEET as GALLERY_STYLESHEET;
pub(crate) use self::page::Page;
use super::embargo::{self, Embargoes};
use super::project::Project;

/// Options of `pages`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder to write
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The built bundle that the boxes are taken from; the pages load it from /dist/
    #[arg(long, value_name = "FOLDER")]
    dist: Option<PathBuf>,
}

/// Writes every page and the files beside the pages.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    let dist = args.dist.unwrap_or_else(|| project.bundle_folder());
    if !dist.is_dir() {
        bail!("{}: is not there; no page was written; run `build` first", dist.display());
    }
    let site = Site::load(&project.pages_folder())?;
    site.write_pages(&dist, &args.out)?;
    eprintln!("{} pages written to {}", site.pages.len(), args.out.display());
    Ok(ExitCode::SUCCESS)
}

/// All pages of a folder, by their URLs.
#[derive(Debug)]
pub(crate) struct Site {
    folder: PathBuf,
    pages: Vec<Page>,
}

impl Site {
    /// Reads every page below a folder.
    ///
    /// # Errors
    ///
    /// When a page cannot be read, has no title, or has front matter that means nothing.
    pub(crate) fn load(folder: &Path) -> anyhow::Result<Self> {
        let mut pages = Vec::new();
        collect_pages(folder, "/", &mut pages)?;
        pages.sort_by(|one, other| (one.order, &one.url).cmp(&(other.order, &other.url)));
        Ok(Self { folder: folder.to_owned(), pages })
    }

    /// Returns the pages in the order of the navigation.
    pub(crate) fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// Finds the page at a path of the site, such as `/embed/script.html` or `/embed/`.
    pub(crate) fn find_page(&self, url: &str) -> Option<&Page> {
        let url = url.strip_suffix("index.html").unwrap_or(url);
        self.pages.iter().find(|page| page.url == url)
    }

    /// Returns a page as a whole HTML document, with its boxes from the built bundle.
    ///
    /// # Errors
    ///
    /// When the template or a file that the page shows cannot be read or rendered.
    pub(crate) fn render_page(
        &self,
        page: &Page,
        dist: &Path,
        embargoes: Embargoes,
    ) -> anyhow::Result<String> {
        let folder = page.source.parent().unwrap_or(&self.folder);
        let includes = fill::Includes { site: &self.folder, folder, dist, embargoes };
        let content = markdown::to_html(&page.markdown, &includes)
            .with_context(|| page.source.display().to_string())?;
        template::render_template(
            &self.folder.join("template/page.html"),
            &self.pages,
            page,
            &content,
        )
    }

    /// Writes every page, and the files that lie beside pages and are none.
    fn write_pages(&self, dist: &Path, out: &Path) -> anyhow::Result<()> {
        let embargoes = Embargoes::for_readers(embargo::now());
        for page in &self.pages {
            let html = self.render_page(page, dist, embargoes)?;
            write_file(&out.join(page.output_path()), html.as_bytes())?;
        }
        if self.find_page(gallery::PAGE).is_some() {
            self.write_gallery_files(dist, out)?;
        }
        let folders: BTreeSet<_> =
            self.pages.iter().filter_map(|page| page.source.parent()).collect();
        for folder in folders {
            for file in files_beside_pages(folder)? {
                let path = file.strip_prefix(&self.folder).unwrap_or(&file);
                write_file(&out.join(path), &read_file(&file)?)?;
            }
        }
        Ok(())
    }

    /// Writes what the boxes of the gallery load.
    fn write_gallery_files(&self, dist: &Path, out: &Path) -> anyhow::Result<()> {
        let path_of = |url: &str| out.join(url.trim_start_matches('/'));
        let gallery = Gallery::load(&self.folder)?;
        for document in gallery.documents() {
            let json = gallery.render_document(&document)?;
            write_file(&path_of(&document.url()), json.as_bytes())?;
            if let Some(url) = document.box_url() {
                write_file(&path_of(&url), gallery.render_box(&document)?.as_bytes())?;
            }
        }
        if !gallery::has_stylesheet(dist) {
            write_file(&path_of(gallery::STYLESHEET), stylesheet().as_bytes())?;
        }
        Ok(())
    }
}

/// Returns what is at a path of the site in this folder and is made for the boxes of the gallery, if
/// it is: a view document as JSON, or a prerendered box as HTML.
///
/// # Errors
///
/// When the examples of the gallery cannot be read, or this one is no valid story.
pub(crate) fn render_document(folder: &Path, url: &str) -> anyhow::Result<Option<String>> {
    if !url.starts_with(gallery::DOCUMENTS) {
        return Ok(None);
    }
    Gallery::load(folder)?.document(url)
}

/// Adds the pages of a folder that is at `base` in the site, and of the folders in it.
fn collect_pages(folder: &Path, base: &str, pages: &mut Vec<Page>) -> anyhow::Result<()> {
    for entry in list_folder(folder)? {
        let Some(name) = entry.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if entry.is_dir() {
            collect_pages(&entry, &format!("{base}{name}/"), pages)?;
        } else if let Some(stem) = name.strip_suffix(".md") {
            let text = String::from_utf8(read_file(&entry)?).with_context(|| {
                format!("{}: is not UTF-8; no page was made; save it as UTF-8", entry.display())
            })?;
            pages.push(Page::parse(&entry, base, stem, &text)?);
        }
    }
    Ok(())
}

/// Lists the styles, scripts and images in a folder of pages.
fn files_beside_pages(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = list_folder(folder)?;
    files.retain(|file| file.is_file() && file.extension().is_none_or(|ending| ending != "md"));
    Ok(files)
}

/// Lists the paths in a folder, in order.
fn list_folder(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .and_then(|entries| entries.collect::<io::Result<Vec<_>>>())
        .with_context(|| {
            format!("{}: cannot be read; the pages are not complete; restore it", folder.display())
        })?;
    let mut paths: Vec<_> = entries.iter().map(DirEntry::path).collect();
    paths.sort();
    Ok(paths)
}

fn read_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| {
        format!("{}: cannot be read; the pages are not complete; restore it", path.display())
    })
}

fn write_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, bytes))
        .with_context(|| {
            format!(
                "{}: cannot be written; the pages are not complete; free the place",
                path.display()
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    fn sample_site(test: &str) -> Scratch {
        let scratch = Scratch::new(test);
        scratch.write("www/template/page.html", include_str!("../../../www/template/page.html"));
        scratch.write("www/demo.css", "a {}");
        scratch.write("www/index.md", "# All pages\n\n[The ways](ways/index.md)\n");
        let front_matter = |order: u32| format!("---\nsection: Ways\norder: {order}\n---\n");
        scratch.write("www/ways/index.md", &format!("{}# Ways\n", front_matter(2)));
        scratch.write("www/ways/a.md", &format!("{}# A & B\n\nText.\n", front_matter(1)));
        scratch.write("www/stories/a.json", "{}");
        scratch
    }

    #[test]
    fn pages_are_listed_by_their_order_and_found_by_their_urls() {
        let scratch = sample_site("pages_are_listed_by_their_order");
        let site = Site::load(&scratch.path().join("www")).expect("the pages are sound");
        let listed: Vec<_> =
            site.pages().iter().map(|page| (page.url.as_str(), page.title.as_str())).collect();
        let expected = [("/", "All pages"), ("/ways/a.html", "A & B"), ("/ways/", "Ways")];
        assert_eq!(listed, expected);
        for (url, expected) in [
            ("/", Some("All pages")),
            ("/index.html", Some("All pages")),
            ("/ways/a.html", Some("A & B")),
            ("/ways/a", None),
            ("/ways/a.md", None),
        ] {
            assert_eq!(site.find_page(url).map(|page| page.title.as_str()), expected, "{url}");
        }
    }

    #[test]
    fn the_written_pages_are_whole_and_have_what_lies_beside_them() {
        let scratch = sample_site("the_written_pages_are_whole");
        let site = Site::load(&scratch.path().join("www")).expect("the pages are sound");
        let out = scratch.path().join("out");
        site.write_pages(scratch.path(), &out).expect("can be written");
        let html = fs::read_to_string(out.join("ways/a.html")).expect("is written");
        assert!(html.starts_with("<!doctype html>"), "{html}");
        assert!(html.contains("<title>A &amp; B"), "{html}");
        assert!(html.contains("<a href=\"../ways/a.html\" aria-current=\"page\">"), "{html}");
        assert!(out.join("ways/index.html").is_file());
        assert!(out.join("demo.css").is_file());
        assert!(!out.join("stories").exists());
    }
}
