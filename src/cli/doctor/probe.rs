//! What a folder's server answers, as a browser takes it.

use std::collections::BTreeMap;
use std::rc::Rc;

use content_security_policy::{CheckResult, CspList, PolicyDisposition, PolicySource, Response};
use ureq::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use ureq::http::{HeaderMap, StatusCode};
use url::Url;

use super::finding::{Findings, PolicyProblem, ResponseProblem};
use super::http_client::{HttpClient, HttpResponse, header_text, header_texts};
use super::media_type::{self, is_javascript, is_sniffed_as_script};
use super::page::Page;
use super::site::is_same_site;

/// Headers that have no constant in `http`.
const EMBEDDER_POLICY: &str = "cross-origin-embedder-policy";
const RESOURCE_POLICY: &str = "cross-origin-resource-policy";
/// As many names as a sentence holds.
const MOST_NAMES: usize = 3;
/// A folder that is asked for its files, and what is wrong with the answers.
pub(super) struct BundleProbe<'a> {
    folder: &'a Url,
    page: &'a Page,
    web: &'a HttpClient,
    /// The answers by address: no file is asked for twice.
    answers: BTreeMap<Url, Result<Rc<HttpResponse>, String>>,
    /// The files with each fault, by the fault.
    faults: BTreeMap<Fault, Vec<String>>,
    moved: Option<Url>,
}

/// What may be wrong with more than one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    Silent(String),
    Status(u16),
    NoCors,
    CorsTwice,
    OtherCors(String),
    NotScript(String),
    NotWasm(String),
    Corp(String),
    Embedder,
    FrameOptions(String),
    FrameAncestors,
}

impl<'a> BundleProbe<'a> {
    pub(super) fn new(folder: &'a Url, page: &'a Page, web: &'a HttpClient) -> Self {
        let (answers, faults) = (BTreeMap::new(), BTreeMap::new());
        Self { folder, page, web, answers, faults, moved: None }
    }

    /// Asks for a file of the folder as `fetch` and `import` do, and judges the answer.
    ///
    /// # Errors
    ///
    /// Says why there is none.
    pub(super) fn fetch(&mut self, name: &str) -> Result<Rc<HttpResponse>, String> {
        let url = self.folder.join(name).map_err(|error| error.to_string())?;
        let answer = self.get(&url)?;
        let mut faults: Vec<_> = self.cors(&answer).into_iter().collect();
        if answer.status == StatusCode::OK {
            let kind = media_type::essence(&answer.headers);
            // Modules are never run under another type; the loader has rules of its own.
            if name.ends_with(".js") && !is_javascript(&kind) {
                faults.push(Fault::NotScript(kind));
            } else if name.ends_with(".wasm") && kind != "application/wasm" {
                faults.push(Fault::NotWasm(kind));
            }
        }
        self.note(name, &answer, faults);
        Ok(answer)
    }

    /// Asks for the loader, as a script tag does: `cors` if the tag has `crossorigin`. Gives what it is, if it comes.
    pub(super) fn script(&mut self, url: &Url, cors: bool) -> Option<Rc<HttpResponse>> {
        let name = url.path().rsplit('/').next().unwrap_or_default().to_owned();
        let answer = match self.get(url) {
            Ok(answer) => answer,
            Err(reason) => {
                self.silent(&name, reason);
                return None;
            }
        };
        let mut faults: Vec<_> =
            if cors { self.cors(&answer) } else { self.corp(&answer) }.into_iter().collect();
        let kind = media_type::essence(&answer.headers);
        let sniffed = !is_nosniff(&answer.headers) && is_sniffed_as_script(&kind);
        if !is_javascript(&kind) && !sniffed {
            faults.push(Fault::NotScript(kind));
        }
        self.note(&name, &answer, faults);
        (answer.status == StatusCode::OK).then_some(answer)
    }

    /// Asks for a page of the folder that stands in a frame.
    pub(super) fn frame(&mut self, name: &str) {
        let Ok(url) = self.folder.join(name) else { return };
        let answer = match self.get(&url) {
            Ok(answer) => answer,
            Err(reason) => return self.silent(name, reason),
        };
        let mut faults = Vec::new();
        if self.requires_corp() && self.is_foreign(&answer.url) {
            let embedder = header_text(&answer.headers, EMBEDDER_POLICY).unwrap_or_default();
            if !embedder.starts_with("require-corp") && !embedder.starts_with("credentialless") {
                faults.push(Fault::Embedder);
            }
        }
        let policies: Vec<_> = header_texts(&answer.headers, CONTENT_SECURITY_POLICY)
            .flat_map(|value| {
                CspList::parse(&value, PolicySource::Header, PolicyDisposition::Enforce).0
            })
            .filter(|policy| policy.contains_a_directive_whose_name_is("frame-ancestors"))
            .collect();
        let foreign = self.is_foreign(&answer.url);
        let options =
            header_text(&answer.headers, X_FRAME_OPTIONS).unwrap_or_default().to_ascii_uppercase();
        // Where both are sent, browsers heed the policy alone.
        if !policies.is_empty() {
            let (answered, page) = (answer.url.clone(), self.page.url.join("/"));
            let response = Response { url: answered, redirect_count: 0 };
            let (result, _) = CspList(policies)
                .should_navigation_response_to_navigation_request_be_blocked(
                    &response,
                    &answer.url.origin(),
                    &page.into_iter().collect(),
                );
            if self.page.origin().is_some() && result == CheckResult::Blocked {
                faults.push(Fault::FrameAncestors);
            }
        } else if options == "DENY" || (options == "SAMEORIGIN" && foreign) {
            faults.push(Fault::FrameOptions(options));
        }
        self.note(name, &answer, faults);
    }

    /// Says what was found.
    pub(super) fn tell(self, place: &str, findings: &mut Findings) {
        let origin = self.page.origin().unwrap_or_else(|| "pages of other origins".to_owned());
        if let Some(to) = &self.moved {
            findings.add(place, ResponseProblem::Moved { to: to.to_string() });
        }
        for (fault, files) in self.faults {
            let (names, origin) = (listed(&files), origin.clone());
            let of_file =
                || format!("{place}{}", files.first().map(String::as_str).unwrap_or_default());
            match fault {
                Fault::Silent(reason) => {
                    findings.add(of_file(), ResponseProblem::Unreachable(reason))
                }
                Fault::Status(status) => {
                    findings.add(place, ResponseProblem::Status { status, names })
                }
                Fault::NoCors => findings.add(place, ResponseProblem::NoCors { origin, names }),
                Fault::CorsTwice => findings.add(place, ResponseProblem::CorsTwice { names }),
                Fault::OtherCors(allowed) => {
                    findings.add(place, ResponseProblem::OtherCors { origin, allowed, names })
                }
                Fault::NotScript(kind) => {
                    findings.add(place, ResponseProblem::NotScript { kind, names })
                }
                Fault::NotWasm(kind) => findings.add(of_file(), ResponseProblem::NotWasm { kind }),
                Fault::Corp(value) => findings.add(of_file(), ResponseProblem::Corp { value }),
                Fault::Embedder => findings.add(place, PolicyProblem::Embedder { names }),
                Fault::FrameOptions(value) => {
                    findings.add(of_file(), ResponseProblem::FrameOptions { value })
                }
                Fault::FrameAncestors => {
                    findings.add(of_file(), ResponseProblem::FrameAncestors { origin })
                }
            }
        }
    }

    /// The answer of an address; asked once.
    fn get(&mut self, url: &Url) -> Result<Rc<HttpResponse>, String> {
        if let Some(known) = self.answers.get(url) {
            return known.clone();
        }
        let answer = self.web.get(url, self.page.origin().as_deref()).map(Rc::new);
        self.answers.insert(url.clone(), answer.clone());
        answer
    }

    fn silent(&mut self, name: &str, reason: String) {
        self.faults.entry(Fault::Silent(reason)).or_default().push(name.to_owned());
    }

    /// Remembers what is wrong with a file. An answer that is none has no other fault.
    fn note(&mut self, name: &str, answer: &HttpResponse, mut faults: Vec<Fault>) {
        if answer.status != StatusCode::OK {
            faults = vec![Fault::Status(answer.status.as_u16())];
        }
        // The folder counts, and not each file: what is named by a hash may be found by a redirect.
        if answer.hops.first().is_some_and(|(from, _)| from.origin() != answer.url.origin())
            && self.moved.is_none()
        {
            self.moved = super::box_url::folder_of(&answer.url);
        }
        for fault in faults {
            let names = self.faults.entry(fault).or_default();
            if !names.iter().any(|other| other == name) {
                names.push(name.to_owned());
            }
        }
    }

    fn is_foreign(&self, url: &Url) -> bool {
        url.origin() != self.page.url.origin()
    }

    /// What keeps an answer from a page that asks by CORS: each answer on the way counts.
    fn cors(&self, answer: &HttpResponse) -> Option<Fault> {
        let way = answer.hops.iter().map(|(url, headers)| (url, headers));
        way.chain([(&answer.url, &answer.headers)])
            .filter(|(url, _)| self.is_foreign(url))
            .find_map(|(_, headers)| {
                let values: Vec<_> = header_texts(headers, ACCESS_CONTROL_ALLOW_ORIGIN).collect();
                let mut values = values.iter().map(|value| value.trim());
                let (first, second) = (values.next(), values.next());
                match (first, second, self.page.origin()) {
                    (None | Some(""), ..) => Some(Fault::NoCors),
                    (Some(value), second, _) if second.is_some() || value.contains(',') => {
                        Some(Fault::CorsTwice)
                    }
                    (Some(value), _, Some(origin)) if value != "*" && value != origin => {
                        Some(Fault::OtherCors(value.to_owned()))
                    }
                    _ => None,
                }
            })
    }

    /// What keeps an answer from a page that asks without CORS.
    fn corp(&self, answer: &HttpResponse) -> Option<Fault> {
        if !self.is_foreign(&answer.url) {
            return None;
        }
        let value =
            header_text(&answer.headers, RESOURCE_POLICY).unwrap_or_default().to_ascii_lowercase();
        match &*value {
            "same-origin" => Some(Fault::Corp(value)),
            "same-site" if !self.is_of_same_site(&answer.url) => Some(Fault::Corp(value)),
            "" if self.requires_corp() => Some(Fault::Embedder),
            _ => None,
        }
    }

    /// Whether browsers take a URL for one of the page's own site: an http page gets nothing of https by that (Fetch,
    /// "cross-origin resource policy check").
    fn is_of_same_site(&self, url: &Url) -> bool {
        let page = &self.page.url;
        is_same_site(url, page) && (page.scheme() == "https" || url.scheme() != "https")
    }

    fn requires_corp(&self) -> bool {
        let headers = self.page.headers.as_ref();
        let embedder = headers.and_then(|headers| header_text(headers, EMBEDDER_POLICY));
        embedder.is_some_and(|value| value.starts_with("require-corp"))
    }
}

fn is_nosniff(headers: &HeaderMap) -> bool {
    header_text(headers, X_CONTENT_TYPE_OPTIONS)
        .is_some_and(|value| value.eq_ignore_ascii_case("nosniff"))
}

/// "a", "a, b and c", "a, b, c and 4 more".
fn listed(files: &[String]) -> String {
    match files {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] if files.len() <= MOST_NAMES => format!("{} and {last}", rest.join(", ")),
        _ => {
            let some: Vec<_> = files.iter().take(MOST_NAMES).map(String::as_str).collect();
            format!("{} and {} more", some.join(", "), files.len() - some.len())
        }
    }
}
