//! What the page's own policies keep out.

use super::{Words, say, short};

/// What is kept out, or in what way.
#[derive(Debug)]
pub(in crate::cli::doctor) enum PolicyProblem {
    Out(Blocked),
    /// The page is sandboxed.
    Sandbox,
    /// An https page, an http folder.
    Mixed,
    /// `Cross-Origin-Embedder-Policy`; the folder's answers that it keeps out.
    Embedder {
        names: String,
    },
}

/// What a Content-Security-Policy does not allow.
#[derive(Debug)]
pub(in crate::cli::doctor) struct Blocked {
    pub(in crate::cli::doctor) what: Requirement,
    /// The directive that decides, as the policy has it: perhaps one that another falls back to.
    pub(in crate::cli::doctor) by: String,
    /// The directive that should allow it.
    pub(in crate::cli::doctor) directive: &'static str,
    /// What it does not allow, as in an address.
    pub(in crate::cli::doctor) blocked: String,
    /// Whether that directive allows nothing at all, so that nothing can be added to it.
    pub(in crate::cli::doctor) nothing: bool,
    /// What it must have; none if the tag must have the page's nonce.
    pub(in crate::cli::doctor) missing: Option<String>,
    pub(in crate::cli::doctor) report_only: bool,
}

/// What a box needs of a page.
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

impl PolicyProblem {
    pub(super) fn is_note(&self) -> bool {
        matches!(self, Self::Out(blocked) if blocked.report_only)
    }

    pub(super) fn words(&self) -> Words {
        match self {
            Self::Out(blocked) => blocked.words(),
            Self::Sandbox => say(
                "csp-sandbox",
                "the policy sandboxes the page without `allow-scripts`",
                "no script runs; what the boxes hold stays as it is",
                "add `allow-scripts allow-same-origin allow-popups` to `sandbox`, or take it out",
            ),
            Self::Mixed => say(
                "mixed-content",
                "the page is https, and the folder http",
                "browsers load nothing from it",
                "serve the folder by https, and change the addresses in the page",
            ),
            Self::Embedder { names } => (
                "coep",
                format!(
                    "the page sends `Cross-Origin-Embedder-Policy: require-corp`, and {names} does not say that other sites may load it"
                ),
                "browsers do not load that".into(),
                "have the folder's server send `Cross-Origin-Resource-Policy: cross-origin`, for frames also \
                 `Cross-Origin-Embedder-Policy: require-corp`; the script tag may have `crossorigin` instead"
                    .into(),
            ),
        }
    }
}

impl Blocked {
    fn words(&self) -> Words {
        let (code, consequence) = match self.what {
            Requirement::Loader => {
                ("csp-script", "browsers do not run the loader; what the boxes hold stays as it is")
            }
            Requirement::Modules => (
                "csp-script",
                "the loader runs and cannot load the box; what the boxes hold stays as it is",
            ),
            Requirement::Wasm => {
                ("csp-wasm", "the box does not start; what the boxes hold stays as it is")
            }
            Requirement::Fetch => (
                "csp-connect",
                "the story and the WebAssembly do not load; what the boxes hold stays as it is",
            ),
            Requirement::InlineStyle | Requirement::LinkedStyle => (
                "csp-style",
                "the plain HTML stands there, in the page's own style, until the script has come",
            ),
            Requirement::Frame => ("csp-frame", "the frame stays empty"),
        };
        let instead = if self.by == self.directive {
            String::new()
        } else {
            format!(", which stands for the `{}` that is missing,", self.directive)
        };
        let fact =
            format!("`{}`{instead} does not allow {}", short(&self.by), short(&self.blocked));
        let (directive, by) = (self.directive, &self.by);
        let add = match &self.missing {
            None => "give the script tag the nonce of the page, `nonce=\"…\"`, as the site's other scripts have it"
                .to_owned(),
            Some(missing) if by == directive && self.nothing => {
                format!("write {missing} in `{directive}` instead of `'none'`")
            }
            Some(missing) if by == directive => format!("add {missing} to `{directive}`"),
            Some(missing) if self.nothing => format!("write a `{directive}` with {missing}"),
            Some(missing) => format!("write a `{directive}` with what `{by}` has and {missing}"),
        };
        let fix = if self.what == Requirement::InlineStyle {
            format!("prerender with `--css link` and {add}")
        } else {
            add
        };
        if self.report_only {
            let consequence = "nothing is kept out yet, for this policy only reports";
            return (
                "csp-report-only",
                fact,
                consequence.into(),
                format!("before it is enforced, {fix}"),
            );
        }
        (code, fact, consequence.into(), fix)
    }
}
