//! Which version of each story stands in the page, held against the folder's manifest.

use contract_fact_box::model::{is_slug, nearest};

use super::finding::{Findings, Told};
use super::folder::{Manifest, Story};
use super::standing::{FactBox, Form};

/// Judges one box; says in a few words what stands there.
pub(super) fn judge(
    each: &FactBox,
    manifest: Option<&Manifest>,
    findings: &mut Findings,
) -> String {
    let Some(id) = each.spot.id.as_deref().filter(|id| !id.is_empty()) else {
        return "no story".to_owned();
    };
    let id_told = super::finding::short(id);
    let shown = shown(each, findings);
    let Some(manifest) = manifest else {
        return match shown {
            Some(version) => format!("{id_told}, version {version}, not compared"),
            None => format!("{id_told}, the newest version"),
        };
    };
    let Some(story) = manifest.stories.iter().find(|story| story.id == id) else {
        // An id that is none has a finding of its own.
        if is_slug(id) {
            let known = manifest.stories.iter().map(|story| &*story.id);
            findings
                .add(&*each.place, Told::UnknownId { id: id.to_owned(), near: nearest(id, known) });
        }
        return format!("{id_told}, unknown");
    };
    language(each, story, findings);
    format!("{id_told}, {}", version(each, story, shown, findings))
}

/// The version that the box is written to show; none is the newest.
fn shown(each: &FactBox, findings: &mut Findings) -> Option<u32> {
    let version = each.spot.version.as_deref().filter(|version| !version.is_empty())?;
    let digits = version.bytes().all(|byte| byte.is_ascii_digit()) && !version.starts_with('0');
    let number = version.parse().ok().filter(|_| digits);
    if number.is_none() {
        findings.add(&*each.place, Told::BadVersion(version.to_owned()));
    }
    number
}

fn language(each: &FactBox, story: &Story, findings: &mut Findings) {
    if let Some(lang) = each.spot.lang.as_deref()
        && !story.translations.iter().any(|known| known == lang)
    {
        let (own, known) = (lang == story.lang, story.translations.join(", "));
        findings.add(&*each.place, Told::UnknownLang { lang: lang.to_owned(), own, known });
    }
}

/// Judges the version; says what it is.
fn version(each: &FactBox, story: &Story, shown: Option<u32>, findings: &mut Findings) -> String {
    let newest = story.version;
    let mut add = |told| findings.add(&*each.place, told);
    let number = shown.unwrap_or(newest);
    let known = number == newest || story.versions.contains(&number);
    if !known {
        let known = story.versions.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let known = if known.is_empty() { newest.to_string() } else { known };
        add(Told::UnknownVersion { version: number, known });
        return format!("version {number}, unknown");
    }
    if story.withdrawn {
        // What was prerendered of the version that withdraws it holds the notice and no facts.
        let holds_old = each.is_static() && each.form != Form::Own && number < newest;
        add(if holds_old { Told::Withdrawn { shown: number } } else { Told::WithdrawnNotice });
        return format!("version {number}, withdrawn");
    }
    if number == newest {
        return format!("version {number}, up to date");
    }
    add(if each.is_static() {
        Told::Stale { shown: number, newest }
    } else {
        Told::Pinned { shown: number, newest }
    });
    format!("version {number} of {newest}, {}", if each.is_static() { "stale" } else { "pinned" })
}
