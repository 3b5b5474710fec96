//! The same components rendered natively to HTML.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use yew::LocalServerRenderer;

use crate::components::{FactBox, Props, STYLES, ViewRef};
use crate::view::BoxView;

/// The stylesheet of the box.
pub fn stylesheet() -> String {
    STYLES.concat()
}

/// The box as HTML, with its headings starting at `level`; `base` is where links to other stories start.
///
/// The same view gives the same bytes.
pub fn fact_box(view: &BoxView, base: &str, level: u8) -> String {
    let props = Props {
        view: ViewRef::new(view.clone()),
        base: base.to_owned().into(),
        level,
        on_ready: yew::Callback::noop(),
    };
    let render = pin!(LocalServerRenderer::<FactBox>::with_props(props).hydratable(false).render());
    match render.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(html) => html,
        // No component here suspends, and nothing else can keep the renderer waiting.
        Poll::Pending => String::new(),
    }
}

/// A whole page that shows one story and needs no script; it stands in `stories/` of the built folder.
pub fn page(view: &BoxView, css_href: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{css}\">\n</head>\n<body class=\"cfb-page\">\n<main>{html}</main>\n</body>\n</html>\n",
        lang = escaped(&view.lang),
        dir = escaped(&view.dir),
        title = escaped(&view.title),
        css = escaped(css_href),
        html = fact_box(view, "../", 1),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
