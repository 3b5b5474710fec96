//! A story as static HTML and as text: the same components rendered natively, and plain forms for whatever shows no box.
//!
//! [`page`] and [`fact_box`] are the box itself; [`light()`] and [`text()`] tell the same without it; [`element`] and
//! [`div`] are what an editor pastes, so that the facts stand in the article before any script runs. [`frame()`] and
//! [`oembed`] hold no facts: they are for sites that let nothing else through.

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]
// A value that is not handled must not compile.
#![warn(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

mod escape;
mod frame;
mod light;
mod outline;
mod snippet;
mod text;

pub use escape::escaped;
pub use frame::{FRAME, FRAME_HEIGHT, FRAME_WIDTH, frame, oembed};
pub use light::light;
pub use snippet::{Css, Place, div, element};
pub use text::text;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use yew::LocalServerRenderer;

use crate::components::{FactBox, Props, STYLES, Style, ViewRef};
use crate::view::BoxView;

/// The stylesheet's name in the built folder.
pub const STYLESHEET: &str = "contract-fact-box.css";

/// The stylesheet of the box, without comments and line breaks.
pub fn stylesheet() -> String {
    stylesheet_of(|(_, css)| css)
}

/// The same of other parts, each in the place of the one that it is given.
pub fn stylesheet_of<T: AsRef<str>>(part: impl FnMut(Style) -> T) -> String {
    let mut css = String::new();
    STYLES.iter().copied().map(part).for_each(|part| css.push_str(part.as_ref()));
    without_comments(&css).lines().map(str::trim).collect()
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once("*/").map_or("", |(_, code)| code));
    std::iter::once(first).chain(rest).collect()
}

/// The box as HTML, with its headings starting at `level`; `base` is where links to other stories start.
///
/// The same view gives the same bytes.
pub fn fact_box(view: &BoxView, base: &str, level: u8) -> String {
    let props = Props {
        view: ViewRef::new(view.clone()),
        base: base.to_owned().into(),
        level,
        live: false,
        back: "".into(),
        on_ready: yew::Callback::noop(),
    };
    at_once(LocalServerRenderer::<FactBox>::with_props(props).hydratable(false).render())
}

/// What a renderer makes without waiting for anything.
///
/// # Panics
///
/// When it has to wait: a component would have suspended, which the lints forbid (`.clippy.toml`). An empty box is
/// never published in the place of a story.
#[expect(
    clippy::panic,
    reason = "no document can bring it about, and an empty box would be published in silence"
)]
fn at_once(render: impl Future<Output = String>) -> String {
    match pin!(render).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(html) => html,
        Poll::Pending => panic!(
            "a component has suspended, so the box is not whole; nothing of it may be published"
        ),
    }
}

/// A whole page that shows one story and needs no script.
///
/// Links to other stories start where the stylesheet is, in the built folder. `oembed` is the address of what sites get
/// that make a box of a pasted link to the page, if there is such a thing.
pub fn page(view: &BoxView, css_href: &str, oembed: Option<&str>) -> String {
    let title = escaped(&view.title);
    let discovery = oembed.map(|href| {
        let href = escaped(href);
        format!("<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{href}\" title=\"{title}\">\n")
    });
    let base = css_href.strip_suffix(STYLESHEET).unwrap_or("../");
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{css}\">\n{discovery}</head>\n<body class=\"cfb-page\">\n<main>{html}</main>\n</body>\n</html>\n",
        lang = escaped(&view.lang),
        dir = view.dir.as_str(),
        discovery = discovery.unwrap_or_default(),
        css = escaped(css_href),
        html = fact_box(view, base, 1),
    )
}

#[cfg(test)]
mod tests {
    use super::{at_once, stylesheet, without_comments};
    use crate::components::STYLES;

    #[test]
    #[should_panic(expected = "nothing of it may be published")]
    fn a_box_that_is_not_whole_is_no_box() {
        assert_eq!(at_once(std::future::ready("whole".to_owned())), "whole");
        at_once(std::future::pending());
    }

    #[test]
    fn the_stylesheet_loses_nothing_but_comments_and_line_breaks() {
        assert_eq!(without_comments("a{} /* b{} */ c{}/**/d{}"), "a{}  c{}d{}");
        for line in without_comments(&STYLES.iter().map(|(_, css)| *css).collect::<String>())
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
        {
            assert!(line.ends_with(['{', '}', ';', ',']), "{line:?} would run into the next line");
        }
        assert!(!stylesheet().contains("/*") && !stylesheet().contains('\n'));
    }
}
