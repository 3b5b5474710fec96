//! The parts that open below: context, open questions, related contracts, sources and corrections.

use super::context::Props;
use super::controls::{button, link};
use super::line::{attribution, linked, sentence, words};
use super::markup::{Attr, Markup};
use super::part::Part;
use super::state::Request;
use crate::view::{Group, Line, Section, Word, is_safe_href};

/// How the names of the sources begin.
const SOURCE: &str = "source-";
/// How the address of another box in the built folder begins.
const WITHIN: &str = "stories/";

/// Everything after who says what.
pub(super) fn sections(m: &mut Markup, props: &Props) {
    m.list(|m| props.view.sections.iter().for_each(|each| section(m, props, each)));
}

fn section(m: &mut Markup, props: &Props, section: &Section) {
    let part = Part {
        class: "cfb-sec",
        id: &section.id,
        title: &section.title,
        digest: &section.digest,
        summary: None,
    };
    part.with(m, props, |m| section.groups.iter().for_each(|each| group(m, props, section, each)));
}

/// Lines under a title of their own.
pub(super) fn group(m: &mut Markup, props: &Props, section: &Section, group: &Group) {
    m.leaf_if_any(props.heading(2), "cfb-h4", &group.title);
    m.el("ul", "cfb-list", |m| {
        for line in &group.lines {
            m.el("li", "", |m| {
                m.attr(Attr::Id, &line.id);
                let mark = ["cfb-item cfb-on cfb-on-", &*line.icon].concat();
                m.attr(Attr::Class, if section.id == "timeline" { &mark } else { "cfb-item" });
                m.when(!line.label.is_empty(), |m| {
                    m.el("p", "cfb-item-label", |m| {
                        // A number alone tells nothing to whoever hears it.
                        m.when(line.id.starts_with(SOURCE), |m| {
                            m.el("span", "cfb-vh", |m| {
                                m.texts(&[props.view.word(Word::SourceNumber), " "])
                            });
                        });
                        m.text(&line.label);
                    });
                });
                m.el("div", "", |m| match &*section.id {
                    "related" | "sources" => reference(m, props, section, line),
                    "newer" if !line.href.is_empty() => reference(m, props, section, line),
                    "questions" => sentence(m, props, line, "cfb-q"),
                    "scale" if !line.path.is_empty() => figure(m, props, line),
                    _ => sentence(m, props, line, ""),
                });
            });
        }
    });
}

/// An amount, its kind, and its picture: squares, which are the dashes of a line.
fn figure(m: &mut Markup, props: &Props, line: &Line) {
    m.el("p", "cfb-amount", |m| m.el("bdi", "", |m| m.amount(&line.text)));
    m.el("svg", "cfb-squares", |m| {
        m.attr(Attr::ViewBox, &line.frame);
        m.attr(Attr::AriaHidden, "true");
        m.attr(Attr::Focusable, "false");
        m.el("path", "", |m| {
            m.attr(Attr::Class, &["cfb-", &*line.icon].concat());
            m.attr(Attr::D, &line.path);
        });
        // What makes the squares hollow.
        m.when(line.icon == "hollow", |m| {
            m.el("path", "cfb-hole", |m| m.attr(Attr::D, &line.path))
        });
    });
    m.leaf("p", "cfb-detail", &line.detail);
    attribution(m, props, "", &line.evidence, &line.note);
}

/// A line whose text leads somewhere: another contract, or a source.
fn reference(m: &mut Markup, props: &Props, section: &Section, line: &Line) {
    m.el("p", "cfb-rel", |m| linked(m, props, line));
    if section.id == "related" && line.href.starts_with(WITHIN) {
        button(m, props, Request::Visit(&line.href), Word::ShowHere);
    }
    words(m, line, "cfb-detail", &line.detail);
    attribution(m, props, "", &line.evidence, &line.note);
    m.when(is_safe_href(&line.archived), |m| {
        m.el("p", "cfb-links", |m| link(m, &line.archived, props.view.word(Word::Archived)));
    });
}
