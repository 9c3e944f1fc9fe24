//! What is known about the request in hand: its id and the network it came from.

use std::net::IpAddr;

use actix_web::HttpRequest;
use uuid::Uuid;

tokio::task_local! {
    static REQUEST_ID: Uuid;
}

/// The id of the request this task works on.
#[must_use]
pub(crate) fn current_id() -> Option<Uuid> {
    REQUEST_ID.try_with(|id| *id).ok()
}

/// Runs a future as work on a request.
pub(crate) async fn with_id<F: Future>(id: Uuid, work: F) -> F::Output {
    REQUEST_ID.scope(id, work).await
}

/// The address the request came from.
///
/// `X-Forwarded-For` is believed only from a proxy that the settings name, and then only its last entry that is not
/// a proxy itself: everything before it was written by the client.
#[must_use]
pub(crate) fn address(request: &HttpRequest, trusted: &[IpAddr]) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    forwarded(
        peer,
        trusted,
        request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok()),
    )
}

fn forwarded<'a>(peer: IpAddr, trusted: &[IpAddr], headers: impl Iterator<Item = &'a str>) -> Option<IpAddr> {
    if !trusted.contains(&peer) {
        return Some(peer);
    }
    let hops: Vec<&str> = headers.flat_map(|header| header.split(',')).map(str::trim).collect();
    for hop in hops.iter().rev() {
        match hop.parse::<IpAddr>() {
            Ok(address) if trusted.contains(&address) => {}
            Ok(address) => return Some(address),
            Err(_) => break,
        }
    }
    Some(peer)
}

/// The network an address belongs to, for limits: IPv6 customers get whole /64 networks.
#[must_use]
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6((u128::from(v6) & !u128::from(u64::MAX)).into()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_a_trusted_proxy_says_for_whom_it_asks() {
        let proxy = [ip("10.0.0.1")];
        assert_eq!(forwarded(ip("198.51.100.9"), &proxy, ["1.2.3.4"].into_iter()), Some(ip("198.51.100.9")));
        assert_eq!(
            forwarded(proxy[0], &proxy, ["1.2.3.4, 203.0.113.7"].into_iter()),
            Some(ip("203.0.113.7"))
        );
        assert_eq!(
            forwarded(proxy[0], &proxy, ["203.0.113.7, 10.0.0.1"].into_iter()),
            Some(ip("203.0.113.7"))
        );
        assert_eq!(forwarded(proxy[0], &proxy, ["nonsense"].into_iter()), Some(proxy[0]));
    }

    #[test]
    fn one_ipv6_customer_is_one_network() {
        assert_eq!(network(ip("2001:db8:1:2:3:4:5:6")), network(ip("2001:db8:1:2::1")));
        assert_ne!(network(ip("2001:db8:1:3::1")), network(ip("2001:db8:1:2::1")));
        assert_eq!(network(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
    }
}
