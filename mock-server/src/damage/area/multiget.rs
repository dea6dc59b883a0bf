//! Wrong answers to multigets.

use crate::damage::answer::{Answers, Change};
use crate::damage::responses::ResponsesChange;
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;

pub(super) const ANSWERS: &[AnswerDamage] = &[
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
