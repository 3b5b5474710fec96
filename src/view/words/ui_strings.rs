//! The texts of one language that components place themselves.

use super::super::{Word, Words};
use super::texts::TextTree;

macro_rules! define_ui_strings {
    ($($(#[$doc:meta])* $word:ident => $name:ident,)*) => {
        /// Every [`Word`] in a language.
        #[derive(Clone, Debug)]
        pub(crate) struct UiStrings {
            $($(#[$doc])* pub(crate) $name: &'static str,)*
        }

        impl TextTree for UiStrings {
            fn collect_texts(&self, place: &str, all: &mut Vec<(String, &'static str)>) {
                $(self.$name.collect_texts(&format!("{place}.{}", stringify!($name)), all);)*
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
    /// Puts a text in the place of the language's own, where the story has something more exact to
    /// say.
    pub(crate) fn set(&mut self, word: Word, text: String) {
        if let Some(current) = self.0.get_mut(word as usize) {
            *current = text;
        }
    }
}
