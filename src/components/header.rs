//! The head of the box: kicker, title and the status track.

use yew::Html;

use super::context::Props;
use super::controls::render_back_button;
use super::icon::render_icon;
use super::markup::{Attr, Markup};
use super::newer::render_newer;
use crate::view::{Icon, Notice, Parts, Stage, StageState, Word, ids};

/// Renders the head of the box, with what this page shows of it as its title.
pub(super) fn render_header(m: &mut Markup, props: &Props) {
    let view = &props.view;
    let issue = match &props.parts {
        Parts::Words(Some(id)) => view.issues.iter().find(|issue| issue.id == *id),
        Parts::All | Parts::Facts | Parts::Words(None) | Parts::Compare(_) => None,
    };
    let kicker = match &props.parts {
        Parts::All | Parts::Facts => &view.kicker,
        Parts::Words(_) => view.ui_string(Word::WhoSaysWhat),
        Parts::Compare(_) => view.ui_string(Word::SideBySide),
    };
    m.element("header", "", |m| {
        m.element("p", "cfb-kicker", |m| {
            m.text_element("span", "", kicker);
            m.text(" ");
            m.element("span", "cfb-asof", |m| {
                m.joined_text(&[view.ui_string(Word::AsOf), " ", &view.as_of])
            });
        });
        m.fragment_if(!props.back.is_empty(), |m| render_back_button(m, props));
        m.optional(view.newer.as_ref(), |m, section| render_newer(m, props, section));
        m.element(props.heading_tag(0), "cfb-title", |m| {
            m.set_attribute(Attr::Id, ids::TITLE);
            m.text(issue.map_or(&view.title, |issue| &issue.question));
        });
        m.text_element_if_any("p", "cfb-scope", issue.map_or("", |issue| &issue.scope));
        m.optional(view.withdrawn.as_ref(), |m, notice| render_notice(m, props, notice));
    });
}

/// Renders why the story was withdrawn.
fn render_notice(m: &mut Markup, props: &Props, notice: &Notice) {
    m.element("p", "cfb-status", |m| {
        m.element("strong", "cfb-state", |m| {
            render_icon(m, Some(Icon::Blocked.into()));
            m.text(&notice.label);
        });
        // Keep the space inside this span: Chrome counts a text node of its own as a layout shift
        // while the page streams in.
        m.element("span", "cfb-state-note", |m| {
            m.joined_text(&[
                " ",
                &notice.reason,
                props.view.ui_string(Word::AsideOpen),
                &notice.date,
                props.view.ui_string(Word::AsideClose),
            ])
        });
    });
}

/// Renders the stages of the contract, from the first to the last.
pub(super) fn render_track(m: &mut Markup, props: &Props) {
    let view = &props.view;
    if view.track.is_empty() {
        return m.child(Html::default());
    }
    m.element("ol", "cfb-track", |m| {
        // Some browsers take a list without bullets for none.
        m.set_attribute(Attr::Role, "list");
        let label =
            [&view.status.label, view.ui_string(Word::Colon), " ", &view.status.text].concat();
        m.set_attribute(Attr::AriaLabel, &label);
        for stage in &view.track {
            m.element("li", stage_class(stage), |m| {
                if stage.is_current {
                    m.set_attribute(Attr::AriaCurrent, "step");
                }
                m.text_element("b", "", &stage.label);
                m.text(" ");
                m.text_element_if_any("span", "cfb-sub", &stage.detail);
            });
        }
    });
}

fn stage_class(stage: &Stage) -> &'static str {
    match stage.state {
        StageState::Reached => "cfb-stage cfb-stage-reached",
        StageState::Planned => "cfb-stage cfb-stage-planned",
        StageState::Disputed => "cfb-stage cfb-stage-disputed",
        StageState::Stopped => "cfb-stage cfb-stage-stopped",
        StageState::Unknown => "cfb-stage",
    }
}
