//! Crops the static HTML of a box to the part that an example of the gallery is about.
//!
//! What is around that part is not hidden but left out, so that a page with some fifty boxes stays
//! small, and so that nothing has to run to show no more than the part.

use std::collections::HashSet;

use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{CaseSensitivity, Html, Node};

/// The attributes by which an element refers to the ids of others that name or describe it.
const REFERENCES: [&str; 2] = ["aria-labelledby", "aria-describedby"];

/// A part of a box, and how far it is opened.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Crop<'a> {
    /// The id of an element, as links to it name it; empty if the class is enough.
    pub(super) at: &'a str,
    /// The name of the element that is shown, or its class with a dot before it: the one around the
    /// element with the id, or without an id the first in the box. Empty if the element with the id
    /// is shown itself.
    pub(super) part: &'a str,
    /// Whether what can be opened in the part is open.
    pub(super) is_open: bool,
}

impl Crop<'_> {
    /// Whether the box is shown whole.
    pub(super) fn is_whole(&self) -> bool {
        self.at.is_empty() && self.part.is_empty()
    }

    /// Leaves out of a box what is neither the part, nor in it, nor around it; `None` if the box has
    /// no such part.
    pub(super) fn apply(&self, fact_box: &str) -> Option<String> {
        if self.is_whole() {
            return Some(fact_box.to_owned());
        }
        let mut html = Html::parse_fragment(fact_box);
        let target = self.find_target(&html)?;
        let mut kept = family_of(html.tree.get(target)?);
        let mut hidden = keep_summaries(html.tree.get(target)?, &mut kept);
        hidden.extend(keep_labels(&html, &mut kept));
        let dropped: Vec<_> =
            html.tree.nodes().map(|node| node.id()).filter(|id| !kept.contains(id)).collect();
        for id in dropped {
            html.tree.get_mut(id)?.detach();
        }
        self.open(&mut html, target);
        for id in hidden {
            add_attribute(&mut html, id, "hidden");
        }
        Some(html.root_element().inner_html())
    }

    /// Finds the element that is shown.
    fn find_target(&self, html: &Html) -> Option<NodeId> {
        let is_part = |node: &NodeRef<'_, Node>| {
            node.value().as_element().is_some_and(|element| match self.part.strip_prefix('.') {
                Some(class) => element.has_class(class, CaseSensitivity::CaseSensitive),
                None => element.name() == self.part,
            })
        };
        if self.at.is_empty() {
            return html.tree.nodes().find(is_part).map(|node| node.id());
        }
        let place = find_by_id(html, self.at)?;
        if self.part.is_empty() {
            return Some(place.id());
        }
        std::iter::once(place).chain(place.ancestors()).find(is_part).map(|node| node.id())
    }

    /// Opens the rows that the part is in, and those in it if they are to be open.
    fn open(&self, html: &mut Html, target: NodeId) {
        let Some(target) = html.tree.get(target) else { return };
        let inside = target.descendants().filter(|_| self.is_open);
        let rows: Vec<_> = target
            .ancestors()
            .chain(std::iter::once(target))
            .chain(inside)
            .filter(|node| node.value().as_element().is_some_and(|it| it.name() == "details"))
            .map(|node| node.id())
            .collect();
        for id in rows {
            add_attribute(html, id, "open");
        }
    }
}

/// Collects an element, what is in it, and what it is in.
fn family_of(node: NodeRef<'_, Node>) -> HashSet<NodeId> {
    node.ancestors().chain(node.descendants()).map(|node| node.id()).collect()
}

/// Keeps the summaries of the rows that an element is in: without one, a browser writes its own.
/// Returns them, since they must be hidden.
fn keep_summaries(target: NodeRef<'_, Node>, kept: &mut HashSet<NodeId>) -> Vec<NodeId> {
    let is_summary = |node: &NodeRef<'_, Node>| {
        node.value().as_element().is_some_and(|element| element.name() == "summary")
    };
    let around = target.ancestors().flat_map(|row| row.children());
    let summaries: Vec<_> =
        around.filter(|node| is_summary(node) && !kept.contains(&node.id())).collect();
    for summary in &summaries {
        kept.extend(family_of(*summary));
    }
    summaries.iter().map(|summary| summary.id()).collect()
}

/// Keeps what names or describes kept elements, too. Returns what must be hidden because nothing
/// else keeps it.
fn keep_labels(html: &Html, kept: &mut HashSet<NodeId>) -> Vec<NodeId> {
    let mut hidden = Vec::new();
    let elements = html.tree.nodes().filter(|node| kept.contains(&node.id()));
    let mut ids = HashSet::new();
    for element in elements.filter_map(|node| node.value().as_element()) {
        for ids_of_labels in REFERENCES.iter().filter_map(|name| element.attr(name)) {
            ids.extend(ids_of_labels.split_ascii_whitespace());
        }
    }
    for id in ids {
        let Some(label) = find_by_id(html, id).filter(|label| !kept.contains(&label.id())) else {
            continue;
        };
        let unkept = std::iter::once(label).chain(label.ancestors());
        hidden
            .extend(unkept.take_while(|node| !kept.contains(&node.id())).last().map(|it| it.id()));
        kept.extend(family_of(label));
    }
    hidden
}

fn find_by_id<'a>(html: &'a Html, id: &str) -> Option<NodeRef<'a, Node>> {
    html.tree.nodes().find(|node| node.value().as_element().and_then(Element::id) == Some(id))
}

/// Adds an attribute without a value to an element that does not have it.
fn add_attribute(html: &mut Html, id: NodeId, name: &str) {
    // The type of names is not one that can be made here, so the parser makes it.
    let sample = Html::parse_fragment(&format!("<p {name}></p>"));
    let attribute = sample
        .tree
        .values()
        .filter_map(Node::as_element)
        .find_map(|element| element.attrs.first().cloned());
    if let (Some(mut node), Some(attribute)) = (html.tree.get_mut(id), attribute)
        && let Node::Element(element) = node.value()
        && element.attr(name).is_none()
    {
        element.attrs.push(attribute);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: &str = r#"<section class="cfb" aria-labelledby="title"><header><h2 id="title">A</h2></header><div class="cols"><dl class="facts"><dd id="f-buyer">B<details><summary>S</summary></details></dd><dd id="f-value">V</dd></dl></div><details class="rest"><summary>R</summary><p id="q0">Q</p></details></section>"#;

    fn crop(at: &str, part: &str) -> Option<String> {
        Crop { at, part, ..Crop::default() }.apply(BOX)
    }

    #[test]
    fn a_box_keeps_the_part_with_what_it_is_in_and_what_names_it() {
        let hidden = r#"<section aria-labelledby="title" class="cfb"><header hidden=""><h2 id="title">A</h2></header>"#;
        for (at, part, expected) in [
            (
                "f-value",
                "",
                r#"<div class="cols"><dl class="facts"><dd id="f-value">V</dd></dl></div></section>"#,
            ),
            (
                "f-value",
                ".facts",
                r#"<div class="cols"><dl class="facts"><dd id="f-buyer">B<details><summary>S</summary></details></dd><dd id="f-value">V</dd></dl></div></section>"#,
            ),
            (
                "q0",
                "",
                r#"<details class="rest" open=""><summary hidden="">R</summary><p id="q0">Q</p></details></section>"#,
            ),
        ] {
            assert_eq!(crop(at, part), Some(format!("{hidden}{expected}")), "{at} {part}");
        }
        assert_eq!(crop("f-value", ".facts"), crop("", "dl"));
        assert_eq!(crop("", "").as_deref(), Some(BOX), "the box is whole");
        for (at, part) in [("none", ""), ("", ".none"), ("", "none"), ("f-value", ".rest")] {
            assert_eq!(crop(at, part), None, "{at} {part}");
        }
    }

    #[test]
    fn what_is_in_the_part_is_opened_on_request() {
        for is_open in [true, false] {
            let html = Crop { at: "f-buyer", is_open, ..Crop::default() }.apply(BOX);
            let has_open = html.is_some_and(|html| html.contains(r#"<details open="">"#));
            assert_eq!(has_open, is_open);
        }
    }
}
