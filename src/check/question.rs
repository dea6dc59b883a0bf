//! What was typed: a URL, a host, a domain or an e-mail address.

use davproof_dav::{Origin, OriginError};
use thiserror::Error;

/// Where to look, as far as the text that was typed tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The server that was named, or the domain itself.
    pub origin: Origin,
    /// The path of a URL, with a slash at its end, if it has one.
    pub path: Option<String>,
    /// The domain whose DNS may name the server (RFC 6764 section 6), if one was named and no port.
    pub domain: Option<String>,
    /// The e-mail address, if one was given.
    pub address: Option<String>,
}

/// Why a text names no server.
#[derive(Debug, Error)]
pub enum QuestionError {
    /// Nothing.
    #[error("no address was given; write for example `mail.example.org` or `https://mail.example.org/SOGo`")]
    Empty,
    /// No URL, host or address.
    #[error("`{text}` is no address of a server; write a URL, a host name, a domain or an e-mail address")]
    NotAnAddress {
        /// What was typed.
        text: String,
        /// Why it is none.
        source: OriginError,
    },
    /// A password in the URL.
    #[error("the URL carries a user name or password; use --user, and --password-file or another source")]
    Userinfo,
    /// White space inside.
    #[error("`{0}` holds white space; write one address, and put quotes around nothing else")]
    WhiteSpace(String),
}

impl Question {
    /// Reads what was typed.
    ///
    /// # Errors
    /// A text that names no server.
    pub fn parse(text: &str) -> Result<Question, QuestionError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(QuestionError::Empty);
        }
        if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(QuestionError::WhiteSpace(text.escape_debug().to_string()));
        }
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let origin = |authority: &str| {
            format!("{scheme}://{authority}").parse::<Origin>().map_err(|source| match source {
                OriginError::Userinfo => QuestionError::Userinfo,
                source @ (OriginError::NotAUrl { .. } | OriginError::Scheme(_) | OriginError::NoHost(_)) => {
                    QuestionError::NotAnAddress { text: text.to_owned(), source }
                }
            })
        };
        let is_url = text.contains("://");
        match authority.rsplit_once('@') {
            Some(_) if is_url => Err(QuestionError::Userinfo),
            Some((local, _)) if local.contains(':') || local.is_empty() || !path.is_empty() => {
                Err(QuestionError::Userinfo)
            }
            Some((_, domain)) => {
                let origin = origin(domain)?;
                let domain = origin.host().to_owned();
                Ok(Question { origin, path: None, domain: Some(domain), address: Some(text.to_owned()) })
            }
            None => {
                let origin = origin(authority)?;
                let named = origin.host().contains('.') && origin.host().parse::<std::net::IpAddr>().is_err();
                let bare = !is_url && path.is_empty() && origin.authority() == origin.host() && named;
                let domain = bare.then(|| origin.host().to_owned());
                Ok(Question { origin, path: own_path(path), domain, address: None })
            }
        }
    }
}

fn own_path(path: &str) -> Option<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    (!path.is_empty()).then(|| format!("{path}/"))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::Question;

    #[rstest]
    #[case::domain("example.org", "https://example.org", None, Some("example.org"))]
    #[case::capitals(" Example.ORG ", "https://example.org", None, Some("example.org"))]
    #[case::port("example.org:8443", "https://example.org:8443", None, None)]
    #[case::host_and_path("example.org/SOGo", "https://example.org", Some("/SOGo/"), None)]
    #[case::url("https://example.org", "https://example.org", None, None)]
    #[case::url_and_path("https://example.org/SOGo/dav//?x#y", "https://example.org", Some("/SOGo/dav/"), None)]
    #[case::plain("http://example.org:8008/x", "http://example.org:8008", Some("/x/"), None)]
    #[case::mail("ann@example.org", "https://example.org", None, Some("example.org"))]
    #[case::mailto("mailto:ann@example.org", "https://example.org", None, Some("example.org"))]
    #[case::machine("localhost", "https://localhost", None, None)]
    #[case::v4("192.0.2.1", "https://192.0.2.1", None, None)]
    #[case::v6("[2001:db8::1]:8443", "https://[2001:db8::1]:8443", None, None)]
    fn addresses_are_read(
        #[case] text: &str,
        #[case] origin: &str,
        #[case] path: Option<&str>,
        #[case] domain: Option<&str>,
    ) {
        let question = Question::parse(text).expect("an address");
        assert_eq!(question.origin.to_string(), origin);
        assert_eq!((question.path.as_deref(), question.domain.as_deref()), (path, domain));
    }

    #[rstest]
    #[case::nothing("  ", "no address was given")]
    #[case::scheme("ftp://example.org", "is no address of a server")]
    #[case::hole("https://", "is no address of a server")]
    #[case::bad_port("example.org:99999", "is no address of a server")]
    #[case::space("https://example.org /x", "holds white space")]
    #[case::bell("example.org\u{7}", "holds white space")]
    #[case::password("https://ann:secret@example.org/", "carries a user name or password")]
    #[case::password_without_scheme("ann:secret@example.org", "carries a user name or password")]
    #[case::nobody("@example.org", "carries a user name or password")]
    fn other_texts_are_refused(#[case] text: &str, #[case] expected: &str) {
        let error = Question::parse(text).expect_err("no address").to_string();
        assert!(error.contains(expected), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
}
