use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

use crate::request::Credentials;
use crate::secret::REDACTED;

/// Replaces secrets by `(redacted)`: header values by the header's name, and secrets anywhere in every encoding
/// that we create (base64 of `user:password` and of the secret, percent, XML, JSON), in one pass, longest first.
///
/// A secret shorter than four characters would match all over the place; it is redacted in headers and in the
/// base64 pair only.
#[derive(Clone, Default)]
pub struct Redactor {
    forms: Option<Arc<AhoCorasick>>,
    longest: usize,
}

/// Headers whose value is never shown.
const SECRET_HEADERS: [&str; 10] = [
    "authorization",
    "proxy-authorization",
    "authentication-info",
    "proxy-authentication-info",
    "cookie",
    "set-cookie",
    "x-api-key",
    "x-auth-token",
    "x-csrf-token",
    "x-webobjects-remote-user",
];

/// Secrets shorter than this are not searched for by themselves.
const SHORTEST: usize = 4;

impl Redactor {
    /// Knows all secrets of these credentials.
    #[must_use]
    pub fn new<'a>(credentials: impl IntoIterator<Item = &'a Credentials>) -> Self {
        let mut forms = HashSet::new();
        for credential in credentials {
            match credential {
                Credentials::Anonymous => {}
                Credentials::Basic { user, password } => {
                    base64_forms(&format!("{user}:{}", password.expose()), &mut forms);
                    forms_of(password.expose(), &mut forms);
                }
                Credentials::Bearer { token } => forms_of(token.expose(), &mut forms),
            }
        }
        let forms: Vec<Vec<u8>> = forms.into_iter().collect();
        let longest = forms.iter().map(Vec::len).max().unwrap_or(0);
        let automaton = (!forms.is_empty()).then(|| Arc::new(automaton(&forms)));
        Self { forms: automaton, longest }
    }

    /// The text without secrets.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        String::from_utf8_lossy(&self.redact_bytes(text.as_bytes())).into_owned()
    }

    /// The bytes without secrets.
    #[must_use]
    pub fn redact_bytes(&self, bytes: &[u8]) -> Vec<u8> {
        self.redact_prefix(bytes, bytes.len())
    }

    /// The first `cap` bytes without secrets; a secret that straddles the end is replaced whole.
    pub(crate) fn redact_prefix(&self, bytes: &[u8], cap: usize) -> Vec<u8> {
        let cap = cap.min(bytes.len());
        let Some(forms) = &self.forms else {
            return bytes[..cap].to_vec();
        };
        let window = &bytes[..cap.saturating_add(self.longest).min(bytes.len())];
        let mut out = Vec::with_capacity(cap);
        let mut from = 0;
        for found in forms.find_iter(window).take_while(|found| found.start() < cap) {
            out.extend_from_slice(&window[from..found.start()]);
            out.extend_from_slice(REDACTED.as_bytes());
            from = found.end();
        }
        out.extend_from_slice(window.get(from..cap).unwrap_or_default());
        out
    }

    /// The value as a report may show it.
    #[must_use]
    pub fn redact_header(&self, name: &str, value: &str) -> String {
        if SECRET_HEADERS.iter().any(|secret| secret.eq_ignore_ascii_case(name.trim())) {
            REDACTED.to_owned()
        } else {
            self.redact(value)
        }
    }
}

impl std::fmt::Debug for Redactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Redactor")
            .field("forms", &self.forms.as_ref().map_or(0, |forms| forms.patterns_len()))
            .finish_non_exhaustive()
    }
}

fn automaton(forms: &[Vec<u8>]) -> AhoCorasick {
    let built = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms);
    built.expect("a few short patterns fit an automaton")
}

fn forms_of(secret: &str, forms: &mut HashSet<Vec<u8>>) {
    if secret.chars().count() < SHORTEST {
        return;
    }
    base64_forms(secret, forms);
    let texts = [
        secret.to_owned(),
        percent(secret, false, is_unreserved, "%20"),
        percent(secret, true, is_unreserved, "%20"),
        percent(secret, false, is_path_literal, "%20"),
        percent(secret, true, is_path_literal, "%20"),
        percent(secret, false, is_form_literal, "+"),
        percent(secret, true, is_form_literal, "+"),
        percent(secret, false, |_| false, "%20"),
        percent(secret, true, |_| false, "%20"),
        xml(secret, "&quot;", "&apos;", "&gt;"),
        xml(secret, "\"", "'", ">"),
        xml(secret, "\"", "'", "&gt;"),
        xml(secret, "&quot;", "'", "&gt;"),
        xml(secret, "&#34;", "&#39;", "&gt;"),
        references(secret, false, |c| format!("&#{};", c as u32)),
        references(secret, false, |c| format!("&#x{:x};", c as u32)),
        references(secret, false, |c| format!("&#x{:X};", c as u32)),
        references(secret, true, |c| format!("&#{};", c as u32)),
        references(secret, true, |c| format!("&#x{:x};", c as u32)),
        references(secret, true, |c| format!("&#x{:X};", c as u32)),
        json(secret, false, false),
        json(secret, false, true),
        json(secret, true, false),
        json(secret, true, true),
    ];
    forms.extend(texts.into_iter().map(String::into_bytes));
}

fn base64_forms(text: &str, forms: &mut HashSet<Vec<u8>>) {
    for engine in [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD] {
        let encoded = engine.encode(text);
        forms.insert(percent(&encoded, false, is_unreserved, "%20").into_bytes());
        forms.insert(percent(&encoded, true, is_unreserved, "%20").into_bytes());
        forms.insert(encoded.into_bytes());
    }
}

const fn is_unreserved(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~')
}

const fn is_path_literal(b: u8) -> bool {
    is_unreserved(b)
        || matches!(b, b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b':' | b'@')
}

const fn is_form_literal(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'*')
}

fn percent(text: &str, lower: bool, literal: impl Fn(u8) -> bool, space: &str) -> String {
    let mut out = String::new();
    for b in text.bytes() {
        match (b, lower) {
            (b' ', _) => out.push_str(space),
            (b, _) if literal(b) => out.push(char::from(b)),
            (b, true) => write!(out, "%{b:02x}").expect("a String takes all"),
            (b, false) => write!(out, "%{b:02X}").expect("a String takes all"),
        }
    }
    out
}

fn xml(text: &str, quote: &str, apostrophe: &str, greater: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', greater).replace('"', quote).replace('\'', apostrophe)
}

/// Character references for the markup and non-ASCII characters, or for all.
fn references(text: &str, all: bool, reference: impl Fn(char) -> String) -> String {
    text.chars()
        .map(|c| if all || !c.is_ascii() || "&<>\"'".contains(c) { reference(c) } else { c.to_string() })
        .collect()
}

fn json(text: &str, ascii: bool, slash: bool) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '/' if slash => out.push_str("\\/"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || (ascii && !c.is_ascii()) => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    write!(out, "\\u{unit:04x}").expect("a String takes all");
                }
            }
            c => out.push(c),
        }
    }
    out
}
