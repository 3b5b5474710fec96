//! Checks what the boxes of a page need against the page's own content security policies.
//!
//! The crate `content-security-policy` decides as CSP Level 3 says; this module knows which requests a box makes, and
//! words what an editor should add.

use content_security_policy::{
    CheckResult, CspList, Destination, Directive, Element, Initiator, InlineCheckType,
    ParserMetadata, Policy, PolicyDisposition, PolicySource, Request, Violates,
};
use url::{Origin, Url};

use super::bundle::Manifest;
use super::finding::{Blocked, Findings, PolicyProblem, Requirement};
use super::http_client::header_texts;
use super::page::{Page, is_known, told};
use super::scan::{Embed, EmbedForm, Execution, Loader, PageScan, Style};

/// Checks every policy of the page: those of its headers and those in its HTML. All of them hold.
///
/// `manifest` is that of `folder`, if it is known.
pub(super) fn judge(
    page: &Page,
    scan: &PageScan,
    folder: Option<&Url>,
    manifest: Option<&Manifest>,
    findings: &mut Findings,
) {
    let policies = page_policies(page, scan);
    for policy in &policies {
        if is_sandboxed_without_scripts(policy) {
            findings.add(policy_location(policy), PolicyProblem::Sandbox);
        }
        PolicyCheck { policy, page, manifest, findings }.check_page(scan, folder);
    }
    let upgrades_requests = policies.iter().any(|policy| {
        policy.disposition == PolicyDisposition::Enforce
            && policy.contains_a_directive_whose_name_is("upgrade-insecure-requests")
    });
    if !upgrades_requests {
        check_mixed_content(page, scan, findings);
    }
}

/// Whether a list of sandbox keywords lets scripts run.
pub(super) fn allows_scripts<'a>(keywords: impl IntoIterator<Item = &'a str>) -> bool {
    keywords.into_iter().any(|keyword| keyword.eq_ignore_ascii_case("allow-scripts"))
}

fn page_policies(page: &Page, scan: &PageScan) -> Vec<Policy> {
    use PolicyDisposition::{Enforce, Report};
    use PolicySource::{Header, Meta};
    let mut policies = Vec::new();
    if let Some(headers) = &page.headers {
        for value in header_texts(headers, "content-security-policy") {
            policies.extend(CspList::parse(&value, Header, Enforce).0);
        }
        for value in header_texts(headers, "content-security-policy-report-only") {
            policies.extend(CspList::parse(&value, Header, Report).0);
        }
    }
    for content in &scan.metas {
        policies.extend(CspList::parse(content, Meta, Enforce).0);
    }
    policies
}

/// Where a policy was found, in words.
fn policy_location(policy: &Policy) -> &'static str {
    match (policy.source, policy.disposition) {
        (PolicySource::Header, PolicyDisposition::Enforce) => "policy in the page's header",
        (PolicySource::Header, PolicyDisposition::Report) => {
            "reporting policy in the page's header"
        }
        (PolicySource::Meta, _) => "policy in the page's <meta>",
    }
}

/// Browsers ignore `sandbox` in a `<meta>` and in policies that only report.
fn is_sandboxed_without_scripts(policy: &Policy) -> bool {
    policy.source == PolicySource::Header
        && policy.disposition == PolicyDisposition::Enforce
        && policy.directive_set.iter().any(|directive| {
            directive.name == "sandbox"
                && !allows_scripts(directive.value.iter().map(String::as_str))
        })
}

/// Reports loaders and frames that an https page names by http.
fn check_mixed_content(page: &Page, scan: &PageScan, findings: &mut Findings) {
    if !is_known(&page.url) || page.url.scheme() != "https" {
        return;
    }
    let loaders =
        scan.loaders.iter().filter_map(|loader| Some((&loader.place, loader.src.as_ref()?)));
    let frames =
        frames(scan).filter_map(|frame| Some((&frame.place, frame.box_ref.folder.as_ref()?)));
    for (location, url) in loaders.chain(frames) {
        if url.scheme() == "http" && !is_local(url) {
            findings.add(location, PolicyProblem::Mixed);
        }
    }
}

fn frames(scan: &PageScan) -> impl Iterator<Item = &Embed> {
    scan.boxes.iter().filter(|each| matches!(each.form, EmbedForm::Frame | EmbedForm::FramedPage))
}

/// Browsers trust their own machine.
fn is_local(url: &Url) -> bool {
    matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}

/// One policy, and what there is to check against it.
struct PolicyCheck<'a> {
    policy: &'a Policy,
    page: &'a Page,
    manifest: Option<&'a Manifest>,
    findings: &'a mut Findings,
}

impl PolicyCheck<'_> {
    fn check_page(&mut self, scan: &PageScan, folder: Option<&Url>) {
        // A tag that browsers do not run has a finding of its own; here it counts as what it should be.
        let loader = scan
            .loaders
            .iter()
            .find(|loader| loader.run == Execution::Now)
            .or(scan.loaders.first());
        let has_loaded_box = scan.boxes.iter().any(Embed::is_loaded);
        let is_live = has_loaded_box || scan.boxes.iter().any(|each| each.form == EmbedForm::Frame);
        if let Some(loader) = loader.filter(|_| is_live) {
            let scripts_run = self.check_loader(loader) && self.check_modules(loader, folder);
            if scripts_run && has_loaded_box {
                self.check_wasm();
                if let Some(stories) = folder.and_then(|folder| folder.join("stories/").ok()) {
                    let request = self.request(&stories, Destination::None);
                    self.check_request(Requirement::Fetch, &request);
                }
            }
        }
        self.check_style(scan, folder);
        let framed = frames(scan).find_map(|frame| frame.box_ref.folder.as_ref());
        if let Some(url) = framed.and_then(|folder| folder.join("frame.html").ok()) {
            let request = self.request(&url, Destination::IFrame);
            self.check_request(Requirement::Frame, &request);
        }
    }

    /// Whether the loader may run.
    fn check_loader(&mut self, loader: &Loader) -> bool {
        let Some(src) = &loader.src else { return true };
        let request = Request {
            nonce: loader.nonce.clone().unwrap_or_default(),
            integrity_metadata: loader.integrity.clone().unwrap_or_default(),
            ..self.request(src, Destination::Script)
        };
        self.check_request(Requirement::Loader, &request)
    }

    /// Whether the loader may import the other scripts.
    fn check_modules(&mut self, loader: &Loader, folder: Option<&Url>) -> bool {
        let Some(folder) = folder else { return true };
        let (names, redirect_count) = match self.manifest {
            Some(manifest) => (manifest.scripts().collect(), 0),
            // Their names are not known, and the policy may well list each. After a redirect only origins are compared.
            None => (vec!["box.js"], 1),
        };
        for url in names.into_iter().filter_map(|name| folder.join(name).ok()) {
            // An imported module has the nonce of the script that imports it.
            let request = Request {
                nonce: loader.nonce.clone().unwrap_or_default(),
                parser_metadata: ParserMetadata::NotParserInserted,
                redirect_count,
                ..self.request(&url, Destination::Script)
            };
            if !self.check_request(Requirement::Modules, &request) {
                return false;
            }
        }
        true
    }

    fn check_wasm(&mut self) {
        let (_, violations) = CspList(vec![self.policy.clone()]).is_wasm_evaluation_allowed();
        if let Some(violation) = violations.first() {
            let missing = Some("`'wasm-unsafe-eval'`".to_owned());
            self.report(Requirement::Wasm, &violation.directive, "WebAssembly".to_owned(), missing);
        }
    }

    /// Checks the style of the first box that brings one.
    fn check_style(&mut self, scan: &PageScan, folder: Option<&Url>) {
        let style = scan
            .boxes
            .iter()
            .map(|each| &each.holds.style)
            .find(|style| !matches!(style, Style::None));
        match style {
            Some(Style::Inline { nonce, css }) => {
                let element = Element { nonce: nonce.as_deref().map(Into::into) };
                let policy = self.policy;
                let blocking = policy.directive_set.iter().find(|directive| {
                    directive.inline_check(&element, InlineCheckType::Style, policy, css)
                        == CheckResult::Blocked
                });
                if let Some(directive) = blocking {
                    let missing = folder
                        .map_or("the folder's origin".to_owned(), |folder| self.source_of(folder));
                    let blocked = "the `<style>` in the template".to_owned();
                    self.report(Requirement::InlineStyle, directive, blocked, Some(missing));
                }
            }
            Some(Style::Linked { href: Some(url), nonce }) => {
                let request = Request {
                    nonce: nonce.clone().unwrap_or_default(),
                    ..self.request(url, Destination::Style)
                };
                self.check_request(Requirement::LinkedStyle, &request);
            }
            _ => {}
        }
    }

    /// A request of the page, as its HTML makes it.
    fn request(&self, url: &Url, destination: Destination) -> Request {
        Request {
            url: url.clone(),
            current_url: url.clone(),
            origin: self.self_origin(url),
            redirect_count: 0,
            destination,
            initiator: Initiator::None,
            nonce: String::new(),
            integrity_metadata: String::new(),
            parser_metadata: ParserMetadata::ParserInserted,
        }
    }

    /// The origin that `'self'` stands for when `url` is asked for.
    ///
    /// An http page may load from its own host by https (CSP 3, 6.7.2.8, step 4). Version 0.9 of the crate compares the
    /// default ports of the two and finds them different, so the page counts as https there.
    fn self_origin(&self, url: &Url) -> Origin {
        let mut page = self.page.url.clone();
        if page.scheme() == "http" && page.port().is_none() && url.scheme() == "https" {
            page.set_scheme("https").expect("both schemes are special");
        }
        page.origin()
    }

    /// Whether the policy allows a request; reports it otherwise.
    fn check_request(&mut self, part: Requirement, request: &Request) -> bool {
        let Violates::Directive(directive) = self.policy.does_request_violate_policy(request)
        else {
            return true;
        };
        // A directive that trusts scripts strictly ignores hosts: only a nonce helps.
        let is_strict =
            directive.value.iter().any(|source| source.eq_ignore_ascii_case("'strict-dynamic'"));
        let missing =
            (part != Requirement::Loader || !is_strict).then(|| self.source_of(&request.url));
        self.report(part, &directive, told(&request.url), missing);
        false
    }

    fn report(
        &mut self,
        what: Requirement,
        deciding: &Directive,
        blocked: String,
        missing: Option<String>,
    ) {
        // The directive that people write; its narrower kin only if the policy has it.
        let directive = match (&*deciding.name, what) {
            ("script-src-elem", _) => "script-src-elem",
            ("style-src-elem", _) => "style-src-elem",
            ("child-src", _) => "child-src",
            (_, Requirement::Loader | Requirement::Modules | Requirement::Wasm) => "script-src",
            (_, Requirement::Fetch) => "connect-src",
            (_, Requirement::Frame) => "frame-src",
            (_, Requirement::InlineStyle | Requirement::LinkedStyle) => "style-src",
        };
        let blocked = Blocked {
            what,
            by: deciding.name.clone(),
            directive,
            blocked,
            nothing: deciding.value.iter().all(|source| source.eq_ignore_ascii_case("'none'")),
            missing,
            report_only: self.policy.disposition == PolicyDisposition::Report,
        };
        self.findings.add(policy_location(self.policy), PolicyProblem::Out(blocked));
    }

    /// The source expression that allows a URL.
    fn source_of(&self, url: &Url) -> String {
        if url.origin() == self.page.url.origin() {
            "`'self'`".to_owned()
        } else {
            format!("`{}`", url.origin().ascii_serialization())
        }
    }
}
