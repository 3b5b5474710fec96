//! `check --explain`: what a rule finds and why, as its page in the documentation says it.

use contract_fact_box::model::{Rule, find_nearest, rules};

macro_rules! pages {
    ($($code:literal)*) => {
        &[$(($code, include_str!(concat!("../../../www/docs/rules/", $code, ".md")))),*]
    };
}

/// The pages of rules that have one, by code.
static PAGES: &[(&str, &str)] = pages![
    "before-embargo"
    "editor-stance"
    "embargo-leak"
    "grave-accusation"
    "guilt-by-association"
    "loaded-question"
    "mixed-stages"
    "no-archive"
    "no-decider"
    "old-silence"
    "one-sided"
    "only-anonymous"
    "outlier-value"
    "single-source"
    "unanswered-criticism"
    "undated-silence"
    "undated-words"
    "unequal-words"
    "unheard-party"
    "waiver-expired"
    "waiver-gone"
    "waiver-of-error"
    "waiver-unknown"
    "waiver-unused"
];

/// Explains the rule with a code.
///
/// # Errors
///
/// If there is no such rule: the fact, the consequence and the fix.
pub(super) fn explain(code: &str) -> Result<String, String> {
    let Some(rule) = rules().find(|rule| rule.code == code) else {
        let near = find_nearest(code, rules().map(|rule| rule.code));
        let fix = near.map_or_else(
            || "write the code that stands in [ ] at the end of a finding".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(format!("{code:?} is no rule; nothing was explained; {fix}"));
    };
    let Rule { severity, finds, .. } = rule;
    let head = format!("{code} ({}): {finds}", severity.as_str());
    let page = PAGES.iter().find(|(page, _)| *page == code);
    let text = page.map(|(_, markdown)| find_content(markdown)).unwrap_or_default();
    Ok(format!("{head}\n\n{text}").trim_end().to_owned())
}

/// Returns what a page says after its heading and the line that repeats what the rule finds.
fn find_content(markdown: &str) -> &str {
    markdown.split_once("\n## ").map_or("", |(_, content)| content)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use contract_fact_box::model::{Severity, rules};

    use super::{PAGES, explain};

    #[test]
    fn every_editorial_rule_has_a_page_that_says_what_it_finds() {
        let with_page: BTreeSet<_> = PAGES.iter().map(|(code, _)| *code).collect();
        for rule in rules() {
            let text = explain(rule.code).expect("is a rule");
            assert!(text.contains(rule.finds), "{text}");
            if let Some((_, markdown)) = PAGES.iter().find(|(code, _)| *code == rule.code) {
                assert!(markdown.contains(&format!("# {}\n", rule.code)), "{}", rule.code);
                assert!(markdown.contains(rule.finds), "{}", rule.code);
                assert!(text.contains("What to do"), "{text}");
                assert_ne!(rule.severity, Severity::Error, "{}", rule.code);
            } else {
                let is_text = matches!(rule.code, "markup-in-text" | "stale-translation");
                assert!(rule.severity == Severity::Error || is_text, "{}", rule.code);
            }
        }
        assert_eq!(with_page.len(), PAGES.len());
    }

    #[test]
    fn a_mistyped_code_is_recognised() {
        let complaint = explain("one-sidd").expect_err("is no rule");
        assert!(complaint.ends_with("did you mean `one-sided`?"), "{complaint}");
    }
}
