//! Notices that are wrong in every way: whatever is read, nothing panics.

use contract_fact_box::ocds::eforms::read_notice;
use proptest::prelude::*;

use super::case_notices;

/// What may stand in a notice where it does not belong.
fn any_piece() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,8}",
        prop_oneof![
            Just("-1"),
            Just("1e9999"),
            Just("unpublished"),
            Just("1970-01-01Z"),
            Just("2026-02-30+99:00"),
            Just("2026-03-0é"),
            Just("ORG-0001"),
            Just("true"),
            Just("</cbc:ID>"),
            Just("<cbc:ID>"),
            Just("<!-- -->"),
            Just("<![CDATA[x]]>"),
            Just("&amp;"),
            Just("\u{0}"),
            Just(""),
        ]
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(crate::generated::config())]

    #[test]
    fn a_text_that_is_mangled_is_read_or_refused(
        case in any::<prop::sample::Index>(),
        edits in prop::collection::vec(
            (any::<prop::sample::Index>(), 0..40_usize, any_piece()), 1..6),
    ) {
        let cases = case_notices();
        let mut xml: Vec<char> = case.get(&cases).1.chars().collect();
        for (place, length, piece) in edits {
            let start = place.index(xml.len());
            let end = (start + length).min(xml.len());
            xml.splice(start..end, piece.chars());
        }
        let _ = read_notice(&xml.into_iter().collect::<String>(), None);
    }

    #[test]
    fn values_that_are_mangled_are_read_or_refused(
        case in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any_piece()), 1..12),
    ) {
        let cases = case_notices();
        let xml = &case.get(&cases).1;
        // What stands between two tags, every second piece, is replaced as a whole.
        let mut pieces: Vec<String> = xml.split_inclusive(['<', '>']).map(str::to_owned).collect();
        for (place, piece) in edits {
            let index = place.index(pieces.len());
            if pieces[index].ends_with('<') {
                pieces[index] = format!("{}<", piece.replace(['<', '&'], ""));
            }
        }
        let read = read_notice(&pieces.concat(), None);
        prop_assert!(read.is_ok() || read.is_err_and(|error| !error.to_string().is_empty()));
    }
}
