//! Patterns: texts in which `{name}` is a placeholder for a value.
//!
//! A whole sentence is one pattern, so that each language can order the parts as it needs.

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'p> {
    /// Text that stays as it is.
    Text(&'p str),
    /// The name of the value to put here.
    Placeholder(&'p str),
}

/// The parts of a pattern.
pub(super) fn tokens(pattern: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = pattern;
    while let Some((text, after)) = rest.split_once('{')
        && let Some((name, after)) = after.split_once('}')
    {
        tokens.extend((!text.is_empty()).then_some(Token::Text(text)));
        tokens.push(Token::Placeholder(name));
        rest = after;
    }
    tokens.extend((!rest.is_empty()).then_some(Token::Text(rest)));
    tokens
}

/// Fills a pattern: puts each value in the place of its name. Values are never read as patterns.
pub(super) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    for token in tokens(pattern) {
        filled.push_str(match token {
            Token::Text(text) => text,
            Token::Placeholder(name) => {
                values.iter().find(|(known, _)| *known == name).map_or(name, |(_, value)| value)
            }
        });
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_replace_their_names_and_are_not_read_as_patterns() {
        assert_eq!(
            fill("By {who}, {date}.", &[("date", "1 May"), ("who", "{date}")]),
            "By {date}, 1 May."
        );
        assert_eq!(fill("a { b", &[]), "a { b");
    }
}
