//! Which hosts are this machine, and servers that answer to no other name.

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use url::{Host, Url};

/// Whether a URL leads to this machine, at any port: its name or address leads nowhere else.
///
/// Source: Secure Contexts, "Is origin potentially trustworthy?".
pub(crate) fn is_on_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Has a server refuse requests for another host than this machine: a website could otherwise have its
/// own name lead here, and read a story that is not published yet.
pub(crate) fn refuse_other_hosts(router: Router) -> Router {
    router.layer(middleware::from_fn(refuse_other_host))
}

async fn refuse_other_host(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let url = host.and_then(|host| Url::parse(&format!("http://{host}")).ok());
    if url.is_some_and(|url| is_on_this_machine(&url)) {
        next.run(request).await
    } else {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_known_by_its_names_and_addresses() {
        for (url, expected) in [
            ("http://localhost:8080", true),
            ("http://cms.localhost", true),
            ("http://127.0.0.1", true),
            ("http://127.0.0.53:8080", true),
            ("http://[::1]:8080", true),
            ("http://localhost.news.example", false),
            ("http://notlocalhost", false),
            ("http://127.0.0.1.news.example", false),
            ("http://192.168.0.1", false),
            ("http://0.0.0.0", false),
        ] {
            assert_eq!(is_on_this_machine(&Url::parse(url).expect("a URL")), expected, "{url}");
        }
    }
}
