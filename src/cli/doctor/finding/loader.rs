//! What optimisers, consent managers and content systems do to the loader's script tag.

use super::{Explain, Explanation, shorten};
use crate::cli::check::format_count;

/// What is wrong with the loader's tag.
#[derive(Debug)]
pub(in crate::cli::doctor) enum LoaderProblem {
    Missing,
    /// The URL is in this attribute and not in `src`.
    NoSrc {
        attribute: String,
    },
    /// Browsers do not run scripts of this type.
    NotRun {
        script_type: String,
    },
    /// An optimiser runs scripts of this type when it likes.
    RunLater {
        script_type: String,
    },
    NoModule,
    IntegrityWithoutCrossorigin,
    /// The tag has `integrity`, and the URL of a file that changes with each build.
    IntegrityOfUnhashedFile,
    IntegrityMismatch,
    /// The tag has these settings, which the marked `div` right before it should have.
    IgnoredSettings {
        settings: String,
    },
    /// There are several tags, with the URLs of this number of bundles.
    Repeated {
        tags: usize,
        bundles: usize,
    },
}

impl Explain for LoaderProblem {
    fn explain(&self) -> Explanation {
        match self {
            Self::Missing => Explanation::problem(
                "no-loader",
                "there are boxes in the page, and no script tag of the loader",
                "what the boxes hold stays as it is: nothing opens evidence, compares people or \
                 tells of a newer version",
                "the content system takes scripts away: have \
                 `<script async src=\"…/embed.js\"></script>` put into the site's template once, \
                 or use `prerender --as frame`",
            ),
            Self::NoSrc { attribute } => Explanation::problem(
                "script-src",
                format!("the loader's address stands in `{}` and not in `src`", shorten(attribute)),
                "no box is loaded until another script has put it right, perhaps only after \
                 consent",
                "exempt embed.js from the optimiser or consent manager: it sets no cookie and \
                 stores nothing",
            ),
            Self::NotRun { script_type } => Explanation::problem(
                "script-type",
                format!("the loader's tag has `type=\"{}\"`", shorten(script_type)),
                "browsers do not run it; a consent manager or an optimiser may, later or never",
                "exempt embed.js from what rewrote the tag: it sets no cookie and stores nothing",
            ),
            Self::RunLater { script_type } => Explanation::note(
                "script-later",
                format!(
                    "an optimiser has given the loader's tag `type=\"{}\"`",
                    shorten(script_type)
                ),
                "boxes become live when the optimiser likes, perhaps only when the reader scrolls",
                "exempt embed.js if that is too late (in Cloudflare: `data-cfasync=\"false\"` on \
                 the tag)",
            ),
            Self::NoModule => Explanation::problem(
                "script-nomodule",
                "the loader's tag has `nomodule`",
                "no browser that can show a box runs it",
                "take `nomodule` out",
            ),
            Self::IntegrityWithoutCrossorigin => Explanation::problem(
                "integrity-crossorigin",
                "the loader's tag has `integrity` without `crossorigin`",
                "browsers do not run a script of another origin that they cannot check",
                "add `crossorigin=\"anonymous\"`",
            ),
            Self::IntegrityOfUnhashedFile => Explanation::problem(
                "integrity-unhashed",
                "the loader's tag has `integrity`, and the address of a file that changes",
                "with the next build of the folder browsers stop running it",
                "use the address with a hash in its name (`embed.HASH.js`), or take `integrity` \
                 out",
            ),
            Self::IntegrityMismatch => Explanation::problem(
                "integrity-other",
                "the `integrity` is not of the script that its address answers with",
                "browsers do not run it; what the boxes hold stays as it is",
                "take the value that manifest.json has for this file, or leave `integrity` out",
            ),
            Self::IgnoredSettings { settings } => Explanation::problem(
                "settings-on-script",
                format!("the script tag right after a marked `div` has {settings}"),
                "that changes nothing: the `div` has the settings of its box",
                "put it on the `div`",
            ),
            Self::Repeated { tags, bundles } => Explanation::note(
                "loader-twice",
                format!("there are {} of the loader in the page", format_count(*tags, "tag")),
                if *bundles > 1 {
                    format!(
                        "they are of {bundles} folders; boxes that name no folder get the first \
                         one's"
                    )
                } else {
                    "that does no harm".to_owned()
                },
                "one is enough",
            ),
        }
    }
}
