//! `davproof mock`, and the mock that `davproof run` brings along.

use std::collections::BTreeMap;

use davproof_dav::{Credentials, Secret};
use davproof_mock::front::hyper::{Server, ServerHandle};
use davproof_mock::{Mock, MockOptions, Profile, User};

use super::args::{MockArgs, ProfileArg};
use super::failure::Failure;
use super::output;
use crate::exit::Exit;
use crate::scenario::ROLES;
use crate::target::{Account, Limits, Target};

/// Serves the mock until Ctrl-C.
pub(crate) async fn mock(args: MockArgs) -> Result<Exit, Failure> {
    let profile = match args.profile {
        ProfileArg::Sogo58 => Profile::Sogo58,
        ProfileArg::Rfc => Profile::Rfc,
    };
    let handle = serve(&args.listen.to_string(), profile).await?;
    let addr = handle.addr();
    let mut text = format!("A mock SOGo listens on http://{addr}/SOGo/dav/ until Ctrl-C.\n");
    for User { login, password, .. } in Mock::standard_users() {
        text = format!("{text}  user {login}, password {password}\n");
    }
    output::print(&text)?;
    tokio::signal::ctrl_c().await?;
    handle.shutdown();
    Ok(Exit::Passed)
}

/// A mock on a thread of its own, so that it answers while answers are judged.
pub(crate) struct Embedded {
    runtime: Option<tokio::runtime::Runtime>,
    handle: Option<ServerHandle>,
}

impl Drop for Embedded {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.shutdown();
        }
        // Dropping a runtime waits for it, which is not allowed on the thread of another one.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Starts a mock on a free port, and the target that describes it.
pub(crate) async fn embedded() -> Result<(Embedded, Target), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let mut embedded = Embedded { runtime: None, handle: None };
    let serving = runtime.spawn(serve("127.0.0.1:0", Profile::Sogo58));
    embedded.runtime = Some(runtime);
    let handle = serving.await.map_err(|error| Failure::Output(error.into()))??;
    let origin = format!("http://{}", handle.addr());
    let origin = origin.parse().map_err(|error| Failure::Usage(format!("{origin}: {error}")))?;
    let users = Mock::standard_users();
    let accounts: BTreeMap<String, Account> = ROLES
        .into_iter()
        .filter_map(|role| {
            users.iter().find(|user| user.login.ends_with(role)).map(|user| (role.to_owned(), account(user)))
        })
        .collect();
    let target = Target {
        label: "the embedded mock SOGo".to_owned(),
        origin,
        base_path: "/".to_owned(),
        trust: Vec::new(),
        expectations: None,
        accounts,
        // Most of the pack's time is waiting for the next second, which many cases can do together.
        limits: Limits { jobs: 64, ..Limits::default() },
    };
    embedded.handle = Some(handle);
    Ok((embedded, target))
}

fn account(user: &User) -> Account {
    Account {
        user: user.login.clone(),
        credentials: Credentials::Basic { user: user.login.clone(), password: Secret::new(user.password.clone()) },
        address: user.mails.first().cloned(),
    }
}

async fn serve(addr: &str, profile: Profile) -> Result<ServerHandle, Failure> {
    let listen = |source| Failure::Listen { addr: addr.to_owned(), source };
    let server = Server::bind(addr).await.map_err(listen)?;
    Ok(server.serve(Mock::new(MockOptions { profile, ..MockOptions::default() })))
}
