//! Checks what the boxes of a page need against the page's own content security policies.
//!
//! The crate `content-security-policy` implements CSP Level 3. This module knows which
//! requests a box makes, and which source an editor should add.

use content_security_policy::{
    CheckResult, CspList, Destination, Directive, Element, Initiator, InlineCheckType,
    ParserMetadata, Policy, PolicyDisposition, PolicySource, Request, Violates,
};
use ureq::http::header::{CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY_REPORT_ONLY};
use url::{Origin, Url};

use super::bundle::Manifest;
use super::bundle_check::PageBundles;
use super::finding::{BlockedRequest, Findings, PolicyProblem, Requirement};
use super::page::{Page, display_url, is_known};
use super::scan::{Embed, EmbedForm, Execution, Loader, PageScan, Style};
use crate::cli::http_client::header_texts;
use crate::cli::this_machine::is_on_this_machine;

/// Checks all policies of the page, in its headers and its HTML. Browsers enforce each of them.
pub(super) fn check_policies(
    page: &Page,
    scan: &PageScan,
    bundles: &PageBundles,
    findings: &mut Findings,
) {
    let (bundle, manifest) = (bundles.default_url(), bundles.default_manifest());
    let policies = collect_policies(page, scan);
    for policy in &policies {
        if is_sandboxed_without_scripts(policy) {
            findings.add(policy_location(policy), PolicyProblem::SandboxedPage);
        }
        PolicyCheck { policy, page, bundle, manifest, findings }.check_page(scan);
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

fn collect_policies(page: &Page, scan: &PageScan) -> Vec<Policy> {
    use PolicyDisposition::{Enforce, Report};
    use PolicySource::{Header, Meta};
    let mut policies = Vec::new();
    if let Some(headers) = &page.headers {
        for value in header_texts(headers, CONTENT_SECURITY_POLICY) {
            policies.extend(CspList::parse(&value, Header, Enforce).0);
        }
        for value in header_texts(headers, CONTENT_SECURITY_POLICY_REPORT_ONLY) {
            policies.extend(CspList::parse(&value, Header, Report).0);
        }
    }
    for content in &scan.meta_policies {
        policies.extend(CspList::parse(content, Meta, Enforce).0);
    }
    policies
}

/// Returns the words by which messages refer to a policy.
fn policy_location(policy: &Policy) -> &'static str {
    match (policy.source, policy.disposition) {
        (PolicySource::Header, PolicyDisposition::Enforce) => "policy in the page's header",
        (PolicySource::Header, PolicyDisposition::Report) => {
            "reporting policy in the page's header"
        }
        (PolicySource::Meta, _) => "policy in the page's <meta>",
    }
}

/// Whether a policy sandboxes the page and keeps scripts from it.
///
/// Browsers ignore `sandbox` in a `<meta>` and in policies that only report.
fn is_sandboxed_without_scripts(policy: &Policy) -> bool {
    policy.source == PolicySource::Header
        && policy.disposition == PolicyDisposition::Enforce
        && policy.directive_set.iter().any(|directive| {
            directive.name == "sandbox"
                && !allows_scripts(directive.value.iter().map(String::as_str))
        })
}

/// Reports loaders and frames that an https page requests by http.
fn check_mixed_content(page: &Page, scan: &PageScan, findings: &mut Findings) {
    if !is_known(&page.url) || page.url.scheme() != "https" {
        return;
    }
    let loaders = scan.loaders.iter().map(|loader| (&loader.location, &loader.src));
    let frames = framed_embeds(scan)
        .filter_map(|frame| Some((&frame.location, frame.target.bundle.as_ref()?)));
    for (location, url) in loaders.chain(frames) {
        // Browsers trust what is on their own machine without https.
        if url.scheme() == "http" && !is_on_this_machine(url) {
            findings.add(location, PolicyProblem::MixedContent);
        }
    }
}

fn framed_embeds(scan: &PageScan) -> impl Iterator<Item = &Embed> {
    let embeds = scan.embeds.iter();
    embeds.filter(|embed| matches!(embed.form, EmbedForm::Frame | EmbedForm::FramedPage))
}

/// One policy, and what is checked against it.
struct PolicyCheck<'a> {
    policy: &'a Policy,
    page: &'a Page,
    /// The bundle that the loader loads boxes from, and its manifest.
    bundle: Option<&'a Url>,
    manifest: Option<&'a Manifest>,
    findings: &'a mut Findings,
}

impl PolicyCheck<'_> {
    /// Reports what the policy blocks, in the order in which a box needs things.
    fn check_page(&mut self, scan: &PageScan) {
        let has_loaded_box = scan.embeds.iter().any(Embed::is_mounted_by_loader);
        let has_live_frame = scan.embeds.iter().any(|embed| embed.form == EmbedForm::Frame);
        // A tag that browsers do not run is reported with the markup. Its policy is checked as if
        // that were fixed.
        let running = scan.loaders.iter().find(|loader| loader.execution == Execution::Immediate);
        let loader = running.or(scan.loaders.first());
        if let Some(loader) = loader.filter(|_| has_loaded_box || has_live_frame) {
            let scripts_run = self.check_loader(loader) && self.check_modules(loader);
            if scripts_run && has_loaded_box {
                self.check_wasm();
                self.check_fetch();
            }
        }
        self.check_style(scan);
        if let Some(bundle) = framed_embeds(scan).find_map(|frame| frame.target.bundle.as_ref())
            && let Ok(url) = bundle.join("frame.html")
        {
            let request = self.page_request(&url, Destination::IFrame);
            self.check_request(Requirement::Frame, &request);
        }
    }

    /// Whether the loader may run; reports it otherwise.
    fn check_loader(&mut self, loader: &Loader) -> bool {
        let request = Request {
            nonce: loader.nonce.clone().unwrap_or_default(),
            integrity_metadata: loader.integrity.clone().unwrap_or_default(),
            ..self.page_request(&loader.src, Destination::Script)
        };
        self.check_request(Requirement::Loader, &request)
    }

    /// Whether the loader may import its modules; reports the first that it may not.
    fn check_modules(&mut self, loader: &Loader) -> bool {
        let Some(bundle) = self.bundle else { return true };
        let (names, redirect_count) = match self.manifest {
            Some(manifest) => (manifest.box_scripts().collect(), 0),
            // The policy may list the scripts one by one, but their names are unknown, so compare
            // origins only. The crate does so for requests after a redirect.
            None => (vec!["box.js"], 1),
        };
        for url in names.into_iter().filter_map(|name| bundle.join(name).ok()) {
            let request = Request {
                // A module inherits the nonce of the script that imports it.
                nonce: loader.nonce.clone().unwrap_or_default(),
                parser_metadata: ParserMetadata::NotParserInserted,
                redirect_count,
                ..self.page_request(&url, Destination::Script)
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
            let source = Some("`'wasm-unsafe-eval'`".to_owned());
            let blocked = "WebAssembly".to_owned();
            self.report(Requirement::Wasm, &violation.directive, blocked, source);
        }
    }

    /// Checks whether the loader's modules may fetch from the bundle.
    fn check_fetch(&mut self) {
        if let Some(url) = self.bundle.and_then(|bundle| bundle.join("stories/").ok()) {
            let request = self.page_request(&url, Destination::None);
            self.check_request(Requirement::Fetch, &request);
        }
    }

    /// Checks the style of the first box that has one in its template.
    fn check_style(&mut self, scan: &PageScan) {
        let mut styles = scan.embeds.iter().map(|embed| &embed.content.style);
        match styles.find(|style| !matches!(style, Style::None)) {
            Some(Style::Inline { css, nonce }) => self.check_inline_style(css, nonce.as_deref()),
            Some(Style::Linked { href: Some(url), nonce }) => {
                let request = Request {
                    nonce: nonce.clone().unwrap_or_default(),
                    ..self.page_request(url, Destination::Style)
                };
                self.check_request(Requirement::LinkedStyle, &request);
            }
            _ => {}
        }
    }

    fn check_inline_style(&mut self, css: &str, nonce: Option<&str>) {
        let element = Element { nonce: nonce.map(Into::into) };
        let policy = self.policy;
        let blocking = policy.directive_set.iter().find(|directive| {
            directive.inline_check(&element, InlineCheckType::Style, policy, css)
                == CheckResult::Blocked
        });
        if let Some(directive) = blocking {
            let source = match self.bundle {
                Some(bundle) => self.source_for(bundle),
                None => "the folder's origin".to_owned(),
            };
            let blocked = "the `<style>` in the template".to_owned();
            self.report(Requirement::InlineStyle, directive, blocked, Some(source));
        }
    }

    /// Returns a request that the page's HTML makes.
    fn page_request(&self, url: &Url, destination: Destination) -> Request {
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

    /// Returns the origin that `'self'` stands for when `url` is requested.
    ///
    /// On an http page it includes https on the same host (CSP 3, 6.7.2.8, step 4). Version 0.9 of
    /// the crate misses that where both have their default ports, so the page is treated as https
    /// there.
    fn self_origin(&self, url: &Url) -> Origin {
        let mut page = self.page.url.clone();
        if page.scheme() == "http" && page.port().is_none() && url.scheme() == "https" {
            page.set_scheme("https").expect("http changes to https");
        }
        page.origin()
    }

    /// Whether the policy allows a request; reports it otherwise.
    fn check_request(&mut self, requirement: Requirement, request: &Request) -> bool {
        let Violates::Directive(directive) = self.policy.does_request_violate_policy(request)
        else {
            return true;
        };
        // With `'strict-dynamic'` browsers ignore hosts, so only a nonce helps the loader.
        let needs_nonce = requirement == Requirement::Loader
            && directive.value.iter().any(|source| source.eq_ignore_ascii_case("'strict-dynamic'"));
        let source = (!needs_nonce).then(|| self.source_for(&request.url));
        self.report(requirement, &directive, display_url(&request.url), source);
        false
    }

    fn report(
        &mut self,
        requirement: Requirement,
        deciding: &Directive,
        blocked: String,
        missing_source: Option<String>,
    ) {
        let problem = BlockedRequest {
            requirement,
            blocked,
            deciding_directive: deciding.name.clone(),
            allows_nothing: deciding
                .value
                .iter()
                .all(|source| source.eq_ignore_ascii_case("'none'")),
            directive: directive_to_change(requirement, deciding),
            missing_source,
            report_only: self.policy.disposition == PolicyDisposition::Report,
        };
        self.findings.add(policy_location(self.policy), PolicyProblem::Blocks(problem));
    }

    /// Returns the source expression to add for a URL, in backticks.
    fn source_for(&self, url: &Url) -> String {
        if url.origin() == self.page.url.origin() {
            "`'self'`".to_owned()
        } else {
            format!("`{}`", url.origin().ascii_serialization())
        }
    }
}

/// Returns the directive that an editor should change: the usual one, or a narrower one that the
/// policy has.
fn directive_to_change(requirement: Requirement, deciding: &Directive) -> &'static str {
    match (&*deciding.name, requirement) {
        ("script-src-elem", _) => "script-src-elem",
        ("style-src-elem", _) => "style-src-elem",
        ("child-src", _) => "child-src",
        (_, Requirement::Loader | Requirement::Modules | Requirement::Wasm) => "script-src",
        (_, Requirement::Fetch) => "connect-src",
        (_, Requirement::Frame) => "frame-src",
        (_, Requirement::InlineStyle | Requirement::LinkedStyle) => "style-src",
    }
}
