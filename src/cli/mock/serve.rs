//! Serving the mock: for others, and for `davproof run`.

use davproof_mock::front::hyper::{Server, ServerHandle};
use davproof_mock::{Faults, Mock, MockOptions, Profile, User};

use super::args::{MockChoice, ServeArgs};
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::embedded;
use crate::exit::Exit;
use crate::target::Target;

/// Serves the mock until Ctrl-C.
pub(super) async fn serve_until_ctrl_c(args: ServeArgs) -> Result<Exit, Failure> {
    let handle = serve(args.listen.to_string(), args.profile, args.faults()).await?;
    let addr = handle.addr();
    let server = match args.profile {
        Profile::Sogo58 | Profile::Sogod58 | Profile::Sogo512 => "A mock SOGo",
        Profile::Rfc => "A mock DAV server",
    };
    let mut text = format!("{server} listens on http://{addr}/SOGo/dav/ until Ctrl-C.\n");
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
pub(crate) async fn embedded(choice: &MockChoice) -> Result<(Embedded, Target), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let mut embedded = Embedded { runtime: None, handle: None };
    let serving = runtime.spawn(serve("127.0.0.1:0".to_owned(), choice.mock_profile, choice.faults()));
    embedded.runtime = Some(runtime);
    let handle = serving.await.map_err(|error| Failure::Output(error.into()))??;
    let origin = format!("http://{}", handle.addr());
    let origin = origin.parse().map_err(|error| Failure::Usage(format!("{origin}: {error}")))?;
    embedded.handle = Some(handle);
    Ok((embedded, embedded::target(origin)))
}

async fn serve(addr: String, profile: Profile, faults: Faults) -> Result<ServerHandle, Failure> {
    let server = match Server::bind(addr.as_str()).await {
        Ok(server) => server,
        Err(source) => return Err(Failure::Listen { addr, source }),
    };
    Ok(server.serve(Mock::new(MockOptions { profile, ..MockOptions::default() }).with_faults(faults)))
}
