//! What a content system, an optimiser or a consent manager has done to what was pasted.

use contract_fact_box::model::is_slug;

use super::finding::{Findings, Markup};
use super::needs::allows_scripts;
use super::page::Page;
use super::standing::{
    FactBox, Form, Loader, Loose, Run, Standing, Style, Template, is_hashed_loader,
};

/// Judges the markup of everything that stands in the page.
pub(super) fn judge(page: &Page, is_file: bool, standing: &Standing, findings: &mut Findings) {
    whole(standing, findings);
    standing.loaders.iter().for_each(|loader| script(page, loader, findings));
    for each in &standing.boxes {
        address(each, findings);
        match each.form {
            Form::Element | Form::Marked => contents(each, standing, is_file, findings),
            Form::Script => twice(each, standing, findings),
            Form::Frame | Form::FramedPage => frame(each, findings),
            Form::Link | Form::Own => {}
        }
    }
}

/// What is wrong with the page as a whole.
fn whole(standing: &Standing, findings: &mut Findings) {
    let has_any = |wanted: fn(&FactBox) -> bool| standing.boxes.iter().any(wanted);
    if let Some(start) = &standing.escaped {
        findings.add("page", Markup::Escaped(start.clone()));
    }
    match standing.loose {
        Some(Loose::Seen) => findings
            .add("page", Markup::Loose { alone: !has_any(|each| each.form == Form::Element) }),
        Some(Loose::Hidden) => findings.add("page", Markup::HiddenCopy),
        None => {}
    }
    let is_bare = standing.boxes.is_empty()
        && standing.loose != Some(Loose::Seen)
        && standing.escaped.is_none();
    if standing.plain && standing.loose.is_none() && !has_any(FactBox::is_loaded) {
        findings.add("page", Markup::NameLost);
    } else if is_bare {
        findings.add("page", Markup::NoBox);
    } else if has_any(|each| each.form == Form::Link) && standing.loose.is_none() {
        findings.add("link", Markup::OnlyLink);
    }
    if standing.loaders.is_empty() && has_any(FactBox::is_loaded) {
        findings.add("page", Markup::NoLoader);
    }
    if let [first, others @ ..] = &*standing.loaders
        && !others.is_empty()
    {
        let mut folders: Vec<_> = standing
            .loaders
            .iter()
            .filter_map(|loader| super::place::folder_of(loader.src.as_ref()?))
            .collect();
        folders.sort();
        folders.dedup();
        let (tags, folders) = (standing.loaders.len(), folders.len());
        findings.add(&*first.place, Markup::LoaderTwice { tags, folders });
    }
}

fn script(page: &Page, loader: &Loader, findings: &mut Findings) {
    match &loader.run {
        Run::Now => {}
        Run::Later(kind) => findings.add(&*loader.place, Markup::Later(kind.clone())),
        Run::Other(kind) => findings.add(&*loader.place, Markup::OtherType(kind.clone())),
        Run::NoSrc(attribute) => findings.add(&*loader.place, Markup::NoSrc(attribute.clone())),
        Run::NoModule => findings.add(&*loader.place, Markup::NoModule),
    }
    let Some(src) = loader
        .src
        .as_ref()
        .filter(|_| loader.integrity.as_deref().is_some_and(|value| !value.trim().is_empty()))
    else {
        return;
    };
    if !loader.cors && src.origin() != page.url.origin() {
        findings.add(&*loader.place, Markup::IntegrityWithoutCors);
    }
    if !src.path().rsplit('/').next().is_some_and(is_hashed_loader) {
        findings.add(&*loader.place, Markup::IntegrityUnhashed);
    }
}

/// Whether it says which story is meant.
fn address(each: &FactBox, findings: &mut Findings) {
    match each.spot.id.as_deref() {
        None | Some("") if each.form != Form::Own => findings.add(&*each.place, Markup::NoStory),
        Some(id) if !id.is_empty() && !is_slug(id) => {
            findings.add(&*each.place, Markup::BadId(id.to_owned()))
        }
        _ => {}
    }
}

/// What should stand in an element or a marked `div` before any script runs.
fn contents(each: &FactBox, standing: &Standing, is_file: bool, findings: &mut Findings) {
    let holds = &each.holds;
    let mut add = |problem| findings.add(&*each.place, problem);
    match holds.template {
        // A marked `div` has none by nature; and what is left of a template is told once for the page.
        Template::None if each.form == Form::Element && holds.facts && standing.loose.is_none() => {
            add(Markup::TemplateLost { saved: is_file });
        }
        Template::Inert => add(Markup::TemplateInert),
        Template::Declared if !holds.boxed => add(Markup::TemplateEmpty { text: holds.slotted }),
        Template::Declared if matches!(holds.style, Style::None) => add(Markup::StyleLost),
        _ => {}
    }
    if !holds.text && holds.template != Template::Declared {
        add(Markup::FactsLost);
    } else if holds.text && !holds.facts && !holds.link && holds.template == Template::None {
        add(Markup::LinkLost);
    }
    if holds.gaps > 0 {
        add(Markup::Gaps(holds.gaps));
    }
}

/// A script tag that has been parted from its `div` makes a box of its own.
fn twice(each: &FactBox, standing: &Standing, findings: &mut Findings) {
    let first = standing.boxes.iter().find(|other| {
        matches!(other.form, Form::Element | Form::Marked)
            && other.spot.id.is_some()
            && other.spot.id == each.spot.id
    });
    if let (Some(first), Some(id)) = (first, &each.spot.id) {
        findings.add(&*each.place, Markup::BoxTwice { id: id.clone(), first: first.place.clone() });
    }
}

fn frame(each: &FactBox, findings: &mut Findings) {
    if let Some(attribute) = &each.unset {
        findings.add(&*each.place, Markup::FrameUnset(attribute.clone()));
    }
    let keywords = each.sandbox.as_deref().map(str::split_ascii_whitespace);
    if each.form == Form::Frame && keywords.is_some_and(|keywords| !allows_scripts(keywords)) {
        findings.add(&*each.place, Markup::FrameSandbox);
    }
}
