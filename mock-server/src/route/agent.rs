//! User-Agent classes: SOGo lists other things to other clients.

/// A client as the server tells it from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agent {
    /// Whoever is not named below.
    Generic,
    /// No User-Agent at all.
    Absent,
    /// DAVx5.
    Davx5,
    /// macOS calendar clients.
    MacCalendar,
    /// The macOS accounts daemon.
    MacAccounts,
    /// macOS contacts clients.
    MacContacts,
    /// iOS accounts daemons.
    Ios,
    /// Evolution.
    Evolution,
}

impl Agent {
    pub(crate) fn of(user_agent: Option<&str>) -> Self {
        let Some(agent) = user_agent else {
            return Self::Absent;
        };
        let has = |words: &[&str]| words.iter().any(|word| agent.contains(word));
        if has(&["DAVx5"]) {
            Self::Davx5
        } else if has(&["AddressBook"]) || (has(&["CFNetwork"]) && has(&["Darwin"])) {
            Self::MacContacts
        } else if has(&["Mac OS X/10.", "Mac_OS_X/", "Mac+OS+X/", "macOS/", "CoreDAV/"]) {
            if has(&["dataaccessd/"]) { Self::MacAccounts } else { Self::MacCalendar }
        } else if has(&["dataaccessd/1.0", "DataAccess/1.0"]) {
            Self::Ios
        } else if has(&["Evolution/"]) {
            Self::Evolution
        } else {
            Self::Generic
        }
    }

    /// Sees the pseudo inbox and the proxies, but neither exports nor subscribed calendars.
    pub(crate) fn is_ical_like(self) -> bool {
        match self {
            Self::Absent | Self::Davx5 | Self::MacCalendar | Self::MacAccounts | Self::MacContacts => true,
            Self::Generic | Self::Ios | Self::Evolution => false,
        }
    }

    /// Does not see the global address book.
    pub(crate) fn hides_directory(self) -> bool {
        match self {
            Self::Absent | Self::MacAccounts | Self::MacContacts | Self::Ios => true,
            Self::Generic | Self::Davx5 | Self::MacCalendar | Self::Evolution => false,
        }
    }

    /// Sees the default address book only, and no lists.
    pub(crate) fn sees_default_book_only(self) -> bool {
        matches!(self, Self::MacContacts | Self::Absent)
    }

    /// Gets calendars with the two resource types of RFC 4791 only.
    pub(crate) fn wants_short_resourcetype(user_agent: Option<&str>) -> bool {
        let agent = user_agent.unwrap_or_default();
        ["iPhone", "iOS/", "CalendarAgent", "iCal/", "CoreDAV/"].iter().any(|word| agent.contains(word))
    }
}
