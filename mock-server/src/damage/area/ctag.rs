//! Wrong collection tags.

use crate::damage::answer::{Answers, Change};
use crate::damage::property::PropertyChange;
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;
use crate::xml::ns;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(
        Fault::GETCTAG_MISSING,
        Answers::Status(207),
        Change::Property(ns::CALENDARSERVER, "getctag", PropertyChange::NotFound),
    ),
    answers(
        Fault::CTAG_NEVER_CHANGES,
        Answers::To("PROPFIND"),
        Change::Property(ns::CALENDARSERVER, "getctag", PropertyChange::Text(|_| "1".to_owned())),
    ),
    answers(
        Fault::CTAG_EMPTY,
        Answers::To("PROPFIND"),
        Change::Property(ns::CALENDARSERVER, "getctag", PropertyChange::Empty),
    ),
];
