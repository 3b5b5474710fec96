//! Where in the text the editor wrote what stands in the expanded document.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::path::{Path, Step, child, pointer_keys};

/// How a value was written that was expanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A list of one: as its entry.
    Alone,
    /// An object: with the keys of this key's value among its own.
    Inline(String),
    /// An object: as a plain value, that of this key if it is of one.
    Whole(Option<String>),
}

/// Leads from the values of the expanded document to those that were written. Empty for a document
/// without short forms.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct Written {
    /// How the values at these paths were written.
    forms: BTreeMap<Path, Form>,
    /// Where the values at these paths were written, which the expanded document has no longer.
    moved: BTreeMap<Path, Path>,
    /// The paths of the values that those at these paths are copies of.
    copied: BTreeMap<Path, Path>,
}

impl Written {
    pub(super) fn note(&mut self, path: &Path, form: Form) {
        self.forms.insert(path.clone(), form);
    }

    pub(super) fn note_copied(&mut self, path: Path, from: Path) {
        self.copied.insert(path, from);
    }

    pub(super) fn note_moved(&mut self, path: Path, from: Path) {
        self.moved.insert(path, from);
    }

    /// Whether anything was expanded.
    pub(super) fn is_short(&self) -> bool {
        !self.forms.is_empty() || !self.moved.is_empty()
    }

    /// Returns the path at which the editor wrote the value at a path of the expanded document.
    pub(in super::super) fn to_written(&self, path: &Path) -> Path {
        if !self.is_short() {
            return path.clone();
        }
        for (index, _) in path.steps().iter().enumerate().rev() {
            let (start, rest) = path.split_after(index);
            if let Some(from) = self.copied.get(&start) {
                return self.to_written(&from.join(rest));
            }
        }
        let (mut at, mut written) = (Path::default(), Path::default());
        for step in path.steps() {
            if let Some(from) = self.moved.get(&at) {
                written = self.to_written(from);
            }
            match (self.forms.get(&at), step) {
                (Some(Form::Whole(_)), _) => return written,
                (Some(Form::Alone), Step::Index(0)) => {}
                (Some(Form::Inline(key)), Step::Key(step)) if key == step => {}
                (_, step) => written.push(step.clone()),
            }
            at.push(step.clone());
        }
        self.moved.get(&at).map_or(written, |from| self.to_written(from))
    }

    /// Returns the JSON pointer to what the editor wrote, by that into the expanded document.
    pub(in super::super) fn to_written_pointer(&self, document: &Value, pointer: &str) -> String {
        match self.follow(document, pointer) {
            Some(path) if self.is_short() => self.to_written(&path).to_pointer(),
            _ => pointer.to_owned(),
        }
    }

    /// Returns the JSON pointer into the expanded document, by that to what the editor wrote or by
    /// one that has the long form already. `None` if it leads to nothing.
    pub(in super::super) fn to_long_pointer(
        &self,
        document: &Value,
        pointer: &str,
    ) -> Option<String> {
        let mut path = self.follow(document, pointer)?;
        // What was written as a plain value is that value.
        while let Some(form) = self.forms.get(&path) {
            match form {
                Form::Alone => path.push(Step::Index(0)),
                Form::Whole(Some(key)) => path.push(Step::Key(key.clone())),
                Form::Whole(None) | Form::Inline(_) => break,
            }
        }
        Some(path.to_pointer())
    }

    /// Follows a JSON pointer, through steps that were left out in writing.
    fn follow(&self, document: &Value, pointer: &str) -> Option<Path> {
        let (mut at, mut value) = (Path::default(), document);
        for key in pointer_keys(pointer) {
            let mut next = child(value, &key);
            while next.is_none() {
                let (path, inner) = self.step_inside(document, &at, value)?;
                (at, value) = (path, inner);
                next = child(value, &key);
            }
            let (step, inner) = next?;
            at.push(step);
            value = inner;
        }
        Some(at)
    }

    /// Goes on to the value that was written in the place of another.
    fn step_inside<'v>(
        &self,
        document: &'v Value,
        at: &Path,
        value: &'v Value,
    ) -> Option<(Path, &'v Value)> {
        let (step, inner) = match self.forms.get(at) {
            Some(Form::Alone) => child(value, "0")?,
            Some(Form::Inline(key)) => child(value, key)?,
            Some(Form::Whole(_)) => return None,
            None => {
                let mut moved = self.moved.iter();
                let (path, _) = moved.find(|(path, from)| *from == at && path.is_entry())?;
                return Some((path.clone(), path.resolve(document)?));
            }
        };
        let mut path = at.clone();
        path.push(step);
        Some((path, inner))
    }
}
