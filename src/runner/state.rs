//! The state of a resource, to tell whether a step changed it.

use std::collections::BTreeMap;

use bytes::Bytes;
use davproof_dav::{Exchange, Multistatus, Name, Request, build, build::Ask, resource_key};

use super::context::Context;

/// What is compared before and after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// An object: status, ETag and body.
    Object {
        /// Status of a GET.
        status: u16,
        /// ETag.
        etag: Option<String>,
        /// Body.
        body: Bytes,
    },
    /// A collection: its members and their ETags.
    Collection(BTreeMap<Vec<u8>, String>),
    /// It could not be told.
    Unknown(String),
}

/// The state of a resource as its owner sees it.
pub(crate) async fn state(path: &str, context: &Context<'_>) -> (State, Exchange) {
    if path.ends_with('/') {
        let etag = Name::dav("getetag");
        let request = Request::new("PROPFIND", path).header("Depth", "1");
        let exchange =
            context.send("owner", super::request::xml(request, build::propfind(&Ask::names([etag.clone()])))).await;
        let state = match &exchange.outcome {
            Err(error) => State::Unknown(error.to_string()),
            Ok(response) => match Multistatus::parse(&response.body) {
                Err(error) => State::Unknown(format!("{}: {error}", response.status)),
                Ok(multistatus) => State::Collection(
                    multistatus
                        .responses()
                        .map(|r| {
                            (
                                resource_key(r.href()).into_owned(),
                                r.prop(&etag).map(|e| e.trimmed().to_owned()).unwrap_or_default(),
                            )
                        })
                        .collect(),
                ),
            },
        };
        return (state, exchange);
    }
    let exchange = context.send("owner", Request::new("GET", path)).await;
    let state = match &exchange.outcome {
        Err(error) => State::Unknown(error.to_string()),
        Ok(response) => State::Object {
            status: response.status,
            etag: response.headers.get("ETag").map(str::to_owned),
            body: if response.status == 200 { response.body.clone() } else { Bytes::new() },
        },
    };
    (state, exchange)
}

impl State {
    /// What became another, in words; `None` if nothing did.
    pub(crate) fn change(&self, after: &State) -> Option<String> {
        match (self, after) {
            (State::Unknown(why), _) | (_, State::Unknown(why)) => Some(format!("it cannot be told: {why}")),
            (State::Object { status, etag, body }, State::Object { status: s, etag: e, body: b }) => {
                if status != s {
                    Some(format!("GET answered {status} before and {s} after"))
                } else if body != b {
                    Some("its content became another".to_owned())
                } else if etag != e {
                    let shown = |etag: &Option<String>| etag.clone().unwrap_or_else(|| "none".to_owned());
                    Some(format!("its ETag was {} and is {}", shown(etag), shown(e)))
                } else {
                    None
                }
            }
            (State::Collection(before), State::Collection(after)) => {
                let mut changes = Vec::new();
                for (href, etag) in before {
                    match after.get(href) {
                        None => changes.push(format!("{} is gone", shown(href))),
                        Some(other) if other != etag => changes.push(format!("{} changed", shown(href))),
                        Some(_) => {}
                    }
                }
                changes.extend(
                    after.keys().filter(|href| !before.contains_key(*href)).map(|h| format!("{} is new", shown(h))),
                );
                (!changes.is_empty()).then(|| changes.join(", "))
            }
            (State::Object { .. }, State::Collection(_)) | (State::Collection(_), State::Object { .. }) => {
                Some("it became another kind of resource".to_owned())
            }
        }
    }
}

fn shown(key: &[u8]) -> String {
    String::from_utf8_lossy(key).into_owned()
}
