//! Properties that are missing or wrong.

use crate::damage::answer::{Answers, Change};
use crate::damage::property::PropertyChange;
use crate::damage::responses::ResponsesChange;
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;
use crate::xml::ns;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(Fault::LISTING_WITHOUT_LAST, Answers::To("PROPFIND"), Change::Responses(ResponsesChange::WithoutLast)),
    answers(Fault::LISTING_TWICE, Answers::To("PROPFIND"), Change::Responses(ResponsesChange::Twice)),
    answers(Fault::LISTING_EMPTY, Answers::To("PROPFIND"), Change::Responses(ResponsesChange::None)),
    answers(Fault::LISTING_CUT_AFTER_TWENTY, Answers::To("PROPFIND"), Change::Responses(ResponsesChange::AtMost(20))),
    answers(Fault::LISTING_WITHOUT_SELF, Answers::To("PROPFIND"), Change::Responses(ResponsesChange::WithoutSelf)),
    answers(
        Fault::RESOURCETYPE_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "resourcetype", PropertyChange::NotFound),
    ),
    answers(
        Fault::DISPLAYNAME_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "displayname", PropertyChange::NotFound),
    ),
    answers(
        Fault::GETCONTENTTYPE_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "getcontenttype", PropertyChange::NotFound),
    ),
    answers(
        Fault::GETCONTENTLENGTH_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "getcontentlength", PropertyChange::NotFound),
    ),
    answers(
        Fault::GETLASTMODIFIED_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "getlastmodified", PropertyChange::NotFound),
    ),
    answers(
        Fault::CREATIONDATE_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "creationdate", PropertyChange::NotFound),
    ),
    answers(Fault::OWNER_MISSING, Answers::Status(207), Change::Property(ns::DAV, "owner", PropertyChange::NotFound)),
    answers(
        Fault::CALENDAR_TIMEZONE_MISSING,
        Answers::Status(207),
        Change::Property(ns::CALDAV, "calendar-timezone", PropertyChange::NotFound),
    ),
    answers(
        Fault::CALENDAR_DESCRIPTION_MISSING,
        Answers::Status(207),
        Change::Property(ns::CALDAV, "calendar-description", PropertyChange::NotFound),
    ),
    answers(
        Fault::ADDRESSBOOK_DESCRIPTION_MISSING,
        Answers::Status(207),
        Change::Property(ns::CARDDAV, "addressbook-description", PropertyChange::NotFound),
    ),
    answers(
        Fault::CALENDAR_COLOR_MISSING,
        Answers::Status(207),
        Change::Property(ns::APPLE_ICAL, "calendar-color", PropertyChange::NotFound),
    ),
    answers(
        Fault::CALENDAR_ORDER_MISSING,
        Answers::Status(207),
        Change::Property(ns::APPLE_ICAL, "calendar-order", PropertyChange::NotFound),
    ),
    answers(
        Fault::CALENDAR_TRANSP_MISSING,
        Answers::Status(207),
        Change::Property(ns::CALDAV, "schedule-calendar-transp", PropertyChange::NotFound),
    ),
    answers(
        Fault::SUPPORTEDLOCK_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "supportedlock", PropertyChange::NotFound),
    ),
    answers(
        Fault::LOCKDISCOVERY_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "lockdiscovery", PropertyChange::NotFound),
    ),
    answers(
        Fault::SUPPORTED_ADDRESS_DATA_MISSING,
        Answers::Status(207),
        Change::Property(ns::CARDDAV, "supported-address-data", PropertyChange::NotFound),
    ),
    answers(
        Fault::DISPLAYNAME_CUT,
        Answers::To("PROPFIND"),
        Change::Property(ns::DAV, "displayname", PropertyChange::Text(|name| name.chars().take(20).collect())),
    ),
    answers(
        Fault::DISPLAYNAME_ESCAPED_TWICE,
        Answers::To("PROPFIND"),
        Change::Property(
            ns::DAV,
            "displayname",
            PropertyChange::Text(|name| name.replace('&', "&amp;").replace('<', "&lt;")),
        ),
    ),
    answers(
        Fault::GETCONTENTTYPE_OCTETS,
        Answers::Status(207),
        Change::Property(ns::DAV, "getcontenttype", PropertyChange::Text(|_| "application/octet-stream".to_owned())),
    ),
    answers(
        Fault::GETCONTENTLENGTH_OFF,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "getcontentlength",
            PropertyChange::Text(|length| {
                length.trim().parse::<u64>().map_or(String::new(), |length| (length + 7).to_string())
            }),
        ),
    ),
    answers(
        Fault::GETLASTMODIFIED_ISO,
        Answers::Status(207),
        Change::Property(ns::DAV, "getlastmodified", PropertyChange::Text(|_| "2026-11-27T12:00:00Z".to_owned())),
    ),
    answers(
        Fault::CREATIONDATE_HTTP,
        Answers::Status(207),
        Change::Property(ns::DAV, "creationdate", PropertyChange::Text(|_| "Fri, 27 Nov 2026 12:00:00 GMT".to_owned())),
    ),
    answers(
        Fault::COLLECTIONS_WITHOUT_TYPE,
        Answers::Status(207),
        Change::Property(ns::DAV, "resourcetype", PropertyChange::Inner(|_| "<D:collection/>".to_owned())),
    ),
];
