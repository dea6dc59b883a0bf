//! Wrong sync reports.

use crate::damage::answer::{Answers, Change};
use crate::damage::property::PropertyChange;
use crate::damage::request::{RequestChange, RequestDamage, Requests};
use crate::damage::responses::ResponsesChange;
use crate::damage::{AnswerDamage, answers, requests};
use crate::fault::Fault;
use crate::xml::ns;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(
        Fault::SYNC_WITHOUT_LAST,
        Answers::Report("sync-collection"),
        Change::Responses(ResponsesChange::WithoutLast),
    ),
    answers(Fault::SYNC_TWICE, Answers::Report("sync-collection"), Change::Responses(ResponsesChange::Twice)),
    answers(Fault::SYNC_EMPTY, Answers::Report("sync-collection"), Change::Responses(ResponsesChange::None)),
    answers(
        Fault::SYNC_CUT_AFTER_TWENTY,
        Answers::Report("sync-collection"),
        Change::Responses(ResponsesChange::AtMost(20)),
    ),
    answers(
        Fault::SYNC_TOKEN_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "sync-token", PropertyChange::NotFound),
    ),
    answers(
        Fault::SYNC_DELETIONS_TOLD_AS_FOUND,
        Answers::Report("sync-collection"),
        Change::Body(|body| body.replace("HTTP/1.1 404 Not Found", "HTTP/1.1 200 OK")),
    ),
    answers(
        Fault::SYNC_TOKEN_NOT_TOLD,
        Answers::Report("sync-collection"),
        Change::Body(|body| body.replace("<D:sync-token>", "<D:x-token>").replace("</D:sync-token>", "</D:x-token>")),
    ),
    answers(
        Fault::SYNC_TOKEN_IS_NO_URI,
        Answers::Report("sync-collection"),
        Change::Body(|body| body.replace("<D:sync-token>urn:", "<D:sync-token> not a uri ")),
    ),
    answers(
        Fault::OLD_TOKEN_GONE_WITHOUT_REASON,
        Answers::If(|request, response| {
            request.method == "REPORT" && response.status == 403 && response.text().contains("valid-sync-token")
        }),
        Change::Status(500),
    ),
];

pub(super) const REQUESTS: &[RequestDamage] = &[
    requests(
        Fault::SYNC_TOKEN_OVERLOOKED,
        Requests::Report("sync-collection"),
        RequestChange::WithoutElement(ns::DAV, "sync-token"),
    ),
    requests(
        Fault::SYNC_LIMIT_OVERLOOKED,
        Requests::Report("sync-collection"),
        RequestChange::WithoutElement(ns::DAV, "limit"),
    ),
];
