//! Writes the texts of a story as XLIFF 1.2.

use std::io;

use contract_fact_box::model::{Story, Translation};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::units::{State, Unit};

/// The namespace of XLIFF 1.2.
pub(super) const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:1.2";

/// Up to this limit, translators have to be told: what is longer than a sentence is hardly reached.
const TIGHT_CHARACTERS: usize = 200;

type XmlWriter = Writer<Vec<u8>>;

/// Writes the texts with their translations, notes and limits.
///
/// # Errors
///
/// Never, in practice: memory takes everything.
pub(super) fn write_xliff(story: &Story, lang: &str, units: &[Unit]) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let xliff = writer.create_element("xliff");
    let xliff = xliff.with_attributes([("version", "1.2"), ("xmlns", NAMESPACE)]);
    xliff.write_inner_content(|writer| {
        let (version, file) = (story.version.to_string(), format!("{}.json", &*story.id));
        let file = writer.create_element("file").with_attributes([
            ("original", &*file),
            ("source-language", &*story.lang),
            ("target-language", lang),
            ("datatype", "plaintext"),
            ("product-name", &*story.id),
            ("product-version", &*version),
        ]);
        file.write_inner_content(|writer| {
            let header = writer.create_element("header");
            header.write_inner_content(|writer| {
                write_text(
                    writer,
                    "note",
                    &[],
                    "Each unit is a text of a box of facts beside a news article. The texts are \
                     plain: no HTML, no Markdown.",
                )
            })?;
            writer.create_element("body").write_inner_content(|writer| {
                units.iter().try_for_each(|unit| write_unit(writer, unit))
            })?;
            Ok(())
        })?;
        Ok(())
    })?;
    let mut xml = writer.into_inner();
    xml.push(b'\n');
    Ok(xml)
}

fn write_unit(writer: &mut XmlWriter, unit: &Unit) -> io::Result<()> {
    let state = unit.state();
    let earlier = unit.earlier_original().filter(|_| state == State::Stale);
    let limit = unit.most_characters.map(|most| most.to_string());
    let mut element = writer
        .create_element("trans-unit")
        .with_attributes([("id", &*unit.pointer), ("xml:space", "preserve")]);
    // Without it, some programs take what is translated for a draft.
    if state == State::Translated {
        element = element.with_attribute(("approved", "yes"));
    }
    if let Some(limit) = &limit {
        element = element.with_attributes([("maxwidth", &**limit), ("size-unit", "char")]);
    }
    element.write_inner_content(|writer| {
        write_text(writer, "source", &[], &unit.text)?;
        let state = match state {
            State::Missing => "new",
            State::Stale => "needs-review-translation",
            State::Translated => "translated",
        };
        let target = unit.translation.as_ref().map_or("", Translation::text);
        write_text(writer, "target", &[("state", state)], target)?;
        if !unit.description.context.is_empty() {
            let group = writer.create_element("context-group");
            group.with_attribute(("purpose", "information")).write_inner_content(|writer| {
                unit.description.context.iter().try_for_each(|(label, text)| {
                    let kind = format!("x-{label}");
                    write_text(writer, "context", &[("context-type", &kind)], text)
                })
            })?;
        }
        let mut note = unit.description.note.clone();
        let is_tight = unit.most_characters.is_some_and(|most| most <= TIGHT_CHARACTERS);
        if let Some(limit) = limit.as_ref().filter(|_| is_tight) {
            note += &format!(" At most {limit} characters.");
        }
        if let Some(earlier) = earlier {
            note +=
                &format!(" The original has changed since it was translated. It was: “{earlier}”");
        }
        write_text(writer, "note", &[("from", "developer")], &note)?;
        if let Some(earlier) = earlier {
            let previous = writer.create_element("alt-trans");
            previous.with_attribute(("alttranstype", "previous-version")).write_inner_content(
                |writer| {
                    write_text(writer, "source", &[], earlier)?;
                    write_text(writer, "target", &[], target)
                },
            )?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_text(
    writer: &mut XmlWriter,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> io::Result<()> {
    let element = writer.create_element(name).with_attributes(attributes.iter().copied());
    element.write_text_content(BytesText::new(text)).map(drop)
}
