//! What a content system, an optimiser or a consent manager has done to what was pasted.

use contract_fact_box::model::is_slug;

use super::csp_check::allows_scripts;
use super::finding::{Findings, MarkupProblem};
use super::page::Page;
use super::scan::{
    Embed, EmbedForm, Execution, Loader, LooseMarkup, PageScan, Style, Template, is_hashed_loader,
};

/// Judges the markup of everything that stands in the page.
pub(super) fn judge(page: &Page, is_file: bool, scan: &PageScan, findings: &mut Findings) {
    whole(scan, findings);
    scan.loaders.iter().for_each(|loader| script(page, loader, findings));
    for each in &scan.boxes {
        address(each, findings);
        match each.form {
            EmbedForm::Element | EmbedForm::Marked => contents(each, scan, is_file, findings),
            EmbedForm::Script => twice(each, scan, findings),
            EmbedForm::Frame | EmbedForm::FramedPage => frame(each, findings),
            EmbedForm::Link | EmbedForm::Own => {}
        }
    }
}

/// What is wrong with the page as a whole.
fn whole(scan: &PageScan, findings: &mut Findings) {
    let has_any = |wanted: fn(&Embed) -> bool| scan.boxes.iter().any(wanted);
    if let Some(start) = &scan.escaped {
        findings.add("page", MarkupProblem::Escaped(start.clone()));
    }
    match scan.loose {
        Some(LooseMarkup::Seen) => findings.add(
            "page",
            MarkupProblem::LooseMarkup { alone: !has_any(|each| each.form == EmbedForm::Element) },
        ),
        Some(LooseMarkup::Hidden) => findings.add("page", MarkupProblem::HiddenCopy),
        None => {}
    }
    let is_bare =
        scan.boxes.is_empty() && scan.loose != Some(LooseMarkup::Seen) && scan.escaped.is_none();
    if scan.plain && scan.loose.is_none() && !has_any(Embed::is_loaded) {
        findings.add("page", MarkupProblem::NameLost);
    } else if is_bare {
        findings.add("page", MarkupProblem::NoBox);
    } else if has_any(|each| each.form == EmbedForm::Link) && scan.loose.is_none() {
        findings.add("link", MarkupProblem::OnlyLink);
    }
    if scan.loaders.is_empty() && has_any(Embed::is_loaded) {
        findings.add("page", MarkupProblem::NoLoader);
    }
    if let [first, others @ ..] = &*scan.loaders
        && !others.is_empty()
    {
        let mut folders: Vec<_> = scan
            .loaders
            .iter()
            .filter_map(|loader| super::box_url::folder_of(loader.src.as_ref()?))
            .collect();
        folders.sort();
        folders.dedup();
        let (tags, folders) = (scan.loaders.len(), folders.len());
        findings.add(&*first.place, MarkupProblem::LoaderTwice { tags, folders });
    }
}

fn script(page: &Page, loader: &Loader, findings: &mut Findings) {
    match &loader.run {
        Execution::Now => {}
        Execution::Later(kind) => findings.add(&*loader.place, MarkupProblem::Later(kind.clone())),
        Execution::Other(kind) => {
            findings.add(&*loader.place, MarkupProblem::OtherType(kind.clone()))
        }
        Execution::NoSrc(attribute) => {
            findings.add(&*loader.place, MarkupProblem::NoSrc(attribute.clone()))
        }
        Execution::NoModule => findings.add(&*loader.place, MarkupProblem::NoModule),
    }
    let Some(src) = loader
        .src
        .as_ref()
        .filter(|_| loader.integrity.as_deref().is_some_and(|value| !value.trim().is_empty()))
    else {
        return;
    };
    if !loader.cors && src.origin() != page.url.origin() {
        findings.add(&*loader.place, MarkupProblem::IntegrityWithoutCors);
    }
    if !src.path().rsplit('/').next().is_some_and(is_hashed_loader) {
        findings.add(&*loader.place, MarkupProblem::IntegrityUnhashed);
    }
}

/// Whether it says which story is meant.
fn address(each: &Embed, findings: &mut Findings) {
    match each.box_ref.id.as_deref() {
        None | Some("") if each.form != EmbedForm::Own => {
            findings.add(&*each.place, MarkupProblem::NoStory)
        }
        Some(id) if !id.is_empty() && !is_slug(id) => {
            findings.add(&*each.place, MarkupProblem::BadId(id.to_owned()))
        }
        _ => {}
    }
}

/// What should stand in an element or a marked `div` before any script runs.
fn contents(each: &Embed, scan: &PageScan, is_file: bool, findings: &mut Findings) {
    let holds = &each.holds;
    let mut add = |problem| findings.add(&*each.place, problem);
    match holds.template {
        // A marked `div` has none by nature; and what is left of a template is told once for the page.
        Template::None
            if each.form == EmbedForm::Element && holds.facts && scan.loose.is_none() =>
        {
            add(MarkupProblem::TemplateLost { saved: is_file });
        }
        Template::Inert => add(MarkupProblem::TemplateInert),
        Template::Declared if !holds.boxed => {
            add(MarkupProblem::TemplateEmpty { text: holds.slotted })
        }
        Template::Declared if matches!(holds.style, Style::None) => add(MarkupProblem::StyleLost),
        _ => {}
    }
    if !holds.text && holds.template != Template::Declared {
        add(MarkupProblem::FactsLost);
    } else if holds.text && !holds.facts && !holds.link && holds.template == Template::None {
        add(MarkupProblem::LinkLost);
    }
    if holds.gaps > 0 {
        add(MarkupProblem::Gaps(holds.gaps));
    }
}

/// A script tag that has been parted from its `div` makes a box of its own.
fn twice(each: &Embed, scan: &PageScan, findings: &mut Findings) {
    let first = scan.boxes.iter().find(|other| {
        matches!(other.form, EmbedForm::Element | EmbedForm::Marked)
            && other.box_ref.id.is_some()
            && other.box_ref.id == each.box_ref.id
    });
    if let (Some(first), Some(id)) = (first, &each.box_ref.id) {
        findings.add(
            &*each.place,
            MarkupProblem::BoxTwice { id: id.clone(), first: first.place.clone() },
        );
    }
}

fn frame(each: &Embed, findings: &mut Findings) {
    if let Some(attribute) = &each.unset {
        findings.add(&*each.place, MarkupProblem::FrameUnset(attribute.clone()));
    }
    let keywords = each.sandbox.as_deref().map(str::split_ascii_whitespace);
    if each.form == EmbedForm::Frame && keywords.is_some_and(|keywords| !allows_scripts(keywords)) {
        findings.add(&*each.place, MarkupProblem::FrameSandbox);
    }
}
