//! What is said of people in English, and beside their words.

use crate::view::words::table::{Positions, Silences, Spoke, Who};

pub(super) const POSITIONS: Positions = Positions {
    // A proposal.
    supports: "For",
    opposes: "Against",
    // A claim.
    says_yes: "Says yes",
    says_no: "Says no",
    // Either.
    concerned: "Concerned",
    mixed: "Mixed view",
    conditional: "With conditions",
    undecided: "Undecided",
    none_stated: "No view stated",
    // Where a column holds both.
    supports_or_says_yes: "For, or says yes",
    opposes_or_says_no: "Against, or says no",
    // Under a question.
    other_contract: "About another contract, not this one.",
    about_contract: "About another contract: “{title}”.",
    context: "A wider question than this contract.",
    // Before what somebody said or did.
    paraphrase: "Paraphrased:",
    vote: "Vote:",
    action: "Action:",
    document: "In writing:",
    // After it: who spoke, as what, when.
    spokesperson: "Unnamed spokesperson.",
    organisation: "Attributed to the organisation.",
    anonymous: "Not named.",
    then: "At the time: {role}.",
    said: "{date}.",
    // Beside a stance that is a newsroom's own reading.
    reading: "our interpretation",
    translated: "Translated by {who}.",
    // Where the original is shown too and the story does not say who translated it.
    translation: "Translated.",
    // A named person who spoke for an organisation.
    for_organisation: "Speaking for the organisation.",
    // Where an answer stands: under a stance of those above.
    pointer: "Replied to {name}: see there, under “{stance}”.",
    // After the name of somebody who is criticised.
    unanswered: "{publisher} reports no response to this.",
    // Where several publishers are cited, or none is known.
    unanswered_anywhere: "No response to this is reported.",
    // Of somebody who is on record elsewhere in the box: in a statement to a publisher, as that
    // one reports it, or in several.
    not_addressed_to: "{party}’s statement to {publisher}, as reported, does not address this.",
    not_addressed_by: "What {publisher} reports of {party}’s views does not address this.",
    not_addressed: "What is reported of {party}’s views does not address this.",
    // Of somebody whose words the criticism itself answers: they stand right above it.
    no_further: "{publisher} reports no further response from {party}.",
    no_further_anywhere: "No further response from {party} is reported.",
    // Before what is known of the speaker: whom the words answer, and under which question
    // these stand.
    in_reply: "In reply to {who}.",
    in_reply_on: "In reply to {who} on “{issue}”.",
    // Before what is known of the speaker: the criticised party that somebody else answers for.
    answers_for: "Answering for {party}.",
    // Words that answer others here and belong to another question.
    also_under: "Also under “{issue}”.",
    // After "Copy link to", to tell one control from others: the only one of its kind by
    // somebody, and one of several.
    this_quote: "this quote by {name}",
    nth_quote: "quote {number} by {name}",
    this_statement: "this statement by {name}",
    nth_statement: "statement {number} by {name}",
    this_silence: "this note on {name}",
    nth_silence: "note {number} on {name}",
    // Before what the same person said at first: a stance of those above.
    earlier: "Earlier: {stance}",
};

pub(super) const SILENCES: Silences = Silences {
    not_approached: "Not approached",
    no_reply: "Did not respond",
    declined: "Declined to comment",
    could_not_comment: "Unable to comment",
    replied_without_position: "Responded, took no position",
    nothing_found: "No statement found",
    // Who asked, and when.
    asked_by_on: "Asked by {who}, {date}.",
    asked_by: "Asked by {who}.",
    asked_on: "Asked: {date}.",
    // When a newsroom looked for words of theirs.
    checked_on: "Last checked {date}.",
    // Of somebody who is not on record.
    publisher_does_not_say: "{publisher} does not say whether they were asked.",
    sources_do_not_say: "The sources do not say whether they were asked.",
};

pub(super) const WHO: Who = Who {
    title: "Who they are",
    // Over those whose words are not reported.
    not_quoted: "Not quoted",
    also: "Also known as {names}.",
    part_of: "Part of {who}.",
    // The members of a consortium: in brackets after its name, and as a sentence.
    led_by: "led by {leads}",
    led_by_with: "led by {leads}, with {names}",
    members: "made up of {names}",
    registered: "Registered as {numbers}.",
    // What somebody stands to gain or lose.
    interest: "Interest: {interest}.",
};

/// On the timeline: who, and about which question.
pub(super) const SPOKE: Spoke = Spoke {
    speaks: "{who} on “{issue}”",
    votes: "Vote by {who} on “{issue}”",
    acts: "Action by {who} on “{issue}”",
    writes: "Written statement by {who} on “{issue}”",
};
