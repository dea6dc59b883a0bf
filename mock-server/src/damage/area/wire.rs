//! Broken HTTP and XML.

use crate::damage::answer::{Answers, Change};
use crate::damage::property::PropertyChange;
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;
use crate::message::Response;
use crate::xml::ns;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(Fault::SERVICE_UNAVAILABLE, Answers::All, Change::Status(503)),
    answers(
        Fault::LOGIN_PAGE_INSTEAD,
        Answers::Status(207),
        Change::Instead(|_, _| {
            Response::new(200).with_header("Content-Type", "text/html; charset=utf-8").with_body(
                "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form></form></body></html>\n",
            )
        }),
    ),
    answers(Fault::GZIP_CLAIMED, Answers::Status(207), Change::Header("Content-Encoding", "gzip")),
    answers(Fault::MULTISTATUS_AS_HTML, Answers::Status(207), Change::Header("Content-Type", "text/html")),
    answers(Fault::MULTISTATUS_WITHOUT_TYPE, Answers::Status(207), Change::WithoutHeader("Content-Type")),
    answers(Fault::MULTISTATUS_WITH_STATUS_200, Answers::Status(207), Change::Status(200)),
    answers(
        Fault::MULTISTATUS_WITHOUT_END,
        Answers::Status(207),
        Change::Body(|body| body.trim_end().trim_end_matches("</D:multistatus>").to_owned()),
    ),
    answers(
        Fault::NAMESPACE_UNDECLARED,
        Answers::Status(207),
        Change::Body(|body| body.replacen(" xmlns:D=\"DAV:\"", "", 1)),
    ),
    answers(
        Fault::STATUS_LINE_CUT,
        Answers::Status(207),
        Change::Body(|body| body.replace("<D:status>HTTP/1.1 ", "<D:status>")),
    ),
    answers(Fault::BYTE_ORDER_MARK_TWICE, Answers::Status(207), Change::Body(|body| format!("\u{feff}\u{feff}{body}"))),
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
];
