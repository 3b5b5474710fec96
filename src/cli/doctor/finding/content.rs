//! What content systems do to the static content of a box.

use super::{Explain, Explanation};

/// What is wrong with the content that a box shows before any script runs.
#[derive(Debug)]
pub(in crate::cli::doctor) enum ContentProblem {
    TemplateLost {
        /// Whether the page is a file and may have been saved from a browser.
        is_file: bool,
    },
    /// The template has lost its `shadowrootmode`.
    TemplateInert,
    TemplateEmpty {
        /// Whether it still has the slot that shows what is beside it.
        has_slot: bool,
    },
    StyleLost,
    Empty,
    LinkLost,
    /// The number of empty paragraphs and line breaks that were added.
    Gaps(usize),
}

impl Explain for ContentProblem {
    fn explain(&self) -> Explanation {
        match self {
            Self::TemplateLost { is_file } => Explanation::problem(
                "template-lost",
                "the element has the story as plain HTML, and no template with the static box",
                "readers see the plain HTML until the script has come",
                if *is_file {
                    "if this file was saved from a browser's window, name the page's address \
                     instead, for browsers leave templates out; else paste `prerender --as div`, \
                     which loses nothing"
                } else {
                    "the content system takes `<template>` away: allow it, or paste \
                     `prerender --as div`, which loses nothing"
                },
            ),
            Self::TemplateInert => Explanation::problem(
                "template-inert",
                "the template with the static box has lost `shadowrootmode=\"open\"`",
                "readers see the plain HTML until the script has come",
                "allow that attribute in the content system, or paste `prerender --as div`",
            ),
            Self::TemplateEmpty { has_slot } => Explanation::problem(
                "template-empty",
                "the template has no static box in it",
                if *has_slot {
                    "readers see the plain HTML until the script has come"
                } else {
                    "readers see nothing until the script has come: the template hides what stands \
                     beside it"
                },
                "keep the content system from emptying `<template>`, or paste `prerender --as div`",
            ),
            Self::StyleLost => Explanation::problem(
                "style-lost",
                "the template with the static box has neither `<style>` nor a stylesheet's \
                 `<link>`",
                "the box has no style until the script has come",
                "paste `prerender --css link`, or `--as div` if the content system takes that \
                 away, too",
            ),
            Self::Empty => Explanation::problem(
                "facts-lost",
                "nothing stands in it",
                "readers see nothing until the script has come, and never anything in feeds or if \
                 it fails",
                "paste what `prerender` prints, or put a link to the story's page in it",
            ),
            Self::LinkLost => Explanation::problem(
                "link-lost",
                "the text in it is no link",
                "where the script does not come, readers cannot get to the facts",
                "link it to the story's page in the folder, `stories/ID.html`",
            ),
            Self::Gaps(count) => Explanation::problem(
                "gaps",
                if *count == 1 {
                    "the content system has put an empty paragraph or line break into it".to_owned()
                } else {
                    format!(
                        "the content system has put {count} empty paragraphs or line breaks into it"
                    )
                },
                "the text has gaps that nobody wants",
                "paste it into an HTML block, or turn automatic paragraphs off for it",
            ),
        }
    }
}
