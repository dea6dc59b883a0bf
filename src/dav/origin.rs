use std::fmt;
use std::str::FromStr;

/// Scheme, host and port of the server under test (RFC 6454 section 4). Nothing is ever sent anywhere else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    scheme: Scheme,
    host: String,
    port: u16,
}

/// The two schemes that DAV is spoken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Without TLS, default port 80.
    Http,
    /// With TLS, default port 443.
    Https,
}

/// Why a text is no origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// The URL parser refused it.
    #[error("`{url}` is not a URL; write it like `https://dav.example.org`")]
    NotAUrl {
        /// The text.
        url: String,
        /// What the parser said.
        #[source]
        source: url::ParseError,
    },
    /// Another scheme.
    #[error("`{0}:` is not spoken here; the server URL begins with `http://` or `https://`")]
    Scheme(String),
    /// A user name or password inside the URL would end up in logs.
    #[error("the server URL carries a user name or password; put them into the account instead")]
    Userinfo,
    /// No host.
    #[error("`{0}` names no host")]
    NoHost(String),
}

impl Scheme {
    /// `http` or `https`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    const fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

impl Origin {
    /// The scheme.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The host: a lower-case name, an IPv4 address, or an IPv6 address in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, the scheme's default when the URL names none.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The `Host` header: with the port only when it is not the default.
    #[must_use]
    pub fn authority(&self) -> String {
        if self.port == self.scheme.default_port() { self.host.clone() } else { format!("{}:{}", self.host, self.port) }
    }

    /// The host without the brackets of an IPv6 address, as resolvers and TLS want it.
    pub(crate) fn bare_host(&self) -> &str {
        self.host.trim_start_matches('[').trim_end_matches(']')
    }

    /// Splits a target into (path and query as written), if it is a path or an absolute URL of this origin.
    ///
    /// # Errors
    /// The foreign part, if the URL names another scheme, host or port, or is no URL.
    pub fn target_of(&self, text: &str) -> Result<String, ForeignOrigin> {
        if text.starts_with('/') && !text.starts_with("//") {
            return Ok(text.to_owned());
        }
        let foreign = || ForeignOrigin { url: text.to_owned(), origin: self.to_string() };
        let (scheme, rest) = text.split_once("://").ok_or_else(foreign)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at(end);
        // The URL parser would read on past a backslash or white space; a server may not.
        let plain = |b: u8| b.is_ascii_alphanumeric() || b".-_:[]".contains(&b);
        if !authority.bytes().all(plain) {
            return Err(foreign());
        }
        if format!("{scheme}://{authority}").parse::<Self>().ok().as_ref() != Some(self) {
            return Err(foreign());
        }
        Ok(if target.starts_with('/') { target.to_owned() } else { format!("/{target}") })
    }
}

/// A URL that leads away from the server under test.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{url}` is not at {origin}; nothing is sent to a server that was not named")]
pub struct ForeignOrigin {
    /// The URL as it was found.
    pub url: String,
    /// Where we may go.
    pub origin: String,
}

impl FromStr for Origin {
    type Err = OriginError;

    /// Reads the origin of a URL; path, query and fragment are left aside.
    fn from_str(text: &str) -> Result<Self, OriginError> {
        let url = url::Url::parse(text).map_err(|source| OriginError::NotAUrl { url: text.to_owned(), source })?;
        let scheme = match url.scheme() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            other => return Err(OriginError::Scheme(other.to_owned())),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(OriginError::Userinfo);
        }
        let host = url.host_str().ok_or_else(|| OriginError::NoHost(text.to_owned()))?;
        Ok(Self { scheme, host: host.to_owned(), port: url.port().unwrap_or(scheme.default_port()) })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme.as_str(), self.authority())
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{Origin, OriginError};

    #[rstest]
    #[case("https://DAV.example.org/x?y", "https://dav.example.org", 443)]
    #[case("http://h:80/", "http://h", 80)]
    #[case("http://h:8080", "http://h:8080", 8080)]
    #[case("https://[::1]:8443/", "https://[::1]:8443", 8443)]
    fn origins_are_read(#[case] url: &str, #[case] shown: &str, #[case] port: u16) {
        let origin: Origin = url.parse().expect("an origin");
        assert_eq!((origin.to_string().as_str(), origin.port()), (shown, port));
    }

    #[rstest]
    #[case::scheme("ftp://h/", "`ftp:` is not spoken here; the server URL begins with `http://` or `https://`")]
    #[case::user("https://u@h/", "the server URL carries a user name or password; put them into the account instead")]
    #[case::relative("h/x", "`h/x` is not a URL; write it like `https://dav.example.org`")]
    fn other_texts_are_no_origins(#[case] url: &str, #[case] sentence: &str) {
        let error: OriginError = url.parse::<Origin>().expect_err("no origin");
        assert_eq!(error.to_string(), sentence);
    }

    #[test]
    fn ipv6_addresses_lose_their_brackets_for_the_resolver() {
        let origin: Origin = "http://[::1]:1".parse().expect("an origin");
        assert_eq!(origin.bare_host(), "::1");
    }
}
