//! A free port to listen at.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use anyhow::Context;
use tokio::net::TcpListener;

/// How many ports after the wanted one are tried.
const FURTHER: u16 = 50;

/// Listens at the wanted port or, where that is taken, at the next free one. Port 0 is any free one.
///
/// # Errors
///
/// When the host is not an address of this machine, or when no port is free.
pub(super) async fn bind(host: &str, port: u16) -> anyhow::Result<TcpListener> {
    let last = port.saturating_add(FURTHER);
    let mut candidate = port;
    loop {
        match TcpListener::bind((host, candidate)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if is_taken(&error) && candidate < last => candidate += 1,
            Err(error) if is_taken(&error) => {
                return Err(error).with_context(|| {
                    format!("{host}: ports {port} to {last} are taken; nothing is served; choose another --port")
                });
            }
            Err(error) => {
                return Err(error).with_context(|| {
                    format!(
                        "{host}:{candidate}: cannot be listened at; nothing is served; choose another --host or --port"
                    )
                });
            }
        }
    }
}

/// Whether another program has the port.
fn is_taken(error: &io::Error) -> bool {
    error.kind() == ErrorKind::AddrInUse
}

/// The origin to type into a browser on this machine.
pub(super) fn origin(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_taken_port_is_passed_over() {
        let taken = bind("127.0.0.1", 0).await.expect("some port is free");
        let wanted = taken.local_addr().expect("it listens").port();
        let other = bind("127.0.0.1", wanted).await.expect("one of the next ports is free");
        let got = other.local_addr().expect("it listens").port();
        assert!(got > wanted && got <= wanted.saturating_add(FURTHER), "{got} after {wanted}");
    }

    #[tokio::test]
    async fn an_address_of_another_machine_is_an_error() {
        let error = bind("192.0.2.1", 0).await.expect_err("a documentation address");
        assert!(error.to_string().starts_with("192.0.2.1:0: cannot be listened at; "), "{error}");
    }

    #[test]
    fn the_origin_can_be_typed() {
        for (address, expected) in [
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("0.0.0.0:8081", "http://127.0.0.1:8081"),
            ("[::]:8080", "http://[::1]:8080"),
        ] {
            assert_eq!(origin(address.parse().expect("an address")), expected);
        }
    }
}
