//! What the page's own security policies block.

use super::{Explain, Explanation, shorten};

/// What a security policy of the page does to boxes.
#[derive(Debug)]
pub(in crate::cli::doctor) enum PolicyProblem {
    Blocks(BlockedRequest),
    SandboxedPage,
    /// The page is on https and the bundle on http.
    MixedContent,
}

/// Something that a Content-Security-Policy does not allow.
#[derive(Debug)]
pub(in crate::cli::doctor) struct BlockedRequest {
    pub(in crate::cli::doctor) requirement: Requirement,
    /// What is blocked: a URL, or a description.
    pub(in crate::cli::doctor) blocked: String,
    /// The directive of the policy that decides, perhaps as a fallback for another.
    pub(in crate::cli::doctor) deciding_directive: String,
    /// Whether that directive allows nothing at all, so that its `'none'` must be replaced.
    pub(in crate::cli::doctor) allows_nothing: bool,
    /// The directive that should allow it.
    pub(in crate::cli::doctor) directive: &'static str,
    /// The source to add; none if the tag must have the page's nonce.
    pub(in crate::cli::doctor) missing_source: Option<String>,
    pub(in crate::cli::doctor) report_only: bool,
}

/// What a box needs a page to allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli::doctor) enum Requirement {
    Loader,
    Modules,
    Wasm,
    Fetch,
    InlineStyle,
    LinkedStyle,
    Frame,
}

impl Explain for PolicyProblem {
    fn explain(&self) -> Explanation {
        match self {
            Self::Blocks(blocked) => blocked.explain(),
            Self::SandboxedPage => Explanation::problem(
                "csp-sandbox",
                "the policy sandboxes the page without `allow-scripts`",
                "no script runs; what the boxes hold stays as it is",
                "add `allow-scripts allow-same-origin allow-popups` to `sandbox`, or take it out",
            ),
            Self::MixedContent => Explanation::problem(
                "mixed-content",
                "the page is https, and the folder http",
                "browsers load nothing from it",
                "serve the folder by https, and change the addresses in the page",
            ),
        }
    }
}

impl Explain for BlockedRequest {
    fn explain(&self) -> Explanation {
        let instead = if self.deciding_directive == self.directive {
            String::new()
        } else {
            format!(", which stands for the `{}` that is missing,", self.directive)
        };
        let fact = format!(
            "`{}`{instead} does not allow {}",
            shorten(&self.deciding_directive),
            shorten(&self.blocked)
        );
        let fix = if self.requirement == Requirement::InlineStyle {
            format!("prerender with `--css link` and {}", self.policy_fix())
        } else {
            self.policy_fix()
        };
        if self.report_only {
            return Explanation::note(
                "csp-report-only",
                fact,
                "nothing is kept out yet, for this policy only reports",
                format!("before it is enforced, {fix}"),
            );
        }
        let (code, consequence) = self.requirement.code_and_consequence();
        Explanation::problem(code, fact, consequence, fix)
    }
}

impl BlockedRequest {
    /// Describes what to change in the policy or the tag.
    fn policy_fix(&self) -> String {
        let (directive, deciding) = (self.directive, &self.deciding_directive);
        let Some(source) = &self.missing_source else {
            return "give the script tag the nonce of the page, `nonce=\"…\"`, as the site's \
                    other scripts have it"
                .to_owned();
        };
        match (deciding == directive, self.allows_nothing) {
            (true, true) => format!("write {source} in `{directive}` instead of `'none'`"),
            (true, false) => format!("add {source} to `{directive}`"),
            (false, true) => format!("write a `{directive}` with {source}"),
            (false, false) => {
                format!("write a `{directive}` with what `{deciding}` has and {source}")
            }
        }
    }
}

impl Requirement {
    /// Returns the finding's code, and what happens if this is blocked.
    fn code_and_consequence(self) -> (&'static str, &'static str) {
        match self {
            Self::Loader => {
                ("csp-script", "browsers do not run the loader; what the boxes hold stays as it is")
            }
            Self::Modules => (
                "csp-script",
                "the loader runs and cannot load the box; what the boxes hold stays as it is",
            ),
            Self::Wasm => ("csp-wasm", "boxes can be read, and none becomes live"),
            Self::Fetch => ("csp-connect", "no box loads; what the boxes hold stays as it is"),
            Self::InlineStyle | Self::LinkedStyle => (
                "csp-style",
                "the plain HTML stands there, in the page's own style, until the script has come",
            ),
            Self::Frame => ("csp-frame", "the frame stays empty"),
        }
    }
}
