//! `prerender`: writes stories as HTML to paste, as pages or as text.
//!
//! The exit code is 0 if all stories were written, 1 if a story has errors and 2 if a file could
//! not be read. All other stories are written in any case.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::ValueEnum;
use contract_fact_box::model::{Moment, Severity, Story};
use contract_fact_box::prerender::{
    self, EmbedOptions, FRAME_WIDTH, Publication, STYLESHEET, SnippetStyles,
};
use contract_fact_box::view::{self, BoxView, Parts};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::bundle::{Sample, height_at_width, measure_heights};
use super::check::{format_count, to_one_line};
use super::embargo::EmbargoOptions;
use super::out_folder::OutFolder;
use super::preset::{self, PresetNames};
use super::story_file::{FileName, StoryName};
use super::valid_story::read_document;
use super::{address, input, language};

/// How many stories are rendered at once, on all cores, before they are written in order. There may
/// be thousands, which need not all be in memory, and whoever reads our output may stop early.
const BATCH: usize = 64;

/// Options of `prerender`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The story files; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The form in which the stories are written
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = Form::Snippet)]
    form: Form,
    /// How a snippet gets its stylesheet
    #[arg(long, value_enum, default_value_t = StylesheetForm::Style)]
    css: StylesheetForm,
    /// The URL of the bundle: absolute, or a path on the site that begins with /
    #[arg(
        long,
        value_name = "URL",
        default_value = "/contract-fact-box/",
        value_parser = address::parse_base_url
    )]
    base: String,
    #[command(flatten)]
    preset: preset::Args,
    /// The level of the story's title among the article's headings; pages and frames ignore it
    #[arg(
        long,
        value_name = "N",
        default_value_t = 2,
        value_parser = clap::value_parser!(u8).range(1..=4)
    )]
    heading_level: u8,
    /// Add what search engines read of the story to a snippet or div: a script element with JSON-LD,
    /// which no browser runs. A page has it anyway
    #[arg(long)]
    structured_data: bool,
    #[command(flatten)]
    embargo: EmbargoOptions,
    /// The language to write in, one of the story's translations [default: the story's own]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// The folder to write one file per story to, named by the story's id [default: standard
    /// output]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// The form in which a story is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// An element that contains the static box, the story as plain HTML and the script tag
    Snippet,
    /// A marked div that contains the story as plain HTML; a script installed once on the site
    /// makes a box of it
    Div,
    /// A marked div with a link to the story's page, and the script tag that makes a box of it
    Script,
    /// An iframe that shows the live box, and a link to the story's page
    Frame,
    /// A complete page that needs no script
    Page,
    /// Plain text, one statement per line
    Text,
}

/// How a snippet gets its stylesheet.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum StylesheetForm {
    /// The snippet contains it
    Style,
    /// The snippet links to it in the bundle
    Link,
}

/// The result of reading a file.
struct ReadOutcome {
    /// What to print to standard error.
    diagnostics: String,
    /// The story, or the exit code if there is none.
    result: Result<ShownStory, u8>,
}

/// A story that can be written.
struct ShownStory {
    name: FileName,
    story: Story,
    view: BoxView,
    /// The language, if it is a translation.
    lang: Option<String>,
    parts: Parts,
}

/// Writes every story that can be rendered, and prints to standard error what was written and what
/// is wrong with the others.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut out = OutFolder::new(args.out.as_deref())?;
    if let Some(complaint) = args.find_misplaced_data() {
        eprintln!("error: {complaint}");
        return Ok(ExitCode::from(2));
    }
    let now = args.embargo.moment();
    let mut written = 0;
    let mut worst = 0;
    for batch in args.files.chunks(BATCH) {
        let outcomes: Vec<_> = batch.par_iter().map(|file| read_file(&args, now, file)).collect();
        let heights = measure_boxes(&args, &outcomes)?;
        let contents: Vec<_> = outcomes
            .par_iter()
            .zip(&heights)
            .map(|(outcome, heights)| {
                let story = outcome.result.as_ref().ok()?;
                Some(render_story(&args, story, heights.as_deref()))
            })
            .collect();
        for ((file, outcome), content) in batch.iter().zip(outcomes).zip(contents) {
            anstream::eprint!("{}", outcome.diagnostics);
            match outcome.result {
                Err(code) => worst = worst.max(code),
                Ok(story) => {
                    let content = content.unwrap_or_default();
                    let name = input::display_name(file);
                    match out.write(&name, &story.name, content.as_bytes())? {
                        true => written += 1,
                        false => worst = worst.max(1),
                    }
                }
            }
        }
    }
    eprintln!("{} of {} written", written, format_count(args.files.len(), "file"));
    Ok(ExitCode::from(worst))
}

/// Reads a file, and finds out which parts of its story are shown.
fn read_file(args: &Args, now: Moment, file: &Path) -> ReadOutcome {
    let name = input::display_name(file);
    let text = match input::read_text(file, "written") {
        Ok(text) => text,
        Err(fact) => {
            return ReadOutcome { diagnostics: format!("{name}: {fact}\n"), result: Err(2) };
        }
    };
    let document = read_document(&name, &text, Severity::Warning);
    let mut diagnostics = document.report;
    let Some(story) = document.story else {
        return ReadOutcome { diagnostics, result: Err(1) };
    };
    match args.embargo.check(&story, now) {
        Ok(note) => diagnostics.extend(note.map(|note| format!("{name}: {note}\n"))),
        Err(complaint) => {
            diagnostics += &format!("{name}: {complaint}\n");
            return ReadOutcome { diagnostics, result: Err(1) };
        }
    }
    let (parts, problems) = PresetNames::of(&story).resolve(&args.preset.asked());
    diagnostics.extend(problems.iter().map(|problem| format!("{name}: {problem}\n")));
    if problems.iter().any(|problem| problem.is_error()) {
        return ReadOutcome { diagnostics, result: Err(1) };
    }
    let lang = args.lang.as_deref().unwrap_or(&story.lang);
    let compiled = view::compile(&story, lang).map_err(|error| to_one_line(&error.to_string()));
    let named = compiled.and_then(|view| Ok((StoryName::for_view(&story, &view, lang)?, view)));
    let (story_name, view) = match named {
        Ok(named) => named,
        Err(complaint) => {
            diagnostics += &format!("{name}: {complaint}\n");
            return ReadOutcome { diagnostics, result: Err(1) };
        }
    };
    diagnostics.extend(
        language::note_on_interface(&view.lang).map(|complaint| format!("{name}: {complaint}\n")),
    );
    let is_translated = *story.lang != *lang;
    let lang = is_translated.then(|| lang.to_owned());
    let name = story_name.file_name(args.form.file_extension());
    ReadOutcome { diagnostics, result: Ok(ShownStory { name, story, view, lang, parts }) }
}

/// Measures the boxes of a batch, if the form has the height of its box; returns the heights of each,
/// in the same order.
fn measure_boxes(args: &Args, outcomes: &[ReadOutcome]) -> anyhow::Result<Vec<Option<String>>> {
    let Some(consequence) = args.form.unmeasured_consequence() else {
        return Ok(vec![None; outcomes.len()]);
    };
    let mut samples = Vec::new();
    for (index, outcome) in outcomes.iter().enumerate() {
        if let Ok(ShownStory { view, parts, .. }) = &outcome.result {
            samples.push(Sample { key: index.to_string(), view, parts: parts.clone() });
        }
    }
    let folder = tempfile::tempdir()
        .context("the temporary folder: cannot be written to; nothing was measured; make room")?;
    let mut heights = measure_heights(&samples, folder.path(), consequence);
    Ok((0..outcomes.len()).map(|index| heights.remove(&index.to_string())).collect())
}

/// Renders a story in the requested form. `heights` are those of its box, if it was measured.
fn render_story(args: &Args, story: &ShownStory, heights: Option<&str>) -> String {
    let ShownStory { story, view, lang, parts, .. } = story;
    let absolute_base = Some(&*args.base).filter(|base| base.contains("://"));
    let publication = Publication::of(story, absolute_base);
    let data = if args.structured_data {
        prerender::render_structured_data(view, &publication).unwrap_or_default()
    } else {
        String::new()
    };
    let (base, level, lang) = (&*args.base, args.heading_level, lang.as_deref());
    let options = EmbedOptions { base, level, lang, parts };
    match args.form {
        Form::Snippet => prerender::render_snippet(view, options, args.css.into()) + &data,
        Form::Div => prerender::render_div(view, options) + &data,
        Form::Script => prerender::render_script_tag(view, options, heights),
        Form::Frame => {
            let measured = heights.and_then(|heights| height_at_width(heights, FRAME_WIDTH));
            let height = measured.unwrap_or_else(|| prerender::usual_frame_height(parts));
            prerender::render_frame(view, options, height)
        }
        Form::Page => {
            let stylesheet_url = format!("{base}{STYLESHEET}");
            prerender::render_page(view, parts, &stylesheet_url, None, Some(&publication))
        }
        Form::Text => prerender::render_text(view, parts, base),
    }
}

impl Args {
    /// Returns why structured data cannot be added to what is asked for, if they are asked for.
    fn find_misplaced_data(&self) -> Option<&'static str> {
        if !self.structured_data {
            return None;
        }
        match self.form {
            Form::Snippet | Form::Div if !self.preset.is_whole() => Some(
                "--structured-data: they say what the whole box shows, and readers of a part of it \
                 would not see that; nothing was written; leave out --structured-data, or the parts",
            ),
            Form::Snippet | Form::Div | Form::Page => None,
            Form::Script | Form::Frame | Form::Text => Some(
                "--structured-data: this form holds nothing of the story, or no HTML, and the data are \
                 on the story's own page; nothing was written; write a snippet or a div, or leave it out",
            ),
        }
    }
}

impl Form {
    /// Returns the ending of its files' names.
    fn file_extension(self) -> &'static str {
        match self {
            Self::Snippet => "snippet.html",
            Self::Div => "div.html",
            Self::Script => "script.html",
            Self::Frame => "frame.html",
            Self::Page => "html",
            Self::Text => "txt",
        }
    }
}

impl Form {
    /// Returns what follows if the height of the box is not known; nothing if the form has none.
    fn unmeasured_consequence(self) -> Option<&'static str> {
        match self {
            Self::Frame => Some("the frames have a usual height, which may not be theirs"),
            Self::Script => Some("the script tags reserve no space for their boxes"),
            Self::Snippet | Self::Div | Self::Page | Self::Text => None,
        }
    }
}

impl From<StylesheetForm> for SnippetStyles {
    fn from(sheet: StylesheetForm) -> Self {
        match sheet {
            StylesheetForm::Style => Self::Inline,
            StylesheetForm::Link => Self::Linked,
        }
    }
}
