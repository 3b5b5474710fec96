//! What is wrong with the responses of a bundle's server.

use super::{Explain, Explanation, shorten};

/// A problem that one or more responses have.
///
/// Variants are in the order of the report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::cli::doctor) enum ResponseProblem {
    /// The bundle redirects to another host.
    Moved {
        to: String,
    },
    /// There was no response, for this reason.
    Unreachable(String),
    Status(u16),
    /// The manifest is not one of ours, for this reason.
    InvalidManifest(String),
    NoCors,
    RepeatedCors,
    /// Only this other origin is allowed.
    OtherCors(String),
    /// A script has this media type.
    NotJavascript(String),
    /// WebAssembly has this media type.
    NotWasm(String),
    /// `Cross-Origin-Resource-Policy` has this value.
    ResourcePolicy(String),
    /// The page's `Cross-Origin-Embedder-Policy` requires headers that are missing.
    NoEmbedderPolicy,
    /// `X-Frame-Options` has this value.
    FrameOptions(String),
    FrameAncestors,
}

/// A problem of a bundle's responses, with what its explanation needs.
#[derive(Debug)]
pub(in crate::cli::doctor) struct ResponseFinding {
    pub(in crate::cli::doctor) problem: ResponseProblem,
    /// The names of the files that have it, joined.
    pub(in crate::cli::doctor) files: String,
    /// The origin of the page that requests them.
    pub(in crate::cli::doctor) page_origin: String,
}

impl Explain for ResponseFinding {
    fn explain(&self) -> Explanation {
        let Self { problem, files, page_origin } = self;
        match problem {
            ResponseProblem::Moved { to } => Explanation::note(
                "moved",
                format!("it leads to {}", shorten(to)),
                "each file of the folder takes a request more",
                "write the new address into the page, and into `script-src` and `connect-src` \
                 where the page has them",
            ),
            ResponseProblem::Unreachable(reason) => Explanation::problem(
                "folder-unreachable",
                format!("the folder does not answer ({})", shorten(reason)),
                "no box becomes live, and no version could be compared",
                "correct the address in the page, or bring the folder's server back",
            ),
            ResponseProblem::Status(status) => explain_status(*status, files),
            ResponseProblem::InvalidManifest(reason) => Explanation::problem(
                "manifest",
                format!("manifest.json is no manifest of this program ({})", shorten(reason)),
                "no version could be compared",
                "check the folder's address, and put the whole folder there, all of one build",
            ),
            ResponseProblem::NoCors => Explanation::problem(
                "cors",
                format!("{files}: there is no `Access-Control-Allow-Origin`"),
                format!("browsers keep it from {page_origin}; what the boxes hold stays as it is"),
                "have the folder's server send `Access-Control-Allow-Origin: *` with everything",
            ),
            ResponseProblem::RepeatedCors => Explanation::problem(
                "cors-twice",
                format!(
                    "{files}: `Access-Control-Allow-Origin` is sent twice or names several origins"
                ),
                "browsers take that for none at all",
                "have one place set it, the server or what stands before it",
            ),
            ResponseProblem::OtherCors(allowed) => Explanation::problem(
                "cors-other",
                format!("{files}: `Access-Control-Allow-Origin` is `{}`", shorten(allowed)),
                format!("browsers keep it from {page_origin}; what the boxes hold stays as it is"),
                "have the folder's server send `*`; if it answers each origin with its own name, \
                 also `Vary: Origin`, or caches mix them up",
            ),
            ResponseProblem::NotJavascript(media_type) => Explanation::problem(
                "script-mime",
                format!("{files}: `Content-Type` is {}", quote_media_type(media_type)),
                "browsers do not run it",
                "have the folder's server send `text/javascript` for .js",
            ),
            ResponseProblem::NotWasm(media_type) => Explanation::note(
                "wasm-mime",
                format!("`Content-Type` is {}", quote_media_type(media_type)),
                "the box starts later than it could",
                "have the folder's server send `application/wasm` for .wasm",
            ),
            ResponseProblem::ResourcePolicy(value) => Explanation::problem(
                "corp",
                format!("`Cross-Origin-Resource-Policy` is `{}`", shorten(value)),
                "browsers keep it from pages of other sites",
                "have the folder's server send `cross-origin`, or leave the header out",
            ),
            ResponseProblem::NoEmbedderPolicy => Explanation::problem(
                "coep",
                format!(
                    "the page sends `Cross-Origin-Embedder-Policy: require-corp`, and {files} does \
                     not say that other sites may load it"
                ),
                "browsers do not load that",
                "have the folder's server send `Cross-Origin-Resource-Policy: cross-origin`, for \
                 frames also `Cross-Origin-Embedder-Policy: require-corp`; the script tag may have \
                 `crossorigin` instead",
            ),
            ResponseProblem::FrameOptions(value) => Explanation::problem(
                "frame-options",
                format!("`X-Frame-Options` is `{}`", shorten(value)),
                "browsers do not show it in a frame of this page",
                "take the header out for frame.html and stories/; say who may frame them by \
                 `Content-Security-Policy: frame-ancestors`",
            ),
            ResponseProblem::FrameAncestors => Explanation::problem(
                "frame-ancestors",
                format!("`frame-ancestors` does not allow {page_origin}"),
                "browsers do not show it in a frame of this page",
                format!("add {page_origin} to it"),
            ),
        }
    }
}

fn explain_status(status: u16, files: &str) -> Explanation {
    Explanation::problem(
        "folder-status",
        format!("{files}: the answer is {status}"),
        if files == "manifest.json" {
            "no version could be compared"
        } else {
            "boxes that need it do not become live"
        },
        match status {
            401 | 403 => "let everybody read the folder",
            404 | 410 => {
                "put the whole folder there, all of one build, and check the address in the page"
            }
            _ => "look into the server's log",
        },
    )
}

fn quote_media_type(media_type: &str) -> String {
    if media_type.is_empty() { "missing".to_owned() } else { format!("`{}`", shorten(media_type)) }
}
