//! Dates as properties tell them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `Mon, 23 Nov 2026 10:51:17 GMT` (RFC 9110 §5.6.7).
pub(crate) fn http_date(seconds: i64) -> String {
    format_in(seconds, &TimeZone::UTC, "%a, %d %b %Y %H:%M:%S GMT")
}

/// `Mon, 23 Nov 2026 11:51:17 +0100`, in the named zone.
pub(crate) fn zoned_date(seconds: i64, zone: &str) -> String {
    format_in(seconds, &zone_named(zone), "%a, %d %b %Y %H:%M:%S %z")
}

/// `2026-11-23T10:51:17Z` (RFC 3339).
pub(crate) fn iso_date(seconds: i64) -> String {
    format_in(seconds, &TimeZone::UTC, "%Y-%m-%dT%H:%M:%SZ")
}

/// The offset of a zone at a moment, as four digits without a plus sign.
pub(crate) fn bare_offset(seconds: i64, zone: &str) -> String {
    let offset = format_in(seconds, &zone_named(zone), "%z");
    offset.trim_start_matches('+').to_owned()
}

fn zone_named(zone: &str) -> TimeZone {
    TimeZone::get(zone).unwrap_or(TimeZone::UTC)
}

fn format_in(seconds: i64, zone: &TimeZone, format: &str) -> String {
    let timestamp = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    timestamp.to_zoned(zone.clone()).strftime(format).to_string()
}

/// Unix seconds of an HTTP date in the form that is in use (RFC 9110 §5.6.7).
pub(crate) fn parse_http_date(text: &str) -> Option<i64> {
    let date = jiff::civil::DateTime::strptime("%a, %d %b %Y %H:%M:%S GMT", text.trim()).ok()?;
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}
