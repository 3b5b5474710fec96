//! What a share card says: the picture of a story that social networks and messengers show.
//!
//! People see the picture without the box, and long after it was made. So it has nothing but the
//! facts, in the words of the box, says when they were checked and where the newest ones are, and
//! never has a figure without what kind of figure it is. It has no stance and no quotation, as a
//! picture has no room for the answer.

use super::words::{fill, join_non_empty};
use super::{BoxView, Fact, Icon, Language, Notice, Word, ids, split_runs};
use crate::model::{Direction, Story};

/// The texts of a share card.
///
/// ```
/// use contract_fact_box::{model, view::{self, ShareCard}};
///
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/stories/met-police-palantir.json");
/// # let json = std::fs::read_to_string(path).expect("a file");
/// let story = model::read(&json).into_valid().expect("a story without errors");
/// let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// let card = ShareCard::new(&view, &story, Some("https://cdn.example.org/box/"));
/// assert_eq!(card.value.as_ref().map(|value| &*value.text), Some("£123\u{a0}million"));
/// assert_eq!(
///     card.newest,
///     "Newest version: cdn.example.org/box/stories/met-police-palantir.html"
/// );
/// ```
#[derive(Clone, Debug)]
pub struct ShareCard {
    /// The language of the texts, as a BCP 47 tag.
    pub lang: String,
    /// The direction in which the texts are written.
    pub dir: Direction,
    /// The newsroom.
    pub publisher: String,
    /// The words over the title.
    pub kicker: String,
    /// When the facts were checked; empty if the story is withdrawn.
    pub checked: String,
    /// The title.
    pub title: String,
    /// That there is a newer version; empty if this is the newest.
    pub newer: String,
    /// Why the story was withdrawn. There are then no facts.
    pub notice: Option<Notice>,
    /// The headline value.
    pub value: Option<ShareFact>,
    /// The status, of which the detail is a sentence.
    pub status: Option<ShareFact>,
    /// The buyer and the suppliers, of which the details are phrases.
    pub parties: Vec<ShareFact>,
    /// What stands in the place of the value if there is no room for all that belongs to it.
    pub value_elsewhere: String,
    /// The story's version.
    pub version: String,
    /// Where the newest version is; empty if the URL of the bundle is not known.
    pub newest: String,
    language: &'static Language,
}

/// Returns the path of a story's page in the bundle, as in `stories/ID.fr.html`: in a language or, if the
/// story is not in it, in its own.
pub fn page_path(story: &Story, lang: &str) -> String {
    let is_translated = story.translations.keys().any(|tag| **tag == *lang);
    let tag = if is_translated { format!(".{lang}") } else { String::new() };
    format!("stories/{}{tag}.html", story.id)
}

/// A fact on a share card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShareFact {
    /// What the fact is about, as in "Buyer".
    pub label: String,
    /// What is known, or why nothing is.
    pub text: String,
    /// What belongs to the text: of the value, what kind of figure it is.
    pub detail: String,
    /// Whether the text is the value itself, and not why there is none or what sources that disagree
    /// say.
    pub is_known: bool,
}

impl ShareCard {
    /// Collects what is said of a story. `newest` is its newest version, of which the view may be an
    /// older one, and `base` the URL of the bundle, ending in `/`, if it is known.
    pub fn new(view: &BoxView, newest: &Story, base: Option<&str>) -> Self {
        let language = Language::for_tag(&view.lang);
        let words = &language.share_card;
        let page =
            base.map(|base| without_scheme(base).to_owned() + &page_path(newest, &view.lang));
        let is_shown = view.withdrawn.is_none();
        let newer = view.newer.as_ref();
        let mut card = Self {
            lang: view.lang.clone(),
            dir: view.dir,
            publisher: newest.publisher.to_string(),
            kicker: view.kicker.clone(),
            checked: String::new(),
            title: view.title.clone(),
            newer: newer
                .map(|section| [&*section.title, &section.digest].join(language.marks.colon))
                .unwrap_or_default(),
            notice: view.withdrawn.clone(),
            value: None,
            status: None,
            parties: Vec::new(),
            value_elsewhere: point_to_box(language, view.value.as_ref()),
            version: format!("{} {}", view.words.get(Word::Version), view.version),
            newest: page.map(|url| fill(words.newest, [("url", &url)])).unwrap_or_default(),
            language,
        };
        if is_shown {
            card.checked = format!("{} {}", view.words.get(Word::AsOf), view.as_of);
            card.value = view.value.as_ref().map(ShareFact::new);
            card.status = Some(ShareFact::new(&view.status));
            card.parties.extend(view.facts.iter().find(is_buyer).map(ShareFact::new));
            card.parties.extend(merge_suppliers(language, view.facts.iter().filter(is_supplier)));
        }
        card.texts_mut().for_each(|text| *text = isolate_runs(text));
        card
    }

    /// Every text that is drawn.
    fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let facts = self.value.iter_mut().chain(&mut self.status).chain(&mut self.parties);
        let notice = self.notice.iter_mut();
        let texts = [
            &mut self.publisher,
            &mut self.kicker,
            &mut self.checked,
            &mut self.title,
            &mut self.newer,
            &mut self.value_elsewhere,
            &mut self.version,
            &mut self.newest,
        ];
        texts
            .into_iter()
            .chain(facts.flat_map(|fact| [&mut fact.label, &mut fact.text, &mut fact.detail]))
            .chain(
                notice.flat_map(|notice| [&mut notice.label, &mut notice.date, &mut notice.reason]),
            )
    }

    /// Describes the card in sentences, for those who do not see it.
    ///
    /// ```
    /// # use contract_fact_box::{model, view::{self, ShareCard}};
    /// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/stories/met-police-palantir.json");
    /// # let json = std::fs::read_to_string(path).expect("a file");
    /// # let story = model::read(&json).into_valid().expect("a story without errors");
    /// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
    /// let text = ShareCard::new(&view, &story, None).describe();
    /// assert!(text.contains(" Palantir system for the Metropolitan Police. Value: £123\u{a0}million. "));
    /// ```
    pub fn describe(&self) -> String {
        let language = self.language;
        let colon = language.marks.colon;
        let mut sentences =
            vec![join_non_empty([&self.publisher, &self.kicker], language.marks.comma)];
        sentences.extend([self.title.clone(), self.newer.clone()]);
        if let Some(notice) = &self.notice {
            let when = join_non_empty([&notice.label, &notice.date], " ");
            sentences.push([&*when, &notice.reason].join(colon));
        }
        for fact in self.value.iter().chain(&self.status) {
            sentences.push([&*fact.label, &fact.text].join(colon));
            sentences.push(fact.detail.clone());
        }
        for fact in &self.parties {
            let text = add_detail(language, fact);
            sentences.push([&*fact.label, &text].join(colon));
        }
        sentences.push(join_non_empty([&self.checked, &self.version], language.marks.semicolon));
        sentences.push(self.newest.clone());
        sentences.retain(|sentence| !sentence.is_empty());
        let sentences: Vec<_> =
            sentences.iter().map(|sentence| language.to_ended_sentence(sentence)).collect();
        sentences.join(" ")
    }
}

impl ShareFact {
    fn new(fact: &Fact) -> Self {
        // A value of which nothing is known has its label as its detail.
        let detail = if fact.detail == fact.label { "" } else { &*fact.detail };
        Self {
            label: fact.label.clone(),
            text: fact.text.clone(),
            detail: detail.to_owned(),
            is_known: !matches!(fact.icon, Some(Icon::Unknown | Icon::Disputed)),
        }
    }
}

/// Returns what stands in the place of a value. That sources disagree on it is still said.
fn point_to_box(language: &Language, value: Option<&Fact>) -> String {
    let elsewhere = language.share_card.value_elsewhere;
    if value.is_some_and(|value| value.icon == Some(Icon::Disputed)) {
        fill(language.facts.disputed, [("sides", elsewhere)])
    } else {
        elsewhere.to_owned()
    }
}

fn is_buyer(fact: &&Fact) -> bool {
    fact.id == ids::fact("buyer")
}

fn is_supplier(fact: &&Fact) -> bool {
    let first = ids::fact("supplier");
    fact.id == first || fact.id.starts_with(&format!("{first}_"))
}

/// Makes one fact of all suppliers, with what belongs to each.
fn merge_suppliers<'v>(
    language: &Language,
    mut suppliers: impl Iterator<Item = &'v Fact>,
) -> Option<ShareFact> {
    let mut merged = ShareFact::new(suppliers.next()?);
    for supplier in suppliers {
        let next = ShareFact::new(supplier);
        let both = [&merged, &next].map(|fact| add_detail(language, fact));
        merged.text = both.join(language.marks.semicolon);
        merged.detail.clear();
        merged.is_known &= next.is_known;
    }
    Some(merged)
}

/// Returns the text of a fact with the phrase that belongs to it.
fn add_detail(language: &Language, fact: &ShareFact) -> String {
    if fact.detail.is_empty() {
        fact.text.clone()
    } else {
        language.add_aside(&fact.text, &fact.detail)
    }
}

/// Puts each run of another language between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, in
/// place of its marks. A picture says nothing of the language of its parts, but "3 February 2026"
/// has to stay in order between words that are written from right to left.
fn isolate_runs(text: &str) -> String {
    let mut isolated = String::new();
    for run in split_runs(text) {
        if run.lang.is_empty() {
            isolated.push_str(&run.text);
        } else {
            isolated.extend(["\u{2068}", &run.text, "\u{2069}"]);
        }
    }
    isolated
}

/// Leaves out the `https://` of a URL, which readers need not type.
fn without_scheme(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}
