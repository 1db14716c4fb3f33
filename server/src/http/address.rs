//! Where a request comes from: the peer's address, or what our own proxies wrote down. Only ever used to count, as a
//! keyed fingerprint; it is never stored or logged plain.

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::app::App;
use crate::keys::{Keys, Purpose};

/// The asker's network address; an IPv6 one is cut to the 64 bits that name a network.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Address(IpAddr);

impl Address {
    pub fn new(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(_) => Self(address),
            IpAddr::V6(six) => match six.to_ipv4_mapped() {
                Some(four) => Self(IpAddr::V4(four)),
                None => Self(IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64)))),
            },
        }
    }

    /// The address of a request. With `proxies` of ours in front, the entry that the outermost of them appended to
    /// `x-forwarded-for` counts; what stands before it was written by the asker.
    pub fn of(parts: &Parts, proxies: usize) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let forwarded = proxies.checked_sub(1).and_then(|nearer| {
            let lines = parts.headers.get_all("x-forwarded-for").iter().rev();
            let entries = lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.rsplit(','));
            entries.map(str::trim).nth(nearer)?.parse().ok()
        });
        Self::new(forwarded.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)))
    }

    /// As it stands in counts.
    pub fn fingerprint(self, keys: &Keys) -> String {
        hex::encode(keys.fingerprint(Purpose::Address, &[self.0.to_string().as_bytes()]))
    }
}

impl FromRequestParts<App> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, app.config.proxies))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(forwarded: &str, proxies: usize) -> Address {
        let request = axum::http::Request::builder().header("x-forwarded-for", forwarded).body(()).expect("a request");
        let (mut parts, ()) = request.into_parts();
        parts.extensions.insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 80))));
        Address::of(&parts, proxies)
    }

    fn ip(text: &str) -> Address {
        Address::new(text.parse().expect("an address"))
    }

    #[test]
    fn only_what_our_own_proxies_wrote_counts() {
        let header = "1.2.3.4, 5.6.7.8, 9.9.9.9";
        assert!(of(header, 0) == ip("10.0.0.1"), "without proxies of ours the header is the asker's own");
        assert!(of(header, 1) == ip("9.9.9.9") && of(header, 2) == ip("5.6.7.8"));
        assert!(of("nonsense", 1) == ip("10.0.0.1"));
    }

    #[test]
    fn one_home_network_is_one_address() {
        assert!(ip("2001:db8::1") == ip("2001:db8::ffff") && ip("2001:db8::1") != ip("2001:db8:0:1::1"));
        assert!(ip("::ffff:1.2.3.4") == ip("1.2.3.4"));
    }
}
