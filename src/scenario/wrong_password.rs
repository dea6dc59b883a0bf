//! The roles that log in as the owner with a password that is not his.

/// A password that is wrong, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WrongPassword {
    /// It has nothing to do with the right one.
    Unrelated,
    /// The right one with a character behind it: some servers look at the first eight characters only.
    Longer,
    /// The right one without its last character.
    Shorter,
    /// Capital letters for small ones, and small ones for capital ones.
    OtherCase,
}

impl WrongPassword {
    /// The names of these roles in scenarios, in the order of [`WrongPassword::ALL`].
    pub(crate) const ROLES: [&str; 4] =
        ["wrong-password", "longer-password", "shorter-password", "other-case-password"];
    const ALL: [Self; 4] = [Self::Unrelated, Self::Longer, Self::Shorter, Self::OtherCase];

    /// What a role says; `None` for any other role.
    pub(crate) fn of_role(role: &str) -> Option<Self> {
        Self::ROLES.into_iter().zip(Self::ALL).find(|(name, _)| *name == role).map(|(_, wrong)| wrong)
    }

    /// The wrong password for this right one. Where the right one has no letters, there is no other case to try, and
    /// an unrelated one takes its place.
    pub(crate) fn instead_of(self, right: &str) -> String {
        let wrong = match self {
            Self::Unrelated => String::new(),
            Self::Longer => format!("{right}x"),
            Self::Shorter => right.chars().take(right.chars().count().saturating_sub(1)).collect(),
            Self::OtherCase => right.chars().map(other_case).collect(),
        };
        if wrong.is_empty() || wrong == right { "certainly-not-the-password".to_owned() } else { wrong }
    }
}

fn other_case(letter: char) -> char {
    if letter.is_ascii_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::WrongPassword;

    #[rstest]
    #[case("wrong-password", "Secret-1", "certainly-not-the-password")]
    #[case("longer-password", "Secret-1", "Secret-1x")]
    #[case("shorter-password", "Secret-1", "Secret-")]
    #[case("shorter-password", "é", "certainly-not-the-password")]
    #[case("other-case-password", "Secret-1", "sECRET-1")]
    #[case("other-case-password", "1234", "certainly-not-the-password")]
    fn is_wrong_in_its_own_way(#[case] role: &str, #[case] right: &str, #[case] wrong: &str) {
        assert_eq!(WrongPassword::of_role(role).map(|kind| kind.instead_of(right)).as_deref(), Some(wrong));
    }
}
