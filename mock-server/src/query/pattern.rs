//! Text comparison as SOGo's index does it: an SQL pattern that was put together without care.

/// A text-match turned into a pattern: `*` stands for anything, and anything may stand before and behind.
pub(crate) enum Pattern {
    /// Matches every value.
    Anything,
    /// Matches no value.
    Nothing,
    /// The parts between the `*`, in order; the last one must end the value if `anchored`.
    Parts { parts: Vec<String>, anchored: bool },
}

impl Pattern {
    /// The pattern of a text. A `%` matches nothing; a text with letters beyond ASCII loses its trailing wildcard; such
    /// a letter alone matches everything.
    pub(crate) fn new(text: &str) -> Self {
        if text.is_empty() {
            return Self::Anything;
        }
        if text.contains('%') {
            return Self::Nothing;
        }
        let anchored = !text.is_ascii();
        if anchored && text.chars().count() == 1 {
            return Self::Anything;
        }
        Self::Parts { parts: text.split('*').map(str::to_owned).collect(), anchored }
    }

    /// Whether a value matches.
    pub(crate) fn matches(&self, value: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Nothing => false,
            Self::Parts { parts, anchored } => in_order(value, parts, *anchored),
        }
    }

    /// Whether a value matches, whatever the case.
    pub(crate) fn matches_any_case(&self, value: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Nothing => false,
            Self::Parts { parts, anchored } => {
                let parts: Vec<String> = parts.iter().map(|part| part.to_lowercase()).collect();
                in_order(&value.to_lowercase(), &parts, *anchored)
            }
        }
    }
}

fn in_order(value: &str, parts: &[String], anchored: bool) -> bool {
    let mut rest = value;
    for (index, part) in parts.iter().enumerate() {
        if anchored && index + 1 == parts.len() {
            return rest.ends_with(part.as_str());
        }
        match rest.find(part.as_str()) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("rdone", "rdone", true)]
    #[case("done", "rdone", true)]
    #[case("rd*ne", "rdone", true)]
    #[case("r*x", "rdone", false)]
    #[case("S2020", "s2020", false)]
    #[case("s2020%", "s2020", false)]
    #[case("", "x", true)]
    #[case("Réunion", "Réunion", true)]
    #[case("Réun", "Réunion", false)]
    #[case("é", "x", true)]
    fn patterns(#[case] text: &str, #[case] value: &str, #[case] expected: bool) {
        assert_eq!(Pattern::new(text).matches(value), expected);
    }
}
