//! Markdown as the HTML of our pages.
//!
//! Besides ordinary Markdown, a page may contain these, each alone in a block:
//!
//! - a fence whose first word is followed by `live`: its markup is put into the page too, and works;
//! - a fence with `id=NAME`, which scripts and tests find it by;
//! - `<!-- fact-box: ID -->`, with a preset if wanted, `<!-- fact-box-code: ID -->`,
//!   `<!-- file: NAME -->` and `<!-- gallery: groups -->`: see [`super::fill`].

use std::collections::BTreeSet;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
};

use super::escape::{escape_attribute, escape_text};
use super::fill::{self, Includes};

/// The longest code, in lines, that is shown at full height. Longer code scrolls by itself, so the
/// keyboard must reach it.
const LONGEST_CODE: usize = 40;

/// Renders the page's content as HTML.
///
/// # Errors
///
/// When a file that the page shows cannot be read.
pub(super) fn to_html(markdown: &str, includes: &Includes<'_>) -> anyhow::Result<String> {
    let mut renderer = Renderer {
        parser: Parser::new_ext(markdown, parser_options()),
        includes,
        ids: BTreeSet::new(),
        events: Vec::new(),
    };
    renderer.run()?;
    let mut out = String::new();
    html::push_html(&mut out, renderer.events.into_iter());
    Ok(out)
}

/// Finds the text of the first heading, if that is of the first level.
pub(super) fn find_title(markdown: &str) -> Option<String> {
    let mut events = Parser::new_ext(markdown, parser_options())
        .skip_while(|event| !matches!(event, Event::Start(Tag::Heading { .. })));
    let Some(Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) = events.next() else {
        return None;
    };
    let heading: Vec<_> =
        events.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))).collect();
    Some(collect_text(&heading))
}

fn parser_options() -> Options {
    Options::ENABLE_TABLES
}

/// Turns the parser's events into those that are written.
struct Renderer<'a, 'i> {
    parser: Parser<'a>,
    includes: &'i Includes<'i>,
    /// The ids of the headings so far.
    ids: BTreeSet<String>,
    events: Vec<Event<'a>>,
}

impl<'a> Renderer<'a, '_> {
    fn run(&mut self) -> anyhow::Result<()> {
        while let Some(event) = self.parser.next() {
            match event {
                Event::Start(Tag::Heading { level, .. }) => self.push_heading(level),
                Event::Start(Tag::CodeBlock(kind)) => {
                    let code = collect_text(&self.take_until(TagEnd::CodeBlock));
                    let info = match kind {
                        CodeBlockKind::Fenced(info) => info,
                        CodeBlockKind::Indented => CowStr::from(""),
                    };
                    self.push_html(render_code(&info, &code));
                }
                Event::Start(Tag::HtmlBlock) => {
                    let block = collect_text(&self.take_until(TagEnd::HtmlBlock));
                    let filled = fill::fill_comment(&block, self.includes)?;
                    self.push_html(filled.unwrap_or(block));
                }
                Event::Start(row @ (Tag::TableHead | Tag::TableRow)) => self.push_row(row),
                event => self.events.push(with_link_to_page(event)),
            }
        }
        Ok(())
    }

    fn push_html(&mut self, markup: String) {
        self.events.push(Event::Html(markup.into()));
    }

    /// Takes the events up to the end of what has just been started, without that end.
    fn take_until(&mut self, end: TagEnd) -> Vec<Event<'a>> {
        let events = self.parser.by_ref().take_while(|event| *event != Event::End(end));
        events.map(with_link_to_page).collect()
    }

    /// Adds a heading with the id that code forges give it, so that links to it work both there and
    /// here.
    fn push_heading(&mut self, level: HeadingLevel) {
        let content = self.take_until(TagEnd::Heading(level));
        let id = (level != HeadingLevel::H1).then(|| {
            let slug = heading_id(&collect_text(&content));
            let numbered = (1..).map(|number| format!("{slug}-{number}"));
            let mut candidates = std::iter::once(slug.clone()).chain(numbered);
            candidates.find(|id| self.ids.insert(id.clone())).unwrap_or_default().into()
        });
        let heading = Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() };
        self.events.push(Event::Start(heading));
        self.events.extend(content);
        self.events.push(Event::End(TagEnd::Heading(level)));
    }

    /// Writes the header cells of a row as such: all of the head, and the first of another row.
    fn push_row(&mut self, row: Tag<'a>) {
        let (end, scope) = (row.to_end(), if row == Tag::TableHead { "col" } else { "row" });
        self.events.push(Event::Start(row));
        let mut is_header = true;
        for event in self.take_until(end) {
            let event = match event {
                Event::Start(Tag::TableCell) if is_header => {
                    Event::InlineHtml(format!("<th scope=\"{scope}\">").into())
                }
                Event::End(TagEnd::TableCell) if is_header => {
                    is_header = scope == "col";
                    Event::InlineHtml("</th>".into())
                }
                // Long keys may wrap where their words end, as on a phone.
                Event::Code(code) => {
                    let code = escape_text(&code).replace('_', "_<wbr>");
                    Event::InlineHtml(format!("<code>{code}</code>").into())
                }
                event => event,
            };
            self.events.push(event);
        }
        self.events.push(Event::End(end));
    }
}

/// Collects the words of some events, without their markup.
fn collect_text(events: &[Event<'_>]) -> String {
    let words = events.iter().map(|event| match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) => text,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    words.collect()
}

/// Returns the id that code forges make of a heading: lower case, hyphens for spaces, and no other
/// punctuation.
fn heading_id(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let kept = lower.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Replaces the URL of a link by the one that it has in the site. Other events stay as they are.
fn with_link_to_page(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = page_url(&dest_url).into();
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        event => event,
    }
}

/// Returns the URL of a link in the site, where the source of a page is served as HTML. Other URLs
/// stay as they are.
fn page_url(url: &str) -> String {
    let (path, anchor) = url.split_once('#').map_or((url, None), |(path, id)| (path, Some(id)));
    if path.contains("://") {
        return url.to_owned();
    }
    let Some(stem) = path.strip_suffix(".md") else {
        return url.to_owned();
    };
    let path = match stem.strip_suffix("index") {
        Some("") => "./".to_owned(),
        Some(folder) if folder.ends_with('/') => folder.to_owned(),
        _ => format!("{stem}.html"),
    };
    anchor.map_or(path.clone(), |id| format!("{path}#{id}"))
}

/// Renders a fence as code. If it is live, its markup comes first.
fn render_code(info: &str, code: &str) -> String {
    let mut words = info.split_whitespace().skip(1);
    let is_live = words.clone().any(|word| word == "live");
    let id = words.find_map(|word| word.strip_prefix("id="));
    let mut attributes = String::new();
    if is_live {
        attributes.push_str(" data-live");
    }
    if let Some(id) = id {
        attributes.push_str(&format!(" id=\"{}\"", escape_attribute(id)));
    }
    let shown = show_code(code, &attributes);
    if is_live { format!("{}{shown}", fill::with_own_bundle_url(code)) } else { shown }
}

/// Renders a text as a block of code with these attributes.
pub(super) fn show_code(code: &str, attributes: &str) -> String {
    let code = code.trim_end();
    let reachable = if code.lines().count() > LONGEST_CODE { " tabindex=\"0\"" } else { "" };
    format!("<pre{reachable}{attributes}><code>{}</code></pre>\n", escape_text(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    use contract_fact_box::model::Moment;

    use crate::cli::embargo::Embargoes;

    fn render(markdown: &str) -> String {
        let nowhere = Path::new("/no/such/folder");
        let embargoes = Embargoes::for_readers(Moment::UNIX_EPOCH);
        to_html(markdown, &Includes { site: nowhere, folder: nowhere, dist: nowhere, embargoes })
            .expect("reads no file")
    }

    #[test]
    fn headings_have_the_ids_of_code_forges() {
        assert_eq!(
            render("# Title\n\n## A box doesn’t show\n\n### `--base`, set\n\n## A\n\n## A\n"),
            "<h1>Title</h1>\n<h2 id=\"a-box-doesnt-show\">A box doesn’t show</h2>\n\
             <h3 id=\"--base-set\"><code>--base</code>, set</h3>\n\
             <h2 id=\"a\">A</h2>\n<h2 id=\"a-1\">A</h2>\n"
        );
    }

    #[test]
    fn links_between_sources_lead_to_pages() {
        for (source, expected) in [
            ("a.md", "a.html"),
            ("a.md#b", "a.html#b"),
            ("index.md", "./"),
            ("../embed/index.md#b", "../embed/#b"),
            ("reindex.md", "reindex.html"),
            ("#b", "#b"),
            ("https://example.org/a.md", "https://example.org/a.md"),
            ("a.css", "a.css"),
        ] {
            assert_eq!(page_url(source), expected);
        }
    }

    #[test]
    fn the_cells_that_head_a_table_are_headers() {
        assert_eq!(
            render("| a | b |\n|---|---|\n| [c](d.md) | e |\n"),
            "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th>\
             </tr></thead><tbody>\n\
             <tr><th scope=\"row\"><a href=\"d.html\">c</a></th><td>e</td></tr>\n</tbody></table>\n"
        );
    }

    #[test]
    fn live_markup_works_and_is_shown() {
        assert_eq!(
            render(
                "```html live\n\
                 <a href=\"https://cdn.example.org/contract-fact-box/a.html\"></a>\n```\n"
            ),
            "<a href=\"/dist/a.html\"></a>\n<pre data-live><code>&lt;a \
             href=\"https://cdn.example.org/contract-fact-box/a.html\"&gt;&lt;/a&gt;</code></pre>\n"
        );
        assert_eq!(
            render("```text id=types\na & b\n```\n"),
            "<pre id=\"types\"><code>a &amp; b</code></pre>\n"
        );
    }
}
