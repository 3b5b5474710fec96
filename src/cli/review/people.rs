//! Who the parties are: names, roles, posts and interests.

use contract_fact_box::model::{Affiliation, Date, PartialDate, Party, PartyKind};

use super::reader::Reader;
use super::sheet::{Block, Item};

/// Builds an item for each party of the story.
pub(super) fn build_parties(reader: &Reader<'_>) -> Vec<Item> {
    let parties = reader.story.parties.iter().enumerate();
    parties.map(|(index, party)| build_party(reader, index, party)).collect()
}

fn build_party(reader: &Reader<'_>, index: usize, party: &Party) -> Item {
    let mut item = Item::new(&*party.name, format!("/parties/{index}"));
    item.field(
        "Kind",
        match party.kind {
            PartyKind::Organisation => "an organisation",
            PartyKind::Person => "a person",
            PartyKind::Group => "people whom the source does not name",
        },
    );
    item.field_at("Short name", party.short_name.as_deref(), "short_name");
    for alias in &party.aliases {
        item.field("Also known as", &**alias);
    }
    for number in &party.identifiers {
        item.field("Registered as", format!("{} {}", &*number.scheme, &*number.id));
    }
    if let Some(parent) = &party.parent {
        item.field("Part of", reader.party_name(parent));
    }
    for (nth, member) in party.members.iter().enumerate() {
        let name = reader.party_name(&member.party);
        item.field(if member.lead { "Led by" } else { "Member" }, name);
        reader.add_sources(&mut item, &member.sources, &format!("members/{nth}/sources"));
    }
    for (index, person) in reader.story.stakeholders.iter().enumerate() {
        if *person.party != *party.id {
            continue;
        }
        let at = |key: &str| format!("/stakeholders/{index}/{key}");
        item.blocks
            .push(Block::field("Role", &*person.role_as_described).at(at("role_as_described")));
        item.field("Role in lists", person.role_short.as_deref().unwrap_or_default());
        if let Some(interest) = &person.interest {
            item.blocks.push(Block::field("Interest", &**interest).at(at("interest")));
        }
        for post in &person.affiliations {
            item.field("Post", describe_post(reader, post));
        }
    }
    item
}

fn describe_post(reader: &Reader<'_>, post: &Affiliation) -> String {
    let date = |date: &Date| {
        let is_given = date.to_partial() != PartialDate::Unknown || date.as_stated().is_some();
        if is_given { reader.date(date) } else { "not given".to_owned() }
    };
    let (from, to) = (date(&post.from), date(&post.to));
    format!("{}, {} (from: {from}; until: {to})", &*post.role, &*post.org)
}
