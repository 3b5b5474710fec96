//! What the boxes of a page need, held against the page's own policies.

use url::Url;

use super::finding::{Blocked, Findings, Kept, Part};
use super::folder::Manifest;
use super::page::{Page, is_known, told};
use super::policy::{Policy, Sources};
use super::standing::{FactBox, Form, Loader, Run, Standing, Style};

const SCRIPTS: [&str; 3] = ["script-src-elem", "script-src", "default-src"];
const EVAL: [&str; 2] = ["script-src", "default-src"];
const FETCH: [&str; 2] = ["connect-src", "default-src"];
const STYLES: [&str; 3] = ["style-src-elem", "style-src", "default-src"];
const FRAMES: [&str; 3] = ["frame-src", "child-src", "default-src"];

/// Judges every policy of the page, those of its headers and those in it: all of them hold. `manifest` is the folder's.
pub(super) fn judge(
    page: &Page,
    standing: &Standing,
    folder: Option<&Url>,
    manifest: Option<&Manifest>,
    findings: &mut Findings,
) {
    let policies = policies(page, standing);
    for policy in &policies {
        let enforced = !policy.report_only;
        let in_header = policy.place != META;
        if let Some(sandbox) = policy.sources(&["sandbox"]).filter(|_| enforced && in_header)
            && !sandbox.has("allow-scripts")
        {
            findings.add(policy.place, Kept::Sandbox);
        }
        Needs { policy, page, manifest, findings }.all(standing, folder);
    }
    let upgraded = policies.iter().any(|policy| {
        !policy.report_only && policy.sources(&["upgrade-insecure-requests"]).is_some()
    });
    let places =
        standing.loaders.iter().filter_map(|loader| Some((&loader.place, loader.src.as_ref()?)));
    let frames = standing
        .boxes
        .iter()
        .filter(|each| each.form == Form::Frame || each.form == Form::FramedPage);
    let frames = frames.filter_map(|frame| Some((&frame.place, frame.spot.folder.as_ref()?)));
    for (place, url) in places.chain(frames) {
        if is_known(&page.url)
            && page.url.scheme() == "https"
            && url.scheme() == "http"
            && !is_local(url)
            && !upgraded
        {
            findings.add(place, Kept::Mixed);
        }
    }
}

/// What is said of policies in the page's HTML.
const META: &str = "policy in the page's <meta>";

fn policies(page: &Page, standing: &Standing) -> Vec<Policy> {
    let mut policies = Vec::new();
    if let Some(headers) = &page.headers {
        for value in headers.all("content-security-policy") {
            policies.extend(Policy::parse(value, "policy in the page's header", false));
        }
        for value in headers.all("content-security-policy-report-only") {
            policies.extend(Policy::parse(value, "reporting policy in the page's header", true));
        }
    }
    for meta in &standing.metas {
        policies.extend(Policy::parse(meta, META, false));
    }
    policies
}

/// Browsers trust their own machine.
fn is_local(url: &Url) -> bool {
    matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}

/// One policy and what there is to hold against it.
struct Needs<'a> {
    policy: &'a Policy,
    page: &'a Page,
    manifest: Option<&'a Manifest>,
    findings: &'a mut Findings,
}

impl Needs<'_> {
    fn all(&mut self, standing: &Standing, folder: Option<&Url>) {
        // A tag that browsers do not run has a finding of its own; here it counts as what it should be.
        let loader = standing
            .loaders
            .iter()
            .find(|loader| loader.run == Run::Now)
            .or(standing.loaders.first());
        let is_live = standing.boxes.iter().any(FactBox::is_loaded)
            || standing.boxes.iter().any(|each| each.form == Form::Frame);
        if let Some(loader) = loader.filter(|_| is_live) {
            let scripts_run = self.scripts(loader, folder);
            if scripts_run && standing.boxes.iter().any(FactBox::is_loaded) {
                self.wasm();
                if let Some(folder) = folder {
                    self.allowed(&FETCH, folder, "stories/", Part::Fetch);
                }
            }
        }
        let style = standing.boxes.iter().find_map(|each| match &each.holds.style {
            Style::None => None,
            style => Some(style),
        });
        match style {
            Some(Style::Inline { nonce }) => {
                if let Some(sources) = self.policy.sources(&STYLES)
                    && !sources.has_inline()
                    && !sources.has_nonce(nonce.as_deref())
                {
                    let missing = folder
                        .map_or("the folder's origin".to_owned(), |folder| self.origin_of(folder));
                    self.report(
                        Part::InlineStyle,
                        sources,
                        "style-src",
                        "the `<style>` in the template",
                        Some(missing),
                    );
                }
            }
            Some(Style::Linked(Some(url))) => self.allowed(&STYLES, url, "", Part::LinkedStyle),
            _ => {}
        }
        let frames = standing
            .boxes
            .iter()
            .filter(|each| matches!(each.form, Form::Frame | Form::FramedPage));
        if let Some(folder) = frames.filter_map(|each| each.spot.folder.as_ref()).next() {
            self.allowed(&FRAMES, folder, "frame.html", Part::Frame);
        }
    }

    /// Whether the loader may run, and load the rest.
    fn scripts(&mut self, loader: &Loader, folder: Option<&Url>) -> bool {
        let Some(sources) = self.policy.sources(&SCRIPTS) else { return true };
        let Some(src) = &loader.src else { return true };
        let keyed = sources.has_nonce(loader.nonce.as_deref());
        let hashed = sources.has_hashes(loader.integrity.as_deref());
        let strict = sources.has("'strict-dynamic'");
        if !keyed && !hashed && (strict || !sources.allow(src, &self.page.url)) {
            let missing = (!strict).then(|| self.origin_of(src));
            self.report(Part::Loader, sources, "script-src", &told(src), missing);
            return false;
        }
        // What a script with a nonce imports has that nonce, too; what is trusted strictly may import anything.
        let Some(folder) = folder.filter(|_| !keyed && !strict) else { return true };
        let join = |name| folder.join(name).ok();
        let kept_out = match self.manifest {
            Some(manifest) => manifest
                .scripts()
                .filter_map(join)
                .find(|script| !sources.allow(script, &self.page.url)),
            // What they are called is not known: the policy may well list each.
            None => join("box.js").filter(|script| !sources.allow_origin(script, &self.page.url)),
        };
        if let Some(script) = &kept_out {
            let missing = self.origin_of(script);
            self.report(Part::Modules, sources, "script-src", &told(script), Some(missing));
        }
        kept_out.is_none()
    }

    fn wasm(&mut self) {
        if let Some(sources) = self.policy.sources(&EVAL)
            && !sources.has("'wasm-unsafe-eval'")
            && !sources.has("'unsafe-eval'")
        {
            self.report(
                Part::Wasm,
                sources,
                "script-src",
                "WebAssembly",
                Some("`'wasm-unsafe-eval'`".to_owned()),
            );
        }
    }

    /// Whether something in the folder may be had.
    fn allowed(&mut self, names: &[&'static str], folder: &Url, file: &str, part: Part) {
        let Ok(url) = folder.join(file) else { return };
        if let Some(sources) = self.policy.sources(names)
            && !sources.allow(&url, &self.page.url)
        {
            // The directive that people write; its narrower kin only if the policy has it.
            let directive = match part {
                Part::Fetch => "connect-src",
                Part::Frame => "frame-src",
                _ => "style-src",
            };
            let missing = self.origin_of(&url);
            self.report(part, sources, directive, &told(&url), Some(missing));
        }
    }

    fn report(
        &mut self,
        what: Part,
        sources: Sources<'_>,
        directive: &'static str,
        blocked: &str,
        missing: Option<String>,
    ) {
        let by = sources.by.to_owned();
        // What has a directive of its own goes there: in it nothing is fallen back to.
        let directive = match &*by {
            "script-src-elem" => "script-src-elem",
            "style-src-elem" => "style-src-elem",
            "child-src" => "child-src",
            _ => directive,
        };
        let report_only = self.policy.report_only;
        let (blocked, nothing) = (blocked.to_owned(), sources.is_none());
        let blocked = Blocked { what, by, directive, blocked, nothing, missing, report_only };
        self.findings.add(self.policy.place, Kept::Out(blocked));
    }

    /// What allows an address, in the words of a policy.
    fn origin_of(&self, url: &Url) -> String {
        if url.origin() == self.page.url.origin() {
            "`'self'`".to_owned()
        } else {
            format!("`{}`", url.origin().ascii_serialization())
        }
    }
}
