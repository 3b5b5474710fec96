//! The fonts of share cards, which are a part of the program.
//!
//! No font of the machine is ever asked for, so that a story has the same card everywhere.
//! `fonts/README.md` says where these come from and how they were made.

use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{FontContext, FontFamilyName};

/// The fonts, in regular and bold.
const FONTS: [&[u8]; 6] = [
    include_bytes!("fonts/NotoSerif-Regular.ttf"),
    include_bytes!("fonts/NotoSerif-Bold.ttf"),
    include_bytes!("fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("fonts/NotoNaskhArabic-Bold.ttf"),
    include_bytes!("fonts/NotoSerifHebrew-Regular.ttf"),
    include_bytes!("fonts/NotoSerifHebrew-Bold.ttf"),
];

/// The families of the fonts, in the order in which they are tried for a character.
pub(super) static FAMILIES: [FontFamilyName<'static>; 3] = [
    FontFamilyName::named("Noto Serif"),
    FontFamilyName::named("Noto Naskh Arabic"),
    FontFamilyName::named("Noto Serif Hebrew"),
];

/// Loads the fonts, and no others.
pub(super) fn load_fonts() -> FontContext {
    let options = CollectionOptions { shared: false, system_fonts: false };
    let mut collection = Collection::new(options);
    for font in FONTS {
        collection.register_fonts(Blob::new(Arc::new(font)), None);
    }
    FontContext { collection, source_cache: SourceCache::default() }
}
