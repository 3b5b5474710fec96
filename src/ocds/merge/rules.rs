//! How each list and field is merged, as the schemas say.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How a list or field is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// It is about the release itself, and left out.
    Omit,
    /// A list that is replaced as a whole.
    Whole,
    /// A list whose objects are merged with those of the same id.
    Identifier,
}

static RULES: LazyLock<HashMap<&'static str, Rule>> =
    LazyLock::new(|| include_str!("rules.tsv").lines().filter_map(parse_line).collect());

/// Returns the rule for a path without positions, as in `tender/items`. `None` if no schema knows it.
pub(super) fn rule_of(path: &str) -> Option<Rule> {
    RULES.get(path).copied()
}

fn parse_line(line: &'static str) -> Option<(&'static str, Rule)> {
    let (path, rule) = line.split_once('\t')?;
    let rule = match rule {
        "omit" => Rule::Omit,
        "whole" => Rule::Whole,
        "identifier" => Rule::Identifier,
        _ => return None,
    };
    Some((path, rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_rule() {
        let lines = include_str!("rules.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), RULES.len());
        for (path, rule) in [
            ("tag", Some(Rule::Omit)),
            ("parties/roles", Some(Rule::Whole)),
            ("awards/items/additionalClassifications", Some(Rule::Whole)),
            ("awards", Some(Rule::Identifier)),
            ("title", None),
        ] {
            assert_eq!(rule_of(path), rule, "{path}");
        }
    }
}
