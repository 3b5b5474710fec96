//! Fills a page with what it shows of a story or of a file beside it: what an editor's content
//! system does with a pasted snippet.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use contract_fact_box::model::Story;
use contract_fact_box::prerender::{self, EmbedOptions, SnippetStyles};
use contract_fact_box::view::{self, Parts};

use super::escape::escape_attribute;
use super::gallery::Gallery;
use super::markdown;
use crate::cli::embargo::Embargoes;
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
    /// What the page shows of stories under embargo.
    pub(super) embargoes: Embargoes,
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
        Some(("fact-box", asked)) => fill_story(asked, includes)?
            .map(|form| describe_embargo(asked, includes).unwrap_or_default() + &form),
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
        // Of a story that is left out, not even the comment with its name is on the page.
        None => Ok(read_story_form(asked, includes.dist)
            .or_else(|| is_left_out(asked, includes).then(String::new))),
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
    let Some(whole) = read_story_form(id, includes.dist) else {
        return Ok(is_left_out(id, includes).then(String::new));
    };
    let path = includes.site.join("stories").join(id).with_extension("json");
    let text = fs::read_to_string(&path)
        .with_context(|| format!("{}: cannot be read; restore it", path.display()))?;
    // While somebody is mending the story, the page shows what the bundle has of it.
    let Ok(story) = read_story(&text) else { return Ok(Some(whole)) };
    // The bundle has an earlier version of it.
    if includes.embargoes.hold(&story).is_some() {
        return Ok(Some(whole));
    }
    let parts = read_preset(preset, &PresetNames::of(&story))?;
    let view = view::compile(&story, &story.lang)?;
    let options = EmbedOptions { base: OWN_BUNDLE_PATH, level: LEVEL, lang: None, parts: &parts };
    // Linked, as in the bundle's own snippets: a strict policy forbids inline styles.
    Ok(Some(prerender::render_snippet(&view, options, SnippetStyles::Linked)))
}

/// Whether the page shows nothing of a story because of its embargo.
fn is_left_out(asked: &str, includes: &Includes<'_>) -> bool {
    find_story(asked, includes).is_some_and(|story| includes.embargoes.hold(&story).is_some())
}

/// Says beside a box, to the desk, until when its story is under embargo. `None` if it is not.
fn describe_embargo(asked: &str, includes: &Includes<'_>) -> Option<String> {
    let story = find_story(asked, includes).filter(|_| includes.embargoes.are_shown)?;
    let until = story.embargo_at(includes.embargoes.now)?;
    Some(format!(
        "<p class=\"under-embargo\">Under embargo until {until}: only this page shows it.</p>\n"
    ))
}

/// Reads the story that a comment asks for, by itself, in a form or with a preset. `None` if it cannot
/// be read as it is now.
fn find_story(asked: &str, includes: &Includes<'_>) -> Option<Story> {
    let id = asked.split([' ', '.']).next().unwrap_or(asked);
    let name = StoryName::new(id).ok()?.file_name("json");
    let text = fs::read_to_string(name.path_in(&includes.site.join("stories"))).ok()?;
    read_story(&text).ok()
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
    use contract_fact_box::model::Moment;

    use super::*;
    use crate::cli::scratch::Scratch;

    fn fill(scratch: &Scratch, comment: &str) -> Option<String> {
        fill_comment(comment, &includes(scratch, Embargoes::for_readers(BEFORE)))
            .expect("the file is there")
    }

    /// A moment before every embargo.
    const BEFORE: Moment = Moment::UNIX_EPOCH;

    /// What a page includes that is in one folder with everything else.
    fn includes(scratch: &Scratch, embargoes: Embargoes) -> Includes<'_> {
        let folder = scratch.path();
        Includes { site: folder, folder, dist: folder, embargoes }
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
            let includes = includes(&scratch, Embargoes::for_readers(BEFORE));
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
        let includes = includes(&scratch, Embargoes::for_readers(BEFORE));
        assert!(fill_comment("<!-- file: b.js -->", &includes).is_err());
    }
    #[test]
    fn a_story_under_embargo_is_on_pages_for_the_desk_only() {
        let scratch = Scratch::new("a_story_under_embargo_is_on_pages");
        let story = include_str!("../../../tests/fixtures/check/bad-moment/right.json");
        let title = "A small contract";
        scratch.write("stories/small.json", story);
        let comments = ["<!-- fact-box: small -->", "<!-- fact-box: small facts -->"];
        let fill = |comment: &str, embargoes: Embargoes| {
            fill_comment(comment, &includes(&scratch, embargoes)).expect("the file is there")
        };
        let (early, later) = (BEFORE, Moment::parse("2026-03-06").expect("a day"));
        for comment in comments {
            let html = fill(comment, Embargoes::for_readers(early));
            assert_eq!(html.as_deref(), Some(""), "not even its name");
        }
        // The bundle has an earlier version.
        scratch.write("stories/small.snippet.html", "<p>Version 1</p>\n");
        for comment in comments {
            let html = fill(comment, Embargoes::for_readers(early)).expect("a version");
            assert!(html.contains("Version 1") && !html.contains(title), "{html}");
            let html = fill(comment, Embargoes::for_desk(early)).expect("a version");
            let mark = "Under embargo until 2026-03-05T00:01:00+00:00: only this page shows it.";
            assert!(
                html.starts_with(&format!("<p class=\"under-embargo\">{mark}</p>\n")),
                "{html}"
            );
            let html = fill(comment, Embargoes::for_desk(later)).expect("a version");
            assert!(!html.contains("mbargo"), "{html}");
        }
        let preset = fill(comments[1], Embargoes::for_desk(early)).expect("a version");
        assert!(preset.contains(title), "{preset}");
    }
}
