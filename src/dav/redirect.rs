use crate::exchange::HopRefusal;
use crate::fence_refusal::FenceRefusal;
use crate::origin::{ForeignOrigin, Origin};

/// Whether the status is a redirect that has a `Location` to go to.
pub(crate) const fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// The target that a `Location` names, as seen from `base` (RFC 3986 section 5), if it is at this origin.
/// A path is taken over byte for byte.
pub(crate) fn target(origin: &Origin, base: &str, location: Option<&str>) -> Result<String, HopRefusal> {
    let location = location.map(str::trim).filter(|location| !location.is_empty()).ok_or(HopRefusal::NoLocation)?;
    let location = location.split('#').next().unwrap_or_default();
    let base_path = base.split('?').next().unwrap_or_default();
    let scheme_ends = location.find(':').is_some_and(|colon| !location[..colon].contains(['/', '?']));
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
    let (path, query) = location.find('?').map_or((location, ""), |at| location.split_at(at));
    Ok(format!("{}{query}", without_dots(&format!("{folder}/{path}"))))
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
                Self::ForeignOrigin(ForeignOrigin { url: clean(&url), origin })
            }
            Self::Fence(refusal) => Self::Fence(refusal.map_text(clean)),
            Self::TooMany(max) => Self::TooMany(max),
            Self::NoLocation => Self::NoLocation,
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::target;
    use crate::exchange::HopRefusal;

    #[rstest]
    #[case::path("/x/%2e%2e/y", "/x/%2e%2e/y")]
    #[case::absolute("https://h:444/x/../y", "/x/../y")]
    #[case::scheme_case("HTTPS://H:444/x", "/x")]
    #[case::without_path("https://h:444", "/")]
    #[case::network_path("//h:444/x", "/x")]
    #[case::relative("x", "/a/b/x")]
    #[case::relative_up("../x/./y/?z=../w", "/a/x/y/?z=../w")]
    #[case::above_the_root("../../../x", "/x")]
    #[case::query("?z", "/a/b/c?z")]
    #[case::fragment("/x#y", "/x")]
    #[case::colon_in_path("/x:y", "/x:y")]
    fn locations_at_this_origin_are_followed(#[case] location: &str, #[case] expected: &str) {
        let origin = "https://h:444".parse().expect("an origin");
        assert_eq!(target(&origin, "/a/b/c?q", Some(location)), Ok(expected.to_owned()));
    }

    #[rstest]
    #[case::host("https://other:444/x")]
    #[case::port("https://h/x")]
    #[case::scheme("http://h:444/x")]
    #[case::network_path("//other/x")]
    #[case::userinfo("https://h:444@other/x")]
    #[case::user("https://u:p@h:444/x")]
    #[case::other_scheme("mailto:x@h")]
    #[case::backslash("https://h:444\\@other/x")]
    #[case::suffix("https://h:444.other/x")]
    fn locations_elsewhere_are_not(#[case] location: &str) {
        let origin = "https://h:444".parse().expect("an origin");
        let refusal = target(&origin, "/a/b/c?q", Some(location));
        assert!(matches!(refusal, Err(HopRefusal::ForeignOrigin(_))), "{refusal:?}");
    }

    #[rstest]
    fn no_location_is_told(#[values(None, Some(""), Some("  "))] location: Option<&str>) {
        let origin = "https://h:444".parse().expect("an origin");
        assert_eq!(target(&origin, "/", location), Err(HopRefusal::NoLocation));
    }
}
