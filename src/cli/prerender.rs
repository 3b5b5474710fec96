//! `prerender`: story files as HTML to paste, as pages or as text.
//!
//! Exit code 0: all written; 1: a story has errors; 2: a file could not be read. The others are written all the same.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::{fs, thread};

use anyhow::Context;
use clap::ValueEnum;
use contract_fact_box::model::Severity;
use contract_fact_box::prerender::{self, Css, FRAME_HEIGHT, Place, STYLESHEET};
use contract_fact_box::view;

use super::check::{counted, one_line};
use super::story_file::{FileName, StoryName};
use super::valid_story::read_document;
use super::{address, input, language};

/// Options of `prerender`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Story files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to write
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = Form::Snippet)]
    form: Form,
    /// Where a snippet has its stylesheet
    #[arg(long, value_enum, default_value_t = Sheet::Style)]
    css: Sheet,
    /// The address of the built folder: whole, or a path on the site that begins with /
    #[arg(long, value_name = "URL", default_value = "/contract-fact-box/", value_parser = address::base)]
    base: String,
    /// The level of the title among the article's headings (a page and a frame have their own)
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=4))]
    heading_level: u8,
    /// The language to write it in, one of the story's translations [default: the story's own]
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// The folder to write a file per story to, named by its id [default: standard output]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// What can be written of a story.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// An element with the static box, the story as plain HTML, and the script tag
    Snippet,
    /// The story as plain HTML in a marked div; the script is installed once for the site
    Div,
    /// An iframe with the live box, and a link to the story's page
    Frame,
    /// A whole page without script
    Page,
    /// Plain text
    Text,
}

/// Where a snippet has its stylesheet.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sheet {
    /// In it
    Style,
    /// In the built folder, linked
    Link,
}

/// What became of one file.
struct Outcome {
    /// What to say on standard error.
    talk: String,
    /// What was made of it, or the exit code that says why not.
    result: Result<Rendered, u8>,
}

/// A story as it was asked for.
struct Rendered {
    name: FileName,
    content: String,
}

/// Writes every story that can be written; says on standard error what was written and what is wrong with the rest.
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
    in_order(
        &args.files,
        |file| render(&args, file),
        |file, outcome| {
            anstream::eprint!("{}", outcome.talk);
            match outcome.result {
                Err(code) => worst = worst.max(code),
                Ok(rendered) => match put(&args, file, rendered, &mut names)? {
                    true => written += 1,
                    false => worst = worst.max(1),
                },
            }
            Ok(())
        },
    )?;
    eprintln!("{} of {} written", written, counted(args.files.len(), "file"));
    Ok(ExitCode::from(worst))
}

/// Does the work on all cores and hands each result on in the order of the files, as soon as it is its turn.
fn in_order<T: Send>(
    files: &[PathBuf],
    work: impl Fn(&Path) -> T + Sync,
    mut take: impl FnMut(&Path, T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    let next = AtomicUsize::new(0);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, work, next) = (sender.clone(), &work, &next);
            scope.spawn(move || {
                while let Some((at, file)) = {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    files.get(at).map(|file| (at, file))
                } {
                    if sender.send((at, work(file))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // Taken into the scope, so that a failure ends the threads: nobody hears them any more.
        let results = results;
        let mut early = BTreeMap::new();
        let mut turns = files.iter().enumerate();
        let mut turn = turns.next();
        for (at, result) in &results {
            early.insert(at, result);
            while let Some((at, file)) = turn
                && let Some(result) = early.remove(&at)
            {
                take(file, result)?;
                turn = turns.next();
            }
        }
        Ok(())
    })
}

/// Reads a file and makes of it what was asked for.
fn render(args: &Args, file: &Path) -> Outcome {
    let name = input::name(file);
    let text = match input::read(file, "written") {
        Ok(text) => text,
        Err(fact) => return Outcome { talk: format!("{name}: {fact}\n"), result: Err(2) },
    };
    let document = read_document(&name, &text, Severity::Warning);
    let mut talk = document.report;
    let Some(story) = document.story else {
        return Outcome { talk, result: Err(1) };
    };
    let lang = args.lang.as_deref().unwrap_or(&story.lang);
    let shown = view::compile(&story, lang).map_err(|error| one_line(&error.to_string()));
    let named = shown.and_then(|view| Ok((StoryName::of_view(&story, &view, lang)?, view)));
    let (file, view) = match named {
        Ok(named) => named,
        Err(complaint) => {
            talk += &format!("{name}: {complaint}\n");
            return Outcome { talk, result: Err(1) };
        }
    };
    talk.extend(language::complaint(&view.lang).map(|complaint| format!("{name}: {complaint}\n")));
    let own = *story.lang == *lang;
    let place = Place { base: &args.base, level: args.heading_level, lang: (!own).then_some(lang) };
    let content = match args.form {
        Form::Snippet => prerender::element(&view, place, args.css.into()),
        Form::Div => prerender::div(&view, place),
        Form::Frame => prerender::frame(&view, place.base, place.lang, FRAME_HEIGHT),
        Form::Page => prerender::page(&view, &format!("{}{STYLESHEET}", args.base), None),
        Form::Text => prerender::text(&view, &args.base),
    };
    Outcome { talk, result: Ok(Rendered { name: file.file(args.form.extension()), content }) }
}

/// Writes what was made of a file, unless another file of the same story was written there before.
fn put(
    args: &Args,
    file: &Path,
    rendered: Rendered,
    names: &mut BTreeMap<PathBuf, String>,
) -> anyhow::Result<bool> {
    let Some(folder) = &args.out else {
        let mut out = io::stdout().lock();
        out.write_all(rendered.content.as_bytes())?;
        out.flush()?;
        return Ok(true);
    };
    let path = rendered.name.within(folder);
    let name = input::name(file);
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
    /// How the names of its files end.
    fn extension(self) -> &'static str {
        match self {
            Self::Snippet => "snippet.html",
            Self::Div => "div.html",
            Self::Frame => "frame.html",
            Self::Page => "html",
            Self::Text => "txt",
        }
    }
}

impl From<Sheet> for Css {
    fn from(sheet: Sheet) -> Self {
        match sheet {
            Sheet::Style => Self::Style,
            Sheet::Link => Self::Link,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::path::PathBuf;

    #[test]
    fn results_come_in_the_order_of_the_files() {
        let files: Vec<_> = (0..50).map(|at| PathBuf::from(at.to_string())).collect();
        let mut taken = Vec::new();
        let work = |file: &std::path::Path| file.to_owned();
        in_order(&files, work, |file, result| {
            assert_eq!(file, result);
            taken.push(result);
            Ok(())
        })
        .expect("nothing fails");
        assert_eq!(taken, files);
    }
}
