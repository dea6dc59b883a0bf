//! A mock with a clock that stands still, and requests in few words.

use std::sync::Arc;

use davproof_mock::{ManualClock, Mock, MockOptions, Profile, Request, Response};

/// Every test begins at this second.
pub(crate) const START: i64 = 1_795_428_244;

pub(crate) const CALENDAR: &str = "/SOGo/dav/dp-owner/Calendar/cal/";
pub(crate) const BOOK: &str = "/SOGo/dav/dp-owner/Contacts/book/";

pub(crate) struct Bench {
    pub(crate) mock: Mock,
    pub(crate) clock: Arc<ManualClock>,
}

impl Bench {
    /// A server of this profile, where the owner has the calendar `cal` and the address book `book`.
    pub(crate) fn new(profile: Profile) -> Self {
        let clock = Arc::new(ManualClock::at(START));
        let mock = Mock::new(MockOptions { profile, clock: Box::new(Arc::clone(&clock)), ..MockOptions::default() });
        let mut bench = Self { mock, clock };
        assert_eq!(bench.as_role("owner", "MKCALENDAR", CALENDAR, "").status, 201);
        assert_eq!(bench.as_role("owner", "MKCOL", BOOK, "").status, 201);
        bench
    }

    pub(crate) fn sogo() -> Self {
        Self::new(Profile::Sogo58)
    }

    pub(crate) fn send(&mut self, request: &Request) -> Response {
        self.mock.handle(request)
    }

    /// Sends a request of one of the standard users.
    pub(crate) fn as_role(&mut self, role: &str, method: &str, target: &str, body: &str) -> Response {
        self.send(&request(role, method, target, body))
    }

    pub(crate) fn owner(&mut self, method: &str, target: &str, body: &str) -> Response {
        self.as_role("owner", method, target, body)
    }

    /// Stores an object as the owner.
    pub(crate) fn store(&mut self, target: &str, body: &str) -> u16 {
        self.owner("PUT", target, body).status
    }

    /// Gives roles on a folder to a user.
    pub(crate) fn grant(&mut self, folder: &str, user: &str, roles: &[&str]) {
        let roles = roles.iter().fold(String::new(), |text, role| format!("{text}<{role}/>"));
        let body = format!(
            "<acl-query xmlns=\"urn:inverse:params:xml:ns:inverse-dav\">\
             <set-roles user=\"{user}\">{roles}</set-roles></acl-query>"
        );
        assert_eq!(self.owner("POST", folder, &body).status, 204);
    }
}

pub(crate) fn request(role: &str, method: &str, target: &str, body: &str) -> Request {
    let media_type = if body.starts_with('<') {
        "application/xml"
    } else if body.starts_with("BEGIN:VCARD") {
        "text/vcard; charset=utf-8"
    } else {
        "text/calendar; charset=utf-8"
    };
    Request::new(method, target)
        .with_header("Authorization", &authorization(role))
        .with_header("User-Agent", "davproof-test/1")
        .with_header("Content-Type", media_type)
        .with_body(body)
}

pub(crate) fn authorization(role: &str) -> String {
    // `dp-owner:mock-owner` and so on in base64.
    let credentials = match role {
        "owner" => "ZHAtb3duZXI6bW9jay1vd25lcg==",
        "sharee" => "ZHAtc2hhcmVlOm1vY2stc2hhcmVl",
        "stranger" => "ZHAtc3RyYW5nZXI6bW9jay1zdHJhbmdlcg==",
        "admin" => "ZHAtYWRtaW46bW9jay1hZG1pbg==",
        other => panic!("no such role: {other}"),
    };
    format!("Basic {credentials}")
}

pub(crate) fn event(uid: &str, class: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//T//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n\
         DTSTAMP:20261101T000000Z\r\nDTSTART:20261201T100000Z\r\nDTEND:20261201T110000Z\r\n\
         SUMMARY:secret\r\nCLASS:{class}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

pub(crate) fn card(uid: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:Jo Do\r\nN:Do;Jo;;;\r\nEND:VCARD\r\n")
}

/// The hrefs of a multistatus in order, each with the status of the response itself if it has one.
pub(crate) fn responses(response: &Response) -> Vec<(String, Option<String>)> {
    assert_eq!(response.status, 207, "{}", response.text());
    let text = response.text();
    let document = roxmltree::Document::parse(&text).expect("the body is well-formed");
    document
        .root_element()
        .children()
        .filter(|node| node.has_tag_name(("DAV:", "response")))
        .map(|node| {
            let child = |name| {
                node.children()
                    .find(|child| child.has_tag_name(("DAV:", name)))
                    .and_then(|child| child.text())
                    .map(str::to_owned)
            };
            (child("href").unwrap_or_default(), child("status"))
        })
        .collect()
}

pub(crate) fn hrefs(response: &Response) -> Vec<String> {
    responses(response).into_iter().map(|(href, _)| href).collect()
}
