//! `prerender`: writes stories as HTML to paste, as pages or as text.
//!
//! The exit code is 0 if all stories were written, 1 if a story has errors and 2 if a file could
//! not be read. All other stories are written in any case.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::ValueEnum;
use contract_fact_box::model::Severity;
use contract_fact_box::prerender::{self, EmbedOptions, FRAME_HEIGHT, STYLESHEET, SnippetStyles};
use contract_fact_box::view;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::check::{format_count, to_one_line};
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
    /// The level of the story's title among the article's headings; pages and frames ignore it
    #[arg(
        long,
        value_name = "N",
        default_value_t = 2,
        value_parser = clap::value_parser!(u8).range(1..=4)
    )]
    heading_level: u8,
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

/// The result of rendering a file.
struct RenderOutcome {
    /// What to print to standard error.
    diagnostics: String,
    /// The story, or the exit code if there is none.
    result: Result<RenderedStory, u8>,
}

/// A story in the requested form.
struct RenderedStory {
    name: FileName,
    content: String,
}

/// Writes every story that can be rendered, and prints to standard error what was written and what
/// is wrong with the others.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    if let Some(folder) = &args.out {
        fs::create_dir_all(folder).with_context(|| {
            format!(
                "{}: cannot be made; nothing was written; choose another --out",
                folder.display()
            )
        })?;
    }
    let mut written = 0;
    let mut worst = 0;
    let mut names = BTreeMap::new();
    for batch in args.files.chunks(BATCH) {
        let outcomes: Vec<_> = batch.par_iter().map(|file| render_file(&args, file)).collect();
        for (file, outcome) in batch.iter().zip(outcomes) {
            anstream::eprint!("{}", outcome.diagnostics);
            match outcome.result {
                Err(code) => worst = worst.max(code),
                Ok(rendered) => match write_rendered(&args, file, rendered, &mut names)? {
                    true => written += 1,
                    false => worst = worst.max(1),
                },
            }
        }
    }
    eprintln!("{} of {} written", written, format_count(args.files.len(), "file"));
    Ok(ExitCode::from(worst))
}

/// Reads a file and renders its story in the requested form.
fn render_file(args: &Args, file: &Path) -> RenderOutcome {
    let name = input::display_name(file);
    let text = match input::read_text(file, "written") {
        Ok(text) => text,
        Err(fact) => {
            return RenderOutcome { diagnostics: format!("{name}: {fact}\n"), result: Err(2) };
        }
    };
    let document = read_document(&name, &text, Severity::Warning);
    let mut diagnostics = document.report;
    let Some(story) = document.story else {
        return RenderOutcome { diagnostics, result: Err(1) };
    };
    let lang = args.lang.as_deref().unwrap_or(&story.lang);
    let compiled = view::compile(&story, lang).map_err(|error| to_one_line(&error.to_string()));
    let named = compiled.and_then(|view| Ok((StoryName::for_view(&story, &view, lang)?, view)));
    let (story_name, view) = match named {
        Ok(named) => named,
        Err(complaint) => {
            diagnostics += &format!("{name}: {complaint}\n");
            return RenderOutcome { diagnostics, result: Err(1) };
        }
    };
    diagnostics.extend(
        language::missing_language_message(&view.lang)
            .map(|complaint| format!("{name}: {complaint}\n")),
    );
    let is_translated = *story.lang != *lang;
    let options = EmbedOptions {
        base: &args.base,
        level: args.heading_level,
        lang: is_translated.then_some(lang),
    };
    let content = match args.form {
        Form::Snippet => prerender::render_snippet(&view, options, args.css.into()),
        Form::Div => prerender::render_div(&view, options),
        Form::Frame => prerender::render_frame(&view, options.base, options.lang, FRAME_HEIGHT),
        Form::Page => prerender::render_page(&view, &format!("{}{STYLESHEET}", args.base), None),
        Form::Text => prerender::render_text(&view, &args.base),
    };
    RenderOutcome {
        diagnostics,
        result: Ok(RenderedStory {
            name: story_name.file_name(args.form.file_extension()),
            content,
        }),
    }
}

/// Writes a story, unless an earlier file with the same id was already written to the folder.
/// `names` has those files by path.
fn write_rendered(
    args: &Args,
    file: &Path,
    rendered: RenderedStory,
    names: &mut BTreeMap<PathBuf, String>,
) -> anyhow::Result<bool> {
    let Some(folder) = &args.out else {
        let mut out = io::stdout().lock();
        out.write_all(rendered.content.as_bytes())?;
        out.flush()?;
        return Ok(true);
    };
    let path = rendered.name.path_in(folder);
    let name = input::display_name(file);
    if let Some(earlier) = names.get(&path) {
        eprintln!("{name}: has the id of {earlier}; it was not written; give it an id of its own");
        return Ok(false);
    }
    fs::write(&path, rendered.content).with_context(|| {
        format!("{}: cannot be written; make room or choose another --out", path.display())
    })?;
    eprintln!("{name}: written to {}", path.display());
    names.insert(path, name);
    Ok(true)
}

impl Form {
    /// Returns the ending of its files' names.
    fn file_extension(self) -> &'static str {
        match self {
            Self::Snippet => "snippet.html",
            Self::Div => "div.html",
            Self::Frame => "frame.html",
            Self::Page => "html",
            Self::Text => "txt",
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
