//! The texts of a language that components show.

use super::super::{Word, Words};
use super::texts::TextTree;

macro_rules! define_ui_strings {
    ($($(#[$doc:meta])* $word:ident => $name:ident,)*) => {
        /// The text of every [`Word`] in one language.
        #[derive(Clone, Debug)]
        pub(crate) struct UiStrings {
            $($(#[$doc])* pub(crate) $name: &'static str,)*
        }

        impl TextTree for UiStrings {
            fn collect_texts(&self, path: &str, all: &mut Vec<(String, &'static str)>) {
                $(self.$name.collect_texts(&format!("{path}.{}", stringify!($name)), all);)*
            }

            fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self {
                Self { $($name: self.$name.map_texts(with),)* }
            }
        }

        impl From<&UiStrings> for Words {
            fn from(strings: &UiStrings) -> Self {
                Self([$(strings.$name),*].map(str::to_owned).into())
            }
        }
    };
}

with_words!(define_ui_strings);

impl Words {
    /// Replaces a text of the language with a more exact one from the story.
    pub(crate) fn set(&mut self, word: Word, text: String) {
        if let Some(current) = self.0.get_mut(word as usize) {
            *current = text;
        }
    }
}
