//! Leaves out of a bundle what is under embargo: a story, or only its newest version, with every trace
//! in the others.
//!
//! The decision is made once, before anything is compiled. So nothing that is made of the stories can
//! hold a text of one that is left out: no document, box, page, list or link.

use std::collections::BTreeSet;

use contract_fact_box::model::{Contract, Moment, Story};

use super::versions::StoryVersions;
use crate::cli::embargo::Embargoes;

/// A version that is under embargo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EmbargoedVersion {
    /// The story's id.
    id: String,
    /// The version.
    version: u32,
    /// When the embargo ends.
    until: Moment,
    fate: Fate,
}

/// What becomes of a version under embargo.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fate {
    /// The whole story is left out.
    StoryLeftOut,
    /// An earlier version is shown until then.
    EarlierShown(u32),
    /// A version is left out that is not the newest: pages that are pinned to it have no box.
    PinnedLeftOut,
    /// It is shown, since it withdraws what is already published.
    WithdrawnAtOnce,
    /// It is shown, since only the desk sees this bundle.
    ShownToDesk,
}

/// Removes the stories and versions under embargo, and returns them. What is left does not mention a
/// story that is left out.
pub(super) fn hold_back(
    stories: Vec<StoryVersions>,
    embargoes: &Embargoes,
) -> (Vec<StoryVersions>, Vec<EmbargoedVersion>) {
    let (mut shown, mut embargoed, mut left_out) = (Vec::new(), Vec::new(), BTreeSet::new());
    for versions in stories {
        let id = versions.current.id.to_string();
        match hold_back_versions(versions, embargoes, &mut embargoed) {
            Some(versions) => shown.push(versions),
            None => drop(left_out.insert(id)),
        }
    }
    for versions in &mut shown {
        for story in versions.published.iter_mut().chain([&mut versions.current]) {
            forget_stories(story, &left_out);
        }
    }
    (shown, embargoed)
}

/// Removes the versions of a story that are under embargo. `None` if no version may be shown.
///
/// The current document decides on the version that it has itself: a copy of it that was made for
/// pinned pages may be older than that decision.
fn hold_back_versions(
    mut versions: StoryVersions,
    embargoes: &Embargoes,
    embargoed: &mut Vec<EmbargoedVersion>,
) -> Option<StoryVersions> {
    let newest = versions.current.version;
    let mut note = |version, until, fate| {
        let id = versions.current.id.to_string();
        embargoed.push(EmbargoedVersion { id, version, until, fate });
    };
    if let Some(until) = versions.current.embargo_at(embargoes.now).filter(|_| embargoes.are_shown)
    {
        note(newest, until, Fate::ShownToDesk);
    }
    let mut published = Vec::new();
    for story in versions.published {
        match embargoes.hold(&story).filter(|_| story.version != newest) {
            Some(until) => note(story.version, until, Fate::PinnedLeftOut),
            None => published.push(story),
        }
    }
    versions.published = published;
    let Some(until) = embargoes.hold(&versions.current) else { return Some(versions) };
    let is_public = versions.published.iter().any(|story| story.version != newest);
    if versions.current.withdrawn.is_some() && is_public {
        note(newest, until, Fate::WithdrawnAtOnce);
        return Some(versions);
    }
    versions.published.retain(|story| story.version != newest);
    match versions.published.last().cloned() {
        Some(earlier) => {
            note(newest, until, Fate::EarlierShown(earlier.version));
            versions.current = earlier;
            Some(versions)
        }
        None => {
            note(newest, until, Fate::StoryLeftOut);
            None
        }
    }
}

/// Removes every mention of these stories from the related contracts of another.
///
/// A contract that this story tells about itself stays without the link. Of any other, the entry has
/// only the title of the story that is left out. The entry then names nothing, and keeps its place for
/// those that corrections and translations point to.
fn forget_stories(story: &mut Story, left_out: &BTreeSet<String>) {
    for (contract, Contract { related, .. }) in story.contracts.iter_mut().enumerate() {
        for (index, entry) in related.iter_mut().enumerate() {
            if !entry.story.as_ref().is_some_and(|id| left_out.contains(&**id)) {
                continue;
            }
            entry.story = None;
            if entry.contract.is_none() {
                (entry.ocid, entry.external) = (None, None);
                let pointer = format!("/contracts/{contract}/related/{index}/");
                for texts in story.translations.values_mut() {
                    texts.retain(|at, _| !at.starts_with(&pointer));
                }
            }
        }
    }
}

impl EmbargoedVersion {
    /// Describes what becomes of the version, for whoever builds.
    pub(super) fn describe(&self) -> String {
        let Self { id, version, until, fate } = self;
        let consequence = match fate {
            Fate::StoryLeftOut => {
                "nothing of the story is in the bundle; build again once that time has come"
                    .to_owned()
            }
            Fate::EarlierShown(earlier) => format!(
                "the bundle goes on showing version {earlier}; build again once that time has come"
            ),
            Fate::PinnedLeftOut => {
                "pages that are pinned to it have no box; build again once that time has come"
                    .to_owned()
            }
            Fate::WithdrawnAtOnce => {
                "it is in the bundle all the same, since it withdraws what is public; remove \
                 `not_before` from it"
                    .to_owned()
            }
            Fate::ShownToDesk => {
                "it is shown here, to the desk only; `build` leaves it out".to_owned()
            }
        };
        format!("story {id}: version {version} is under embargo until {until}; {consequence}")
    }
}

#[cfg(test)]
mod tests;
