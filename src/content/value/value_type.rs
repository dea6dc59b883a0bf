use crate::component::Property;
use crate::document::Kind;

/// The type of a property's value, as far as reading and comparing need it (RFC 5545 §3.3, RFC 6350 §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// One TEXT; also the type of unknown and X- properties (RFC 5545 §3.8.8.2).
    Text,
    /// TEXT items by comma: CATEGORIES, RESOURCES, NICKNAME.
    TextList,
    /// Parts by `;`: N, ADR, ORG, GENDER, CLIENTPIDMAP, REQUEST-STATUS.
    Structured,
    /// Two numbers by `;` (RFC 5545 §3.8.1.6).
    Geo,
    /// URI or CAL-ADDRESS: never escaped (RFC 5545 §3.3.13).
    Uri,
    /// A word of a fixed list, in any case: CLASS, STATUS, VERSION …
    Enumeration,
    /// One DATE, DATE-TIME, or vCard date.
    Time,
    /// DATE, DATE-TIME or PERIOD items by comma: EXDATE, RDATE, FREEBUSY.
    TimeList,
    /// DURATION.
    Duration,
    /// RECUR.
    Recur,
    /// UTC-OFFSET.
    UtcOffset,
    /// INTEGER or FLOAT.
    Integer,
    /// BOOLEAN.
    Boolean,
    /// BINARY, in base64.
    Binary,
}

impl ValueType {
    /// The type of this property in a document of this kind: by its VALUE and ENCODING parameters, else its default.
    #[must_use]
    pub fn of(kind: Kind, property: &Property) -> Self {
        let default = Self::default_of(kind, &property.name);
        if let Some(encoding) = property.param_value("ENCODING")
            && (encoding.eq_ignore_ascii_case("B") || encoding.eq_ignore_ascii_case("BASE64"))
        {
            return Self::Binary;
        }
        let Some(named) = property.param_value("VALUE") else {
            let geo_uri = default == Self::Geo && property.value.to_ascii_lowercase().starts_with("geo:");
            return if geo_uri { Self::Uri } else { default };
        };
        let list = matches!(default, Self::TextList | Self::TimeList);
        match named.to_ascii_uppercase().as_str() {
            "TEXT" if matches!(default, Self::TextList | Self::Structured | Self::Enumeration) => default,
            "TEXT" => Self::Text,
            "URI" | "CAL-ADDRESS" | "URL" => Self::Uri,
            "DATE" | "DATE-TIME" | "PERIOD" | "DATE-AND-OR-TIME" | "TIMESTAMP" | "TIME" if list => Self::TimeList,
            "DATE" | "DATE-TIME" | "PERIOD" | "DATE-AND-OR-TIME" | "TIMESTAMP" | "TIME" => Self::Time,
            "DURATION" => Self::Duration,
            "RECUR" => Self::Recur,
            "UTC-OFFSET" => Self::UtcOffset,
            "INTEGER" | "FLOAT" if default != Self::Geo => Self::Integer,
            "BOOLEAN" => Self::Boolean,
            "BINARY" => Self::Binary,
            _ => default,
        }
    }

    /// The type that a property has without a VALUE parameter.
    #[must_use]
    pub fn default_of(kind: Kind, name: &str) -> Self {
        let name = name.to_ascii_uppercase();
        match kind {
            Kind::Calendar | Kind::Other => calendar_default(&name),
            Kind::Card => card_default(&name),
        }
    }

    pub(crate) fn is_list(self) -> bool {
        matches!(self, Self::TextList | Self::TimeList)
    }

    /// The RFC's name of the type, if a VALUE parameter could name it.
    pub(crate) fn default_name(kind: Kind, name: &str) -> &'static str {
        match Self::default_of(kind, name) {
            Self::Text | Self::TextList | Self::Structured | Self::Enumeration => "TEXT",
            Self::Geo => "FLOAT",
            Self::Uri if name.eq_ignore_ascii_case("ATTENDEE") || name.eq_ignore_ascii_case("ORGANIZER") => {
                "CAL-ADDRESS"
            }
            Self::Uri => "URI",
            Self::Time if kind == Kind::Card && name.eq_ignore_ascii_case("REV") => "TIMESTAMP",
            Self::Time if kind == Kind::Card => "DATE-AND-OR-TIME",
            Self::TimeList if name.eq_ignore_ascii_case("FREEBUSY") => "PERIOD",
            Self::Time | Self::TimeList => "DATE-TIME",
            Self::Duration => "DURATION",
            Self::Recur => "RECUR",
            Self::UtcOffset => "UTC-OFFSET",
            Self::Integer => "INTEGER",
            Self::Boolean => "BOOLEAN",
            Self::Binary => "BINARY",
        }
    }
}

fn calendar_default(name: &str) -> ValueType {
    match name {
        "CATEGORIES" | "RESOURCES" => ValueType::TextList,
        "REQUEST-STATUS" => ValueType::Structured,
        "GEO" => ValueType::Geo,
        "ATTACH" | "URL" | "TZURL" | "ATTENDEE" | "ORGANIZER" | "SOURCE" | "IMAGE" | "CONFERENCE"
        | "CALENDAR-ADDRESS" | "STRUCTURED-DATA" => ValueType::Uri,
        "CLASS" | "STATUS" | "TRANSP" | "ACTION" | "CALSCALE" | "METHOD" | "VERSION" | "BUSYTYPE" => {
            ValueType::Enumeration
        }
        "DTSTART" | "DTEND" | "DUE" | "COMPLETED" | "CREATED" | "DTSTAMP" | "LAST-MODIFIED" | "RECURRENCE-ID"
        | "TZUNTIL" | "ACKNOWLEDGED" => ValueType::Time,
        "EXDATE" | "RDATE" | "FREEBUSY" => ValueType::TimeList,
        "DURATION" | "TRIGGER" | "REFRESH-INTERVAL" => ValueType::Duration,
        "RRULE" | "EXRULE" => ValueType::Recur,
        "TZOFFSETFROM" | "TZOFFSETTO" => ValueType::UtcOffset,
        "PRIORITY" | "SEQUENCE" | "REPEAT" | "PERCENT-COMPLETE" => ValueType::Integer,
        _ => ValueType::Text,
    }
}

fn card_default(name: &str) -> ValueType {
    match name {
        "CATEGORIES" | "NICKNAME" => ValueType::TextList,
        "N" | "ADR" | "ORG" | "GENDER" | "CLIENTPIDMAP" => ValueType::Structured,
        "GEO" => ValueType::Geo,
        "URL" | "PHOTO" | "LOGO" | "SOUND" | "KEY" | "SOURCE" | "MEMBER" | "IMPP" | "FBURL" | "CALURI"
        | "CALADRURI" | "CONTACT-URI" | "SOCIALPROFILE" => ValueType::Uri,
        "VERSION" | "KIND" | "CLASS" => ValueType::Enumeration,
        "BDAY" | "ANNIVERSARY" | "DEATHDATE" | "REV" | "CREATED" => ValueType::Time,
        _ => ValueType::Text,
    }
}
