//! Wrong answers about scheduling.

use crate::damage::answer::{Answers, Change};
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;

pub(super) const ANSWERS: &[AnswerDamage] =
    &[answers(Fault::OUTBOX_ANSWERS_NOTHING, Answers::To("POST"), Change::Body(|_| String::new()))];
