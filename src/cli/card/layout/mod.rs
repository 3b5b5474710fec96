//! Where everything on a card stands, and how large it is.
//!
//! From the top: the newsroom, the date of the check and the title; at the bottom, the value and the
//! facts; below a rule, where the newest version is. The largest sizes are taken that leave room for
//! all of it. If none does, texts are cut, and marked so; but a value never loses what kind of
//! figure it is: the card then says that the value is in the box.

mod parts;

use contract_fact_box::model::Direction;
use contract_fact_box::view::ShareCard;

use self::parts::Part;
use super::drawing::{Drawing, LINE, Painter, STRONG, Shape};
use super::typesetter::Typesetter;

/// The space above and below a fact, as a share of its size.
const LEAST_PADDING: f32 = 0.3;
/// How much larger it may be.
const MOST_PADDING: f32 = 0.45;

/// The sizes of a card's texts in pixels, and how many lines they may have.
#[derive(Clone, Copy, Debug)]
struct Sizes {
    title: f32,
    title_lines: usize,
    body: f32,
    fact_lines: usize,
    /// Whether the title and the facts may be cut.
    may_cut: bool,
}

impl Sizes {
    const fn new(title: f32, title_lines: usize, body: f32) -> Self {
        Self { title, title_lines, body, fact_lines: 3, may_cut: false }
    }

    /// The last resort, which cuts what does not fit.
    const fn cut(title: f32, title_lines: usize, body: f32, fact_lines: usize) -> Self {
        Self { title, title_lines, body, fact_lines, may_cut: true }
    }
}

/// The sizes that are tried, from the largest.
const WIDE_SIZES: [Sizes; 12] = [
    Sizes::new(72.0, 1, 32.0),
    Sizes::new(64.0, 2, 31.0),
    Sizes::new(56.0, 3, 30.0),
    Sizes::new(50.0, 4, 29.0),
    Sizes::new(46.0, 4, 28.0),
    Sizes::new(42.0, 4, 27.0),
    Sizes::new(44.0, 4, 25.0),
    Sizes::new(38.0, 4, 25.0),
    Sizes::cut(42.0, 4, 27.0, 2),
    Sizes::cut(40.0, 3, 25.0, 2),
    Sizes::cut(38.0, 3, 25.0, 1),
    Sizes::cut(38.0, 2, 24.0, 1),
];
const SQUARE_SIZES: [Sizes; 10] = [
    Sizes::new(116.0, 2, 48.0),
    Sizes::new(100.0, 2, 45.0),
    Sizes::new(92.0, 3, 43.0),
    Sizes::new(82.0, 4, 42.0),
    Sizes::new(72.0, 4, 40.0),
    Sizes::new(64.0, 4, 38.0),
    Sizes::new(56.0, 4, 34.0),
    Sizes::cut(60.0, 4, 36.0, 3),
    Sizes::cut(54.0, 4, 32.0, 2),
    Sizes::cut(48.0, 3, 30.0, 1),
];

/// Lays out a card.
pub(crate) fn lay_out(card: &ShareCard, shape: Shape, typesetter: &mut Typesetter) -> Drawing {
    let sizes: &[Sizes] = match shape {
        Shape::Wide => &WIDE_SIZES,
        Shape::Square => &SQUARE_SIZES,
    };
    let with_value = sizes.iter().map(|sizes| (sizes, true));
    let without_value = sizes.iter().map(|sizes| (sizes, false));
    let mut attempts = with_value.chain(without_value);
    let last = sizes.last().copied().unwrap_or(Sizes::cut(38.0, 2, 24.0, 1));
    let mut composer = Composer { card, typesetter, frame: Frame::of(shape) };
    attempts
        .find_map(|(sizes, has_value)| composer.compose(*sizes, has_value, false))
        .or_else(|| composer.compose(last, false, true))
        .unwrap_or_else(|| Painter::new(shape, false).finish())
}

/// The measures of a card that do not depend on its texts, in pixels.
#[derive(Clone, Copy, Debug)]
struct Frame {
    shape: Shape,
    width: f32,
    height: f32,
    /// The empty space at all sides.
    margin: f32,
    /// The size of the first and the last line.
    small: f32,
    /// The most lines of what sources that disagree say of the value.
    dispute_lines: usize,
}

impl Frame {
    fn of(shape: Shape) -> Self {
        let (width, height) = shape.size();
        let (margin, small, dispute_lines) = match shape {
            Shape::Wide => (56.0, 25.0, 5),
            Shape::Square => (80.0, 32.0, 9),
        };
        Self { shape, width: width.into(), height: height.into(), margin, small, dispute_lines }
    }

    fn inner_width(self) -> f32 {
        self.width - 2.0 * self.margin
    }
}

/// Makes the parts of a card, and a card of them.
struct Composer<'c> {
    card: &'c ShareCard,
    typesetter: &'c mut Typesetter,
    frame: Frame,
}

impl Composer<'_> {
    /// Lays out the card in these sizes, if all of it fits or it must.
    fn compose(&mut self, sizes: Sizes, has_value: bool, must_fit: bool) -> Option<Drawing> {
        let Frame { shape, width, height, margin, small, .. } = self.frame;
        let head = self.set_head();
        let title = self.set_title(sizes);
        let foot = self.set_foot();
        let notice = self.card.notice.as_ref().map(|notice| self.set_notice(notice, sizes));
        let value = match &self.card.value {
            Some(value) if value.is_known && has_value => Some(self.set_value(value, sizes)?),
            Some(_) | None => None,
        };
        let mut facts = self.set_facts(sizes, has_value, sizes.body * LEAST_PADDING)?;
        let is_cut = title.is_cut() || facts.is_cut() || notice.as_ref().is_some_and(Part::is_cut);
        if is_cut && !sizes.may_cut {
            return None;
        }

        let gap = sizes.body * 0.6;
        let head_top = small * 1.5;
        let title_top = head_top + head.height + small * 0.35;
        let foot_rule = height - foot.height - small * 1.45;
        // What is left over goes to the rows, so that they do not crowd below an empty space.
        let rows = facts.rules.len();
        if rows > 0 {
            let used = title_top + title.height + facts.height + gap * 4.0;
            let spare = foot_rule - used - value.as_ref().map_or(0.0, |value| value.height);
            #[expect(clippy::cast_precision_loss, reason = "there are four rows at most")]
            let more = (spare / 4.0 / rows as f32).min(sizes.body * MOST_PADDING).max(0.0);
            facts = self.set_facts(sizes, has_value, sizes.body * LEAST_PADDING + more)?;
        }
        let lower: Vec<_> = [value, notice, Some(facts)].into_iter().flatten().collect();
        let lower: Vec<_> = lower.into_iter().filter(|part| part.height > 0.0).collect();
        let gaps = lower.iter().map(|_| gap).sum::<f32>();
        let lower_height = lower.iter().map(|part| part.height).sum::<f32>() + gaps;
        let title_bottom = title_top + title.height;
        let has_notice = self.card.notice.is_some();
        let room = foot_rule - title_bottom - lower_height;
        if room < gap && !must_fit {
            return None;
        }

        let mut painter = Painter::new(shape, self.card.dir == Direction::Rtl);
        painter.draw_rule(STRONG, 0.0, 0.0, width, 3.0);
        painter.draw_rule(STRONG, margin, 0.0, small * 4.0, small * 0.5);
        self.draw_part(&mut painter, head, head_top);
        self.draw_part(&mut painter, title, title_top);
        // Facts stand at the bottom, so that titles of any length leave them there; a notice is read
        // on from the title.
        let mut top = match has_notice {
            true => title_bottom + gap * 2.0,
            false => foot_rule - lower_height,
        };
        for part in lower {
            let part_height = part.height;
            self.draw_part(&mut painter, part, top);
            top += part_height + gap;
        }
        painter.draw_rule(STRONG, margin, foot_rule, self.frame.inner_width(), 2.0);
        self.draw_part(&mut painter, foot, foot_rule + small * 0.5);
        Some(painter.finish())
    }

    fn draw_part(&self, painter: &mut Painter, part: Part, top: f32) {
        let Frame { margin, .. } = self.frame;
        for rule in part.rules {
            painter.draw_rule(LINE, margin, top + rule, self.frame.inner_width(), 1.5);
        }
        for (block, start, own_top, width) in part.texts {
            painter.draw_text(block, margin + start, top + own_top, width);
        }
    }
}
