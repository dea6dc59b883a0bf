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
    answers(
        Fault::PRINCIPAL_URL_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "principal-URL", PropertyChange::NotFound),
    ),
    answers(
        Fault::PRINCIPAL_COLLECTION_SET_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "principal-collection-set", PropertyChange::NotFound),
    ),
    answers(
        Fault::COMPONENT_SET_MISSING,
        Answers::Status(207),
        Change::Property(ns::CALDAV, "supported-calendar-component-set", PropertyChange::NotFound),
    ),
    answers(
        Fault::ADDRESS_SET_MISSING,
        Answers::Status(207),
        Change::Property(ns::CALDAV, "calendar-user-address-set", PropertyChange::NotFound),
    ),
    answers(
        Fault::SCHEDULE_INBOX_MISSING,
        Answers::Status(207),
        Change::Property(ns::CALDAV, "schedule-inbox-URL", PropertyChange::NotFound),
    ),
    answers(
        Fault::SCHEDULE_OUTBOX_MISSING,
        Answers::Status(207),
        Change::Property(ns::CALDAV, "schedule-outbox-URL", PropertyChange::NotFound),
    ),
    answers(
        Fault::HOMES_ARE_CALENDARS,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "resourcetype",
            PropertyChange::Inner(|inner| format!("{inner}<x:calendar xmlns:x=\"urn:ietf:params:xml:ns:caldav\"/>")),
        ),
    ),
    answers(
        Fault::BOOKS_AND_CALENDARS_MIXED,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "resourcetype",
            PropertyChange::Inner(|inner| {
                format!("{inner}<x:addressbook xmlns:x=\"urn:ietf:params:xml:ns:carddav\"/>")
            }),
        ),
    ),
    answers(
        Fault::PRINCIPALS_ARE_NONE,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "resourcetype",
            PropertyChange::Inner(|inner| inner.replace("D:principal/", "D:principle/")),
        ),
    ),
    answers(
        Fault::CURRENT_USER_PRINCIPAL_OF_ANOTHER,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "current-user-principal",
            PropertyChange::Inner(|inner| inner.replace("dp-", "dp-x-")),
        ),
    ),
    answers(
        Fault::PRINCIPAL_URL_OF_ANOTHER,
        Answers::Status(207),
        Change::Property(ns::DAV, "principal-URL", PropertyChange::Inner(|inner| inner.replace("dp-", "dp-x-"))),
    ),
    answers(
        Fault::OWNER_OF_ANOTHER,
        Answers::Status(207),
        Change::Property(ns::DAV, "owner", PropertyChange::Inner(|inner| inner.replace("dp-", "dp-x-"))),
    ),
    answers(
        Fault::HOMES_BESIDE_A_DEAD_ONE,
        Answers::Status(207),
        Change::Property(ns::CALDAV, "calendar-home-set", PropertyChange::Inner(beside_a_dead_one)),
    ),
    answers(
        Fault::HOMES_BESIDE_A_DEAD_ONE,
        Answers::Status(207),
        Change::Property(ns::CARDDAV, "addressbook-home-set", PropertyChange::Inner(beside_a_dead_one)),
    ),
    answers(
        Fault::HOMES_OF_ANOTHER,
        Answers::Status(207),
        Change::Property(ns::CALDAV, "calendar-home-set", PropertyChange::Inner(|inner| inner.replace("dp-", "dp-x-"))),
    ),
    answers(
        Fault::HOMES_OF_ANOTHER,
        Answers::Status(207),
        Change::Property(
            ns::CARDDAV,
            "addressbook-home-set",
            PropertyChange::Inner(|inner| inner.replace("dp-", "dp-x-")),
        ),
    ),
    answers(
        Fault::ADDRESS_OF_ANOTHER,
        Answers::Status(207),
        Change::Property(
            ns::CALDAV,
            "calendar-user-address-set",
            PropertyChange::Inner(|inner| inner.replace("dp-", "dp-x-")),
        ),
    ),
    answers(
        Fault::DISPLAYNAME_OF_ANOTHER,
        Answers::Status(207),
        Change::Property(ns::DAV, "displayname", PropertyChange::Text(|_| "Calendar".to_owned())),
    ),
    answers(
        Fault::ACCESS_CONTROL_NOT_CLAIMED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("DAV", |tokens| tokens.replace("access-control", "x-none")),
    ),
    answers(
        Fault::EXTENDED_MKCOL_NOT_CLAIMED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("DAV", |tokens| tokens.replace("extended-mkcol", "x-none")),
    ),
    answers(
        Fault::AUTO_SCHEDULE_NOT_CLAIMED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("DAV", |tokens| tokens.replace("calendar-auto-schedule", "x-none")),
    ),
    answers(
        Fault::CALENDAR_PROXY_NOT_CLAIMED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("DAV", |tokens| tokens.replace("calendar-proxy", "x-none")),
    ),
    answers(
        Fault::CLASS_1_NOT_CLAIMED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("DAV", |tokens| tokens.replace("1, ", "").replace("1,2", "2")),
    ),
    answers(
        Fault::CLASS_3_NOT_CLAIMED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("DAV", |tokens| tokens.replace(", 3", "").replace("3, ", "")),
    ),
    answers(
        Fault::PROPPATCH_NOT_ALLOWED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("Allow", |methods| methods.replace("PROPPATCH", "X-NONE")),
    ),
    answers(
        Fault::MKCALENDAR_NOT_ALLOWED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("Allow", |methods| methods.replace("MKCALENDAR", "X-NONE")),
    ),
    answers(
        Fault::COPY_NOT_ALLOWED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("Allow", |methods| methods.replace("COPY", "X-NONE")),
    ),
    answers(
        Fault::PUT_NOT_ALLOWED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("Allow", |methods| methods.replace("PUT", "X-NONE")),
    ),
    answers(
        Fault::REPORT_NOT_ALLOWED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("Allow", |methods| methods.replace("REPORT", "X-NONE")),
    ),
    answers(
        Fault::PROPFIND_NOT_ALLOWED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("Allow", |methods| methods.replace("PROPFIND", "X-NONE")),
    ),
    answers(
        Fault::GET_NOT_ALLOWED,
        Answers::To("OPTIONS"),
        Change::HeaderValue("Allow", |methods| methods.replace("GET", "X-NONE")),
    ),
    answers(
        Fault::CALENDAR_QUERY_NOT_LISTED,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "supported-report-set",
            PropertyChange::Inner(|inner| inner.replace("calendar-query", "x-none")),
        ),
    ),
    answers(Fault::CALENDAR_QUERY_NOT_SUPPORTED, Answers::Report("calendar-query"), Change::Status(501)),
    answers(
        Fault::CALENDAR_MULTIGET_NOT_LISTED,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "supported-report-set",
            PropertyChange::Inner(|inner| inner.replace("calendar-multiget", "x-none")),
        ),
    ),
    answers(Fault::CALENDAR_MULTIGET_NOT_SUPPORTED, Answers::Report("calendar-multiget"), Change::Status(501)),
    answers(
        Fault::FREE_BUSY_QUERY_NOT_LISTED,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "supported-report-set",
            PropertyChange::Inner(|inner| inner.replace("free-busy-query", "x-none")),
        ),
    ),
    answers(Fault::FREE_BUSY_QUERY_NOT_SUPPORTED, Answers::Report("free-busy-query"), Change::Status(501)),
    answers(
        Fault::SYNC_COLLECTION_NOT_LISTED,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "supported-report-set",
            PropertyChange::Inner(|inner| inner.replace("sync-collection", "x-none")),
        ),
    ),
    answers(Fault::SYNC_COLLECTION_NOT_SUPPORTED, Answers::Report("sync-collection"), Change::Status(501)),
    answers(
        Fault::ADDRESSBOOK_QUERY_NOT_LISTED,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "supported-report-set",
            PropertyChange::Inner(|inner| inner.replace("addressbook-query", "x-none")),
        ),
    ),
    answers(Fault::ADDRESSBOOK_QUERY_NOT_SUPPORTED, Answers::Report("addressbook-query"), Change::Status(501)),
    answers(
        Fault::ADDRESSBOOK_MULTIGET_NOT_LISTED,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "supported-report-set",
            PropertyChange::Inner(|inner| inner.replace("addressbook-multiget", "x-none")),
        ),
    ),
    answers(Fault::ADDRESSBOOK_MULTIGET_NOT_SUPPORTED, Answers::Report("addressbook-multiget"), Change::Status(501)),
    answers(
        Fault::PRINCIPAL_PROPERTY_SEARCH_NOT_LISTED,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "supported-report-set",
            PropertyChange::Inner(|inner| inner.replace("principal-property-search", "x-none")),
        ),
    ),
    answers(
        Fault::PRINCIPAL_PROPERTY_SEARCH_NOT_SUPPORTED,
        Answers::Report("principal-property-search"),
        Change::Status(501),
    ),
    answers(
        Fault::EXPAND_PROPERTY_NOT_LISTED,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "supported-report-set",
            PropertyChange::Inner(|inner| inner.replace("expand-property", "x-none")),
        ),
    ),
    answers(Fault::EXPAND_PROPERTY_NOT_SUPPORTED, Answers::Report("expand-property"), Change::Status(501)),
];

/// An href, and a second one that leads nowhere.
fn beside_a_dead_one(href: &str) -> String {
    format!("{href}{}", href.replace("</D:href>", "old/</D:href>"))
}
