//! `card`: draws share cards, the pictures of a story that social networks and messengers show.
//!
//! The exit code is 0 if all cards were written, 1 if a story has errors, a character that no font has
//! or an embargo, and 2 if a file could not be read. All other cards are written in any case.

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]

mod drawing;
mod fonts;
mod layout;
mod outline;
mod picture;
mod styled_text;
mod typesetter;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use clap::ValueEnum;
use contract_fact_box::model::{Moment, Severity};
use contract_fact_box::view::{self, ShareCard};

pub(crate) use self::drawing::{Drawing, Shape};
pub(crate) use self::layout::lay_out;
pub(crate) use self::picture::{to_png, to_svg};
pub(crate) use self::typesetter::Typesetter;
use super::check::{format_count, to_one_line};
use super::embargo::EmbargoOptions;
use super::out_folder::OutFolder;
use super::story_file::StoryName;
use super::valid_story::read_document;
use super::{address, input, language};

/// Options of `card`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The story files; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The shape of the picture
    #[arg(long, value_enum, default_value_t = Size::Wide)]
    size: Size,
    /// The format of the picture
    #[arg(long, value_enum, default_value_t = Format::Png)]
    format: Format,
    /// The absolute URL of the bundle, so that a card says where the newest version is
    #[arg(long, value_name = "URL", value_parser = address::parse_absolute_url)]
    base: Option<String>,
    /// The language of the card, one of the story's translations [default: the story's own]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    #[command(flatten)]
    embargo: EmbargoOptions,
    /// Print what a card shows as a text, for those who do not see it, and draw nothing
    #[arg(long, conflicts_with_all = ["size", "format", "out"])]
    alt: bool,
    /// The folder to write to, each file named by its story's id [default: standard output]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Which shapes are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Size {
    /// 1200 × 630 pixels
    Wide,
    /// 1200 × 1200 pixels
    Square,
    /// Both; needs --out
    All,
}

/// Which formats are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// PNG, which every network shows
    Png,
    /// SVG, for printing and for pages of one's own
    Svg,
    /// Both; needs --out
    All,
}

impl Size {
    fn shapes(self) -> &'static [Shape] {
        match self {
            Self::Wide => &[Shape::Wide],
            Self::Square => &[Shape::Square],
            Self::All => &[Shape::Wide, Shape::Square],
        }
    }
}

impl Format {
    fn has_png(self) -> bool {
        self != Self::Svg
    }

    fn has_svg(self) -> bool {
        self != Self::Png
    }
}

/// Draws the cards of all stories, and prints to standard error what was written and what is wrong.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    check_output(&args)?;
    let now = args.embargo.moment();
    let mut typesetter = Typesetter::new();
    let mut out = OutFolder::new(args.out.as_deref())?;
    let (mut written, mut worst) = (0, 0);
    for file in &args.files {
        let name = input::display_name(file);
        match read_card(&args, now, file, &name) {
            Err(code) => worst = worst.max(code),
            Ok((story, card)) => {
                let outcome = write_card(&args, &name, &story, &card, &mut typesetter, &mut out)?;
                written += usize::from(outcome != Outcome::NotWritten);
                worst = worst.max(u8::from(outcome != Outcome::Written));
            }
        }
    }
    if !args.alt {
        if args.base.is_none() && written > 0 {
            eprintln!(
                "no --base URL, where the bundle is: the cards do not say where the newest version \
                 is, by which readers of an old one find it"
            );
        }
        eprintln!("{} of {} written", written, format_count(args.files.len(), "card"));
    }
    Ok(ExitCode::from(worst))
}

/// Whether the cards of a story were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Written,
    /// With boxes in the place of characters that no font has.
    WithGaps,
    NotWritten,
}

/// Checks that the pictures have a place to go to.
///
/// # Errors
///
/// When they have none.
fn check_output(args: &Args) -> anyhow::Result<()> {
    match &args.out {
        Some(_) => Ok(()),
        None if args.alt => Ok(()),
        None if args.size == Size::All || args.format == Format::All || args.files.len() > 1 => {
            bail!(
                "standard output takes one picture; nothing was written; name a folder with --out"
            )
        }
        None if args.format == Format::Png && io::stdout().is_terminal() => {
            bail!(
                "a PNG file cannot be shown in a terminal; nothing was written; name a folder with \
                 --out, or redirect the output to a file"
            )
        }
        None => Ok(()),
    }
}

/// Reads a file, and collects what its story's card says. What is wrong is printed to standard error.
///
/// # Errors
///
/// The exit code, if there is no card.
fn read_card(
    args: &Args,
    now: Moment,
    file: &Path,
    name: &str,
) -> Result<(StoryName, ShareCard), u8> {
    let text = input::read_text(file, "drawn").map_err(|fact| {
        eprintln!("{name}: {fact}");
        2
    })?;
    let document = read_document(name, &text, Severity::Warning);
    anstream::eprint!("{}", document.report);
    let story = document.story.ok_or(1)?;
    let lang = args.lang.as_deref().unwrap_or(&story.lang);
    let complain = |complaint: String| {
        eprintln!("{name}: {complaint}");
        1
    };
    if let Some(note) = args.embargo.check(&story, now).map_err(complain)? {
        eprintln!("{name}: {note}");
    }
    let view =
        view::compile(&story, lang).map_err(|error| complain(to_one_line(&error.to_string())))?;
    let mut story_name = StoryName::for_view(&story, &view, lang).map_err(complain)?;
    if *story.lang != *lang {
        story_name = story_name.with_language(lang).map_err(complain)?;
    }
    if let Some(complaint) = language::note_on_interface(&view.lang) {
        eprintln!("{name}: {complaint}");
    }
    Ok((story_name, ShareCard::new(&view, &story, args.base.as_deref())))
}

/// Writes the pictures of a card, or prints what it says.
fn write_card(
    args: &Args,
    name: &str,
    story: &StoryName,
    card: &ShareCard,
    typesetter: &mut Typesetter,
    out: &mut OutFolder<'_>,
) -> anyhow::Result<Outcome> {
    if args.alt {
        println!("{}", to_one_line(&card.describe()));
        return Ok(Outcome::Written);
    }
    let mut outcome = Outcome::Written;
    for shape in args.size.shapes() {
        let drawing = lay_out(card, *shape, typesetter);
        if let Some(complaint) = describe_missing(card, &drawing) {
            if outcome == Outcome::Written {
                eprintln!(
                    "{name}: {complaint}; the card has empty boxes in their place; write them \
                     otherwise"
                );
            }
            outcome = Outcome::WithGaps;
        }
        let mut pictures = Vec::new();
        if args.format.has_png() {
            pictures.push((story.file_name(shape.png_extension()), to_png(&drawing)?));
        }
        if args.format.has_svg() {
            let svg = to_svg(&drawing, card).into_bytes();
            pictures.push((story.file_name(shape.svg_extension()), svg));
        }
        for (file_name, content) in pictures {
            if !out.write(name, &file_name, &content)? {
                return Ok(Outcome::NotWritten);
            }
        }
    }
    Ok(outcome)
}

/// Names the characters of a card that no font has, with the texts that they are in: "title: no font
/// has 🚲 (U+1F6B2)". `None` if there are none.
pub(crate) fn describe_missing(card: &ShareCard, drawing: &Drawing) -> Option<String> {
    let mut texts =
        vec![("publisher", &*card.publisher), ("kicker", &card.kicker), ("title", &card.title)];
    texts.extend(card.notice.iter().map(|notice| ("withdrawn.reason", &*notice.reason)));
    for fact in card.value.iter().chain(&card.status).chain(&card.parties) {
        texts.extend([(&*fact.label, &*fact.text), (&*fact.label, &*fact.detail)]);
    }
    // The words of the interface, in a language that the fonts cannot write.
    let words = [&card.checked, &card.newer, &card.version, &card.newest, &card.value_elsewhere];
    texts.extend(words.map(|text| ("words of the interface", &**text)));
    let mut complaints: Vec<String> = Vec::new();
    for (name, text) in texts {
        let found = drawing.missing.iter().filter(|letter| text.contains(**letter));
        let found: Vec<_> =
            found.map(|letter| format!("{letter} (U+{:04X})", u32::from(*letter))).collect();
        if !found.is_empty() {
            complaints.push(format!("{name}: no font of the cards has {}", found.join(", ")));
        }
    }
    (!drawing.missing.is_empty()).then(|| complaints.join("; "))
}
