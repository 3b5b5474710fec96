use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

fn one(text: &str) -> Policy {
    Policy::parse(text, "policy", false).into_iter().next().expect("a policy")
}

#[test]
fn a_source_matches_as_level_3_says() {
    const PAGE: &str = "https://news.example/2026/a.html";
    const FILE: &str = "https://cdn.example/box/embed.js";
    for (source, address, page, matches) in [
        ("*", FILE, PAGE, true),
        ("*", "data:text/javascript,1", PAGE, false),
        ("'none'", FILE, PAGE, false),
        ("'self'", FILE, PAGE, false),
        ("'self'", "https://news.example/box/embed.js", PAGE, true),
        ("'SELF'", "https://news.example/box/embed.js", PAGE, true),
        ("'self'", "https://news.example:8443/embed.js", PAGE, false),
        ("'self'", "https://www.news.example/embed.js", PAGE, false),
        ("'self'", "https://news.example/embed.js", "http://news.example/", true),
        ("'self'", "http://news.example/embed.js", PAGE, false),
        ("https:", FILE, PAGE, true),
        ("http:", FILE, PAGE, true),
        ("https:", "http://cdn.example/embed.js", PAGE, false),
        ("data:", FILE, PAGE, false),
        ("cdn.example", FILE, PAGE, true),
        ("CDN.example", FILE, PAGE, true),
        ("cdn.example", "http://cdn.example/embed.js", PAGE, false),
        ("cdn.example", "http://cdn.example/embed.js", "http://news.example/", true),
        ("cdn.example", FILE, "http://news.example/", true),
        ("https://cdn.example", FILE, PAGE, true),
        ("http://cdn.example", FILE, PAGE, true),
        ("https://cdn.example", "http://cdn.example/embed.js", "http://news.example/", false),
        ("https://other.example", FILE, PAGE, false),
        ("*.example", FILE, PAGE, true),
        ("*.cdn.example", FILE, PAGE, false),
        ("https://*.cdn.example", "https://a.b.cdn.example/", PAGE, true),
        ("*.cdn.example", "https://evilcdn.example/", PAGE, false),
        ("https://*", FILE, PAGE, true),
        ("cdn.example:443", FILE, PAGE, true),
        ("cdn.example:80", FILE, PAGE, true),
        ("http://cdn.example:80", FILE, PAGE, true),
        ("cdn.example:8443", FILE, PAGE, false),
        ("cdn.example", "https://cdn.example:8443/embed.js", PAGE, false),
        ("cdn.example:8443", "https://cdn.example:8443/embed.js", PAGE, true),
        ("cdn.example:*", "https://cdn.example:8443/embed.js", PAGE, true),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/dist/embed.js", PAGE, true),
        ("http://[::1]:8080", "http://[::1]:8080/dist/embed.js", PAGE, true),
        ("https://cdn.example/", FILE, PAGE, true),
        ("https://cdn.example/box/", FILE, PAGE, true),
        ("https://cdn.example/box", FILE, PAGE, false),
        ("https://cdn.example/box/embed.js", FILE, PAGE, true),
        ("https://cdn.example/b%6Fx/", FILE, PAGE, true),
        ("https://cdn.example/Box/", FILE, PAGE, false),
        ("https://cdn.example/other/", FILE, PAGE, false),
        ("", FILE, PAGE, false),
        ("https://", FILE, PAGE, false),
        ("'nonce-abc'", FILE, PAGE, false),
    ] {
        assert_eq!(
            super::matches(source, &url(address), &url(page), true),
            matches,
            "{source} {address} {page}"
        );
    }
}

#[test]
fn the_first_directive_of_a_name_counts_and_others_are_fallen_back_to() {
    let policy =
        one("Default-Src 'none'; script-src a.example b.example; script-src 'none';; style-src");
    let by = |names: &[&str]| policy.sources(names).map(|sources| sources.by.to_owned());
    assert_eq!(
        by(&["script-src-elem", "script-src", "default-src"]).as_deref(),
        Some("script-src")
    );
    assert_eq!(by(&["connect-src", "default-src"]).as_deref(), Some("default-src"));
    assert_eq!(by(&["frame-ancestors"]), None);
    let sources = policy.sources(&["script-src"]).expect("it is there");
    assert!(sources.allow(&url("https://b.example/x.js"), &url("https://news.example/")));
    let nothing = policy.sources(&["style-src"]).expect("it is there");
    assert!(!nothing.allow(&url("https://b.example/x.css"), &url("https://news.example/")));
}

#[test]
fn a_header_may_hold_several_policies() {
    assert_eq!(
        Policy::parse("script-src a.example, default-src 'self',, ;", "header", true).len(),
        2
    );
    assert_eq!(Policy::parse("", "header", true).len(), 0);
}

#[test]
fn nonces_hashes_and_inline_are_read_as_written() {
    let policy =
        one("script-src 'nonce-Abc=' 'sha256-a+b/c=' 'unsafe-inline'; style-src 'Unsafe-Inline'");
    let script = policy.sources(&["script-src"]).expect("it is there");
    for (nonce, allowed) in
        [(Some("Abc="), true), (Some("abc="), false), (Some(""), false), (None, false)]
    {
        assert_eq!(script.has_nonce(nonce), allowed, "{nonce:?}");
    }
    for (integrity, allowed) in [
        (Some("sha256-a+b/c="), true),
        (Some("sha256-a-b_c="), true),
        (Some("sha256-a+b/c= sha384-x"), false),
        (Some(""), false),
        (None, false),
    ] {
        assert_eq!(script.has_hashes(integrity), allowed, "{integrity:?}");
    }
    assert!(!script.has_inline(), "a nonce ends what 'unsafe-inline' allows");
    assert!(policy.sources(&["style-src"]).expect("it is there").has_inline());
}
