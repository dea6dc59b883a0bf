//! Damaged ETags.

use crate::damage::answer::{Answers, Change};
use crate::damage::property::PropertyChange;
use crate::damage::request::{RequestChange, RequestDamage, Requests};
use crate::damage::{AnswerDamage, answers, requests};
use crate::fault::Fault;
use crate::xml::ns;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(Fault::GET_WITHOUT_ETAG, Answers::To("GET"), Change::WithoutHeader("ETag")),
    answers(
        Fault::ETAG_CHANGED_BY_COMPRESSION,
        Answers::To("GET"),
        Change::HeaderValue("ETag", |tag| format!("{}-gzip\"", tag.trim_end_matches('"'))),
    ),
    answers(
        Fault::LISTING_WITHOUT_ETAG,
        Answers::To("PROPFIND"),
        Change::Property(ns::DAV, "getetag", PropertyChange::NotFound),
    ),
    answers(
        Fault::ETAG_WEAKENED,
        Answers::If(|request, _| matches!(request.method.as_str(), "GET" | "HEAD")),
        Change::HeaderValue("ETag", |tag| format!("W/{tag}")),
    ),
    answers(
        Fault::ETAG_UNQUOTED,
        Answers::Status(207),
        Change::Property(ns::DAV, "getetag", PropertyChange::Text(|tag| tag.replace('"', ""))),
    ),
    answers(Fault::ETAG_NEVER_CHANGES, Answers::All, Change::HeaderValue("ETag", |_| "\"one\"".to_owned())),
    answers(
        Fault::ETAG_NEVER_CHANGES,
        Answers::Status(207),
        Change::Property(ns::DAV, "getetag", PropertyChange::Text(|_| "\"one\"".to_owned())),
    ),
    answers(Fault::PUT_WITH_FOREIGN_ETAG, Answers::To("PUT"), Change::Header("ETag", "\"of-another\"")),
    answers(Fault::HEAD_WITHOUT_ETAG, Answers::To("HEAD"), Change::WithoutHeader("ETag")),
    answers(Fault::LAST_MODIFIED_MISSING, Answers::All, Change::WithoutHeader("Last-Modified")),
    answers(
        Fault::LAST_MODIFIED_NO_DATE,
        Answers::All,
        Change::HeaderValue("Last-Modified", |_| "2026-11-27 12:00".to_owned()),
    ),
    answers(Fault::NOT_MODIFIED_NEVER, Answers::Status(304), Change::Status(200)),
    answers(
        Fault::REPORTS_WITHOUT_ETAG,
        Answers::If(|request, _| request.method == "REPORT"),
        Change::Property(ns::DAV, "getetag", PropertyChange::NotFound),
    ),
    answers(
        Fault::REPORTS_WITH_OTHER_ETAG,
        Answers::If(|request, _| request.method == "REPORT"),
        Change::Property(ns::DAV, "getetag", PropertyChange::Text(|tag| tag.replacen('"', "\"x", 1))),
    ),
];

pub(super) const REQUESTS: &[RequestDamage] = &[
    requests(Fault::IF_MATCH_STRIPPED, Requests::All, RequestChange::WithoutHeader("If-Match")),
    requests(Fault::IF_NONE_MATCH_STRIPPED, Requests::All, RequestChange::WithoutHeader("If-None-Match")),
    requests(Fault::IF_MODIFIED_SINCE_STRIPPED, Requests::All, RequestChange::WithoutHeader("If-Modified-Since")),
    requests(Fault::IF_UNMODIFIED_SINCE_STRIPPED, Requests::All, RequestChange::WithoutHeader("If-Unmodified-Since")),
    requests(Fault::IF_STRIPPED, Requests::All, RequestChange::WithoutHeader("If")),
];
