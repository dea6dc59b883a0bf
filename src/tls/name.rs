use std::net::IpAddr;

use crate::certificate::Certificate;

/// Whether a certificate is valid for a host (RFC 9525 section 6): an alternative name that is equal, whose `*` stands
/// for the host's first label, or an equal address. The common name does not count.
#[must_use]
pub fn covers(certificate: &Certificate, host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(address) => certificate.addresses.contains(&address),
        Err(_) => certificate.names.iter().any(|pattern| matches(pattern, host)),
    }
}

fn matches(pattern: &str, host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    match pattern.strip_prefix("*.") {
        // A certificate for a whole top-level domain is nobody's.
        Some(parent) if parent.contains('.') => {
            host.split_once('.').is_some_and(|(label, rest)| !label.is_empty() && rest.eq_ignore_ascii_case(parent))
        }
        Some(_) => false,
        None => pattern.eq_ignore_ascii_case(host),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::matches;

    #[rstest]
    #[case::equal("dav.example.org", "dav.example.org", true)]
    #[case::upper_case("dav.example.org", "DAV.Example.ORG", true)]
    #[case::final_dot("dav.example.org", "dav.example.org.", true)]
    #[case::wildcard("*.example.org", "dav.example.org", true)]
    #[case::wildcard_not_apex("*.example.org", "example.org", false)]
    #[case::wildcard_one_label("*.example.org", "a.dav.example.org", false)]
    #[case::wildcard_no_empty_label("*.example.org", ".example.org", false)]
    #[case::wildcard_not_inside("d*.example.org", "dav.example.org", false)]
    #[case::wildcard_not_second("dav.*.org", "dav.example.org", false)]
    #[case::wildcard_not_top_level("*.org", "example.org", false)]
    #[case::other("dav.example.org", "example.org", false)]
    fn names_match_as_clients_match_them(#[case] pattern: &str, #[case] host: &str, #[case] expected: bool) {
        assert_eq!(matches(pattern, host), expected);
    }
}
