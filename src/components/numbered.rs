//! The part of the stylesheet that has rules for each issue and person. It works without script,
//! where CSS can tell them apart only by their numbers.

/// How many issues and people have rules. With more issues, all panels are shown under their
/// headings; people beyond this number cannot be chosen until the script runs (`who.css`,
/// `compare.css`).
const MAX: usize = 24;

/// The part of the stylesheet after which the rules are inserted: they refine the parts before, and
/// the parts after override them.
pub const NUMBERED_AFTER: &str = "compare.css";

/// Returns the rules as CSS.
///
/// They show the panel of the chosen tab, with or without script. Without script they also show the
/// cards of the chosen people and hide all others. In a shadow root WebKit updates only the element
/// that `:has()` is on and nothing below it, so the choice is passed down by inherited custom
/// properties.
pub fn numbered_rules() -> String {
    let mut tabs = String::new();
    let mut people = String::new();
    for number in 1..=MAX {
        let index = number - 1;
        tabs += &format!(
            ".cfb-who-col:has(.cfb-tab:nth-of-type({number}) :checked){{--_cfb-tab{number}:block}}\
                 .cfb-panel:nth-child({number}){{display:var(--_cfb-each,var(--_cfb-tab{number},none))}}"
        );
        people += &format!(
            ".cfb:not(.cfb-live):has(.cfb-picklabel:nth-child({number}) :checked){{--_cfb-p{index}:grid}}\
                 .cfb-p{index}{{display:var(--_cfb-p{index},var(--_cfb-rest,grid))}}"
        );
    }
    format!(
        "@supports selector(:has(a)){{{tabs}}}\
         @supports selector(:has(a)) and selector(::details-content){{{people}}}"
    )
}

#[cfg(test)]
mod tests {
    use super::{MAX, numbered_rules};

    #[test]
    fn each_number_up_to_the_most_has_rules_and_the_styles_know_the_first_that_has_none() {
        let rules = numbered_rules();
        for number in [1, MAX] {
            let index = number - 1;
            assert_eq!(rules.matches(&format!(".cfb-panel:nth-child({number}){{")).count(), 1);
            assert_eq!(rules.matches(&format!(".cfb-p{index}{{display")).count(), 1);
        }
        let next = MAX + 1;
        assert!(!rules.contains(&next.to_string()));
        assert!(include_str!("who.css").contains(&format!(".cfb-tab:nth-of-type({next})")));
        assert!(
            include_str!("compare.css").contains(&format!(".cfb-picklabel:nth-child(n + {next})"))
        );
    }
}
