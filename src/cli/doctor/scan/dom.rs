//! Helpers for reading a parsed page.

use scraper::{ElementRef, Html, Selector};

/// Returns the elements that match a selector, which must be valid.
pub(super) fn select<'d>(
    document: &'d Html,
    selector: &str,
) -> impl Iterator<Item = ElementRef<'d>> {
    let selector = Selector::parse(selector).expect("a valid selector");
    document.select(&selector).collect::<Vec<_>>().into_iter()
}

pub(super) fn descendants(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.descendants().skip(1).filter_map(ElementRef::wrap)
}

pub(super) fn ancestors(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap)
}

pub(super) fn self_and_ancestors(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    std::iter::once(element).chain(ancestors(element))
}

/// Returns the element right before another, whatever text is between them.
pub(super) fn previous_element(element: ElementRef<'_>) -> Option<ElementRef<'_>> {
    element.prev_siblings().find_map(ElementRef::wrap)
}

/// Whether an element has an ancestor with one of these names.
pub(super) fn is_within(element: ElementRef<'_>, names: &[&str]) -> bool {
    ancestors(element).any(|ancestor| names.contains(&ancestor.value().name()))
}

pub(super) fn attribute(element: ElementRef<'_>, name: &str) -> Option<String> {
    element.attr(name).map(str::to_owned)
}

pub(super) fn non_empty_attribute(element: ElementRef<'_>, name: &str) -> Option<String> {
    attribute(element, name).filter(|value| !value.is_empty())
}

/// Whether an attribute has this value, ignoring case and surrounding spaces.
pub(super) fn has_keyword(element: ElementRef<'_>, name: &str, keyword: &str) -> bool {
    element.attr(name).is_some_and(|value| value.trim().eq_ignore_ascii_case(keyword))
}

/// Returns the text of an element, with no-break spaces replaced by plain ones.
pub(super) fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().replace('\u{a0}', " ")
}

/// Lists the attributes that may hold an element's URL, with their values.
///
/// Besides `src` these are the `data-` attributes, since consent managers move the URL into one of
/// them.
pub(super) fn url_attributes(element: ElementRef<'_>) -> impl Iterator<Item = (&str, &str)> {
    let attributes = element.value().attrs();
    attributes.filter(|(name, _)| *name == "src" || name.starts_with("data-"))
}
