//! Wrong collection tags.

use crate::damage::AnswerDamage;

pub(super) const ANSWERS: &[AnswerDamage] = &[];
