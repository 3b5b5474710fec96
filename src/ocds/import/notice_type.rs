//! The types of notices under the Procurement Act 2023, UK1 to UK17, and what each says of the stage
//! of a contract.
//!
//! They are read first: `documentType` and `tag` do not tell them apart. `awardNotice` is UK5, UK6
//! and UK15, and the tags `award` and `contract` always come together. Source: the notices of Find a
//! Tender, and the Procurement Regulations 2024, part 2.

use crate::model::{EventKind, StatusCode};

/// The type of a notice on the United Kingdom's central digital platform.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "UPPERCASE")]
pub enum NoticeType {
    /// Pipeline notice.
    Uk1,
    /// Preliminary market engagement notice.
    Uk2,
    /// Planned procurement notice.
    Uk3,
    /// Tender notice.
    Uk4,
    /// Transparency notice: a direct award is intended.
    Uk5,
    /// Contract award notice, before the contract is signed.
    Uk6,
    /// Contract details notice, after it is signed.
    Uk7,
    /// Contract payment notice.
    Uk8,
    /// Contract performance notice.
    Uk9,
    /// Contract change notice.
    Uk10,
    /// Contract termination notice.
    Uk11,
    /// Procurement termination notice.
    Uk12,
    /// Dynamic market intention notice.
    Uk13,
    /// Dynamic market establishment notice.
    Uk14,
    /// Dynamic market modification notice.
    Uk15,
    /// Dynamic market cessation notice.
    Uk16,
    /// Payments compliance notice.
    Uk17,
}

impl NoticeType {
    /// Reads a code, as in `UK7`.
    pub fn from_code(code: &str) -> Option<Self> {
        code.parse().ok()
    }

    /// Returns the code, as in `UK7`.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Returns the stage of the contract that the notice announces. `None` if it announces none:
    /// then an earlier notice decides. Of UK11, the reasons for the end decide between this and
    /// [`StatusCode::Completed`].
    ///
    /// ```
    /// use contract_fact_box::{model::StatusCode, ocds::NoticeType};
    ///
    /// // An award notice comes before the signature, although its award is `active`.
    /// assert_eq!(NoticeType::Uk6.status(), Some(StatusCode::Intended));
    /// assert_eq!(NoticeType::Uk9.status(), None);
    /// ```
    pub fn status(self) -> Option<StatusCode> {
        match self {
            Self::Uk1 | Self::Uk2 | Self::Uk3 => Some(StatusCode::Pipeline),
            Self::Uk4 => Some(StatusCode::Tendering),
            Self::Uk5 | Self::Uk6 => Some(StatusCode::Intended),
            Self::Uk7 => Some(StatusCode::Signed),
            Self::Uk10 => Some(StatusCode::Amended),
            Self::Uk11 => Some(StatusCode::TerminatedEarly),
            Self::Uk12 => Some(StatusCode::Cancelled),
            Self::Uk8
            | Self::Uk9
            | Self::Uk13
            | Self::Uk14
            | Self::Uk15
            | Self::Uk16
            | Self::Uk17 => None,
        }
    }

    /// Returns the kind of event that the publication of the notice is. A notice about an event is not
    /// the event: a contract ends before it is published that it did.
    pub fn event(self) -> EventKind {
        match self {
            Self::Uk4 => EventKind::Tendered,
            Self::Uk1 | Self::Uk2 | Self::Uk3 | Self::Uk5 | Self::Uk6 => EventKind::Announced,
            Self::Uk7
            | Self::Uk8
            | Self::Uk9
            | Self::Uk10
            | Self::Uk11
            | Self::Uk12
            | Self::Uk13
            | Self::Uk14
            | Self::Uk15
            | Self::Uk16
            | Self::Uk17 => EventKind::Background,
        }
    }
}
