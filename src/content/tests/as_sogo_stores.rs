//! One event as a server of the SOGo kind gives it back: what is a difference, what is tolerated, and in which words.
#![expect(clippy::unwrap_used, reason = "tests")]
use davproof_content::{Document, Tolerances, compare};

#[test]
fn a_rewritten_event_shows_what_was_lost_and_changed() {
    let sent = Document::parse(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//X//EN\r\nX-WR-CALNAME:Demo\r\nBEGIN:VEVENT\r\nUID:demo-1\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261201T100000\r\nSUMMARY:Re; semaine\\, 1\r\nDESCRIPTION:ligne 1\\nligne 2\\Nligne 3\r\nLOCATION:Room 5\r\nURL:http://x.example/?a=1;b=2\r\nGEO:48.85;2.35\r\nCATEGORIES:Work,Home\r\nRRULE:FREQ=WEEKLY;WKST=MO;BYDAY=TU;COUNT=4\r\nATTENDEE;CN=\"Doe, John\":mailto:y@other.org\r\nx-lower:Val\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:x\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").unwrap();
    let got = Document::parse(b"BEGIN:VCALENDAR\r\nPRODID:-//Test//X//EN\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:demo-1\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Europe/Paris:20261201T100000\r\nSUMMARY:Re\\; semaine\\, 1\r\nDESCRIPTION:ligne 1\\nligne 2\\nligne 3\r\nURL:http://x.example/?a=1\\;b=2\r\nGEO:48.85\\;2.35\r\nCATEGORIES:Home\r\nCATEGORIES:Work\r\nRRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU;WKST=MO\r\nATTENDEE;CN=\"Doe, John\";PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:y@other.org\r\nX-LOWER:Val\r\nCLASS:PUBLIC\r\nEND:VEVENT\r\nX-WR-CALNAME:Demo\r\nEND:VCALENDAR").unwrap();
    let comparison = compare(&sent, &got, &Tolerances::standard());
    let text = |d: &davproof_content::Difference| format!("{} | {d}", d.at);
    let differences: Vec<_> = comparison.differences.iter().map(text).collect();
    let tolerated: Vec<_> = comparison.tolerated.iter().map(|(t, d)| format!("{t}: {}", text(d))).collect();
    insta::assert_snapshot!(format!("{}\n--\n{}", differences.join("\n"), tolerated.join("\n")), @r#"
VEVENT[uid=demo-1]/ATTENDEE;RSVP | the ATTENDEE "mailto:y@other.org" of the event gained the parameter RSVP "TRUE", which was not sent
VEVENT[uid=demo-1]/DTSTART | the DTSTART of the event changed from "20261201T100000" to "20261201T100000 (Europe/Paris)": a floating time was bound to a zone, so it is another moment for travellers
VEVENT[uid=demo-1]/GEO | the GEO of the event changed from "48.85;2.35" to "48.85\;2.35": the separator was escaped
VEVENT[uid=demo-1]/LOCATION | the event lost its LOCATION "Room 5"
VEVENT[uid=demo-1]/URL | the URL of the event changed from "http://x.example/?a=1;b=2" to "http://x.example/?a=1\;b=2": the separator was escaped
VEVENT[uid=demo-1]/VALARM | the event lost the alarm "DISPLAY -PT15M"
--
default-parameter: VEVENT[uid=demo-1]/ATTENDEE;PARTSTAT | the ATTENDEE "mailto:y@other.org" of the event gained the parameter PARTSTAT "NEEDS-ACTION", which was not sent
default-property: VEVENT[uid=demo-1]/CLASS | the event gained the CLASS "PUBLIC", which was not sent
timezone-added: VTIMEZONE[tzid=Europe/Paris] | the calendar gained the time zone Europe/Paris, which was not sent
"#);
}
