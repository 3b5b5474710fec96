use serde_json::{Value, json};

use crate::model::{StatusCode, Story};
use crate::view::{self, StageState};

/// Compiles the track of a contract with this status and these other fields.
fn describe_track(code: &str, status: Value, contract: Value) -> String {
    let mut document = json!({
        "schema_version": "1.0", "id": "bridge", "version": 1, "lang": "en", "title": "A bridge",
        "as_of": "2026-06-15", "published_at": "2026-06-15", "publisher": "The Example",
        "sources": [
            {"id": "paper", "kind": "report", "title": "A bridge", "publisher": "The Paper", "url": "unknown", "published": "unknown"},
            {"id": "notice", "kind": "notice", "title": "A bridge", "publisher": "The Register", "url": "unknown", "published": "unknown"},
        ],
        "parties": [
            {"id": "council", "name": "Example council", "short_name": "Council", "kind": "organisation"},
            {"id": "ann", "name": "Ann Example", "kind": "person"},
        ],
        "contracts": [{
            "id": "bridge", "title": "A bridge",
            "status": {"code": code, "reported": true, "sources": ["paper"]},
        }],
    });
    let main = &mut document["contracts"][0];
    for (target, fields) in [(&["status"][..], status), (&[][..], contract)] {
        let target = target.iter().fold(&mut *main, |target, key| &mut target[key]);
        for (key, value) in fields.as_object().into_iter().flatten() {
            target[key] = value.clone();
        }
    }
    let story: Story = serde_json::from_value(document).expect("a story");
    let view = view::compile(&story, "en").expect("it can be shown");
    let mut track = Vec::new();
    for stage in view.track {
        let state = match stage.state {
            StageState::Reached => "●",
            StageState::Planned => "○",
            StageState::Disputed => "◐",
            StageState::Stopped => "■",
            StageState::Unknown => "◌",
        };
        let current = if stage.is_current { "!" } else { "" };
        track.push(format!("{state}{current} {}: {}", stage.label, stage.detail));
    }
    track.join(" | ")
}

/// A date of the contract, in a source.
fn dated(date: &str, source: &str) -> Value {
    json!({"state": "known", "value": date, "sources": [source]})
}

fn event(kind: &str, date: &str, source: &str) -> Value {
    json!({"date": date, "kind": kind, "text": "It happened.", "sources": [source]})
}

/// Every status with the track of a contract of which nothing more is known, and with the track
/// once it is known since when, by an official record, it has the status, and who decided.
const STATUSES: [(&str, &str, &str); 17] = [
    (
        "considered",
        "●! Being considered: reported, undated | ○ Tender: not yet | ○ Awarded: not yet | ○ Signed: not yet",
        "●! Being considered: by Ann Example, Mar 2026 | ○ Tender: not yet | ○ Awarded: not yet | ○ Signed: not yet",
    ),
    (
        "proposed",
        "●! Proposed: reported, undated | ○ Awarded: not yet | ○ Signed: not yet",
        "●! Proposed: by Ann Example, Mar 2026 | ○ Awarded: not yet | ○ Signed: not yet",
    ),
    (
        "pipeline",
        "●! Planned: reported, undated | ○ Tender: not yet | ○ Awarded: not yet | ○ Signed: not yet",
        "●! Planned: by Ann Example, Mar 2026 | ○ Tender: not yet | ○ Awarded: not yet | ○ Signed: not yet",
    ),
    (
        "tendering",
        "●! Tender: reported, undated | ○ Awarded: not yet | ○ Signed: not yet",
        "●! Tender: by Ann Example, Mar 2026 | ○ Awarded: not yet | ○ Signed: not yet",
    ),
    (
        "intended",
        "◌ Tender: not known | ●! Preferred bidder chosen: reported, undated | ○ Awarded: not yet | ○ Signed: not yet",
        "◌ Tender: not known | ●! Preferred bidder chosen: by Ann Example, Mar 2026 | ○ Awarded: not yet | ○ Signed: not yet",
    ),
    (
        "awarded",
        "◌ Tender: not known | ●! Awarded: reported, undated | ◌ Signed: not known | ◌ In use: not known",
        "◌ Tender: not known | ●! Awarded: by Ann Example, Mar 2026 | ◌ Signed: not known | ◌ In use: not known",
    ),
    (
        "signed",
        "◌ Tender: not known | ●! Signed: reported, undated | ◌ In use: not known",
        "◌ Tender: not known | ●! Signed: by Ann Example, Mar 2026 | ◌ In use: not known",
    ),
    (
        "active",
        "◌ Tender: not known | ◌ Signed: not known | ●! In use: reported, undated",
        "◌ Tender: not known | ◌ Signed: not known | ●! In use: Mar 2026",
    ),
    (
        "extended",
        "◌ Tender: not known | ◌ Signed: not known | ●! Extended: reported, undated",
        "◌ Tender: not known | ◌ Signed: not known | ●! Extended: by Ann Example, Mar 2026",
    ),
    (
        "paused",
        "◌ Tender: not known | ◌ Awarded: not known | ■! Paused: reported, undated | ◌ Signed: not known",
        "◌ Tender: not known | ◌ Awarded: not known | ■! Paused: by Ann Example, Mar 2026 | ◌ Signed: not known",
    ),
    (
        "blocked",
        "◌ Tender: not known | ◌ Awarded: not known | ■! Blocked: reported, undated | ◌ Signed: not known",
        "◌ Tender: not known | ◌ Awarded: not known | ■! Blocked: by Ann Example, Mar 2026 | ◌ Signed: not known",
    ),
    (
        "cancelled",
        "◌ Tender: not known | ◌ Awarded: not known | ■! Cancelled: reported, undated | ◌ Signed: not known",
        "◌ Tender: not known | ◌ Awarded: not known | ■! Cancelled: by Ann Example, Mar 2026 | ◌ Signed: not known",
    ),
    (
        "challenged",
        "◌ Tender: not known | ◌ Awarded: not known | ■! Under legal challenge: reported, undated | ◌ Signed: not known",
        "◌ Tender: not known | ◌ Awarded: not known | ■! Under legal challenge: by Ann Example, Mar 2026 | ◌ Signed: not known",
    ),
    (
        "completed",
        "◌ Tender: not known | ◌ Signed: not known | ●! Completed: reported, undated",
        "◌ Tender: not known | ◌ Signed: not known | ●! Completed: Mar 2026",
    ),
    (
        "terminated_early",
        "◌ Tender: not known | ◌ Signed: not known | ■! Ended early: reported, undated",
        "◌ Tender: not known | ◌ Signed: not known | ■! Ended early: by Ann Example, Mar 2026",
    ),
    (
        "expired",
        "◌ Tender: not known | ◌ Signed: not known | ●! Expired: reported, undated",
        "◌ Tender: not known | ◌ Signed: not known | ●! Expired: Mar 2026",
    ),
    (
        "unknown",
        "◌ Tender: not known | ◌ Awarded: not known | ◌ Signed: not known",
        "◌ Tender: not known | ◌ Awarded: not known | ◌ Signed: not known",
    ),
];

#[test]
fn a_status_alone_claims_no_other_stage() {
    for (code, bare, full) in STATUSES {
        // A code that the model does not have fails here.
        serde_json::from_value::<StatusCode>(code.into()).expect("a status");
        assert_eq!(describe_track(code, json!({}), json!({})), bare, "{code}");
        let status = json!({
            "reported": false, "since": "2026-03", "decided_by": "ann", "sources": ["notice"],
        });
        assert_eq!(describe_track(code, status, json!({})), full, "{code}");
        for track in [bare, full] {
            let claimed = ["●", "■", "◐"].map(|mark| track.matches(mark).count());
            let expected = usize::from(code != "unknown");
            assert_eq!(claimed.into_iter().sum::<usize>(), expected, "{code}");
        }
    }
}

#[test]
fn stages_are_those_that_events_dates_values_and_methods_tell() {
    for (code, contract, expected) in [
        // A contract in its usual order, on the record.
        (
            "active",
            json!({
                "procurement": {"method": {"state": "known", "value": "open", "sources": ["notice"]}},
                "dates": {
                    "awarded": dated("2025-11-03", "notice"), "signed": dated("2025-12", "paper"),
                    "start": dated("2026-01-01", "notice"), "end": dated("2028-12-31", "notice"),
                },
            }),
            "● Tender: undated | ● Awarded: 3 Nov 2025 | ● Signed: reported, Dec 2025 | ●! In use: 1 Jan 2026 | ○ Ends: 31 Dec 2028",
        ),
        // A date alone says that the contract has begun, not that anything is in use.
        (
            "signed",
            json!({"dates": {"start": dated("2026-01-01", "notice"), "end": dated("2026-05", "notice")}}),
            "◌ Tender: not known | ●! Signed: reported, undated | ● Started: 1 Jan 2026 | ◌ Ends: due May 2026",
        ),
        (
            "awarded",
            json!({"dates": {"start": dated("2027", "notice")}}),
            "◌ Tender: not known | ●! Awarded: reported, undated | ◌ Signed: not known | ○ Starts: 2027",
        ),
        // Sources differ.
        (
            "awarded",
            json!({"events": [{
                "date": "unknown", "kind": "started", "state": "disputed", "text": "It opens.", "sources": ["paper"],
            }]}),
            "◌ Tender: not known | ●! Awarded: reported, undated | ◌ Signed: not known | ◐ In use: sources differ",
        ),
        (
            "awarded",
            json!({"dates": {"signed": {"state": "disputed", "alternatives": [
                {"value": "2026-01", "sources": ["paper"]}, {"value": "2026-02", "sources": ["notice"]},
            ]}}}),
            "◌ Tender: not known | ●! Awarded: reported, undated | ◐ Signed: sources differ | ◌ In use: not known",
        ),
        // A date that is withheld, and one that there cannot be.
        (
            "active",
            json!({"dates": {
                "awarded": {"state": "not_applicable"}, "signed": {"state": "redacted", "sources": ["notice"]},
            }}),
            "◌ Tender: not known | ◌ Signed: redacted | ●! In use: reported, undated",
        ),
        // Nobody else could bid.
        (
            "signed",
            json!({"procurement": {"method": {"state": "known", "value": "direct", "sources": ["notice"]}}}),
            "● Direct award: undated | ●! Signed: reported, undated | ◌ In use: not known",
        ),
        (
            "intended",
            json!({"procurement": {"method": {"state": "known", "value": "direct", "sources": ["notice"]}}}),
            "●! Preferred bidder chosen: reported, undated | ○ Direct award: not yet | ○ Signed: not yet",
        ),
        // A proposal that was approved and then blocked.
        (
            "blocked",
            json!({
                "values": [{
                    "state": "known", "sources": ["paper"],
                    "value": {"amount": "5", "currency": "GBP", "vat": "unknown", "stage": "proposed", "covers": "total"},
                }],
                "events": [{
                    "date": "unknown", "kind": "approved", "actor": "council", "text": "Approved.", "sources": ["paper"],
                }],
            }),
            "● Proposed: reported, undated | ● Approved: reported, by Council | ■! Blocked: reported, undated | ◌ Signed: not known",
        ),
        // The value in the contract says that it was signed, so it was blocked after that.
        (
            "blocked",
            json!({
                "values": [{
                    "state": "known", "sources": ["notice"],
                    "value": {"amount": "5", "currency": "GBP", "vat": "unknown", "stage": "signed", "covers": "total"},
                }],
            }),
            "◌ Tender: not known | ● Signed: undated | ■! Blocked: reported, undated",
        ),
        // A pause between the award and the signing.
        (
            "signed",
            json!({"events": [
                event("tendered", "2025-01", "notice"), event("awarded", "2025-03", "notice"),
                event("paused", "2025-04", "paper"), event("signed", "2025-09-01", "notice"),
            ]}),
            "● Tender: Jan 2025 | ● Awarded: Mar 2025 | ■ Paused: reported, Apr 2025 | ●! Signed: 1 Sept 2025 | ◌ In use: not known",
        ),
        // One whose date is not known has no place.
        (
            "signed",
            json!({"events": [event("challenged", "unknown", "paper")]}),
            "◌ Tender: not known | ●! Signed: reported, undated | ◌ In use: not known",
        ),
        // More than fits.
        (
            "extended",
            json!({"events": [
                event("awarded", "2020", "notice"), event("signed", "2021", "notice"),
                event("started", "2022", "notice"), event("challenged", "2023", "paper"),
            ], "dates": {"max_end": dated("2030", "notice")}}),
            "● Signed: 2021 | ● In use: 2022 | ■ Under legal challenge: reported, 2023 | ●! Extended: reported, undated | ○ Ends: 2030",
        ),
        (
            "expired",
            json!({"dates": {"start": dated("2022", "notice"), "end": dated("2025", "notice")}}),
            "◌ Tender: not known | ◌ Signed: not known | ● Started: 2022 | ●! Expired: 2025",
        ),
    ] {
        assert_eq!(describe_track(code, json!({}), contract), expected, "{code}");
    }
}
