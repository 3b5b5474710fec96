//! The rows that open below who says what, and the sections in them.

use super::context::{Props, Rows};
use super::controls::{render_link_about, render_request_button};
use super::disclosure::{Disclosure, render_range};
use super::facts::{render_gaps, render_more_facts};
use super::line::{
    STORY_PREFIX, render_line_attribution, render_linked_text, render_sentence, render_text,
};
use super::markup::{Attr, Markup};
use super::share::render_share;
use super::state::Request;
use super::who::render_question;
use crate::view::{
    Drawing, EventMark, Fill, Fold, FoldId, Group, Line, LineKind, SectionId, Word, ids,
    is_safe_href,
};

/// How many lines of a list are open, and how many are in each group of the others.
const MAX_LINES: usize = 60;

/// Renders the rows.
pub(super) fn render_folds(m: &mut Markup, props: &Props) {
    m.element("div", "cfb-rest", |m| {
        for fold in &props.view.folds {
            render_fold(m, props, fold);
        }
    });
}

fn render_fold(m: &mut Markup, props: &Props, fold: &Fold) {
    let id = ids::fold(fold.id.as_str());
    let part = Disclosure { class: "cfb-sec", id: &id, title: &fold.title, digest: &fold.digest };
    let is_filled = props.rows != Rows::Empty;
    part.render(m, props, |m| m.fragment_if(is_filled, |m| render_fold_body(m, props, fold)));
}

fn render_fold_body(m: &mut Markup, props: &Props, fold: &Fold) {
    match fold.id {
        FoldId::Unknowns => {
            render_section(m, props, fold, SectionId::Questions);
            render_gaps(m, props);
        }
        FoldId::Facts => {
            render_more_facts(m, props);
            render_section(m, props, fold, SectionId::Scale);
            render_section(m, props, fold, SectionId::Timeline);
            render_section(m, props, fold, SectionId::Related);
        }
        FoldId::Background => {
            render_section(m, props, fold, SectionId::Context);
            for issue in props.view.issues.iter().filter(|issue| !issue.is_own) {
                m.element("div", "cfb-part", |m| render_question(m, props, issue, 2));
            }
            render_section(m, props, fold, SectionId::Who);
            render_section(m, props, fold, SectionId::Words);
        }
        FoldId::Sources => {
            render_section(m, props, fold, SectionId::Sources);
            render_share(m, props);
        }
    }
}

fn render_section(m: &mut Markup, props: &Props, fold: &Fold, id: SectionId) {
    m.optional(props.view.section(id), |m, section| {
        m.element("div", "cfb-part", |m| {
            m.set_attribute(Attr::Id, id.as_str());
            // The title of the row may say it already.
            m.fragment_if(section.title != fold.title, |m| {
                m.text_element(props.heading_tag(2), "cfb-h4", &section.title);
            });
            for group in &section.groups {
                render_group(m, props, group);
            }
        });
    });
}

/// Renders lines, under their own title if they have one. Of a long list, the rest is in groups,
/// which open.
pub(super) fn render_group(m: &mut Markup, props: &Props, group: &Group) {
    m.text_element_if_any(props.heading_tag(3), "cfb-h5", &group.title);
    let lines = &*group.lines;
    let (open, folded) = lines.split_at_checked(MAX_LINES).unwrap_or((lines, &[]));
    render_lines(m, props, open);
    m.fragment(|m| {
        let mut count = open.len();
        for lines in folded.chunks(MAX_LINES) {
            let first = count.saturating_add(1).to_string();
            count = count.saturating_add(lines.len());
            let last = count.to_string();
            let names = [name_line(lines.first(), &first), name_line(lines.last(), &last)];
            render_range(m, props, "cfb-lines", "cfb-more-sum", names, |m| {
                render_lines(m, props, lines);
            });
        }
    });
}

/// What a line is called: its label or, without one, its number in the list.
fn name_line<'a>(line: Option<&'a Line>, number: &'a str) -> &'a str {
    line.map(|line| &*line.label).filter(|label| !label.is_empty()).unwrap_or(number)
}

fn render_lines(m: &mut Markup, props: &Props, lines: &[Line]) {
    m.element("ul", "cfb-list", |m| {
        for line in lines {
            m.element("li", "", |m| {
                m.set_attribute(Attr::Id, &line.id);
                m.set_attribute(Attr::Class, line_class(&line.kind));
                render_label(m, props, line);
                m.element("div", "", |m| render_line(m, props, line));
            });
        }
    });
}

/// The class of a line. Entries of the timeline have one for their marker.
fn line_class(kind: &LineKind) -> &'static str {
    match kind {
        LineKind::Event(EventMark::Event) => "cfb-item cfb-on cfb-on-event",
        LineKind::Event(EventMark::Said) => "cfb-item cfb-on cfb-on-said",
        LineKind::Event(EventMark::Ahead) => "cfb-item cfb-on cfb-on-ahead",
        LineKind::Event(EventMark::Undated) => "cfb-item cfb-on cfb-on-undated",
        LineKind::Sentence
        | LineKind::Question(_)
        | LineKind::Amount(_)
        | LineKind::Contract(_)
        | LineKind::Newest(_)
        | LineKind::Source(_)
        | LineKind::Correction => "cfb-item",
    }
}

/// Renders the label over a line, if it has one: of a source, its number.
fn render_label(m: &mut Markup, props: &Props, line: &Line) {
    let source = line.kind.source();
    m.fragment_if(source.is_some() || !line.label.is_empty(), |m| {
        m.element("p", "cfb-item-label", |m| {
            // Read out alone, the number would mean nothing.
            m.fragment_if(source.is_some(), |m| {
                m.element("span", "cfb-vh", |m| {
                    m.joined_text(&[props.view.ui_string(Word::SourceNumber), " "])
                });
            });
            match source {
                Some(source) => m.text(&source.number.to_string()),
                None => m.text(&line.label),
            }
        });
    });
}

fn render_line(m: &mut Markup, props: &Props, line: &Line) {
    match &line.kind {
        LineKind::Sentence | LineKind::Event(_) => render_sentence(m, props, line, "", None),
        LineKind::Question(state) => {
            render_sentence(m, props, line, "cfb-q", Some((*state).into()))
        }
        LineKind::Amount(drawing) => render_amount(m, props, line, drawing),
        LineKind::Contract(href) => {
            let visit = Some(&**href).filter(|href| href.starts_with(STORY_PREFIX));
            render_reference(m, props, line, href, visit, "");
        }
        LineKind::Newest(href) => render_reference(m, props, line, href, None, ""),
        LineKind::Source(source) => {
            render_reference(m, props, line, &source.href, None, &source.archived);
        }
        LineKind::Correction => render_reference(m, props, line, "", None, ""),
    }
}

/// Renders an amount, its kind, and its picture. The squares are the dashes of one SVG path, which
/// takes far less markup than an element for each.
fn render_amount(m: &mut Markup, props: &Props, line: &Line, drawing: &Drawing) {
    m.element("p", "cfb-amount", |m| m.element("bdi", "", |m| m.breakable_amount(&line.text)));
    m.element("svg", "cfb-squares", |m| {
        m.set_attribute(Attr::ViewBox, &drawing.view_box);
        m.set_attribute(Attr::AriaHidden, "true");
        let class = match drawing.fill {
            Fill::Solid => "cfb-solid",
            Fill::Tint => "cfb-tint",
            Fill::Hollow => "cfb-hollow",
        };
        m.element("path", "", |m| {
            m.set_attribute(Attr::Class, class);
            m.set_attribute(Attr::D, &drawing.path);
        });
        // SVG cannot stroke the outline of a dash: a thinner path over it makes squares hollow.
        m.fragment_if(drawing.fill == Fill::Hollow, |m| {
            m.element("path", "cfb-hole", |m| m.set_attribute(Attr::D, &drawing.path))
        });
    });
    m.text_element("p", "cfb-detail", &line.detail);
    render_line_attribution(m, props, line);
}

/// Renders a line whose text is a link, if it has a URL. `visit` is the page of a related contract
/// whose box can be shown in place of this one, `archived` the URL of an archived copy.
fn render_reference(
    m: &mut Markup,
    props: &Props,
    line: &Line,
    href: &str,
    visit: Option<&str>,
    archived: &str,
) {
    m.element("p", "cfb-rel", |m| render_linked_text(m, props, &line.text, href));
    if let Some(page) = visit {
        render_request_button(m, props, Request::Visit(page), Word::ShowHere);
    }
    render_text(m, None, "cfb-detail", &line.detail);
    render_line_attribution(m, props, line);
    m.fragment_if(is_safe_href(archived), |m| {
        m.element("p", "cfb-links", |m| {
            render_link_about(m, props, archived, Word::Archived, &[&line.text])
        });
    });
}
