//! Text comparison as SOGo's index does it: an SQL pattern that was put together without care.

use crate::fault::{Fault, Faults};

/// A text-match turned into a pattern: `*` stands for anything, and anything may stand before and behind.
pub(crate) enum Pattern {
    /// Matches every value.
    Anything,
    /// The parts between the wildcards, in order; the last one must end the value if `anchored`.
    Parts { parts: Vec<String>, anchored: bool },
}

impl Pattern {
    /// The pattern of a text. A text with letters beyond ASCII loses its trailing wildcard; such a letter alone matches
    /// everything.
    pub(crate) fn new(text: &str, faults: &Faults) -> Self {
        if text.is_empty() {
            return Self::Anything;
        }
        let anchored = !text.is_ascii();
        if anchored && text.chars().count() == 1 {
            return Self::Anything;
        }
        let percent = faults.has(Fault::PERCENT_IS_WILDCARD);
        let is_wildcard = |letter| letter == '*' || (letter == '%' && percent);
        Self::Parts { parts: text.split(is_wildcard).map(str::to_owned).collect(), anchored }
    }

    /// Whether a value matches.
    pub(crate) fn matches(&self, value: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Parts { parts, anchored } => in_order(value, parts, *anchored),
        }
    }

    /// Whether a value matches, whatever the case.
    pub(crate) fn matches_any_case(&self, value: &str) -> bool {
        match self {
            Self::Anything => true,
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
    #[case("50%", "at 50% off", true)]
    #[case("", "x", true)]
    #[case("Réunion", "Réunion", true)]
    #[case("Réun", "Réunion", false)]
    #[case("é", "x", true)]
    fn patterns(#[case] text: &str, #[case] value: &str, #[case] expected: bool) {
        assert_eq!(Pattern::new(text, &Faults::none()).matches(value), expected);
    }

    #[rstest]
    #[case("%", "x", true)]
    #[case("r%ne", "rdone", true)]
    #[case("zz%", "rdone", false)]
    fn percent_as_a_wildcard(#[case] text: &str, #[case] value: &str, #[case] expected: bool) {
        let faults = Faults::none().with(Fault::PERCENT_IS_WILDCARD);
        assert_eq!(Pattern::new(text, &faults).matches(value), expected);
    }
}
