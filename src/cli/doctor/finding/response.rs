//! What the folder's server answers.

use super::{Words, short};

/// What is wrong with an answer.
#[derive(Debug)]
pub(in crate::cli::doctor) enum ResponseProblem {
    Unreachable(String),
    Status { status: u16, names: String },
    NoManifest(String),
    NoCors { origin: String, names: String },
    OtherCors { origin: String, allowed: String, names: String },
    CorsTwice { names: String },
    NotScript { kind: String, names: String },
    NotWasm { kind: String },
    Corp { value: String },
    FrameOptions { value: String },
    FrameAncestors { origin: String },
    Moved { to: String },
}

impl ResponseProblem {
    pub(super) fn is_note(&self) -> bool {
        matches!(self, Self::NotWasm { .. } | Self::Moved { .. })
    }

    pub(super) fn words(&self) -> Words {
        match self {
            Self::Unreachable(reason) => (
                "folder-unreachable",
                format!("the folder does not answer ({})", short(reason)),
                "no box becomes live, and no version could be compared".into(),
                "correct the address in the page, or bring the folder's server back".into(),
            ),
            Self::Status { status, names } => (
                "folder-status",
                format!("{names}: the answer is {status}"),
                if names == "manifest.json" {
                    "no version could be compared"
                } else {
                    "boxes that need it do not become live"
                }
                .into(),
                match status {
                    401 | 403 => "let everybody read the folder",
                    404 | 410 => "put the whole folder there, all of one build, and check the address in the page",
                    _ => "look into the server's log",
                }
                .into(),
            ),
            Self::NoManifest(reason) => (
                "manifest",
                format!("manifest.json is no manifest of this program ({})", short(reason)),
                "no version could be compared".into(),
                "check the folder's address, and put the whole folder there, all of one build".into(),
            ),
            Self::NoCors { origin, names } => (
                "cors",
                format!("{names}: there is no `Access-Control-Allow-Origin`"),
                format!("browsers keep it from {origin}; what the boxes hold stays as it is"),
                "have the folder's server send `Access-Control-Allow-Origin: *` with everything".into(),
            ),
            Self::OtherCors { origin, allowed, names } => (
                "cors-other",
                format!("{names}: `Access-Control-Allow-Origin` is `{}`", short(allowed)),
                format!("browsers keep it from {origin}; what the boxes hold stays as it is"),
                "have the folder's server send `*`; if it answers each origin with its own name, \
                 also `Vary: Origin`, or caches mix them up"
                    .into(),
            ),
            Self::CorsTwice { names } => (
                "cors-twice",
                format!("{names}: `Access-Control-Allow-Origin` is sent twice or names several origins"),
                "browsers take that for none at all".into(),
                "have one place set it, the server or what stands before it".into(),
            ),
            Self::NotScript { kind, names } => (
                "script-mime",
                format!("{names}: `Content-Type` is {}", quoted(kind)),
                "browsers do not run it".into(),
                "have the folder's server send `text/javascript` for .js".into(),
            ),
            Self::NotWasm { kind } => (
                "wasm-mime",
                format!("`Content-Type` is {}", quoted(kind)),
                "the box starts later than it could".into(),
                "have the folder's server send `application/wasm` for .wasm".into(),
            ),
            Self::Corp { value } => (
                "corp",
                format!("`Cross-Origin-Resource-Policy` is `{}`", short(value)),
                "browsers keep it from pages of other sites".into(),
                "have the folder's server send `cross-origin`, or leave the header out".into(),
            ),
            Self::FrameOptions { value } => (
                "frame-options",
                format!("`X-Frame-Options` is `{}`", short(value)),
                "browsers do not show it in a frame of this page".into(),
                "take the header out for frame.html and stories/; say who may frame them by \
                 `Content-Security-Policy: frame-ancestors`"
                    .into(),
            ),
            Self::FrameAncestors { origin } => (
                "frame-ancestors",
                format!("`frame-ancestors` does not allow {origin}"),
                "browsers do not show it in a frame of this page".into(),
                format!("add {origin} to it"),
            ),
            Self::Moved { to } => (
                "moved",
                format!("it leads to {}", short(to)),
                "each file of the folder takes a request more".into(),
                "write the new address into the page, and into `script-src` and `connect-src` where the page has them"
                    .into(),
            ),
        }
    }
}

/// A media type as it is told.
fn quoted(kind: &str) -> String {
    if kind.is_empty() { "missing".to_owned() } else { format!("`{}`", short(kind)) }
}
