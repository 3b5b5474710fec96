//! Notices of TED, the EU's gazette of public contracts, in eForms: one notice becomes one release
//! of the Open Contracting Data Standard.
//!
//! # Sources
//!
//! - [OCDS for eForms](https://standard.open-contracting.org/profiles/eforms/latest/en/), "the
//!   guidance": what each field is in OCDS, and the code lists.
//! - [eForms SDK](https://docs.ted.europa.eu/eforms/latest/): fields (`BT-`, `OPP-`, `OPT-`), their
//!   paths and their English names.
//!
//! [`fields`] lists what is read and what is not.
//!
//! # Where the guidance is not followed
//!
//! - `ocid` is `eforms-` and the id of the procedure (BT-04), which all notices of a procedure
//!   share. A publisher of OCDS would have a registered prefix.
//! - The `id` of a release is that of the notice with its version, as eForms refers to notices. The
//!   guidance leaves the version out, and two versions would have one id.
//! - The ids of bids, awards and contracts are those in the notice, such as `CON-0001`, after the
//!   id of the notice or of the one that it changes: notices number anew, and merging two of a
//!   procedure would make one contract of two. Lots keep their ids in all notices of a procedure.
//! - The `id` of a party is its country and company number, or made in the same way.
//! - An award has a value only if one tender won; values are not added up. A contract has that of
//!   its tender, if this is its only one and led to no other contract: the guidance gives it (BT-720)
//!   to bids and awards alone, so that a contract of one winner among several would have none. In a
//!   notice of a modification, it is that of the modification: `contracts/amendments/value`.
//! - A direct award that is announced beforehand (`dir-awa-pre`) is `pending` and not `active`: no
//!   contract is signed.
//! - Contracts name their `suppliers`, by the extension `contract_suppliers`.
//! - `procurementMethodDetails` is the name of the type of procedure (BT-105).
//! - `eforms` holds what the guidance discards: the type and number of the notice, its total value
//!   (BT-161), and how the procedure is described (BT-88).
//! - `contractPeriod/duration` is a duration as it is written beside `durationInDays`, and
//!   `valueAddedTaxIncluded` says of estimated values that they are without VAT.
//! - Only the parties that a box shows are read. Natural persons (BT-633) are not named, and
//!   nothing else about people is read: contacts, beneficial owners, juries.
//! - A planning notice with several parts becomes one release with lots.
//!
//! # Values without VAT
//!
//! The SDK names the estimated value (BT-27) "Estimated value excluding VAT", as Directive
//! 2014/24/EU has it (Article 5(1)). Neither the SDK nor the guidance says of the other values
//! (BT-118, BT-161, BT-271, BT-660, BT-709, BT-720) whether VAT is in them.
//!
//! # Withheld values
//!
//! TED publishes `unpublished`, -1 or the first day of 1970 in place of a value that is withheld
//! (BT-195 to BT-198), and the value itself when its day has come. A withheld value is left out,
//! and also one that stands in a notice which TED has not published.

mod build;
mod change;
mod code;
mod code_name;
mod context;
mod contract;
mod error;
mod field;
mod lot;
mod note;
mod organization;
mod procedure;
mod result;
mod withheld;
mod xml;

pub use error::EFormsError;
pub use field::{Field, Usage, fields, find_field};
pub use note::Note;

use indexmap::IndexSet;

use build::put;
use code::FormType;
use context::{Context, read_language};
use organization::Parties;
use xml::Element;

use crate::ocds::Json;
use crate::ocds::json::{Object, is_digits};

/// A notice as a release.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Notice {
    /// The release: an object of OCDS 1.1 with the extensions of OCDS for eForms.
    pub release: Json,
    /// What whoever uses the release should know.
    pub notes: Vec<Note>,
    /// The fields that the notice has and that were not read, in the order in which they occur.
    pub ignored: Vec<&'static Field>,
}

/// Reads a notice in eForms as it is downloaded from TED.
///
/// Texts are in the notice's main language (BT-702) or in the one that is asked for, as in `fr` or
/// `FRA`; the others stand beside them, as in `title_fr`.
///
/// # Errors
///
/// If the text is not such a notice, or if the notice is not in that language. What the notice has
/// beyond what is known, or wrong, is no error but a note.
///
/// ```
/// use contract_fact_box::ocds::eforms::{EFormsError, read_notice};
///
/// let error = read_notice("<TED_EXPORT/>", None).unwrap_err();
/// assert_eq!(error, EFormsError::OldSchema);
/// ```
pub fn read_notice(xml: &str, lang: Option<&str>) -> Result<Notice, EFormsError> {
    let document = xml::parse(xml)?;
    let root = Element::root(&document);
    check_root(root)?;
    let mut context = start(root, lang)?;
    let mut parties = Parties::find(&context);
    let mut release = context.read_head();
    context.read_buyers(&mut release, &mut parties);
    let mut tender = context.read_tender();
    context.put_lots(&mut tender);
    context.put_changes(&mut tender);
    let document = Json::List(context.read_document().into_iter().collect());
    if matches!(context.form, Some(FormType::Planning | FormType::Consultation)) {
        let mut planning = Object::new();
        put(&mut planning, "documents", document);
        put(&mut release, "planning", Json::Object(planning));
    } else {
        put(&mut tender, "documents", document);
    }
    let mut result = Object::new();
    context.put_result(&mut result, &mut tender, &mut parties);
    put(&mut release, "parties", parties.into_parties(&mut context));
    put(&mut release, "tender", Json::Object(tender));
    release.extend(result);
    context.read_withheld();
    put(&mut release, "withheldInformation", Json::List(std::mem::take(&mut context.withheld)));
    put(&mut release, "eforms", Json::Object(context.read_eforms()));
    let ignored = field::list_ignored(root, &mut context.notes);
    // Many elements may be wrong in the same way.
    let notes: IndexSet<Note> = context.notes.into_iter().collect();
    Ok(Notice { release: Json::Object(release), notes: notes.into_iter().collect(), ignored })
}

/// Whether a root element is that of a notice of TED, be it one that is read or refused.
pub(super) fn is_ted_root(name: &str) -> bool {
    !matches!(check_root_name(name), Err(EFormsError::OtherRoot { .. }))
}

/// Whether a document is a notice that is read.
fn check_root(root: Element) -> Result<(), EFormsError> {
    let name = root.local_name();
    match check_root_name(name) {
        Ok(()) if !root.is_ubl_root() => Err(EFormsError::OtherRoot { name: name.to_owned() }),
        checked => checked,
    }
}

/// Whether documents with this root element are read
/// (<https://docs.ted.europa.eu/eforms/latest/schema/>).
fn check_root_name(name: &str) -> Result<(), EFormsError> {
    match name {
        "ContractNotice" | "ContractAwardNotice" | "PriorInformationNotice" => Ok(()),
        "TED_EXPORT" | "TED_ESENDERS" => Err(EFormsError::OldSchema),
        "BusinessRegistrationInformationNotice" => Err(EFormsError::CompanyRegistration),
        name => Err(EFormsError::OtherRoot { name: name.to_owned() }),
    }
}

/// Reads what all other parts of a notice need to be read.
fn start<'a>(root: Element<'a>, lang: Option<&str>) -> Result<Context<'a>, EFormsError> {
    let ids = ["cbc:ID", "cbc:ContractFolderID"];
    let notice = ids.iter().find_map(|path| root.text_at(path)).ok_or(EFormsError::NoIdentifier)?;
    let has = list_languages(root);
    let main_lang = has.first().cloned().unwrap_or_else(|| "en".to_owned());
    let lang = match lang {
        None => main_lang.clone(),
        Some(lang) => {
            let wanted = read_language(lang);
            if !has.contains(&wanted) {
                return Err(EFormsError::NotInLanguage { lang: lang.to_owned(), has });
            }
            wanted
        }
    };
    let form = root.find("cbc:NoticeTypeCode").and_then(|code| code.attribute("listName"));
    let mut notes = Vec::new();
    let form_type = form.and_then(FormType::from_code);
    if let (None, Some(code)) = (form_type, form) {
        notes.push(Note::UnknownCode { business_term: "BT-03", code: code.to_owned() });
    }
    Ok(Context {
        root,
        scope: find_changed_notice(root).unwrap_or_else(|| notice.clone()),
        notice,
        lang,
        main_lang,
        form: form_type,
        published: find_publication(root).is_some(),
        notes,
        withheld: Vec::new(),
    })
}

/// Finds the id of the notice that a notice changes (BT-758), without its version. Notices from
/// before eForms have a number there.
fn find_changed_notice(root: Element) -> Option<String> {
    let changed = root.find_extension("efac:Changes/efbc:ChangedNoticeIdentifier")?.text()?;
    let (id, _) = changed.rsplit_once('-')?;
    id.contains('-').then(|| id.to_owned())
}

/// Finds where TED has published a notice. Germany's portal writes a number of zeros,
/// `00000000-1900`, into notices that are not on TED.
fn find_publication(root: Element) -> Option<Element> {
    let publication = root.find_extension("efac:Publication")?;
    let number = publication.text_at("efbc:NoticePublicationID")?;
    let (serial, year) = number.split_once('-')?;
    let is_published = is_digits(serial) && is_digits(year) && serial.chars().any(|c| c != '0');
    is_published.then_some(publication)
}

/// Lists the languages of a notice (BT-702), its main one first. A draft may not say any; then it
/// is that of its first text.
fn list_languages(root: Element) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    for path in ["cbc:NoticeLanguageCode", "cac:AdditionalNoticeLanguage/cbc:ID"] {
        for code in root.find_all(path).into_iter().filter_map(Element::text) {
            let lang = read_language(&code);
            if !languages.contains(&lang) {
                languages.push(lang);
            }
        }
    }
    if languages.is_empty() {
        let first = root.descendants().find_map(|element| element.attribute("languageID"));
        languages.extend(first.map(read_language));
    }
    languages
}
