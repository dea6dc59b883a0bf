//! Scheduling as it was recorded of SOGo 5.8.0, through requests.

use rstest::rstest;

use crate::clock::ManualClock;
use crate::fault::Faults;
use crate::message::{Request, Response};
use crate::mock::{Mock, MockOptions};

const OWNER: &str = "ORGANIZER:mailto:dp-owner@example.org";
const SHAREE: &str = "ATTENDEE;CN=S:mailto:dp-sharee@example.org";
const STRANGER: &str = "ATTENDEE;CN=T:mailto:dp-stranger@example.org";
const TIMES: &str = "DTSTART:20261201T100000Z\nDTEND:20261201T110000Z";
const SERIES: &str = "DTSTART:20261201T100000Z\nDTEND:20261201T110000Z\nRRULE:FREQ=DAILY;COUNT=5";
const MOVED: &str = "RECURRENCE-ID:20261202T100000Z\nDTSTART:20261202T120000Z\nDTEND:20261202T130000Z";

struct Site(Mock);

impl Site {
    fn new() -> Self {
        // 23 November 2026, 23:00 UTC.
        let clock = Box::new(ManualClock::at(1_795_474_800));
        Self(Mock::new(MockOptions { clock, ..MockOptions::default() }))
    }

    fn rfc() -> Self {
        let Self(mock) = Self::new();
        Self(mock.with_faults(Faults::none()))
    }

    fn send(&mut self, method: &str, role: &str, path: &str, body: &str) -> Response {
        let request = Self::request(method, role, path, body);
        self.0.handle(&request)
    }

    fn request(method: &str, role: &str, path: &str, body: &str) -> Request {
        use base64::Engine as _;
        let token = base64::engine::general_purpose::STANDARD.encode(format!("dp-{role}:mock-{role}"));
        Request::new(method, &format!("/SOGo/dav/{path}"))
            .with_header("Authorization", &format!("Basic {token}"))
            .with_header("Content-Type", "text/calendar; charset=utf-8")
            .with_header("User-Agent", "test")
            .with_body(body.replace('\n', "\r\n"))
    }

    fn put(&mut self, role: &str, events: &[String]) -> u16 {
        let events = events.join("\nEND:VEVENT\nBEGIN:VEVENT\nUID:u\n");
        let body = format!("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:u\n{events}\nEND:VEVENT\nEND:VCALENDAR\n");
        self.send("PUT", role, &path(role), &body).status
    }

    fn delete(&mut self, role: &str) -> u16 {
        self.send("DELETE", role, &path(role), "").status
    }

    /// The interesting lines of a user's copy, or nothing.
    fn copy(&mut self, role: &str) -> String {
        let response = self.send("GET", role, &path(role), "");
        if response.status != 200 {
            return String::new();
        }
        let text = response.text().replace("\r\n ", "");
        let kept = ["ATTENDEE", "SEQUENCE", "EXDATE", "RECURRENCE-ID", "LAST-MODIFIED", "SUMMARY"];
        let lines = text.lines().filter(|line| kept.iter().any(|name| line.starts_with(name)));
        lines.map(|line| line.replace(":mailto:dp-", ":").replace("@example.org", "")).collect::<Vec<_>>().join("\n")
    }
}

fn path(role: &str) -> String {
    format!("dp-{role}/Calendar/personal/meeting.ics")
}

fn event(lines: &[&str]) -> String {
    lines.join("\n")
}

/// A series and one moved occurrence, with the people of each.
fn series(master: &[&str], moved: &[&str]) -> [String; 2] {
    [event(&[&[SERIES], master].concat()), event(&[&[MOVED], moved].concat())]
}

#[test]
fn a_local_attendee_gets_a_copy_at_once() {
    let mut site = Site::new();
    assert_eq!(site.put("owner", &[event(&[TIMES, OWNER, SHAREE])]), 201);
    assert_eq!(site.copy("sharee"), "ATTENDEE;CN=S;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:sharee");
}

#[test]
fn an_answer_reaches_the_organizer_and_the_other_attendees() {
    let mut site = Site::new();
    site.put("owner", &[event(&[TIMES, OWNER, SHAREE, STRANGER])]);
    let accepted = SHAREE.replace("CN=S", "CN=S;PARTSTAT=ACCEPTED;RSVP=TRUE");
    assert_eq!(site.put("sharee", &[event(&[TIMES, OWNER, &accepted, STRANGER, "SUMMARY:mine"])]), 204);
    let expected = "ATTENDEE;CN=S;PARTSTAT=ACCEPTED:sharee\nATTENDEE;CN=T;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:stranger\n\
                    LAST-MODIFIED:20261123T230000Z";
    assert_eq!(site.copy("owner"), expected);
    assert_eq!(site.copy("stranger"), expected);
    assert_eq!(
        site.copy("sharee"),
        "ATTENDEE;CN=T;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:stranger\nSUMMARY:mine\nATTENDEE;CN=S;PARTSTAT=ACCEPTED:sharee"
    );
}

#[rstest]
#[case::summary("SUMMARY:new", true, true)]
#[case::location("LOCATION:new", true, true)]
#[case::status("STATUS:TENTATIVE", true, true)]
#[case::exclusion("EXDATE:20261202T100000Z", true, true)]
#[case::description("DESCRIPTION:new", true, false)]
#[case::class("CLASS:PRIVATE", true, false)]
#[case::priority("PRIORITY:1", true, false)]
#[case::transparency("TRANSP:TRANSPARENT", false, false)]
#[case::url("URL:http://x.example", false, false)]
fn changes_that_matter(#[case] added: &str, #[case] delivered: bool, #[case] asked_again: bool) {
    let mut site = Site::new();
    let accepted = SHAREE.replace("CN=S", "CN=S;PARTSTAT=ACCEPTED;RSVP=TRUE");
    site.put("owner", &[event(&[TIMES, OWNER, &accepted])]);
    let tag = |site: &mut Site| site.send("GET", "sharee", &path("sharee"), "").header("ETag").map(str::to_owned);
    let before = tag(&mut site);
    site.put("owner", &[event(&[TIMES, OWNER, &accepted, added])]);
    assert_eq!(tag(&mut site) != before, delivered);
    assert_eq!(site.copy("owner").contains("SEQUENCE:1"), asked_again);
    assert_eq!(site.copy("owner").contains("PARTSTAT=NEEDS-ACTION"), asked_again);
}

#[test]
fn who_is_dropped_loses_the_copy() {
    let mut site = Site::new();
    site.put("owner", &[event(&[TIMES, OWNER, SHAREE, STRANGER])]);
    site.put("owner", &[event(&[TIMES, OWNER, STRANGER])]);
    assert_eq!(site.copy("sharee"), "");
    assert_ne!(site.copy("stranger"), "");
}

#[test]
fn the_organizers_delete_deletes_the_copies() {
    let mut site = Site::new();
    site.put("owner", &[event(&[TIMES, OWNER, SHAREE])]);
    assert_eq!(site.delete("owner"), 204);
    assert_eq!(site.copy("sharee"), "");
}

#[test]
fn the_attendees_delete_declines() {
    let mut site = Site::new();
    site.put("owner", &[event(&[TIMES, OWNER, SHAREE])]);
    assert_eq!(site.delete("sharee"), 204);
    assert_eq!(site.copy("owner"), "ATTENDEE;CN=S;PARTSTAT=DECLINED:sharee\nLAST-MODIFIED:20261123T230000Z");
}

#[test]
fn an_invitation_that_the_organizer_does_not_have_is_refused() {
    assert_eq!(Site::new().put("sharee", &[event(&[TIMES, OWNER, SHAREE])]), 412);
}

#[test]
fn an_attendee_cannot_take_himself_out() {
    let mut site = Site::new();
    site.put("owner", &[event(&[TIMES, OWNER, SHAREE])]);
    assert_eq!(site.put("sharee", &[event(&[TIMES, OWNER])]), 204);
    assert!(site.copy("sharee").contains(":sharee"));
}

fn grant(site: &mut Site, role: &str) {
    let body = format!(
        "<acl-query xmlns='urn:inverse:params:xml:ns:inverse-dav'><set-roles user='dp-sharee'>{role}</set-roles></acl-query>"
    );
    let mut request = Site::request("POST", "owner", "dp-owner/Calendar/personal/", &body);
    request.headers.retain(|(name, _)| name != "Content-Type");
    assert_eq!(site.0.handle(&request.with_header("Content-Type", "application/xml")).status, 204);
}

#[test]
fn a_delegate_sends_for_the_owner() {
    let mut site = Site::new();
    grant(&mut site, "<PublicModifier/><ObjectCreator/>");
    let body = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\n{TIMES}\n{}\n{STRANGER}\nEND:VEVENT\nEND:VCALENDAR\n",
        OWNER.replace("owner", "sharee")
    );
    assert_eq!(site.send("PUT", "sharee", &path("owner"), &body).status, 201);
    let copy = site.send("GET", "stranger", &path("stranger"), "").text().replace("\r\n ", "");
    assert!(
        copy.contains("ORGANIZER;CN=Olive Owner;SENT-BY=\"MAILTO:dp-sharee@example.org\":mailto:dp-owner@example.org")
    );
}

#[test]
fn a_responder_only_answers() {
    let mut site = Site::new();
    grant(&mut site, "<PublicResponder/>");
    let asked = "ORGANIZER;CN=E:mailto:e@other.org\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:dp-owner@example.org";
    site.put("owner", &[event(&[TIMES, asked, "SUMMARY:s"])]);
    let accepted = asked.replace("NEEDS-ACTION", "ACCEPTED");
    let body = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\n{TIMES}\n{accepted}\nSUMMARY:changed\nEND:VEVENT\nEND:VCALENDAR\n"
    );
    assert_eq!(site.send("PUT", "sharee", &path("owner"), &body).status, 204);
    assert_eq!(site.copy("owner"), "SUMMARY:s\nATTENDEE;PARTSTAT=ACCEPTED:owner");
}

#[rstest]
#[case("SEQUENCE:4", 409)]
#[case("SEQUENCE:5", 204)]
#[case("SEQUENCE:9", 204)]
fn an_old_sequence_is_refused(#[case] sequence: &str, #[case] status: u16) {
    let mut site = Site::new();
    site.put("owner", &[event(&[TIMES, OWNER, SHAREE, "SEQUENCE:5"])]);
    assert_eq!(site.put("sharee", &[event(&[TIMES, OWNER, SHAREE, sequence])]), status);
}

#[rstest]
#[case::override_only(&[OWNER], &[OWNER, SHAREE], "")]
#[case::master_only(
    &[OWNER, SHAREE],
    &[OWNER],
    "ATTENDEE;CN=S;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:sharee\nRECURRENCE-ID:20261202T100000Z"
)]
fn a_new_series(#[case] master: &[&str], #[case] moved: &[&str], #[case] copy: &str) {
    let mut site = Site::new();
    site.put("owner", &series(master, moved));
    assert_eq!(site.copy("sharee"), copy);
}

const ASKED: &str = "ATTENDEE;CN=S;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:sharee";

#[rstest]
#[case::to_the_override(&[OWNER], &[OWNER, SHAREE], format!("RECURRENCE-ID:20261202T100000Z\n{ASKED}"))]
#[case::to_the_master(&[OWNER, SHAREE], &[OWNER], format!("{ASKED}\nRECURRENCE-ID:20261202T100000Z\n{ASKED}"))]
#[case::to_both(&[OWNER, SHAREE], &[OWNER, SHAREE], String::new())]
fn an_attendee_added_later(#[case] master: &[&str], #[case] moved: &[&str], #[case] copy: String) {
    let mut site = Site::new();
    site.put("owner", &[event(&[SERIES, OWNER]), event(&[MOVED, OWNER])]);
    site.put("owner", &series(master, moved));
    assert_eq!(site.copy("sharee"), copy);
}

#[test]
fn an_occurrence_without_the_attendee_is_excluded_from_his_series() {
    let mut site = Site::new();
    site.put("owner", &[event(&[SERIES, OWNER, SHAREE])]);
    site.put("owner", &[event(&[SERIES, OWNER, SHAREE]), event(&[MOVED, OWNER])]);
    assert_eq!(
        site.copy("sharee"),
        format!("{ASKED}\nEXDATE:20261202T100000Z\nSEQUENCE:1\nLAST-MODIFIED:20261123T230000Z")
    );
}

#[rstest]
#[case(Site::new(), true)]
#[case(Site::rfc(), false)]
fn a_client_that_schedules_itself(#[case] mut site: Site, #[case] delivered: bool) {
    let by_client = SHAREE.replace("CN=S", "CN=S;SCHEDULE-AGENT=CLIENT");
    site.put("owner", &[event(&[TIMES, OWNER, &by_client])]);
    assert_eq!(!site.copy("sharee").is_empty(), delivered);
}

fn busy(site: &mut Site, role: &str) -> String {
    let body = "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VFREEBUSY\nUID:fb\nDTSTART:20261201T000000Z\n\
                DTEND:20261203T000000Z\nORGANIZER:mailto:dp-owner@example.org\n\
                ATTENDEE:mailto:dp-owner@example.org\nEND:VFREEBUSY\nEND:VCALENDAR\n";
    let answer = site.send("POST", role, &format!("dp-{role}/Calendar/personal/"), body).text();
    let lines = answer.lines().filter_map(|line| line.strip_prefix("FREEBUSY;FBTYPE="));
    lines.collect::<Vec<_>>().join(" ")
}

#[rstest]
#[case::plain(TIMES, "BUSY:20261201T100000Z/20261201T110000Z")]
#[case::transparent("DTSTART:20261201T100000Z\nTRANSP:TRANSPARENT", "")]
#[case::cancelled("DTSTART:20261201T100000Z\nSTATUS:CANCELLED", "BUSY:20261201T100000Z/20261201T110000Z")]
#[case::day("DTSTART;VALUE=DATE:20261202", "BUSY:20261201T230000Z/20261202T225959Z")]
#[case::touching("DTSTART:20261203T000000Z", "BUSY:20261203T000000Z/20261203T010000Z")]
#[case::asked(
    "DTSTART:20261201T100000Z\nORGANIZER:mailto:x@y.z\nATTENDEE:mailto:dp-owner@example.org",
    "BUSY-TENTATIVE:20261201T100000Z/20261201T110000Z"
)]
#[case::declined(
    "DTSTART:20261201T100000Z\nORGANIZER:mailto:x@y.z\nATTENDEE;PARTSTAT=DECLINED:mailto:dp-owner@example.org",
    ""
)]
#[case::series(
    "DTSTART:20261130T100000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261201T100000Z",
    "BUSY:20261202T100000Z/20261202T110000Z"
)]
fn own_busy_time(#[case] lines: &str, #[case] expected: &str) {
    let mut site = Site::new();
    site.put("owner", &[lines.to_owned()]);
    assert_eq!(busy(&mut site, "owner"), expected);
}

#[test]
fn without_a_role_everybody_looks_free() {
    let mut site = Site::new();
    site.put("owner", &[TIMES.to_owned()]);
    assert_eq!(busy(&mut site, "sharee"), "");
}

#[test]
fn an_excluded_override_is_forgotten() {
    let mut site = Site::new();
    let series = format!("{SERIES}\nEXDATE:20261202T100000Z");
    site.put("owner", &[series, MOVED.to_owned()]);
    assert_eq!(busy(&mut site, "owner"), "BUSY:20261201T100000Z/20261201T110000Z");
}

#[rstest]
#[case("BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:x\nEND:VEVENT\nEND:VCALENDAR\n")]
#[case("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nEND:VEVENT\nEND:VCALENDAR\n")]
#[case("BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VTODO\nUID:x\nEND:VTODO\nEND:VCALENDAR\n")]
#[case("garbage")]
fn what_the_outbox_does_not_take(#[case] body: &str) {
    assert_eq!(Site::new().send("POST", "owner", "dp-owner/Calendar/personal/", body).status, 415);
}
