//! `check --texts`, run as an editor runs it, and words that are altered by one letter.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a check printed about the words of a story.
#[derive(Debug, Default)]
pub(crate) struct CheckedTexts {
    /// The codes of the findings, by the path of the value.
    pub(crate) findings: BTreeMap<String, Vec<String>>,
    /// What the list says of words that stand in their source: kind and place, by path.
    pub(crate) places: BTreeMap<String, String>,
}

impl CheckedTexts {
    /// Returns the codes of the findings at a path.
    pub(crate) fn codes(&self, path: &str) -> Vec<&str> {
        self.findings.get(path).into_iter().flatten().map(String::as_str).collect()
    }
}

/// Checks a story against the texts in a folder.
pub(crate) fn check_texts(story: &Value, folder: &Path) -> CheckedTexts {
    let mut child = Command::new(env!("CARGO_BIN_EXE_contract-fact-box"))
        .args(["check", "--texts"])
        .arg(folder)
        .arg("-")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    // A line for each value, since a message shows the lines that it is about.
    let story = serde_json::to_string_pretty(story).expect("it is JSON");
    stdin.write_all(story.as_bytes()).expect("it is read");
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let stderr = String::from_utf8(output.stderr).expect("text");
    assert!(stderr.contains("1 file, "), "{stderr}");
    let mut checked = CheckedTexts::default();
    for line in String::from_utf8(output.stdout).expect("text").lines() {
        if let Some(finding) = line.strip_prefix("standard input:") {
            // What a desk editor would ask depends on more than the words.
            let mut parts = finding.split(": ").skip(1);
            if parts.next() != Some("error") {
                continue;
            }
            let path = parts.next().expect("a path");
            let code = finding.rsplit('[').next().and_then(|end| end.strip_suffix(']'));
            let code = code.expect("a code").to_owned();
            checked.findings.entry(path.to_owned()).or_default().push(code);
        } else if let Some((path, place)) = line.split_once(": ")
            && !line.starts_with([' ', '|'])
            && !line.contains(" | ")
        {
            checked.places.insert(path.to_owned(), place.to_owned());
        }
    }
    checked
}

/// The JSON pointer of a path that has only plain keys.
pub(crate) fn to_pointer(path: &str) -> String {
    format!("/{}", path.replace("].", "/").replace(['[', '.'], "/").replace(']', ""))
}

/// A way to alter a word by one letter.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Alteration {
    Insert,
    Delete,
    Replace,
    Transpose,
}

impl Alteration {
    pub(crate) const ALL: [Self; 4] = [Self::Insert, Self::Delete, Self::Replace, Self::Transpose];
}

/// Alters the letter or digit with this number, counted around. `None` if that leaves the words as
/// they are: two equal letters transposed, or words without letters; and a word of one letter is not
/// deleted.
pub(crate) fn alter(words: &str, number: usize, alteration: Alteration) -> Option<String> {
    let mut characters: Vec<_> = words.chars().collect();
    let letters: Vec<_> =
        (0..characters.len()).filter(|index| characters[*index].is_alphanumeric()).collect();
    let index = letters.get(number.checked_rem(letters.len())?).copied()?;
    let other = if characters[index] == 'x' { 'o' } else { 'x' };
    match alteration {
        Alteration::Insert => characters.insert(index, other),
        Alteration::Delete => {
            let is_letter =
                |index: usize| characters.get(index).is_some_and(|c| c.is_alphanumeric());
            // Without its only letter a word would be gone, and the rest might be right.
            if !is_letter(index.wrapping_sub(1)) && !is_letter(index + 1) {
                return None;
            }
            characters.remove(index);
        }
        Alteration::Replace => characters[index] = other,
        Alteration::Transpose => {
            let next = characters.get(index + 1).filter(|next| next.is_alphanumeric())?;
            if *next == characters[index] {
                return None;
            }
            characters.swap(index, index + 1);
        }
    }
    Some(characters.into_iter().collect())
}

/// Alters one letter of each of a story's words, in every way, and returns how many alterations
/// there were; each must be found. Every `step`th letter is altered, and the last.
pub(crate) fn assert_alterations_are_found(story: &Value, folder: &Path, step: usize) -> usize {
    let whole = check_texts(story, folder);
    assert!(whole.findings.is_empty(), "{:#?}", whole.findings);
    let paths: Vec<_> = whole.places.keys().cloned().collect();
    let beside = |key: &str| {
        let beside = paths.iter().filter_map(|path| path.strip_suffix(".quote"));
        let beside = beside.map(|passage| format!("{passage}.{key}"));
        beside.filter(|path| story.pointer(&to_pointer(path)).is_some()).collect::<Vec<_>>()
    };
    let (prefixes, suffixes) = (beside("prefix"), beside("suffix"));
    let mut count = 0;
    // What is beside a passage is compared only if the passage is right.
    for group in [paths, prefixes, suffixes] {
        let words = |path: &String| {
            let text = story.pointer(&to_pointer(path)).and_then(Value::as_str).expect("words");
            let is_part = whole.places.get(path).is_some_and(|place| place.starts_with("quoted"));
            if is_part { quoted_part(text) } else { ("", text, "") }
        };
        let longest = group.iter().map(|path| words(path).1.chars().count()).max().unwrap_or(0);
        let numbers = (0..longest).step_by(step).chain([longest.saturating_sub(1)]);
        for (number, alteration) in
            numbers.flat_map(|number| Alteration::ALL.map(|alteration| (number, alteration)))
        {
            let mut altered = story.clone();
            let mut expected = Vec::new();
            for path in &group {
                let (before, words, after) = words(path);
                if let Some(words) = alter(words, number, alteration) {
                    let value = altered.pointer_mut(&to_pointer(path)).expect("it is there");
                    *value = format!("{before}{words}{after}").into();
                    expected.push(path);
                }
            }
            let checked = check_texts(&altered, folder);
            for path in &expected {
                let codes = checked.codes(path);
                assert!(
                    codes.contains(&"not-verbatim"),
                    "{path}: {alteration:?} {number}: {codes:?}"
                );
            }
            count += expected.len();
        }
    }
    count
}

/// Splits a text at the marks of its first quotation.
fn quoted_part(text: &str) -> (&str, &str, &str) {
    let start = text.find(['“', '‘']).expect("an opening mark");
    let start = start + '“'.len_utf8();
    let end = start + text[start..].find(['”', '’']).expect("a closing mark");
    (&text[..start], &text[start..end], &text[end..])
}
