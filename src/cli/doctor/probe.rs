//! Requests files of a bundle as a browser would for a page, and collects what is wrong with the
//! responses.

use std::collections::BTreeMap;
use std::rc::Rc;

use content_security_policy::{CheckResult, CspList, PolicyDisposition, PolicySource, Response};
use ureq::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use ureq::http::{HeaderMap, StatusCode};
use url::Url;

use super::box_url::{containing_directory, file_name};
use super::finding::{Findings, ResponseFinding, ResponseProblem};
use super::media_type::{self, is_javascript, is_never_script};
use super::page::Page;
use super::site::is_same_site;
use crate::cli::http_client::{HttpClient, HttpResponse, header_text, header_texts};

/// Header names without a constant in the crate `http`.
const EMBEDDER_POLICY: &str = "cross-origin-embedder-policy";
const RESOURCE_POLICY: &str = "cross-origin-resource-policy";
/// The largest number of file names in a sentence.
const MAX_NAMES: usize = 3;

/// Requests files of one bundle for one page.
pub(super) struct BundleProbe<'a> {
    bundle: &'a Url,
    page: &'a Page,
    client: &'a HttpClient,
    /// The responses by URL, so that no file is requested twice.
    responses: BTreeMap<Url, Result<Rc<HttpResponse>, String>>,
    /// The names of the files with each problem.
    problems: BTreeMap<ResponseProblem, Vec<String>>,
    has_moved: bool,
}

impl<'a> BundleProbe<'a> {
    pub(super) fn new(bundle: &'a Url, page: &'a Page, client: &'a HttpClient) -> Self {
        let (responses, problems) = (BTreeMap::new(), BTreeMap::new());
        Self { bundle, page, client, responses, problems, has_moved: false }
    }

    /// Requests a file of the bundle as `fetch` and `import` do, and checks the response.
    ///
    /// # Errors
    ///
    /// Fails with the reason why there is no response.
    pub(super) fn fetch_file(&mut self, name: &str) -> Result<Rc<HttpResponse>, String> {
        let url = self.bundle.join(name).map_err(|error| error.to_string())?;
        let response = self.get(&url)?;
        let media_type = media_type::read_essence(&response.headers);
        let type_problem = if name.ends_with(".js") && !is_javascript(&media_type) {
            Some(ResponseProblem::NotJavascript(media_type))
        } else if name.ends_with(".wasm") && media_type != "application/wasm" {
            Some(ResponseProblem::NotWasm(media_type))
        } else {
            None
        };
        let problems = self.find_cors_problem(&response).into_iter().chain(type_problem).collect();
        self.note_problems(name, &response, problems);
        Ok(response)
    }

    /// Requests the loader as a script tag does, and checks the response; returns it if it is a
    /// script.
    ///
    /// `uses_cors` says whether the tag has `crossorigin`.
    pub(super) fn request_loader(
        &mut self,
        url: &Url,
        uses_cors: bool,
    ) -> Option<Rc<HttpResponse>> {
        let name = file_name(url);
        let response = match self.get(url) {
            Ok(response) => response,
            Err(reason) => {
                self.note_problem(name, ResponseProblem::Unreachable(reason));
                return None;
            }
        };
        let mut problems = Vec::new();
        problems.extend(if uses_cors {
            self.find_cors_problem(&response)
        } else {
            self.find_resource_policy_problem(&response)
        });
        // Unlike modules, classic scripts may be of another type, unless the server forbids
        // sniffing.
        let media_type = media_type::read_essence(&response.headers);
        if !is_javascript(&media_type)
            && (is_nosniff(&response.headers) || is_never_script(&media_type))
        {
            problems.push(ResponseProblem::NotJavascript(media_type));
        }
        self.note_problems(name, &response, problems);
        (response.status == StatusCode::OK).then_some(response)
    }

    /// Requests a page of the bundle as a frame does, and checks the response.
    pub(super) fn request_frame(&mut self, name: &str) {
        let Ok(url) = self.bundle.join(name) else { return };
        let response = match self.get(&url) {
            Ok(response) => response,
            Err(reason) => return self.note_problem(name, ResponseProblem::Unreachable(reason)),
        };
        let mut problems = Vec::new();
        if self.page_requires_corp()
            && self.is_cross_origin(&response.url)
            && !has_embedder_policy(&response.headers)
        {
            problems.push(ResponseProblem::NoEmbedderPolicy);
        }
        problems.extend(self.find_framing_problem(&response));
        self.note_problems(name, &response, problems);
    }

    /// Reports a problem of the manifest at once, so that it comes before all others.
    pub(super) fn report_manifest_problem(
        &self,
        problem: ResponseProblem,
        findings: &mut Findings,
    ) {
        findings.add(self.location(), self.to_finding(problem, String::new()));
    }

    /// Reports all problems that were noted.
    pub(super) fn report(mut self, findings: &mut Findings) {
        for (problem, names) in std::mem::take(&mut self.problems) {
            // Explanations that do not name the files have the first of them as their location.
            let location = match problem {
                ResponseProblem::Unreachable(_)
                | ResponseProblem::NotWasm(_)
                | ResponseProblem::ResourcePolicy(_)
                | ResponseProblem::FrameOptions(_)
                | ResponseProblem::FrameAncestors => {
                    let first = names.first().map(String::as_str).unwrap_or_default();
                    format!("{}{first}", self.location())
                }
                _ => self.location(),
            };
            findings.add(location, self.to_finding(problem, join_names(&names)));
        }
    }

    fn location(&self) -> String {
        format!("folder {}", self.bundle)
    }

    fn to_finding(&self, problem: ResponseProblem, files: String) -> ResponseFinding {
        let page_origin = self.page.origin().unwrap_or_else(|| "pages of other origins".to_owned());
        ResponseFinding { problem, files, page_origin }
    }

    /// Requests a URL, once.
    fn get(&mut self, url: &Url) -> Result<Rc<HttpResponse>, String> {
        if let Some(known) = self.responses.get(url) {
            return known.clone();
        }
        let response = self.client.get(url, self.page.origin().as_deref()).map(Rc::new);
        self.responses.insert(url.clone(), response.clone());
        response
    }

    /// Notes the problems of a response; only its status if that says that it is not the file.
    fn note_problems(
        &mut self,
        name: &str,
        response: &HttpResponse,
        mut problems: Vec<ResponseProblem>,
    ) {
        self.note_redirect_to_other_host(response);
        if response.status != StatusCode::OK {
            problems = vec![ResponseProblem::Status(response.status.as_u16())];
        }
        for problem in problems {
            self.note_problem(name, problem);
        }
    }

    fn note_problem(&mut self, name: &str, problem: ResponseProblem) {
        let names = self.problems.entry(problem).or_default();
        if !names.iter().any(|noted| noted == name) {
            names.push(name.to_owned());
        }
    }

    /// Notes the first redirect to another host.
    ///
    /// Redirects within a host do not count: servers use them for files with hashed names.
    fn note_redirect_to_other_host(&mut self, response: &HttpResponse) {
        let Some(first) = response.redirects.first() else { return };
        if self.has_moved || first.url.origin() == response.url.origin() {
            return;
        }
        if let Some(directory) = containing_directory(&response.url) {
            self.has_moved = true;
            self.problems.insert(ResponseProblem::Moved { to: directory.to_string() }, Vec::new());
        }
    }

    fn is_cross_origin(&self, url: &Url) -> bool {
        url.origin() != self.page.url.origin()
    }

    /// Finds what keeps a response from a page that uses CORS. Each redirect must allow the page,
    /// too.
    fn find_cors_problem(&self, response: &HttpResponse) -> Option<ResponseProblem> {
        let redirects =
            response.redirects.iter().map(|redirect| (&redirect.url, &redirect.headers));
        redirects
            .chain([(&response.url, &response.headers)])
            .filter(|(url, _)| self.is_cross_origin(url))
            .find_map(|(_, headers)| self.find_allowed_origin_problem(headers))
    }

    fn find_allowed_origin_problem(&self, headers: &HeaderMap) -> Option<ResponseProblem> {
        let values: Vec<_> = header_texts(headers, ACCESS_CONTROL_ALLOW_ORIGIN).collect();
        match &*values {
            [] => Some(ResponseProblem::NoCors),
            [value, ..] if value.is_empty() => Some(ResponseProblem::NoCors),
            [value] if !value.contains(',') => {
                let is_other = self.page.origin().is_some_and(|origin| *value != origin);
                (is_other && value != "*").then(|| ResponseProblem::OtherCors(value.to_string()))
            }
            _ => Some(ResponseProblem::RepeatedCors),
        }
    }

    /// Finds what keeps a response from a page that requests it without CORS (Fetch, "cross-origin
    /// resource policy check").
    fn find_resource_policy_problem(&self, response: &HttpResponse) -> Option<ResponseProblem> {
        if !self.is_cross_origin(&response.url) {
            return None;
        }
        let value = header_text(&response.headers, RESOURCE_POLICY).to_ascii_lowercase();
        match &*value {
            "same-origin" => Some(ResponseProblem::ResourcePolicy(value)),
            "same-site" if !self.is_of_page_site(&response.url) => {
                Some(ResponseProblem::ResourcePolicy(value))
            }
            "" if self.page_requires_corp() => Some(ResponseProblem::NoEmbedderPolicy),
            _ => None,
        }
    }

    /// Whether `same-site` allows the page a URL. It does not allow an http page an https URL.
    fn is_of_page_site(&self, url: &Url) -> bool {
        let page = &self.page.url;
        is_same_site(url, page) && (page.scheme() == "https" || url.scheme() != "https")
    }

    fn page_requires_corp(&self) -> bool {
        self.page.headers.as_ref().is_some_and(|headers| {
            header_text(headers, EMBEDDER_POLICY).starts_with("require-corp")
        })
    }

    /// Finds what keeps the page from framing a response.
    fn find_framing_problem(&self, response: &HttpResponse) -> Option<ResponseProblem> {
        let policies = frame_ancestors_policies(&response.headers);
        // If there are such policies, browsers ignore `X-Frame-Options`.
        if !policies.0.is_empty() {
            return self.find_frame_ancestors_problem(response, &policies);
        }
        let options = header_text(&response.headers, X_FRAME_OPTIONS).to_ascii_uppercase();
        let is_forbidden = match &*options {
            "DENY" => true,
            "SAMEORIGIN" => self.is_cross_origin(&response.url),
            _ => false,
        };
        is_forbidden.then_some(ResponseProblem::FrameOptions(options))
    }

    fn find_frame_ancestors_problem(
        &self,
        response: &HttpResponse,
        policies: &CspList,
    ) -> Option<ResponseProblem> {
        let ancestor = Url::parse(&self.page.origin()?).ok()?;
        let (result, _) = policies.should_navigation_response_to_navigation_request_be_blocked(
            &Response { url: response.url.clone(), redirect_count: 0 },
            &response.url.origin(),
            &vec![ancestor],
        );
        (result == CheckResult::Blocked).then_some(ResponseProblem::FrameAncestors)
    }
}

/// Collects the policies of a response that restrict who may frame it.
fn frame_ancestors_policies(headers: &HeaderMap) -> CspList {
    let mut policies = CspList(Vec::new());
    for value in header_texts(headers, CONTENT_SECURITY_POLICY) {
        policies.append(CspList::parse(&value, PolicySource::Header, PolicyDisposition::Enforce));
    }
    policies.0.retain(|policy| policy.contains_a_directive_whose_name_is("frame-ancestors"));
    policies
}

fn has_embedder_policy(headers: &HeaderMap) -> bool {
    let value = header_text(headers, EMBEDDER_POLICY);
    value.starts_with("require-corp") || value.starts_with("credentialless")
}

fn is_nosniff(headers: &HeaderMap) -> bool {
    header_text(headers, X_CONTENT_TYPE_OPTIONS).eq_ignore_ascii_case("nosniff")
}

/// Joins file names: "a", "a, b and c", "a, b, c and 4 more".
fn join_names(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [rest @ .., last] if names.len() <= MAX_NAMES => format!("{} and {last}", rest.join(", ")),
        _ => {
            let shown: Vec<_> = names.iter().take(MAX_NAMES).map(String::as_str).collect();
            format!("{} and {} more", shown.join(", "), names.len() - shown.len())
        }
    }
}
