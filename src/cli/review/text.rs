//! The sheet as plain text, for printers and e-mail.

use super::sheet::{Block, BlockKind, Item, Section, Sheet, Tick};
use crate::cli::check::to_one_line;

/// The most characters of a line, unless a single word is longer.
const WIDTH: usize = 78;
const INDENT: &str = "    ";

/// Renders the sheet as plain text.
pub(super) fn render_text(sheet: &Sheet) -> String {
    let mut page = Page::default();
    page.add("", &format!("REVIEW: {}", sheet.title));
    page.add_line("");
    sheet.warnings.iter().for_each(|warning| {
        page.add("", warning);
        page.add_line("");
    });
    sheet.head.iter().for_each(|block| page.add_block("", block));
    page.add_line("");
    for who in ["Copy desk", "Lawyer"] {
        page.add_line(&format!("{who}: ____________________________  Date: ______________"));
        page.add_line("");
    }
    sheet.sections.iter().for_each(|section| page.add_section(section));
    page.text.trim_end().to_owned() + "\n"
}

#[derive(Debug, Default)]
struct Page {
    text: String,
}

impl Page {
    fn add_section(&mut self, section: &Section) {
        self.add_line("");
        self.add_line(&"=".repeat(WIDTH));
        self.add("", section.title);
        self.add_line(&"=".repeat(WIDTH));
        self.add("", &section.note);
        self.add_line("");
        for group in &section.groups {
            if !group.title.is_empty() {
                self.add("--- ", &group.title);
                group.blocks.iter().for_each(|block| self.add_block(INDENT, block));
                self.add_line("");
            }
            group.items.iter().for_each(|item| self.add_item(item));
        }
    }

    fn add_item(&mut self, item: &Item) {
        self.add("", &format!("{}. {}", item.name, item.title));
        if !item.place.is_empty() {
            self.add(INDENT, &format!("({})", item.place));
        }
        item.blocks.iter().for_each(|block| self.add_block(INDENT, block));
        self.add_ticks(&item.ticks);
        self.add_line("");
    }

    /// Adds what is to be ticked, with no line break between a box and its label.
    fn add_ticks(&mut self, ticks: &[Tick]) {
        let mut line = String::new();
        for tick in ticks.iter().copied().map(format_tick) {
            let length = INDENT.len() + line.chars().count() + 2 + tick.chars().count();
            if !line.is_empty() && length > WIDTH {
                self.add_line(&format!("{INDENT}{line}"));
                line.clear();
            }
            line += if line.is_empty() { "" } else { "  " };
            line += &tick;
        }
        if !line.is_empty() {
            self.add_line(&format!("{INDENT}{line}"));
        }
    }

    fn add_block(&mut self, indent: &str, block: &Block) {
        let label = match &*block.label {
            "" => String::new(),
            label => format!("{label}: "),
        };
        let further = format!("{indent}{INDENT}");
        match block.kind {
            BlockKind::Heading => {
                self.add_line("");
                self.add(indent, &format!("> {}", block.text));
            }
            BlockKind::Quote => self.add_after(indent, &format!("{label}“{}”", block.text)),
            BlockKind::Passage => {
                let passage = match (&*block.before, &*block.after) {
                    ("", "") => format!("“{}”", block.text),
                    (before, after) => format!("… {before} [“{}”] {after} …", block.text),
                };
                let page = match &*block.label {
                    "" => String::new(),
                    page => format!(" ({page})"),
                };
                self.add(&further, &(passage + &page));
            }
            BlockKind::Sentence => {
                let Block { before, text, after, .. } = block;
                self.add(&further, &format!("{label}{before}[{text}]{after}"));
            }
            BlockKind::Field | BlockKind::Said | BlockKind::Link => {
                self.add_after(indent, &format!("{label}{}", block.text));
            }
        }
        if !block.compared.is_empty() {
            let mark = if block.is_found { "=" } else { "!" };
            self.add(&further, &format!("{mark} {}", block.compared));
        }
    }

    /// Adds a text whose further lines are indented more than its first.
    fn add_after(&mut self, indent: &str, text: &str) {
        self.wrap(indent, &format!("{indent}  "), text);
    }

    /// Adds a text whose further lines are indented as its first.
    fn add(&mut self, indent: &str, text: &str) {
        let further = " ".repeat(indent.len());
        self.wrap(indent, &further, text);
    }

    fn wrap(&mut self, first: &str, further: &str, text: &str) {
        let text = to_one_line(text);
        let mut line = first.to_owned();
        let mut is_empty = true;
        // A no-break space stays where it is.
        for word in text.split([' ', '\t']).filter(|word| !word.is_empty()) {
            let length = line.chars().count() + 1 + word.chars().count();
            if !is_empty && length > WIDTH {
                self.add_line(&line);
                (line, is_empty) = (further.to_owned(), true);
            }
            if !is_empty {
                line.push(' ');
            }
            line.push_str(word);
            is_empty = false;
        }
        self.add_line(&line);
    }

    fn add_line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

fn format_tick(tick: Tick) -> String {
    match tick {
        Tick::Box(label) => format!("[ ] {label}"),
        Tick::Blank("") => "____________________".to_owned(),
        Tick::Blank("answer") => "answer ____________________________".to_owned(),
        Tick::Blank(label) => format!("{label} ____________"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, WIDTH};

    #[test]
    fn lines_are_wrapped_between_words_and_a_url_is_never_cut() {
        let url = format!("https://example.org/{}", "a".repeat(WIDTH));
        let text = format!("{} {url} £1\u{a0}million \u{202e}end", "word ".repeat(30));
        let mut page = Page::default();
        page.add("    ", &text);
        for line in page.text.lines() {
            assert!(line.starts_with("    ") && !line.contains('\u{202e}'), "{line}");
            assert!(line.chars().count() <= WIDTH || line.trim() == url, "{line}");
        }
        let words = page.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.ends_with(&format!("word {url} £1 million end")), "{words}");
    }
}
