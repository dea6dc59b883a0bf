//! Wrong answers to queries.

use crate::damage::answer::{Answers, Change};
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;

pub(super) const ANSWERS: &[AnswerDamage] = &[answers(
    Fault::QUERY_ANSWERED_WITH_NOTHING,
    Answers::Report("calendar-query"),
    Change::Body(|body| match (body.find("<D:response>"), body.rfind("</D:response>")) {
        (Some(begin), Some(end)) => format!("{}{}", &body[..begin], &body[end + "</D:response>".len()..]),
        (Some(_), None) | (None, _) => body.to_owned(),
    }),
)];
