//! The picture that social networks and messengers show for a link to a story's page.

use askama::Template;

/// A picture of a story, in PNG.
#[derive(Clone, Copy, Debug)]
pub struct ShareImage<'a> {
    /// The absolute URL.
    pub url: &'a str,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What the picture shows, for those who do not see it.
    pub alt: &'a str,
}

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "share_image.html")]
struct ShareImageTemplate<'a> {
    image: ShareImage<'a>,
}

/// Adds a picture to a page that [`render_page`](super::render_page) has rendered, by the tags of
/// [Open Graph](https://ogp.me/#structured) and the one by which X shows it large.
///
/// ```
/// # use contract_fact_box::{model, prerender, view};
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).into_valid().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// use prerender::ShareImage;
///
/// let page = prerender::render_page(&view, &view::Parts::All, "../contract-fact-box.css", None, None);
/// let url = "https://cdn.example.org/contract-fact-box/stories/met-police-palantir.card.png";
/// let image = ShareImage { url, width: 1200, height: 630, alt: "The facts" };
/// let page = prerender::add_share_image(&page, image);
/// assert!(page.contains(&format!(r#"<meta property="og:image" content="{url}">"#)));
/// ```
pub fn add_share_image(page: &str, image: ShareImage<'_>) -> String {
    // No text in a page's head holds the tag, since all of them are escaped.
    match page.split_once("</head>") {
        Some((head, rest)) => {
            [head, &ShareImageTemplate { image }.to_string(), "</head>", rest].concat()
        }
        None => page.to_owned(),
    }
}
