//! Wrong refusals.

use crate::damage::answer::{Answers, Change};
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(Fault::REFUSAL_400_HIDDEN, Answers::Status(400), Change::Status(200)),
    answers(Fault::REFUSAL_401_HIDDEN, Answers::Status(401), Change::Status(200)),
    answers(Fault::REFUSAL_403_HIDDEN, Answers::Status(403), Change::Status(200)),
    answers(Fault::REFUSAL_404_HIDDEN, Answers::Status(404), Change::Status(200)),
    answers(Fault::REFUSAL_405_HIDDEN, Answers::Status(405), Change::Status(200)),
    answers(Fault::REFUSAL_409_HIDDEN, Answers::Status(409), Change::Status(200)),
    answers(Fault::REFUSAL_412_HIDDEN, Answers::Status(412), Change::Status(200)),
    answers(Fault::REFUSAL_415_HIDDEN, Answers::Status(415), Change::Status(200)),
    answers(
        Fault::REFUSALS_ARE_SERVER_ERRORS,
        Answers::If(|_, response| (400..500).contains(&response.status) && response.status != 401),
        Change::Status(500),
    ),
    answers(Fault::SERVER_ERRORS_HIDDEN, Answers::If(|_, response| response.status >= 500), Change::Status(200)),
    answers(
        Fault::REFUSALS_WITHOUT_REASON,
        Answers::If(|_, response| matches!(response.status, 403 | 409 | 412 | 507)),
        Change::Body(|_| "<html><body>Refused</body></html>".to_owned()),
    ),
];
