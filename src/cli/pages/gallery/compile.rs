//! The story of an example, compiled to what its box shows.

use std::borrow::Cow;

use anyhow::{Context, anyhow};
use contract_fact_box::model::Story;
use contract_fact_box::view::{self, BoxView};
use serde_json::Value;

use super::Gallery;
use super::example::{Example, read_json};
use crate::cli::story_file::StoryName;
use crate::cli::valid_story::read_story;

impl Gallery {
    /// Compiles what the box shows of an example, in another language if one is given.
    pub(super) fn compile_example(
        &self,
        id: &str,
        example: &Example,
        lang: Option<&str>,
    ) -> anyhow::Result<BoxView> {
        let mut document = self.read_base(example)?.into_owned();
        if example.story.is_none() {
            document["id"] = id.into();
            // Nobody sees the title of a cropped box, but it is the name of the region.
            if !example.crop().is_whole() {
                document["title"] = example.about.as_str().into();
            }
        }
        let pinned = example.pinned.then(|| parse_valid_story(&document)).transpose()?;
        for (pointer, value) in &example.set {
            set_at_pointer(&mut document, pointer, value.clone()).with_context(|| {
                format!("{pointer}: leads nowhere in the story; no box can be shown; correct it")
            })?;
        }
        let current = parse_valid_story(&document)?;
        let lang = lang.unwrap_or(&current.lang);
        Ok(match &pinned {
            Some(pinned) => view::compile_pinned_in(pinned, &current, lang)?,
            None => view::compile(&current, lang)?,
        })
    }

    /// Reads the story that an example begins with.
    fn read_base(&self, example: &Example) -> anyhow::Result<Cow<'_, Value>> {
        let Some(story) = &example.story else {
            return Ok(Cow::Borrowed(&self.base));
        };
        let name = StoryName::new(story).map_err(|complaint| anyhow!(complaint))?;
        read_json(&name.file_name("json").path_in(&self.stories)).map(Cow::Owned)
    }
}

/// Reads a story that has no errors.
fn parse_valid_story(document: &Value) -> anyhow::Result<Story> {
    read_story(&document.to_string()).map_err(|all| {
        anyhow!("is no valid story; no box can be shown; fix it:\n  {}", all.join("\n  "))
    })
}

/// Sets the value that a JSON Pointer names: replaces it, or adds it to its object or at the end of
/// its list.
fn set_at_pointer(document: &mut Value, pointer: &str, value: Value) -> Option<()> {
    let (parent, last) = pointer.rsplit_once('/')?;
    match document.pointer_mut(parent)? {
        Value::Object(fields) => drop(fields.insert(last.to_owned(), value)),
        Value::Array(items) => {
            let index: usize = last.parse().ok()?;
            if index == items.len() {
                items.push(value);
            } else {
                *items.get_mut(index)? = value;
            }
        }
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_is_replaced_or_added() {
        for (pointer, expected) in [
            ("/a", Some(json!({"a": 9, "b": [1, 2]}))),
            ("/new", Some(json!({"a": 0, "b": [1, 2], "new": 9}))),
            ("/b/0", Some(json!({"a": 0, "b": [9, 2]}))),
            ("/b/2", Some(json!({"a": 0, "b": [1, 2, 9]}))),
            ("/b/3", None),
            ("/b/x", None),
            ("/a/x", None),
            ("/none/x", None),
            ("a", None),
        ] {
            let mut document = json!({"a": 0, "b": [1, 2]});
            let done = set_at_pointer(&mut document, pointer, json!(9)).map(|()| document);
            assert_eq!(done, expected, "{pointer}");
        }
    }
}
