//! Damaged ETags.

use crate::damage::answer::{Answers, Change};
use crate::damage::property::PropertyChange;
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;
use crate::xml::ns;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(Fault::GET_WITHOUT_ETAG, Answers::To("GET"), Change::WithoutHeader("ETag")),
    answers(
        Fault::ETAG_CHANGED_BY_COMPRESSION,
        Answers::To("GET"),
        Change::HeaderValue("ETag", |tag| format!("{}-gzip\"", tag.trim_end_matches('"'))),
    ),
    answers(
        Fault::LISTING_WITHOUT_ETAG,
        Answers::To("PROPFIND"),
        Change::Property(ns::DAV, "getetag", PropertyChange::NotFound),
    ),
];
