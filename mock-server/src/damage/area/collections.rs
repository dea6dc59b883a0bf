//! Wrong answers about collections.

use crate::damage::answer::{Answers, Change};
use crate::damage::request::{RequestChange, RequestDamage, Requests};
use crate::damage::{AnswerDamage, answers, requests};
use crate::fault::Fault;

pub(super) const ANSWERS: &[AnswerDamage] =
    &[answers(Fault::MKCALENDAR_TOLD_AS_OK, Answers::With("MKCALENDAR", 201), Change::Status(200))];

pub(super) const REQUESTS: &[RequestDamage] = &[
    requests(Fault::MKCALENDAR_PROPERTIES_OVERLOOKED, Requests::To("MKCALENDAR"), RequestChange::WithoutBody),
    requests(Fault::MKCOL_BODY_LOST, Requests::To("MKCOL"), RequestChange::WithoutBody),
];
