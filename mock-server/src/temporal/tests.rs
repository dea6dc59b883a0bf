use rstest::rstest;

use super::{Rule, When, Zones, instances, utc_text};
use crate::rewrite::first_component;

const LAST: jiff::civil::DateTime = jiff::civil::DateTime::constant(2100, 1, 1, 0, 0, 0, 0);

/// Days of the first occurrences.
fn days(start: &str, rule: &str, count: usize) -> String {
    let start = When::parse(start, None).unwrap().wall();
    let rule = Rule::parse(rule).unwrap();
    let until = rule.until().map(When::wall);
    let found = rule.occurrences(start, until, LAST);
    let days = found.into_iter().take(count).map(|at| at.date().strftime("%Y%m%d").to_string());
    days.collect::<Vec<_>>().join(" ")
}

// Expected values: the examples of RFC 5545 §3.8.5.3, starting Tuesday 2 September 1997, where they fit.
#[rstest]
#[case::count("19970902T090000", "FREQ=DAILY;COUNT=3", "19970902 19970903 19970904")]
#[case::until("19970902T090000", "FREQ=DAILY;UNTIL=19970904T090000", "19970902 19970903 19970904")]
#[case::interval("19970902T090000", "FREQ=DAILY;INTERVAL=10;COUNT=5", "19970902 19970912 19970922 19971002 19971012")]
#[case::week_days("19970902T090000", "FREQ=WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH", "19970902 19970904 19970909 19970911")]
#[case::week_start_monday(
    "19970805T090000",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
    "19970805 19970810 19970819 19970824"
)]
#[case::week_start_sunday(
    "19970805T090000",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
    "19970805 19970817 19970819 19970831"
)]
#[case::first_friday("19970905T090000", "FREQ=MONTHLY;COUNT=4;BYDAY=1FR", "19970905 19971003 19971107 19971205")]
#[case::last_day("19970930T090000", "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-1", "19970930 19971031 19971130 19971231")]
#[case::no_31st("20270131T090000", "FREQ=MONTHLY;COUNT=4", "20270131 20270331 20270531 20270731")]
#[case::leap_day("20240229T090000", "FREQ=YEARLY;COUNT=3", "20240229 20280229 20320229")]
#[case::yearly_months("19970610T090000", "FREQ=YEARLY;COUNT=4;BYMONTH=6,7", "19970610 19970710 19980610 19980710")]
#[case::year_days(
    "19970101T090000",
    "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200",
    "19970101 19970410 19970719 20000101"
)]
#[case::twentieth_monday("19970519T090000", "FREQ=YEARLY;BYDAY=20MO", "19970519 19980518 19990517")]
#[case::week_number("19970512T090000", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "19970512 19980511 19990517")]
#[case::second_to_last_workday(
    "19970929T090000",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
    "19970929 19971030 19971127"
)]
#[case::impossible("20270101T090000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "20270101")]
fn rules_expand(#[case] start: &str, #[case] rule: &str, #[case] expected: &str) {
    let wanted = if rule.contains("COUNT") || rule.contains("UNTIL") { 100 } else { 3 };
    assert_eq!(days(start, rule, wanted), expected);
}

#[test]
fn a_hostile_rule_ends() {
    let numbers: Vec<String> = (0..60).map(|number| number.to_string()).collect();
    let numbers = numbers.join(",");
    let rule = format!("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=1,2,3;BYMINUTE={numbers};BYSECOND={numbers}");
    let start = When::parse("20270101T000000", None).unwrap().wall();
    assert!(Rule::parse(&rule).unwrap().occurrences(start, None, LAST).len() <= 40_000);
}

fn starts(lines: &str) -> String {
    let text = format!("BEGIN:VCALENDAR\n{lines}\nEND:VCALENDAR\n");
    let calendar = first_component(&text, &crate::fault::Profile::Sogod58.faults()).unwrap();
    let zones = Zones::of_calendar(&calendar, "Europe/Paris");
    let mut found: Vec<i64> =
        instances(&calendar, "VEVENT", &zones, 1_767_225_600, 1_830_297_600).iter().map(|one| one.start).collect();
    found.sort_unstable();
    found.into_iter().map(utc_text).collect::<Vec<_>>().join(" ")
}

#[rstest]
#[case::over_the_change_of_clocks(
    "BEGIN:VEVENT\nDTSTART;TZID=Europe/Paris:20270327T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT",
    "20270327T090000Z 20270328T080000Z"
)]
#[case::excluded_and_added(
    "BEGIN:VEVENT\nDTSTART:20270101T100000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20270102T100000Z\nRDATE:20270110T120000Z\nEND:VEVENT",
    "20270101T100000Z 20270103T100000Z 20270110T120000Z"
)]
#[case::moved(
    "BEGIN:VEVENT\nUID:u\nDTSTART:20270101T100000Z\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT\nBEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20270102T100000Z\nDTSTART:20270105T100000Z\nEND:VEVENT",
    "20270101T100000Z 20270105T100000Z"
)]
#[case::until_in_utc(
    "BEGIN:VEVENT\nDTSTART;TZID=Europe/Paris:20270101T100000\nRRULE:FREQ=DAILY;UNTIL=20270102T090000Z\nEND:VEVENT",
    "20270101T090000Z 20270102T090000Z"
)]
#[case::own_zone_believed(
    "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0500\nTZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=Europe/Paris:20270101T100000\nEND:VEVENT",
    "20270101T050000Z"
)]
#[case::own_zone_with_rules(
    "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:DAYLIGHT\nDTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=X:20270101T100000\nRDATE;TZID=X:20270701T100000\nEND:VEVENT",
    "20270101T090000Z 20270701T080000Z"
)]
#[case::unknown_zone_is_utc("BEGIN:VEVENT\nDTSTART;TZID=Nowhere:20270101T100000\nEND:VEVENT", "20270101T100000Z")]
#[case::day_begins_in_the_home_zone("BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270101\nEND:VEVENT", "20261231T230000Z")]
fn instances_of_events(#[case] lines: &str, #[case] expected: &str) {
    assert_eq!(starts(lines), expected);
}
