//! Checks which story, version and language each box shows against the bundle's manifest.

use contract_fact_box::model::{find_nearest, is_slug};

use super::bundle::{Manifest, ManifestStory};
use super::finding::{Findings, VersionProblem, shorten};
use super::scan::{Embed, EmbedForm};

/// Checks one box; returns what it shows, in a few words.
pub(super) fn check_version(
    embed: &Embed,
    manifest: Option<&Manifest>,
    findings: &mut Findings,
) -> String {
    let Some(id) = embed.target.id.as_deref().filter(|id| !id.is_empty()) else {
        return "no story".to_owned();
    };
    let shown_id = shorten(id);
    let version = check_version_number(embed, findings);
    let Some(manifest) = manifest else {
        return match version {
            Some(version) => format!("{shown_id}, version {version}, not compared"),
            None => format!("{shown_id}, the newest version"),
        };
    };
    let Some(story) = manifest.find_story(id) else {
        // An invalid id is reported with the markup.
        if is_slug(id) {
            let similar = find_nearest(id, manifest.story_ids());
            let problem = VersionProblem::UnknownStory { id: id.to_owned(), similar };
            findings.add(&*embed.location, problem);
        }
        return format!("{shown_id}, unknown");
    };
    check_language(embed, story, findings);
    format!("{shown_id}, {}", compare_version(embed, story, version, findings))
}

/// Returns the version that the box names; none if the box shows the newest. Reports a version that
/// is not a number.
fn check_version_number(embed: &Embed, findings: &mut Findings) -> Option<u32> {
    let version = embed.target.version.as_deref().filter(|version| !version.is_empty())?;
    let number = parse_version(version);
    if number.is_none() {
        findings.add(&*embed.location, VersionProblem::InvalidVersion(version.to_owned()));
    }
    number
}

/// Parses a version as the loader does, without a sign or leading zeros.
fn parse_version(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number: &u32| number.to_string() == text && *number > 0)
}

fn check_language(embed: &Embed, story: &ManifestStory, findings: &mut Findings) {
    let Some(language) = &embed.target.language else { return };
    if !story.translations.contains(language) {
        let problem = VersionProblem::UnknownLanguage {
            language: language.clone(),
            is_original: *language == story.language,
            translations: story.translations.join(", "),
        };
        findings.add(&*embed.location, problem);
    }
}

/// Compares the version with those of the bundle; returns what it is, in a few words.
fn compare_version(
    embed: &Embed,
    story: &ManifestStory,
    version: Option<u32>,
    findings: &mut Findings,
) -> String {
    let newest = story.version;
    let shown = version.unwrap_or(newest);
    let (problem, state) = if shown != newest && !story.versions.contains(&shown) {
        let problem =
            VersionProblem::UnknownVersion { version: shown, existing: join_versions(story) };
        (problem, format!("version {shown}, unknown"))
    } else if story.withdrawn {
        // The version that withdraws the story is prerendered as a notice, without facts.
        let holds_facts =
            embed.has_static_facts() && embed.form != EmbedForm::StoryPage && shown < newest;
        let problem = if holds_facts {
            VersionProblem::WithdrawnFacts { shown }
        } else {
            VersionProblem::WithdrawnNotice
        };
        (problem, format!("version {shown}, withdrawn"))
    } else if shown == newest {
        return format!("version {shown}, up to date");
    } else if embed.has_static_facts() {
        let state = format!("version {shown} of {newest}, stale");
        (VersionProblem::Stale { shown, newest }, state)
    } else {
        let state = format!("version {shown} of {newest}, pinned");
        (VersionProblem::Pinned { shown, newest }, state)
    };
    findings.add(&*embed.location, problem);
    state
}

/// Joins the versions of a story that the bundle has.
fn join_versions(story: &ManifestStory) -> String {
    if story.versions.is_empty() {
        return story.version.to_string();
    }
    let versions: Vec<_> = story.versions.iter().map(u32::to_string).collect();
    versions.join(", ")
}
