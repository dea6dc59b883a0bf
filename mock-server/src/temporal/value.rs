//! Date and date-time values with their form (RFC 5545 §3.3.4, §3.3.5), and durations (§3.3.6).

use jiff::civil::{Date, DateTime, Time};

/// A point in a calendar as it is written: a day, a floating time, a UTC time, or a time of a named zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// `20261201` with `VALUE=DATE`.
    Day(Date),
    /// `20261201T100000` without `TZID`.
    Floating(DateTime),
    /// `20261201T090000Z`.
    Utc(DateTime),
    /// `20261201T100000` with this `TZID`.
    Zoned(DateTime, String),
}

impl When {
    /// Reads the text of a `DATE` or `DATE-TIME` value, in the zone of its `TZID` parameter.
    pub(crate) fn parse(text: &str, tzid: Option<&str>) -> Option<Self> {
        let text = text.trim();
        let Some((date, time)) = text.split_once(['T', 't']) else {
            return parse_date(text).map(Self::Day);
        };
        let (time, utc) = match time.strip_suffix(['Z', 'z']) {
            Some(time) => (time, true),
            None => (time, false),
        };
        let at = parse_date(date)?.to_datetime(parse_time(time)?);
        Some(match (utc, tzid) {
            (true, _) => Self::Utc(at),
            (false, Some(tzid)) => Self::Zoned(at, tzid.to_owned()),
            (false, None) => Self::Floating(at),
        })
    }

    /// The wall-clock reading, midnight for a day.
    pub(crate) fn wall(&self) -> DateTime {
        match self {
            Self::Day(date) => date.to_datetime(Time::midnight()),
            Self::Floating(at) | Self::Utc(at) | Self::Zoned(at, _) => *at,
        }
    }

    /// The same form and zone with another wall-clock reading.
    pub(crate) fn at(&self, wall: DateTime) -> Self {
        match self {
            Self::Day(_) => Self::Day(wall.date()),
            Self::Floating(_) => Self::Floating(wall),
            Self::Utc(_) => Self::Utc(wall),
            Self::Zoned(_, tzid) => Self::Zoned(wall, tzid.clone()),
        }
    }

    /// Whether the value is a whole day.
    pub(crate) fn is_day(&self) -> bool {
        matches!(self, Self::Day(_))
    }

    /// The value as a content line writes it, without its `TZID`.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Day(date) => date.strftime("%Y%m%d").to_string(),
            Self::Floating(at) | Self::Zoned(at, _) => local_text(*at),
            Self::Utc(at) => format!("{}Z", local_text(*at)),
        }
    }
}

fn local_text(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// Unix seconds of a `…Z` date-time, as used by `start` and `end` of a time-range (RFC 4791 §9.9).
pub(crate) fn parse_utc_seconds(text: &str) -> Option<i64> {
    match When::parse(text, None)? {
        When::Utc(at) => Some(unix_seconds(at)),
        When::Day(_) | When::Floating(_) | When::Zoned(..) => None,
    }
}

/// Unix seconds of a wall-clock reading taken as UTC.
pub(crate) fn unix_seconds(at: DateTime) -> i64 {
    // A timestamp would not reach the last days of the year 9999, which clients name as the end of all time.
    at.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_secs()
}

/// `YYYYMMDDTHHMMSSZ` of Unix seconds; clamps to the years −9999…9999.
pub(crate) fn utc_text(seconds: i64) -> String {
    format!("{}Z", local_text(utc_wall(seconds)))
}

/// The UTC wall-clock reading of Unix seconds; clamps to the years −9999…9999.
pub(crate) fn utc_wall(seconds: i64) -> DateTime {
    let clamped = seconds.clamp(jiff::Timestamp::MIN.as_second(), jiff::Timestamp::MAX.as_second());
    jiff::Timestamp::from_second(clamped).map_or(DateTime::MIN, |stamp| jiff::tz::TimeZone::UTC.to_datetime(stamp))
}

/// Seconds of a `DURATION` value, weeks and days taken as exact multiples of 24 hours.
pub(crate) fn parse_duration(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, rest) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let rest = rest.strip_prefix(['P', 'p'])?;
    let mut total: i64 = 0;
    let mut digits = String::new();
    let mut seen = false;
    for letter in rest.chars() {
        let unit = match letter.to_ascii_uppercase() {
            '0'..='9' => {
                digits.push(letter);
                continue;
            }
            'T' if digits.is_empty() => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        let amount: i64 = digits.parse().ok()?;
        total = total.checked_add(amount.checked_mul(unit)?)?;
        digits.clear();
        seen = true;
    }
    (seen && digits.is_empty()).then_some(sign * total)
}

fn parse_date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok()
}

fn parse_time(text: &str) -> Option<Time> {
    if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let second: i8 = text[4..].parse().ok()?;
    Time::new(text[..2].parse().ok()?, text[2..4].parse().ok()?, second.min(59), 0).ok()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("20261201", None, "20261201")]
    #[case("20261201T100000", None, "20261201T100000")]
    #[case("20261201T100000Z", Some("Europe/Paris"), "20261201T100000Z")]
    #[case("20261201T100000", Some("Europe/Paris"), "20261201T100000")]
    #[case("20261231T235960Z", None, "20261231T235959Z")]
    fn writes_what_it_read(#[case] text: &str, #[case] tzid: Option<&str>, #[case] expected: &str) {
        assert_eq!(When::parse(text, tzid).unwrap().text(), expected);
    }

    #[rstest]
    #[case("")]
    #[case("tomorrow")]
    #[case("20261301")]
    #[case("20261201T25000")]
    #[case("20261201T250000Z")]
    #[case("2026é201")]
    fn refuses_what_is_no_date(#[case] text: &str) {
        assert_eq!(When::parse(text, None), None);
    }

    #[rstest]
    #[case("PT1H", Some(3600))]
    #[case("P1DT12H", Some(129_600))]
    #[case("-P2W", Some(-1_209_600))]
    #[case("P", None)]
    #[case("PT5", None)]
    #[case("1H", None)]
    #[case("P99999999999999999999D", None)]
    fn reads_durations(#[case] text: &str, #[case] expected: Option<i64>) {
        assert_eq!(parse_duration(text), expected);
    }
}
