//! A strict parser for the HTML that the project writes: unlike a browser's, it fails where a tag
//! is not closed in its place.

/// An element.
#[derive(Debug)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) tag: String,
    /// The language that its text is in: its own `lang`, or else that of the element around it.
    pub(crate) lang: String,
    /// The text directly in it, white space made one space.
    pub(crate) own_text: String,
}

/// The elements of a piece of HTML in their order, and all its text.
#[derive(Debug)]
pub(crate) struct ParsedHtml {
    /// The elements.
    pub(crate) elements: Vec<Element>,
    /// The text, white space made one space.
    pub(crate) text: String,
}

const VOID_ELEMENTS: [&str; 6] = ["input", "link", "meta", "br", "hr", WORD_BREAK];
/// An element within a word, at which a browser may break it.
const WORD_BREAK: &str = "wbr";
/// What ends the tag of a run of another language, which is a part of a text.
const RUN: &str = " dir=\"auto\"";

/// Parses HTML.
///
/// # Panics
///
/// Where a tag is not closed in its place.
pub(crate) fn parse_html(html: &str) -> ParsedHtml {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some((words, tagged)) = rest.split_once('<') {
        push_words(words, &open, &mut elements, &mut text);
        let (tag, after) = tagged.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
            assert_eq!(elements[last].tag, name, "closed in its place");
        } else if !tag.starts_with('!') {
            let name: String =
                tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            assert!(!name.is_empty(), "<{tag}> has a name");
            let around = open.last().map_or("", |&around: &usize| &*elements[around].lang);
            let own = tag.split_once(" lang=\"").and_then(|(_, rest)| rest.split('"').next());
            let lang = own.unwrap_or(around).to_owned();
            if matches!(&*name, "style" | "script") {
                rest = rest.split_once(&format!("</{name}>")).expect("it ends").1;
            } else if !VOID_ELEMENTS.contains(&&*name) && !tag.ends_with('/') {
                open.push(elements.len());
            }
            // Elements separate words: blocks do, and so do the parts of a line that CSS lays out
            // apart.
            let is_within_text = name == WORD_BREAK || tag.ends_with(RUN);
            text.push_str(if is_within_text { "" } else { " " });
            elements.push(Element { tag: name, lang, own_text: String::new() });
        }
    }
    push_words(rest, &open, &mut elements, &mut text);
    assert_eq!(open, [0; 0], "every element is closed");
    for element in &mut elements {
        element.own_text = collapse_whitespace(&element.own_text);
    }
    ParsedHtml { elements, text: collapse_whitespace(&text) }
}

fn push_words(words: &str, open: &[usize], elements: &mut [Element], text: &mut String) {
    let words = unescape_html(words);
    text.push_str(&words);
    if let Some(&last) = open.last() {
        elements[last].own_text.push_str(&words);
    }
}

fn unescape_html(text: &str) -> String {
    let names = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&#x2f;", "/"),
    ];
    let text = names.iter().fold(text.to_owned(), |text, (name, c)| text.replace(name, c));
    text.replace("&amp;", "&")
}

/// Replaces each run of white space by one space, and removes it at both ends.
pub(crate) fn collapse_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
