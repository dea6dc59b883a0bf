//! The text of a recurrence rule (RFC 5545 §3.3.10).

use jiff::civil::Weekday;

use super::rule::{Frequency, Rule};
use super::value::When;

impl Rule {
    /// Reads the value of an `RRULE`; `None` without a known `FREQ`. Unreadable list members are left out.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut frequency = None;
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            months: Vec::new(),
            week_numbers: Vec::new(),
            year_days: Vec::new(),
            month_days: Vec::new(),
            weekdays: Vec::new(),
            hours: Vec::new(),
            minutes: Vec::new(),
            seconds: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Monday,
        };
        for part in text.split(';') {
            let Some((name, value)) = part.split_once('=') else {
                continue;
            };
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => frequency = parse_frequency(value),
                "INTERVAL" => rule.interval = value.parse().unwrap_or(1).clamp(1, 1_000_000),
                "COUNT" => rule.count = value.parse().ok(),
                "UNTIL" => rule.until = When::parse(value, None),
                "BYMONTH" => rule.months = numbers(value),
                "BYWEEKNO" => rule.week_numbers = numbers(value),
                "BYYEARDAY" => rule.year_days = numbers(value),
                "BYMONTHDAY" => rule.month_days = numbers(value),
                "BYDAY" => rule.weekdays = value.split(',').filter_map(parse_weekday).collect(),
                "BYHOUR" => rule.hours = numbers(value),
                "BYMINUTE" => rule.minutes = numbers(value),
                "BYSECOND" => rule.seconds = numbers(value),
                "BYSETPOS" => rule.positions = numbers(value),
                "WKST" => {
                    rule.week_start = parse_weekday(value).map_or(Weekday::Monday, |(_, day)| day);
                }
                _ => {}
            }
        }
        rule.frequency = frequency?;
        Some(rule)
    }
}

fn parse_frequency(text: &str) -> Option<Frequency> {
    Some(match text.trim().to_ascii_uppercase().as_str() {
        "SECONDLY" => Frequency::Secondly,
        "MINUTELY" => Frequency::Minutely,
        "HOURLY" => Frequency::Hourly,
        "DAILY" => Frequency::Daily,
        "WEEKLY" => Frequency::Weekly,
        "MONTHLY" => Frequency::Monthly,
        "YEARLY" => Frequency::Yearly,
        _ => return None,
    })
}

fn parse_weekday(text: &str) -> Option<(i8, Weekday)> {
    let text = text.trim();
    let split = text.len().checked_sub(2)?;
    let (nth, day) = (text.get(..split)?, text.get(split..)?);
    let weekday = match day.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    let nth = if nth.is_empty() { 0 } else { nth.parse().ok()? };
    Some((nth, weekday))
}

fn numbers<T: std::str::FromStr>(text: &str) -> Vec<T> {
    text.split(',').filter_map(|number| number.trim().parse().ok()).collect()
}
