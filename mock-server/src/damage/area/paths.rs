//! Hrefs that lead elsewhere.

use crate::damage::answer::{Answers, Change};
use crate::damage::request::{RequestChange, RequestDamage, Requests};
use crate::damage::texts::{blocked, decoded, keep_lower_case_escapes};
use crate::damage::{AnswerDamage, answers, requests};
use crate::fault::Fault;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(
        Fault::HREFS_WITH_INNER_HOST,
        Answers::Status(207),
        Change::Body(|body| body.replace("<D:href>/", "<D:href>http://127.0.0.1:20000/")),
    ),
    answers(Fault::HREFS_ENCODED_TWICE, Answers::Status(207), Change::Body(|body| body.replace('%', "%25"))),
    answers(Fault::HREFS_DECODED, Answers::Status(207), Change::Body(decoded)),
    answers(
        Fault::HREFS_RELATIVE,
        Answers::To("PROPFIND"),
        Change::Body(|body| body.replace("<D:href>/SOGo/dav/", "<D:href>../../../")),
    ),
    answers(
        Fault::HREFS_WITHOUT_LAST_SLASH,
        Answers::Status(207),
        Change::Body(|body| body.replace("/</D:href>", "</D:href>")),
    ),
    answers(
        Fault::HREFS_WITH_DOUBLE_SLASH,
        Answers::To("PROPFIND"),
        Change::Body(|body| body.replace("/SOGo/dav/", "/SOGo/dav//")),
    ),
    answers(Fault::QUERIES_REFUSED, Answers::If(|request, _| request.target.contains('?')), Change::Status(403)),
    answers(
        Fault::MISSING_IS_A_PAGE,
        Answers::Status(404),
        Change::Instead(|_, _| crate::message::Response { status: 200, ..blocked() }),
    ),
    answers(Fault::MISSING_IS_REFUSED, Answers::Status(404), Change::Status(403)),
    answers(Fault::DELETED_IS_AN_ERROR, Answers::Status(404), Change::Status(500)),
];

pub(super) const REQUESTS: &[RequestDamage] = &[
    requests(Fault::PATHS_DECODED_BY_PROXY, Requests::All, RequestChange::Target(decoded)),
    requests(
        Fault::PLUS_IS_A_BLANK,
        Requests::All,
        RequestChange::Target(|target| target.replace('+', "%20").replace("%2B", "%20")),
    ),
    requests(
        Fault::PATHS_IN_LOWER_CASE,
        Requests::All,
        RequestChange::Target(|target| {
            target
                .to_ascii_lowercase()
                .replace("/sogo/dav/", "/SOGo/dav/")
                .replace("/calendar/", "/Calendar/")
                .replace("/contacts/", "/Contacts/")
        }),
    ),
    requests(Fault::LOWER_CASE_ESCAPES_UNKNOWN, Requests::All, RequestChange::Target(keep_lower_case_escapes)),
    requests(
        Fault::PATHS_CUT_AT_SEMICOLON,
        Requests::All,
        RequestChange::Target(|target| target.split(';').next().unwrap_or_default().replace("%3B", "%00")),
    ),
];
