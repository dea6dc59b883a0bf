//! Recurrence rules (RFC 5545 §3.3.10) and their expansion in wall-clock time.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span, ToSpan};

use super::value::When;

/// Periods looked at before an expansion gives up; ends rules that can never match.
const MAX_PERIODS: usize = 20_000;

/// Occurrences kept of one rule, and of one period; bounds the memory that a hostile rule can claim.
const MAX_OCCURRENCES: usize = 20_000;

/// How often a rule repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frequency {
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// One parsed `RRULE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(super) frequency: Frequency,
    pub(super) interval: i64,
    pub(super) count: Option<usize>,
    pub(super) until: Option<When>,
    pub(super) months: Vec<i8>,
    pub(super) week_numbers: Vec<i8>,
    pub(super) year_days: Vec<i16>,
    pub(super) month_days: Vec<i8>,
    pub(super) weekdays: Vec<(i8, Weekday)>,
    pub(super) hours: Vec<i8>,
    pub(super) minutes: Vec<i8>,
    pub(super) seconds: Vec<i8>,
    pub(super) positions: Vec<i16>,
    pub(super) week_start: Weekday,
}

impl Rule {
    /// The last point that the rule may reach, as written in `UNTIL`.
    pub(crate) fn until(&self) -> Option<&When> {
        self.until.as_ref()
    }

    /// Whether the rule ends by itself.
    pub(crate) fn is_finite(&self) -> bool {
        self.count.is_some() || self.until.is_some()
    }

    /// Wall-clock starts from `start` (always the first) up to and including `last`; `until` is `UNTIL` in the wall
    /// clock of `start`.
    pub(crate) fn occurrences(&self, start: DateTime, until: Option<DateTime>, last: DateTime) -> Vec<DateTime> {
        let last = until.map_or(last, |until| until.min(last));
        let mut found = Vec::new();
        let wanted = self.count.unwrap_or(usize::MAX);
        if wanted == 0 || start > last {
            return found;
        }
        found.push(start);
        for index in 0..MAX_PERIODS {
            let Some(period) = self.period(start, index) else {
                break;
            };
            if self.period_floor(period) > last {
                break;
            }
            for at in self.in_period(period, start) {
                if at > last {
                    return found;
                }
                if at > start {
                    if found.len() >= wanted {
                        return found;
                    }
                    found.push(at);
                }
            }
            if found.len() >= wanted.min(MAX_OCCURRENCES) {
                break;
            }
        }
        found
    }

    /// An anchor inside of the `index`-th period.
    fn period(&self, start: DateTime, index: usize) -> Option<DateTime> {
        let steps = i64::try_from(index).ok()?.checked_mul(self.interval)?;
        let first_of_month = DateTime::from_parts(start.date().first_of_month(), start.time());
        match self.frequency {
            Frequency::Yearly => step(
                DateTime::from_parts(start.date().first_of_year(), start.time()),
                Span::new().try_years(steps).ok()?,
            ),
            Frequency::Monthly => step(first_of_month, Span::new().try_months(steps).ok()?),
            Frequency::Weekly => step(
                DateTime::from_parts(week_floor(start.date(), self.week_start)?, start.time()),
                Span::new().try_weeks(steps).ok()?,
            ),
            Frequency::Daily => step(start, Span::new().try_days(steps).ok()?),
            Frequency::Hourly => step(start, Span::new().try_hours(steps).ok()?),
            Frequency::Minutely => step(start, Span::new().try_minutes(steps).ok()?),
            Frequency::Secondly => step(start, Span::new().try_seconds(steps).ok()?),
        }
    }

    /// No occurrence of this period lies before it.
    fn period_floor(&self, period: DateTime) -> DateTime {
        match self.frequency {
            Frequency::Yearly if !self.week_numbers.is_empty() => {
                period.date().checked_sub(7.days()).unwrap_or(Date::MIN).to_datetime(jiff::civil::Time::midnight())
            }
            Frequency::Yearly | Frequency::Monthly | Frequency::Weekly | Frequency::Daily => {
                period.date().to_datetime(jiff::civil::Time::midnight())
            }
            Frequency::Hourly => period.with().minute(0).second(0).build().unwrap_or(period),
            Frequency::Minutely => period.with().second(0).build().unwrap_or(period),
            Frequency::Secondly => period,
        }
    }

    fn in_period(&self, period: DateTime, start: DateTime) -> Vec<DateTime> {
        let mut times: Vec<DateTime> = Vec::new();
        'period: for date in self.dates(period.date(), start.date()) {
            for hour in self.hours_of(period, start) {
                for minute in self.minutes_of(period, start) {
                    for second in self.seconds_of(period, start) {
                        if times.len() >= MAX_OCCURRENCES {
                            break 'period;
                        }
                        if let Ok(time) = jiff::civil::Time::new(hour, minute, second, 0) {
                            times.push(date.to_datetime(time));
                        }
                    }
                }
            }
        }
        times.sort_unstable();
        times.dedup();
        if self.positions.is_empty() {
            return times;
        }
        let mut chosen: Vec<DateTime> =
            self.positions.iter().filter_map(|&position| pick(&times, i64::from(position))).collect();
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }

    fn hours_of(&self, period: DateTime, start: DateTime) -> Vec<i8> {
        match self.frequency {
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => limit(&self.hours, period.hour()),
            Frequency::Daily | Frequency::Weekly | Frequency::Monthly | Frequency::Yearly => {
                expand(&self.hours, start.hour())
            }
        }
    }

    fn minutes_of(&self, period: DateTime, start: DateTime) -> Vec<i8> {
        match self.frequency {
            Frequency::Minutely | Frequency::Secondly => limit(&self.minutes, period.minute()),
            Frequency::Hourly | Frequency::Daily | Frequency::Weekly | Frequency::Monthly | Frequency::Yearly => {
                expand(&self.minutes, start.minute())
            }
        }
    }

    fn seconds_of(&self, period: DateTime, start: DateTime) -> Vec<i8> {
        match self.frequency {
            Frequency::Secondly => limit(&self.seconds, period.second()),
            Frequency::Minutely
            | Frequency::Hourly
            | Frequency::Daily
            | Frequency::Weekly
            | Frequency::Monthly
            | Frequency::Yearly => expand(&self.seconds, start.second()),
        }
    }

    /// The days of the period that hold occurrences (the table of RFC 5545 §3.3.10).
    fn dates(&self, period: Date, start: Date) -> Vec<Date> {
        let span: Vec<Date> = match self.frequency {
            Frequency::Yearly if !self.week_numbers.is_empty() => weeks_of_year(period.year(), self.week_start)
                .into_iter()
                .filter(|&(number, weeks, _)| {
                    self.week_numbers.contains(&number) || self.week_numbers.contains(&(number - weeks - 1))
                })
                .map(|(_, _, date)| date)
                .collect(),
            Frequency::Yearly => days(period.first_of_year(), period.last_of_year()),
            Frequency::Monthly => days(period.first_of_month(), period.last_of_month()),
            Frequency::Weekly => days(period, period.checked_add(6.days()).unwrap_or(period)),
            Frequency::Daily | Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => vec![period],
        };
        span.into_iter().filter(|&date| self.has_date(date, start)).collect()
    }

    fn has_date(&self, date: Date, start: Date) -> bool {
        let by_default = self.default_day(date, start);
        by_default
            && (self.months.is_empty() || self.months.contains(&date.month()))
            && (self.year_days.is_empty() || {
                let year_day = date.day_of_year();
                self.year_days.contains(&year_day) || self.year_days.contains(&(year_day - date.days_in_year() - 1))
            })
            && (self.month_days.is_empty()
                || self.month_days.contains(&date.day())
                || self.month_days.contains(&(date.day() - date.days_in_month() - 1)))
            && (self.weekdays.is_empty()
                || self.weekdays.iter().any(|&(nth, weekday)| date.weekday() == weekday && self.is_nth(date, nth)))
    }

    /// What `DTSTART` supplies where the rule names no day itself.
    fn default_day(&self, date: Date, start: Date) -> bool {
        let names_day = !self.weekdays.is_empty() || !self.month_days.is_empty() || !self.year_days.is_empty();
        match self.frequency {
            Frequency::Yearly if names_day => true,
            Frequency::Yearly if !self.week_numbers.is_empty() => date.weekday() == start.weekday(),
            Frequency::Yearly => {
                date.day() == start.day() && (!self.months.is_empty() || date.month() == start.month())
            }
            Frequency::Monthly => names_day || date.day() == start.day(),
            Frequency::Weekly => names_day || date.weekday() == start.weekday(),
            Frequency::Daily | Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => true,
        }
    }

    fn is_nth(&self, date: Date, nth: i8) -> bool {
        if nth == 0 {
            return true;
        }
        let in_year = self.frequency == Frequency::Yearly && self.months.is_empty();
        let (position, length) = if in_year {
            (date.day_of_year(), date.days_in_year())
        } else {
            (i16::from(date.day()), i16::from(date.days_in_month()))
        };
        if nth > 0 { (position - 1) / 7 + 1 == i16::from(nth) } else { (length - position) / 7 + 1 == -i16::from(nth) }
    }
}

fn step(from: DateTime, by: Span) -> Option<DateTime> {
    from.checked_add(by).ok()
}

fn days(first: Date, last: Date) -> Vec<Date> {
    first.series(1.day()).take_while(|date| *date <= last).collect()
}

fn week_floor(date: Date, week_start: Weekday) -> Option<Date> {
    let back = i64::from(date.weekday().since(week_start));
    date.checked_sub(back.days()).ok()
}

/// Each day of the numbered weeks of a year: week number, weeks in the year, day.
fn weeks_of_year(year: i16, week_start: Weekday) -> Vec<(i8, i8, Date)> {
    let first_week = |year: i16| Date::new(year, 1, 4).ok().and_then(|date| week_floor(date, week_start));
    let (Some(begin), Some(end)) = (first_week(year), first_week(year.saturating_add(1))) else {
        return Vec::new();
    };
    let all: Vec<Date> = begin.series(1.day()).take_while(|date| *date < end).collect();
    let weeks = i8::try_from(all.len() / 7).unwrap_or(52);
    all.into_iter().enumerate().map(|(index, date)| (i8::try_from(index / 7 + 1).unwrap_or(53), weeks, date)).collect()
}

fn expand(listed: &[i8], own: i8) -> Vec<i8> {
    if listed.is_empty() { vec![own] } else { listed.to_vec() }
}

fn limit(listed: &[i8], own: i8) -> Vec<i8> {
    if listed.is_empty() || listed.contains(&own) { vec![own] } else { Vec::new() }
}

fn pick(times: &[DateTime], position: i64) -> Option<DateTime> {
    let index = if position > 0 {
        usize::try_from(position - 1).ok()?
    } else {
        times.len().checked_sub(usize::try_from(-position).ok()?)?
    };
    times.get(index).copied()
}
