//! What a reader takes along: links to the box and to its parts, words to cite it by, code to embed it by.
//!
//! The buttons only name what they do; `acts.js` does it, since it is the browser's business.

use super::context::Props;
use super::evidence::link;
use super::markup::{Attr, Markup};
use super::part::Part;
use crate::view::Word;

/// A button that takes something along and says so when it is done, or goes somewhere and says so if it cannot; without `to`, a link to what it stands in.
pub(super) fn button(m: &mut Markup, props: &Props, act: &str, to: Option<&str>, text: Word) {
    let view = &props.view;
    let done = match act {
        "link" => Word::LinkCopied,
        "visit" | "newest" => Word::NotArrived,
        _ => Word::Copied,
    };
    m.el("button", "cfb-act", |m| {
        m.attr(Attr::Type, "button");
        m.attr(Attr::DataAct, act);
        m.attr(Attr::DataDone, view.word(done));
        if let Some(to) = to {
            m.attr(Attr::DataTo, to);
        }
        m.text(view.word(text));
    });
}

/// A button over words that can be read without it: it leads to a part of the box.
pub(super) fn lead(m: &mut Markup, to: &str, label: &str) {
    m.el("button", "cfb-lead", |m| {
        m.attr(Attr::Type, "button");
        m.attr(Attr::DataAct, "show");
        m.attr(Attr::DataTo, to);
        m.attr(Attr::AriaLabel, label);
    });
}

/// The part below all others.
pub(super) fn share(m: &mut Markup, props: &Props) {
    let view = &props.view;
    let (title, digest) = (view.word(Word::Use), view.word(Word::UseDigest));
    let part = Part { class: "cfb-sec cfb-use", id: "use", title, digest, summary: None };
    part.with(m, props, |m| {
        m.el("p", "cfb-acts", |m| {
            link(
                m,
                &[&*props.base, "stories/", &*view.id, ".html"].concat(),
                view.word(Word::PrintPage),
            );
            button(m, props, "link", Some(""), Word::CopyBox);
            button(m, props, "share", None, Word::Share);
        });
        m.leaf(props.heading(2), "cfb-h4", view.word(Word::Cite));
        m.el("div", "cfb-take", |m| {
            m.el("p", "", |m| m.leaf("cite", "", &view.cite));
            button(m, props, "cite", None, Word::Copy);
        });
        m.leaf(props.heading(2), "cfb-h4", view.word(Word::Embed));
        m.el("div", "cfb-take", |m| {
            m.el("code", "cfb-code", |m| {
                m.attr(Attr::Dir, "ltr");
                m.texts(&[
                    "<script async src=\"",
                    &*props.base,
                    "embed.js\" data-story=\"",
                    &*view.id,
                    "\"></script>",
                ]);
            });
            button(m, props, "embed", None, Word::Copy);
        });
    });
}
