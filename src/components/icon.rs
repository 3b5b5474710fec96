//! The icons: solid means on the record, dashed means not. An icon is always next to the word for
//! the same thing, since shape and colour alone do not reach every reader.

use yew::Html;

use super::markup::{Attr, Markup};
use crate::model::{QuestionState, SilenceKind, Stance};
use crate::view::Icon;

/// What an icon draws, as SVG path data.
#[derive(Clone, Copy)]
pub(super) enum Drawn {
    /// A filled shape, by its outline.
    Solid(&'static str),
    /// A dashed ring, which means that nothing is on record, with the lines inside it, which
    /// distinguish the kinds of silence.
    Ring(&'static str),
}

/// The icon where nothing is on record, whatever the reason.
pub(super) const NOTHING: Drawn = Drawn::Ring("");

/// Draws an icon. Without one it still adds an empty child, since Yew matches children by position.
pub(super) fn render_icon(m: &mut Markup, icon: Option<Drawn>) {
    let Some(drawn) = icon else { return m.child(Html::default()) };
    m.element("svg", "cfb-i", |m| {
        m.set_attribute(Attr::ViewBox, "0 0 16 16");
        m.set_attribute(Attr::AriaHidden, "true");
        match drawn {
            Drawn::Solid(outline) => draw(m, "", outline),
            Drawn::Ring(inside) => {
                draw(
                    m,
                    "cfb-ring",
                    "M8 1.750a6.250 6.250 0 1 1 0 12.500 6.250 6.250 0 0 1 0-12.500",
                );
                m.fragment_if(!inside.is_empty(), |m| draw(m, "cfb-stroke", inside));
            }
        }
    });
}

fn draw(m: &mut Markup, class: &'static str, outline: &str) {
    m.element("path", "", |m| {
        if !class.is_empty() {
            m.set_attribute(Attr::Class, class);
        }
        m.set_attribute(Attr::D, outline);
    });
}

impl From<Stance> for Drawn {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Supports => Drawn::Solid(
                "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm-.9 3.6v2.5H4.6v1.8h2.5v2.5h1.8V8.9h2.5V7.1H8.9V4.6z",
            ),
            Stance::Opposes => Drawn::Solid("M1.5 1.5h13v13h-13zm3.1 5.6v1.8h6.8V7.1z"),
            Stance::Concerned => Drawn::Solid(
                "M8 .3 15.7 8 8 15.7.3 8zM8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z",
            ),
            Stance::Mixed => {
                Drawn::Solid("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.6v10.8A5.4 5.4 0 0 0 8 2.6z")
            }
            Stance::Conditional => {
                Drawn::Solid("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM4.4 7.1v1.8h7.2V7.1z")
            }
            Stance::Undecided => Drawn::Solid(
                "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM3.6 7v2h2V7zm3.4 0v2h2V7zm3.4 0v2h2V7z",
            ),
            Stance::NoneStated => Drawn::Solid(
                "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.7a5.3 5.3 0 1 0 0 10.6A5.3 5.3 0 0 0 8 2.700z",
            ),
        }
    }
}

impl From<SilenceKind> for Drawn {
    fn from(kind: SilenceKind) -> Self {
        match kind {
            SilenceKind::NoReply => Drawn::Ring("M8 4.300V8l2.500 1.600"),
            SilenceKind::Declined => Drawn::Ring("m5.800 5.800 4.400 4.400m0-4.400-4.400 4.400"),
            SilenceKind::CouldNotComment => Drawn::Ring("M5.200 8h5.600"),
            SilenceKind::RepliedWithoutPosition => {
                Drawn::Ring("M5.200 6.700h5.600M5.200 9.300h5.600")
            }
            SilenceKind::NotApproached => Drawn::Ring("M8 8h.01"),
            SilenceKind::NotReported | SilenceKind::NothingFound => NOTHING,
        }
    }
}

impl From<Icon> for Drawn {
    fn from(icon: Icon) -> Self {
        match icon {
            Icon::Done => Drawn::Solid(
                "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zm3.3 4.1L7 9.100 4.700 6.900 3.500 8.200 7 11.600l5.600-5.800z",
            ),
            Icon::Pending => Drawn::Solid(
                "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM7.100 3.500v5.100l3.600 2.200.9-1.500-2.700-1.700V3.500z",
            ),
            Icon::Blocked => Drawn::Solid(
                "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zm3 2.700A5.600 5.600 0 0 0 3.200 11zM5 12.800A5.600 5.600 0 0 0 12.800 5z",
            ),
            Icon::Disputed => Drawn::Solid(
                "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM4 5.200V7h8V5.200zM4 9v1.800h8V9z",
            ),
            Icon::Unknown => NOTHING,
        }
    }
}

impl From<QuestionState> for Drawn {
    fn from(state: QuestionState) -> Self {
        match state {
            QuestionState::Answered => Icon::Done.into(),
            QuestionState::Open
            | QuestionState::Asked
            | QuestionState::FoiPending
            | QuestionState::FoiRefused => Icon::Unknown.into(),
        }
    }
}
