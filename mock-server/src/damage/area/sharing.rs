//! Wrong answers about shares.

use crate::damage::answer::{Answers, Change};
use crate::damage::property::PropertyChange;
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;
use crate::xml::ns;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(
        Fault::GROUP_MEMBERSHIP_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "group-membership", PropertyChange::NotFound),
    ),
    answers(
        Fault::GROUP_MEMBER_SET_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "group-member-set", PropertyChange::NotFound),
    ),
    answers(
        Fault::RESOURCE_ID_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "resource-id", PropertyChange::NotFound),
    ),
];
