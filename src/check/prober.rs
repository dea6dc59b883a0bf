//! Asks one server, politely: few questions at the same time, nothing that writes.

use davproof_dav::{
    Client, ClientError, ClientOptions, Credentials, Fence, Name, Origin, Redactor, Request, Response, RunMark,
    TransportError, build, build::Ask,
};
use tokio::sync::Semaphore;

use super::plan::Plan;

/// Questions at the same time. A small SOGo has three workers and drops what it cannot take.
const AT_ONCE: usize = 3;
/// Bytes of an answer; all that is asked for here is small, but a listing may be long.
pub(crate) const MAX_ANSWER: u64 = 16 << 20;

/// What came of a question.
pub(crate) type Answer = Result<Response, TransportError>;

/// Asks one server.
pub(crate) struct Prober {
    client: Client,
    account: Option<Credentials>,
    gate: Semaphore,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Who<'a> {
    /// Without credentials.
    Nobody,
    /// The account of the plan; nobody, if it has none.
    Account,
    /// Somebody else, on purpose.
    Other(&'a Credentials),
}

impl Prober {
    /// For one server. Redirects are never followed by itself, so nothing goes anywhere else.
    pub(crate) fn new(origin: &Origin, plan: &Plan) -> Result<Prober, ClientError> {
        let account = plan.account.as_ref().map(|login| login.credentials.clone());
        let mut options = ClientOptions::new(origin.clone());
        options.trust.clone_from(&plan.trust);
        options.connect_timeout = plan.timeout;
        options.exchange_timeout = plan.timeout;
        options.read_timeout = plan.timeout;
        options.max_response_bytes = MAX_ANSWER;
        let client = Client::new(options, Redactor::new(account.as_ref()), Fence::new(mark()))?;
        Ok(Prober { client, account, gate: Semaphore::new(AT_ONCE) })
    }

    /// The server.
    pub(crate) fn origin(&self) -> &Origin {
        self.client.origin()
    }

    /// The guard of all writes.
    pub(crate) fn fence(&self) -> &Fence {
        self.client.fence()
    }

    /// Sends one request. A connection that is dropped is tried once more, because a busy sogod does that.
    pub(crate) async fn ask(&self, who: Who<'_>, request: Request) -> Answer {
        let credentials = match (who, &self.account) {
            (Who::Nobody, _) | (Who::Account, None) => &Credentials::Anonymous,
            (Who::Account, Some(account)) => account,
            (Who::Other(other), _) => other,
        };
        let _turn = self.gate.acquire().await.expect("the gate is never closed");
        // Boxed, because many questions are held by futures at the same time.
        let send = |request| Box::pin(self.client.send(request, credentials));
        let outcome = send(request.clone()).await.outcome;
        match (outcome, who) {
            // A wrong password is never tried twice: accounts get locked.
            (Err(TransportError::Dropped { .. }), Who::Nobody | Who::Account) => {
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
                send(request).await.outcome
            }
            (outcome, _) => outcome,
        }
    }

    /// PROPFIND for some properties, such as `D:resourcetype`.
    pub(crate) async fn propfind(&self, who: Who<'_>, path: &str, depth: &str, names: &[&str]) -> Answer {
        self.ask(who, propfind(path, depth, names)).await
    }
}

/// A PROPFIND request.
pub(crate) fn propfind(path: &str, depth: &str, names: &[&str]) -> Request {
    let names = names.iter().map(|name| name.parse::<Name>().expect("the names are literals"));
    Request::new("PROPFIND", path)
        .header("Depth", depth)
        .header("Content-Type", "application/xml; charset=utf-8")
        .body(build::propfind(&Ask::names(names)))
}

fn mark() -> RunMark {
    let mut random = fastrand::Rng::new();
    let id: String = (0..8).map(|_| random.alphanumeric().to_ascii_lowercase()).collect();
    format!("davproof-{id}-").parse().expect("letters and digits make a mark")
}
