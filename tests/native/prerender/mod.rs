//! The static forms of a story: they hold all of it, and they survive being pasted into pages.

mod boxes;
mod forms;
mod hostile;
mod metadata;
mod parts;
mod told;

use std::path::Path;

use contract_fact_box::prerender::EmbedOptions;
use contract_fact_box::view::{self, BoxView};

use crate::support;

/// A path on the newsroom's site.
const PLACE: EmbedOptions<'_> =
    EmbedOptions { base: "/box/", level: 2, lang: None, parts: &view::Parts::All };

fn compile_file(file: &Path) -> BoxView {
    let story = support::read_story(file);
    view::compile(&story, &story.lang).expect("it can be shown")
}
