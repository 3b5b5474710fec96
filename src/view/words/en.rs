//! The English texts of the interface. The comments on a text hold for every language.
//!
//! `{name}` is a placeholder for a value; a text has the same placeholders in every language, in
//! any order. `\u{a0}` is a no-break space.

use super::table::{
    Changes, Events, EvidenceWords, Facts, Fallback, Folds, Format, Gaps, Language, Marks, Methods,
    MoneyWords, Positions, Questions, Relations, Scale, Sections, Silences, Sources, Spoke, Stages,
    Status, TrackWords, Who,
};
use super::texts::{Counted, Form};
use super::ui_strings::UiStrings;

/// English.
pub(super) static EN: Language = Language {
    tag: "en",
    form: |whole, fraction| if whole == 1 && !fraction { Form::One } else { Form::Other },
    ui: UiStrings {
        // Over the title, unless the story has words of its own.
        kicker: "Contract at a glance",
        // A date follows.
        as_of: "Checked",
        who_says_so: "Source",
        // Beside it.
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
        compare_above: "What they say is above, under each question.",
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
        no_address: "No link available",
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
        // Beside it.
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
    },
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
        day: "{day} {month} {year}",
        month: "{month} {year}",
        year: "{year}",
        no_date: "undated",
        decimal: ".",
        // Between groups of three digits.
        group: ",",
        // Before an amount that is paid back or taken off.
        minus: "−",
        million: Counted::of("{number}\u{a0}million", "{number}\u{a0}million"),
        billion: Counted::of("{number}\u{a0}billion", "{number}\u{a0}billion"),
        trillion: Counted::of("{number}\u{a0}trillion", "{number}\u{a0}trillion"),
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
        or: " or ",
        // After the first entries of a list, where there are more.
        and_more: "{text}…",
    },
    // Alone or before ", reports say", with a capital letter.
    status: Status {
        considered: "being considered",
        proposed: "proposed",
        pipeline: "planned",
        tendering: "open to bids",
        intended: "preferred bidder chosen",
        awarded: "awarded",
        signed: "signed",
        active: "in force",
        extended: "extended",
        paused: "paused",
        blocked: "blocked",
        cancelled: "cancelled",
        completed: "completed",
        terminated_early: "ended early",
        expired: "expired",
        challenged: "under legal challenge",
        // Alone.
        unknown: "Status not known",
        reported: "{status}, reports say",
        // Where one publisher does.
        reported_by: "{status}, {publisher} reports",
        // Who decided it.
        by: "By {who}.",
        official: "Listed officially as “{code}” ({section}).",
        // A story that may not be shown any more.
        withdrawn: "Withdrawn",
    },
    // Under the title: the stages of the contract, with a few words on each below it.
    track: TrackWords {
        tender: "Tender",
        // In the place of an award, where nobody else could bid.
        direct: "Direct award",
        in_use: "In use",
        // By the date on which the contract begins, of which nobody says more.
        started: "Started",
        ended: "Ended",
        not_known: "not known",
        // Of what the status says is still to come.
        not_yet: "not yet",
        not_published: "not published",
        redacted: "redacted",
        differ: "sources differ",
        // A date that has passed, of which no source says whether it was kept.
        due: "due {date}",
        by: "by {who}",
        // By reports only, without a date and with one.
        reported: "reported, undated",
        reported_on: "reported, {date}",
        reported_by: "reported, by {who}",
    },
    // The rows that open below who says what, and what stands beside their titles.
    folds: Folds {
        unknowns: "What we don’t know",
        facts: "All facts and figures",
        background: "Background",
        sources: "Sources, corrections and sharing",
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
    // Labels: what it is about stands beside or below.
    facts: Facts {
        status: "Status",
        value: "Value",
        buyer: "Buyer",
        supplier: "Supplier",
        decided_by: "Decision by",
        reason: "Reason given",
        reasons: "Reasons given",
        purpose: "Purpose",
        another_value: "Other figure given",
        users: "For use by",
        decision_maker: "Decision-maker",
        oversight: "Overseen by",
        software: "Software",
        replaces: "Replaces",
        data: "Data used",
        method: "How it was bought",
        procedure: "As the notice puts it",
        law: "Legal basis",
        framework: "Framework",
        direct: "Reason for no tender",
        bids: "Bids received",
        published: "Notice published",
        awarded: "Awarded",
        signed: "Signed",
        start: "Starts",
        end: "Ends",
        max_end: "Latest end date",
        // An amount in the source's words.
        given_as: "In the source: “{text}”.",
        as_of: "As of {date}.",
        // In the place of a value.
        not_published: "Not published",
        redacted: "Redacted",
        not_applicable: "Not applicable",
        not_reported: "Not known",
        // What each source says, with "or" between.
        disputed: "Sources differ: {sides}",
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
        selective: "Shortlisted bidders only",
        limited: "Invited bidders only",
        direct: "Direct award, no competition",
        // What each lets others see and do, and what a framework is.
        open_means: "In an open competition any supplier may bid, and the buyer compares the bids.",
        selective_means: "Suppliers have to qualify first. Those that are shortlisted may bid, and the buyer compares their bids.",
        limited_means: "The buyer chooses whom to invite to bid. Others cannot bid.",
        direct_means: "The buyer approaches one supplier. No one else can bid, so there are no offers to compare.",
        framework_means: "A framework is agreed first: it sets who can supply, and on what terms. Contracts under it are made later, often with less competition.",
    },
    stages: Stages {
        estimate: "An estimate is what the buyer expected before there were bids.",
        budget: "A budget is money set aside, not money spent.",
        ceiling: "A ceiling is the most that may be spent; it may be less.",
        framework_ceiling: "A framework ceiling is the most that all its buyers together may spend, not the value of one contract.",
        proposed: "A proposal is not an agreement.",
        awarded: "An award value is what was offered and accepted; what is signed and spent may differ.",
    },
    // Under "Not known".
    gaps: Gaps {
        worth: "What it is worth",
        buyer: "Who the buyer is",
        supplier: "Who the supplier is",
        purpose: "What it is for",
        replaces: "What it replaces",
        data: "What data it uses",
        method: "How it was bought",
        bids: "How many firms bid",
        signed: "When it was awarded or signed",
        dates: "When it starts and ends",
    },
    money: MoneyWords {
        // What an amount is of; put into the three below them, and these into the next.
        estimate: "estimate",
        budget: "budget",
        ceiling: "ceiling",
        framework_ceiling: "framework ceiling",
        proposed: "value of the proposed deal",
        awarded: "award value",
        signed: "contract value",
        amended: "revised value",
        spent: "amount spent",
        no_stage: "value",
        official: "official {figure}",
        reported: "reported {figure}",
        calculated: "calculated {figure}",
        total: "{figure}, whole contract",
        annual: "{figure} a year",
        option: "{figure}, for an option",
        share: "{figure}, one party’s share",
        // Sentences after it.
        no_stage_no_vat: "Type of figure and VAT not stated.",
        no_stage_excl: "Type of figure not stated. Excluding VAT.",
        no_stage_incl: "Type of figure not stated. Including VAT.",
        no_vat: "VAT not stated.",
        excl: "Excluding VAT.",
        incl: "Including VAT.",
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
        not_clear: "Basis unclear",
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
    },
    silences: Silences {
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
    },
    sections: Sections {
        timeline: "Timeline",
        // Beside it.
        dated: "key dates",
        undated: "no dates given",
        // Over what has no date.
        without_date: "Undated",
        // The section of terms that no other text uses, and the words beside its title.
        words: "Terms explained",
        words_digest: "in plain words",
        // A term and its meaning.
        means: "{term}: {meaning}",
        why_it_matters: "Why it matters",
        // Beside it, and as a title.
        and_for_you: "and what it means for you",
        for_you: "What it means for you",
        questions: "What we don’t know",
        related: "Related contracts",
        sources: "Sources",
        sources_and_corrections: "Sources and corrections",
        corrections: "Corrections",
        // Beside "What we don’t know": the number of open questions, and of those with an answer.
        // The forms of `some_answered` follow the second number.
        none_answered: Counted::of("{count} unanswered", "{count} unanswered"),
        all_answered: Counted::of("{count}, all answered", "{count}, all answered"),
        some_answered: Counted::of(
            "{count} questions, {some} answered",
            "{count} questions, {some} answered",
        ),
        // Beside "Sources": how many there are.
        uncorrected: Counted::of("one, no corrections", "{count}, no corrections"),
        corrected: Counted::of("one source", "{count} sources"),
    },
    scale: Scale {
        title: "How it compares",
        // Beside it: another contract's figure.
        beside: "next to {figure}",
        // What one square is worth: this contract's figure, another's, or a round amount.
        square_own: "Each square is {figure}, the figure for this contract.",
        square_other: "Each square is {figure}, the figure for “{title}”.",
        square_round: "Each square is {figure}.",
        kinds: "These figures may not measure the same thing. Compare with care; do not add them up.",
        // How many squares.
        not_drawn: "In another currency, so not drawn.",
        in_dispute: "Sources differ.",
        one_square: "One square.",
        less: "Less than one square.",
        squares: Counted::of("About {count} square.", "About {count} squares."),
        // Over a newsroom's own comparisons: "£75 per resident. The Example calculation: £1.5
        // million ÷ 20,000 (…)."
        worked_out: "In context",
        of: "{title}: {figure} {per}",
        by: "{publisher} calculation: {sum}",
        sum: "{figure} ÷ {number} ({counted}).",
    },
    // On the timeline: who, and about which question.
    spoke: Spoke {
        speaks: "{who} on “{issue}”",
        votes: "Vote by {who} on “{issue}”",
        acts: "Action by {who} on “{issue}”",
        writes: "Written statement by {who} on “{issue}”",
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
        by: "{kind}: {who}",
        // On whether it has happened.
        disputed: "Sources differ on this.",
    },
    who: Who {
        title: "Who they are",
        // Beside it.
        digest: "other names, posts and register numbers",
        // Over those whose words are not reported.
        not_quoted: "Not quoted",
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
        asked: "Asked; no answer yet.",
        foi_pending: "FoI request pending.",
        foi_refused: "FoI request refused.",
        answered: "Answered.",
        asked_of: "Put to {who}.",
        since: "Since {date}.",
    },
    // Over the other contract.
    relations: Relations {
        pilot_of: "This is a pilot for",
        replaces: "This replaces",
        call_off_of: "Awarded under this framework",
        same_supplier: "Same supplier",
        mentioned: "Also mentioned",
    },
    sources: Sources {
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
};
