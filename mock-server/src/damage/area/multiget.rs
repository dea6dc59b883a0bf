//! Wrong answers to multigets.

use crate::damage::answer::{Answers, Change};
use crate::damage::responses::ResponsesChange;
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;
use crate::message::{Request, Response};

/// A response that says of an object that it is not there.
const MISSING: &str = "</D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response>";

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(
        Fault::MULTIGET_LEAVES_MISSING_OUT,
        Answers::If(is_multiget),
        Change::Body(|body| {
            let told = |response: &&str| !format!("{response}</D:response>").ends_with(MISSING);
            let kept: Vec<&str> = body.split("</D:response>").filter(told).collect();
            kept.join("</D:response>")
        }),
    ),
    answers(
        Fault::MULTIGET_FAILS_FOR_ONE_MISSING,
        Answers::If(|request, response| is_multiget(request, response) && response.text().contains(MISSING)),
        Change::Instead(|_, _| Response::new(404)),
    ),
    answers(
        Fault::MULTIGET_MISSING_TOLD_AS_FOUND,
        Answers::If(is_multiget),
        Change::Body(|body| body.replace(MISSING, &MISSING.replace("404 Not Found", "200 OK"))),
    ),
    answers(
        Fault::CALENDAR_MULTIGET_WITHOUT_LAST,
        Answers::Report("calendar-multiget"),
        Change::Responses(ResponsesChange::WithoutLast),
    ),
    answers(
        Fault::CALENDAR_MULTIGET_TWICE,
        Answers::Report("calendar-multiget"),
        Change::Responses(ResponsesChange::Twice),
    ),
    answers(
        Fault::CALENDAR_MULTIGET_EMPTY,
        Answers::Report("calendar-multiget"),
        Change::Responses(ResponsesChange::None),
    ),
    answers(
        Fault::ADDRESSBOOK_MULTIGET_WITHOUT_LAST,
        Answers::Report("addressbook-multiget"),
        Change::Responses(ResponsesChange::WithoutLast),
    ),
    answers(
        Fault::ADDRESSBOOK_MULTIGET_TWICE,
        Answers::Report("addressbook-multiget"),
        Change::Responses(ResponsesChange::Twice),
    ),
    answers(
        Fault::ADDRESSBOOK_MULTIGET_EMPTY,
        Answers::Report("addressbook-multiget"),
        Change::Responses(ResponsesChange::None),
    ),
    answers(
        Fault::CALENDAR_MULTIGET_CUT_AFTER_TWENTY,
        Answers::Report("calendar-multiget"),
        Change::Responses(ResponsesChange::AtMost(20)),
    ),
    answers(
        Fault::ADDRESSBOOK_MULTIGET_CUT_AFTER_TWENTY,
        Answers::Report("addressbook-multiget"),
        Change::Responses(ResponsesChange::AtMost(20)),
    ),
];

fn is_multiget(request: &Request, response: &Response) -> bool {
    request.method == "REPORT" && response.status == 207 && String::from_utf8_lossy(&request.body).contains("-multiget")
}
