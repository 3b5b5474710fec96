//! The part of the stylesheet that has rules for each issue and person. It works without script,
//! where CSS can tell them apart only by their numbers.

use super::state::MAX_NUMBERED as MAX;

/// The part of the stylesheet after which the rules are inserted: they refine the parts before, and
/// the parts after override them.
pub const NUMBERED_AFTER: &str = "compare.css";

/// Returns the rules as CSS.
///
/// They hide what is not on the chosen issue, with or without script. Without script they also show
/// the cards of the chosen people and hide all others. In a shadow root WebKit updates only the
/// element that `:has()` is on and nothing below it, so the choice is passed down by inherited
/// custom properties.
///
/// A large story has 150,000 elements. So `:has()` names each level down to what it looks for:
/// browsers would else look through all elements for each rule whenever something is chosen. And the
/// live box, which shows the chosen people itself, has none of the rules that would make browsers
/// compute the styles of all elements again.
pub fn numbered_rules() -> String {
    let mut filter = String::new();
    let mut people = String::new();
    // A name or group is shown if any of the issues is on which there is a statement below it.
    let (mut any, mut any_end) = (String::new(), String::new());
    for index in 0..MAX {
        // The first tab is that of all issues.
        let tab = index + 2;
        filter += &format!(
            ".cfb-who-col:has(>*>.cfb-tab:nth-of-type({tab})>:checked){{--_cfb-on{index}:block}}\
             .cfb-q{index}{{--_cfb-q{index}:var(--_cfb-on{index})}}"
        );
        people += &format!(
            ".cfb:not(.cfb-live):has(>*>*>*>*>.cfb-n{index}>:checked){{--_cfb-p{index}:grid}}\
             .cfb-p{index}{{display:var(--_cfb-p{index},var(--_cfb-rest,grid))}}"
        );
        any += &format!("var(--_cfb-q{index},");
        any_end.push(')');
    }
    format!(
        "@supports selector(:has(a)){{{filter}\
         :is(.cfb-who,.cfb-say,.cfb-positions,.cfb-people>summary){{display:{any}var(--_cfb-each,block){any_end}}}\
         .cfb-elsewhere{{display:{any}none{any_end}}}}}\
         @supports selector(:has(a)) and selector(::details-content){{{people}}}"
    )
}

#[cfg(test)]
mod tests {
    use super::{MAX, numbered_rules};

    #[test]
    fn each_number_up_to_the_most_has_rules_and_the_styles_know_the_first_that_has_none() {
        let rules = numbered_rules();
        for index in [0, MAX - 1] {
            assert_eq!(rules.matches(&format!(".cfb-q{index}{{")).count(), 1);
            assert_eq!(rules.matches(&format!(".cfb-p{index}{{display")).count(), 1);
        }
        assert!(!rules.contains(&format!(".cfb-q{MAX}{{")));
        // One more tab than issues, since the first is that of all.
        let beyond = MAX + 2;
        assert!(include_str!("who.css").contains(&format!(".cfb-tab:nth-of-type({beyond})")));
    }
}
