use crate::exchange::HopRefusal;
use crate::fence::FenceRefusal;
use crate::origin::{ForeignOrigin, Origin};

/// Whether the status is a redirect that has a `Location` to go to.
pub(crate) const fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// The target that a `Location` names, as seen from `base` (RFC 3986 section 5), if it is at this origin.
/// A path is taken over byte for byte.
pub(crate) fn target(
    origin: &Origin,
    base: &str,
    location: Option<&str>,
) -> Result<String, HopRefusal> {
    let location = location
        .map(str::trim)
        .filter(|location| !location.is_empty())
        .ok_or(HopRefusal::NoLocation)?;
    let location = location.split('#').next().unwrap_or_default();
    let base_path = base.split('?').next().unwrap_or_default();
    let scheme_ends = location
        .find(':')
        .is_some_and(|colon| !location[..colon].contains(['/', '?']));
    if let Some(rest) = location.strip_prefix("//") {
        return Ok(origin.target_of(&format!("{}://{rest}", origin.scheme().as_str()))?);
    }
    if scheme_ends {
        return Ok(origin.target_of(location)?);
    }
    if location.starts_with('/') {
        return Ok(location.to_owned());
    }
    if location.is_empty() || location.starts_with('?') {
        return Ok(format!("{base_path}{location}"));
    }
    let (folder, _) = base_path.rsplit_once('/').ok_or(HopRefusal::NoLocation)?;
    let (path, query) = location
        .find('?')
        .map_or((location, ""), |at| location.split_at(at));
    Ok(format!(
        "{}{query}",
        without_dots(&format!("{folder}/{path}"))
    ))
}

/// RFC 3986 section 5.2.4, for a path that begins with a slash.
fn without_dots(path: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut open_end = false;
    for segment in path.split('/').skip(1) {
        open_end = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => drop(out.pop()),
            segment => out.push(segment),
        }
    }
    if open_end {
        out.push("");
    }
    format!("/{}", out.join("/"))
}

impl From<ForeignOrigin> for HopRefusal {
    fn from(foreign: ForeignOrigin) -> Self {
        Self::ForeignOrigin(foreign)
    }
}

impl From<FenceRefusal> for HopRefusal {
    fn from(refusal: FenceRefusal) -> Self {
        Self::Fence(refusal)
    }
}

impl HopRefusal {
    /// With what came from outside run through `clean`.
    pub(crate) fn map_text(self, clean: impl Fn(&str) -> String) -> Self {
        match self {
            Self::ForeignOrigin(ForeignOrigin { url, origin }) => {
                Self::ForeignOrigin(ForeignOrigin {
                    url: clean(&url),
                    origin,
                })
            }
            Self::Fence(refusal) => Self::Fence(refusal.map_text(clean)),
            Self::TooMany(max) => Self::TooMany(max),
            Self::NoLocation => Self::NoLocation,
        }
    }
}
