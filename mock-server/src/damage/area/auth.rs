//! Wrong answers to credentials.

use crate::damage::AnswerDamage;

pub(super) const ANSWERS: &[AnswerDamage] = &[];
