//! Fixtures: made before a case, taken away after it.

use std::sync::atomic::Ordering;

use davproof_dav::{Request, build, build::PropValue};

use super::case::CaseRun;
use super::journal::Entry;
use super::request::{object_body, xml};
use super::sogo;
use crate::scenario::{Collection, FixtureKind, OneOrMany, PlannedFixture, Template};

/// Something that exists because of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Made {
    /// A collection.
    Collection {
        /// Role that owns it.
        role: String,
        /// Its path.
        path: String,
    },
    /// Rights on a collection.
    Rights {
        /// Role that owns the collection.
        role: String,
        /// Path of the collection.
        path: String,
        /// User that has the rights.
        user: String,
    },
    /// A subscription.
    Subscription {
        /// Role that subscribed.
        role: String,
        /// Path of the collection.
        path: String,
    },
    /// An object that the server delivered.
    Delivered {
        /// Role that has it.
        role: String,
        /// Its path.
        path: String,
    },
}

impl CaseRun<'_> {
    /// Makes a fixture.
    ///
    /// # Errors
    /// Why it could not be made, in words.
    pub(crate) async fn make(&mut self, fixture: &PlannedFixture) -> Result<(), String> {
        let role = self.env.text(&fixture.role).map_err(|missing| missing.to_string())?;
        match &fixture.kind {
            FixtureKind::Calendar(collection) => self.make_calendar(&fixture.name, &role, collection).await,
            FixtureKind::Addressbook(collection) => self.make_addressbook(&fixture.name, &role, collection).await,
            FixtureKind::Object { object, within, name, with, set } => {
                let object = self.env.text(object).map_err(|missing| missing.to_string())?;
                let uid = self.env.fresh_uid(&fixture.name);
                let (body, media) = object_body(&object, with, set, &self.env, self.context.pack, &uid)
                    .map_err(|error| error.to_string())?;
                let default =
                    format!("{}.{}", fixture.name, if media.starts_with("text/vcard") { "vcf" } else { "ics" });
                let name = match name {
                    Some(name) => self.env.text(name).map_err(|missing| missing.to_string())?,
                    None => default,
                };
                self.refuse_invitations(&role, &body, false)?;
                let collection = self.path_of(within)?;
                let href = format!("{collection}{name}");
                let request = Request::new("PUT", href.as_str()).header("Content-Type", media).body(body.clone());
                self.expect_success(&fixture.name, &role, request).await?;
                let uid =
                    davproof_content::Document::parse(&body).ok().and_then(|document| document.uid()).unwrap_or(uid);
                self.env.set(fixture.name.clone(), href.clone());
                self.env.set(format!("{}.href", fixture.name), href);
                self.env.set(format!("{}.name", fixture.name), name);
                self.env.set(format!("{}.uid", fixture.name), uid);
                self.sent.insert(fixture.name.clone(), body);
                self.learn_etag(&fixture.name, &role).await
            }
            FixtureKind::Share { collection, to, rights } => {
                let path = self.path_of(collection)?;
                self.share(&fixture.name, &role, &path, to, rights).await
            }
            FixtureKind::Subscription { collection, by } => {
                let path = self.path_of(collection)?;
                self.subscribe(&fixture.name, &role, &path, by).await
            }
        }
    }

    fn path_of(&self, collection: &str) -> Result<String, String> {
        self.env.text(&Template::variable(collection)).map_err(|missing| missing.to_string())
    }

    async fn make_calendar(&mut self, name: &str, role: &str, collection: &Collection) -> Result<(), String> {
        let home = self.account(role)?.calendar_home.clone().ok_or(format!("`{role}` has no calendar home"))?;
        let path = self.scratch(name, &home);
        let mut request = Request::new("MKCALENDAR", path.as_str());
        if let Some(value) = self.displayname(collection)? {
            request = xml(request, build::mkcalendar(&[value]));
        }
        self.make_collection(name, role, path, request).await
    }

    async fn make_addressbook(&mut self, name: &str, role: &str, collection: &Collection) -> Result<(), String> {
        let home = self.account(role)?.addressbook_home.clone().ok_or(format!("`{role}` has no address book home"))?;
        let path = self.scratch(name, &home);
        let kind = davproof_dav::Name::fixed(davproof_dav::ns::CARDDAV, "addressbook");
        let values: Vec<PropValue> = self.displayname(collection)?.into_iter().collect();
        let request = xml(Request::new("MKCOL", path.as_str()), build::mkcol(&[kind], &values));
        self.make_collection(name, role, path, request).await
    }

    fn displayname(&self, collection: &Collection) -> Result<Option<PropValue>, String> {
        let Some(template) = &collection.displayname else { return Ok(None) };
        let text = self.env.text(template).map_err(|missing| missing.to_string())?;
        Ok(Some(PropValue::text(davproof_dav::Name::dav("displayname"), &text)))
    }

    fn scratch(&self, name: &str, home: &str) -> String {
        format!("{home}{}{name}/", self.prefix)
    }

    async fn make_collection(&mut self, name: &str, role: &str, path: String, request: Request) -> Result<(), String> {
        self.note_collection(role, &path)?;
        self.expect_success(name, role, request).await?;
        let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        self.env.set(format!("{name}.name"), last);
        self.env.set(name, path);
        Ok(())
    }

    /// Notes that a collection is about to be created, so that it will be removed whatever happens.
    pub(crate) fn note_collection(&mut self, role: &str, path: &str) -> Result<(), String> {
        let made = Made::Collection { role: role.to_owned(), path: path.to_owned() };
        if !self.made.contains(&made) {
            self.context.note(&Entry::Collection { role: role.to_owned(), path: path.to_owned() })?;
            self.made.push(made);
        }
        Ok(())
    }

    /// Gives a role rights on a collection.
    pub(crate) async fn share(
        &mut self,
        label: &str,
        role: &str,
        path: &str,
        to: &Template,
        rights: &OneOrMany,
    ) -> Result<(), String> {
        let to = self.env.text(to).map_err(|missing| missing.to_string())?;
        let user = self.context.session.accounts.get(&to).map(|account| account.user.as_str());
        let user = sogo::user_of(&to, user).ok_or(format!("the target has no account `{to}`"))?;
        let mut names = String::new();
        for template in &rights.0 {
            names = format!("{names} {}", self.env.text(template).map_err(|missing| missing.to_string())?);
        }
        let names: Vec<&str> = names.split_whitespace().collect();
        if !names.is_empty() {
            self.made.push(Made::Rights { role: role.to_owned(), path: path.to_owned(), user: user.clone() });
        }
        self.expect_success(label, role, sogo::set_rights(path, &user, &names)).await?;
        let nothing = names.iter().all(|name| *name == "None");
        if nothing {
            // Once more, because requests at the same moment may have filled SOGo's cache with the old rights.
            return self.expect_success(label, role, sogo::set_rights(path, &user, &names)).await;
        }
        self.wait_for_rights(label, role, path, &to, &sogo::set_rights(path, &user, &names)).await
    }

    /// SOGo caches rights, and requests at the same moment may fill the cache with old ones; then they are set again,
    /// and the run reports it. Rights that never open the collection are left for the case to judge.
    async fn wait_for_rights(
        &mut self,
        label: &str,
        role: &str,
        path: &str,
        to: &str,
        again: &Request,
    ) -> Result<(), String> {
        let grantee = if to == "everyone" { "sharee" } else { to };
        for attempt in 0..5 {
            let probe = Request::new("PROPFIND", path).header("Depth", "0");
            let outcome = self.context.send(grantee, probe).await.outcome;
            if outcome.is_ok_and(|response| response.status == 207) {
                if attempt > 0 {
                    self.context.stale_rights.fetch_add(1, Ordering::Relaxed);
                }
                return Ok(());
            }
            self.expect_success(label, role, again.clone()).await?;
        }
        Ok(())
    }

    async fn subscribe(&mut self, name: &str, owner: &str, path: &str, by: &Template) -> Result<(), String> {
        let by = self.env.text(by).map_err(|missing| missing.to_string())?;
        let account = self.account(&by)?.clone();
        let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let owner_paths = self.account(owner)?;
        let in_calendars = owner_paths.calendar_home.as_ref().is_some_and(|home| path.starts_with(home.as_str()));
        let home = if in_calendars { account.calendar_home } else { account.addressbook_home };
        let home = home.ok_or(format!("`{by}` has no home for it"))?;
        let subscribed = format!("{home}{}/", sogo::subscribed_name(&owner_paths.user, last));
        self.note_subscription(&by, path)?;
        self.context.client.fence().register_subscription(&subscribed).map_err(|error| error.to_string())?;
        let request = xml(Request::new("POST", path), build::subscribe());
        self.expect_success(name, &by, request).await?;
        self.env.set(name, subscribed);
        Ok(())
    }

    /// Notes that a subscription is about to be made.
    pub(crate) fn note_subscription(&mut self, role: &str, path: &str) -> Result<(), String> {
        self.context.note(&Entry::Subscription { role: role.to_owned(), path: path.to_owned() })?;
        self.made.push(Made::Subscription { role: role.to_owned(), path: path.to_owned() });
        Ok(())
    }

    /// Takes away all that the case made, in reverse order.
    ///
    /// Returns what could not be removed, in words.
    pub(crate) async fn clean_up(&mut self) -> Vec<String> {
        let mut left = Vec::new();
        while let Some(made) = self.made.pop() {
            if let Err(why) = super::clean::remove(&made, self.context).await {
                left.push(why);
            }
        }
        left
    }

    async fn expect_success(&mut self, name: &str, role: &str, request: Request) -> Result<(), String> {
        let (method, target) = (request.method.clone(), request.target.clone());
        let exchange = self.context.send(role, request).await;
        let label = format!("fixture {name}");
        self.keep(&label, role, &exchange);
        match &exchange.outcome {
            Ok(response) if (200..300).contains(&response.status) => Ok(()),
            Ok(response) => {
                if is_overload(response.status) {
                    self.dropped = true;
                }
                Err(format!("{method} {target} as {role} answered {} {}", response.status, response.reason))
            }
            Err(error) => {
                self.dropped |= is_drop(error);
                Err(format!("{method} {target} as {role}: {}", super::record::with_causes(error)))
            }
        }
    }

    /// Asks for the ETag of an object fixture, if the case uses it.
    async fn learn_etag(&mut self, name: &str, role: &str) -> Result<(), String> {
        let variable = format!("{name}.etag");
        if !self.case.uses(&variable) {
            return Ok(());
        }
        let href = self.env.text(&Template::variable(name)).map_err(|missing| missing.to_string())?;
        let exchange = self.context.send(role, Request::new("HEAD", href)).await;
        self.keep(&format!("fixture {name}"), role, &exchange);
        let etag = exchange.outcome.as_ref().ok().and_then(|response| response.headers.get("ETag"));
        self.env.set(variable, etag.ok_or(format!("the server tells no ETag for `{name}`"))?);
        Ok(())
    }
}

/// True for the statuses by which a proxy says that the server behind it did not answer.
pub(crate) fn is_overload(status: u16) -> bool {
    matches!(status, 502 | 504)
}

/// True if the server closed the connection without an answer.
pub(crate) fn is_drop(error: &davproof_dav::TransportError) -> bool {
    matches!(error, davproof_dav::TransportError::Dropped { .. })
}
