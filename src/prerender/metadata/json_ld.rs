//! The JSON-LD of a page, in the vocabulary of schema.org.
//!
//! It describes the document, and never judges what anybody says: there is no `ClaimReview` and no
//! rating. Somebody's words are in it only where they are exact.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Publication;
use crate::model::{Contract, Date, Fact, PartialDate, Party, PartyKind, PartyRef, Source, Story};
use crate::view::{
    BoxView, Card, CardBody, Language, LineKind, Person, SectionId, Word, is_safe_href, strip_marks,
};

const VOCABULARY: &str = "https://schema.org";
/// The name by which a `PropertyValue` is known to be an Open Contracting ID.
const OPEN_CONTRACTING_ID: &str = "ocid";

/// An object with its type, before its own fields.
#[derive(Serialize)]
struct Typed<T> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(flatten)]
    fields: T,
}

/// The document (schema.org/CreativeWork).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    version: u32,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<PartialDate>,
    publisher: Typed<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Typed<Subject<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Typed<Citation<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<Typed<Correction>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_part: Vec<Typed<Quotation<'a>>>,
}

#[derive(Serialize)]
struct Root<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(flatten)]
    document: Typed<Document<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
}

/// What the document is about, with its numbers in registers.
#[derive(Serialize)]
struct Subject<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    identifier: Vec<Typed<Identifier<'a>>>,
}

/// A number in a register (schema.org/PropertyValue).
#[derive(Serialize)]
struct Identifier<'a> {
    #[serde(rename = "propertyID")]
    property_id: &'a str,
    value: &'a str,
}

/// A source (schema.org/citation).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Citation<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Typed<Named<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_at: Option<&'a str>,
}

/// A correction (schema.org/CorrectionComment).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Correction {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<PartialDate>,
}

/// Somebody's exact words (schema.org/Quotation). The speaker is the `creator`, as in schema.org's own
/// example of a real person's words; its other example, with `spokenByCharacter`, is from a film.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Quotation<'a> {
    text: &'a str,
    creator: Typed<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_based_on: Option<&'a str>,
    /// Criticism never stands without what those whom it is of say to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    comment: Vec<Typed<Answer>>,
}

/// An answer to somebody's words, or that there is none (schema.org/Comment), with the answers to it.
#[derive(Serialize)]
struct Answer {
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    comment: Vec<Typed<Answer>>,
}

/// Renders the structured data of a story, as an element for the page that shows its whole box.
/// `None` if the story is withdrawn: nothing of it may then be spread any more.
///
/// Browsers do not run the element, so a strict Content-Security-Policy lets it stand.
///
/// ```
/// use contract_fact_box::prerender::{Publication, render_structured_data};
/// # use contract_fact_box::{model, view};
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).into_valid().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// let html = render_structured_data(&view, &Publication::of(&story, None)).expect("it stands");
/// assert!(html.starts_with(r#"<script type="application/ld+json">{"@context":"https://schema.org","#));
/// assert!(html.ends_with("}</script>\n"));
/// ```
pub fn render_structured_data(view: &BoxView, publication: &Publication<'_>) -> Option<String> {
    if view.withdrawn.is_some() {
        return None;
    }
    let story = publication.translated_story(view);
    let document = build_document(view, publication, &story);
    let root = Root { context: VOCABULARY, document: of_type("CreativeWork", document) };
    // Data like this is always JSON.
    // Programs are told the language of the whole; parts in another are not marked.
    let json = escape_in_script(&strip_marks(&serde_json::to_string(&root).ok()?));
    Some(format!("<script type=\"application/ld+json\">{json}</script>\n"))
}

fn of_type<T>(kind: &'static str, fields: T) -> Typed<T> {
    Typed { kind, fields }
}

fn build_document<'a>(
    view: &'a BoxView,
    publication: &Publication<'a>,
    story: &'a Story,
) -> Document<'a> {
    Document {
        name: &view.title,
        url: publication.page_url(&view.lang),
        version: view.version,
        in_language: &view.lang,
        date_published: publication.first_published.and_then(to_known_date),
        date_modified: to_known_date(&story.published_at),
        publisher: of_type("Organization", Named { name: &story.publisher }),
        about: story.contracts.first().map(|main| list_subjects(story, main)).unwrap_or_default(),
        citation: list_citations(view, story),
        correction: list_corrections(view, story),
        has_part: list_quotations(view, story),
    }
}

/// Lists the contract, if it has a number of its own, and the buyer, if it is known.
fn list_subjects<'a>(story: &'a Story, contract: &'a Contract) -> Vec<Typed<Subject<'a>>> {
    let mut subjects = Vec::new();
    if let Some(ocid) = &contract.ocid {
        let identifier = vec![identify(OPEN_CONTRACTING_ID, ocid)];
        subjects.push(of_type("Thing", Subject { name: None, identifier }));
    }
    if let Some(buyer) = contract.buyer.as_ref().and_then(|buyer| find_known_party(story, buyer)) {
        let identifier =
            buyer.identifiers.iter().map(|number| identify(&number.scheme, &number.id)).collect();
        let fields = Subject { name: Some(&buyer.name), identifier };
        subjects.push(of_type(type_of_party(buyer.kind), fields));
    }
    subjects
}

fn identify<'a>(property_id: &'a str, value: &'a str) -> Typed<Identifier<'a>> {
    of_type("PropertyValue", Identifier { property_id, value })
}

/// Returns the party that a fact names. `None` if it is disputed or not known who it is.
fn find_known_party<'a>(story: &'a Story, fact: &Fact<PartyRef>) -> Option<&'a Party> {
    let id = fact.known_value()?;
    story.parties.iter().find(|party| *party.id == **id)
}

/// The type of a party. A group without names is no organisation.
fn type_of_party(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Person => "Person",
        PartyKind::Organisation => "Organization",
        PartyKind::Group => "Thing",
    }
}

fn list_citations<'a>(view: &'a BoxView, story: &'a Story) -> Vec<Typed<Citation<'a>>> {
    let mut citations = Vec::new();
    let groups = view.section(SectionId::Sources).into_iter().flat_map(|section| &section.groups);
    for line in groups.flat_map(|group| &group.lines) {
        let Some(link) = line.kind.source() else { continue };
        let source = find_source(story, link.number);
        let publisher = source.map(|source| &*source.publisher).filter(|name| *name != "unknown");
        citations.push(of_type(
            "CreativeWork",
            Citation {
                name: &line.text,
                publisher: publisher.map(|name| of_type("Organization", Named { name })),
                date_published: source.and_then(|source| to_known_date(&source.published)),
                url: Some(&*link.href).filter(|url| is_safe_href(url)),
                archived_at: Some(&*link.archived).filter(|url| is_safe_href(url)),
            },
        ));
    }
    citations
}

/// Returns a source by its number in the box, from 1.
fn find_source(story: &Story, number: u32) -> Option<&Source> {
    story.sources.get(usize::try_from(number).ok()?.checked_sub(1)?)
}

fn list_corrections(view: &BoxView, story: &Story) -> Vec<Typed<Correction>> {
    let groups = view.section(SectionId::Sources).into_iter().flat_map(|section| &section.groups);
    let lines = groups.flat_map(|group| &group.lines);
    let shown = lines.filter(|line| line.kind == LineKind::Correction);
    // The box shows all of them, in their order.
    let corrections = shown.zip(&story.corrections).map(|(line, correction)| {
        let text = [&*line.text, &*line.detail].join(" ");
        let date_published = to_known_date(&correction.date);
        of_type("CorrectionComment", Correction { text, date_published })
    });
    corrections.collect()
}

/// Lists the exact words of people, each once: a statement may stand under several questions.
fn list_quotations<'a>(view: &'a BoxView, story: &'a Story) -> Vec<Typed<Quotation<'a>>> {
    let mut quotations = Vec::new();
    let mut listed = BTreeSet::new();
    let cards = view.issues.iter().flat_map(|issue| &issue.cards);
    for card in cards.flat_map(Card::with_nested) {
        let Some(words) = find_exact_words(card) else { continue };
        let Some(person) = find_quotable_speaker(view, card) else { continue };
        if listed.insert((&person.id, words)) {
            let lang = Some(&*card.lang).filter(|lang| !lang.is_empty());
            let mut numbers = card.evidence.iter().filter_map(|evidence| evidence.number);
            let source = numbers.next().and_then(|number| find_source(story, number));
            let url = source.and_then(|source| source.url.known_url());
            let creator = of_type(type_of_party(person.kind), Named { name: &person.name });
            quotations.push(of_type(
                "Quotation",
                Quotation {
                    text: words,
                    creator,
                    in_language: lang,
                    is_based_on: url.filter(|url| is_safe_href(url)),
                    comment: list_answers(view, card),
                },
            ));
        }
    }
    quotations
}

/// Returns the words of a card as they were said. `None` if they are a paraphrase, or if only a
/// translation of them is there.
fn find_exact_words(card: &Card) -> Option<&str> {
    if card.body != CardBody::Quote {
        return None;
    }
    let words = if card.translation.is_empty() { &card.text } else { &card.original };
    Some(&**words).filter(|words| !words.is_empty())
}

/// Returns who said the words of a card. Groups without names are never quoted.
fn find_quotable_speaker<'a>(view: &'a BoxView, card: &Card) -> Option<&'a Person> {
    view.person_of(card).filter(|person| person.kind != PartyKind::Group)
}

/// Lists the answers to the words of a card, and the notes on those who have not answered.
fn list_answers(view: &BoxView, card: &Card) -> Vec<Typed<Answer>> {
    let answers = card.answers.iter().map(|answer| {
        let text = describe_answer(view, answer);
        of_type("Comment", Answer { text, comment: list_answers(view, answer) })
    });
    answers.collect()
}

/// Describes an answer in the words of the plain forms: with whose it is, and marked if it is not in
/// their own words.
fn describe_answer(view: &BoxView, card: &Card) -> String {
    let language = Language::for_tag(&view.lang);
    let name = view.person_of(card).map_or(&card.name, |person| &person.name);
    let colon = if name.is_empty() { "" } else { view.words.get(Word::Colon) };
    let said = match &card.body {
        CardBody::Quote => language.quote(&card.text),
        CardBody::Said(flag) => [flag, " ", &*card.text].concat(),
        CardBody::Silence(silence) if !silence.word.is_empty() => {
            [&*language.to_sentence(&silence.word), " ", &card.text].concat()
        }
        CardBody::Silence(_) | CardBody::Pointer(_) => card.text.clone(),
    };
    let parts = [[name, colon].concat(), said, card.translation.clone()];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// Returns a date unless it is unknown. Like ours, the dates of schema.org (ISO 8601) may be partial.
fn to_known_date(date: &Date) -> Option<PartialDate> {
    Some(date.to_partial()).filter(|date| *date != PartialDate::Unknown)
}

/// Escapes JSON so that no text in it can end the element that it stands in, or begin a comment there:
/// the characters that HTML knows, and two that old JavaScript takes for line breaks. All of them stand
/// in strings only.
fn escape_in_script(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                escaped.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => escaped.push(character),
        }
    }
    escaped
}
