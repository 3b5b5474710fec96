//! Where everything on a card stands, and how large it is.
//!
//! From the top: the newsroom, the date of the check and the title; at the bottom, the value and the
//! facts; below a rule, where the newest version is. The largest sizes are taken that leave room for
//! all of it. If none does, texts are cut, and marked so; but a value never loses what kind of
//! figure it is: the card then says that the value is in the box.

use contract_fact_box::model::Direction;
use contract_fact_box::view::{Notice, ShareCard, ShareFact};

use super::drawing::{Drawing, LINE, Painter, STRONG, Shape};
use super::typesetter::{Room, Span, TextBlock, TextStyle, Typesetter};

/// The most lines of what kind of figure the value is.
const MOST_KIND_LINES: usize = 4;

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
}

impl Frame {
    fn of(shape: Shape) -> Self {
        match shape {
            Shape::Wide => Self { shape, width: 1200.0, height: 630.0, margin: 56.0, small: 25.0 },
            Shape::Square => {
                Self { shape, width: 1200.0, height: 1200.0, margin: 80.0, small: 32.0 }
            }
        }
    }

    fn inner_width(self) -> f32 {
        self.width - 2.0 * self.margin
    }
}

/// A part of a card, whose texts are placed relative to its upper corner at the start.
#[derive(Default)]
struct Part {
    height: f32,
    /// Each text with its start, its top and the width of its box.
    texts: Vec<(TextBlock, f32, f32, f32)>,
    /// The tops of the rules between facts.
    rules: Vec<f32>,
}

impl Part {
    fn add(&mut self, block: TextBlock, start: f32, top: f32, width: f32) {
        self.height = self.height.max(top + block.height);
        self.texts.push((block, start, top, width));
    }

    fn is_cut(&self) -> bool {
        self.texts.iter().any(|(block, ..)| block.is_cut)
    }
}

struct Composer<'c> {
    card: &'c ShareCard,
    typesetter: &'c mut Typesetter,
    frame: Frame,
}

impl Composer<'_> {
    /// Lays out the card in these sizes, if all of it fits or it must.
    fn compose(&mut self, sizes: Sizes, has_value: bool, must_fit: bool) -> Option<Drawing> {
        let Frame { shape, width, height, margin, small } = self.frame;
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
        let card_has_notice = self.card.notice.is_some();
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
        let mut top = match card_has_notice {
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

    /// Sets the newsroom with the words over the title, the date of the check, and that there is a
    /// newer version.
    fn set_head(&mut self) -> Part {
        let (card, small, inner) = (self.card, self.frame.small, self.frame.inner_width());
        let mut part = Part::default();
        let one_line = |width| Room { width, lines: 1 };
        let style = self.style(small, 1.3);
        let checked = [Span::soft(&card.checked)];
        let length = self.typesetter.set(&checked, style, one_line(inner)).width.ceil() + 1.0;
        let checked_style = TextStyle { is_end_aligned: true, ..style };
        let checked = self.typesetter.set(&checked, checked_style, one_line(length));
        let rest = inner - length - small;
        let publisher = [Span::bold(&card.publisher)];
        let publisher = self.typesetter.set(&publisher, style, one_line(rest));
        let start = publisher.width.ceil() + small * 0.7;
        let kicker_width = rest - start;
        part.add(publisher, 0.0, 0.0, rest);
        let kicker = [Span::soft(&card.kicker)];
        let kicker = self.typesetter.set(&kicker, style, one_line(kicker_width));
        if kicker.is_cut {
            let kicker = [Span::soft(&card.kicker)];
            let kicker = self.typesetter.set(&kicker, style, one_line(inner));
            part.add(kicker, 0.0, part.height, inner);
        } else {
            part.add(kicker, start, 0.0, kicker_width);
        }
        part.add(checked, inner - length, 0.0, length);
        if !card.newer.is_empty() {
            let newer = [Span::bold(&card.newer)];
            let newer = self.typesetter.set(&newer, style, one_line(inner));
            part.add(newer, 0.0, part.height + small * 0.2, inner);
        }
        part
    }

    fn set_title(&mut self, sizes: Sizes) -> Part {
        let inner = self.frame.inner_width();
        let room = Room { width: inner, lines: sizes.title_lines };
        let style = self.style(sizes.title, 1.16);
        let title = [Span::bold(&self.card.title)];
        let (title, width) = self.typesetter.set_balanced(&title, style, room);
        let mut part = Part::default();
        part.add(title, 0.0, 0.0, width);
        part
    }

    /// Sets the value with what kind of figure it is, beside each other or one below the other.
    /// `None` if there is no room for all of it.
    fn set_value(&mut self, value: &ShareFact, sizes: Sizes) -> Option<Part> {
        let inner = self.frame.inner_width();
        let figure = [Span::bold(&value.text)];
        let kind = [Span::soft(&value.detail)];
        let kind_style = self.style(sizes.body * 0.9, 1.28);
        let gap = sizes.body * 0.8;
        let mut part = Part::default();
        for (size, share) in [(2.2, 0.5), (1.8, 0.6)] {
            let style = self.style(sizes.body * size, 1.16);
            let wide = Room { width: inner, lines: 1 };
            let set = self.typesetter.set(&figure, style, wide);
            let (length, rest) = (set.width.ceil() + 1.0, inner - set.width.ceil() - 1.0 - gap);
            if set.is_cut || length > inner * share {
                continue;
            }
            let kind_room = Room { width: rest, lines: 2 };
            let (kind, kind_width) = self.typesetter.set_balanced(&kind, kind_style, kind_room);
            if kind.is_cut {
                continue;
            }
            let figure = self.typesetter.set(&figure, style, Room { width: length, lines: 1 });
            // The middle of the figure's digits is that of the lines beside it.
            let (figure_middle, kind_middle) =
                (figure.baseline - sizes.body * size * 0.36, kind.height / 2.0);
            let (figure_top, kind_top) = if figure_middle > kind_middle {
                (0.0, figure_middle - kind_middle)
            } else {
                (kind_middle - figure_middle, 0.0)
            };
            part.add(figure, 0.0, figure_top, length);
            part.add(kind, length + gap, kind_top, kind_width);
            return Some(part);
        }
        let room = Room { width: inner, lines: 1 };
        let fitting = [2.2, 1.8, 1.5].into_iter().find_map(|size| {
            let style = self.style(sizes.body * size, 1.16);
            let set = self.typesetter.set(&figure, style, room);
            (!set.is_cut).then_some(set)
        });
        let figure = match fitting {
            Some(set) => set,
            None => {
                let style = self.style(sizes.body * 1.3, 1.2);
                self.typesetter.set(&figure, style, Room { width: inner, lines: 2 })
            }
        };
        let kind_room = Room { width: inner, lines: MOST_KIND_LINES };
        let (kind, kind_width) = self.typesetter.set_balanced(&kind, kind_style, kind_room);
        if figure.is_cut || kind.is_cut {
            return None;
        }
        let top = figure.height + sizes.body * 0.1;
        part.add(figure, 0.0, 0.0, inner);
        part.add(kind, 0.0, top, kind_width);
        Some(part)
    }

    /// Sets the facts as a table, one per row, with this space above and below each. `None` if there is no room for all of a value.
    fn set_facts(&mut self, sizes: Sizes, has_value: bool, padding: f32) -> Option<Part> {
        let card = self.card;
        let mut rows = Vec::new();
        if let Some(value) = &card.value {
            let elsewhere = ShareFact {
                label: value.label.clone(),
                text: card.value_elsewhere.clone(),
                ..ShareFact::default()
            };
            match (has_value, value.is_known) {
                (false, _) => rows.push((elsewhere, false)),
                (true, false) => rows.push((value.clone(), true)),
                (true, true) => {}
            }
        }
        rows.extend(card.status.iter().chain(&card.parties).map(|fact| (fact.clone(), false)));
        let inner = self.frame.inner_width();
        let label_style = self.style(sizes.body * 0.82, 1.25);
        let text_style = self.style(sizes.body, 1.25);
        let label_room = Room { width: inner * 0.24, lines: 2 };
        let mut labels = Vec::new();
        for (fact, _) in &rows {
            labels.push(self.typesetter.set(&[Span::soft(&fact.label)], label_style, label_room));
        }
        let label_width = labels.iter().map(|label| label.width.ceil() + 1.0).fold(0.0, f32::max);
        let start = label_width + sizes.body * 0.8;
        let mut part = Part::default();
        for (fact, is_value) in rows {
            // A value in dispute has a sentence for each side.
            let lines = if is_value { MOST_KIND_LINES + 2 } else { sizes.fact_lines };
            let spans = match fact.is_known {
                true => [Span::bold(&fact.text), Span::soft(&fact.detail)],
                false => [Span::regular(&fact.text), Span::soft(&fact.detail)],
            };
            let room = Room { width: inner - start, lines };
            let text = self.typesetter.set(&spans, text_style, room);
            if is_value && text.is_cut {
                return None;
            }
            let label = [Span::soft(&fact.label)];
            let label_room = Room { width: label_width, lines: 2 };
            let label = self.typesetter.set(&label, label_style, label_room);
            let top = part.height + padding;
            part.rules.push(part.height);
            part.add(label.clone(), 0.0, top + text.baseline - label.baseline, label_width);
            part.add(text, start, top, inner - start);
            part.height += padding;
        }
        Some(part)
    }

    /// Sets that the story was withdrawn, when and why.
    fn set_notice(&mut self, notice: &Notice, sizes: Sizes) -> Part {
        let inner = self.frame.inner_width();
        let mut part = Part::default();
        let style = self.style(sizes.body * 1.7, 1.25);
        let label = [Span::bold(&notice.label), Span::soft(&notice.date)];
        let label = self.typesetter.set(&label, style, Room { width: inner, lines: 2 });
        part.add(label, 0.0, 0.0, inner);
        let style = self.style(sizes.body * 1.2, 1.3);
        let reason = [Span::regular(&notice.reason)];
        let lines = sizes.fact_lines + 2;
        let reason = self.typesetter.set(&reason, style, Room { width: inner, lines });
        part.add(reason, 0.0, part.height + sizes.body * 0.2, inner);
        part.height += sizes.body * 0.3;
        part
    }

    /// Sets where the newest version is, and which one this is.
    fn set_foot(&mut self) -> Part {
        let (card, small, inner) = (self.card, self.frame.small * 0.9, self.frame.inner_width());
        let mut part = Part::default();
        let version = [Span::soft(&card.version)];
        let newest = [Span::soft(&card.newest)];
        // A URL that is cut leads nowhere, so it becomes smaller instead.
        for (size, lines) in [(1.0, 1), (0.85, 1), (0.85, 2), (0.7, 2), (0.7, 3)] {
            let style = self.style(small * size, 1.3);
            let room = Room { width: inner / 3.0, lines: 1 };
            let length = self.typesetter.set(&version, style, room).width.ceil() + 1.0;
            let rest = inner - length - small;
            let newest = self.typesetter.set(&newest, style, Room { width: rest, lines });
            if !newest.is_cut {
                let style = TextStyle { is_end_aligned: true, ..style };
                let room = Room { width: length, lines: 1 };
                let version = self.typesetter.set(&version, style, room);
                part.add(newest, 0.0, 0.0, rest);
                part.add(version, inner - length, 0.0, length);
                break;
            }
        }
        part
    }

    fn style(&self, size: f32, line_height: f32) -> TextStyle {
        let is_rtl = self.card.dir == Direction::Rtl;
        // Arabic letters reach further below the line.
        let line_height = if is_rtl { line_height * 1.12 } else { line_height };
        TextStyle { size, line_height, is_rtl, is_end_aligned: false }
    }
}
