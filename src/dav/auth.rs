use digest_auth::{AlgorithmType, AuthContext, HttpMethod, WwwAuthenticateHeader};

use crate::Secret;
use crate::exchange::Headers;

/// One challenge of a `WWW-Authenticate` header (RFC 9110 section 11.6.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// The scheme, as written.
    pub scheme: String,
    /// The parameters, unquoted, names in lower case.
    pub params: Vec<(String, String)>,
    /// The challenge as written.
    pub raw: String,
}

impl Challenge {
    /// All challenges of a response, also where several share one header line.
    #[must_use]
    pub fn all(headers: &Headers) -> Vec<Self> {
        headers.get_all("www-authenticate").flat_map(Self::split).collect()
    }

    /// Whether it is of that scheme; schemes compare without case.
    #[must_use]
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// A parameter by its lower-case name.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn split(line: &str) -> Vec<Self> {
        let mut challenges: Vec<Self> = Vec::new();
        for item in items(line) {
            let (first, rest) = item.split_once([' ', '\t']).unwrap_or((item, ""));
            let begins = !first.contains(['=', '"']) && !first.is_empty() && !rest.trim_start().starts_with('=');
            let param = if begins { rest.trim() } else { item };
            if begins {
                challenges.push(Self { scheme: first.to_owned(), params: Vec::new(), raw: item.to_owned() });
            }
            let Some(challenge) = challenges.last_mut() else {
                continue;
            };
            if !begins {
                challenge.raw.push_str(", ");
                challenge.raw.push_str(item);
            }
            if let Some((name, value)) = param.split_once('=') {
                challenge.params.push((name.trim().to_ascii_lowercase(), unquote(value.trim())));
            }
        }
        challenges
    }
}

/// The comma-separated items of a header value; commas in quoted strings do not separate.
fn items(line: &str) -> Vec<&str> {
    let (mut out, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, c) in line.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ',' if !quoted => {
                out.push(line[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(line[start..].trim());
    out.retain(|item| !item.is_empty());
    out
}

fn unquote(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"') else {
        return value.to_owned();
    };
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}

/// A Digest challenge that we can answer, more than once.
#[derive(Debug, Clone)]
pub(crate) struct DigestPrompt(WwwAuthenticateHeader);

impl DigestPrompt {
    /// The strongest Digest challenge we can answer, if the server does not also offer Basic.
    pub(crate) fn only(headers: &Headers) -> Option<Self> {
        let challenges = Challenge::all(headers);
        if challenges.iter().any(|challenge| challenge.is("basic")) {
            return None;
        }
        let digests = challenges.iter().filter(|challenge| challenge.is("digest"));
        let prompts = digests.filter_map(|challenge| digest_auth::parse(&challenge.raw).ok());
        prompts.max_by_key(|prompt| strength(prompt.algorithm.algo)).map(Self)
    }

    /// The `Authorization` header for a request.
    pub(crate) fn answer(
        &mut self,
        user: &str,
        password: &Secret,
        method: &str,
        target: &str,
        body: Option<&[u8]>,
    ) -> Option<String> {
        let method = HttpMethod(method.into());
        let context = AuthContext::new_with_method(user, password.expose(), target, body, method);
        self.0.respond(&context).ok().map(|header| header.to_header_string())
    }
}

const fn strength(algorithm: AlgorithmType) -> u8 {
    match algorithm {
        AlgorithmType::MD5 => 0,
        AlgorithmType::SHA2_256 => 1,
        AlgorithmType::SHA2_512_256 => 2,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::Challenge;
    use crate::exchange::Headers;

    #[rstest]
    #[case::one("Basic realm=\"a, b\"", "Basic[realm=a, b]")]
    #[case::two(
        "Basic realm=\"a\", Digest realm=\"b\", qop=\"auth,auth-int\"",
        "Basic[realm=a] Digest[realm=b qop=auth,auth-int]"
    )]
    #[case::bare("Negotiate, basic realm=x", "Negotiate[] basic[realm=x]")]
    #[case::token68("Negotiate abc==, Basic realm=\"x\"", "Negotiate[abc==] Basic[realm=x]")]
    #[case::escaped("Basic realm=\"a \\\"b\\\"\"", "Basic[realm=a \"b\"]")]
    #[case::nothing(" , ", "")]
    #[case::stray("realm=x", "")]
    fn combined_challenges_are_split(#[case] line: &str, #[case] expected: &str) {
        let headers = Headers::new(vec![("WWW-Authenticate".to_owned(), line.to_owned())]);
        let shown: Vec<String> = Challenge::all(&headers)
            .iter()
            .map(|c| {
                let params: Vec<String> = c.params.iter().map(|(n, v)| format!("{n}={v}")).collect();
                format!("{}[{}]", c.scheme, params.join(" "))
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }
}
