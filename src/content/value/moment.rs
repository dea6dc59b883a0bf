/// A DATE or DATE-TIME with its form (RFC 5545 §3.3.4, §3.3.5), or a vCard date (RFC 6350 §4.3).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Moment {
    pub(crate) form: Form,
    /// The digits, in basic form where the text is a date at all.
    pub(crate) text: String,
    /// The TZID parameter.
    pub(crate) zone: Option<String>,
}

/// What a date says about the zone that it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    Date,
    /// A time without `Z`: floating, or in the zone of the TZID.
    Local,
    Utc,
    /// No DATE or DATE-TIME of RFC 5545.
    Other,
}

impl Moment {
    pub(crate) fn read(raw: &str, zone: Option<&str>) -> Self {
        let text = raw.to_ascii_uppercase();
        Self { form: form(&text), text, zone: zone.map(str::to_owned) }
    }

    /// vCard 3.0 has the extended form (`1985-04-12`), 4.0 the basic one.
    pub(crate) fn read_card(raw: &str, zone: Option<&str>) -> Self {
        let bytes = raw.as_bytes();
        let extended = bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-' && raw.is_char_boundary(10);
        if !extended {
            return Self::read(raw, zone);
        }
        let (date, time) = raw.split_at(10);
        // A zone offset (`-05:00`) keeps its sign and loses its colon like the time does.
        Self::read(&format!("{}{}", date.replace('-', ""), time.replace(':', "")), zone)
    }

    pub(crate) fn is_floating(&self) -> bool {
        self.form == Form::Local && self.zone.is_none()
    }
}

fn form(text: &str) -> Form {
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    match time {
        _ if !digits(date, 8) => Form::Other,
        None => Form::Date,
        Some(time) if digits(time, 6) => Form::Local,
        Some(time) if time.strip_suffix('Z').is_some_and(|time| digits(time, 6)) => Form::Utc,
        Some(_) => Form::Other,
    }
}

/// A DURATION (RFC 5545 §3.3.6). Days are kept apart from seconds: a day is not always 24 hours long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Duration {
    pub(crate) days: i64,
    pub(crate) seconds: i64,
}

impl Duration {
    pub(crate) fn read(raw: &str) -> Option<Self> {
        let text = raw.trim().to_ascii_uppercase();
        let (sign, text) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(&text)),
        };
        let mut rest = text.strip_prefix('P').filter(|rest| !rest.is_empty())?;
        let mut duration = Self { days: 0, seconds: 0 };
        let mut in_time = false;
        while !rest.is_empty() {
            if let Some(time) = rest.strip_prefix('T') {
                if in_time || time.is_empty() {
                    return None;
                }
                in_time = true;
                rest = time;
                continue;
            }
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let count = rest[..digits].parse::<i64>().ok().filter(|count| *count <= i64::from(u32::MAX))? * sign;
            match (in_time, rest.as_bytes().get(digits)?) {
                (false, b'W') => duration.days += 7 * count,
                (false, b'D') => duration.days += count,
                (true, b'H') => duration.seconds += 3600 * count,
                (true, b'M') => duration.seconds += 60 * count,
                (true, b'S') => duration.seconds += count,
                _ => return None,
            }
            rest = &rest[digits + 1..];
        }
        Some(duration)
    }
}

/// Seconds east of UTC of `+0100` or `+005328` (RFC 5545 §3.3.14); also `+01:00` and `Z` of vCard.
pub(crate) fn utc_offset(raw: &str) -> Option<i32> {
    let text = raw.trim().replace(':', "");
    if text.eq_ignore_ascii_case("Z") {
        return Some(0);
    }
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    if !matches!(digits.len(), 2 | 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let pair = |at: usize| digits.get(at..at + 2).map_or(0, |pair| pair.parse::<i32>().unwrap_or(0));
    Some(sign * (pair(0) * 3600 + pair(2) * 60 + pair(4)))
}
