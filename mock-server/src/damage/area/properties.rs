//! Properties that are missing or wrong.

use crate::damage::AnswerDamage;

pub(super) const ANSWERS: &[AnswerDamage] = &[];
