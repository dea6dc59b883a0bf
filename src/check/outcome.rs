//! What a check came to: as an exit code and as JSON.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::finding::{Finding, Level};
use super::run::Service;
use crate::exit::Exit;

/// A finished check.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What was asked for, as typed.
    pub subject: String,
    /// The service, if one was found.
    pub service: Option<Service>,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
    /// When it began.
    pub started: Timestamp,
    /// How long it took.
    pub took: Duration,
}

impl Outcome {
    /// The exit code: whether anything could be checked, then whether anything must be mended.
    #[must_use]
    pub fn exit(&self) -> Exit {
        let any = |is: fn(&Finding) -> bool| self.findings.iter().any(is);
        if any(|finding| finding.situation.is_unreachable()) {
            Exit::Unreachable
        } else if any(|finding| finding.situation.level() == Level::Failure) {
            Exit::Failed
        } else {
            Exit::Passed
        }
    }

    /// How many findings have that level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.situation.level() == level).count()
    }

    /// Everything as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        let findings: Vec<Value> = self
            .findings
            .iter()
            .map(|finding| {
                let situation = finding.situation;
                json!({
                    "id": finding.id(), "group": situation.group(), "level": situation.level(), "fact": finding.fact,
                    "advice": Some(situation.advice()).filter(|advice| !advice.is_empty()),
                })
            })
            .collect();
        json!({
            "checked": self.subject,
            "started": self.started.to_string(),
            "duration_ms": millis(self.took),
            "exit_code": u8::from(self.exit()),
            "service": self.service.as_ref().map(|service| json!({
                "server": service.origin.to_string(), "path": service.path, "principal": service.principal,
            })),
            "findings": findings,
        })
    }
}

pub(super) fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
