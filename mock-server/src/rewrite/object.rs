//! What the mock keeps of a calendar or address object: the text as it is served, and the columns that queries read.

/// What an object resource holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    /// A calendar object whose first component is a VEVENT.
    Event,
    /// A calendar object whose first component is a VTODO.
    Task,
    /// A calendar object whose first component is a VFREEBUSY.
    FreeBusy,
    /// A vCard.
    Card,
    /// A list of cards (`BEGIN:VLIST`).
    List,
}

impl ObjectKind {
    /// The calendar component that the object is about; `None` for cards and lists.
    pub(crate) fn component(self) -> Option<&'static str> {
        match self {
            Self::Event => Some("VEVENT"),
            Self::Task => Some("VTODO"),
            Self::FreeBusy => Some("VFREEBUSY"),
            Self::Card | Self::List => None,
        }
    }
}

/// The access classification of a calendar object (RFC 5545 §3.8.1.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Class {
    /// `PUBLIC`, also when nothing is said, and for unknown words.
    #[default]
    Public,
    /// `PRIVATE`.
    Private,
    /// `CONFIDENTIAL`.
    Confidential,
}

impl Class {
    /// Reads the value of a `CLASS` property in any case.
    pub(crate) fn parse(text: &str) -> Self {
        match text.trim().to_ascii_uppercase().as_str() {
            "PRIVATE" => Self::Private,
            "CONFIDENTIAL" => Self::Confidential,
            _ => Self::Public,
        }
    }

    /// The word as a `CLASS` property writes it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Public => "PUBLIC",
            Self::Private => "PRIVATE",
            Self::Confidential => "CONFIDENTIAL",
        }
    }
}

/// An object as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredObject {
    /// What the object is.
    pub(crate) kind: ObjectKind,
    /// The `UID` of the first component that counts, if it has one.
    pub(crate) uid: Option<String>,
    /// The text as GET serves it.
    pub(crate) content: Vec<u8>,
    /// The classification of the first component; public for cards.
    pub(crate) class: Class,
    /// The columns that queries compare.
    pub(crate) index: Index,
}

impl StoredObject {
    /// The formatted name of a card or list.
    pub(crate) fn formatted_name(&self) -> Option<&str> {
        match &self.index {
            Index::Card(card) => Some(card.formatted_name.as_str()),
            Index::Calendar(_) => None,
        }
    }

    /// Whether the lower 32 bits of the start are a number of 31: from 1970 to 2038, and so on.
    pub(crate) fn start_fits_column(&self) -> bool {
        match &self.index {
            Index::Calendar(columns) => columns.start.is_none_or(|start| start & 0x8000_0000 == 0),
            Index::Card(_) => true,
        }
    }
}

/// The columns that queries compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Index {
    /// Of an event or task.
    Calendar(CalendarIndex),
    /// Of a card or list.
    Card(CardIndex),
}

/// The columns of an event or task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CalendarIndex {
    /// The summary, unescaped.
    pub(crate) summary: String,
    /// The start in Unix seconds; a day counts as its UTC midnight.
    pub(crate) start: Option<i64>,
    /// The end in Unix seconds, or the due time of a task.
    pub(crate) end: Option<i64>,
    /// Set for recurring objects.
    pub(crate) cycle: Option<Cycle>,
}

/// How far a recurring object reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cycle {
    /// No end.
    Endless,
    /// The last possible end in Unix seconds.
    Until(i64),
}

/// The columns of a card or list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CardIndex {
    /// `FN`, unescaped.
    pub(crate) formatted_name: String,
    /// The first component of `N`.
    pub(crate) surname: String,
    /// All `EMAIL` values.
    pub(crate) mails: Vec<String>,
    /// All `TEL` values.
    pub(crate) phones: Vec<String>,
    /// The first component of `ORG`.
    pub(crate) organization: String,
    /// The localities of `ADR`.
    pub(crate) localities: Vec<String>,
}
