//! Prints a line for each release.

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use contract_fact_box::ocds::Json;
use contract_fact_box::ocds::read::{Release, Wanted};
use serde::{Deserialize, Serialize};

use super::Args;
use super::source::{Argument, FoundRelease, Item};
use crate::cli::check::to_one_line;

/// How many notes of one input are printed: those of a large file would hide its releases.
const MAX_NOTES: u64 = 10;

/// The form of the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ListFormat {
    /// Columns separated by tabs
    Tsv,
    /// JSON Lines
    Json,
}

/// What a line tells about a release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    /// The date, as it is written.
    date: String,
    ocid: String,
    /// The types of notice, such as `UK6`, or the tags where there are none.
    notice: String,
    buyer: String,
    title: String,
}

/// What has a title, a buyer's name, or a type of notice. Whatever is of another type is passed over.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Part {
    name: Option<String>,
    title: Option<String>,
    procuring_entity: Option<Named>,
    documents: Option<Vec<Document>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Named {
    name: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Document {
    notice_type: Option<String>,
}

/// Prints the releases of all inputs.
pub(super) fn print_list(args: &Args, format: ListFormat) -> anyhow::Result<ExitCode> {
    let wanted = Wanted::of_ocids(args.ocid.as_slice());
    let mut out = BufWriter::new(io::stdout().lock());
    let mut worst = 0;
    for text in &args.notices {
        let argument = Argument::new(text);
        let name = argument.display_name();
        let mut failure = None;
        let mut notes = 0;
        let result = argument.read_releases(&wanted, args.lang.as_deref(), &mut |item| {
            let written = match item {
                Item::Release(release) => Row::new(&release).write(&mut out, format),
                Item::Note(note) => {
                    notes += 1;
                    if notes <= MAX_NOTES {
                        eprintln!("{name}: {}", to_one_line(&note.to_string()));
                    }
                    Ok(())
                }
                Item::Package(_) => Ok(()),
            };
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        if let Some(error) = failure {
            return Err(error.into());
        }
        out.flush()?;
        if notes > MAX_NOTES {
            eprintln!("{name}: {} more such notes", notes - MAX_NOTES);
        }
        match result {
            Ok(summary) => eprintln!(
                "{name}: {}",
                match summary.wanted {
                    1 => "1 release".to_owned(),
                    count => format!("{count} releases"),
                }
            ),
            Err(message) => {
                eprintln!("{message}");
                worst = 2;
            }
        }
    }
    Ok(ExitCode::from(worst))
}

impl Row {
    pub(super) fn new(release: &FoundRelease) -> Self {
        match release {
            FoundRelease::Ocds(release) => Self::of_ocds(release),
            FoundRelease::Ted(notice) => Self::of_ted(&notice.release),
        }
    }

    fn of_ted(release: &Json) -> Self {
        let text = |pointer| {
            release.pointer(pointer).and_then(Json::as_text).unwrap_or_default().to_owned()
        };
        Self {
            date: text("/date"),
            ocid: text("/ocid"),
            notice: text("/eforms/noticeType"),
            buyer: text("/buyer/name"),
            title: text("/title"),
        }
    }

    fn of_ocds(release: &Release) -> Self {
        let text = |key| read(release, key).unwrap_or_default();
        let tender: Part = read(release, "tender").unwrap_or_default();
        let buyer: Part = read(release, "buyer").unwrap_or_default();
        let lists = ["awards", "contracts"].map(|key| {
            // Most have neither to tell, and they are the largest part of a release.
            let is_needed = tender.title.is_none() || has_notice_types(release, key);
            let parts: Option<Vec<Part>> = is_needed.then(|| read(release, key)).flatten();
            parts.unwrap_or_default()
        });
        let planning: Part = read(release, "planning").unwrap_or_default();
        let parts = || [&planning, &tender].into_iter().chain(lists.iter().flatten());
        let mut notices: Vec<&str> = Vec::new();
        for document in parts().flat_map(|part| part.documents.iter().flatten()) {
            if let Some(notice) = document.notice_type.as_deref()
                && !notices.contains(&notice)
            {
                notices.push(notice);
            }
        }
        let tags: Vec<String> = read(release, "tag").unwrap_or_default();
        Self {
            date: text("date"),
            ocid: release.ocid().unwrap_or_default().to_owned(),
            notice: if notices.is_empty() { tags.join(",") } else { notices.join(",") },
            buyer: buyer
                .name
                .or_else(|| tender.procuring_entity.as_ref()?.name.clone())
                .unwrap_or_default(),
            title: parts().find_map(|part| part.title.clone()).unwrap_or_else(|| text("title")),
        }
    }

    /// Formats it as columns. Whatever would act on a terminal or look like a column is replaced.
    pub(super) fn to_line(&self) -> String {
        let Self { date, ocid, notice, buyer, title } = self;
        let columns = [date.get(..10).unwrap_or(date), ocid, notice, buyer, title];
        columns.map(to_one_line).join("\t")
    }

    fn write(&self, out: &mut impl Write, format: ListFormat) -> io::Result<()> {
        match format {
            ListFormat::Tsv => writeln!(out, "{}", self.to_line()),
            ListFormat::Json => {
                serde_json::to_writer(&mut *out, self)?;
                writeln!(out)
            }
        }
    }
}

fn read<T: for<'de> Deserialize<'de>>(release: &Release, key: &str) -> Option<T> {
    serde_json::from_str(release.get(key)?.get()).ok()
}

fn has_notice_types(release: &Release, key: &str) -> bool {
    release.get(key).is_some_and(|value| value.get().contains("\"noticeType\""))
}
