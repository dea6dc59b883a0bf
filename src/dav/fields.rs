use http::{HeaderMap, HeaderName, HeaderValue};

use crate::client::ClientOptions;
use crate::error::TransportError;
use crate::request::{Framing, Request};

/// Methods whose requests have a body: without one, they say `Content-Length: 0`.
const WITH_BODY: [&str; 11] =
    ["PUT", "POST", "PATCH", "PROPFIND", "PROPPATCH", "REPORT", "MKCOL", "MKCALENDAR", "LOCK", "ACL", "SEARCH"];

/// All header fields of a request, in order. A field that the request brings itself is not added again.
pub(crate) fn of(request: &Request, options: &ClientOptions, authorization: Option<String>) -> Vec<(String, String)> {
    let ours = [
        ("Host", Some(options.origin.authority())),
        ("User-Agent", Some(options.user_agent.clone())),
        ("Accept", Some("*/*".to_owned())),
        ("Authorization", authorization),
    ];
    let missing = ours.into_iter().filter(|(name, _)| request.get(name).is_none());
    let added = missing.filter_map(|(name, value)| Some((name.to_owned(), value?)));
    added.chain(request.headers.iter().cloned()).chain(framing(request)).collect()
}

fn framing(request: &Request) -> Vec<(String, String)> {
    let field = |name: &str, value: String| (name.to_owned(), value);
    let length = |length: usize| field("Content-Length", length.to_string());
    match (&request.body, request.framing) {
        (Some(body), Framing::ContentLength) => vec![length(body.len())],
        (Some(_), Framing::Chunked) => vec![field("Transfer-Encoding", "chunked".to_owned())],
        (Some(body), Framing::ExpectContinue) => {
            vec![length(body.len()), field("Expect", "100-continue".to_owned())]
        }
        (None, _) if WITH_BODY.contains(&request.method.as_str()) => vec![length(0)],
        (None, _) => Vec::new(),
    }
}

/// The fields as the HTTP library takes them.
pub(crate) fn header_map(fields: &[(String, String)]) -> Result<HeaderMap, TransportError> {
    let mut map = HeaderMap::with_capacity(fields.len());
    for (name, value) in fields {
        let unsendable = |what: &str| TransportError::Unsendable(format!("the {what} is no valid HTTP"));
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unsendable("name of a header"))?;
        let value =
            HeaderValue::from_bytes(value.as_bytes()).map_err(|_| unsendable(&format!("value of the header {key}")))?;
        map.append(key, value);
    }
    Ok(map)
}
