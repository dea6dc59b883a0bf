//! The order in which the parts of a recurrence rule are written.

/// The parts that come first, in this order.
const LEADING: [&str; 13] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYMONTH",
    "BYWEEKNO",
    "BYYEARDAY",
    "BYMONTHDAY",
    "BYDAY",
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
    "BYSETPOS",
];

/// The value of an `RRULE` with its parts in the server's order: known ones, unknown ones as sent, `WKST`.
pub(crate) fn in_order(rule: &str) -> String {
    let mut parts: Vec<&str> = rule.split(';').filter(|part| !part.trim().is_empty()).collect();
    parts.sort_by_key(|part| {
        let name = part.split('=').next().unwrap_or_default().trim().to_ascii_uppercase();
        if name == "WKST" {
            LEADING.len() + 1
        } else {
            LEADING.iter().position(|known| *known == name).unwrap_or(LEADING.len())
        }
    });
    parts.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_sorted_and_unknown_ones_kept() {
        assert_eq!(
            in_order("WKST=SU;BYSETPOS=-1;BYDAY=MO;BYMONTH=1,2;X-B=c;UNTIL=20301201T000000Z;INTERVAL=2;FREQ=yearly;"),
            "FREQ=yearly;INTERVAL=2;UNTIL=20301201T000000Z;BYMONTH=1,2;BYDAY=MO;BYSETPOS=-1;X-B=c;WKST=SU"
        );
    }
}
