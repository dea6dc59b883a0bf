//! The server: a state, a clock, and one way in.

use crate::clock::{Clock, SystemClock};
use crate::damage::{Damages, damage_answer, damage_request};
use crate::fault::{Fault, Faults, Profile};
use crate::message::{Request, Response};
use crate::method;
use crate::route::{Context, Target, authenticate};
use crate::site;
use crate::state::{Account, State, User};

/// How a mock is made.
pub struct MockOptions {
    /// Which server it is.
    pub profile: Profile,
    /// Who may log in.
    pub users: Vec<User>,
    /// The IANA name of everybody's time zone.
    pub zone: String,
    /// Where it learns the time.
    pub clock: Box<dyn Clock>,
}

impl Default for MockOptions {
    /// SOGo 5.8.0 in Paris with the standard users, on the clock of the machine.
    fn default() -> Self {
        Self {
            profile: Profile::Sogo58,
            users: Mock::standard_users(),
            zone: "Europe/Paris".to_owned(),
            clock: Box::new(SystemClock),
        }
    }
}

/// A DAV server that knows no transport.
pub struct Mock {
    state: State,
    /// The second in which it was made.
    started: i64,
    faults: Faults,
    damages: Damages,
    product_id: &'static str,
    zone: String,
    clock: Box<dyn Clock>,
}

impl Mock {
    /// A server where everybody has his empty default calendar and address book.
    #[must_use]
    pub fn new(options: MockOptions) -> Self {
        let started = options.clock.now();
        Self {
            state: State::new(options.users.into_iter().map(Account::from).collect(), started),
            started,
            damages: Damages::of(&options.profile.faults()),
            faults: options.profile.faults(),
            product_id: options.profile.product_id(),
            zone: options.zone,
            clock: options.clock,
        }
    }

    /// The same server with these deviations instead of those of its profile.
    #[must_use]
    pub fn with_faults(mut self, faults: Faults) -> Self {
        self.damages = Damages::of(&faults);
        self.faults = faults;
        self
    }

    /// The deviations of this server.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// The second that its clock shows.
    pub(crate) fn now(&self) -> i64 {
        self.clock.now()
    }

    /// Four users by role: `dp-owner`, `dp-sharee`, `dp-stranger` and the superuser `dp-admin`, whose passwords are
    /// `mock-owner` and so on.
    #[must_use]
    pub fn standard_users() -> Vec<User> {
        [("owner", "Olive Owner"), ("sharee", "Shirley Sharee"), ("stranger", "Stan Stranger"), ("admin", "Ada Admin")]
            .into_iter()
            .map(|(role, name)| User {
                login: format!("dp-{role}"),
                password: format!("mock-{role}"),
                name: name.to_owned(),
                mails: vec![format!("dp-{role}@example.org")],
                superuser: role == "admin",
            })
            .collect()
    }

    /// Answers one request.
    pub fn handle(&mut self, request: &Request) -> Response {
        let damaged = damage_request(&self.damages, request);
        let response = self.answer(&damaged);
        damage_answer(&self.damages, request, response)
    }

    fn answer(&mut self, request: &Request) -> Response {
        if let Some(response) = site::refused(request, &self.faults) {
            return response;
        }
        let lower_case = request.target.starts_with("/sogo") && !self.faults.has(Fault::NO_WEB_SERVER_IN_FRONT);
        let unknown = Target::service_is_encoded(&request.target) && self.faults.has(Fault::ENCODED_SERVICE_UNKNOWN);
        let Some(target) = Target::parse(&request.target).filter(|_| !lower_case && !unknown) else {
            return site::outside_dav(request, &self.faults);
        };
        let login = match authenticate(&self.state, &self.faults, request) {
            Ok(login) => login,
            Err(response) => {
                let response = site::dropped(response, &self.faults);
                return method::complete(response, &request.method);
            }
        };
        let mut context = Context {
            state: &mut self.state,
            faults: &self.faults,
            damages: &self.damages,
            product_id: self.product_id,
            zone: &self.zone,
            now: self.clock.now(),
            started: self.started,
            login,
            request,
            target,
        };
        method::dispatch(&mut context)
    }
}
