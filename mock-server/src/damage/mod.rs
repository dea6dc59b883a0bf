//! Faults that change what comes in or goes out, whatever the state is: one row of a table each.
//!
//! A request is damaged before anybody looks at it, content when it is about to be stored, an answer when it is finished. The tables are in `area/`.

mod answer;
mod area;
mod content;
mod property;
mod request;
mod responses;
mod texts;

use crate::fault::{Fault, Faults};

pub(crate) use answer::damage_answer;
pub(crate) use content::damage_content;
pub(crate) use request::damage_request;

use answer::{Answers, Change};
use content::{ContentChange, ContentDamage};
use request::{RequestChange, RequestDamage, Requests};

/// How a fault damages answers.
struct AnswerDamage {
    fault: Fault,
    /// Which answers.
    answers: Answers,
    change: Change,
}

/// A row of a table of damaged answers.
const fn answers(fault: Fault, answers: Answers, change: Change) -> AnswerDamage {
    AnswerDamage { fault, answers, change }
}

/// A row of a table of damaged requests.
const fn requests(fault: Fault, requests: Requests, change: RequestChange) -> RequestDamage {
    RequestDamage { fault, requests, change }
}

/// A row of a table of damaged content.
const fn content(fault: Fault, change: ContentChange) -> ContentDamage {
    ContentDamage { fault, change }
}

/// The damages that are on, so that a request does not look through all of them.
#[derive(Default)]
pub(crate) struct Damages {
    answers: Vec<&'static AnswerDamage>,
    content: Vec<&'static ContentDamage>,
    requests: Vec<&'static RequestDamage>,
}

impl Damages {
    /// Those of these faults.
    pub(crate) fn of(faults: &Faults) -> Self {
        let answers = area::ANSWERS.iter().copied().flatten().filter(|damage| faults.has(damage.fault)).collect();
        let content = area::CONTENT.iter().copied().flatten().filter(|damage| faults.has(damage.fault)).collect();
        let requests = area::REQUESTS.iter().copied().flatten().filter(|damage| faults.has(damage.fault)).collect();
        Self { answers, content, requests }
    }
}
