//! Wrong privileges.

use crate::damage::answer::{Answers, Change};
use crate::damage::property::PropertyChange;
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;
use crate::xml::ns;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(
        Fault::CURRENT_USER_PRIVILEGE_SET_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "current-user-privilege-set", PropertyChange::NotFound),
    ),
    answers(
        Fault::SUPPORTED_PRIVILEGE_SET_MISSING,
        Answers::Status(207),
        Change::Property(ns::DAV, "supported-privilege-set", PropertyChange::NotFound),
    ),
    answers(Fault::ACL_MISSING, Answers::Status(207), Change::Property(ns::DAV, "acl", PropertyChange::NotFound)),
    answers(
        Fault::READ_NOT_TOLD,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "current-user-privilege-set",
            PropertyChange::Inner(|inner| inner.replace("<D:read/>", "<D:x-none/>")),
        ),
    ),
    answers(
        Fault::WRITE_NOT_TOLD,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "current-user-privilege-set",
            PropertyChange::Inner(|inner| inner.replace("<D:write/>", "<D:x-none/>")),
        ),
    ),
    answers(
        Fault::BIND_NOT_TOLD,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "current-user-privilege-set",
            PropertyChange::Inner(|inner| inner.replace("<D:bind/>", "<D:x-none/>")),
        ),
    ),
    answers(
        Fault::UNBIND_NOT_TOLD,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "current-user-privilege-set",
            PropertyChange::Inner(|inner| inner.replace("<D:unbind/>", "<D:x-none/>")),
        ),
    ),
    answers(
        Fault::WRITE_CONTENT_NOT_TOLD,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "current-user-privilege-set",
            PropertyChange::Inner(|inner| inner.replace("<D:write-content/>", "<D:x-none/>")),
        ),
    ),
    answers(
        Fault::WRITE_PROPERTIES_NOT_TOLD,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "current-user-privilege-set",
            PropertyChange::Inner(|inner| inner.replace("<D:write-properties/>", "<D:x-none/>")),
        ),
    ),
    answers(
        Fault::READ_ACL_NOT_TOLD,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "current-user-privilege-set",
            PropertyChange::Inner(|inner| inner.replace("<D:read-acl/>", "<D:x-none/>")),
        ),
    ),
    answers(
        Fault::WRITE_ACL_NOT_TOLD,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "current-user-privilege-set",
            PropertyChange::Inner(|inner| inner.replace("<D:write-acl/>", "<D:x-none/>")),
        ),
    ),
    answers(
        Fault::READ_CURRENT_USER_PRIVILEGE_SET_NOT_TOLD,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "current-user-privilege-set",
            PropertyChange::Inner(|inner| inner.replace("<D:read-current-user-privilege-set/>", "<D:x-none/>")),
        ),
    ),
    answers(
        Fault::ALL_PRIVILEGES_TOLD,
        Answers::Status(207),
        Change::Property(
            ns::DAV,
            "current-user-privilege-set",
            PropertyChange::Inner(|_| {
                ["all", "read", "write", "write-content", "write-properties", "bind", "unbind", "read-acl", "write-acl"]
                    .map(|name| format!("<D:privilege><D:{name}/></D:privilege>"))
                    .concat()
            }),
        ),
    ),
    answers(
        Fault::NO_PRIVILEGES_TOLD,
        Answers::Status(207),
        Change::Property(ns::DAV, "current-user-privilege-set", PropertyChange::Empty),
    ),
];
