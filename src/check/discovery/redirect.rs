//! Redirects that lead away.

use std::net::IpAddr;

use davproof_dav::{Origin, Scheme};

use super::situations as s;
use crate::check::answer::shown;
use crate::check::finding::Finding;

/// What a redirect from a path of `origin` to another scheme, host or port means.
pub(super) fn finding(origin: &Origin, from: &str, url: &str) -> Finding {
    let fact = format!("{origin}{from} redirects to {}.", shown(url));
    let Ok(target) = url.parse::<Origin>() else { return s::REDIRECT_INSIDE.seen(fact) };
    let down = origin.scheme() == Scheme::Https && target.scheme() == Scheme::Http;
    let inside = is_inner(target.host()) && !is_inner(origin.host());
    if !inside && down {
        s::REDIRECT_TO_HTTP.seen(fact)
    } else if inside || target.host() == origin.host() {
        s::REDIRECT_INSIDE.seen(fact)
    } else {
        s::REDIRECT_AWAY.seen(fact)
    }
}

/// True for addresses and names that mean nothing outside of the server's own network.
pub(crate) fn is_inner(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => address.is_loopback() || address.is_private() || address.is_link_local(),
        Ok(IpAddr::V6(address)) => address.is_loopback() || (address.segments()[0] & 0xfe00) == 0xfc00,
        Err(_) => !bare.contains('.') || ["local", "internal"].iter().any(|last| bare.rsplit('.').next() == Some(last)),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::finding;

    #[rstest]
    #[case::plain("http://mail.example.org/SOGo/dav/", "redirect-to-http")]
    #[case::loopback("http://127.0.0.1:20000/SOGo/dav/", "redirect-to-inner-address")]
    #[case::private("https://10.1.2.3/SOGo/dav/", "redirect-to-inner-address")]
    #[case::short_name("https://sogo1/SOGo/dav/", "redirect-to-inner-address")]
    #[case::port("https://mail.example.org:20000/SOGo/dav/", "redirect-to-inner-address")]
    #[case::nothing("https://:/SOGo/dav/", "redirect-to-inner-address")]
    #[case::other("https://dav.example.net/", "redirect-to-other-host")]
    fn redirects_that_lead_away_are_told_apart(#[case] url: &str, #[case] expected: &str) {
        let origin = "https://mail.example.org".parse().expect("an origin");
        assert_eq!(finding(&origin, "/.well-known/caldav", url).situation.id(), expected);
    }
}
