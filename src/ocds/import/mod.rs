//! From the official record of a contract to the draft of a story about it.
//!
//! A draft says what the record says and nothing more: every fact has the JSON pointer that it is
//! from, what the record leaves open is an open question, and nothing is guessed, added up or
//! reworded. What people think of the contract is in no record, and in no draft.
//!
//! [`draft()`] writes the short form of a story. What it looks at in a record, and what it leaves and
//! why, is in [`super::paths`].

mod change;
mod dates;
mod documents;
mod draft;
mod history;
mod node;
mod notice_type;
mod parties;
mod parts;
mod procurement;
mod selection;
mod sources;
mod status;
mod text;
mod values;
mod withheld;
mod worth;

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

pub use draft::{Entry, Left};
pub use node::written_day;
pub use notice_type::NoticeType;
pub use text::{LEFT_OUT, to_plain};

use super::paths::{self, Use};
use super::record::Record;
use crate::model::{PartialDate, is_language_tag};
use change::Changes;
use documents::NoticeDocument;
use draft::Draft;
use node::{Node, Taken};
use parts::Parts;
use selection::{Described, Selection, has_come_to_nothing};
use text::{MAX_TEXT, fit_text, to_slug};
use withheld::Withheld;
use worth::Terms;

/// The longest title of a story, in characters.
const MAX_TITLE: usize = 120;

/// The name of the newsroom until the editor writes it.
pub const NO_PUBLISHER: &str = "Your newsroom";

/// What an editor chooses.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// The day of the import: no date that has to be in the past may be later.
    pub today: PartialDate,
    /// The id of the story. If absent, it is made from the title.
    pub id: Option<&'a str>,
    /// The language of the story. If absent, that of the record.
    pub lang: Option<&'a str>,
    /// The name of the newsroom. If absent, a few words that the editor replaces.
    pub publisher: Option<&'a str>,
    /// The id of the only award to take. If absent, all are taken. Where several awards have the id, the
    /// id of the notice that announced the award stands behind it, as in `1@000002-2026`.
    pub award: Option<&'a str>,
}

/// The draft of a story, and where all of it came from.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The story, in the short form.
    pub story: Value,
    /// The id of the story.
    pub id: String,
    /// The values of the draft, each with its place in the record.
    pub entries: Vec<Entry>,
    /// What was looked at and not taken.
    pub left: Vec<Left>,
    /// What the record holds and a draft does not, by its path with `*` for each index.
    pub ignored: Vec<Ignored>,
    /// The awards in the record, if there are several.
    pub awards: Vec<Award>,
    /// How many awards there are of which the record says only that they were changed.
    pub deltas: usize,
    /// Whether it is clear which award was chosen.
    pub choice: AwardChoice,
}

/// An award of a record, as an editor may choose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// What to name it by in [`Options::award`]. Empty if it has no id: then it cannot be chosen.
    pub name: String,
    /// Its title and its first supplier, and that it was cancelled, if it was.
    pub title: String,
}

impl Award {
    /// Says what to name it by, and what it is.
    pub fn describe(&self) -> String {
        let name = if self.name.is_empty() { "(no id)" } else { &self.name };
        format!("{name}: {}", self.title)
    }
}

/// Whether it is clear which award an editor has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AwardChoice {
    /// It is, or all were taken because none was chosen.
    Clear,
    /// There is no such award.
    Missing,
    /// These have the id: notices may number their awards from 1 each. The draft has all of them.
    Ambiguous(Vec<Award>),
}

/// A path of the record whose values are not in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The path, with `*` for each index, as in `/parties/*/contactPoint/email`.
    pub path: String,
    /// How many values there are.
    pub count: usize,
    /// Why they are ignored. `None` if the path is not known.
    pub reason: Option<&'static str>,
}

/// Writes the draft of a story about the contract of a record.
pub fn draft(record: &Record, options: &Options<'_>) -> Imported {
    let taken = Taken::default();
    let release = Node::root(record.release(), &taken);
    let notices = documents::list_notices(&release);
    let described = Described::new(&release, record);
    let selection = Selection::new(&release, &described, options.award);
    let parts = Parts::new(&release, &selection);
    let withheld = Withheld::new(&release, &selection, &parts, options.today);
    let sources = sources::list_sources(record, &release, &notices, options.today);
    let ids = sources.iter().map(|source| source["id"].as_str().unwrap_or_default().to_owned());
    let mut draft = Draft::new(record, &release, ids.collect());
    for award in &selection.dropped {
        draft.leave(award, "the award was cancelled, or nobody won it");
    }
    for contract in &selection.unclear {
        draft.leave(contract, "several awards have the id that it names, and it may be of another");
    }

    let title = find_title(&release, &selection);
    let name = match &title {
        Some((title, _)) => title.clone(),
        None => name_untitled(release.text("ocid")),
    };
    let (own_notices, other_notices): (Vec<_>, Vec<_>) =
        notices.iter().partition(|notice| selection.has_notice(notice));
    for notice in other_notices {
        draft.leave(&notice.node, "it is a notice of another award");
    }
    add_head(&mut draft, &release, &own_notices, &name);
    if let Some((_, place)) = &title {
        draft.note("/contracts/0/title", place);
    }
    parties::add_buyer(&mut draft, &release);
    parties::add_suppliers(&mut draft, &selection.suppliers());
    status::add_status(&mut draft, &release, &selection, &notices, options.today);
    let terms = find_terms(record, &release, &notices);
    worth::add_worth(&mut draft, &release, &selection, &parts, &terms, &withheld);
    procurement::add_procurement(&mut draft, &release, &selection, &withheld);
    dates::add_dates(&mut draft, &release, &selection, &parts, options.today);
    add_purpose(&mut draft, &release, &selection);
    history::add_notices(&mut draft, &own_notices, options.today);
    history::add_cancellations(&mut draft, &release, options.today);
    history::add_failures(&mut draft, &selection, options.today);
    history::add_amendments(&mut draft, &selection, &notices, &terms.changes, options.today);
    history::add_related(&mut draft, &release, &selection);
    ask_for_gaps(&mut draft, &selection, &withheld);
    withheld.leave_rest(&mut draft);

    let refused = taken.refused_dates().into_iter();
    draft.left.extend(refused.map(|(record, reason)| Left { record, reason: reason.to_owned() }));

    let ocid = release.text("ocid").unwrap_or("notice");
    let id = options.id.map_or_else(|| to_slug(&name, &to_slug(ocid, "notice")), str::to_owned);
    if let Some((_, place)) = &title {
        draft.note("/title", place);
    }
    let head = json!({
        "id": id,
        "version": 1,
        "lang": options.lang.map_or_else(|| find_language(&release), str::to_owned),
        "title": fit_text(&name, MAX_TITLE),
        "as_of": options.today.to_string(),
        "published_at": "unknown",
        "publisher": options.publisher.unwrap_or(NO_PUBLISHER),
    });
    let mut story = match head {
        Value::Object(head) => head,
        _ => Map::new(),
    };
    story.insert("sources".into(), sources.into());
    story.insert("parties".into(), draft.parties.list.into());
    story.insert("contracts".into(), json!([draft.contract]));
    story.insert("open_questions".into(), draft.questions.into());
    let awards = list_awards(&release, &described);
    let choice = match options.award {
        Some(_) if selection.awards.is_empty() => AwardChoice::Missing,
        Some(_) if selection.awards.len() > 1 => {
            let is_chosen = |pointer| selection.awards.iter().any(|it| it.pointer() == pointer);
            let chosen = awards.iter().filter(|(pointer, _)| is_chosen(pointer));
            AwardChoice::Ambiguous(chosen.map(|(_, award)| award.clone()).collect())
        }
        _ => AwardChoice::Clear,
    };
    let is_told = awards.len() > 1 || options.award.is_some();
    Imported {
        story: Value::Object(story),
        id,
        ignored: list_ignored(record, &taken, &draft.left),
        entries: draft.entries,
        left: draft.left,
        deltas: selection.deltas,
        awards: awards.into_iter().filter(|_| is_told).map(|(_, award)| award).collect(),
        choice,
    }
}

/// Adds the numbers and the title of the contract, and the notice that its facts are from.
fn add_head(
    draft: &mut Draft<'_>,
    release: &Node<'_>,
    notices: &[&NoticeDocument<'_>],
    title: &str,
) {
    if let Some(ocid) = release.text("ocid") {
        draft.contract.insert("ocid".into(), to_plain(ocid).into());
    }
    let mut ids: Vec<String> = Vec::new();
    for id in notices.iter().filter_map(|notice| notice.id()).map(to_plain) {
        // Ids such as "1" are those of documents in a list, not of notices.
        if id.len() > 4 && !ids.contains(&id) {
            ids.push(id);
        }
    }
    if !ids.is_empty() {
        draft.contract.insert("notice_ids".into(), json!(ids));
    }
    draft.contract.insert("title".into(), title.into());
    if let Some(source) = draft.main_source() {
        let sources = json!([source]);
        draft.contract.insert("sources".into(), sources);
    }
}

/// The title of a contract to which the record gives none.
fn name_untitled(ocid: Option<&str>) -> String {
    ocid.map_or_else(|| "Contract".to_owned(), |ocid| format!("Contract {ocid}"))
}

/// Finds the title: of the procurement or, where it has none, of the contract, the award or the
/// release.
fn find_title<'a>(release: &Node<'a>, selection: &Selection<'a>) -> Option<(String, Node<'a>)> {
    let tender = release.find(&["tender", "title"]).into_iter();
    let contracts = selection.contracts.iter().filter_map(|contract| contract.get("title"));
    let awards = selection.awards.iter().filter_map(|award| award.get("title"));
    tender.chain(contracts).chain(awards).chain(release.get("title")).find_map(|place| {
        let title = fit_text(place.as_text()?, MAX_TEXT);
        (!title.is_empty()).then_some((title, place))
    })
}

/// Adds what the contract is for, in the words of the record.
fn add_purpose(draft: &mut Draft<'_>, release: &Node<'_>, selection: &Selection<'_>) {
    let tender = release.find(&["tender", "description"]).into_iter();
    let contracts = selection.contracts.iter().filter_map(|contract| contract.get("description"));
    let awards = selection.awards.iter().filter_map(|award| award.get("description"));
    let purpose =
        tender.chain(contracts).chain(awards).chain(release.get("description")).find_map(|place| {
            let text = fit_text(place.as_text()?, MAX_TEXT);
            (!text.is_empty()).then_some((text, place))
        });
    if let Some((text, place)) = purpose {
        draft.set(&["purpose"], text, &place);
    }
}

/// Adds a question for each thing that readers would ask first and the record does not answer.
fn ask_for_gaps(draft: &mut Draft<'_>, selection: &Selection<'_>, withheld: &Withheld<'_, '_>) {
    if !draft.has(&["purpose"]) {
        draft.ask("What is the contract for?");
    }
    let has_award = !selection.awards.is_empty() || !selection.contracts.is_empty();
    if has_award {
        withheld.add_suppliers(draft);
        draft.ask_unless(draft.has(&["suppliers"]), "Who is the supplier?");
    }
    if !draft.has(&["dates", "start"]) && !draft.has(&["dates", "end"]) {
        draft.ask("When does the contract begin and end?");
    }
}

/// Finds what holds for all figures of a record.
fn find_terms<'a>(
    record: &'a Record,
    release: &Node<'a>,
    notices: &[NoticeDocument<'_>],
) -> Terms<'a> {
    let tender = release.get("tender");
    let law = tender.as_ref().and_then(|tender| tender.get("legalBasis"));
    let is_new_regime = law.is_some_and(|law| {
        law.text("scheme") == Some("UKPGA") && law.text("id") == Some("2023/54")
    }) || notices.iter().any(|notice| notice.notice_type.is_some());
    let has_agreement = |owner: &Node<'_>| {
        let techniques = owner.get("techniques");
        techniques.and_then(|node| node.truth("hasFrameworkAgreement")) == Some(true)
    };
    // In eForms, each lot says it.
    let lots = tender.as_ref().map(|tender| tender.items("lots")).unwrap_or_default();
    let is_framework = tender.as_ref().is_some_and(has_agreement)
        || !lots.is_empty() && lots.iter().all(has_agreement);
    let changes = Changes::new(record, notices);
    Terms { is_net: is_new_regime, is_framework, changes }
}

/// The language of the record. Where it names none, `und`, which stands for "undetermined".
fn find_language(release: &Node<'_>) -> String {
    let language = release.text("language").unwrap_or_default().replace('_', "-");
    if is_language_tag(&language) { language } else { "und".to_owned() }
}

/// Lists the awards of a record, each with the JSON pointer to it.
fn list_awards(release: &Node<'_>, described: &Described<'_, '_>) -> Vec<(String, Award)> {
    let awards = described.list_names().into_iter();
    awards
        .map(|(name, node)| {
            (node.pointer().to_owned(), Award { name, title: describe_award(release, node) })
        })
        .collect()
}

/// Describes an award by its title, its first supplier and, if it came to nothing, its status.
fn describe_award(release: &Node<'_>, award: &Node<'_>) -> String {
    let supplier = award.items("suppliers").into_iter().next();
    let name = supplier.as_ref().and_then(|supplier| supplier.text("name"));
    let title = award.text("title").or_else(|| release.get("tender")?.text("title"));
    let text = [title, name].into_iter().flatten().map(to_plain).collect::<Vec<_>>().join(": ");
    match award.text("status").filter(|_| has_come_to_nothing(award)) {
        Some(status) => format!("{text} ({status})"),
        None => text,
    }
}

/// Lists what is in the record and was not taken, by path.
fn list_ignored(record: &Record, taken: &Taken, left: &[Left]) -> Vec<Ignored> {
    let left: HashSet<_> = left.iter().map(|left| left.record.as_str()).collect();
    let is_left = |leaf: &str| {
        let ends = leaf.match_indices('/').map(|(end, _)| end).chain([leaf.len()]);
        ends.filter_map(|end| leaf.get(..end)).any(|outer| left.contains(outer))
    };
    let mut uses: HashMap<String, Option<Use>> = HashMap::new();
    let mut ignored: IndexMap<String, Ignored> = IndexMap::new();
    for leaf in paths::leaves(record.release()) {
        if is_left(&leaf) {
            continue;
        }
        let path = paths::to_pattern(&leaf);
        let found = *uses.entry(path.clone()).or_insert_with_key(|path| paths::find(path));
        let reason = match found {
            Some(Use::Mapped(_)) if taken.contains(&leaf) => continue,
            Some(Use::Mapped(_)) => Some("another value of the record was taken"),
            Some(Use::Ignored(reason)) => Some(reason),
            None => None,
        };
        let known = ignored.entry(path.clone()).or_insert(Ignored { path, count: 0, reason });
        known.count += 1;
    }
    ignored.into_values().collect()
}
