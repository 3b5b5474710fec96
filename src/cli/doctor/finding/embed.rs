//! What content systems do to boxes, and to the page as a whole.

use super::{Explain, Explanation, shorten};

/// What is wrong with a box, a frame or the remains of one.
#[derive(Debug)]
pub(in crate::cli::doctor) enum EmbedProblem {
    NoBox,
    /// A snippet with this beginning is displayed as text.
    EscapedSnippet(String),
    OnlyLink,
    /// The plain HTML of a story is outside of any box.
    UnmarkedStory,
    /// The content of a template is in the page itself.
    LooseMarkup {
        /// Whether the custom element is gone as well.
        element_is_lost: bool,
    },
    HiddenCopy,
    NoStory,
    InvalidId(String),
    /// A script tag makes a second box of the story; `first` is where the first one is.
    DuplicateBox {
        id: String,
        first: String,
    },
    /// A frame's URL is in this attribute and not in `src`.
    FrameWithoutSrc {
        attribute: String,
    },
    SandboxedFrame,
}

impl Explain for EmbedProblem {
    fn explain(&self) -> Explanation {
        match self {
            Self::NoBox => Explanation::problem(
                "no-box",
                "there is no contract fact box in the page's HTML, nor a frame or a link of one",
                "readers see nothing of it",
                "paste what `prerender` prints, as HTML and not as text, and look whether the \
                 content system keeps it; if it takes elements away, use `prerender --as div`, or \
                 `--as frame`",
            ),
            Self::EscapedSnippet(start) => Explanation::problem(
                "escaped",
                format!("a snippet stands there as text (`{start}…`)"),
                "readers see code instead of a box",
                "paste it in the editor's HTML view or in an HTML block, not in its text",
            ),
            Self::OnlyLink => Explanation::problem(
                "only-link",
                "a link to the story's page is all that is left",
                "readers see a link and no facts",
                "the content system has taken away the `div`, element or frame around it: paste \
                 `prerender --as div` and install the script once for the site, or allow frames of \
                 the folder",
            ),
            Self::UnmarkedStory => Explanation::problem(
                "name-lost",
                "a story stands there as plain HTML, and nothing around it says that it is a box's",
                "readers have the facts as the page's own text, and no box comes",
                "have the content system keep `data-contract-fact-box` on the `div`, or paste \
                 `prerender --as frame`",
            ),
            Self::LooseMarkup { element_is_lost } => Explanation::problem(
                "loose-markup",
                "the markup of a static box stands in the page as loose text",
                "readers see the facts without style, and twice where the plain HTML is left \
                 beside it",
                if *element_is_lost {
                    "the content system has taken the element, the template and the script away: \
                     paste `prerender --as div` instead"
                } else {
                    "the content system has taken `<template>` away and left what was in it: paste \
                     `prerender --as div` instead"
                },
            ),
            Self::HiddenCopy => Explanation::note(
                "hidden-copy",
                "the content system has taken a template away and left what was in it, hidden",
                "readers see nothing of it, and the page is larger than it need be",
                "paste `prerender --as div` instead",
            ),
            Self::NoStory => Explanation::problem(
                "no-story",
                "it names neither a `story` nor a `src`",
                "no box is loaded into it",
                "put the story's id back, or paste the snippet again; a content system may have \
                 taken the attribute away",
            ),
            Self::InvalidId(id) => Explanation::problem(
                "bad-id",
                format!("`{}` is no id of a story", shorten(id)),
                "no box is loaded into it",
                if id.contains(['“', '”', '″', '„', '«', '»', '&']) {
                    "the content system has made typographic quotation marks of the straight ones: \
                     paste it into an HTML block"
                } else {
                    "write it in lower-case letters, digits and hyphens, as it stands in \
                     `manifest.json`"
                },
            ),
            Self::DuplicateBox { id, first } => Explanation::problem(
                "box-twice",
                format!(
                    "the script tag, which no longer stands right after the marked `div`, makes a \
                     second box of `{}`",
                    shorten(id)
                ),
                format!("readers see the box twice, here and in {first}"),
                "take `data-story` out of the script tag, or put the tag right after the `div`",
            ),
            Self::FrameWithoutSrc { attribute } => Explanation::problem(
                "frame-src",
                format!("the frame's address stands in `{}` and not in `src`", shorten(attribute)),
                "the frame is empty until another script has put it right, perhaps only after \
                 consent",
                "exempt the folder's frames from what rewrote it: they set no cookie and store \
                 nothing; they have `loading=\"lazy\"` already",
            ),
            Self::SandboxedFrame => Explanation::problem(
                "frame-sandbox",
                "the frame has a `sandbox` without `allow-scripts`",
                "the box in it does not start",
                "add `allow-scripts allow-popups`, or frame `stories/ID.html`, which needs no \
                 script",
            ),
        }
    }
}
