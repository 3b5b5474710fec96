//! The money in scale: this contract's figures beside those of related contracts, drawn in squares
//! of the same value.
//!
//! Figures of different kinds are shown side by side, each with its kind in words, and are never
//! added up. A figure in another currency is listed but not drawn, and so is a limit or a range:
//! squares would make one exact sum of it.

use super::super::words::fill;
use super::super::{Drawing, Fill, Group, Line, LineKind, Section, SectionId, ids};
use super::evidence::Basis;
use super::{
    StoryContext, capitalize, evidence, find_contract, join_non_empty, money, status, values,
};
use crate::model::{
    Citation, Comparison, Contract, Fact, Money, Related, Relation, Stage, StatusCode,
};

/// How many squares a row has.
const COLUMNS: f64 = 25.0;
/// The width of a square and the gap after it, in units of the drawing; the square itself has 8.
const STEP: f64 = 10.0;
/// How many squares a drawing may have. With more, nobody could see how many there are, so a square
/// is then made worth a larger, round amount.
const MOST_SQUARES: f64 = 500.0;
/// Below this number of squares, the last one may be drawn in part.
const FEW: f64 = 10.0;

/// A figure to draw, and the contract that it belongs to.
struct ScaledAmount<'s> {
    contract: &'s Contract,
    related: Option<&'s Related>,
    fact: &'s Fact<Money>,
    money: &'s Money,
    sources: &'s [Citation],
}

pub(super) fn build_scale(story: &StoryContext, main: &Contract) -> Section {
    let words = &story.words.scale;
    let figures = collect_amounts(story, main);
    let mut lines = Vec::new();
    if let Some(unit) = Unit::choose(&figures) {
        let text = unit.describe(story, &figures);
        lines.push(Line { id: ids::SCALE_UNIT.into(), text, ..Line::default() });
        for (index, figure) in figures.iter().enumerate() {
            story.record_value(ids::SCALE_UNIT, figure.contract, figure.fact);
            lines.push(build_line(story, index, figure, &unit));
        }
    }
    let comparisons = story.comparisons.iter().enumerate();
    let comparisons = comparisons
        .filter_map(|(index, comparison)| build_comparison(story, main, index, comparison))
        .collect();
    Section::new(
        SectionId::Scale,
        words.title,
        vec![Group::untitled(lines), Group { title: words.worked_out.into(), lines: comparisons }],
    )
}

/// Collects every figure that is not replaced and is more than nothing: this contract's own, then those of
/// the related contracts in this story, in the order of the story.
fn collect_amounts<'s>(story: &'s StoryContext<'s>, main: &'s Contract) -> Vec<ScaledAmount<'s>> {
    let mut contracts = vec![(main, None)];
    for related in &main.related {
        let other = related.contract.as_ref().and_then(|id| find_contract(story, id));
        contracts.extend(other.map(|other| (other, Some(related))));
    }
    let mut amounts = Vec::new();
    for (contract, related) in contracts {
        for fact in &contract.values {
            let known = fact.known_value().filter(|money| money.superseded_by.is_none());
            let known = known.map(|money| (money, &*fact.sources));
            // Each side of a dispute is drawn: a single figure would look undisputed.
            let sides = fact.alternatives.iter().map(|side| (&side.value, &*side.sources));
            for (money, sources) in known.into_iter().chain(sides) {
                if positive_amount(money).is_some() {
                    amounts.push(ScaledAmount { contract, related, fact, money, sources });
                }
            }
        }
    }
    amounts
}

/// What one square is worth.
struct Unit<'s> {
    amount: f64,
    currency: &'s str,
    /// The index of the figure that a square equals; `None` if it is worth a round amount.
    figure: Option<usize>,
}

impl<'s> Unit<'s> {
    /// Chooses the unit for figures, if at least two of them can be drawn together: the smallest of
    /// them or, if that makes too many squares, a round amount.
    ///
    /// One amount without VAT and with it is not drawn: it would be compared with itself.
    fn choose(figures: &[ScaledAmount<'s>]) -> Option<Self> {
        let first = figures.first().filter(|figure| figure.related.is_none())?;
        let is_first = |figure: &ScaledAmount| {
            std::ptr::eq(first.contract, figure.contract)
                && (std::ptr::eq(first.money, figure.money)
                    || money::differ_in_vat_alone(first.money, figure.money))
        };
        if figures.iter().all(is_first) {
            return None;
        }
        let currency = &*first.money.currency;
        let drawn =
            figures.iter().enumerate().filter(|(_, figure)| *figure.money.currency == *currency);
        let amounts: Vec<_> = drawn
            .filter_map(|(index, figure)| Some((index, drawable_amount(figure.money)?)))
            .collect();
        let most = amounts.iter().map(|(_, amount)| *amount).fold(0.0, f64::max);
        let (index, least) = amounts.iter().copied().min_by(|(_, a), (_, b)| a.total_cmp(b))?;
        if amounts.len() < 2 {
            return None;
        }
        if most / least <= MOST_SQUARES {
            return Some(Self { amount: least, currency, figure: Some(index) });
        }
        // 1, 2, 5, 10, 20, 50 and so on: the first that keeps the largest figure within the limit.
        let mut round = 1.0;
        for factor in [2.0, 2.5, 2.0].into_iter().cycle() {
            if most / round <= MOST_SQUARES {
                break;
            }
            round *= factor;
        }
        Some(Self { amount: round, currency, figure: None })
    }

    fn describe(&self, story: &StoryContext, figures: &[ScaledAmount<'_>]) -> String {
        let words = &story.words.scale;
        let square = match self.figure.and_then(|index| figures.get(index)) {
            Some(ScaledAmount { money, related: None, contract, fact, .. }) => {
                let is_headline = values::headline_fact(contract)
                    .is_some_and(|headline| std::ptr::eq(headline, *fact));
                let pattern = if is_headline { words.square_own } else { words.square_own_other };
                fill(pattern, [("figure", &money::format_amount(story.words, money))])
            }
            Some(ScaledAmount { money, contract, .. }) => fill(
                words.square_other,
                [("figure", &money::format_amount(story.words, money)), ("title", &contract.title)],
            ),
            None => fill(
                words.square_round,
                [("figure", &money::format_round_amount(story.words, self.amount, self.currency))],
            ),
        };
        let kinds: Vec<_> = figures
            .iter()
            .map(|figure| (figure.describe_kind(story), figure.contract.status.code))
            .collect();
        let differ = kinds.iter().any(|kind| Some(kind) != kinds.first());
        join_non_empty([&square, if differ { words.kinds } else { "" }], " ")
    }
}

impl ScaledAmount<'_> {
    fn describe_kind(&self, story: &StoryContext) -> String {
        values::describe_kind(story, self.fact, self.money, self.sources)
    }
}

/// The amount to draw; `None` if it is a limit or a range, or nothing.
fn drawable_amount(money: &Money) -> Option<f64> {
    positive_amount(money).filter(|_| money.bound.is_none() && money.to.is_none())
}

/// The amount as a number; `None` if it is zero, which in procurement records means "not
/// published", or below, or too large for a number.
fn positive_amount(money: &Money) -> Option<f64> {
    money.amount.parse().ok().filter(|amount: &f64| *amount > 0.01 && amount.is_finite())
}

fn build_line(
    story: &StoryContext,
    index: usize,
    figure: &ScaledAmount<'_>,
    unit: &Unit<'_>,
) -> Line {
    let squares = drawable_amount(figure.money)
        .filter(|_| *figure.money.currency == *unit.currency)
        .map(|amount| amount / unit.amount);
    let words = &story.words.scale;
    let count = match squares {
        None if figure.money.to.is_some() => words.range.to_owned(),
        None if figure.money.bound.is_some() => words.limit.to_owned(),
        None => words.not_drawn.to_owned(),
        Some(squares) if squares < 1.05 && squares > 0.95 => words.one_square.to_owned(),
        Some(squares) if squares < 1.0 => words.less.to_owned(),
        Some(squares) => {
            let count = format!("{squares:.0}");
            let pattern =
                story.words.pattern_for_count(&words.squares, count.parse().unwrap_or(usize::MAX));
            fill(pattern, [("count", &money::format_plain_number(story.words, &count))])
        }
    };
    // The box shows the status and the details of its own contract elsewhere.
    let (status, detail) = match figure.related {
        Some(_) => (
            story.words.to_sentence(&status::status_text(story, figure.contract)),
            figure.fact.detail.as_deref().unwrap_or_default(),
        ),
        None => (String::new(), ""),
    };
    let kind = figure.describe_kind(story);
    let dispute = if figure.fact.alternatives.is_empty() { "" } else { words.in_dispute };
    let drawing =
        squares.map(|squares| LineKind::Amount(draw_squares(squares, choose_fill(figure))));
    let (id, contract) = (ids::scale_figure(index), story.contract_pointer(figure.contract));
    story.record_value(&id, figure.contract, figure.fact);
    story.record(&id, format!("{contract}/title"));
    if figure.related.is_some() {
        story.record(&id, format!("{contract}/status"));
    }
    Line {
        id,
        kind: drawing.unwrap_or_default(),
        label: figure.contract.title.to_string(),
        text: capitalize(&money::format_amount(story.words, figure.money)),
        detail: join_non_empty([&kind, dispute, detail, &status, &count], " "),
        evidence: evidence::build_evidence(story, figure.sources, Basis::of(figure.fact), ""),
        ..Line::default()
    }
}

/// Chooses how squares are filled: hollow if nothing was agreed, tinted if the contract is only
/// mentioned for context.
fn choose_fill(figure: &ScaledAmount<'_>) -> Fill {
    let is_agreed = is_agreed(figure.contract.status.code) && figure.money.stage != Stage::Proposed;
    let is_mentioned =
        figure.related.is_some_and(|related| related.relation == Relation::MentionedForContext);
    match (is_agreed, is_mentioned) {
        (false, _) => Fill::Hollow,
        (true, true) => Fill::Tint,
        (true, false) => Fill::Solid,
    }
}

/// Whether a contract with this status has an agreed amount, or may have one.
fn is_agreed(code: StatusCode) -> bool {
    match code {
        StatusCode::Considered
        | StatusCode::Proposed
        | StatusCode::Pipeline
        | StatusCode::Blocked
        | StatusCode::Cancelled => false,
        StatusCode::Tendering
        | StatusCode::Intended
        | StatusCode::Awarded
        | StatusCode::Signed
        | StatusCode::Amended
        | StatusCode::Active
        | StatusCode::Extended
        | StatusCode::Paused
        | StatusCode::Completed
        | StatusCode::TerminatedEarly
        | StatusCode::Expired
        | StatusCode::Challenged
        | StatusCode::Unknown => true,
    }
}

/// Draws squares as an SVG path with a line per row, whose dashes are the squares.
///
/// From ten squares up, only whole squares are drawn: the caption is rounded too, and a sliver
/// would look like a rendering error.
fn draw_squares(squares: f64, fill: Fill) -> Drawing {
    let squares = if squares < FEW { squares } else { squares.round_ties_even() };
    let rows = (squares / COLUMNS).ceil().max(1.0);
    let width = COLUMNS * STEP - 2.0;
    let mut path = String::new();
    let mut left = squares;
    let mut y = STEP / 2.0 - 1.0;
    while left > 0.0 {
        let here = left.min(COLUMNS);
        let (whole, part) = (here.floor(), here.fract());
        // A part of a square has a part of its width, but at least so much that it can be seen.
        let part = if part > 0.0 { (part * 8.0).max(0.6) } else { -2.0 };
        path += &format!("M0 {y}h{:.1}", whole * STEP + part);
        left -= here;
        y += STEP;
    }
    Drawing { fill, view_box: format!("0 0 {width} {}", rows * STEP - 2.0), path }
}

/// Builds the line of an editor's comparison, with its calculation. `None` if the figure that it
/// compares is not among those of the contract.
fn build_comparison(
    story: &StoryContext,
    main: &Contract,
    index: usize,
    comparison: &Comparison,
) -> Option<Line> {
    let contract = match &comparison.contract {
        Some(id) => find_contract(story, id)?,
        None => main,
    };
    let (fact, money) = contract.values.iter().find_map(|fact| {
        // The result of one end of a range would look like that of the whole.
        let money = fact
            .known_value()
            .filter(|money| money.amount == comparison.amount && money.to.is_none())?;
        (!values::is_replaced(fact)).then_some((fact, money))
    })?;
    let words = &story.words.scale;
    let figure = money::format_amount(story.words, money);
    let result = Money { amount: comparison.result.clone(), ..money.clone() };
    let result = money::format_amount(story.words, &result);
    let number = money::format_plain_number(story.words, &comparison.divisor);
    let sum = fill(
        words.sum,
        [("figure", &*figure), ("number", &number), ("counted", &comparison.counted)],
    );
    let text = match &comparison.contract {
        Some(_) => fill(
            words.of,
            [("title", &*contract.title), ("figure", &result), ("per", &comparison.per)],
        ),
        None => capitalize(&join_non_empty([&result, &comparison.per], " ")),
    };
    let id = ids::comparison(index);
    story.record(&id, format!("/comparisons/{index}"));
    story.record_value(&id, contract, fact);
    Some(Line {
        id,
        text,
        detail: fill(words.by, [("publisher", &*story.publisher), ("sum", &sum)]),
        evidence: [
            evidence::build_evidence(story, &fact.sources, Basis::of(fact), &figure),
            evidence::build_evidence(story, &comparison.sources, Basis::BySource, &number),
        ]
        .concat(),
        ..Line::default()
    })
}

#[cfg(test)]
mod tests {
    use super::draw_squares;
    use crate::view::{Drawing, Fill};

    #[test]
    fn squares_are_drawn_in_rows_and_a_part_of_one_is_a_part_of_its_width() {
        for (squares, view_box, path) in [
            (1.0, "0 0 248 8", "M0 4h8.0"),
            (2.5, "0 0 248 8", "M0 4h24.0"),
            (25.2, "0 0 248 8", "M0 4h248.0"),
            (0.5, "0 0 248 8", "M0 4h4.0"),
            (25.0, "0 0 248 8", "M0 4h248.0"),
            (26.0, "0 0 248 18", "M0 4h248.0M0 14h8.0"),
            (0.01, "0 0 248 8", "M0 4h0.6"),
        ] {
            let drawing =
                Drawing { fill: Fill::Solid, view_box: view_box.to_owned(), path: path.to_owned() };
            assert_eq!(draw_squares(squares, Fill::Solid), drawing, "{squares}");
        }
    }
}
