//! HTML taken apart, as far as our own needs it: every element with the text that is directly in it.

/// An element.
#[derive(Debug)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) tag: String,
    /// The text directly in it, white space made one space.
    pub(crate) own: String,
}

/// The elements of a piece of HTML in their order, and all its text.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The elements.
    pub(crate) elements: Vec<Element>,
    /// The text, white space made one space.
    pub(crate) text: String,
}

const VOID: [&str; 6] = ["input", "link", "meta", "br", "hr", WITHIN];
/// Where a word may be broken, which is still one.
const WITHIN: &str = "wbr";

/// Takes HTML apart; a tag that is not closed in its place is a failure.
pub(crate) fn parse(html: &str) -> Parsed {
    let mut elements = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some((words, tagged)) = rest.split_once('<') {
        add(words, &open, &mut elements, &mut text);
        let (tag, after) = tagged.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
            assert_eq!(elements[last].tag, name, "closed in its place");
        } else if !tag.starts_with('!') {
            let name: String =
                tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            assert!(!name.is_empty(), "<{tag}> has a name");
            if matches!(&*name, "style" | "script") {
                rest = rest.split_once(&format!("</{name}>")).expect("it ends").1;
            } else if !VOID.contains(&&*name) && !tag.ends_with('/') {
                open.push(elements.len());
            }
            // Blocks part words, and so do the parts of a line that are laid out apart.
            text.push_str(if name == WITHIN { "" } else { " " });
            elements.push(Element { tag: name, own: String::new() });
        }
    }
    add(rest, &open, &mut elements, &mut text);
    assert_eq!(open, [0; 0], "every element is closed");
    for element in &mut elements {
        element.own = one_space(&element.own);
    }
    Parsed { elements, text: one_space(&text) }
}

fn add(words: &str, open: &[usize], elements: &mut [Element], text: &mut String) {
    let words = unescape(words);
    text.push_str(&words);
    if let Some(&last) = open.last() {
        elements[last].own.push_str(&words);
    }
}

fn unescape(text: &str) -> String {
    let names = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
    ];
    let text = names.iter().fold(text.to_owned(), |text, (name, c)| text.replace(name, c));
    text.replace("&amp;", "&")
}

/// The text with each run of white space as one space, and none around it.
pub(crate) fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
