//! Wrong answers about collections.

use crate::damage::AnswerDamage;

pub(super) const ANSWERS: &[AnswerDamage] = &[];
