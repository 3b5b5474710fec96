//! Places in a document, written as in `positions[1].sources[0]`.

use std::fmt;

use serde_json::Value;

/// One step into a JSON value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// A place in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Path(Vec<Step>);

impl Path {
    pub(super) fn key(&self, key: &str) -> Self {
        self.with(Step::Key(key.to_owned()))
    }

    pub(super) fn index(&self, index: usize) -> Self {
        self.with(Step::Index(index))
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    pub(super) fn push_key(&mut self, key: &str) {
        self.0.push(Step::Key(key.to_owned()));
    }

    pub(super) fn push_index(&mut self, index: usize) {
        self.0.push(Step::Index(index));
    }

    pub(super) fn pop(&mut self) {
        self.0.pop();
    }

    pub(super) fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The place as a JSON pointer.
    pub(super) fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.0 {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }

    /// The places of what the value at this place holds.
    pub(super) fn children(&self, document: &Value) -> Vec<Self> {
        match at_ref(&self.0, document) {
            Some(Value::Object(fields)) => fields.keys().map(|key| self.key(key)).collect(),
            Some(Value::Array(items)) => (0..items.len()).map(|index| self.index(index)).collect(),
            _ => Vec::new(),
        }
    }

    /// The place of the innermost list element that this place is in or is.
    pub(super) fn innermost_element(&self) -> Option<Self> {
        let last = self.0.iter().rposition(|step| matches!(step, Step::Index(_)))?;
        self.0.get(..=last).map(|steps| Self(steps.to_vec()))
    }

    /// Takes what stands at this place out of `value`, if anything does.
    pub(super) fn take_out(&self, value: &mut Value) {
        let Some((last, parents)) = self.0.split_last() else { return };
        match (at(parents, value), last) {
            (Some(Value::Object(fields)), Step::Key(key)) => drop(fields.remove(key)),
            (Some(Value::Array(items)), Step::Index(index)) if *index < items.len() => {
                drop(items.remove(*index))
            }
            _ => {}
        }
    }

    /// Puts `new` in place of what stands at this place, if anything does.
    pub(super) fn put(&self, value: &mut Value, new: Value) {
        if let Some(old) = at(&self.0, value) {
            *old = new;
        }
    }
}

fn at<'v>(steps: &[Step], value: &'v mut Value) -> Option<&'v mut Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

fn at_ref<'v>(steps: &[Step], value: &'v Value) -> Option<&'v Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}

/// Whether a key can be told from the points and brackets around it.
fn is_plain(key: &str) -> bool {
    !key.is_empty()
        && !key.contains(|c: char| c.is_whitespace() || matches!(c, '.' | '[' | ']' | '/' | '"'))
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if !is_plain(key) => write!(f, "[{key:?}]")?,
                Step::Key(key) if at == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
