//! What a reader of a story must find, whatever the form: read from the JSON, past the code that shows it.

use serde_json::Value;

/// A string that a reader must find.
#[derive(Debug)]
pub(crate) struct Told {
    /// Where it stands in the document.
    pub(crate) path: String,
    /// The string, as it is shown.
    pub(crate) text: String,
    /// Whether it stands alone, in one place only.
    pub(crate) once: bool,
}

/// The parts of a contract that are facts.
const FACTS: [&str; 10] = [
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
/// Keys below an entry whose strings are shown as they are.
const SHOWN: [&str; 7] = ["text", "detail", "note", "audience", "asked_of", "asked_by", "about"];

/// Everything that a reader of a story must find, where the interface is in this language.
pub(crate) fn told(story: &Value, lang: &str) -> Vec<Told> {
    let mut all = Reader { story, lang, told: Vec::new() };
    all.add("/title", &story["title"]);
    if story["withdrawn"].is_object() {
        all.add("/withdrawn/reason", &story["withdrawn"]["reason"]);
        return all.told;
    }
    all.contract();
    all.people();
    all.rest();
    all.told
}

struct Reader<'s> {
    story: &'s Value,
    lang: &'s str,
    told: Vec<Told>,
}

impl<'s> Reader<'s> {
    fn contract(&mut self) {
        let contract = &self.story["contracts"][0];
        for key in FACTS {
            self.facts(&format!("/contracts/0/{key}"), &contract[key]);
        }
        for part in ["procurement", "dates"] {
            for (key, fact) in contract[part].as_object().into_iter().flatten() {
                self.facts(&format!("/contracts/0/{part}/{key}"), fact);
            }
        }
        self.party("/contracts/0/status/decided_by", &contract["status"]["decided_by"]);
        self.shown("/contracts/0/status", &contract["status"]);
        self.shown("/contracts/0/events", &contract["events"]);
        for (at, related) in items(&contract["related"]) {
            let path = format!("/contracts/0/related/{at}");
            let other = items(&self.story["contracts"])
                .find(|(_, other)| other["id"] == related["contract"]);
            if let Some((at, other)) = other {
                self.add(&format!("/contracts/{at}/title"), &other["title"]);
                self.passages(
                    &format!("/contracts/{at}/status/sources"),
                    &other["status"]["sources"],
                );
                self.passages(&format!("/contracts/{at}/values"), &other["values"]);
            } else if related["external"].is_object() {
                self.add(&format!("{path}/external/title"), &related["external"]["title"]);
            } else {
                self.add(&format!("{path}/ocid"), &related["ocid"]);
            }
        }
    }

    /// A fact or several: the value, where it is words or a party, and all that stands beside it.
    fn facts(&mut self, path: &str, facts: &'s Value) {
        if facts.is_array() {
            for (at, fact) in items(facts) {
                self.facts(&format!("{path}/{at}"), fact);
            }
            return;
        }
        self.value(&format!("{path}/value"), &facts["value"]);
        for (at, side) in items(&facts["alternatives"]) {
            self.value(&format!("{path}/alternatives/{at}/value"), &side["value"]);
        }
        if facts["state"] != "not_applicable" {
            self.shown(path, facts);
        }
    }

    fn value(&mut self, path: &str, value: &'s Value) {
        let is_party = items(&self.story["parties"]).any(|(_, party)| party["id"] == *value);
        let is_code = path.ends_with("/method/value") || path.contains("/dates/");
        if is_party {
            self.party(path, value);
        } else if value.is_number() {
            self.push(path, &value.to_string(), false);
        } else if value.is_string() && !is_code {
            self.add(path, value);
        }
    }

    fn people(&mut self) {
        for (at, stakeholder) in items(&self.story["stakeholders"]) {
            let path = format!("/stakeholders/{at}");
            self.add(&format!("{path}/role_as_described"), &stakeholder["role_as_described"]);
            let party = items(&self.story["parties"])
                .find(|(_, party)| party["id"] == stakeholder["party"]);
            let party = party.map_or(&Value::Null, |(_, party)| party);
            let short = if party["short_name"].is_string() { "short_name" } else { "name" };
            self.add(&format!("{path}/party/{short}"), &party[short]);
        }
        for (at, issue) in items(&self.story["issues"]) {
            self.once(&format!("/issues/{at}/question"), &issue["question"]);
        }
        for (at, position) in self.positions() {
            let path = format!("/positions/{at}");
            // Words that answer others under another question stand there as well as under their own.
            self.push_text(
                &format!("{path}/text"),
                &position["text"],
                !self.crosses_questions(position),
            );
            for key in ["note", "original_text", "translated_by", "role_then"] {
                self.add(&format!("{path}/{key}"), &position[key]);
            }
            if position["venue"] != "not_given" {
                self.sentence(&format!("{path}/venue"), &position["venue"]);
            }
            self.shown(&format!("{path}/caveats"), &position["caveats"]);
            self.passages(&path, &position["sources"]);
        }
        for (at, silence) in items(&self.story["silences"]) {
            let same = |key: &str, other: &Value| other[key] == silence[key];
            let mut positions = self.positions();
            let speaks = positions
                .any(|(_, position)| same("stakeholder", position) && same("issue", position));
            if !speaks || silence.get("kind").is_some_and(|kind| kind != "not_reported") {
                self.shown(&format!("/silences/{at}"), silence);
            }
        }
    }

    /// Whether a position answers, directly or through others, words under another question.
    fn crosses_questions(&self, position: &Value) -> bool {
        let mut next = Some(position);
        for _ in self.positions() {
            let Some(at) = next else { return false };
            if at["issue"] != position["issue"] {
                return true;
            }
            let answers =
                |it: &&Value| at["responds_to"].is_string() && it["id"] == at["responds_to"];
            next = self.positions().map(|(_, it)| it).find(answers);
        }
        false
    }

    /// All positions: one that a later one has replaced stands with that one.
    fn positions(&self) -> impl Iterator<Item = (usize, &'s Value)> + use<'s> {
        items(&self.story["positions"])
    }

    fn rest(&mut self) {
        for key in ["why_it_matters", "what_it_means_for_you"] {
            for (at, note) in items(&self.story["context"][key]) {
                let path = format!("/context/{key}/{at}");
                self.once(&format!("{path}/text"), &note["text"]);
                self.add(&format!("{path}/audience"), &note["audience"]);
                self.passages(&path, &note["sources"]);
            }
        }
        for (at, term) in items(&self.story["context"]["glossary"]) {
            self.add(&format!("/context/glossary/{at}/meaning"), &term["meaning"]);
        }
        for (at, comparison) in items(&self.story["comparisons"]) {
            for key in ["per", "counted"] {
                self.add(&format!("/comparisons/{at}/{key}"), &comparison[key]);
            }
            self.passages(&format!("/comparisons/{at}"), &comparison["sources"]);
        }
        for (at, open) in items(&self.story["open_questions"]) {
            let path = format!("/open_questions/{at}");
            self.once(&format!("{path}/text"), &open["text"]);
            self.shown(&path, open);
        }
        for (at, correction) in items(&self.story["corrections"]) {
            let text = |key: &str| correction[key].as_str().expect("a correction is whole");
            let told = super::language::text(self.lang, "changes.was_and_now");
            let sentence = |key: &str| format!("{}.", text(key));
            let was_and_now =
                told.replace("{was}", &sentence("was")).replace("{now}", &sentence("now"));
            self.push(&format!("/corrections/{at}"), &was_and_now, true);
            self.push(&format!("/corrections/{at}/reason"), text("reason"), true);
        }
        for (at, source) in items(&self.story["sources"]) {
            for key in ["title", "publisher", "licence"] {
                if source[key] != "unknown" {
                    self.add(&format!("/sources/{at}/{key}"), &source[key]);
                }
            }
        }
    }

    /// The strings below a value that are shown as they are, wherever they stand, and the passages.
    fn shown(&mut self, path: &str, value: &'s Value) {
        for (key, child) in children(value) {
            let path = format!("{path}/{key}");
            if key == "as_stated" {
                self.sentence(&path, child);
            } else if SHOWN.contains(&&*key) && child.is_string() {
                self.add(&path, child);
            } else if key == "passage" {
                self.passage(&path, child);
            } else {
                self.shown(&path, child);
            }
        }
    }

    fn passages(&mut self, path: &str, value: &'s Value) {
        for (key, child) in children(value) {
            let path = format!("{path}/{key}");
            if key == "passage" { self.passage(&path, child) } else { self.passages(&path, child) }
        }
    }

    fn passage(&mut self, path: &str, passage: &'s Value) {
        for key in ["quote", "prefix", "suffix"] {
            self.add(&format!("{path}/{key}"), &passage[key]);
        }
    }

    fn party(&mut self, path: &str, id: &Value) {
        let party = items(&self.story["parties"]).find(|(_, party)| party["id"] == *id);
        if let Some((_, party)) = party {
            self.add(path, &party["name"]);
        }
    }

    /// What may begin a sentence, and then has a capital letter.
    fn sentence(&mut self, path: &str, value: &Value) {
        let rest = value.as_str().map(|text| text.chars().skip(1).collect::<String>());
        self.push(path, &rest.unwrap_or_default(), false);
    }

    fn add(&mut self, path: &str, value: &Value) {
        if let Some(text) = value.as_str() {
            self.push(path, text, false);
        }
    }

    /// What stands alone, in one place only.
    fn once(&mut self, path: &str, value: &Value) {
        self.push_text(path, value, true);
    }

    fn push_text(&mut self, path: &str, value: &Value, once: bool) {
        if let Some(text) = value.as_str() {
            self.push(path, text, once);
        }
    }

    fn push(&mut self, path: &str, text: &str, once: bool) {
        self.told.push(Told { path: path.to_owned(), text: super::html::one_space(text), once });
    }
}

fn items(value: &Value) -> impl Iterator<Item = (usize, &Value)> {
    value.as_array().into_iter().flatten().enumerate()
}

fn children(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect()
        }
        Value::Object(map) => map.iter().map(|(key, child)| (key.clone(), child)).collect(),
        _ => Vec::new(),
    }
}
