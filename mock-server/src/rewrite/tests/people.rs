use rstest::rstest;

use super::event_lines;

const TIMES: &str = "DTSTART:20261201T100000Z\nDTEND:20261201T110000Z\n";

#[rstest]
#[case::local(
    "ORGANIZER;CN=Me;SENT-BY=\"mailto:x@y.z\":MAILTO:DP-owner@example.org\nSUMMARY:s",
    "SUMMARY:s\nORGANIZER;CN=Olive Owner;SENT-BY=\"mailto:x@y.z\":mailto:dp-owner@example.org\nCLASS:PUBLIC"
)]
#[case::local_behind_class(
    "ORGANIZER:mailto:dp-owner@example.org\nCLASS:PRIVATE",
    "CLASS:PRIVATE\nORGANIZER;CN=Olive Owner:mailto:dp-owner@example.org"
)]
#[case::external(
    "ORGANIZER:mailto:ext@other.org\nSUMMARY:s",
    "ORGANIZER;CN=ext@other.org:mailto:ext@other.org\nSUMMARY:s\nCLASS:PUBLIC"
)]
#[case::external_named("ORGANIZER;CN=Ext:mailto:ext@other.org", "ORGANIZER;CN=Ext:mailto:ext@other.org\nCLASS:PUBLIC")]
#[case::attendee(
    "ATTENDEE;CN=X:MAILTO:x@other.org\nSUMMARY:s",
    "ATTENDEE;CN=X;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:MAILTO:x@other.org\nSUMMARY:s\nCLASS:PUBLIC"
)]
#[case::attendee_who_answered(
    "ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:x@other.org",
    "ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:x@other.org\nCLASS:PUBLIC"
)]
#[case::organizer_as_attendee(
    "ORGANIZER:mailto:dp-owner@example.org\nATTENDEE:mailto:dp-owner@example.org\nATTENDEE:mailto:x@other.org\nSUMMARY:s",
    "SUMMARY:s\nATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:x@other.org\nORGANIZER;CN=Olive Owner:mailto:dp-owner@example.org\nCLASS:PUBLIC"
)]
#[case::external_organizer_as_attendee(
    "ORGANIZER;CN=E:mailto:e@other.org\nATTENDEE:mailto:e@other.org",
    "ORGANIZER;CN=E:mailto:e@other.org\nATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:e@other.org\nCLASS:PUBLIC"
)]
fn organizer_and_attendees(#[case] sent: &str, #[case] stored: &str) {
    assert_eq!(event_lines(&format!("{TIMES}{sent}")), format!("{TIMES}{stored}"));
}
