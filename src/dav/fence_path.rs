use percent_encoding::percent_decode;

/// Why a path is not open to writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PathRefusal {
    /// No segment carries the mark.
    #[error("no segment of the path carries the mark of this run")]
    Unmarked,
    /// The marked name is not directly below a registered home.
    #[error("the marked name does not stand directly below a known home")]
    NotBelowHome,
    /// Relative, or not a path.
    #[error("it does not begin with `/`")]
    NotAbsolute,
    /// Another server.
    #[error("it is not at the server under test")]
    Foreign,
    /// A query or fragment.
    #[error("it has a query or fragment")]
    Query,
    /// `.` or `..`, plain or encoded.
    #[error("it has a `.` or `..` segment")]
    Dots,
    /// Backslash or control character, plain or encoded.
    #[error("it has a backslash or control character")]
    Control,
    /// Encoded more than five times over.
    #[error("it is percent-encoded too many times over")]
    Encoding,
    /// An encoded slash at or before the marked segment.
    #[error("it has an encoded slash before the end of the marked name")]
    EncodedSlash,
}

/// The path of a write, safe to reason about: every way a server may decode it has the same marked segment.
#[derive(Debug)]
pub(crate) struct WritePath {
    /// Fully decoded segments of the raw path, empty ones left out. A segment may hold a decoded slash.
    segments: Vec<Vec<u8>>,
}

const ROUNDS: usize = 5;

impl WritePath {
    pub(crate) fn parse(raw: &str) -> Result<Self, PathRefusal> {
        if !raw.starts_with('/') {
            return Err(PathRefusal::NotAbsolute);
        }
        if raw.contains(['?', '#']) {
            return Err(PathRefusal::Query);
        }
        let segments = raw
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(|segment| decode_fully(segment.as_bytes()))
            .collect::<Result<_, _>>()?;
        Ok(Self { segments })
    }

    pub(crate) fn segments(&self) -> Vec<Vec<u8>> {
        self.segments.clone()
    }

    /// Index of the first segment that begins with the mark, if no encoded slash stands at or before it.
    pub(crate) fn marked(&self, mark: &[u8]) -> Option<usize> {
        let at = self.segments.iter().position(|segment| segment.starts_with(mark))?;
        let encoded_slash = self.segments[..=at].iter().any(|segment| segment.contains(&b'/'));
        (!encoded_slash).then_some(at)
    }
}

fn decode_fully(segment: &[u8]) -> Result<Vec<u8>, PathRefusal> {
    let mut current = segment.to_vec();
    for _ in 0..=ROUNDS {
        inspect(&current)?;
        let next: Vec<u8> = percent_decode(&current).collect();
        if next == current {
            return Ok(current);
        }
        current = next;
    }
    Err(PathRefusal::Encoding)
}

fn inspect(segment: &[u8]) -> Result<(), PathRefusal> {
    // 0xC0 and 0xC1 never occur in UTF-8; lax decoders read them as overlong `.` or `/`.
    if segment.iter().any(|&b| b < 0x20 || b == 0x7f || b == b'\\' || b == 0xc0 || b == 0xc1) {
        return Err(PathRefusal::Control);
    }
    let dots = |part: &[u8]| {
        let name = part.split(|&b| b == b';').next().unwrap_or_default();
        name == b"." || name == b".."
    };
    if segment.split(|&b| b == b'/').any(dots) { Err(PathRefusal::Dots) } else { Ok(()) }
}
