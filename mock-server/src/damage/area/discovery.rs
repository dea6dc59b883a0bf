//! Answers that lead clients astray.

use crate::damage::answer::{Answers, Change};
use crate::damage::property::PropertyChange;
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;
use crate::message::Response;
use crate::xml::ns;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(Fault::DAV_HEADER_STRIPPED, Answers::To("OPTIONS"), Change::WithoutHeader("DAV")),
    answers(Fault::ALLOW_HEADER_STRIPPED, Answers::To("OPTIONS"), Change::WithoutHeader("Allow")),
    answers(
        Fault::CALENDAR_ACCESS_NOT_CLAIMED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("DAV", |tokens| tokens.replace("calendar-access", "x-calendar")),
    ),
    answers(
        Fault::ADDRESSBOOK_NOT_CLAIMED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("DAV", |tokens| tokens.replace("addressbook", "x-book")),
    ),
    answers(
        Fault::OPTIONS_ANSWERED_BY_PROXY,
        Answers::With("OPTIONS", 200),
        Change::Instead(|_, _| Response::new(204)),
    ),
    answers(
        Fault::WELL_KNOWN_MISSING,
        Answers::If(|request, _| request.target.starts_with("/.well-known/")),
        Change::Status(404),
    ),
    answers(
        Fault::WELL_KNOWN_LOOPS,
        Answers::If(|request, _| request.target.starts_with("/.well-known/")),
        Change::HeaderValue("Location", |_| "/.well-known/caldav".to_owned()),
    ),
    answers(
        Fault::WELL_KNOWN_TO_INSECURE_HOST,
        Answers::If(|request, _| request.target.starts_with("/.well-known/")),
        Change::HeaderValue("Location", |path| format!("http://127.0.0.1:20000{path}")),
    ),
    answers(
        Fault::WELL_KNOWN_REFUSES_PROPFIND,
        Answers::If(|request, _| request.target.starts_with("/.well-known/") && request.method == "PROPFIND"),
        Change::Status(405),
    ),
    answers(
        Fault::CURRENT_USER_PRINCIPAL_MISSING,
        Answers::To("PROPFIND"),
        Change::Property(ns::DAV, "current-user-principal", PropertyChange::NotFound),
    ),
    answers(
        Fault::CALENDAR_HOME_SET_MISSING,
        Answers::To("PROPFIND"),
        Change::Property(ns::CALDAV, "calendar-home-set", PropertyChange::NotFound),
    ),
    answers(
        Fault::CALENDAR_HOME_SET_EMPTY,
        Answers::To("PROPFIND"),
        Change::Property(ns::CALDAV, "calendar-home-set", PropertyChange::Empty),
    ),
    answers(
        Fault::ADDRESSBOOK_HOME_SET_MISSING,
        Answers::To("PROPFIND"),
        Change::Property(ns::CARDDAV, "addressbook-home-set", PropertyChange::NotFound),
    ),
    answers(
        Fault::SUPPORTED_REPORT_SET_MISSING,
        Answers::To("PROPFIND"),
        Change::Property(ns::DAV, "supported-report-set", PropertyChange::Silent),
    ),
    answers(
        Fault::ADDRESSES_WITHOUT_MAILTO,
        Answers::To("PROPFIND"),
        Change::Property(
            ns::CALDAV,
            "calendar-user-address-set",
            PropertyChange::Inner(|set| set.replace("mailto:", "")),
        ),
    ),
    answers(
        Fault::DISPLAYNAME_ENCODED_TWICE,
        Answers::To("PROPFIND"),
        Change::Property(ns::DAV, "displayname", PropertyChange::Text(|name| name.bytes().map(char::from).collect())),
    ),
];
