//! Checks what content systems, optimisers and consent managers did to the pasted snippet.

use std::collections::BTreeSet;

use contract_fact_box::model::is_slug;

use super::box_url::{containing_directory, file_name};
use super::csp_check::allows_scripts;
use super::finding::{ContentProblem, EmbedProblem, Findings, LoaderProblem};
use super::page::Page;
use super::scan::{
    Embed, EmbedForm, Execution, Loader, LooseMarkup, PageScan, Style, Template,
    is_hashed_loader_name,
};

/// Checks the markup of everything in the page.
pub(super) fn check_markup(page: &Page, scan: &PageScan, findings: &mut Findings) {
    check_remains(scan, findings);
    check_loader_count(scan, findings);
    for loader in &scan.loaders {
        check_execution(loader, findings);
        check_integrity_attribute(page, loader, findings);
        if !loader.ignored_settings.is_empty() {
            let settings = loader.ignored_settings.join(", ");
            findings.add(&*loader.location, LoaderProblem::IgnoredSettings { settings });
        }
    }
    for embed in &scan.embeds {
        check_story_id(embed, findings);
        match embed.form {
            EmbedForm::Element | EmbedForm::Marked => {
                check_template(embed, page, scan, findings);
                check_plain_content(embed, findings);
            }
            EmbedForm::Script => check_for_duplicate(embed, scan, findings),
            EmbedForm::Frame | EmbedForm::FramedPage => check_frame(embed, findings),
            EmbedForm::Link | EmbedForm::StoryPage => {}
        }
    }
}

/// Reports what is left of boxes that were taken apart, or that there is no box.
fn check_remains(scan: &PageScan, findings: &mut Findings) {
    if let Some(start) = &scan.escaped_snippet {
        findings.add("page", EmbedProblem::EscapedSnippet(start.clone()));
    }
    match scan.loose_markup {
        Some(LooseMarkup::Visible) => {
            let has_element = scan.has_embed(|embed| embed.form == EmbedForm::Element);
            findings.add("page", EmbedProblem::LooseMarkup { element_is_lost: !has_element });
        }
        Some(LooseMarkup::Hidden) => findings.add("page", EmbedProblem::HiddenCopy),
        None => {}
    }
    let has_loaded_box = scan.has_embed(Embed::is_mounted_by_loader);
    if scan.has_unmarked_story && scan.loose_markup.is_none() && !has_loaded_box {
        findings.add("page", EmbedProblem::UnmarkedStory);
    } else if scan.embeds.is_empty()
        && scan.loose_markup != Some(LooseMarkup::Visible)
        && scan.escaped_snippet.is_none()
    {
        findings.add("page", EmbedProblem::NoBox);
    } else if scan.has_embed(|embed| embed.form == EmbedForm::Link) && scan.loose_markup.is_none() {
        findings.add("link", EmbedProblem::OnlyLink);
    }
}

fn check_loader_count(scan: &PageScan, findings: &mut Findings) {
    match &*scan.loaders {
        [] if scan.has_embed(Embed::is_mounted_by_loader) => {
            findings.add("page", LoaderProblem::Missing);
        }
        [first, _, ..] => {
            let urls = scan.loaders.iter().map(|loader| &loader.src);
            let bundles: BTreeSet<_> = urls.filter_map(containing_directory).collect();
            let (tags, bundles) = (scan.loaders.len(), bundles.len());
            findings.add(&*first.location, LoaderProblem::Repeated { tags, bundles });
        }
        _ => {}
    }
}

fn check_execution(loader: &Loader, findings: &mut Findings) {
    let problem = match loader.execution.clone() {
        Execution::Immediate => return,
        Execution::Later { script_type } => LoaderProblem::RunLater { script_type },
        Execution::Never { script_type } => LoaderProblem::NotRun { script_type },
        Execution::NoSrc { attribute } => LoaderProblem::NoSrc { attribute },
        Execution::NoModule => LoaderProblem::NoModule,
    };
    findings.add(&*loader.location, problem);
}

fn check_integrity_attribute(page: &Page, loader: &Loader, findings: &mut Findings) {
    let has_integrity =
        loader.integrity.as_deref().is_some_and(|integrity| !integrity.trim().is_empty());
    if !has_integrity {
        return;
    }
    if !loader.has_crossorigin && loader.src.origin() != page.url.origin() {
        findings.add(&*loader.location, LoaderProblem::IntegrityWithoutCrossorigin);
    }
    if !is_hashed_loader_name(file_name(&loader.src)) {
        findings.add(&*loader.location, LoaderProblem::IntegrityOfUnhashedFile);
    }
}

fn check_story_id(embed: &Embed, findings: &mut Findings) {
    match embed.target.id.as_deref().unwrap_or_default() {
        "" if embed.form == EmbedForm::StoryPage => {}
        "" => findings.add(&*embed.location, EmbedProblem::NoStory),
        id if !is_slug(id) => {
            findings.add(&*embed.location, EmbedProblem::InvalidId(id.to_owned()));
        }
        _ => {}
    }
}

fn check_template(embed: &Embed, page: &Page, scan: &PageScan, findings: &mut Findings) {
    let content = &embed.content;
    let problem = match content.template {
        // A marked `div` never has a template. If its content is loose in the page, that is
        // reported for the page.
        Template::None
            if embed.form == EmbedForm::Element
                && content.has_facts
                && scan.loose_markup.is_none() =>
        {
            ContentProblem::TemplateLost { is_file: page.is_file }
        }
        Template::Inert => ContentProblem::TemplateInert,
        Template::Declared if !content.has_box => {
            ContentProblem::TemplateEmpty { has_slot: content.has_slot }
        }
        Template::Declared if matches!(content.style, Style::None) => ContentProblem::StyleLost,
        _ => return,
    };
    findings.add(&*embed.location, problem);
}

/// Checks the content of an element or a marked `div` outside of the template.
fn check_plain_content(embed: &Embed, findings: &mut Findings) {
    let content = &embed.content;
    if !content.has_text && content.template != Template::Declared {
        findings.add(&*embed.location, ContentProblem::Empty);
    }
    if content.has_text
        && !content.has_facts
        && !content.has_link
        && content.template == Template::None
    {
        findings.add(&*embed.location, ContentProblem::LinkLost);
    }
    if content.gap_count > 0 {
        findings.add(&*embed.location, ContentProblem::Gaps(content.gap_count));
    }
}

/// Reports a script tag that makes a second box because it was separated from its `div`.
fn check_for_duplicate(embed: &Embed, scan: &PageScan, findings: &mut Findings) {
    let first = scan.embeds.iter().find(|other| {
        matches!(other.form, EmbedForm::Element | EmbedForm::Marked)
            && other.target.id.is_some()
            && other.target.id == embed.target.id
            // Two presets of one story are meant.
            && other.target.parts == embed.target.parts
    });
    if let (Some(first), Some(id)) = (first, &embed.target.id) {
        let problem = EmbedProblem::DuplicateBox { id: id.clone(), first: first.location.clone() };
        findings.add(&*embed.location, problem);
    }
}

fn check_frame(embed: &Embed, findings: &mut Findings) {
    if let Some(attribute) = &embed.src_substitute {
        let problem = EmbedProblem::FrameWithoutSrc { attribute: attribute.clone() };
        findings.add(&*embed.location, problem);
    }
    let keywords = embed.sandbox.as_deref().map(str::split_ascii_whitespace);
    if embed.form == EmbedForm::Frame && keywords.is_some_and(|keywords| !allows_scripts(keywords))
    {
        findings.add(&*embed.location, EmbedProblem::SandboxedFrame);
    }
}
