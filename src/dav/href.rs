use std::borrow::Cow;
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
        Self(raw.as_ref().trim_ascii().to_owned())
    }

    /// As written.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// Path and query without scheme and authority, as written.
    #[must_use]
    pub fn path(&self) -> &str {
        path_of(&self.0)
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

    fn key_with(&self, slash: TrailingSlash) -> Cow<'_, [u8]> {
        match slash {
            TrailingSlash::Significant => canonical(self.path()),
            TrailingSlash::Ignored => canonical(self.path().strip_suffix('/').unwrap_or(self.path())),
        }
    }
}

/// Equal for hrefs, as written, that name the same resource, whatever their encoding and their last slashes: for maps.
#[must_use]
pub fn resource_key(href: &str) -> Cow<'_, [u8]> {
    canonical(path_of(href.trim_ascii()).trim_end_matches('/'))
}

/// The one spelling of a path: decoded, but for an encoded slash and the percent sign itself.
fn canonical(path: &str) -> Cow<'_, [u8]> {
    if !path.contains('%') {
        return Cow::Borrowed(path.as_bytes());
    }
    let mut out = Vec::with_capacity(path.len());
    for (number, segment) in path.split('/').enumerate() {
        if number > 0 {
            out.push(b'/');
        }
        for byte in percent_decode_str(segment) {
            match byte {
                b'/' => out.extend(b"%2F"),
                b'%' => out.extend(b"%25"),
                other => out.push(other),
            }
        }
    }
    Cow::Owned(out)
}

fn path_of(href: &str) -> &str {
    if href.starts_with('/') {
        return href;
    }
    let Some((scheme, rest)) = href.split_once("://") else {
        return href;
    };
    if scheme.is_empty() || !scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)) {
        return href;
    }
    rest.find('/').map_or("/", |at| &rest[at..])
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
