//! The texts that a reader must find in every form of a story, collected from its JSON alone: the
//! code under test takes no part in it.

use serde_json::Value;

/// A text that a reader must find.
#[derive(Debug)]
pub(crate) struct ExpectedText {
    /// Its JSON pointer in the document, or that of the entry that names it.
    pub(crate) path: String,
    /// The text as it is shown, or the part of it that is certain.
    pub(crate) text: String,
    /// Whether it is an element's own text, in exactly one element.
    pub(crate) is_unique: bool,
}

/// The parts of a contract that are facts.
const FACT_KEYS: [&str; 10] = [
    "buyer",
    "suppliers",
    "end_users",
    "oversight",
    "decision_maker",
    "values",
    "purpose",
    "replaces",
    "data_used",
    "software_name",
];
/// The keys whose strings are shown as they are.
const SHOWN_KEYS: [&str; 7] =
    ["text", "detail", "note", "audience", "asked_of", "asked_by", "about"];

/// All texts that a reader of a story must find, where the interface is in this language.
pub(crate) fn expected_texts(story: &Value, lang: &str) -> Vec<ExpectedText> {
    let mut collector = Collector { story, lang, texts: Vec::new() };
    collector.push_if_text("/title", &story["title"]);
    if story["withdrawn"].is_object() {
        collector.push_if_text("/withdrawn/reason", &story["withdrawn"]["reason"]);
        return collector.texts;
    }
    collector.collect_contract();
    collector.collect_people();
    collector.collect_rest();
    collector.texts
}

struct Collector<'s> {
    story: &'s Value,
    lang: &'s str,
    texts: Vec<ExpectedText>,
}

impl<'s> Collector<'s> {
    fn collect_contract(&mut self) {
        let contract = &self.story["contracts"][0];
        for key in FACT_KEYS {
            self.collect_facts(&format!("/contracts/0/{key}"), &contract[key]);
        }
        for part in ["procurement", "dates"] {
            for (key, fact) in contract[part].as_object().into_iter().flatten() {
                self.collect_facts(&format!("/contracts/0/{part}/{key}"), fact);
            }
        }
        self.push_party_name("/contracts/0/status/decided_by", &contract["status"]["decided_by"]);
        self.collect_shown("/contracts/0/status", &contract["status"]);
        self.collect_shown("/contracts/0/events", &contract["events"]);
        for (index, challenge) in items(&contract["challenges"]) {
            let path = format!("/contracts/0/challenges/{index}");
            for key in ["court", "outcome"] {
                self.push_if_text(&format!("{path}/{key}"), &challenge[key]);
            }
            for (number, party) in items(&challenge["by"]) {
                self.push_party_name(&format!("{path}/by/{number}"), party);
            }
            self.collect_passages(&path, &challenge["sources"]);
        }
        self.collect_shown("/contracts/0/amendments", &contract["amendments"]);
        for (index, related) in items(&contract["related"]) {
            let path = format!("/contracts/0/related/{index}");
            let other = items(&self.story["contracts"])
                .find(|(_, other)| other["id"] == related["contract"]);
            if let Some((index, other)) = other {
                self.push_if_text(&format!("/contracts/{index}/title"), &other["title"]);
                self.collect_passages(
                    &format!("/contracts/{index}/status/sources"),
                    &other["status"]["sources"],
                );
                self.collect_passages(&format!("/contracts/{index}/values"), &other["values"]);
            } else if related["external"].is_object() {
                self.push_if_text(&format!("{path}/external/title"), &related["external"]["title"]);
            } else {
                self.push_if_text(&format!("{path}/ocid"), &related["ocid"]);
            }
        }
    }

    /// Collects a fact or a list of them: the value, if it is words or a party, and what is shown
    /// beside it.
    fn collect_facts(&mut self, path: &str, facts: &'s Value) {
        if facts.is_array() {
            for (index, fact) in items(facts) {
                self.collect_facts(&format!("{path}/{index}"), fact);
            }
            return;
        }
        self.collect_value(&format!("{path}/value"), &facts["value"]);
        for (index, side) in items(&facts["alternatives"]) {
            self.collect_value(&format!("{path}/alternatives/{index}/value"), &side["value"]);
        }
        if facts["state"] != "not_applicable" {
            self.collect_shown(path, facts);
        }
    }

    fn collect_value(&mut self, path: &str, value: &'s Value) {
        let is_party = items(&self.story["parties"]).any(|(_, party)| party["id"] == *value);
        let is_code = path.ends_with("/method/value") || path.contains("/dates/");
        if is_party {
            self.push_party_name(path, value);
        } else if value.is_number() {
            self.push(path, &value.to_string(), false);
        } else if value.is_string() && !is_code {
            self.push_if_text(path, value);
        }
    }

    fn collect_people(&mut self) {
        for (index, party) in items(&self.story["parties"]) {
            for (number, member) in items(&party["members"]) {
                let path = format!("/parties/{index}/members/{number}");
                self.push_party_name(&format!("{path}/party"), &member["party"]);
                self.collect_passages(&path, &member["sources"]);
            }
        }
        for (index, stakeholder) in items(&self.story["stakeholders"]) {
            let path = format!("/stakeholders/{index}");
            self.push_if_text(
                &format!("{path}/role_as_described"),
                &stakeholder["role_as_described"],
            );
            let party = items(&self.story["parties"])
                .find(|(_, party)| party["id"] == stakeholder["party"]);
            let party = party.map_or(&Value::Null, |(_, party)| party);
            let short = if party["short_name"].is_string() { "short_name" } else { "name" };
            self.push_if_text(&format!("{path}/party/{short}"), &party[short]);
        }
        for (index, issue) in items(&self.story["issues"]) {
            self.push_unique(&format!("/issues/{index}/question"), &issue["question"]);
        }
        for (index, position) in self.positions() {
            let path = format!("/positions/{index}");
            // An answer to words under another question is shown there too.
            self.push_text_as(
                &format!("{path}/text"),
                &position["text"],
                !self.crosses_questions(position),
            );
            for key in ["note", "original_text", "translated_by", "role_then"] {
                self.push_if_text(&format!("{path}/{key}"), &position[key]);
            }
            if position["venue"] != "not_given" {
                self.push_without_initial(&format!("{path}/venue"), &position["venue"]);
            }
            self.collect_shown(&format!("{path}/caveats"), &position["caveats"]);
            self.collect_passages(&path, &position["sources"]);
        }
        for (index, silence) in items(&self.story["silences"]) {
            let same = |key: &str, other: &Value| other[key] == silence[key];
            let mut positions = self.positions();
            let speaks = positions
                .any(|(_, position)| same("stakeholder", position) && same("issue", position));
            if !speaks || silence.get("kind").is_some_and(|kind| kind != "not_reported") {
                self.collect_shown(&format!("/silences/{index}"), silence);
            }
        }
    }

    /// Whether a position is on several questions or answers, directly or through other answers,
    /// words that are under another one.
    fn crosses_questions(&self, position: &Value) -> bool {
        let mut next = Some(position);
        for _ in self.positions() {
            let Some(answer) = next else { return false };
            if answer["issue"] != position["issue"] || answer["also_on"].is_array() {
                return true;
            }
            let id = &answer["responds_to"];
            next = self
                .positions()
                .map(|(_, earlier)| earlier)
                .find(|earlier| id.is_string() && earlier["id"] == *id);
        }
        false
    }

    /// All positions. Those that are superseded are shown too, with the later one.
    fn positions(&self) -> impl Iterator<Item = (usize, &'s Value)> + use<'s> {
        items(&self.story["positions"])
    }

    fn collect_rest(&mut self) {
        for key in ["why_it_matters", "what_it_means_for_you"] {
            for (index, note) in items(&self.story["context"][key]) {
                let path = format!("/context/{key}/{index}");
                self.push_unique(&format!("{path}/text"), &note["text"]);
                self.push_if_text(&format!("{path}/audience"), &note["audience"]);
                self.collect_passages(&path, &note["sources"]);
            }
        }
        for (index, term) in items(&self.story["context"]["glossary"]) {
            self.push_if_text(&format!("/context/glossary/{index}/meaning"), &term["meaning"]);
        }
        for (index, comparison) in items(&self.story["comparisons"]) {
            for key in ["per", "counted"] {
                self.push_if_text(&format!("/comparisons/{index}/{key}"), &comparison[key]);
            }
            self.collect_passages(&format!("/comparisons/{index}"), &comparison["sources"]);
        }
        for (index, open) in items(&self.story["open_questions"]) {
            let path = format!("/open_questions/{index}");
            self.push_unique(&format!("{path}/text"), &open["text"]);
            self.collect_shown(&path, open);
        }
        for (index, correction) in items(&self.story["corrections"]) {
            let text = |key: &str| correction[key].as_str().expect("a correction is whole");
            let pattern = super::language::interface_text(self.lang, "changes.was_and_now");
            let sentence = |key: &str| format!("{}.", text(key));
            let was_and_now =
                pattern.replace("{was}", &sentence("was")).replace("{now}", &sentence("now"));
            self.push(&format!("/corrections/{index}"), &was_and_now, true);
            self.push(&format!("/corrections/{index}/reason"), text("reason"), true);
        }
        for (index, source) in items(&self.story["sources"]) {
            for key in ["title", "publisher", "licence"] {
                if source[key] != "unknown" {
                    self.push_if_text(&format!("/sources/{index}/{key}"), &source[key]);
                }
            }
        }
    }

    /// Collects the strings below a value that are shown as they are, at any depth, and the
    /// passages.
    fn collect_shown(&mut self, path: &str, value: &'s Value) {
        for (key, child) in children(value) {
            let path = format!("{path}/{key}");
            if key == "as_stated" {
                self.push_without_initial(&path, child);
            } else if SHOWN_KEYS.contains(&&*key) && child.is_string() {
                self.push_if_text(&path, child);
            } else if key == "passage" {
                self.push_passage(&path, child);
            } else {
                self.collect_shown(&path, child);
            }
        }
    }

    fn collect_passages(&mut self, path: &str, value: &'s Value) {
        for (key, child) in children(value) {
            let path = format!("{path}/{key}");
            if key == "passage" {
                self.push_passage(&path, child)
            } else {
                self.collect_passages(&path, child)
            }
        }
    }

    fn push_passage(&mut self, path: &str, passage: &'s Value) {
        for key in ["quote", "prefix", "suffix"] {
            self.push_if_text(&format!("{path}/{key}"), &passage[key]);
        }
    }

    fn push_party_name(&mut self, path: &str, id: &Value) {
        let party = items(&self.story["parties"]).find(|(_, party)| party["id"] == *id);
        if let Some((_, party)) = party {
            self.push_if_text(path, &party["name"]);
        }
    }

    /// Adds a text without its first character, which is a capital letter where the text begins a
    /// sentence.
    fn push_without_initial(&mut self, path: &str, value: &Value) {
        let rest = value.as_str().map(|text| text.chars().skip(1).collect::<String>());
        self.push(path, &rest.unwrap_or_default(), false);
    }

    fn push_if_text(&mut self, path: &str, value: &Value) {
        if let Some(text) = value.as_str() {
            self.push(path, text, false);
        }
    }

    /// Adds a text that is an element's own, in exactly one element.
    fn push_unique(&mut self, path: &str, value: &Value) {
        self.push_text_as(path, value, true);
    }

    fn push_text_as(&mut self, path: &str, value: &Value, is_unique: bool) {
        if let Some(text) = value.as_str() {
            self.push(path, text, is_unique);
        }
    }

    fn push(&mut self, path: &str, text: &str, is_unique: bool) {
        self.texts.push(ExpectedText {
            path: path.to_owned(),
            text: super::html::collapse_whitespace(text),
            is_unique,
        });
    }
}

fn items(value: &Value) -> impl Iterator<Item = (usize, &Value)> {
    value.as_array().into_iter().flatten().enumerate()
}

fn children(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        Value::Object(map) => map.iter().map(|(key, child)| (key.clone(), child)).collect(),
        _ => Vec::new(),
    }
}
