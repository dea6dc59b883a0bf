//! One step: send, judge, keep.

use std::time::Duration;

use davproof_dav::{Exchange, Request, RunMark};
use davproof_reports::Check;
use futures::future::join_all;

use super::case::CaseRun;
use super::clock::next_second;
use super::fixture::{Made, is_drop, is_overload};
use super::journal::Entry;
use super::record::with_causes;
use super::request::{Unsendable, request};
use super::state::{State, state};
use crate::checks::{Answer, Judge, Report, hrefs, judge, patterns, uid_of};
use crate::scenario::{Capture, OneWins, Step, Verb};

impl CaseRun<'_> {
    /// Does a step and judges it.
    ///
    /// # Errors
    /// Why the case cannot be judged, in words.
    pub(crate) async fn step(&mut self, step: &Step) -> Result<(), String> {
        match &step.verb {
            Verb::Wait(wait) => self.context.clock.sleep(wait.0).await,
            Verb::NextSecond => next_second(self.context.clock).await,
            Verb::Share(share) => {
                let role = self.role(step)?;
                let path = self.env.text(&share.path).map_err(|missing| missing.to_string())?;
                return self.share(&step.label, &role, &path, &share.with, &share.roles).await;
            }
            Verb::Parallel(steps) => return self.parallel(step, steps).await,
            _ => return self.repeated(step).await,
        }
        Ok(())
    }

    /// Does a step until its expectations hold, or once if it has no `within`.
    async fn repeated(&mut self, step: &Step) -> Result<(), String> {
        let deadline = self.context.clock.now() + step.within.map_or(Duration::ZERO, |wait| wait.0);
        loop {
            let (exchanges, checks) = (self.exchanges.len(), self.checks.len());
            self.once(step).await?;
            let holds = self.checks[checks..].iter().all(|check| check.outcome == davproof_reports::Outcome::Pass);
            if holds || self.context.clock.now() >= deadline || self.context.is_cancelled() {
                return Ok(());
            }
            self.keep_first(exchanges);
            self.checks.truncate(checks);
            self.context.clock.sleep(Duration::from_millis(200)).await;
        }
    }

    async fn once(&mut self, step: &Step) -> Result<(), String> {
        let role = self.role(step)?;
        let before = self.states(step).await;
        let Some(request) = self.prepare(step, &role)? else { return Ok(()) };
        let path = path_of(&request);
        let sent = request.body.clone().unwrap_or_default();
        let exchange = self.context.send(&role, request).await;
        let index = self.keep(&step.label, &role, &exchange);
        let answer = Answer::new(&exchange, &path);
        self.capture(step, &answer, index);
        let mut report = Report::new(&step.label, &self.source(step), Some(index));
        self.judge_answer(step, &answer, &mut report)?;
        self.checks.extend(report.finish());
        if step.expect.truthful_validators == Some(true) {
            self.compare_validators(step, &role, &path, &sent, &answer).await;
        }
        self.compare_states(step, before, index).await;
        Ok(())
    }

    /// Reads back what a PUT stored: if it is not what was sent, the answer must not have told a validator for it.
    async fn compare_validators(&mut self, step: &Step, role: &str, path: &str, sent: &[u8], answer: &Answer<'_>) {
        let exchange = self.context.send(role, Request::new("GET", path)).await;
        let index = self.keep(&format!("{} read back", step.label), role, &exchange);
        let mut report = Report::new(&step.label, &self.source(step), Some(index));
        let expected = "no strong ETag and no Last-Modified in the answer, unless exactly the bytes sent were stored";
        match (answer.outcome(), &exchange.outcome) {
            (Ok(answer), Ok(stored)) if stored.status == 200 => {
                let told: Vec<String> = ["ETag", "Last-Modified"]
                    .into_iter()
                    .filter_map(|name| answer.headers.get(name).map(|value| format!("{name}: {value}")))
                    .filter(|header| !header.starts_with("ETag: W/"))
                    .collect();
                let holds = told.is_empty() || stored.body == sent;
                let actual =
                    format!("the stored bytes differ from those sent, and the answer has {}", told.join(" and "));
                report.check("truthful-validators", holds, expected, actual);
            }
            (Ok(_), Ok(stored)) => {
                report.check(
                    "truthful-validators",
                    false,
                    expected,
                    format!("reading back answered {}", stored.status),
                );
            }
            (Err(error), _) | (_, Err(error)) => {
                report.not_evaluated("truthful-validators", expected, with_causes(error));
            }
        }
        self.checks.extend(report.finish());
    }

    /// Judges an answer; trouble on the way is an error unless the step makes it a failure.
    fn judge_answer(&mut self, step: &Step, answer: &Answer<'_>, report: &mut Report) -> Result<(), String> {
        if let Ok(response) = answer.outcome()
            && is_overload(response.status)
            && !self.expects(step, response.status)
        {
            if step.expect.answered == Some(true) {
                let actual = format!("the proxy answered {}, because the server behind it did not", response.status);
                report.check("answered", false, "an answer", actual);
                return Ok(());
            }
            self.dropped = true;
            return Err(format!(
                "the proxy answered {} {}: the server behind it did not answer",
                response.status, response.reason
            ));
        }
        let judge_it = Judge { answer, env: &self.env, sent: &self.sent };
        judge(&step.expect, &judge_it, report).map_err(|error| {
            self.dropped |= is_drop(error);
            with_causes(error)
        })
    }

    fn expects(&self, step: &Step, status: u16) -> bool {
        let patterns = step.expect.status.as_ref().and_then(|set| patterns(set, &self.env).ok());
        patterns.is_some_and(|patterns| patterns.iter().any(|pattern| pattern.matches(status)))
    }

    /// The request of a step, with everything noted that it may create. `None` if a value is missing: then the step's
    /// checks are marked as not evaluated.
    fn prepare(&mut self, step: &Step, role: &str) -> Result<Option<Request>, String> {
        let own_uid = self.env.fresh_uid(&step.label);
        let mut request = match request(&step.verb, &self.env, self.context.pack, &own_uid) {
            Ok(Some(request)) => request,
            Ok(None) => return Ok(None),
            Err(Unsendable::BadValue(why)) => return Err(why),
            Err(Unsendable::Missing(missing)) => {
                let mut report = Report::new(&step.label, &self.source(step), None);
                report.not_evaluated("sent", "the request is sent", missing.to_string());
                self.checks.extend(report.finish());
                return Ok(None);
            }
        };
        self.dress(step, &mut request)?;
        let path = path_of(&request);
        if let Some(body) = &request.body
            && !matches!(request.method.as_str(), "PROPFIND" | "REPORT" | "PROPPATCH")
        {
            let noted = self.made.iter().any(|made| matches!(made, Made::Delivered { .. }));
            self.refuse_invitations(role, body, noted || !step.delivers.is_empty() || request.method != "PUT")?;
        }
        match &step.verb {
            Verb::Subscribe(_) => self.note_subscription(role, &path)?,
            Verb::Put(_) => {
                let body = request.body.clone().unwrap_or_default();
                let uid = davproof_content::Document::parse(&body).ok().and_then(|document| document.uid());
                self.env.set(format!("{}.uid", step.label), uid.unwrap_or(own_uid));
                self.sent.insert(step.label.clone(), body);
            }
            _ => {}
        }
        if matches!(request.method.as_str(), "MKCALENDAR" | "MKCOL") {
            let owner = self.owner_of(&path).unwrap_or_else(|| role.to_owned());
            self.note_collection(&owner, &path)?;
        }
        for template in &step.delivers {
            let path = self.env.text(template).map_err(|missing| missing.to_string())?;
            self.note_delivery(path)?;
        }
        Ok(Some(request))
    }

    fn note_delivery(&mut self, path: String) -> Result<(), String> {
        self.context.client.fence().register_delivered(&path).map_err(|error| error.to_string())?;
        let accounts = &self.context.session.accounts;
        let owner = accounts.iter().find(|(_, account)| {
            [&account.calendar, &account.inbox].into_iter().flatten().any(|place| path.starts_with(place.as_str()))
        });
        let role = owner.map(|(role, _)| role.clone());
        let role = role.ok_or(format!("{path} lies in the first calendar or the inbox of no account"))?;
        self.context.note(&Entry::Delivered { role: role.clone(), path: path.clone() })?;
        self.made.push(Made::Delivered { role, path });
        Ok(())
    }

    /// Adds the headers of the step's client profile; headers that the step sets itself stay.
    fn dress(&self, step: &Step, request: &mut Request) -> Result<(), String> {
        let Some(client) = &step.client else { return Ok(()) };
        let name = self.env.text(client).map_err(|missing| missing.to_string())?;
        let profile = self.context.pack.clients.get(&name).ok_or(format!("unknown client profile `{name}`"))?;
        let agent = profile.user_agent.clone().unwrap_or_default();
        let headers = profile.headers.iter().map(|(name, value)| (name.clone(), value.clone()));
        for (name, value) in std::iter::once(("User-Agent".to_owned(), agent)).chain(headers) {
            if request.get(&name).is_none() {
                request.headers.push((name, value));
            }
        }
        Ok(())
    }

    async fn parallel(&mut self, step: &Step, steps: &[Step]) -> Result<(), String> {
        let mut requests = Vec::new();
        for inner in steps {
            let role = self.role(inner)?;
            let Some(request) = self.prepare(inner, &role)? else { return Ok(()) };
            requests.push((inner, role, request));
        }
        let sending = requests.iter().map(|(_, role, request)| self.context.send(role, request.clone()));
        let exchanges: Vec<Exchange> = join_all(sending).await;
        for ((inner, role, request), exchange) in requests.iter().zip(&exchanges) {
            let index = self.keep(&inner.label, role, exchange);
            let path = path_of(request);
            let answer = Answer::new(exchange, &path);
            self.capture(inner, &answer, index);
            let mut report = Report::new(&format!("{}.{}", step.label, inner.label), &self.source(inner), Some(index));
            self.judge_answer(inner, &answer, &mut report)?;
            self.checks.extend(report.finish());
        }
        if let Some(wins) = &step.expect.one_wins {
            let check = self.one_wins(step, wins, &exchanges)?;
            self.checks.extend(check);
        }
        Ok(())
    }

    fn one_wins(&self, step: &Step, wins: &OneWins, exchanges: &[Exchange]) -> Result<Vec<Check>, String> {
        let winner = patterns(&wins.winner, &self.env).map_err(|missing| missing.to_string())?;
        let losers = patterns(&wins.losers, &self.env).map_err(|missing| missing.to_string())?;
        let statuses: Vec<u16> = exchanges.iter().filter_map(|e| e.outcome.as_ref().ok().map(|r| r.status)).collect();
        let won = statuses.iter().filter(|status| winner.iter().any(|p| p.matches(**status))).count();
        let lost = statuses.iter().filter(|status| losers.iter().any(|p| p.matches(**status))).count();
        let mut report = Report::new(&step.label, &self.source(step), None);
        let shown = statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
        let holds = won == 1 && won + lost == exchanges.len();
        report.check(
            "one-wins",
            holds,
            "exactly one request succeeds, and all others are refused",
            format!("statuses {shown}"),
        );
        Ok(report.finish())
    }

    fn capture(&mut self, step: &Step, answer: &Answer<'_>, index: usize) {
        for (variable, capture) in &step.capture {
            if let Some(value) = self.captured(capture, answer) {
                self.env.set(variable.clone(), value);
                continue;
            }
            let mut report = Report::new(&step.label, &self.source(step), Some(index));
            let expected = format!("a value for `{variable}`");
            report.check(format!("capture[{variable}]"), false, expected, "the answer has none");
            self.checks.extend(report.finish());
        }
    }

    fn captured(&self, capture: &Capture, answer: &Answer<'_>) -> Option<String> {
        let response = answer.outcome().ok()?;
        match capture {
            Capture::Etag => response.headers.get("ETag").map(str::to_owned),
            Capture::Status => Some(response.status.to_string()),
            Capture::Body => Some(String::from_utf8_lossy(&response.body).into_owned()),
            Capture::SyncToken => answer.multistatus().ok()?.sync_token.as_ref().map(|token| token.trim().to_owned()),
            Capture::Header(name) => response.headers.get(name).map(str::to_owned),
            Capture::Property { name, of } => {
                let of = of.as_ref().map(|template| self.env.text(template)).transpose().ok()?;
                answer.property(&name.parse().ok()?, of.as_deref()).map(|element| element.trimmed().to_owned())
            }
            Capture::Href(name) => {
                let element = answer.property(&name.parse().ok()?, None)?;
                hrefs(element).next().map(str::to_owned)
            }
            Capture::MemberWithUid(template) => {
                let uid = self.env.text(template).ok()?;
                let mut members = answer.members().ok()?;
                members.find(|member| uid_of(*member).as_ref() == Some(&uid)).map(|m| m.href().to_owned())
            }
            Capture::Listed(template) => {
                let path = self.env.text(template).ok()?;
                answer.responses(&path).ok()?.first().map(|response| response.href().to_owned())
            }
        }
    }

    async fn states(&mut self, step: &Step) -> Vec<(String, String, State)> {
        let mut states = Vec::new();
        for template in step.expect.unchanged.iter().flat_map(|many| &many.0) {
            let Ok(path) = self.env.text(template) else { continue };
            let (state, _) = state(&path, self.context).await;
            states.push((template.raw.clone(), path, state));
        }
        states
    }

    async fn compare_states(&mut self, step: &Step, before: Vec<(String, String, State)>, index: usize) {
        for (raw, path, before) in before {
            let (after, exchange) = state(&path, self.context).await;
            self.keep(&format!("{} unchanged", step.label), "owner", &exchange);
            let mut report = Report::new(&step.label, &self.source(step), Some(index));
            let change = before.change(&after);
            let expected = format!("{path} is as it was before the request");
            report.check(format!("unchanged[{raw}]"), change.is_none(), expected, change.unwrap_or_default());
            self.checks.extend(report.finish());
        }
    }

    /// The role in whose homes a path lies.
    fn owner_of(&self, path: &str) -> Option<String> {
        let mut accounts = self.context.session.accounts.iter();
        let owner = accounts.find(|(_, account)| {
            let homes = [&account.calendar_home, &account.addressbook_home];
            homes.into_iter().flatten().any(|home| path.starts_with(home.as_str()))
        });
        owner.map(|(role, _)| role.clone())
    }

    fn role(&self, step: &Step) -> Result<String, String> {
        self.env.text(&step.role).map_err(|missing| missing.to_string())
    }

    fn source(&self, step: &Step) -> String {
        format!("{}:{}", self.case.file, step.at.line)
    }
}

/// The mark of a run: what the names of all its things begin with.
pub(crate) fn mark(run: &str) -> Result<RunMark, davproof_dav::RunMarkError> {
    format!("davproof-{run}-").parse()
}

fn path_of(request: &Request) -> String {
    request.target.split('?').next().unwrap_or_default().to_owned()
}
