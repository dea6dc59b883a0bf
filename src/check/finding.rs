//! What a check can find, and what it found.

use serde::Serialize;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Reachability, TLS and certificates.
    Https,
    /// Who may come in, and as whom.
    Login,
    /// Discovery, paths and methods.
    Endpoints,
}

/// How much a finding matters. The worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Some or all people cannot sync, or something leaks.
    Failure,
    /// Worth mending; some clients or some people notice.
    Warning,
    /// Nothing could be said about it.
    Skipped,
    /// As it should be.
    Ok,
}

/// Whether the check can go on after a situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Reached,
    Unreachable,
}

/// A situation that a check can meet: its id, how much it matters and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Situation {
    group: Group,
    id: &'static str,
    level: Level,
    advice: &'static str,
    reach: Reach,
}

impl Situation {
    /// All is well.
    #[must_use]
    pub const fn ok(group: Group, id: &'static str) -> Situation {
        Situation { group, id, level: Level::Ok, advice: "", reach: Reach::Reached }
    }

    /// Nothing can be said; the advice tells what would help.
    #[must_use]
    pub const fn skipped(group: Group, id: &'static str, advice: &'static str) -> Situation {
        Situation { group, id, level: Level::Skipped, advice, reach: Reach::Reached }
    }

    /// Worth mending.
    #[must_use]
    pub const fn warning(group: Group, id: &'static str, advice: &'static str) -> Situation {
        Situation { group, id, level: Level::Warning, advice, reach: Reach::Reached }
    }

    /// Must be mended.
    #[must_use]
    pub const fn failure(group: Group, id: &'static str, advice: &'static str) -> Situation {
        Situation { group, id, level: Level::Failure, advice, reach: Reach::Reached }
    }

    /// The server cannot be reached, is no DAV server, or refuses the credentials: nothing further can be checked.
    #[must_use]
    pub const fn unreachable(group: Group, id: &'static str, advice: &'static str) -> Situation {
        Situation { group, id, level: Level::Failure, advice, reach: Reach::Unreachable }
    }

    /// What it is about.
    #[must_use]
    pub const fn group(&self) -> Group {
        self.group
    }

    /// Stable name, unique in its group, for example `certificate-expired`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// How much it matters.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// What to do about it; empty if all is well.
    #[must_use]
    pub const fn advice(&self) -> &'static str {
        self.advice
    }

    /// True if nothing further can be checked after it.
    #[must_use]
    pub const fn is_unreachable(&self) -> bool {
        matches!(self.reach, Reach::Unreachable)
    }

    /// The finding that this situation was met. `fact` is a whole sentence that says what was seen, and where.
    #[must_use]
    pub fn seen(&'static self, fact: impl Into<String>) -> Finding {
        Finding { situation: self, fact: fact.into() }
    }
}

/// A situation that was met, with what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which situation.
    pub situation: &'static Situation,
    /// What was seen, in a sentence; holds no secret.
    pub fact: String,
}

impl Finding {
    /// Its id with its group, for example `login/refused`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}/{}", self.situation.group.id(), self.situation.id)
    }
}

impl Group {
    /// All, in the order in which a connection meets them.
    pub const ALL: [Group; 3] = [Group::Https, Group::Login, Group::Endpoints];

    /// The id, for example `https`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Group::Https => "https",
            Group::Login => "login",
            Group::Endpoints => "endpoints",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Group::Https => "HTTPS",
            Group::Login => "Login",
            Group::Endpoints => "Endpoints",
        }
    }
}

impl Level {
    /// All, the worst first.
    pub const ALL: [Level; 4] = [Level::Failure, Level::Warning, Level::Skipped, Level::Ok];

    /// The id, for example `failure`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Level::Failure => "failure",
            Level::Warning => "warning",
            Level::Skipped => "skipped",
            Level::Ok => "ok",
        }
    }
}
