//! Wrong answers to credentials.

use crate::damage::answer::{Answers, Change};
use crate::damage::request::{RequestChange, RequestDamage, Requests};
use crate::damage::{AnswerDamage, answers, requests};
use crate::fault::Fault;
use crate::message::Response;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(Fault::CHALLENGE_MISSING, Answers::Status(401), Change::WithoutHeader("WWW-Authenticate")),
    answers(Fault::CHALLENGE_WITHOUT_REALM, Answers::Status(401), Change::Header("WWW-Authenticate", "Basic")),
    answers(Fault::CHALLENGE_NEGOTIATE_ONLY, Answers::Status(401), Change::Header("WWW-Authenticate", "Negotiate")),
    answers(Fault::FORBIDDEN_INSTEAD_OF_CHALLENGE, Answers::Status(401), Change::Status(403)),
    answers(
        Fault::LOGIN_REDIRECT,
        Answers::Status(401),
        Change::Instead(|_, _| Response::new(302).with_header("Location", "/SOGo/")),
    ),
    answers(Fault::SESSION_COOKIE_SET, Answers::All, Change::Header("Set-Cookie", "session=1; path=/")),
    answers(
        Fault::REFUSALS_TELL_WHAT_IS_THERE,
        Answers::Status(401),
        Change::Instead(|_, response| response.with_body("Dock inspection, Mole 4, Olive Owner, dp-owner@example.org")),
    ),
];

pub(super) const REQUESTS: &[RequestDamage] = &[
    requests(Fault::AUTHORIZATION_STRIPPED, Requests::To("PROPPATCH"), RequestChange::WithoutHeader("Authorization")),
    requests(Fault::AUTHORIZATION_STRIPPED, Requests::To("DELETE"), RequestChange::WithoutHeader("Authorization")),
];
