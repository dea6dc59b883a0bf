use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// An expanded XML name: namespace and local part. Prefixes mean nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// The namespace; empty for none.
    pub namespace: Cow<'static, str>,
    /// The local part.
    pub local: Cow<'static, str>,
}

/// The prefixes by which people write names here. Documents of servers may use any.
pub const PREFIXES: [(&str, &str); 7] = [
    ("D", ns::DAV),
    ("C", ns::CALDAV),
    ("A", ns::CARDDAV),
    ("CS", ns::CALENDARSERVER),
    ("I", ns::INVERSE),
    ("X", ns::APPLE),
    ("G", ns::GROUPDAV),
];

/// The namespaces of the field.
pub mod ns {
    /// WebDAV (RFC 4918).
    pub const DAV: &str = "DAV:";
    /// CalDAV (RFC 4791).
    pub const CALDAV: &str = "urn:ietf:params:xml:ns:caldav";
    /// CardDAV (RFC 6352).
    pub const CARDDAV: &str = "urn:ietf:params:xml:ns:carddav";
    /// Apple's extensions for servers: ctag, proxies.
    pub const CALENDARSERVER: &str = "http://calendarserver.org/ns/";
    /// SOGo's own requests.
    pub const INVERSE: &str = "urn:inverse:params:xml:ns:inverse-dav";
    /// Apple's extensions for clients: color, order.
    pub const APPLE: &str = "http://apple.com/ns/ical/";
    /// GroupDAV.
    pub const GROUPDAV: &str = "http://groupdav.org/";
}

/// Why a text names nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// No such prefix.
    #[error("`{prefix}:` is no known prefix; use one of D, C, A, CS, I, X, G, or write `{{namespace}}local`")]
    UnknownPrefix {
        /// What stood before the colon.
        prefix: String,
    },
    /// No prefix at all.
    #[error("`{0}` has no prefix; write it like `D:getetag` or `{{DAV:}}getetag`")]
    NoPrefix(String),
    /// The local part is no XML name.
    #[error("`{0}` is no XML name")]
    NotAName(String),
}

impl Name {
    /// From namespace and local part.
    #[must_use]
    pub fn new(namespace: &str, local: &str) -> Self {
        Self { namespace: intern(namespace), local: Cow::Owned(local.to_owned()) }
    }

    /// A name known at compile time.
    #[must_use]
    pub const fn fixed(namespace: &'static str, local: &'static str) -> Self {
        Self { namespace: Cow::Borrowed(namespace), local: Cow::Borrowed(local) }
    }

    /// A name in `DAV:`.
    #[must_use]
    pub const fn dav(local: &'static str) -> Self {
        Self::fixed(ns::DAV, local)
    }

    /// Whether it is this name.
    #[must_use]
    pub fn is(&self, namespace: &str, local: &str) -> bool {
        self.local == local && self.namespace == namespace
    }
}

fn intern(namespace: &str) -> Cow<'static, str> {
    match PREFIXES.iter().find(|(_, known)| *known == namespace) {
        Some((_, known)) => Cow::Borrowed(*known),
        None => Cow::Owned(namespace.to_owned()),
    }
}

/// Whether a text is an NCName (Namespaces in XML 1.0).
pub(crate) fn is_ncname(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
}

const fn is_name_start(c: char) -> bool {
    matches!(c, 'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

const fn is_name_char(c: char) -> bool {
    is_name_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

impl FromStr for Name {
    type Err = NameError;

    /// `D:getetag` with one of [`PREFIXES`], or `{DAV:}getetag`.
    fn from_str(text: &str) -> Result<Self, NameError> {
        let (namespace, local) =
            if let Some((namespace, local)) = text.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
                (namespace, local)
            } else {
                let (prefix, local) = text.split_once(':').ok_or_else(|| NameError::NoPrefix(text.to_owned()))?;
                let known = PREFIXES.iter().find(|(known, _)| *known == prefix);
                (known.ok_or_else(|| NameError::UnknownPrefix { prefix: prefix.to_owned() })?.1, local)
            };
        if is_ncname(local) { Ok(Self::new(namespace, local)) } else { Err(NameError::NotAName(local.to_owned())) }
    }
}

impl fmt::Display for Name {
    /// With a prefix of [`PREFIXES`] where there is one, else `{namespace}local`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match PREFIXES.iter().find(|(_, known)| *known == self.namespace) {
            Some((prefix, _)) => write!(f, "{prefix}:{}", self.local),
            None => write!(f, "{{{}}}{}", self.namespace, self.local),
        }
    }
}
