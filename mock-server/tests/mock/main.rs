//! What clients see of the mock.

mod acl;
mod catalogue;
mod common;
mod errors;
mod hyper_front;
mod locks;
mod methods;
mod mirror;
mod paths;
mod profiles;
mod sync;
mod wiremock_front;
