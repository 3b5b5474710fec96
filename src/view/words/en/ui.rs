//! The texts that components show, in English.

use crate::view::words::ui_strings::UiStrings;

pub(super) const UI: UiStrings = UiStrings {
    // A date follows.
    as_of: "Checked",
    who_says_so: "Source",
    // Over what readers would ask and no source says.
    gaps: "Also not known",
    who_says_what: "Who says what about it",
    choose_issue: "Questions",
    all_issues: "All",
    question: "Question",
    positions: "Positions, question by question",
    no_one_quoted: "no one quoted",
    more_from: "{count} more from {name}",
    from_to: "{first} to {last}",
    find_name: "Find a name",
    add_name: "Add a name",
    how_ordered: "How we order names",
    order_rule: "We list the buyer, users, decision-maker, oversight bodies and supplier first, in that order, then everyone else alphabetically, never by their views.",
    compare: "Compare side by side",
    compare_hint: "Pick up to four to compare.",
    compare_above: "What they say is above.",
    compare_one: "Pick one more to compare.",
    side_by_side: "Side by side",
    not_quoted_on_this: "Not quoted on this",
    // Names follow.
    also_quoted: "Also quoted on this contract:",
    whole_box: "All facts, and what others say",
    // Names follow.
    compare_caption: "Side by side:",
    // Questions follow.
    compare_silent: "None of them is quoted on:",
    compare_clear: "Clear selection",
    compare_added: "{name} added to the comparison",
    compare_removed: "{name} removed from the comparison",
    // A kind of silence: no source says whether they were asked.
    not_reported: "Not quoted",
    // Where no single publisher can be named.
    not_reported_text: "The sources do not say whether they were asked.",
    open_at_passage: "Read it in the source",
    archived: "Archived copy",
    // Its number follows.
    source_number: "Source",
    // Before the original words of a translation.
    original: "In the original:",
    quote_open: "“",
    quote_close: "”",
    colon: ":",
    // Its number follows.
    version: "Version",
    key_facts: "Key facts",
    // What limits the claim follows.
    source_adds: "Note:",
    show_newer: "Show the updated version",
    use_title: "Share, cite or embed",
    this_fact: "“{label}”",
    copy_link_to: "Copy link to {what}",
    source_of: "(source of {what})",
    copy_box: "Copy link",
    copy_compared: "Copy link to comparison",
    link_copied: "Link copied.",
    share: "Share",
    print_page: "Print version",
    cite: "Cite",
    embed: "Embed",
    copy_citation: "Copy citation",
    copy_code: "Copy code",
    copied: "Copied.",
    // In place of this box, the one of a related contract.
    show_here: "Open here",
    // The title of the box that it leads back to follows.
    back: "Back to",
    compare_most: "You can compare up to four. Remove one to add another.",
    not_arrived: "Sorry, this did not load. Try again or follow the link.",
    comma: ", ",
    aside_open: " (",
    aside_close: ")",
    full_stop: ".",
    // Where no passage is given.
    read_source: "Read the source",
};
