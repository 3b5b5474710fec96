//! The parts of a card: the texts of each, in lines and beside each other.

use contract_fact_box::model::Direction;
use contract_fact_box::view::{Notice, ShareCard, ShareFact};

use super::super::styled_text::Span;
use super::super::typesetter::{Room, TextBlock, TextStyle};
use super::{Composer, Sizes};

/// The size of what kind of figure the value is, as a share of that of other texts.
const KIND_SIZE: f32 = 0.9;
/// The most lines of where the newest version is.
const MOST_URL_LINES: usize = 3;
/// The most lines of what kind of figure the value is.
const MOST_KIND_LINES: usize = 4;

/// A part of a card, whose texts are placed relative to its upper corner at the start.
#[derive(Default)]
pub(super) struct Part {
    pub(super) height: f32,
    /// Each text with its start, its top and the width of its box.
    pub(super) texts: Vec<(TextBlock, f32, f32, f32)>,
    /// The tops of the rules between facts.
    pub(super) rules: Vec<f32>,
}

impl Part {
    fn add(&mut self, block: TextBlock, start: f32, top: f32, width: f32) {
        self.height = self.height.max(top + block.height);
        self.texts.push((block, start, top, width));
    }

    pub(super) fn is_cut(&self) -> bool {
        self.texts.iter().any(|(block, ..)| block.is_cut)
    }
}

impl Composer<'_> {
    /// Sets the newsroom with the words over the title, the date of the check, and that there is a
    /// newer version.
    pub(super) fn set_head(&mut self) -> Part {
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

    /// Sets the title.
    pub(super) fn set_title(&mut self, sizes: Sizes) -> Part {
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
    pub(super) fn set_value(&mut self, value: &ShareFact, sizes: Sizes) -> Option<Part> {
        // The largest figure may take half of the line, a smaller one somewhat more.
        [(2.2, 0.5), (1.8, 0.6)]
            .into_iter()
            .find_map(|(size, share)| self.set_value_in_line(value, sizes, size, share))
            .or_else(|| self.set_value_in_lines(value, sizes))
    }

    /// Sets the value, by `size` times the size of other texts, with its kind beside it. `None` if it
    /// takes more than this share of the line, or its kind more than two lines.
    fn set_value_in_line(
        &mut self,
        value: &ShareFact,
        sizes: Sizes,
        size: f32,
        share: f32,
    ) -> Option<Part> {
        let (inner, gap) = (self.frame.inner_width(), sizes.body * 0.8);
        let (figure, kind) = ([Span::bold(&value.text)], [Span::soft(&value.detail)]);
        let style = self.style(sizes.body * size, 1.16);
        let set = self.typesetter.set(&figure, style, Room { width: inner * share, lines: 1 });
        let length = set.width.ceil() + 1.0;
        let kind_room = Room { width: inner - length - gap, lines: 2 };
        let kind_style = self.style(sizes.body * KIND_SIZE, 1.28);
        let (kind, kind_width) = self.typesetter.set_balanced(&kind, kind_style, kind_room);
        if set.is_cut || kind.is_cut {
            return None;
        }
        // Set again in a box of its own length, which matters where lines start at the right.
        let figure = self.typesetter.set(&figure, style, Room { width: length, lines: 1 });
        // The middle of the figure's digits is that of the lines beside it.
        let distance = figure.baseline - sizes.body * size * 0.36 - kind.height / 2.0;
        let mut part = Part::default();
        part.add(figure, 0.0, (-distance).max(0.0), length);
        part.add(kind, length + gap, distance.max(0.0), kind_width);
        Some(part)
    }

    /// Sets the value with its kind below it. `None` if there is no room for all of it.
    fn set_value_in_lines(&mut self, value: &ShareFact, sizes: Sizes) -> Option<Part> {
        let width = self.frame.inner_width();
        let (figure, kind) = ([Span::bold(&value.text)], [Span::soft(&value.detail)]);
        let figure = [(2.2, 1), (1.8, 1), (1.5, 1), (1.3, 2)]
            .into_iter()
            .map(|(size, lines)| {
                let style = self.style(sizes.body * size, 1.16);
                self.typesetter.set(&figure, style, Room { width, lines })
            })
            .find(|figure| !figure.is_cut)?;
        let style = self.style(sizes.body * KIND_SIZE, 1.28);
        let room = Room { width, lines: MOST_KIND_LINES };
        let (kind, kind_width) = self.typesetter.set_balanced(&kind, style, room);
        if kind.is_cut {
            return None;
        }
        let top = figure.height + sizes.body * 0.1;
        let mut part = Part::default();
        part.add(figure, 0.0, 0.0, width);
        part.add(kind, 0.0, top, kind_width);
        Some(part)
    }

    /// Sets the facts as a table, one per row, with this space above and below each. `None` if there
    /// is no room for all of a value.
    pub(super) fn set_facts(
        &mut self,
        sizes: Sizes,
        has_value: bool,
        padding: f32,
    ) -> Option<Part> {
        let rows = list_rows(self.card, has_value);
        let inner = self.frame.inner_width();
        let label_style = self.style(sizes.body * 0.82, 1.25);
        let text_style = self.style(sizes.body, 1.25);
        let label_room = Room { width: inner * 0.24, lines: 2 };
        let mut labels = Vec::new();
        for Row { fact, .. } in &rows {
            labels.push(self.typesetter.set(&[Span::soft(&fact.label)], label_style, label_room));
        }
        let label_width = labels.iter().map(|label| label.width.ceil() + 1.0).fold(0.0, f32::max);
        let start = label_width + sizes.body * 0.8;
        let mut part = Part::default();
        for Row { fact, is_value } in rows {
            let name = if fact.is_known { Span::bold } else { Span::regular };
            let (name, detail) = (name(&fact.text), Span::soft(&fact.detail));
            let width = inner - start;
            // A value in dispute has a sentence for each side, which begin on a line of their own.
            let (text, more) = if is_value {
                let lines = self.frame.dispute_lines;
                let text = self.typesetter.set(&[name], text_style, Room { width, lines: 3 });
                let detail = self.typesetter.set(&[detail], text_style, Room { width, lines });
                if text.is_cut || detail.is_cut {
                    return None;
                }
                (text, Some(detail).filter(|_| !fact.detail.is_empty()))
            } else {
                let room = Room { width, lines: sizes.fact_lines };
                (self.typesetter.set(&[name, detail], text_style, room), None)
            };
            let label = [Span::soft(&fact.label)];
            let label_room = Room { width: label_width, lines: 2 };
            let label = self.typesetter.set(&label, label_style, label_room);
            let top = part.height + padding;
            part.rules.push(part.height);
            let label_top = top + text.baseline - label.baseline;
            part.add(label, 0.0, label_top, label_width);
            let bottom = top + text.height;
            part.add(text, start, top, width);
            if let Some(more) = more {
                part.add(more, start, bottom, width);
            }
            part.height += padding;
        }
        Some(part)
    }

    /// Sets that the story was withdrawn, when and why.
    pub(super) fn set_notice(&mut self, notice: &Notice, sizes: Sizes) -> Part {
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
    pub(super) fn set_foot(&mut self) -> Part {
        let (card, small, inner) = (self.card, self.frame.small * 0.9, self.frame.inner_width());
        let mut part = Part::default();
        let version = [Span::soft(&card.version)];
        let newest = [Span::soft(&card.newest)];
        // A URL that is cut leads nowhere, so it becomes smaller instead, for as long as anybody can
        // read it.
        let sizes = [(1.0, 1), (0.85, 1), (0.75, 1), (0.85, 2), (0.7, 2), (0.7, MOST_URL_LINES)];
        for (size, lines) in sizes {
            let style = self.style(small * size, 1.3);
            let room = Room { width: inner / 3.0, lines: 1 };
            let length = self.typesetter.set(&version, style, room).width.ceil() + 1.0;
            let rest = inner - length - small;
            let newest = self.typesetter.set(&newest, style, Room { width: rest, lines });
            if !newest.is_cut || lines == MOST_URL_LINES {
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

/// A row of the table of facts.
struct Row {
    fact: ShareFact,
    /// Whether it is a value that is not known, which is never shown in part.
    is_value: bool,
}

/// Lists the rows of the table. A value that is known has a place of its own above them, unless there
/// is no room for it.
fn list_rows(card: &ShareCard, has_value: bool) -> Vec<Row> {
    let value = card.value.as_ref().and_then(|value| match (has_value, value.is_known) {
        (true, true) => None,
        (true, false) => Some(Row { fact: value.clone(), is_value: true }),
        (false, _) => {
            let (label, text) = (value.label.clone(), card.value_elsewhere.clone());
            let fact = ShareFact { label, text, ..ShareFact::default() };
            Some(Row { fact, is_value: false })
        }
    });
    let others = card.status.iter().chain(&card.parties);
    let others = others.map(|fact| Row { fact: fact.clone(), is_value: false });
    value.into_iter().chain(others).collect()
}
