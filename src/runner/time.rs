//! Times relative to now: `{date:+7}`, `{utc:+7@10:00}`, `{local:-1@08:30}`; `d` after the days may stand or not.

use jiff::civil::Time;
use jiff::{Span, Timestamp, tz::TimeZone};

/// The value of `date:…`, `utc:…` or `local:…` when the clock shows `now` (Unix seconds); `None` if the text is
/// none of these.
#[must_use]
pub fn relative_time(variable: &str, now: i64) -> Option<String> {
    let (kind, argument) = variable.split_once(':')?;
    let (days, time) = match argument.split_once('@') {
        Some((days, time)) => (days, Some(time)),
        None => (argument, None),
    };
    let days: i64 = days.strip_suffix('d').unwrap_or(days).parse().ok().filter(|d| (-100_000..100_000).contains(d))?;
    let today = Timestamp::from_second(now).ok()?.to_zoned(TimeZone::UTC).date();
    let date = today.checked_add(Span::new().days(days)).ok()?;
    let day = date.strftime("%Y%m%d").to_string();
    match kind {
        "date" if time.is_none() => Some(day),
        "utc" => Some(format!("{day}T{}Z", clock(time)?)),
        "local" => Some(format!("{day}T{}", clock(time)?)),
        _ => None,
    }
}

fn clock(time: Option<&str>) -> Option<String> {
    let Some(time) = time else { return Some("000000".to_owned()) };
    let (hour, minute) = time.split_once(':')?;
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    Some(time.strftime("%H%M%S").to_string())
}
