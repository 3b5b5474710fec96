//! The signs: solid is on the record, dashed is not. Each stands beside its word and never alone.

use yew::prelude::*;

/// The sign of this name; nothing for a name it does not know.
pub(super) fn icon(name: &str) -> Html {
    let solid = |path: &'static str| html! { <path fill="currentColor" fill-rule="evenodd" d={path} /> };
    // A ring that is dashed: nothing on record. What stands inside tells the silences apart.
    let ring = |inside: &'static str| {
        html! {
            <g fill="none" stroke="currentColor" stroke-width="1.5">
                <circle cx="8" cy="8" r="6.25" stroke-dasharray="2.2 2.2" />
                <path d={inside} />
            </g>
        }
    };
    let drawing = match name {
        "supports" => solid("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm-.9 3.6v2.5H4.6v1.8h2.5v2.5h1.8V8.9h2.5V7.1H8.9V4.6z"),
        "opposes" => solid("M1.5 1.5h13v13h-13zm3.1 5.6v1.8h6.8V7.1z"),
        "concerned" => solid("M8 .3 15.7 8 8 15.7.3 8zM8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z"),
        "mixed" => solid("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.6v10.8A5.4 5.4 0 0 0 8 2.6z"),
        "conditional" => solid("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM4.4 7.1v1.8h7.2V7.1z"),
        "undecided" => solid("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM3.6 7v2h2V7zm3.4 0v2h2V7zm3.4 0v2h2V7z"),
        "none_stated" => solid("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.7a5.3 5.3 0 1 0 0 10.6A5.3 5.3 0 0 0 8 2.700z"),
        "done" => solid(
            "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zm3.3 4.1L7 9.100 4.700 6.900 3.500 8.200 7 11.600l5.600-5.800z",
        ),
        "blocked" => solid(
            "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zm3 2.700A5.600 5.600 0 0 0 3.200 11zM5 12.800A5.600 5.600 0 0 0 12.800 5z",
        ),
        "pending" => solid(
            "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM7.100 3.500v5.100l3.600 2.200.9-1.500-2.700-1.700V3.500z",
        ),
        "disputed" => solid("M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM4 5.200V7h8V5.200zM4 9v1.800h8V9z"),
        "caveat" => solid("M8 .8 15.600 14.500H.4zM7.100 5.500v4.700h1.800V5.500zm0 5.700v1.700h1.800v-1.700z"),
        "no_reply" => ring("M8 4.300V8l2.500 1.600"),
        "declined" => ring("m5.800 5.800 4.400 4.400m0-4.400-4.400 4.400"),
        "could_not_comment" => ring("M5.200 8h5.600"),
        "replied_without_position" => ring("M5.200 6.700h5.600M5.200 9.300h5.600"),
        "not_approached" => ring("M8 8h.01"),
        "unknown" | "silence" | "not_reported" | "nothing_found" => ring(""),
        _ => return Html::default(),
    };
    html! { <svg class="cfb-i" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{drawing}</svg> }
}
