//! Paths of values in a document, as in `positions[1].sources[0]`.

use std::fmt;

use serde_json::Value;

/// One step into a JSON value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// The path of a value in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Path(Vec<Step>);

impl Path {
    pub(super) fn with_key(&self, key: &str) -> Self {
        self.with_step(Step::Key(key.to_owned()))
    }

    pub(super) fn with_index(&self, index: usize) -> Self {
        self.with_step(Step::Index(index))
    }

    fn with_step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    pub(super) fn push(&mut self, step: Step) {
        self.0.push(step);
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

    /// Returns the path as a JSON pointer.
    pub(super) fn to_pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.0 {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(&escape_key(key)),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }

    /// Returns the path up to the step at this index and with it, and the steps after it.
    pub(super) fn split_after(&self, index: usize) -> (Self, &[Step]) {
        let (start, rest) = self.0.split_at_checked(index + 1).unwrap_or((&self.0, &[]));
        (Self(start.to_vec()), rest)
    }

    /// Returns this path with further steps.
    pub(super) fn join(&self, rest: &[Step]) -> Self {
        Self([&*self.0, rest].concat())
    }

    /// Whether it is the path of an entry of a list.
    pub(super) fn is_entry(&self) -> bool {
        matches!(self.0.last(), Some(Step::Index(_)))
    }

    /// Returns the value at this path of a document.
    pub(super) fn resolve<'v>(&self, document: &'v Value) -> Option<&'v Value> {
        resolve(&self.0, document)
    }

    /// Returns the paths of the children of the value at this path.
    pub(super) fn child_paths(&self, document: &Value) -> Vec<Self> {
        match resolve(&self.0, document) {
            Some(Value::Object(fields)) => fields.keys().map(|key| self.with_key(key)).collect(),
            Some(Value::Array(items)) => {
                (0..items.len()).map(|index| self.with_index(index)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Removes the value at this path from a document, if there is one.
    pub(super) fn remove_from(&self, value: &mut Value) {
        let Some((last, parents)) = self.0.split_last() else { return };
        match (resolve_mut(parents, value), last) {
            (Some(Value::Object(fields)), Step::Key(key)) => drop(fields.remove(key)),
            (Some(Value::Array(items)), Step::Index(index)) if *index < items.len() => {
                drop(items.remove(*index))
            }
            _ => {}
        }
    }

    /// Sets the value at this path of a document, if there is something that it can be in.
    pub(super) fn set_in(&self, value: &mut Value, new: Value) {
        let Some((last, parents)) = self.0.split_last() else {
            *value = new;
            return;
        };
        match (resolve_mut(parents, value), last) {
            (Some(Value::Object(fields)), Step::Key(key)) => drop(fields.insert(key.clone(), new)),
            (Some(Value::Array(items)), Step::Index(index)) => {
                if let Some(item) = items.get_mut(*index) {
                    *item = new;
                }
            }
            _ => {}
        }
    }

    /// Returns the path of the parent and the last step; `None` for the whole document.
    pub(super) fn split_last(&self) -> Option<(Self, Step)> {
        let (last, parents) = self.0.split_last()?;
        Some((Self(parents.to_vec()), last.clone()))
    }

    /// Returns the path that a JSON pointer to a value of a document leads along.
    pub(super) fn of_pointer(pointer: &str, document: &Value) -> Self {
        let mut path = Self::default();
        let mut value = document;
        for key in pointer_keys(pointer) {
            let (step, below) =
                child(value, &key).unwrap_or_else(|| (Step::Key(key), &Value::Null));
            path.push(step);
            value = below;
        }
        path
    }
}

/// Writes a key as a step of a JSON pointer (RFC 6901).
///
/// ```
/// assert_eq!(contract_fact_box::model::escape_key("a/b~"), "a~1b~0");
/// ```
pub fn escape_key(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Splits a JSON pointer (RFC 6901) into the keys and indices along its way.
///
/// ```
/// let keys: Vec<_> = contract_fact_box::model::pointer_keys("/a~1b~0/0").collect();
/// assert_eq!(keys, ["a/b~", "0"]);
/// ```
pub fn pointer_keys(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"))
}

/// Returns the value at a key or an index, as JSON pointers write it.
pub(super) fn child<'v>(value: &'v Value, key: &str) -> Option<(Step, &'v Value)> {
    match value {
        Value::Object(fields) => Some((Step::Key(key.to_owned()), fields.get(key)?)),
        Value::Array(items) => {
            let index = key.parse::<usize>().ok().filter(|index| index.to_string() == key)?;
            Some((Step::Index(index), items.get(index)?))
        }
        _ => None,
    }
}

fn resolve_mut<'v>(steps: &[Step], value: &'v mut Value) -> Option<&'v mut Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

fn resolve<'v>(steps: &[Step], value: &'v Value) -> Option<&'v Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}

/// Whether a key can be written without quotation marks between points and brackets.
fn is_plain_key(key: &str) -> bool {
    !key.is_empty()
        && !key.contains(|c: char| c.is_whitespace() || matches!(c, '.' | '[' | ']' | '/' | '"'))
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if !is_plain_key(key) => write!(f, "[{key:?}]")?,
                Step::Key(key) if index == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
