//! The progress bar; without a terminal, nothing.

use std::io::IsTerminal;

use davproof_reports::{Case, Verdict};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::runner::{Progress, Session};

/// A progress bar on a terminal.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    pub(crate) fn new() -> Bar {
        let target =
            if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_message("looking for the DAV service");
        Bar(bar)
    }

    pub(crate) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

/// A bar that counts to `whole`; without a terminal, nothing.
pub(crate) fn counter(what: &'static str, whole: usize) -> ProgressBar {
    let target =
        if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(u64::try_from(whole).ok(), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    bar.set_message(what);
    bar
}

impl Progress for Bar {
    fn started(&self, session: &Session, cases: usize) {
        self.0.set_length(u64::try_from(cases).unwrap_or(u64::MAX));
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
            self.0.set_style(style);
        }
        let product = session.product.as_deref().unwrap_or("a DAV server");
        self.0.set_message(format!("{product} at {}{}", session.origin, session.context));
    }

    fn finished(&self, case: &Case) {
        self.0.inc(1);
        match case.verdict {
            Verdict::Fail | Verdict::Error | Verdict::Blocked | Verdict::UnexpectedPass => {
                self.0.println(format!("{:?}: {}", case.verdict, case.id).to_lowercase());
            }
            Verdict::Pass | Verdict::NotApplicable | Verdict::KnownFail | Verdict::Flaky => {}
        }
        self.0.set_message(case.id.clone());
    }
}
