//! Request targets: what is decoded, what is echoed.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What a path segment keeps unencoded.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'@').remove(b'$');

/// A request target below the DAV root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// `/SOGo/dav`, in the case in which it was asked for.
    pub(crate) root: String,
    /// The segments below the root, decoded; empty ones left out.
    pub(crate) segments: Vec<String>,
    pub(crate) trailing_slash: bool,
    /// Path and query as sent, repeated slashes and the last one left out.
    echo: String,
    /// Whether the whole of path and query ends with a slash.
    pub(crate) echo_slash: bool,
}

impl Target {
    /// Reads the path of a request line, of a `Destination` or of an href; `None` if it is not below the DAV root.
    pub(crate) fn parse(target: &str) -> Option<Self> {
        if target.starts_with("//") {
            return None;
        }
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (target, None),
        };
        let mut raw = path.split('/').filter(|segment| !segment.is_empty());
        let (sogo, dav) = (raw.next()?, raw.next()?);
        let (sogo, dav) = (decode_segment(sogo), decode_segment(dav));
        if !matches!(sogo.as_str(), "SOGo" | "sogo") || dav != "dav" || !path.starts_with('/') {
            return None;
        }
        let raw: Vec<&str> = raw.collect();
        let mut echo = format!("/{sogo}/{dav}");
        for segment in &raw {
            echo.push('/');
            echo.push_str(segment);
        }
        if let Some(query) = query {
            if path.ends_with('/') {
                echo.push('/');
            }
            echo.push('?');
            echo.push_str(query.trim_end_matches('/'));
        }
        Some(Self {
            root: format!("/{sogo}/{dav}"),
            segments: raw.iter().map(|segment| decode_segment(segment)).collect(),
            trailing_slash: path.ends_with('/') && query.is_none(),
            echo,
            echo_slash: target.ends_with('/'),
        })
    }

    /// Whether the path of the service itself is written with percent signs in a request target.
    pub(crate) fn service_is_encoded(target: &str) -> bool {
        target.split('/').filter(|segment| !segment.is_empty()).take(2).any(|segment| segment.contains('%'))
    }

    /// The path in one spelling, without a last slash.
    pub(crate) fn path(&self) -> String {
        let mut path = self.root.clone();
        for segment in &self.segments {
            path.push('/');
            path.push_str(&encode_segment(segment));
        }
        path
    }

    /// The path as sent, repeated slashes and the last one left out.
    pub(crate) fn as_sent(&self) -> &str {
        self.echo.split('?').next().unwrap_or_default().trim_end_matches('/')
    }

    /// Path and query as sent, repeated slashes and the last one left out: SOGo lists members below that.
    pub(crate) fn echo(&self) -> &str {
        &self.echo
    }
}

/// Decodes a path segment; `%2F` does not split it.
pub(crate) fn decode_segment(segment: &str) -> String {
    percent_decode_str(segment).decode_utf8_lossy().into_owned()
}

/// Encodes a path segment as PROPFIND and calendar-query write it.
pub(crate) fn encode_segment(segment: &str) -> String {
    utf8_percent_encode(segment, SEGMENT).to_string()
}
