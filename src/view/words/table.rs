//! The texts that every language must have, in groups.
//!
//! A language is a literal of [`Language`], which does not compile while a text is missing. The
//! comments in the English one, in `en`, say what each text is for and where it is shown.

use super::SignOff;
use super::texts::{Counted, Form, TextTree};
use super::ui_strings::UiStrings;
use crate::model::{IssueKind, SilenceKind, Stance};

macro_rules! table {
    (@type) => { &'static str };
    (@type $type:ty) => { $type };
    ($($(#[$doc:meta])* $name:ident: $group:ident { $($field:ident $(: $type:ty)?,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug)]
            pub(crate) struct $group {
                $(pub(crate) $field: table!(@type $($type)?),)*
            }

            impl TextTree for $group {
                fn collect_texts(&self, path: &str, all: &mut Vec<(String, &'static str)>) {
                    $(self.$field.collect_texts(&format!("{path}.{}", stringify!($field)), all);)*
                }

                fn map_texts(&self, with: &dyn Fn(&'static str) -> String) -> Self {
                    Self { $($field: self.$field.map_texts(with),)* }
                }
            }
        )*

        /// A language: the texts of the interface, and how it writes dates, amounts and lists.
        #[derive(Clone, Debug)]
        pub struct Language {
            /// The BCP 47 tag.
            pub tag: &'static str,
            /// Who has read its texts.
            pub sign_off: SignOff,
            /// Returns the form of words that a number takes. It may depend on whether the number
            /// has a fraction.
            pub(crate) form: fn(whole: u64, fraction: bool) -> Form,
            /// The texts that components show, which every view document carries.
            pub(crate) ui: UiStrings,
            $($(#[$doc])* pub(crate) $name: $group,)*
        }

        impl Language {
            /// Returns every text with its path in the language, as in `status.signed`.
            pub fn texts(&self) -> Vec<(String, &'static str)> {
                let mut all = Vec::new();
                self.ui.collect_texts("ui", &mut all);
                $(self.$name.collect_texts(stringify!($name), &mut all);)*
                all
            }

            /// Creates a language from this one by changing each text.
            pub(super) fn map_texts(&self, tag: &'static str, with: &dyn Fn(&'static str) -> String) -> Self {
                Self { tag, sign_off: self.sign_off, form: self.form, ui: self.ui.map_texts(with), $($name: self.$name.map_texts(with),)* }
            }
        }
    };
}

table! {
    /// Dates, numbers and amounts.
    format: Format {
        months: [&'static str; 12], short_months: [&'static str; 12], first_day, day, month, year, no_date, decimal, group, million: Counted, billion: Counted, trillion: Counted,
        currencies: &'static [(&'static str, &'static str)], currency,
        round_currencies: &'static [(&'static str, &'static str)],
    }
    /// Punctuation between and around words.
    marks: Marks { sentence, ends, aside, comma, semicolon, colon, or, and, and_more, }
    /// The statuses of a contract.
    status: Status {
        considered, proposed, pipeline, tendering, intended, awarded, signed, amended, active, extended, paused,
        blocked, cancelled, completed, terminated_early, expired, challenged, unknown, reported, reported_by, by, official, withdrawn,
    }
    /// The stages of a contract, besides its statuses, and what is known of a stage.
    track: TrackWords {
        tender, direct, in_use, started, ended, not_known, not_yet, not_published, redacted, differ, due, by, reported,
        reported_on, reported_by,
    }
    /// The rows that open below who says what.
    folds: Folds {
        unknowns, facts, background, sources, gaps: Counted, money, dates, related, why, who, terms,
        source_count: Counted, correction_count: Counted, none_answered: Counted, all_answered: Counted,
        some_answered: Counted,
    }
    /// The labels of facts, and the texts that replace a missing value.
    facts: Facts {
        status, value, buyer, supplier, decided_by, reason, reasons, purpose, another_value, value_with_vat,
        value_without_vat, users, decision_maker,
        oversight, software, replaces, data, method, procedure, law, framework, direct, bids, published, awarded,
        signed, start, end, max_end, given_as, as_of, not_published, redacted, withheld_until,
        redacted_until, not_applicable, not_reported, disputed,
        earlier_value, replaced_by, imported, notices, ocid,
    }
    /// The methods of procurement.
    methods: Methods {
        open, selective, limited, direct, open_means, selective_means, limited_means, direct_means, framework_means,
    }
    /// Explanations of the kinds of figures that are easily misunderstood.
    stages: Stages { estimate, budget, ceiling, framework_ceiling, proposed, awarded, }
    /// What readers would ask and no source answers.
    gaps: Gaps { worth, buyer, supplier, purpose, replaces, data, method, bids, signed, dates, views, }
    /// What kind of figure an amount is.
    money: MoneyWords {
        estimate, budget, ceiling, framework_ceiling, proposed, awarded, signed, amended, spent, no_stage, official,
        reported, calculated, total, annual, option, share, share_of, no_stage_no_vat, no_stage_excl, no_stage_incl, no_stage_exempt,
        no_vat, excl, incl, exempt, about, up_to, at_least, range, paid_back, taken_off, for_period, named_period,
    }
    /// Evidence.
    evidence: EvidenceWords { official, reported, calculated, not_clear, no_publisher, page, }
    /// Statements: who says what.
    positions: Positions {
        supports, says_yes, opposes, says_no, concerned, mixed, conditional, undecided, none_stated,
        supports_or_says_yes, opposes_or_says_no, other_contract, about_contract, context, paraphrase, vote, action, document, spokesperson, organisation, anonymous, then, said,
        reading, translated, translation, for_organisation, pointer, unanswered, unanswered_anywhere, not_addressed,
        not_addressed_to, not_addressed_by, no_further, no_further_anywhere, in_reply, in_reply_on, answers_for, also_under, this_quote, nth_quote,
        this_statement, nth_statement, this_silence, nth_silence, earlier,
    }
    /// Silences.
    silences: Silences {
        not_approached, no_reply, declined, could_not_comment, replied_without_position, nothing_found, asked_by_on,
        asked_by, asked_on, checked_on, publisher_does_not_say, sources_do_not_say,
    }
    /// The sections that open below.
    sections: Sections {
        timeline, without_date, words, means, why_it_matters, for_you, questions, related, sources,
        sources_and_corrections, corrections,
    }
    /// The money in scale.
    scale: Scale {
        title, square_own, square_own_other, square_other, square_round, kinds, not_drawn, limit, range, in_dispute, one_square, less, squares: Counted, worked_out,
        of, by, sum,
    }
    /// Statements on the timeline.
    spoke: Spoke { speaks, votes, acts, writes, }
    /// Events on the timeline.
    events: Events {
        announced, tendered, approved, awarded, signed, started, amended, paused, blocked, cancelled, ended,
        challenged, by, disputed, change, numbered_change, value_before, value_after, value_before_and_after,
    }
    /// Legal challenges.
    challenges: Challenges {
        label, judicial_review, procurement_claim, complaint, not_stated, threatened, issued, hearing, judgment,
        appeal, withdrawn, settled, by, outcome,
    }
    /// Who the parties are.
    who: Who { title, not_quoted, also, part_of, led_by, led_by_with, members, registered, interest, }
    /// Spans of time.
    spans: Spans { from_to, from, to, }
    /// Open questions.
    questions: Questions { open, asked, foi_pending, foi_refused, answered, asked_of, since, }
    /// Relations between contracts.
    relations: Relations { pilot_of, replaces, call_off_of, same_supplier, mentioned, }
    /// Sources, and the words over the title and in the citation of the box.
    sources: Sources { kicker, cite, no_address, notice, decision, foi, statement, interview, report, dataset, published, read, licence, }
    /// What has changed since the version on a page.
    changes: Changes {
        title, version, version_of, version_alone, page, corrected, corrected_on, field_corrected, field_corrected_on,
        was_and_now, new, gone, story_title, kicker, as_of, language, notice, question, evidence, in_language,
        person, organisation, group,
    }
    /// What is shown while there is no box: by the page in a frame, and by the loader's link.
    fallback: Fallback { link, unscripted, nothing, waiting, open, printed, }
    /// What only a share card says.
    share_card: ShareCardWords { newest, value_elsewhere, }
}

impl Positions {
    /// The word for a stance on a question of this kind: people support a proposal, but say yes to
    /// a claim.
    pub(crate) fn stance(&self, stance: Stance, kind: IssueKind) -> &'static str {
        match (stance, kind) {
            (Stance::Supports, IssueKind::Proposal) => self.supports,
            (Stance::Supports, IssueKind::Claim) => self.says_yes,
            (Stance::Opposes, IssueKind::Proposal) => self.opposes,
            (Stance::Opposes, IssueKind::Claim) => self.says_no,
            (Stance::Concerned, _) => self.concerned,
            (Stance::Mixed, _) => self.mixed,
            (Stance::Conditional, _) => self.conditional,
            (Stance::Undecided, _) => self.undecided,
            (Stance::NoneStated, _) => self.none_stated,
        }
    }
}

impl Language {
    /// The word for a kind of silence.
    pub(crate) fn silence(&self, kind: SilenceKind) -> &'static str {
        let silences = &self.silences;
        match kind {
            SilenceKind::NotReported => self.ui.not_reported,
            SilenceKind::NotApproached => silences.not_approached,
            SilenceKind::NoReply => silences.no_reply,
            SilenceKind::Declined => silences.declined,
            SilenceKind::CouldNotComment => silences.could_not_comment,
            SilenceKind::RepliedWithoutPosition => silences.replied_without_position,
            SilenceKind::NothingFound => silences.nothing_found,
        }
    }
}
