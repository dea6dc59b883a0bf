//! JUnit XML that each of its consumers reads right.
//!
//! There is no standard for JUnit XML, only readers, and each has its traps. What this writer holds to:
//!
//! - A case has at most one result element, with `message`, `type` and a body: Allure takes one
//!   without attributes for a pass, GitLab shows a hash where the body is missing.
//! - `type` is a word of our own: GitLab parses values such as `symbol` or `yaml` and loses the file.
//! - Names and messages need no escaping (Allure shows entities raw); bodies are CDATA.
//! - Names are ids and never carry a result: consumers key the history of a case on them.
//! - [`Flavour::Strict`] follows the schema `junit-10.xsd` of the Jenkins xUnit plugin.
//! - `system-out` names the evidence of a case, as `[[ATTACHMENT|…]]`, and holds nothing else: the mark is broken up
//!   wherever a server or a scenario could have written it. GitLab and Jenkins take the path from the root of the project,
//!   so it begins with the folder that the run was given.

mod document;
mod text;
mod told;

pub use document::{Flavour, write};
pub(crate) use text::{attribute, cdata, message};
