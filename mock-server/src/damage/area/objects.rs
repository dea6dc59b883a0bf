//! Wrong answers about objects.

use crate::damage::answer::{Answers, Change};
use crate::damage::request::{RequestChange, RequestDamage, Requests};
use crate::damage::{AnswerDamage, answers, requests};
use crate::fault::Fault;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(
        Fault::CREATED_TOLD_AS_OK,
        Answers::If(|request, response| {
            request.method == "PUT" && response.status == 201 && request.target.rsplit('.').next() == Some("vcf")
        }),
        Change::Status(200),
    ),
    answers(Fault::UPDATE_TOLD_AS_CREATED, Answers::With("PUT", 204), Change::Status(201)),
    answers(Fault::GET_CUT, Answers::To("GET"), Change::Body(|body| body.chars().take(10_000).collect())),
    answers(Fault::GET_AS_PLAIN_TEXT, Answers::To("GET"), Change::Header("Content-Type", "text/plain")),
    answers(
        Fault::GET_WITHOUT_CHARSET,
        Answers::To("GET"),
        Change::HeaderValue("Content-Type", |kind| kind.split(';').next().unwrap_or_default().to_owned()),
    ),
];

pub(super) const REQUESTS: &[RequestDamage] =
    &[requests(Fault::OVERWRITE_STRIPPED, Requests::All, RequestChange::WithoutHeader("Overwrite"))];
