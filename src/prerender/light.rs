//! The story as plain semantic HTML, for whatever shows no box: feeds, reader mode, old browsers, mail.
//!
//! Its meaning rests on elements and words alone. It has no class, id, style or script, a line per block, no empty
//! line and no indentation, so that content systems leave it as it is.

use super::escape::escaped;
use super::outline::{Block, Span, build_outline};
use crate::view::BoxView;

/// The story as HTML, its title a heading of this level (1 to 4) and no level skipped below it; `base` is where
/// links to other stories start.
///
/// The same view gives the same bytes.
pub fn light(view: &BoxView, base: &str, level: u8) -> String {
    let mut out = format!("<div lang=\"{}\" dir=\"{}\">\n", escaped(&view.lang), view.dir.as_str());
    write_all(&build_outline(view, base), level, &mut out);
    out.push_str("</div>\n");
    out
}

fn write_all(blocks: &[Block], level: u8, out: &mut String) {
    for block in blocks {
        write(block, level, out);
    }
}

fn write(block: &Block, level: u8, out: &mut String) {
    match block {
        Block::Heading(depth, text) => {
            let level = level.saturating_add(*depth).clamp(1, 6);
            *out += &format!("<h{level}>{}</h{level}>\n", escaped(text));
        }
        Block::Text(spans) => *out += &format!("<p>{}</p>\n", inline(spans)),
        Block::Quote { cite, lang, words } => {
            let attributes = attribute("cite", cite) + &attribute("lang", lang);
            *out += &format!("<blockquote{attributes}><p>{}</p></blockquote>\n", inline(words));
        }
        Block::Terms(terms) => {
            out.push_str("<dl>\n");
            for (term, details) in terms {
                *out += &format!("<dt>{}</dt>\n", escaped(term));
                each("dd", details, level, out);
            }
            out.push_str("</dl>\n");
        }
        Block::List(items) => {
            out.push_str("<ul>\n");
            each("li", items, level, out);
            out.push_str("</ul>\n");
        }
    }
}

fn each(tag: &str, parts: &[Vec<Block>], level: u8, out: &mut String) {
    for part in parts {
        *out += &format!("<{tag}>\n");
        write_all(part, level, out);
        *out += &format!("</{tag}>\n");
    }
}

fn inline(spans: &[Span]) -> String {
    let html: String = spans.iter().map(span).collect();
    html.trim().to_owned()
}

fn span(span: &Span) -> String {
    match span {
        Span::Plain(text) => escaped(text),
        Span::Strong(text) => format!("<strong>{}</strong>", escaped(text)),
        Span::Mark(text) => format!("<mark>{}</mark>", escaped(text)),
        Span::Cite(text, None) => format!("<cite>{}</cite>", escaped(text)),
        Span::Cite(text, Some(href)) => format!("<cite>{}</cite>", link(text, href)),
        Span::Link(text, href) => link(text, href),
        Span::Foreign(lang, text) => {
            format!("<span{}>{}</span>", attribute("lang", lang), escaped(text))
        }
    }
}

fn link(text: &str, href: &str) -> String {
    format!("<a href=\"{}\" rel=\"noopener\">{}</a>", escaped(href), escaped(text))
}

/// An attribute with a space before it; nothing if it has no value.
fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(" {name}=\"{}\"", escaped(value)) }
}
