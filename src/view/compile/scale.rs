//! The money in scale: this contract's figures beside those of related contracts, each drawn in the
//! same squares.
//!
//! Amounts of different kinds are shown side by side, each with its kind in words, and are never
//! added up. An amount in another currency is listed but not drawn.

use super::super::words::fill;
use super::super::{Drawing, Fill, Group, Line, LineKind, Section, SectionId, ids};
use super::evidence::Basis;
use super::{
    StoryContext, capitalize, evidence, find_contract, join_non_empty, money, status, values,
};
use crate::model::{
    Citation, Comparison, Contract, Fact, Money, Related, Relation, Stage, StatusCode,
};

/// How many squares stand in a row.
const COLUMNS: f64 = 25.0;
/// A square with the gap beside it, in the picture's own units; the square itself takes 8 of them.
const STEP: f64 = 10.0;
/// Beyond so many squares nobody sees a number any more: one square then stands for a round amount.
const MOST_SQUARES: f64 = 500.0;
/// Below so many squares, a part of one counts.
const FEW: f64 = 10.0;

/// One amount and whose it is.
struct ScaledAmount<'s> {
    contract: &'s Contract,
    related: Option<&'s Related>,
    fact: &'s Fact<Money>,
    money: &'s Money,
    sources: &'s [Citation],
}

pub(super) fn build_scale(story: &StoryContext, main: &Contract) -> Section {
    let words = &story.words.scale;
    // This contract's own come first, then those of others, in the order that the document relates
    // them in.
    let figures: Vec<_> = collect_amounts(story, main).collect();
    let comparisons: Vec<_> = story
        .comparisons
        .iter()
        .enumerate()
        .filter_map(|(at, each)| build_comparison(story, main, at, each))
        .collect();
    let unit = Unit::choose(&figures);
    let lines: Vec<_> = match &unit {
        Some(unit) => figures
            .iter()
            .enumerate()
            .map(|(at, figure)| build_line(story, at, figure, unit))
            .collect(),
        None => Vec::new(),
    };
    let beside = figures.iter().find(|figure| figure.related.is_some()).filter(|_| unit.is_some());
    let digest = beside.map(|figure| {
        fill(words.beside, [("figure", &money::format_amount(story.words, figure.money))])
    });
    let explained = unit.map(|unit| {
        for figure in &figures {
            story.record_value(ids::SCALE_UNIT, figure.contract, figure.fact);
        }
        let text = unit.describe(story, &figures);
        Line { id: ids::SCALE_UNIT.into(), text, ..Line::default() }
    });
    Section::new(
        SectionId::Scale,
        words.title,
        &digest.unwrap_or_default(),
        vec![
            Group::untitled(explained.into_iter().chain(lines).collect()),
            Group { title: words.worked_out.into(), lines: comparisons },
        ],
    )
}

/// Every figure that holds and can be drawn: this contract's own, then those of related contracts
/// in this document.
fn collect_amounts<'s>(
    story: &'s StoryContext<'s>,
    main: &'s Contract,
) -> impl Iterator<Item = ScaledAmount<'s>> {
    let related = main.related.iter().filter_map(|related| {
        Some((find_contract(story, related.contract.as_ref()?)?, Some(related)))
    });
    std::iter::once((main, None)).chain(related).flat_map(|(contract, related)| {
        // Of figures in dispute, each side has its own: left out, the others would look undisputed
        // beside it.
        let stands = move |fact: &'s Fact<Money>| {
            let known = fact
                .known_value()
                .filter(|money| money.superseded_by.is_none())
                .map(|money| (money, &*fact.sources));
            let sides = fact.alternatives.iter().map(|side| (&side.value, &*side.sources));
            let all = known
                .into_iter()
                .chain(sides)
                .filter(|(money, _)| drawable_amount(money).is_some());
            all.map(move |(money, sources)| ScaledAmount {
                contract,
                related,
                fact,
                money,
                sources,
            })
        };
        contract.values.iter().flat_map(stands)
    })
}

/// What one square stands for.
struct Unit<'s> {
    amount: f64,
    currency: &'s str,
    /// The place of the figure that it is, unless it is a round amount.
    figure: Option<usize>,
}

impl<'s> Unit<'s> {
    /// The unit for figures, if at least two of them can share a picture: the least of them, or a
    /// round amount.
    fn choose(figures: &[ScaledAmount<'s>]) -> Option<Self> {
        let currency = &*figures.first().filter(|figure| figure.related.is_none())?.money.currency;
        let drawn =
            figures.iter().enumerate().filter(|(_, figure)| *figure.money.currency == *currency);
        let amounts: Vec<_> =
            drawn.filter_map(|(at, figure)| Some((at, drawable_amount(figure.money)?))).collect();
        let most = amounts.iter().map(|(_, amount)| *amount).fold(0.0, f64::max);
        let (at, least) = amounts.iter().copied().min_by(|(_, a), (_, b)| a.total_cmp(b))?;
        if amounts.len() < 2 {
            return None;
        }
        if most / least <= MOST_SQUARES {
            return Some(Self { amount: least, currency, figure: Some(at) });
        }
        // 1, 2 or 5 with zeros: the least that keeps the largest figure within the most squares.
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
        let square = match self.figure.and_then(|at| figures.get(at)) {
            Some(ScaledAmount { money, related: None, .. }) => {
                fill(words.square_own, [("figure", &money::format_amount(story.words, money))])
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
        let kind = |figure: &ScaledAmount<'_>| {
            (
                values::describe_kind(story, figure.fact, figure.money, figure.sources),
                figure.contract.status.code,
            )
        };
        let differ = figures.iter().any(|figure| Some(kind(figure)) != figures.first().map(kind));
        join_non_empty([&square, if differ { words.kinds } else { "" }], " ")
    }
}

/// An amount to draw; none where it is nothing, which in records means "not published", or beyond
/// all counting.
fn drawable_amount(money: &Money) -> Option<f64> {
    money.amount.parse().ok().filter(|amount: &f64| *amount > 0.01 && amount.is_finite())
}

fn build_line(story: &StoryContext, at: usize, figure: &ScaledAmount<'_>, unit: &Unit<'_>) -> Line {
    let squares = drawable_amount(figure.money)
        .filter(|_| *figure.money.currency == *unit.currency)
        .map(|it| it / unit.amount);
    let words = &story.words.scale;
    let count = match squares {
        None => words.not_drawn.to_owned(),
        Some(squares) if squares < 1.05 && squares > 0.95 => words.one_square.to_owned(),
        Some(squares) if squares < 1.0 => words.less.to_owned(),
        Some(squares) => {
            let count = format!("{squares:.0}");
            let pattern =
                story.words.pattern_for_count(&words.squares, count.parse().unwrap_or(usize::MAX));
            fill(pattern, [("count", &money::format_count(story.words, &count))])
        }
    };
    let status = figure
        .related
        .map(|_| story.words.to_sentence(&status::status_text(story, figure.contract)));
    let status = status.unwrap_or_default();
    let detail =
        figure.fact.detail.as_deref().filter(|_| figure.related.is_some()).unwrap_or_default();
    let kind = values::describe_kind(story, figure.fact, figure.money, figure.sources);
    let dispute = if figure.fact.alternatives.is_empty() { "" } else { words.in_dispute };
    let drawing = squares.map(|squares| {
        let (view_box, path) = draw_squares(squares);
        LineKind::Amount(Drawing { fill: choose_fill(figure), view_box, path })
    });
    let (id, contract) = (ids::scale_figure(at), story.contract_pointer(figure.contract));
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

/// How squares are filled: hollow where nothing was agreed, tinted where the contract is mentioned
/// only.
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

/// Whether money has been agreed on, or may have been, where the contract stands so.
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

/// The picture of so many squares: the frame, and a path of one line per row that is drawn in
/// dashes.
///
/// From ten squares up, only whole squares are drawn: the caption is rounded too, and a sliver
/// would look like a rendering error.
fn draw_squares(squares: f64) -> (String, String) {
    let squares = if squares < FEW { squares } else { squares.round_ties_even() };
    let rows = (squares / COLUMNS).ceil().max(1.0);
    let width = COLUMNS * STEP - 2.0;
    let mut path = String::new();
    let mut left = squares;
    let mut y = STEP / 2.0 - 1.0;
    while left > 0.0 {
        let here = left.min(COLUMNS);
        let (whole, part) = (here.floor(), here.fract());
        // A part of a square is a part of its width, and never so little that it is not seen.
        let part = if part > 0.0 { (part * 8.0).max(0.6) } else { -2.0 };
        path += &format!("M0 {y}h{:.1}", whole * STEP + part);
        left -= here;
        y += STEP;
    }
    (format!("0 0 {width} {}", rows * STEP - 2.0), path)
}

/// An editor's comparison, with its arithmetic.
fn build_comparison(
    story: &StoryContext,
    main: &Contract,
    at: usize,
    each: &Comparison,
) -> Option<Line> {
    let of = match &each.contract {
        Some(id) => find_contract(story, id)?,
        None => main,
    };
    let holds = |fact: &&Fact<Money>| {
        !values::is_replaced(fact) && fact.known_value().is_some_and(|it| it.amount == each.amount)
    };
    let fact = of.values.iter().find(holds)?;
    let money = fact.known_value()?;
    let result = Money { amount: each.result.clone(), ..money.clone() };
    let (words, figure) = (&story.words.scale, |money| money::format_amount(story.words, money));
    let number = money::format_count(story.words, &each.divisor);
    let sum = fill(
        words.sum,
        [("figure", &*figure(money)), ("number", &number), ("counted", &each.counted)],
    );
    let title = each.contract.as_ref().map(|_| &*of.title);
    let text = match title {
        Some(title) => {
            fill(words.of, [("title", title), ("figure", &figure(&result)), ("per", &each.per)])
        }
        None => capitalize(&join_non_empty([&figure(&result), &each.per], " ")),
    };
    let id = ids::comparison(at);
    story.record(&id, format!("/comparisons/{at}"));
    story.record_value(&id, of, fact);
    Some(Line {
        id,
        text,
        detail: fill(words.by, [("publisher", &*story.publisher), ("sum", &sum)]),
        evidence: [
            evidence::build_evidence(story, &fact.sources, Basis::of(fact), &figure(money)),
            evidence::build_evidence(story, &each.sources, Basis::BySource, &number),
        ]
        .concat(),
        ..Line::default()
    })
}

#[cfg(test)]
mod tests {
    use super::draw_squares;

    #[test]
    fn squares_stand_in_rows_and_a_part_of_one_is_a_part_of_its_width() {
        for (squares, frame, path) in [
            (1.0, "0 0 248 8", "M0 4h8.0"),
            (2.5, "0 0 248 8", "M0 4h24.0"),
            (25.2, "0 0 248 8", "M0 4h248.0"),
            (0.5, "0 0 248 8", "M0 4h4.0"),
            (25.0, "0 0 248 8", "M0 4h248.0"),
            (26.0, "0 0 248 18", "M0 4h248.0M0 14h8.0"),
            (0.01, "0 0 248 8", "M0 4h0.6"),
        ] {
            assert_eq!(draw_squares(squares), (frame.to_owned(), path.to_owned()), "{squares}");
        }
    }
}
