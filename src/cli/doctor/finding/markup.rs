//! What a content system does to what was pasted.

use super::{Words, say, short};
use crate::cli::check::counted;

/// What is wrong with the markup.
#[derive(Debug)]
pub(in crate::cli::doctor) enum MarkupProblem {
    NoBox,
    Escaped(String),
    OnlyLink,
    NoLoader,
    NoSrc(String),
    OtherType(String),
    Later(String),
    NoModule,
    IntegrityWithoutCors,
    IntegrityUnhashed,
    IntegrityOther,
    LoaderTwice {
        tags: usize,
        folders: usize,
    },
    /// `saved`: the page is a file, which a browser may have written.
    TemplateLost {
        saved: bool,
    },
    TemplateInert,
    /// `text`: what stands beside it is still seen.
    TemplateEmpty {
        text: bool,
    },
    StyleLost,
    /// A story as plain HTML, in nothing that says so.
    NameLost,
    /// `alone`: the element is gone, too.
    LooseMarkup {
        alone: bool,
    },
    HiddenCopy,
    FactsLost,
    LinkLost,
    Gaps(usize),
    NoStory,
    BadId(String),
    BoxTwice {
        id: String,
        first: String,
    },
    FrameUnset(String),
    FrameSandbox,
}

impl MarkupProblem {
    pub(super) fn is_note(&self) -> bool {
        matches!(self, Self::Later(_) | Self::LoaderTwice { .. } | Self::HiddenCopy)
    }

    pub(super) fn words(&self) -> Words {
        match self {
            Self::NoBox => say(
                "no-box",
                "there is no contract fact box in the page's HTML, nor a frame or a link of one",
                "readers see nothing of it",
                "paste what `prerender` prints, as HTML and not as text, and look whether the content system keeps it; \
                 if it takes elements away, use `prerender --as div`, or `--as frame`",
            ),
            Self::Escaped(start) => (
                "escaped",
                format!("a snippet stands there as text (`{start}…`)"),
                "readers see code instead of a box".into(),
                "paste it in the editor's HTML view or in an HTML block, not in its text".into(),
            ),
            Self::OnlyLink => say(
                "only-link",
                "a link to the story's page is all that is left",
                "readers see a link and no facts",
                "the content system has taken away the `div`, element or frame around it: paste `prerender --as div` and \
                 install the script once for the site, or allow frames of the folder",
            ),
            Self::NoLoader => say(
                "no-loader",
                "there are boxes in the page, and no script tag of the loader",
                "what the boxes hold stays as it is: nothing opens evidence, compares people or tells of a newer version",
                "the content system takes scripts away: have `<script async src=\"…/embed.js\"></script>` put into the \
                 site's template once, or use `prerender --as frame`",
            ),
            Self::NoSrc(attribute) => (
                "script-src",
                format!("the loader's address stands in `{}` and not in `src`", short(attribute)),
                "no box is loaded until another script has put it right, perhaps only after consent".into(),
                "exempt embed.js from the optimiser or consent manager: it sets no cookie and stores nothing".into(),
            ),
            Self::OtherType(kind) => (
                "script-type",
                format!("the loader's tag has `type=\"{}\"`", short(kind)),
                "browsers do not run it; a consent manager or an optimiser may, later or never".into(),
                "exempt embed.js from what rewrote the tag: it sets no cookie and stores nothing".into(),
            ),
            Self::Later(kind) => (
                "script-later",
                format!("an optimiser has given the loader's tag `type=\"{}\"`", short(kind)),
                "boxes become live when the optimiser likes, perhaps only when the reader scrolls".into(),
                "exempt embed.js if that is too late (in Cloudflare: `data-cfasync=\"false\"` on the tag)".into(),
            ),
            Self::NoModule => say(
                "script-nomodule",
                "the loader's tag has `nomodule`",
                "no browser that can show a box runs it",
                "take `nomodule` out",
            ),
            Self::IntegrityWithoutCors => say(
                "integrity-crossorigin",
                "the loader's tag has `integrity` without `crossorigin`",
                "browsers do not run a script of another origin that they cannot check",
                "add `crossorigin=\"anonymous\"`",
            ),
            Self::IntegrityOther => say(
                "integrity-other",
                "the `integrity` is not of the script that its address answers with",
                "browsers do not run it; what the boxes hold stays as it is",
                "take the value that manifest.json has for this file, or leave `integrity` out",
            ),
            Self::IntegrityUnhashed => say(
                "integrity-unhashed",
                "the loader's tag has `integrity`, and the address of a file that changes",
                "with the next build of the folder browsers stop running it",
                "use the address with a hash in its name (`embed.HASH.js`), or take `integrity` out",
            ),
            Self::LoaderTwice { tags, folders } => (
                "loader-twice",
                format!("there are {} of the loader in the page", counted(*tags, "tag")),
                if *folders > 1 {
                    format!("they are of {folders} folders; boxes that name no folder get the first one's")
                } else {
                    "that does no harm".into()
                },
                "one is enough".into(),
            ),
            Self::TemplateLost { saved } => (
                "template-lost",
                "the element has the story as plain HTML, and no template with the static box".into(),
                "readers see the plain HTML until the script has come".into(),
                if *saved {
                    "if this file was saved from a browser's window, name the page's address instead, for browsers leave \
                     templates out; else paste `prerender --as div`, which loses nothing"
                } else {
                    "the content system takes `<template>` away: allow it, or paste `prerender --as div`, which loses nothing"
                }
                .into(),
            ),
            Self::TemplateInert => say(
                "template-inert",
                "the template with the static box has lost `shadowrootmode=\"open\"`",
                "readers see the plain HTML until the script has come",
                "allow that attribute in the content system, or paste `prerender --as div`",
            ),
            Self::TemplateEmpty { text } => (
                "template-empty",
                "the template has no static box in it".into(),
                if *text {
                    "readers see the plain HTML until the script has come"
                } else {
                    "readers see nothing until the script has come: the template hides what stands beside it"
                }
                .into(),
                "keep the content system from emptying `<template>`, or paste `prerender --as div`".into(),
            ),
            Self::NameLost => say(
                "name-lost",
                "a story stands there as plain HTML, and nothing around it says that it is a box's",
                "readers have the facts as the page's own text, and no box comes",
                "have the content system keep `data-contract-fact-box` on the `div`, or paste `prerender --as frame`",
            ),
            Self::StyleLost => say(
                "style-lost",
                "the template with the static box has neither `<style>` nor a stylesheet's `<link>`",
                "the box has no style until the script has come",
                "paste `prerender --css link`, or `--as div` if the content system takes that away, too",
            ),
            Self::LooseMarkup { alone } => (
                "loose-markup",
                "the markup of a static box stands in the page as loose text".into(),
                "readers see the facts without style, and twice where the plain HTML is left beside it".into(),
                if *alone {
                    "the content system has taken the element, the template and the script away: paste `prerender --as div` instead"
                } else {
                    "the content system has taken `<template>` away and left what was in it: paste `prerender --as div` instead"
                }
                .into(),
            ),
            Self::HiddenCopy => say(
                "hidden-copy",
                "the content system has taken a template away and left what was in it, hidden",
                "readers see nothing of it, and the page is larger than it need be",
                "paste `prerender --as div` instead",
            ),
            Self::FactsLost => say(
                "facts-lost",
                "nothing stands in it",
                "readers see nothing until the script has come, and never anything in feeds or if it fails",
                "paste what `prerender` prints, or put a link to the story's page in it",
            ),
            Self::LinkLost => say(
                "link-lost",
                "the text in it is no link",
                "where the script does not come, readers cannot get to the facts",
                "link it to the story's page in the folder, `stories/ID.html`",
            ),
            Self::Gaps(count) => (
                "gaps",
                match count {
                    1 => "the content system has put an empty paragraph or line break into it".into(),
                    _ => format!("the content system has put {count} empty paragraphs or line breaks into it"),
                },
                "the text has gaps that nobody wants".into(),
                "paste it into an HTML block, or turn automatic paragraphs off for it".into(),
            ),
            Self::NoStory => say(
                "no-story",
                "it names neither a `story` nor a `src`",
                "no box is loaded into it",
                "put the story's id back, or paste the snippet again; a content system may have taken the attribute away",
            ),
            Self::BadId(id) => (
                "bad-id",
                format!("`{}` is no id of a story", short(id)),
                "no box is loaded into it".into(),
                if id.contains(['“', '”', '″', '„', '«', '»', '&']) {
                    "the content system has made typographic quotation marks of the straight ones: paste it into an HTML block"
                } else {
                    "write it in lower-case letters, digits and hyphens, as it stands in `manifest.json`"
                }
                .into(),
            ),
            Self::BoxTwice { id, first } => (
                "box-twice",
                format!("the script tag, which no longer stands right after the marked `div`, makes a second box of `{}`", short(id)),
                format!("readers see the box twice, here and in {first}"),
                "take `data-story` out of the script tag, or put the tag right after the `div`".into(),
            ),
            Self::FrameUnset(attribute) => (
                "frame-src",
                format!("the frame's address stands in `{}` and not in `src`", short(attribute)),
                "the frame is empty until another script has put it right, perhaps only after consent".into(),
                "exempt the folder's frames from what rewrote it: they set no cookie and store nothing; they have `loading=\"lazy\"` already".into(),
            ),
            Self::FrameSandbox => say(
                "frame-sandbox",
                "the frame has a `sandbox` without `allow-scripts`",
                "the box in it does not start",
                "add `allow-scripts allow-popups`, or frame `stories/ID.html`, which needs no script",
            ),
        }
    }
}
