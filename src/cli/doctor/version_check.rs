//! Which version of each story stands in the page, held against the folder's manifest.

use contract_fact_box::model::{is_slug, nearest};

use super::bundle::{Manifest, Story};
use super::finding::{Findings, VersionProblem};
use super::scan::{Embed, EmbedForm};

/// Judges one box; says in a few words what stands there.
pub(super) fn judge(each: &Embed, manifest: Option<&Manifest>, findings: &mut Findings) -> String {
    let Some(id) = each.box_ref.id.as_deref().filter(|id| !id.is_empty()) else {
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
            findings.add(
                &*each.place,
                VersionProblem::UnknownId { id: id.to_owned(), near: nearest(id, known) },
            );
        }
        return format!("{id_told}, unknown");
    };
    language(each, story, findings);
    format!("{id_told}, {}", version(each, story, shown, findings))
}

/// The version that the box is written to show; none is the newest.
fn shown(each: &Embed, findings: &mut Findings) -> Option<u32> {
    let version = each.box_ref.version.as_deref().filter(|version| !version.is_empty())?;
    let digits = version.bytes().all(|byte| byte.is_ascii_digit()) && !version.starts_with('0');
    let number = version.parse().ok().filter(|_| digits);
    if number.is_none() {
        findings.add(&*each.place, VersionProblem::BadVersion(version.to_owned()));
    }
    number
}

fn language(each: &Embed, story: &Story, findings: &mut Findings) {
    if let Some(lang) = each.box_ref.lang.as_deref()
        && !story.translations.iter().any(|known| known == lang)
    {
        let (own, known) = (lang == story.lang, story.translations.join(", "));
        findings
            .add(&*each.place, VersionProblem::UnknownLang { lang: lang.to_owned(), own, known });
    }
}

/// Judges the version; says what it is.
fn version(each: &Embed, story: &Story, shown: Option<u32>, findings: &mut Findings) -> String {
    let newest = story.version;
    let mut add = |told| findings.add(&*each.place, told);
    let number = shown.unwrap_or(newest);
    let known = number == newest || story.versions.contains(&number);
    if !known {
        let known = story.versions.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let known = if known.is_empty() { newest.to_string() } else { known };
        add(VersionProblem::UnknownVersion { version: number, known });
        return format!("version {number}, unknown");
    }
    if story.withdrawn {
        // What was prerendered of the version that withdraws it holds the notice and no facts.
        let holds_old = each.is_static() && each.form != EmbedForm::Own && number < newest;
        add(if holds_old {
            VersionProblem::Withdrawn { shown: number }
        } else {
            VersionProblem::WithdrawnNotice
        });
        return format!("version {number}, withdrawn");
    }
    if number == newest {
        return format!("version {number}, up to date");
    }
    add(if each.is_static() {
        VersionProblem::Stale { shown: number, newest }
    } else {
        VersionProblem::Pinned { shown: number, newest }
    });
    format!("version {number} of {newest}, {}", if each.is_static() { "stale" } else { "pinned" })
}
