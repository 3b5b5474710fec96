//! Reads the text of an HTML page that a reader sees: each block on lines of its own.

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

/// Elements of which readers see nothing, or not the text. What is struck out is not what the page
/// says.
const HIDDEN: [&str; 21] = [
    "head", "script", "style", "template", "noscript", "title", "iframe", "object", "audio",
    "video", "canvas", "svg", "select", "textarea", "datalist", "del", "s", "strike", "rt", "rp",
    "dialog",
];
/// Elements that end a line before and after them.
const BLOCKS: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// Returns the text that readers see, without what is hidden by the markup itself. What only a
/// stylesheet of the page hides stays.
pub(super) fn read_visible_text(html: &str) -> String {
    let document = Html::parse_document(html);
    let mut text = VisibleText::default();
    // The depth of elements within one that is hidden, with that one, and within `pre`.
    let (mut hidden, mut preformatted) = (0_usize, 0_usize);
    // Without recursion, which a page can make as deep as it likes.
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) if hidden > 0 || is_hidden(element) => hidden += 1,
                Node::Element(element) => match element.name() {
                    "br" => text.end_line(),
                    "q" => text.push("“"),
                    name if BLOCKS.contains(&name) => {
                        text.end_block();
                        preformatted += usize::from(name == "pre");
                    }
                    _ => {}
                },
                Node::Text(content) if hidden == 0 && preformatted > 0 => {
                    text.push_preformatted(content);
                }
                Node::Text(content) if hidden == 0 => text.push(content),
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(_) if hidden > 0 => hidden -= 1,
                Node::Element(element) => match element.name() {
                    "q" => text.push("”"),
                    name if BLOCKS.contains(&name) => {
                        text.end_block();
                        preformatted -= usize::from(name == "pre");
                    }
                    _ => {}
                },
                _ => {}
            },
        }
    }
    text.written
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    let is_hidden_by_style = style.split(';').any(|declaration| {
        let declaration: String =
            declaration.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let declaration = declaration.to_ascii_lowercase();
        declaration.starts_with("display:none") || declaration.starts_with("visibility:hidden")
    });
    let is_open_dialog = element.name() == "dialog" && element.attr("open").is_some();
    element.attr("hidden").is_some()
        || is_hidden_by_style
        || HIDDEN.contains(&element.name()) && !is_open_dialog
}

/// The text so far.
#[derive(Default)]
struct VisibleText {
    written: String,
    /// Whether white space is due before what is written next on the line.
    has_space: bool,
}

impl VisibleText {
    /// Adds text in which a run of white space is one space.
    fn push(&mut self, content: &str) {
        for character in content.chars() {
            // Not a no-break space, which is kept.
            if character.is_ascii_whitespace() {
                self.has_space = true;
                continue;
            }
            if self.has_space && !self.written.is_empty() && !self.written.ends_with('\n') {
                self.written.push(' ');
            }
            self.has_space = false;
            self.written.push(character);
        }
    }

    fn push_preformatted(&mut self, content: &str) {
        self.has_space = false;
        self.written.push_str(content);
    }

    fn end_line(&mut self) {
        self.has_space = false;
        self.written.push('\n');
    }

    /// Ends the line, unless it is empty.
    fn end_block(&mut self) {
        self.has_space = false;
        if !self.written.is_empty() && !self.written.ends_with('\n') {
            self.written.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read_visible_text;

    #[test]
    fn only_what_readers_see_is_read_with_a_line_for_each_block() {
        for (html, text) in [
            ("<p>One\n  two</p><p>three", "One two\nthree\n"),
            (
                "<h1>A <em>deal</em></h1>It is<br>so.<ul><li>a<li>b</ul>",
                "A deal\nIt is\nso.\na\nb\n",
            ),
            ("<title>T</title><script>s</script><style>s</style><p>a<template>t</template>", "a\n"),
            ("<p>a<noscript>n</noscript><!-- c --><span hidden>h <b>h</b></span> b</p>", "a b\n"),
            ("<p>a<span style='color: red; DISPLAY : none'>h</span>b", "ab\n"),
            ("<p>worth <del>£5m</del> £6m", "worth £6m\n"),
            ("<p>said <q>yes</q>, R&amp;D&nbsp;&#8217;s", "said “yes”, R&D\u{a0}’s\n"),
            ("<table><tr><td>a<td>b</table>", "a\nb\n"),
            ("<pre>a\n  b</pre>", "a\n  b\n"),
            ("<dialog>d</dialog><dialog open>o</dialog>", "o\n"),
            ("<p>a <b> b</b>", "a b\n"),
            ("", ""),
        ] {
            assert_eq!(read_visible_text(html), text, "{html}");
        }
    }

    #[test]
    fn a_page_of_any_depth_is_read() {
        let html = format!("<p>{}deep", "<span>".repeat(20_000));
        assert_eq!(read_visible_text(&html), "deep\n");
    }
}
