//! Discovery: what a client learns of a server before it syncs.

use std::collections::{BTreeMap, BTreeSet};

use davproof_dav::{
    Client, Credentials, Element, Exchange, Follow, Href, Multistatus, Name, Node, Request, TransportError, build,
    build::Ask,
};
use thiserror::Error;

use crate::target::Target;

/// What is known of a server and its accounts once a run begins.
#[derive(Clone, Debug)]
pub struct Session {
    /// Origin as text, without a slash at the end.
    pub origin: String,
    /// Path of the DAV service, for example `/SOGo/dav/`.
    pub context: String,
    /// Product, if it let itself be known.
    pub product: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Features that cases may require.
    pub features: BTreeSet<String>,
    /// What else was learned.
    pub facts: BTreeMap<String, String>,
    /// Paths and names of the accounts by role.
    pub accounts: BTreeMap<String, AccountPaths>,
    /// Id of the run.
    pub run: String,
    /// Where members of the accounts can be reached on the wire.
    pub host: String,
}

/// Where an account's things are; every path ends in a slash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountPaths {
    /// Login name.
    pub user: String,
    /// Principal.
    pub principal: String,
    /// Calendar home.
    pub calendar_home: Option<String>,
    /// Address book home.
    pub addressbook_home: Option<String>,
    /// First calendar.
    pub calendar: Option<String>,
    /// First address book.
    pub addressbook: Option<String>,
    /// Schedule outbox.
    pub outbox: Option<String>,
    /// Schedule inbox.
    pub inbox: Option<String>,
    /// E-mail address.
    pub address: Option<String>,
    /// Display name.
    pub name: Option<String>,
}

/// Why a server cannot be tested.
#[derive(Debug, Error)]
pub enum DiscoveryError {
    /// No answer.
    #[error("{url} cannot be reached")]
    Unreachable {
        /// What was asked.
        url: String,
        /// Why no answer came.
        source: TransportError,
    },
    /// The credentials of a role were refused.
    #[error(
        "the server refuses the credentials of `{role}` (user {user}): {status} for {url}; check user and password in the target file"
    )]
    CredentialsRefused {
        /// Role of the account.
        role: String,
        /// Login name.
        user: String,
        /// Status of the answer.
        status: u16,
        /// What was asked.
        url: String,
    },
    /// Nothing there speaks DAV.
    #[error("no DAV service was found; tried {}; give its address as `server:` in the target file", .tried.join("; "))]
    NotDav {
        /// What was asked and what came.
        tried: Vec<String>,
    },
    /// The service does not name what a client needs.
    #[error("the DAV service does not tell {what}; a client cannot sync with it")]
    Incomplete {
        /// What is missing.
        what: String,
    },
}

/// Learns where everything is, as clients do it.
///
/// # Errors
/// A server that cannot be reached, refuses credentials, or speaks no DAV.
pub async fn discover(client: &Client, target: &Target, run: &str) -> Result<Session, DiscoveryError> {
    let mut discovery = Discovery { client, target, context: String::new(), facts: BTreeMap::new(), well_known: false };
    let owner_principal = discovery.find_service().await?;
    let mut accounts = BTreeMap::new();
    for role in target.accounts.keys() {
        let principal = if role == "owner" { owner_principal.clone() } else { discovery.principal(role).await? };
        accounts.insert(role.clone(), discovery.account(role, &principal).await?);
    }
    let features = discovery.features(&accounts).await?;
    let (product, version) = discovery.product(&accounts).await;
    let Discovery { context, facts, .. } = discovery;
    let mut session = Session {
        origin: target.origin.to_string().trim_end_matches('/').to_owned(),
        context,
        product: product.or_else(|| target.product.clone()),
        version: version.or_else(|| target.version.clone()),
        features,
        facts,
        accounts,
        run: run.to_owned(),
        host: target.origin.authority(),
    };
    if session.product.as_deref() == Some("SOGo") {
        session.features.extend(["sogo".to_owned(), "sharing".to_owned()]);
    }
    if session.origin.starts_with("https:") {
        session.features.insert("https".to_owned());
    }
    Ok(session)
}

impl Session {
    /// The value of a variable such as `owner.principal` or `context`.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<String> {
        match name {
            "origin" => return Some(self.origin.clone()),
            "host" => return Some(self.host.clone()),
            "context" => return Some(self.context.clone()),
            "run" => return Some(self.run.clone()),
            _ => {}
        }
        let (role, field) = name.split_once('.')?;
        let account = self.accounts.get(role)?;
        match field {
            "user" => Some(account.user.clone()),
            "principal" => Some(account.principal.clone()),
            "calendar-home" => account.calendar_home.clone(),
            "addressbook-home" => account.addressbook_home.clone(),
            "calendar" => account.calendar.clone(),
            "addressbook" => account.addressbook.clone(),
            "outbox" => account.outbox.clone(),
            "inbox" => account.inbox.clone(),
            "address" => account.address.clone(),
            "name" => account.name.clone(),
            _ => None,
        }
    }
}

struct Discovery<'a> {
    client: &'a Client,
    target: &'a Target,
    context: String,
    facts: BTreeMap<String, String>,
    well_known: bool,
}

impl Discovery<'_> {
    /// Finds the service and the owner's principal: the base path, `.well-known`, then SOGo's usual path.
    async fn find_service(&mut self) -> Result<String, DiscoveryError> {
        let redirected = self.well_known().await?;
        let base = self.target.base_path.clone();
        let mut candidates = Vec::new();
        if base != "/" {
            candidates.push(base.clone());
            candidates.push(format!("{base}dav/"));
        }
        candidates.extend(redirected);
        candidates.push("/SOGo/dav/".to_owned());
        candidates.push("/".to_owned());
        let mut tried: Vec<String> = Vec::new();
        for path in candidates {
            let exchange = self.propfind("owner", &path, "0", &["D:current-user-principal", "D:resourcetype"]).await;
            let response = match &exchange.outcome {
                Ok(response) => response,
                Err(error) => {
                    return Err(DiscoveryError::Unreachable { url: exchange.request.url, source: error.clone() });
                }
            };
            if matches!(response.status, 401 | 403) {
                return Err(self.refused("owner", response.status, &path));
            }
            if let Some(principal) = property(&exchange, "D:current-user-principal").and_then(|p| first_href(&p)) {
                self.context = path;
                return Ok(with_slash(&principal));
            }
            let kind = response.headers.get("Content-Type").unwrap_or("no Content-Type");
            let coding = response.headers.get("Content-Encoding").filter(|coding| *coding != "identity");
            let coded = coding.map_or(String::new(), |coding| {
                format!(" with the Content-Encoding {coding}, which nobody asked for: turn compression off in the server or its proxy")
            });
            tried.push(format!("PROPFIND {path}: {} {kind}{coded}", response.status));
            tried.dedup();
        }
        Err(DiscoveryError::NotDav { tried })
    }

    /// Where `/.well-known/caldav` leads, if it redirects on this host (RFC 6764 §5).
    async fn well_known(&mut self) -> Result<Option<String>, DiscoveryError> {
        let request = Request::new("PROPFIND", "/.well-known/caldav").header("Depth", "0").follow(Follow::Never);
        let exchange = self.client.send(request, &Credentials::Anonymous).await;
        let response = match exchange.outcome {
            Ok(response) => response,
            Err(source) => return Err(DiscoveryError::Unreachable { url: exchange.request.url, source }),
        };
        let location = response.headers.get("Location").and_then(|l| self.client.origin().target_of(l).ok());
        let redirects = (300..400).contains(&response.status);
        self.well_known = redirects && location.is_some();
        self.facts.insert(
            "well-known".to_owned(),
            match &location {
                Some(location) if redirects => format!("{} to {location}", response.status),
                Some(_) | None => format!("no redirect: {}", response.status),
            },
        );
        Ok(location.filter(|_| redirects).map(|location| with_slash(&location)))
    }

    async fn principal(&self, role: &str) -> Result<String, DiscoveryError> {
        let exchange = self.propfind(role, &self.context, "0", &["D:current-user-principal"]).await;
        match &exchange.outcome {
            Err(error) => Err(DiscoveryError::Unreachable { url: exchange.request.url, source: error.clone() }),
            Ok(response) if matches!(response.status, 401 | 403) => {
                Err(self.refused(role, response.status, &self.context))
            }
            Ok(_) => property(&exchange, "D:current-user-principal")
                .and_then(|p| first_href(&p))
                .map(|href| with_slash(&href))
                .ok_or_else(|| DiscoveryError::Incomplete { what: format!("the principal of `{role}`") }),
        }
    }

    async fn account(&self, role: &str, principal: &str) -> Result<AccountPaths, DiscoveryError> {
        let names = [
            "D:displayname",
            "C:calendar-home-set",
            "A:addressbook-home-set",
            "C:schedule-inbox-URL",
            "C:schedule-outbox-URL",
            "C:calendar-user-address-set",
        ];
        let exchange = self.propfind(role, principal, "0", &names).await;
        let href = |name: &str| property(&exchange, name).and_then(|p| first_href(&p)).map(|href| with_slash(&href));
        let account = &self.target.accounts[role];
        let mail = property(&exchange, "C:calendar-user-address-set").and_then(|set| {
            set.children_named(&Name::dav("href")).find_map(|h| h.trimmed().strip_prefix("mailto:").map(str::to_owned))
        });
        let calendar_home = href("C:calendar-home-set");
        let addressbook_home = href("A:addressbook-home-set");
        Ok(AccountPaths {
            user: account.user.clone(),
            principal: principal.to_owned(),
            calendar: self.first_of(role, calendar_home.as_deref(), "C:calendar").await,
            addressbook: self.first_of(role, addressbook_home.as_deref(), "A:addressbook").await,
            calendar_home,
            addressbook_home,
            outbox: href("C:schedule-outbox-URL"),
            inbox: href("C:schedule-inbox-URL"),
            address: account.address.clone().or(mail),
            name: property(&exchange, "D:displayname").map(|name| name.trimmed().to_owned()),
        })
    }

    /// The first collection of a kind in a home; one called `personal` goes before others.
    async fn first_of(&self, role: &str, home: Option<&str>, kind: &str) -> Option<String> {
        let home = home?;
        let kind: Name = kind.parse().ok()?;
        let exchange = self.propfind(role, home, "1", &["D:resourcetype"]).await;
        let multistatus = Multistatus::parse(&exchange.outcome.ok()?.body).ok()?;
        let resourcetype = Name::dav("resourcetype");
        let mut found: Vec<String> = multistatus
            .responses()
            .filter(|response| response.prop(&resourcetype).is_some_and(|types| types.child(&kind).is_some()))
            .map(|response| with_slash(Href::new(response.href()).path()))
            .filter(|path| !path.ends_with("/inbox/"))
            .collect();
        let personal = found.iter().position(|path| path.ends_with("/personal/")).unwrap_or(0);
        (!found.is_empty()).then(|| found.swap_remove(personal))
    }

    async fn features(
        &mut self,
        accounts: &BTreeMap<String, AccountPaths>,
    ) -> Result<BTreeSet<String>, DiscoveryError> {
        let owner = accounts.get("owner").ok_or_else(|| DiscoveryError::Incomplete { what: "the owner".to_owned() })?;
        let mut features = BTreeSet::new();
        let mut tokens = BTreeSet::new();
        for home in [&owner.calendar_home, &owner.addressbook_home].into_iter().flatten() {
            let exchange = self.send("owner", Request::new("OPTIONS", home.as_str())).await;
            let Ok(response) = exchange.outcome else { continue };
            let lists = response.headers.get_all("DAV").flat_map(|value| value.split(',')).map(|t| t.trim().to_owned());
            tokens.extend(lists.filter(|token| !token.is_empty()));
        }
        for (token, feature) in [
            ("calendar-access", "calendar-access"),
            ("addressbook", "addressbook"),
            ("extended-mkcol", "extended-mkcol"),
            ("2", "locking"),
        ] {
            if tokens.contains(token) {
                features.insert(feature.to_owned());
            }
        }
        self.facts.insert("dav".to_owned(), tokens.into_iter().collect::<Vec<_>>().join(", "));
        if let Some(calendar) = &owner.calendar {
            let names = ["D:supported-report-set", "CS:getctag"];
            let exchange = self.propfind("owner", calendar, "0", &names).await;
            let sync = Name::dav("sync-collection");
            if property(&exchange, names[0]).is_some_and(|reports| reports.descendant(&sync).is_some()) {
                features.insert("sync-collection".to_owned());
            }
            if property(&exchange, names[1]).is_some() {
                features.insert("ctag".to_owned());
            }
        }
        if owner.outbox.is_some() {
            features.insert("scheduling".to_owned());
        }
        if self.well_known {
            features.insert("well-known".to_owned());
        }
        Ok(features)
    }

    /// SOGo tells its version in the PRODID of what it makes itself.
    async fn product(&mut self, accounts: &BTreeMap<String, AccountPaths>) -> (Option<String>, Option<String>) {
        let Some(owner) = accounts.get("owner") else { return (None, None) };
        let exchange = self.send("owner", Request::new("GET", format!("{}freebusy.ifb", owner.principal))).await;
        let Ok(response) = exchange.outcome else { return (None, None) };
        if let Some(server) = response.headers.get("Server") {
            self.facts.insert("server-header".to_owned(), server.to_owned());
        }
        let body = String::from_utf8_lossy(&response.body).into_owned();
        let prodid = body.lines().find_map(|line| line.trim_end().strip_prefix("PRODID:")).unwrap_or_default();
        let Some(rest) = prodid.split_once("/SOGo ").map(|(_, rest)| rest) else { return (None, None) };
        let version = rest.split("//").next().unwrap_or_default();
        (Some("SOGo".to_owned()), Some(version.to_owned()))
    }

    fn refused(&self, role: &str, status: u16, path: &str) -> DiscoveryError {
        let user = self.target.accounts.get(role).map(|account| account.user.clone()).unwrap_or_default();
        let url = format!("{}{path}", self.target.origin);
        DiscoveryError::CredentialsRefused { role: role.to_owned(), user, status, url }
    }

    async fn propfind(&self, role: &str, path: &str, depth: &str, names: &[&str]) -> Exchange {
        let names = names.iter().filter_map(|name| name.parse::<Name>().ok());
        let request = Request::new("PROPFIND", path)
            .header("Depth", depth)
            .header("Content-Type", "application/xml; charset=utf-8")
            .body(build::propfind(&Ask::names(names)))
            .follow(Follow::SameOrigin { max: 5 });
        self.send(role, request).await
    }

    async fn send(&self, role: &str, request: Request) -> Exchange {
        let anonymous = Credentials::Anonymous;
        let credentials = self.target.accounts.get(role).map_or(&anonymous, |account| &account.credentials);
        self.client.send(request, credentials).await
    }
}

/// A property with status 200 of the first response.
fn property(exchange: &Exchange, name: &str) -> Option<Element> {
    let response = exchange.outcome.as_ref().ok().filter(|response| response.status == 207)?;
    let multistatus = Multistatus::parse(&response.body).ok()?;
    multistatus.responses().next()?.prop(&name.parse().ok()?).map(Node::to_element)
}

fn first_href(element: &Element) -> Option<String> {
    element.descendant(&Name::dav("href")).map(|href| Href::new(&href.text).path().to_owned())
}

fn with_slash(path: &str) -> String {
    let slash = if path.ends_with('/') { "" } else { "/" };
    format!("{path}{slash}")
}
