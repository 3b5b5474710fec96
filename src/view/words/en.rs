//! English: every text of the interface. What it says here about a text holds for every language.
//!
//! `{name}` is the place of what is told; each language has the same ones in each text, in any order. `\u{a0}` is a
//! space at which no line breaks.

use super::Placed;
use super::table::{
    Changes, Events, EvidenceWords, Facts, Format, Gaps, Language, Marks, Methods, MoneyWords, Positions, Questions,
    Relations, Scale, Sections, Silences, Sources, Spoke, Stages, Status, Who,
};
use super::texts::{Counted, Form};

/// English.
pub(super) static EN: Language = Language {
    tag: "en",
    form: |whole, fraction| if whole == 1 && !fraction { Form::One } else { Form::Other },
    placed: Placed {
        kicker: "Contract fact box",
        // A date follows.
        as_of: "As of:",
        who_says_so: "Who says so",
        more_facts: "More facts",
        // Beside it.
        more_digest: "and what is not reported",
        // Over what readers would ask and no source says.
        gaps: "Not reported",
        who_says_what: "Who says what",
        choose_issue: "Choose a question",
        how_ordered: "How people are ordered",
        order_rule: "Buyer, end users, decision maker, oversight and supplier come first, in that order; then everybody else by name. Never by what they think.",
        compare: "Compare people",
        // Beside it.
        compare_digest: "side by side",
        compare_hint: "Choose two to four people to read side by side.",
        compare_above: "Their words stand above, under each question.",
        compare_one: "Choose one more to read them side by side.",
        // A name follows, for those who hear it.
        compare_pick: "Compare",
        // Names follow.
        compare_caption: "Side by side:",
        // Questions follow.
        compare_silent: "No word from any of them on:",
        compare_clear: "Clear choice",
        // A name stands before it.
        compare_added: "added to the comparison",
        compare_removed: "taken out of the comparison",
        // A kind of silence: no source says whether they were asked.
        not_reported: "Not known if asked",
        not_reported_text: "The sources do not say whether they were asked.",
        open_at_passage: "Open at this passage",
        archived: "Archived copy",
        no_address: "Address not given",
        // Its number follows.
        source_number: "Source",
        // Before the original words of a translation.
        original: "Original:",
        quote_open: "“",
        quote_close: "”",
        colon: ":",
        // Its number follows.
        version: "Version",
        key_facts: "Key facts",
        // What limits the claim follows.
        source_adds: "The source adds:",
        show_newer: "Show the updated version",
        use_title: "Share and cite",
        use_digest: "or embed it",
        // A fact, or what somebody said.
        copy_link: "Copy link to this",
        copy_box: "Copy link",
        copy_compared: "Copy link to this comparison",
        link_copied: "Link copied.",
        share: "Share",
        print_page: "Page to print",
        cite: "Cite",
        embed: "Embed",
        copy: "Copy",
        copied: "Copied.",
        everyone: "Where everyone stands",
        // Beside it.
        everyone_digest: "question by question",
        // The heading of the names.
        name: "Name",
        // In place of this box, the one of a related contract.
        show_here: "Show it in this box",
        // The title of the box that it leads back to follows.
        back: "Back to:",
        compare_most: "Four are the most. Take one out to add another.",
        not_arrived: "It could not be loaded. Try again, or follow the link.",
        comma: ", ",
        aside_open: " (",
        aside_close: ")",
        full_stop: ".",
        // Where no passage is given.
        read_source: "Read the source",
        // From a card that says where somebody's words stand.
        show_words: "Go to it",
    },
    format: Format {
        // As they stand in a date.
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
        day: "{day} {month} {year}",
        month: "{month} {year}",
        year: "{year}",
        no_date: "date not given",
        decimal: ".",
        // Between groups of three digits.
        group: ",",
        // Before an amount that is paid back or taken off.
        minus: "−",
        million: Counted::of("{number}\u{a0}million", "{number}\u{a0}million"),
        billion: Counted::of("{number}\u{a0}billion", "{number}\u{a0}billion"),
        // Those that have a sign of their own in this language.
        currencies: &[("GBP", "£{amount}"), ("EUR", "€{amount}"), ("USD", "US${amount}")],
        // All others.
        currency: "{code}\u{a0}{amount}",
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
        or: ", or ",
    },
    // After "Reported as", or alone with a capital letter.
    status: Status {
        considered: "under consideration",
        proposed: "proposed",
        pipeline: "planned",
        tendering: "open to bids",
        intended: "intended award",
        awarded: "awarded",
        signed: "signed",
        active: "running",
        extended: "extended",
        paused: "paused",
        blocked: "blocked",
        cancelled: "cancelled",
        completed: "completed",
        terminated_early: "ended early",
        expired: "expired",
        challenged: "challenged",
        // Alone.
        unknown: "Status not reported",
        reported: "Reported as {status}",
        // Who decided it.
        by: "By {who}.",
        official: "Official record ({section}): {code}.",
        // A story that may not be shown any more.
        withdrawn: "Withdrawn",
    },
    // Labels: what it is about stands beside or below.
    facts: Facts {
        status: "Status",
        value: "Value",
        buyer: "Buyer",
        supplier: "Supplier",
        decided_by: "Decided by",
        reason: "Stated reason",
        reasons: "Stated reasons",
        purpose: "What for",
        another_value: "Another figure",
        users: "Users",
        decision_maker: "Decision maker",
        oversight: "Oversight",
        software: "Software",
        replaces: "In place of",
        data: "Data used",
        method: "How bought",
        procedure: "In the record’s words",
        law: "Legal basis",
        framework: "Framework",
        direct: "Why no competition",
        bids: "Bids",
        published: "Announced",
        awarded: "Awarded",
        signed: "Signed",
        start: "Starts",
        end: "Ends",
        max_end: "Ends at the latest",
        // An amount in the source's words.
        given_as: "Given as {text}.",
        as_of: "As of: {date}.",
        // In the place of a value.
        not_published: "Not published",
        redacted: "Blacked out in the record",
        not_applicable: "Does not apply",
        not_reported: "Not reported",
        // What each source says, with "or" between.
        disputed: "Disputed: {sides}",
        // A figure that another has taken the place of, and which one.
        earlier_value: "Earlier figure",
        replaced_by: "Replaced by {figure}.",
        // A fact that was taken from an official record by program.
        imported: "Taken from the official record.",
        notices: "Notice numbers",
        ocid: "Open Contracting ID",
    },
    methods: Methods {
        open: "Open competition",
        selective: "Competition among qualified suppliers",
        limited: "Suppliers chosen by the buyer",
        direct: "One supplier, without competition",
        // What each lets others see and do, and what a framework is.
        open_means: "In an open competition every supplier may bid, and the buyer compares the bids.",
        selective_means: "Suppliers have to qualify first; those who do may bid, and the buyer compares their bids.",
        limited_means: "The buyer decides whom to ask for a bid. Others cannot bid.",
        direct_means: "The buyer asks one supplier. Nobody else can bid, so there are no offers to compare.",
        framework_means: "A framework is agreed first: it settles who may sell, and on which terms. Contracts under it are made later, often with less competition.",
    },
    stages: Stages {
        estimate: "An estimate is what the buyer expected before there were bids.",
        budget: "A budget is money set aside, not money spent.",
        ceiling: "A ceiling is the most that may be spent; it may be less.",
        framework_ceiling: "A framework ceiling is the most that all its buyers together may spend, not the value of one contract.",
        proposed: "A proposal is not an agreement.",
        awarded: "An award value is what was offered and accepted; what is signed and spent may differ.",
    },
    // Under "Not reported".
    gaps: Gaps {
        worth: "What it is worth",
        buyer: "Who buys",
        supplier: "Who sells",
        purpose: "What it is for",
        replaces: "What it replaces",
        data: "What data it uses",
        method: "How it was bought",
        bids: "How many bid for it",
        signed: "When it was awarded or signed",
        dates: "When it starts and ends",
    },
    money: MoneyWords {
        // What an amount is of; put into the three below them, and these into the next.
        estimate: "estimate",
        budget: "budget",
        ceiling: "ceiling",
        framework_ceiling: "framework ceiling",
        proposed: "proposal",
        awarded: "award value",
        signed: "contract value",
        amended: "value after a change",
        spent: "spending",
        no_stage: "value",
        official: "official {figure}",
        reported: "reported {figure}",
        calculated: "calculated {figure}",
        total: "{figure}, whole contract",
        annual: "{figure}, per year",
        option: "{figure}, for an option",
        share: "{figure}, one party’s share",
        // Sentences after it.
        no_stage_no_vat: "Stage and VAT not stated.",
        no_stage_excl: "Stage not stated. Without VAT.",
        no_stage_incl: "Stage not stated. With VAT.",
        no_vat: "VAT not stated.",
        excl: "Without VAT.",
        incl: "With VAT.",
        // A figure that the source gives as a round or approximate one.
        about: "about {figure}",
        // The time that a figure covers.
        period: "For {start} to {end}.",
        negative: "A minus sign marks money that is paid back to the buyer or taken off the value.",
    },
    evidence: EvidenceWords {
        // Before the publisher.
        official: "Official",
        reported: "Reported",
        calculated: "Calculated",
        not_clear: "Basis not clear",
        no_publisher: "Publisher not given",
        page: "page {page}",
    },
    positions: Positions {
        // A proposal.
        supports: "For",
        opposes: "Against",
        // A claim.
        says_yes: "Says yes",
        says_no: "Says no",
        // Either.
        concerned: "Concerned",
        mixed: "Partly",
        conditional: "Only if",
        undecided: "Undecided",
        none_stated: "No side",
        silence: "No word",
        // Under a question.
        other_contract: "About another contract, not this one.",
        about_contract: "About another contract: {title}.",
        context: "Background to this contract, not a view of it.",
        // Before what somebody said or did.
        paraphrase: "Paraphrase:",
        vote: "Vote:",
        action: "What they did:",
        document: "In writing:",
        // After it: who spoke, as what, when.
        spokesperson: "Spokesperson, not named.",
        organisation: "As an organisation.",
        anonymous: "Not named.",
        then: "Then {role}.",
        said: "Said {date}.",
        // A newsroom's own.
        reading: "Our reading of where they stand.",
        translated: "Translated by {who}.",
        // Where the original words stand beside it and nobody says who translated.
        translation: "Translated.",
        // A named person who spoke for an organisation.
        for_organisation: "Speaking for the organisation.",
        // Where an answer stands: under a stance of those above.
        pointer: "Shown with the words of {name}, under “{stance}”.",
        // After the name of somebody who is criticised.
        unanswered: "{publisher} reports no response to this.",
        // Where several publishers are cited, or none is known.
        unanswered_anywhere: "No response to this is reported.",
        // Of somebody who is on record elsewhere in the box: in a statement to a publisher, as that one reports it, or
        // in several.
        not_addressed_to: "{party}’s statement to {publisher} does not address this.",
        not_addressed_by: "What {publisher} reports from {party} does not address this.",
        not_addressed: "What is reported from {party} does not address this.",
        // Before what is known of the speaker: whom the words answer, and under which question these stand.
        in_reply: "In reply to {who}.",
        in_reply_on: "In reply to {who} on “{issue}”.",
        // Words that answer others here and belong to another question.
        also_under: "Also under “{issue}”.",
        // Before what the same person said at first: a stance of those above.
        earlier: "Earlier: {stance}",
    },
    silences: Silences {
        not_approached: "Not asked",
        no_reply: "Asked, no reply",
        declined: "Refused to comment",
        could_not_comment: "Could not comment",
        replied_without_position: "Replied, took no position",
        nothing_found: "Nothing found",
        // Who asked, and when.
        asked_by_on: "Asked by {who}, {date}.",
        asked_by: "Asked by {who}.",
        asked_on: "Asked: {date}.",
        // When a newsroom looked for words of theirs.
        checked_on: "Last looked: {date}.",
        // Of somebody who is not on record.
        publisher_does_not_say: "{publisher} does not say whether they were asked.",
        sources_do_not_say: "The sources do not say whether they were asked.",
    },
    sections: Sections {
        timeline: "Timeline",
        // Beside it.
        dated: "as far as it is dated",
        undated: "no dates are given",
        // Over what has no date.
        without_date: "Without a date",
        // Terms that stand nowhere else, and what is beside that.
        words: "Words",
        words_digest: "and what they mean",
        // A term and its meaning.
        means: "{term}: {meaning}",
        why_it_matters: "Why it matters",
        // Beside it, and as a title.
        and_for_you: "and what it means for you",
        for_you: "What it means for you",
        questions: "Open questions",
        related: "Related contracts",
        sources: "Sources",
        sources_and_corrections: "Sources and corrections",
        corrections: "Corrections",
        // Beside "Open questions": how many there are, and how many have an answer, which decides the last one's form.
        none_answered: Counted::of("{count}, none answered", "{count}, none answered"),
        all_answered: Counted::of("{count}, all answered", "{count}, all answered"),
        some_answered: Counted::of("{count}, {some} answered", "{count}, {some} answered"),
        // Beside "Sources": how many there are.
        uncorrected: Counted::of("one, and no corrections", "{count}, and no corrections"),
        corrected: Counted::of("{count}, and corrections", "{count}, and corrections"),
    },
    scale: Scale {
        title: "Money in scale",
        // Beside it: another contract's figure.
        beside: "beside {figure}",
        // What one square stands for: this contract's figure, another's, or a round amount.
        square_own: "One square is {figure}, the figure for this contract.",
        square_other: "One square is {figure}, the figure for {title}.",
        square_round: "One square is {figure}.",
        kinds: "The figures are of different kinds: compare them with care, do not add them.",
        // How many squares.
        not_drawn: "In another currency: not drawn.",
        in_dispute: "Sources differ.",
        one_square: "One square.",
        less: "Less than one square.",
        squares: Counted::of("About {count} square.", "About {count} squares."),
        // Over a newsroom's own comparisons: "£75 per resident. Worked out by The Example: £1.5 million ÷ 20,000 (…)."
        worked_out: "Worked out",
        of: "{title}: {figure} {per}",
        by: "Worked out by {publisher}: {sum}",
        sum: "{figure} ÷ {number} ({counted}).",
    },
    // On the timeline: who, and about which question.
    spoke: Spoke {
        speaks: "What {who} said: {issue}",
        votes: "How {who} voted: {issue}",
        acts: "What {who} did: {issue}",
        writes: "What {who} wrote: {issue}",
    },
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
        background: "Background",
        by: "{kind}: {who}.",
    },
    who: Who {
        title: "Who they are",
        // Beside it.
        digest: "other names, posts and register numbers",
        also: "Also known as {names}.",
        part_of: "Part of {who}.",
        registered: "Registered as {numbers}.",
        // What somebody stands to gain or lose.
        interest: "Interest: {interest}.",
        // How long a post was held.
        from_to: "{from} to {to}",
        from: "from {from}",
        to: "until {to}",
    },
    questions: Questions {
        open: "Not known.",
        asked: "Asked, no answer yet.",
        foi_pending: "Requested under freedom of information, pending.",
        foi_refused: "Requested under freedom of information, refused.",
        answered: "Answered.",
        asked_of: "Asked of {who}.",
        since: "Since {date}.",
    },
    // Over the other contract.
    relations: Relations {
        pilot_of: "This is a pilot of",
        replaces: "This replaces",
        call_off_of: "This is called off from",
        same_supplier: "Same supplier",
        mentioned: "Mentioned beside it",
    },
    sources: Sources {
        // How to cite the box.
        cite: "{publisher}: {title}. Contract fact box, version {version}, as of: {date}.",
        // What kind of source it is.
        notice: "Official notice",
        decision: "Published decision",
        foi: "Answer to a freedom of information request",
        statement: "Statement",
        interview: "Interview",
        report: "News report",
        dataset: "Data set",
        published: "{kind}, {date}.",
        // By the newsroom.
        read: "Read {date}.",
        licence: "Licence: {licence}.",
    },
    changes: Changes {
        // Over all changes, with the number of the newer version beside it.
        title: "Updated since this article: what changed",
        version: "Version {version}",
        // Below the link to it.
        version_of: "Version {version}, published {date}.",
        version_alone: "Version {version}.",
        page: "The updated version on a page of its own",
        // The label of a correction.
        corrected: "Corrected",
        corrected_on: "Corrected {date}",
        field_corrected: "{field}, corrected",
        field_corrected_on: "{field}, corrected {date}",
        // Sentences: what stood there, and what stands there.
        was_and_now: "Was: {was} Now: {now}",
        new: "New: {now}",
        gone: "No longer here: {was}",
        // The labels of what has changed, where the box has none for it.
        story_title: "Title",
        as_of: "As of",
        language: "Language",
        notice: "Notice",
        question: "Question",
        // It, or the sources of what the label names.
        evidence: "{label} (evidence)",
        // The tag of a language.
        in_language: "In the language {lang}.",
    },
};
