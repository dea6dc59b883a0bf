//! The scenario language: YAML files, parsed into types that cannot say anything senseless.
//!
//! Parsing does no I/O. Every mistake is a [`crate::diagnostic::Diagnostic`] with file, line and column, found before
//! anything is sent.

mod arguments;
mod case;
mod expand;
mod expect;
mod pack;
mod pattern;
mod reference;
mod resolve;
mod step;
mod template;
mod value;
mod visit;
mod wrong_password;

pub use arguments::{
    Filter, Framing, HeaderMap, MakeCollection, Multiget, NoArguments, Plain, Propfind, Proppatch, Put, Query,
    RawRequest, Report, Share, Sync, TextMatch, TimeRange, Transfer,
};
pub use case::Collection;
pub use case::{CaseFile, Fixture, FixtureKind, ForEach, Row, ScenarioFile};
pub use expand::PlannedFixture;
pub(crate) use expand::ROLES;
pub use expand::{PlannedCase, expand};
pub use expect::{
    BodyCheck, Capture, ContentCheck, Expect, Format, HeaderCheck, Members, OneWins, PropCheck, PropValue,
    ResponseCheck, TokenCheck,
};
pub(crate) use pack::hex;
pub use pack::{ClientProfile, FixtureFile, Pack, PackSource, Requirements};
pub use pack::{RequirementRow, SourceFile};
pub use pattern::Pattern;
pub use reference::reference;
pub use resolve::{FEATURES, resolve};
pub use step::{Step, StepFile, Verb};
pub use template::{At, Part, Template, TemplateError, Variable};
pub(crate) use value::TextOr;
pub use value::{OneOrMany, PathOr, Scalar, StatusPattern, StatusSet, Wait};
pub(crate) use wrong_password::WrongPassword;
