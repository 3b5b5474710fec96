//! What is wrong with the parts of a box that a page asks for.

use super::{Explain, Explanation};
use crate::cli::preset::{PresetMessage, PresetProblem};

impl Explain for PresetProblem {
    fn explain(&self) -> Explanation {
        let PresetMessage { code, about: _, fact, consequence, fix } = self.message();
        if self.is_error() {
            Explanation::problem(code, fact, consequence, fix)
        } else {
            Explanation::note(code, fact, consequence, fix)
        }
    }
}
