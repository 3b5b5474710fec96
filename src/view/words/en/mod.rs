//! The English texts of the interface. The comments on a text hold for every language.
//!
//! `{name}` is a placeholder for a value; a text has the same placeholders in every language, in
//! any order; a word before it, as in `{de who}`, is one of those in `connectives`. `\u{a0}` is a
//! no-break space.

mod contract;
mod people;
mod ui;

use super::SignOff;
use super::table::{
    Changes, Events, Fallback, Folds, Format, Language, Marks, Relations, Sections, ShareCardWords,
    Sources, Spans,
};
use super::texts::{Counted, Form};

/// English.
pub(super) static EN: Language = Language {
    tag: "en",
    sign_off: SignOff::Original,
    form: |whole, fraction| if whole == 1 && !fraction { Form::One } else { Form::Other },
    ui: ui::UI,
    format: Format {
        // In the form that they have in a date.
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        // The same, as short as newspapers write them, for small places.
        short_months: [
            "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
        ],
        // How the number of the first day of a month is written.
        first_day: "1",
        day: "{day} {month} {year}",
        month: "{month} {year}",
        year: "{year}",
        no_date: "undated",
        decimal: ".",
        // Between groups of three digits.
        group: ",",
        // A language that has no word for one of these leaves its texts empty, and the next smaller is
        // used.
        million: Counted::of("{number}\u{a0}million", "{number}\u{a0}million"),
        billion: Counted::of("{number}\u{a0}billion", "{number}\u{a0}billion"),
        trillion: Counted::of("{number}\u{a0}trillion", "{number}\u{a0}trillion"),
        // Those that have a sign of their own in this language.
        currencies: &[("GBP", "£{amount}"), ("EUR", "€{amount}"), ("USD", "US${amount}")],
        // All others.
        currency: "{code}\u{a0}{amount}",
        // After "million" and the others, where a language writes the currency otherwise there.
        round_currencies: &[],
    },
    marks: Marks {
        sentence: "{text}.",
        // What ends a sentence already.
        ends: ".!?:…”",
        aside: "{text} ({aside})",
        comma: ", ",
        semicolon: "; ",
        colon: ": ",
        // Between what sources that disagree say.
        or: " or ",
        // Before the last of several names.
        and: " and ",
        // After the first entries of a list, where there are more.
        and_more: "{text}…",
    },
    status: contract::STATUS,
    track: contract::TRACK,
    // The rows that open below who says what, and what stands beside their titles.
    folds: Folds {
        unknowns: "What we don’t know",
        facts: "All facts and figures",
        background: "Background",
        sources: "Sources, corrections and sharing",
        // The number of open questions, and of those with an answer. The forms of `some_answered`
        // follow the second number.
        none_answered: Counted::of("{count} unanswered", "{count} unanswered"),
        all_answered: Counted::of("{count}, all answered", "{count}, all answered"),
        some_answered: Counted::of(
            "{count} questions, {some} answered",
            "{count} questions, {some} answered",
        ),
        // If there are no questions.
        gaps: Counted::of("one fact not known", "{count} facts not known"),
        // What there is among the facts.
        money: "money",
        dates: "dates",
        related: "related contracts",
        // What there is in the background, if there are no questions.
        why: "why it matters",
        who: "who they are",
        terms: "terms",
        source_count: Counted::of("one source", "{count} sources"),
        correction_count: Counted::of("one correction", "{count} corrections"),
    },
    facts: contract::FACTS,
    methods: contract::METHODS,
    stages: contract::STAGES,
    gaps: contract::GAPS,
    money: contract::MONEY,
    evidence: contract::EVIDENCE,
    positions: people::POSITIONS,
    silences: people::SILENCES,
    sections: Sections {
        timeline: "Timeline",
        // Over what has no date.
        without_date: "Undated",
        // The section of terms that no other text uses.
        words: "Terms explained",
        // A term and its meaning.
        means: "{term}: {meaning}",
        why_it_matters: "Why it matters",
        for_you: "What it means for you",
        questions: "What we don’t know",
        related: "Related contracts",
        sources: "Sources",
        sources_and_corrections: "Sources and corrections",
        corrections: "Corrections",
    },
    scale: contract::SCALE,
    spoke: people::SPOKE,
    // What kind of event it was, then who did it.
    events: Events {
        announced: "Announced",
        tendered: "Bids invited",
        approved: "Approved",
        awarded: "Awarded",
        signed: "Signed",
        started: "Started",
        amended: "Changed",
        paused: "Paused",
        blocked: "Blocked",
        cancelled: "Cancelled",
        ended: "Ended",
        challenged: "Challenged",
        by: "{kind}: {who}",
        // On whether it has happened.
        disputed: "Sources differ on this.",
        // A change to the contract, with its number; `text` is what it did.
        change: "Change: {text}",
        numbered_change: "Change {number}: {text}",
        // Sentences after it: the value of the contract.
        value_before: "Value before: {before}.",
        value_after: "Value after: {after}.",
        value_before_and_after: "Value: {before} before, {after} after.",
    },
    challenges: contract::CHALLENGES,
    who: people::WHO,
    // How long a post was held, and what time a figure covers.
    spans: Spans { from_to: "{from} to {to}", from: "from {from}", to: "until {to}" },
    questions: contract::QUESTIONS,
    // Over the other contract.
    relations: Relations {
        pilot_of: "This is a pilot for",
        replaces: "This replaces",
        call_off_of: "Awarded under this framework",
        same_supplier: "Same supplier",
        mentioned: "Also mentioned",
    },
    sources: Sources {
        // Over the title, unless the story has words of its own.
        kicker: "Contract at a glance",
        // How to cite the box.
        cite: "{publisher}: {title}. Contract fact box, version {version}, checked {date}.",
        // What kind of source it is.
        notice: "Official notice",
        decision: "Published decision",
        foi: "FoI response",
        statement: "Statement",
        interview: "Interview",
        report: "News report",
        dataset: "Dataset",
        published: "{kind}, {date}.",
        // By the newsroom.
        read: "Accessed {date}.",
        // In place of a link.
        no_address: "No link available",
        licence: "Licence: {licence}.",
    },
    changes: Changes {
        // Over all changes, with the number of the newer version beside it.
        title: "Updated since publication",
        version: "Version {version}",
        // Below the link to it.
        version_of: "Version {version}, published {date}.",
        version_alone: "Version {version}.",
        page: "Open the updated version",
        // The label of a correction.
        corrected: "Corrected",
        corrected_on: "Corrected {date}",
        field_corrected: "{field}, corrected",
        field_corrected_on: "{field}, corrected {date}",
        // Sentences: the old text, and the new one.
        was_and_now: "Was: {was} Now: {now}",
        new: "New: {now}",
        gone: "Removed: {was}",
        // The labels of what has changed, where the box has none for it.
        story_title: "Title",
        kicker: "Words over the title",
        as_of: "Checked",
        language: "Language",
        notice: "Notice",
        question: "Question",
        // It, or the sources of what the label names.
        evidence: "{label} (evidence)",
        // The tag of a language.
        in_language: "In the language {lang}.",
        // What a party is.
        person: "A person",
        organisation: "An organisation",
        group: "A group",
    },
    fallback: Fallback {
        // The text of the loader's link, and the title of the page in a frame until there is a box.
        link: "Contract fact box",
        // Without script.
        unscripted: "The facts of a public contract belong here. They need JavaScript, which is off in your browser or not allowed by this page.",
        // In a frame whose URL names no story.
        nothing: "The facts of a public contract belong here, and they are not there. The newspaper can put that right.",
        // Until there is a box; `open` is the text of the link.
        waiting: "The contract fact box belongs here. {link} if it does not appear.",
        open: "Open it as a page",
        // On paper, above what the frame shows.
        printed: "All of this fact box: {url}",
    },
    share_card: ShareCardWords {
        // In the last line, since the picture may be years old. The URL has no `https://`.
        newest: "Newest version: {url}",
        // In the place of the value, if the picture has no room for what kind of figure it is.
        value_elsewhere: "see the fact box",
    },
};
