//! The notices that a release lists among its documents, with their types and the pages to read
//! them on.

use super::node::Node;
use super::notice_type::NoticeType;
use crate::model::{PartialDate, is_http_url};

/// Where in a release a document is listed, in the terms of OCDS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(super) enum Section {
    Planning,
    Tender,
    Award,
    Contract,
}

/// A notice among the documents of a release.
#[derive(Clone, Debug)]
pub(super) struct NoticeDocument<'a> {
    pub(super) node: Node<'a>,
    pub(super) section: Section,
    /// The id of the award or contract that lists it.
    pub(super) owner: Option<&'a str>,
    /// The type of the notice. `None` before 2025 and outside the United Kingdom.
    pub(super) notice_type: Option<NoticeType>,
    pub(super) published: Option<PartialDate>,
    /// When it was published, as it is written.
    pub(super) published_at: &'a str,
}

impl<'a> NoticeDocument<'a> {
    pub(super) fn id(&self) -> Option<&'a str> {
        self.node.text("id")
    }

    /// Whether an award or contract lists it.
    pub(super) fn is_of(&self, owner: &Node<'_>) -> bool {
        let rest = self.node.pointer().strip_prefix(owner.pointer());
        rest.is_some_and(|rest| rest.starts_with('/'))
    }

    pub(super) fn description(&self) -> Option<&'a str> {
        self.node.text("description").or_else(|| self.node.text("title"))
    }

    pub(super) fn url(&self) -> Option<&'a str> {
        self.node.text("url").filter(|url| is_http_url(url))
    }
}

/// Lists the notices among the documents of a release, in the order in which they were published.
pub(super) fn list_notices<'a>(release: &Node<'a>) -> Vec<NoticeDocument<'a>> {
    let mut notices = Vec::new();
    let single = |key, section| release.get(key).map(|owner| (owner, section));
    let many = |key, section| release.items(key).into_iter().map(move |owner| (owner, section));
    let owners = single("planning", Section::Planning)
        .into_iter()
        .chain(single("tender", Section::Tender))
        .chain(many("awards", Section::Award))
        .chain(many("contracts", Section::Contract));
    for (owner, section) in owners {
        for node in owner.items("documents") {
            let notice_type = node.text("noticeType").and_then(NoticeType::from_code);
            // Other documents, such as a specification, have other types, none of which ends so.
            let is_notice = node.text("documentType").is_some_and(|kind| kind.ends_with("Notice"));
            if notice_type.is_none() && !is_notice {
                continue;
            }
            notices.push(NoticeDocument {
                section,
                owner: owner.text("id"),
                notice_type,
                published: node.day("datePublished"),
                published_at: node.text("datePublished").unwrap_or_default(),
                node,
            });
        }
    }
    notices.sort_by(|one, other| {
        (one.published, one.published_at).cmp(&(other.published, other.published_at))
    });
    notices
}
