//! How the tests reach the server that `tests/interop/run` names in the environment.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

use std::env;
use std::future::Future;
use std::panic::resume_unwind;
use std::time::{SystemTime, UNIX_EPOCH};

use http::HeaderValue;
use http::header::USER_AGENT;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use libdav::dav::{Delete, WebDavClient};
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use tower_http::auth::AddAuthorization;
use tower_http::set_header::SetRequestHeader;

/// The HTTP client below libdav: rustls, Basic authentication, and a name, without which SOGo hides most address books.
pub type Http = SetRequestHeader<AddAuthorization<Client<HttpsConnector<HttpConnector>, String>>, HeaderValue>;

/// A client of the server, at the address that SOGo's documentation gives to users.
///
/// libdav's own bootstrap finds nothing on SOGo: `/.well-known/caldav` leads here, but libdav then wants a page from a GET,
/// and SOGo answers 500.
///
/// # Panics
/// If the environment does not name a server.
#[must_use]
pub fn client() -> WebDavClient<Http> {
    let origin = required("INTEROP_URL");
    let url = format!("{}/SOGo/dav/", origin.trim_end_matches('/'));
    WebDavClient::new(url.parse().expect("INTEROP_URL is a URL"), http_client())
}

/// Runs a test with a collection of its own, and deletes that afterwards, also if the test fails.
///
/// # Panics
/// If the test does.
pub async fn with_collection<F>(client: &WebDavClient<Http>, href: &str, test: F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let outcome = tokio::spawn(test).await;
    let deleted = client.request(Delete::new(href).force()).await;
    if let Err(panic) = outcome {
        resume_unwind(panic.into_panic());
    }
    deleted.expect("the collection can be deleted");
}

/// A path segment that nobody has used.
///
/// # Panics
/// Never, while the clock is later than 1970.
#[must_use]
pub fn fresh_name() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("now is later than 1970");
    format!("interop-{:x}", now.as_nanos())
}

/// Whether the server is SOGo, or a mock that is to be like it.
#[must_use]
pub fn is_like_sogo() -> bool {
    env::var("INTEROP_LIKE").as_deref() == Ok("sogo")
}

fn http_client() -> Http {
    let mut roots = RootCertStore::empty();
    if let Ok(path) = env::var("INTEROP_CA") {
        for certificate in CertificateDer::pem_file_iter(path).expect("INTEROP_CA can be read") {
            roots.add(certificate.expect("INTEROP_CA is PEM")).expect("INTEROP_CA holds a CA");
        }
    }
    let tls = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    let connector = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().build();
    let client = Client::builder(TokioExecutor::new()).build(connector);
    let client = AddAuthorization::basic(client, &required("INTEROP_USER"), &required("INTEROP_PASSWORD"));
    SetRequestHeader::overriding(client, USER_AGENT, HeaderValue::from_static("interop-libdav"))
}

fn required(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: these tests are run by tests/interop/run"))
}
