use std::fmt;

use percent_encoding::percent_decode_str;

/// An href as the server wrote it. Never normalised by a URL library: what a server writes is what is judged.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Href(String);

/// Whether `/a/` and `/a` name the same resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TrailingSlash {
    /// Servers answer with and without; clients mostly do not care.
    #[default]
    Ignored,
    /// To the letter.
    Significant,
}

impl Href {
    /// Takes the text as it is; white space around it (from pretty-printed XML) is left out.
    pub fn new(raw: impl AsRef<str>) -> Self {
        Self(raw.as_ref().trim_matches([' ', '\t', '\r', '\n']).to_owned())
    }

    /// As written.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// Path and query without scheme and authority, as written.
    #[must_use]
    pub fn path(&self) -> &str {
        let Some((scheme, rest)) = self.0.split_once("://") else {
            return &self.0;
        };
        if scheme.is_empty() || !scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)) {
            return &self.0;
        }
        rest.find('/').map_or("/", |at| &rest[at..])
    }

    /// The path, percent-decoded segment by segment; an encoded slash stays `%2F`.
    #[must_use]
    pub fn decoded(&self) -> String {
        self.path().split('/').map(decode_segment).collect::<Vec<_>>().join("/")
    }

    /// The last segment that is not empty, decoded.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        self.path().rsplit('/').find(|segment| !segment.is_empty()).map(decode_segment)
    }

    /// Whether it ends with a slash.
    #[must_use]
    pub fn is_collection_like(&self) -> bool {
        self.0.ends_with('/')
    }

    /// Whether both name the same resource: decoded segments are equal, with case, scheme and authority left aside;
    /// a trailing slash is ignored. Dots and double slashes are kept apart.
    #[must_use]
    pub fn same_resource(&self, other: &Self) -> bool {
        self.same_resource_with(other, TrailingSlash::Ignored)
    }

    /// Like [`Href::same_resource`], with a choice about the trailing slash.
    #[must_use]
    pub fn same_resource_with(&self, other: &Self, slash: TrailingSlash) -> bool {
        self.key_with(slash) == other.key_with(slash)
    }

    /// Equal for hrefs that name the same resource: for maps.
    #[must_use]
    pub fn key(&self) -> Vec<Vec<u8>> {
        self.key_with(TrailingSlash::Ignored)
    }

    fn key_with(&self, slash: TrailingSlash) -> Vec<Vec<u8>> {
        let path = match slash {
            TrailingSlash::Significant => self.path(),
            TrailingSlash::Ignored => self.path().strip_suffix('/').unwrap_or(self.path()),
        };
        path.split('/').map(|segment| percent_decode_str(segment).collect()).collect()
    }
}

fn decode_segment(segment: &str) -> String {
    percent_decode_str(segment).decode_utf8_lossy().replace('/', "%2F")
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Href {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}
