//! The table of fields is true: what it calls mapped changes the release, and nothing else does.

use std::collections::BTreeSet;

use contract_fact_box::ocds::Json;
use contract_fact_box::ocds::eforms::{Field, Usage, fields, find_field, read_notice};

use super::case_notices;

/// An element with text, as it stands in a notice.
struct Leaf {
    path: String,
    /// Where its text starts and ends.
    start: usize,
    end: usize,
}

/// Lists the elements with text. The fixtures have one element a line and the usual prefixes, so a
/// parser is not needed.
fn list_leaves(xml: &str) -> Vec<Leaf> {
    let mut open: Vec<String> = Vec::new();
    let mut leaves = Vec::new();
    let mut rest = 0;
    while let Some(found) = xml[rest..].find('<') {
        let start = rest + found + 1;
        let end = start + xml[start..].find('>').expect("tags are closed");
        let tag = &xml[start..end];
        rest = end + 1;
        if tag.starts_with('?') || tag.ends_with('/') {
            continue;
        }
        if tag.starts_with('/') {
            open.pop();
            continue;
        }
        open.push(tag.split_whitespace().next().expect("a name").to_owned());
        let next = rest + xml[rest..].find('<').expect("elements are closed");
        if xml[next..].starts_with("</") && open.len() > 1 {
            let path = format!("/*/{}", open[1..].join("/"));
            leaves.push(Leaf { path, start: rest, end: next });
        }
    }
    leaves
}

fn read_release(xml: &str) -> Option<Json> {
    read_notice(xml, None).ok().map(|notice| notice.release)
}

#[test]
fn what_is_mapped_changes_the_release_and_what_is_ignored_does_not() {
    let mut changing: BTreeSet<&str> = BTreeSet::new();
    for (case, xml) in case_notices() {
        let release = read_release(&xml);
        for leaf in list_leaves(&xml) {
            let Some(field) = find_field(&leaf.path) else {
                assert!(leaf.path.contains("Newcomer"), "{case}: {}", leaf.path);
                continue;
            };
            let other = format!("{}made up otherwise{}", &xml[..leaf.start], &xml[leaf.end..]);
            let changes = read_release(&other) != release;
            match field.usage {
                Usage::Mapped(_) if changes => {
                    changing.insert(field.xpath);
                }
                Usage::Mapped(_) => {}
                Usage::Ignored(why) => assert!(!changes, "{case}: {}: {why}", leaf.path),
                Usage::Personal => assert!(!changes, "{case}: {}", leaf.path),
            }
        }
    }
    let is_mapped = |field: &&Field| matches!(field.usage, Usage::Mapped(_));
    let without_effect: Vec<_> = fields()
        .filter(is_mapped)
        .map(|field| field.xpath)
        .filter(|xpath| !changing.contains(xpath))
        .collect();
    assert!(without_effect.is_empty(), "no fixture shows what these do: {without_effect:#?}");
}

#[test]
fn each_field_stands_in_the_table_once() {
    let mut seen = BTreeSet::new();
    for field in fields() {
        assert!(seen.insert((field.xpath, field.business_term)), "{field:?}");
    }
}

#[test]
fn what_a_notice_has_and_is_not_read_is_listed() {
    for (case, xml) in case_notices() {
        let notice = read_notice(&xml, None).expect("a notice");
        let leaves = list_leaves(&xml);
        let expected: BTreeSet<_> = leaves
            .iter()
            .filter_map(|leaf| find_field(&leaf.path))
            .filter(|field| !matches!(field.usage, Usage::Mapped(_)))
            .map(|field| field.xpath)
            .collect();
        let ignored: BTreeSet<_> = notice.ignored.iter().map(|field| field.xpath).collect();
        assert_eq!(ignored, expected, "{case}");
    }
}
