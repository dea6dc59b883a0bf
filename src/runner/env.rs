//! The variables of a case and their values.

use std::cell::RefCell;
use std::collections::BTreeMap;

use thiserror::Error;

use super::session::Session;
use super::time::relative_time;
use crate::scenario::{At, Part, Template};

/// A variable that has no value, because what it should have come from did not come about.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{{{0}}}` has no value, because an earlier step did not bring it about")]
pub(crate) struct Missing(pub(crate) String);

/// The variables of a case.
#[derive(Debug)]
pub(crate) struct Env<'a> {
    session: &'a Session,
    now: i64,
    each: &'a BTreeMap<String, String>,
    values: BTreeMap<String, String>,
    fresh: RefCell<BTreeMap<String, String>>,
    prefix: String,
}

impl<'a> Env<'a> {
    /// Variables of a case; `prefix` makes its fresh UIDs differ from those of all other cases and runs.
    pub(crate) fn new(session: &'a Session, now: i64, each: &'a BTreeMap<String, String>, prefix: String) -> Env<'a> {
        Env { session, now, each, values: BTreeMap::new(), fresh: RefCell::default(), prefix }
    }

    /// Gives a variable a value.
    pub(crate) fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.values.insert(name.into(), value.into());
    }

    /// The text of a template.
    pub(crate) fn text(&self, template: &Template) -> Result<String, Missing> {
        self.text_with(template, &BTreeMap::new())
    }

    /// The text of a template in which `with` goes before all other variables.
    pub(crate) fn text_with(&self, template: &Template, with: &BTreeMap<String, String>) -> Result<String, Missing> {
        let mut text = String::new();
        for part in &template.parts {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Variable(variable) => {
                    let value = match with.get(&variable.name) {
                        Some(value) => value.clone(),
                        None => self.value(&variable.name)?,
                    };
                    text.push_str(&variable.filtered(value));
                }
            }
        }
        Ok(text)
    }

    fn value(&self, name: &str) -> Result<String, Missing> {
        if let Some(value) = self.values.get(name) {
            return Ok(value.clone());
        }
        if let Some(raw) = self.each.get(name) {
            // A value may name other variables, but not itself: `resolve` has parsed it before.
            let template = Template::parse(raw, At::default()).map_err(|_| Missing(name.to_owned()))?;
            if template.variables().any(|variable| variable.name == name) {
                return Err(Missing(name.to_owned()));
            }
            return self.text(&template);
        }
        if name == "uid" || name.starts_with("uid:") {
            let mut fresh = self.fresh.borrow_mut();
            let count = fresh.len() + 1;
            let uid =
                fresh.entry(name.to_owned()).or_insert_with(|| format!("{}-{count}@davproof.example", self.prefix));
            return Ok(uid.clone());
        }
        if let Some(time) = relative_time(name, self.now) {
            return Ok(time);
        }
        self.session.variable(name).ok_or_else(|| Missing(name.to_owned()))
    }

    /// A UID that no other object has.
    pub(crate) fn fresh_uid(&self, of: &str) -> String {
        self.value(&format!("uid:{of}")).unwrap_or_else(|_| self.prefix.clone())
    }
}
