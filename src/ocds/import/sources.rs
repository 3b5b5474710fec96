//! The notices of a record as sources of the story.

use serde_json::{Map, Value};

use super::super::record::{Notice, Record};
use super::documents::NoticeDocument;
use super::node::{Node, written_day};
use super::text::{MAX_TEXT, fit_text, to_slug};
use crate::model::{PartialDate, is_http_url};

/// Licences by their URLs, in the words that the licence asks for.
///
/// Source: the Open Government Licence, "you must acknowledge the source".
const LICENCES: [(&str, &str); 3] = [
    (
        "nationalarchives.gov.uk/doc/open-government-licence/version/3",
        "Contains public sector information licensed under the Open Government Licence v3.0",
    ),
    (
        "nationalarchives.gov.uk/doc/open-government-licence/version/2",
        "Contains public sector information licensed under the Open Government Licence v2.0",
    ),
    ("creativecommons.org/publicdomain/zero/1.0", "CC0 1.0"),
];

/// The longest description of a document that serves as its name: some have that of the contract.
const MAX_NAME: usize = 100;

/// Lists the notices as sources, the oldest first.
pub(super) fn list_sources(
    record: &Record,
    release: &Node<'_>,
    documents: &[NoticeDocument<'_>],
    today: PartialDate,
) -> Vec<Value> {
    let is_only = record.notices().len() < 2;
    let mut sources: Vec<Value> = Vec::new();
    for (index, notice) in record.notices().iter().enumerate() {
        let document = find_document(notice, documents, is_only);
        let mut id = match notice.id.as_deref().filter(|id| !is_only && id.len() <= 40) {
            Some(id) => format!("notice-{}", to_slug(id, "of-the-record")),
            None if is_only => "notice".to_owned(),
            None => format!("notice-{}", index + 1),
        };
        if sources.iter().any(|source| source["id"] == id) {
            id = format!("{id}-{}", index + 1);
        }
        let page = document.and_then(NoticeDocument::url);
        let link = release.items("links").into_iter().find_map(|link| link.text("href"));
        let url = page.or(notice.url.as_deref()).or(link.filter(|_| is_only));
        let published = notice.date.as_deref().and_then(written_day);
        let published = published.filter(|day| !today.is_surely_before(*day)).unwrap_or_default();
        let mut source = Map::new();
        source.insert("id".into(), id.into());
        source.insert("kind".into(), "notice".into());
        source.insert("title".into(), name_notice(notice, document, release).into());
        source.insert(
            "publisher".into(),
            notice
                .publisher
                .as_deref()
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .unwrap_or("unknown")
                .into(),
        );
        source.insert("url".into(), url.filter(|url| is_http_url(url)).unwrap_or("unknown").into());
        source.insert("published".into(), published.to_string().into());
        source.insert("accessed".into(), today.to_string().into());
        if let Some(licence) = &notice.licence {
            source.insert("licence".into(), name_licence(licence).into());
        }
        sources.push(Value::Object(source));
    }
    sources
}

/// Finds the page of a notice among the documents: the one with its id or its date or, of a record
/// with one notice, the newest.
fn find_document<'n, 'a>(
    notice: &Notice,
    documents: &'n [NoticeDocument<'a>],
    is_only: bool,
) -> Option<&'n NoticeDocument<'a>> {
    let by_id = documents
        .iter()
        .rev()
        .find(|known| known.id().is_some() && known.id() == notice.id.as_deref());
    let by_date = || {
        let date = notice.date.as_deref()?;
        documents.iter().rev().find(|known| known.published_at == date)
    };
    by_id.or_else(by_date).or_else(|| documents.last().filter(|_| is_only))
}

/// Names a notice: by its description and id, as far as it has them, otherwise by the contracting
/// process.
fn name_notice(
    notice: &Notice,
    document: Option<&NoticeDocument<'_>>,
    release: &Node<'_>,
) -> String {
    let is_short = |text: &&str| text.chars().count() <= MAX_NAME;
    let kind = document.and_then(NoticeDocument::description).filter(is_short);
    // A publication number, rather than an id that no reader knows.
    let number = document.and_then(NoticeDocument::id).filter(|id| id.len() > 4);
    let id = number.or(notice.id.as_deref()).or_else(|| release.text("ocid"));
    let name = match (kind, id) {
        (Some(kind), Some(id)) => format!("{kind}: {id}"),
        (Some(kind), None) => kind.to_owned(),
        (None, Some(id)) => format!("Notice {id}"),
        (None, None) => "Notice".to_owned(),
    };
    fit_text(&name, MAX_TEXT)
}

fn name_licence(url: &str) -> String {
    let known = LICENCES.iter().find(|(known, _)| url.contains(known));
    known.map_or_else(|| fit_text(url, MAX_TEXT), |(_, name)| (*name).to_owned())
}
