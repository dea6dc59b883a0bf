//! Things told twice.

use crate::damage::AnswerDamage;

pub(super) const ANSWERS: &[AnswerDamage] = &[];
