//! Checks which parts of its story each box asks for against the bundle's manifest.

use contract_fact_box::view::Parts;

use super::bundle::Manifest;
use super::finding::Findings;
use super::scan::Embed;
use crate::cli::preset::PresetNames;

/// Checks one box; returns the parts that it shows.
pub(super) fn check_preset(
    embed: &Embed,
    manifest: Option<&Manifest>,
    findings: &mut Findings,
) -> Parts {
    let id = embed.target.id.as_deref().unwrap_or_default();
    let story = manifest.and_then(|manifest| manifest.find_story(id));
    // The manifest has the people and questions of the newest version: others may have had others.
    let names = story.filter(|story| match embed.target.version.as_deref() {
        None | Some("") => true,
        Some(version) => *version == story.version.to_string(),
    });
    let unknown = PresetNames::default();
    let names = names.map_or(&unknown, |story| &story.names);
    let (parts, problems) = names.resolve(&embed.target.parts);
    for problem in problems {
        findings.add(&*embed.location, problem);
    }
    parts
}
