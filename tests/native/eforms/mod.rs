//! Notices of TED in eForms, as releases of OCDS.

mod coverage;
mod mangled;
mod sdk;

use contract_fact_box::ocds::eforms::{EFormsError, Notice, read_notice};

use crate::support;
use crate::support::json::to_pretty;

/// The notices of all cases, with the names of these.
fn case_notices() -> Vec<(String, String)> {
    let cases = support::case_dirs("ocds/eforms").into_iter();
    cases
        .map(|case| {
            let name = case.file_name().expect("has a name").to_string_lossy().into_owned();
            (name, support::read_text(&case.join("notice.xml")))
        })
        .collect()
}

fn read(xml: &str) -> Notice {
    read_notice(xml, None).expect("a notice")
}

#[test]
fn each_notice_becomes_the_release_and_the_notes_of_its_case() {
    for case in support::case_dirs("ocds/eforms") {
        let notice = read(&support::read_text(&case.join("notice.xml")));
        support::assert_snapshot(&case.join("release.json"), &to_pretty(&notice.release));
        let notes: Vec<_> = notice.notes.iter().map(|note| format!("{note}\n")).collect();
        support::assert_snapshot(&case.join("notes.txt"), &notes.concat());
    }
}

#[test]
fn prefixes_of_namespaces_do_not_matter() {
    for (case, xml) in case_notices() {
        let mut renamed = xml.clone();
        for (prefix, other) in [("cac", "a"), ("cbc", "b"), ("efac", "c"), ("efbc", "d")] {
            for (from, to) in [("<", "<"), ("</", "</"), ("xmlns:", "xmlns:")] {
                let end = if from == "xmlns:" { "=" } else { ":" };
                renamed =
                    renamed.replace(&format!("{from}{prefix}{end}"), &format!("{to}{other}{end}"));
            }
        }
        assert_ne!(renamed, xml);
        assert_eq!(read(&renamed), read(&xml), "{case}");
        // The same names in another namespace are other elements.
        let foreign = xml.replace("CommonBasicComponents-2", "CommonBasicComponents-3");
        assert_eq!(read_notice(&foreign, None), Err(EFormsError::NoIdentifier), "{case}");
    }
}

#[test]
fn an_indicator_may_be_written_as_a_number() {
    let mut count = 0;
    for (case, xml) in case_notices() {
        let written = xml.replace("Indicator>true<", "Indicator>1<");
        count += usize::from(written != xml);
        assert_eq!(read(&written), read(&xml), "{case}");
    }
    assert!(count > 1, "{count} cases have an indicator");
}

#[test]
fn texts_are_in_the_language_that_is_asked_for() {
    let xml =
        &case_notices().into_iter().find(|(case, _)| case == "competition").expect("is there").1;
    for (lang, title, others) in [
        (None, "Cameras on bin lorries", ["title_fr", "title_de"]),
        (Some("en"), "Cameras on bin lorries", ["title_fr", "title_de"]),
        (Some("FRA"), "Caméras sur les bennes", ["title_en", "title_de"]),
        (Some("fr"), "Caméras sur les bennes", ["title_en", "title_de"]),
    ] {
        let notice = read_notice(xml, lang).expect("in that language");
        let text = |key: &str| notice.release.get(key).and_then(|value| value.as_text());
        assert_eq!(text("title"), Some(title), "{lang:?}");
        assert!(others.iter().all(|key| text(key).is_some()), "{lang:?}");
    }
    // The notice has German texts too, but is not said to be in German.
    let error = read_notice(xml, Some("de")).expect_err("not in German");
    let expected = "the notice is not in `de`; it is in `en`, `fr`: choose one of these";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn what_is_no_notice_is_refused_with_what_it_is() {
    const UBL: &str = "urn:oasis:names:specification:ubl:schema:xsd:";
    let deep = "<a>".repeat(100_000) + &"</a>".repeat(100_000);
    let entities = r#"<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>"#;
    let other = format!(r#"<Invoice xmlns="{UBL}Invoice-2"/>"#);
    let unnamed = format!(r#"<ContractNotice xmlns="{UBL}ContractNotice-2"/>"#);
    let foreign = r#"<ContractNotice xmlns="http://example.org/other"/>"#;
    for (xml, expected) in [
        ("", "1:1: this is not XML"),
        ("{}", "1:1: this is not XML"),
        ("<a>\n  <b></a>", "2:6: this is not XML as notices have it: expected 'b' tag, not 'a';"),
        (
            "<ContractNotice>",
            "1:1: this is not XML as notices have it: the root node was opened but never closed;",
        ),
        (entities, "1:1: this is not XML as notices have it: XML with DTD"),
        (&deep, "elements are nested more than 64 levels deep"),
        (
            r#"<TED_EXPORT xmlns="http://publications.europa.eu/resource/schema/ted/R2.0.9/publication"/>"#,
            "TED_EXPORT: this notice is in TED’s schema before eForms",
        ),
        ("<BusinessRegistrationInformationNotice/>", "BusinessRegistrationInformationNotice: "),
        (&other, "Invoice: this is no notice of TED"),
        (foreign, "ContractNotice: this is no notice of TED"),
        (&unnamed, "cbc:ID, cbc:ContractFolderID: the notice names neither itself"),
    ] {
        let error = read_notice(xml, None).expect_err(expected).to_string();
        assert!(error.starts_with(expected), "{error}");
    }
    let large = format!("<a>{}</a>", " ".repeat(32 << 20));
    let error = read_notice(&large, None).expect_err("too large");
    assert!(matches!(error, EFormsError::TooLarge { .. }), "{error}");
}

#[test]
fn a_notice_may_start_with_a_byte_order_mark() {
    let (_, xml) = case_notices().into_iter().next().expect("there are cases");
    assert_eq!(read(&format!("\u{feff}{xml}")), read(&xml));
}
