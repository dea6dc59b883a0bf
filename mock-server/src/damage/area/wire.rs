//! Broken HTTP and XML.

use crate::damage::answer::{Answers, Change};
use crate::damage::property::PropertyChange;
use crate::damage::request::{RequestChange, RequestDamage, Requests};
use crate::damage::texts::{blocked, with_entities_read};
use crate::damage::{AnswerDamage, answers, requests};
use crate::fault::Fault;
use crate::message::Response;
use crate::xml::ns;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(Fault::SERVICE_UNAVAILABLE, Answers::All, Change::Status(503)),
    answers(
        Fault::LOGIN_PAGE_INSTEAD,
        Answers::To("PROPFIND"),
        Change::Instead(|_, _| {
            Response::new(200).with_header("Content-Type", "text/html; charset=utf-8").with_body(
                "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form></form></body></html>\n",
            )
        }),
    ),
    answers(Fault::GZIP_CLAIMED, Answers::Status(207), Change::Header("Content-Encoding", "gzip")),
    answers(Fault::MULTISTATUS_AS_HTML, Answers::Status(207), Change::Header("Content-Type", "text/html")),
    answers(Fault::MULTISTATUS_WITHOUT_TYPE, Answers::Status(207), Change::WithoutHeader("Content-Type")),
    answers(Fault::MULTISTATUS_WITH_STATUS_200, Answers::Report("calendar-query"), Change::Status(200)),
    answers(
        Fault::MULTISTATUS_WITHOUT_END,
        Answers::Report("calendar-query"),
        Change::Body(|body| body.trim_end().trim_end_matches("</D:multistatus>").to_owned()),
    ),
    answers(
        Fault::NAMESPACE_UNDECLARED,
        Answers::To("PROPFIND"),
        Change::Body(|body| body.replacen(" xmlns:D=\"DAV:\"", "", 1)),
    ),
    answers(
        Fault::STATUS_LINE_CUT,
        Answers::Report("calendar-query"),
        Change::Body(|body| body.replace("<D:status>HTTP/1.1 ", "<D:status>")),
    ),
    answers(
        Fault::BYTE_ORDER_MARK_TWICE,
        Answers::Report("calendar-query"),
        Change::Body(|body| format!("\u{feff}\u{feff}{body}")),
    ),
    answers(
        Fault::EVERY_STATUS_200,
        Answers::Status(207),
        Change::Body(|body| body.replace("HTTP/1.1 404 Not Found", "HTTP/1.1 200 OK")),
    ),
    answers(
        Fault::RESOURCETYPE_FOREIGN,
        Answers::To("PROPFIND"),
        Change::Property(ns::DAV, "resourcetype", PropertyChange::Foreign),
    ),
    answers(
        Fault::PROPFIND_BLOCKED,
        Answers::If(|request, _| request.method == "PROPFIND"),
        Change::Instead(|_, _| blocked()),
    ),
    answers(
        Fault::REPORT_BLOCKED,
        Answers::If(|request, _| request.method == "REPORT"),
        Change::Instead(|_, _| blocked()),
    ),
    answers(
        Fault::PROPPATCH_BLOCKED,
        Answers::If(|request, _| request.method == "PROPPATCH"),
        Change::Instead(|_, _| blocked()),
    ),
    answers(
        Fault::MKCALENDAR_BLOCKED,
        Answers::If(|request, _| request.method == "MKCALENDAR"),
        Change::Instead(|_, _| blocked()),
    ),
    answers(
        Fault::MKCOL_BLOCKED,
        Answers::If(|request, _| request.method == "MKCOL"),
        Change::Instead(|_, _| blocked()),
    ),
    answers(Fault::PUT_BLOCKED, Answers::If(|request, _| request.method == "PUT"), Change::Instead(|_, _| blocked())),
    answers(
        Fault::DELETE_BLOCKED,
        Answers::If(|request, _| request.method == "DELETE"),
        Change::Instead(|_, _| blocked()),
    ),
    answers(Fault::MOVE_BLOCKED, Answers::If(|request, _| request.method == "MOVE"), Change::Instead(|_, _| blocked())),
    answers(Fault::COPY_BLOCKED, Answers::If(|request, _| request.method == "COPY"), Change::Instead(|_, _| blocked())),
    answers(Fault::LOCK_BLOCKED, Answers::If(|request, _| request.method == "LOCK"), Change::Instead(|_, _| blocked())),
    answers(
        Fault::UNLOCK_BLOCKED,
        Answers::If(|request, _| request.method == "UNLOCK"),
        Change::Instead(|_, _| blocked()),
    ),
    answers(Fault::POST_BLOCKED, Answers::If(|request, _| request.method == "POST"), Change::Instead(|_, _| blocked())),
    answers(
        Fault::OPTIONS_BLOCKED,
        Answers::If(|request, _| request.method == "OPTIONS"),
        Change::Instead(|_, _| blocked()),
    ),
    answers(Fault::HEAD_BLOCKED, Answers::If(|request, _| request.method == "HEAD"), Change::Instead(|_, _| blocked())),
    answers(Fault::GET_BLOCKED, Answers::If(|request, _| request.method == "GET"), Change::Instead(|_, _| blocked())),
    answers(
        Fault::HEAD_WITH_OTHER_TYPE,
        Answers::To("HEAD"),
        Change::Header("Content-Type", "application/octet-stream"),
    ),
    answers(
        Fault::DELETE_WITH_PAGE,
        Answers::If(|request, response| matches!(request.method.as_str(), "DELETE" | "PUT") && response.status == 204),
        Change::Instead(|_, _| {
            Response::new(200).with_header("Content-Type", "text/html").with_body("<html>done</html>")
        }),
    ),
    answers(
        Fault::CHUNKED_REFUSED,
        Answers::If(|request, _| request.header("Transfer-Encoding").is_some()),
        Change::Status(411),
    ),
    answers(
        Fault::EXPECTATION_REFUSED,
        Answers::If(|request, _| request.header("Expect").is_some()),
        Change::Status(417),
    ),
    answers(
        Fault::UNKNOWN_PREFER_REFUSED,
        Answers::If(|request, _| request.header("Prefer").is_some()),
        Change::Status(400),
    ),
    answers(
        Fault::TEXT_XML_REFUSED,
        Answers::If(|request, _| request.header("Content-Type").is_some_and(|kind| kind.starts_with("text/xml"))),
        Change::Status(415),
    ),
    answers(
        Fault::APPLICATION_XML_REFUSED,
        Answers::If(|request, _| {
            request.header("Content-Type").is_some_and(|kind| kind.starts_with("application/xml"))
        }),
        Change::Status(415),
    ),
    answers(
        Fault::COMMENTS_REFUSED,
        Answers::If(|request, _| {
            let body = String::from_utf8_lossy(&request.body);
            ["<!--", "example.org", "x-1:", "<a:", "<A:", "C:propfind", "CDATA", "&#"]
                .iter()
                .any(|odd| body.contains(odd))
        }),
        Change::Status(403),
    ),
    answers(
        Fault::UTF_16_REFUSED,
        Answers::If(|request, _| request.body.starts_with(&[0xfe, 0xff]) || request.body.starts_with(&[0xff, 0xfe])),
        Change::Status(400),
    ),
    answers(
        Fault::MULTISTATUS_IN_LATIN_1,
        Answers::Status(207),
        Change::Header("Content-Type", "application/xml; charset=iso-8859-1"),
    ),
    answers(Fault::NAMES_LEAVE_MARKUP_OPEN, Answers::Status(207), Change::Body(|body| body.replace("&amp;", "&"))),
    answers(
        Fault::ERRORS_WITHOUT_ROOT,
        Answers::If(|_, response| (400..500).contains(&response.status) && response.status != 401),
        Change::Body(|_| "error".to_owned()),
    ),
    answers(
        Fault::UNKNOWN_METHODS_SUCCEED,
        Answers::If(|request, _| !crate::damage::texts::KNOWN.contains(&request.method.as_str())),
        Change::Status(200),
    ),
];

pub(super) const REQUESTS: &[RequestDamage] = &[
    requests(Fault::EXTERNAL_ENTITIES_READ, Requests::All, RequestChange::Body(with_entities_read)),
    requests(Fault::DEPTH_STRIPPED, Requests::To("PROPFIND"), RequestChange::WithoutHeader("Depth")),
    requests(Fault::PROPFIND_BODY_LOST, Requests::To("PROPFIND"), RequestChange::WithoutBody),
    requests(Fault::REPORT_BODY_LOST, Requests::To("REPORT"), RequestChange::WithoutBody),
];
