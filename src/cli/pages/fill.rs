//! Fills a page with what it shows of a story or of a file beside it: what an editor's content
//! system does with a pasted snippet.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use contract_fact_box::prerender::{self, EmbedOptions, SnippetStyles};
use contract_fact_box::view::{self, Parts};

use super::escape::escape_attribute;
use super::gallery::Gallery;
use super::markdown;
use crate::cli::preset::{AskedParts, PresetMessage, PresetNames};
use crate::cli::story_file::StoryName;
use crate::cli::valid_story::read_story;

/// Where the pages load the built bundle from.
pub(super) const OWN_BUNDLE_PATH: &str = "/dist/";
/// The same in code, with the quotation mark that begins the attribute.
const OWN_BUNDLE_URL: &str = "\"/dist/";
/// The bundle in code that is shown, with the quotation mark that begins the attribute.
const EXAMPLE_BUNDLE_URL: &str = "\"https://cdn.example.org/contract-fact-box/";
/// The forms of a story that the bundle has for pages, and the endings of their files.
const FORMS: [(&str, &str); 2] = [("snippet", "snippet.html"), ("div", "div.html")];
/// The level of a story's title among the headings of a page.
const LEVEL: u8 = 2;

/// Where a page finds what it shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Includes<'a> {
    /// The folder of all pages.
    pub(super) site: &'a Path,
    /// The page's own folder.
    pub(super) folder: &'a Path,
    /// The built bundle.
    pub(super) dist: &'a Path,
}

/// Returns what replaces a comment. `None` if it is an ordinary comment, or if the story has not been
/// built.
///
/// - `<!-- fact-box: ID -->` is the story's snippet, and `ID.div` its plain form;
/// - `<!-- fact-box: ID PRESET -->` is the snippet of a preset: `facts`, `words`, `words ISSUE` or
///   `compare PERSON,PERSON`;
/// - `<!-- fact-box-code: ID -->`, with a preset or without, is the same as code;
/// - `<!-- file: NAME -->` is the code of a file beside the page;
/// - `<!-- gallery: contents -->` and `<!-- gallery: groups -->` are the parts of the gallery.
///
/// # Errors
///
/// When a file cannot be read, a preset is not as it should be, or an example of the gallery cannot be
/// shown.
pub(super) fn fill_comment(html: &str, includes: &Includes<'_>) -> anyhow::Result<Option<String>> {
    let Some(comment) =
        html.trim().strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"))
    else {
        return Ok(None);
    };
    Ok(match comment.split_once(": ") {
        Some(("fact-box", asked)) => fill_story(asked, includes)?,
        Some(("fact-box-code", asked)) => fill_story(asked, includes)?
            .map(|form| markdown::show_code(&with_example_bundle_url(&form), " data-live")),
        Some(("file", name)) => {
            let path = includes.folder.join(name);
            let text = fs::read_to_string(&path).with_context(|| {
                format!("{}: cannot be read; the page is not complete; restore it", path.display())
            })?;
            let attributes = format!(" data-file=\"{}\"", escape_attribute(name));
            Some(markdown::show_code(&with_example_bundle_url(&text), &attributes))
        }
        Some(("gallery", "contents")) => Some(Gallery::load(includes.site)?.render_contents()),
        Some(("gallery", "groups")) => {
            Some(Gallery::load(includes.site)?.render_groups(includes.dist)?)
        }
        _ => None,
    })
}

/// Returns a story, or a preset of it, as it is pasted.
fn fill_story(asked: &str, includes: &Includes<'_>) -> anyhow::Result<Option<String>> {
    match asked.split_once(' ') {
        None => Ok(read_story_form(asked, includes.dist)),
        Some((id, preset)) => render_preset(id, preset, includes)
            .with_context(|| format!("{asked}: the page is not complete")),
    }
}

/// Renders the snippet of a preset as `prerender` does. The bundle has whole boxes only, so the preset
/// comes from the story itself.
fn render_preset(
    id: &str,
    preset: &str,
    includes: &Includes<'_>,
) -> anyhow::Result<Option<String>> {
    let Some(whole) = read_story_form(id, includes.dist) else { return Ok(None) };
    let path = includes.site.join("stories").join(id).with_extension("json");
    let text = fs::read_to_string(&path)
        .with_context(|| format!("{}: cannot be read; restore it", path.display()))?;
    // While somebody is mending the story, the page shows what the bundle has of it.
    let Ok(story) = read_story(&text) else { return Ok(Some(whole)) };
    let parts = read_preset(preset, &PresetNames::of(&story))?;
    let view = view::compile(&story, &story.lang)?;
    let options = EmbedOptions { base: OWN_BUNDLE_PATH, level: LEVEL, lang: None, parts: &parts };
    // Linked, as in the bundle's own snippets: a strict policy forbids inline styles.
    Ok(Some(prerender::render_snippet(&view, options, SnippetStyles::Linked)))
}

/// Reads `facts`, `words`, `words ISSUE` or `compare PERSON,PERSON`.
///
/// # Errors
///
/// When `check` would complain about it.
fn read_preset(preset: &str, names: &PresetNames) -> anyhow::Result<Parts> {
    let (parts, named) = preset.split_once(' ').unwrap_or((preset, ""));
    let (issue, people) = if parts == "compare" { ("", named) } else { (named, "") };
    let [parts, issue, people] = [parts, issue, people].map(str::to_owned);
    let (parts, problems) = names.resolve(&AskedParts { parts, issue, people });
    // A warning is reason enough: our own pages show how it is done.
    if let Some(problem) = problems.first() {
        let PresetMessage { fact, fix, .. } = problem.message();
        bail!("{fact}; {fix}");
    }
    Ok(parts)
}

/// Reads a story in one of its forms: `ID` is its snippet, `ID.FORM` another form.
fn read_story_form(story: &str, dist: &Path) -> Option<String> {
    let (id, form) = story.split_once('.').unwrap_or((story, "snippet"));
    let (_, extension) = FORMS.into_iter().find(|(name, _)| *name == form)?;
    let file = StoryName::new(id).ok()?.bundle_path(extension).path_in(dist);
    fs::read_to_string(file).ok()
}

/// Replaces the bundle's URL in code by one that a newsroom would have.
fn with_example_bundle_url(code: &str) -> String {
    code.replace(OWN_BUNDLE_URL, EXAMPLE_BUNDLE_URL)
}

/// Replaces the bundle's URL in code by that of the bundle which is served beside the pages.
pub(super) fn with_own_bundle_url(code: &str) -> String {
    code.replace(EXAMPLE_BUNDLE_URL, OWN_BUNDLE_URL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    fn fill(scratch: &Scratch, comment: &str) -> Option<String> {
        let includes =
            Includes { site: scratch.path(), folder: scratch.path(), dist: scratch.path() };
        fill_comment(comment, &includes).expect("the file is there")
    }

    #[test]
    fn a_comment_becomes_the_box_or_its_code() {
        let scratch = Scratch::new("a_comment_becomes_the_box");
        scratch.write("stories/a.snippet.html", "<p>A</p>\n");
        scratch.write(
            "stories/a.div.html",
            "<p>R&amp;D</p>\n<a href=\"/dist/stories/a.html\">A</a>\n",
        );
        assert_eq!(fill(&scratch, "<!-- fact-box: a -->\n").as_deref(), Some("<p>A</p>\n"));
        assert_eq!(
            fill(&scratch, "<!-- fact-box-code: a.div -->").as_deref(),
            Some(
                "<pre data-live><code>&lt;p&gt;R&amp;amp;D&lt;/p&gt;\n&lt;a \
                 href=\"https://cdn.example.org/contract-fact-box/stories/a.html\"&gt;A&lt;/a&gt;\
                 </code></pre>\n"
            )
        );
        for comment in [
            "<!-- fact-box: b -->",
            "<!-- fact-box: ../stories/a -->",
            "<!-- fact-box: a.frame -->",
            "<!-- words -->",
            "<p>text</p>",
        ] {
            assert_eq!(fill(&scratch, comment), None, "{comment}");
        }
    }

    #[test]
    fn a_comment_with_a_preset_becomes_its_snippet() {
        let scratch = Scratch::new("a_comment_with_a_preset");
        let story = include_str!("../../../tests/fixtures/check/clean/story.json");
        scratch.write("stories/small.json", story);
        let facts = "<!-- fact-box: small facts -->";
        assert_eq!(fill(&scratch, facts), None, "the story has not been built");
        scratch.write("stories/small.snippet.html", "");
        for (preset, attributes) in [
            ("facts", "data-parts=\"facts\""),
            ("words", "data-parts=\"words\""),
            ("words deal", "data-parts=\"words\" data-issue=\"deal\""),
            ("compare ann,builder", "data-parts=\"compare\" data-people=\"ann,builder\""),
        ] {
            let html = fill(&scratch, &format!("<!-- fact-box: small {preset} -->"));
            assert!(html.is_some_and(|html| html.contains(attributes)), "{preset}");
        }
        let code = fill(&scratch, "<!-- fact-box-code: small facts -->");
        assert!(code.is_some_and(|code| code.starts_with("<pre data-live><code>")));
    }

    #[test]
    fn a_preset_that_is_not_as_it_should_be_is_refused() {
        let scratch = Scratch::new("a_preset_that_is_not");
        let story = include_str!("../../../tests/fixtures/check/clean/story.json");
        scratch.write("stories/small.json", story);
        scratch.write("stories/small.snippet.html", "");
        for (preset, reason) in [
            ("fact", "no parts \"fact\""),
            ("words cost", "no question \"cost\""),
            ("facts deal", "the parts are not `words`"),
            ("compare ann", "one person alone"),
        ] {
            let comment = format!("<!-- fact-box: small {preset} -->");
            let includes =
                Includes { site: scratch.path(), folder: scratch.path(), dist: scratch.path() };
            let error = fill_comment(&comment, &includes).expect_err("the preset is wrong");
            assert!(format!("{error:#}").contains(reason), "{preset}: {error:#}");
        }
    }

    #[test]
    fn a_file_is_shown_as_code_and_must_be_there() {
        let scratch = Scratch::new("a_file_is_shown_as_code");
        scratch.write("a.js", "import \"/dist/contract-fact-box.js\";\n");
        assert_eq!(
            fill(&scratch, "<!-- file: a.js -->").as_deref(),
            Some(
                "<pre data-file=\"a.js\"><code>import \
                 \"https://cdn.example.org/contract-fact-box/contract-fact-box.js\";</code></pre>\n"
            )
        );
        let includes =
            Includes { site: scratch.path(), folder: scratch.path(), dist: scratch.path() };
        assert!(fill_comment("<!-- file: b.js -->", &includes).is_err());
    }
}
