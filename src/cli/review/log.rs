//! The sources, and what the story records about itself: corrections, waivers, translations.

use contract_fact_box::model::{Correction, Source, Translation, Waiver, escape_key};
use serde_json::Value;

use super::reader::{Reader, name_publisher};
use super::sheet::{Block, Group, Item, Section};

/// Lists every source with all that is known of it.
pub(super) fn build_sources(reader: &Reader<'_>) -> Section {
    let sources = reader.story.sources.iter().enumerate();
    let items = sources.map(|(index, source)| build_source(reader, index, source)).collect();
    Section::new(
        ("sources", "Sources"),
        "Source",
        "Open each, and see that the archived copy shows the same.",
        "The story has no sources.",
        vec![Group::new("", items)],
    )
}

fn build_source(reader: &Reader<'_>, index: usize, source: &Source) -> Item {
    let mut item = Item::new(&*source.title, format!("/sources/{index}"));
    item.field("Publisher", name_publisher(&source.publisher));
    item.field("Kind", reader.words.source_kind_name(source.kind));
    reader.add_date(&mut item, "Published", &source.published, "published");
    reader.add_date(&mut item, "Read", &source.accessed, "accessed");
    item.blocks.push(Block::link("Link", source.url.known_url(), "not known"));
    let archived = source.archived_url.as_ref().and_then(|url| url.known_url());
    let none = "none: make one before publishing";
    item.blocks.push(Block::link("Archived copy", archived, none));
    item.field_at("Licence", source.licence.as_deref(), "licence");
    item.field("Named in the file as", &*source.id);
    item
}

/// Lists corrections, waivers and translations. `document` is the story as JSON.
pub(super) fn build_log(reader: &Reader<'_>, document: &Value) -> Section {
    let mut groups = vec![
        Group::new("Corrections", build_corrections(reader)),
        Group::new("Waivers", build_waivers(reader)),
    ];
    for (lang, texts) in &reader.story.translations {
        let items = texts
            .iter()
            .map(|(pointer, translation)| build_translation(document, lang, pointer, translation));
        groups.push(Group::new(format!("Translation: {lang}"), items.collect()));
    }
    Section::new(
        ("record", "Corrections, waivers, translations"),
        "Entry",
        "What the story says of its own history.",
        "None.",
        groups,
    )
}

fn build_corrections(reader: &Reader<'_>) -> Vec<Item> {
    let corrections = reader.story.corrections.iter().enumerate();
    let build = |(index, correction): (usize, &Correction)| {
        let title = format!("Correction of {}", reader.date(&correction.date));
        let mut item = Item::new(title, format!("/corrections/{index}"));
        item.field("Of", &*correction.pointer);
        item.field_at("Was", Some(&correction.was), "was");
        item.field_at("Now", Some(&correction.now), "now");
        item.field_at("Reason", Some(&correction.reason), "reason");
        item
    };
    corrections.map(build).collect()
}

fn build_waivers(reader: &Reader<'_>) -> Vec<Item> {
    let waivers = reader.story.waivers.iter().enumerate();
    let build = |(index, waiver): (usize, &Waiver)| {
        let mut item =
            Item::new(format!("Waiver of “{}”", &*waiver.rule), format!("/waivers/{index}"));
        item.field("At", &*waiver.pointer);
        item.field_at("Reason", Some(&waiver.reason), "reason");
        item.field("By", &*waiver.by);
        reader.add_date(&mut item, "On", &waiver.on, "on");
        match &waiver.until {
            Some(until) => reader.add_date(&mut item, "Until", until, "until"),
            None => item.field("Until", "no end is given"),
        }
        item
    };
    waivers.map(build).collect()
}

fn build_translation(
    document: &Value,
    lang: &str,
    pointer: &str,
    translation: &Translation,
) -> Item {
    let key = escape_key(pointer);
    let mut item = Item::new(pointer, format!("/translations/{lang}/{key}"));
    let original = document.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    item.field("Original", original);
    let translated = Block::field("Translation", translation.text());
    item.blocks.push(Block { lang: lang.to_owned(), ..translated });
    if let Translation::Of { of, .. } = translation
        && translation.is_stale(original)
    {
        item.field("Made from", of);
        item.field("State", "out of date: readers see the original until it is translated again");
    }
    item
}
