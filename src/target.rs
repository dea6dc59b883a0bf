//! The target file `davproof.yaml`: which server, which accounts, which limits.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use davproof_dav::{Credentials, Origin, Secret};
use schemars::JsonSchema;
use serde::de::{self, Deserialize, Deserializer};
use serde_saphyr::Spanned;
use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::scenario::{At, ROLES, TextOr, Wait};

/// The file as written.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TargetFile {
    /// Base URL of the server, for example `https://mail.example.org/`, or of its DAV service.
    #[schemars(with = "String")]
    pub server: Spanned<String>,
    /// Name of the server for the reports. Default: its host.
    pub label: Option<String>,
    /// Product, for example `Radicale`; used where the server does not let it be known.
    pub product: Option<String>,
    /// Version of the product; used where the server does not let it be known.
    pub version: Option<String>,
    /// PEM file with certificates to trust beside the system's.
    pub trust: Option<PathBuf>,
    /// Expectation file for this server, relative to the target file.
    pub expectations: Option<PathBuf>,
    /// Accounts by role: `owner` (needed), `sharee`, `stranger`, `admin`.
    #[schemars(with = "BTreeMap<String, AccountFile>")]
    pub accounts: BTreeMap<String, Spanned<AccountFile>>,
    /// Limits.
    #[serde(default)]
    pub limits: LimitsFile,
}

/// An account as written.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AccountFile {
    /// Login name.
    pub user: String,
    /// Password, taken from elsewhere.
    pub password: Option<SecretSource>,
    /// Bearer token, taken from elsewhere, in place of a password.
    pub token: Option<SecretSource>,
    /// E-mail address; needed for cases with invitations.
    pub address: Option<String>,
}

/// Where a secret comes from. Exactly one; it never stands in the file itself.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum SecretSource {
    /// Name of an environment variable.
    Env(String),
    /// Path of a file; one line end at its end is not part of the secret.
    File(PathBuf),
    /// Program and arguments; its output is the secret.
    Command(Vec<String>),
}

impl<'de> Deserialize<'de> for SecretSource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        struct Keys {
            env: Option<String>,
            file: Option<PathBuf>,
            command: Option<Vec<String>>,
        }
        match TextOr::<Keys>::deserialize(deserializer)? {
            TextOr::Text(_) => Err(de::Error::custom("a secret does not stand in the target file")),
            TextOr::Map(Keys { env: Some(name), file: None, command: None }) => Ok(SecretSource::Env(name)),
            TextOr::Map(Keys { env: None, file: Some(path), command: None }) => Ok(SecretSource::File(path)),
            TextOr::Map(Keys { env: None, file: None, command: Some(words) }) => Ok(SecretSource::Command(words)),
            TextOr::Map(_) => Err(de::Error::custom("a secret comes from exactly one of `env`, `file` and `command`")),
        }
    }
}

/// Limits as written.
#[derive(Clone, Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct LimitsFile {
    /// Cases at the same time. Default: 4.
    pub jobs: Option<usize>,
    /// Time for a connection. Default: 10s.
    pub connect_timeout: Option<Wait>,
    /// Time for a whole request with its answer. Default: 30s.
    pub timeout: Option<Wait>,
    /// Largest answer in bytes. Default: 67108864.
    pub max_response: Option<u64>,
    /// Allow only requests that change nothing.
    pub read_only: bool,
}

/// The parsed target.
#[derive(Clone, Debug)]
pub struct Target {
    /// Name for people.
    pub label: String,
    /// Product, where the server does not let it be known.
    pub product: Option<String>,
    /// Its version, where the server does not let it be known.
    pub version: Option<String>,
    /// Where the server is.
    pub origin: Origin,
    /// Path of the base URL, `/` at least.
    pub base_path: String,
    /// PEM bundles to trust.
    pub trust: Vec<Vec<u8>>,
    /// Path of the expectation file.
    pub expectations: Option<PathBuf>,
    /// Accounts by role.
    pub accounts: BTreeMap<String, Account>,
    /// Limits.
    pub limits: Limits,
}

/// An account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Login name.
    pub user: String,
    /// How it proves itself.
    pub credentials: Credentials,
    /// E-mail address.
    pub address: Option<String>,
}

/// Limits of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Cases at the same time.
    pub jobs: usize,
    /// Time for a connection.
    pub connect_timeout: Duration,
    /// Time for a request with its answer.
    pub timeout: Duration,
    /// Largest answer in bytes.
    pub max_response: u64,
    /// Only requests that change nothing.
    pub read_only: bool,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            jobs: 4,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            max_response: 64 << 20,
            read_only: false,
        }
    }
}

/// Why a target file is of no use.
#[derive(Debug, Error)]
pub enum TargetError {
    /// The file cannot be read.
    #[error("cannot read {path}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file has a mistake.
    #[error("{0}")]
    Mistake(Box<Diagnostic>),
    /// A secret cannot be had.
    #[error("the secret of `{role}` cannot be had: {reason}")]
    Secret {
        /// Role of the account.
        role: String,
        /// Why, in words.
        reason: String,
    },
}

impl Target {
    /// Reads and parses a target file. Paths in it are relative to its folder.
    ///
    /// # Errors
    /// An unreadable file, a mistake in it, or a secret that cannot be had.
    pub fn read(path: &Path) -> Result<Target, TargetError> {
        let text = read_text(path)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        Target::parse(&text, &path.display().to_string(), folder)
    }

    /// Parses a target file.
    ///
    /// # Errors
    /// As [`Target::read`].
    pub fn parse(text: &str, path: &str, folder: &Path) -> Result<Target, TargetError> {
        let mistake = |diagnostic: Diagnostic| TargetError::Mistake(Box::new(diagnostic));
        let shown = masked(text);
        let file: TargetFile = crate::yaml::parse(text).map_err(|error| {
            let diagnostic = Diagnostic::from_yaml(&error, path, &shown);
            let secret = diagnostic.message.contains("secret");
            mistake(if secret { diagnostic.help(SECRET_HELP) } else { diagnostic })
        })?;
        let text = shown.as_str();
        let at = At::of(&file.server);
        let (origin, base_path) = split_url(&file.server.value).map_err(|reason| {
            mistake(Diagnostic::new(reason, path, text, at).help("write for example https://mail.example.org/"))
        })?;
        for (role, account) in &file.accounts {
            if !ROLES.contains(&role.as_str()) {
                let diagnostic = Diagnostic::new(format!("unknown role `{role}`"), path, text, At::of(account));
                return Err(mistake(diagnostic.suggest(role, ROLES).label("this account")));
            }
        }
        if !file.accounts.contains_key("owner") {
            let diagnostic = Diagnostic::new("the role `owner` has no account", path, text, at);
            return Err(mistake(diagnostic.help("add `owner:` below `accounts:`; without it nothing can be tested")));
        }
        let trust = match &file.trust {
            Some(pem) => {
                let pem = folder.join(pem);
                vec![std::fs::read(&pem).map_err(|source| TargetError::Unreadable { path: pem, source })?]
            }
            None => Vec::new(),
        };
        let mut accounts = BTreeMap::new();
        for (role, account) in &file.accounts {
            let credentials = account.value.credentials(folder).map_err(|problem| match problem {
                AccountProblem::Mistake(reason) => mistake(Diagnostic::new(reason, path, text, At::of(account))),
                AccountProblem::Secret(reason) => TargetError::Secret { role: role.clone(), reason },
            })?;
            let AccountFile { user, address, .. } = account.value.clone();
            accounts.insert(role.clone(), Account { user, credentials, address });
        }
        Ok(Target {
            label: file.label.unwrap_or_else(|| origin.to_string()),
            origin,
            base_path,
            trust,
            product: file.product,
            version: file.version,
            expectations: file.expectations.map(|path| folder.join(path)),
            accounts,
            limits: file.limits.parse(),
        })
    }
}

const SECRET_HELP: &str =
    "write `password: { env: NAME }`, `password: { file: PATH }` or `password: { command: [PROGRAM, ARGUMENT] }`";

/// The file without what may be a secret, so that messages can show its lines.
fn masked(text: &str) -> String {
    let secret = regex::Regex::new(r"(?m)((?:password|token)\s*:\s*)([^\s{][^,}\n]*)|(://)([^/@\s]*)(@)")
        .expect("the pattern is a literal");
    let stars = |text: &str| "*".repeat(text.chars().count());
    secret
        .replace_all(text, |found: &regex::Captures<'_>| match (found.get(2), found.get(4)) {
            (Some(value), _) => format!("{}{}", &found[1], stars(value.as_str())),
            (None, Some(user)) => format!("://{}@", stars(user.as_str())),
            (None, None) => found[0].to_owned(),
        })
        .into_owned()
}

enum AccountProblem {
    Mistake(String),
    Secret(String),
}

impl AccountFile {
    fn credentials(&self, folder: &Path) -> Result<Credentials, AccountProblem> {
        match (&self.password, &self.token) {
            (Some(password), None) => {
                let password = password.fetch(folder).map_err(AccountProblem::Secret)?;
                Ok(Credentials::Basic { user: self.user.clone(), password })
            }
            (None, Some(token)) => {
                Ok(Credentials::Bearer { token: token.fetch(folder).map_err(AccountProblem::Secret)? })
            }
            (Some(_), Some(_)) => {
                Err(AccountProblem::Mistake("an account has a password or a token, not both".to_owned()))
            }
            (None, None) => Err(AccountProblem::Mistake("an account needs `password` or `token`".to_owned())),
        }
    }
}

impl SecretSource {
    /// The secret; paths are relative to `folder`.
    pub(crate) fn fetch(&self, folder: &Path) -> Result<Secret, String> {
        let text = match self {
            SecretSource::Env(name) => {
                std::env::var(name).map_err(|_| format!("the environment variable `{name}` is not set"))?
            }
            SecretSource::File(path) => {
                let path = folder.join(path);
                std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?
            }
            SecretSource::Command(words) => {
                let (program, arguments) = words.split_first().ok_or("the command is empty")?;
                let output = Command::new(program)
                    .args(arguments)
                    .output()
                    .map_err(|error| format!("`{program}` cannot be started: {error}"))?;
                if !output.status.success() {
                    return Err(format!("`{program}` ended with {}", output.status));
                }
                String::from_utf8(output.stdout).map_err(|_| format!("the output of `{program}` is not UTF-8"))?
            }
        };
        let text = text.strip_suffix('\n').unwrap_or(&text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        if text.is_empty() {
            return Err("it is empty".to_owned());
        }
        Ok(Secret::new(text.to_owned()))
    }
}

impl LimitsFile {
    fn parse(self) -> Limits {
        let LimitsFile { jobs, connect_timeout, timeout, max_response, read_only } = self;
        let default = Limits::default();
        Limits {
            jobs: jobs.unwrap_or(default.jobs).clamp(1, 64),
            connect_timeout: connect_timeout.map_or(default.connect_timeout, |wait| wait.0),
            timeout: timeout.map_or(default.timeout, |wait| wait.0),
            max_response: max_response.unwrap_or(default.max_response),
            read_only,
        }
    }
}

/// Reads a file as text.
pub(crate) fn read_text(path: &Path) -> Result<String, TargetError> {
    std::fs::read_to_string(path).map_err(|source| TargetError::Unreadable { path: path.to_owned(), source })
}

fn split_url(url: &str) -> Result<(Origin, String), String> {
    let after_scheme = url.split_once("://").map_or("", |(_, rest)| rest);
    if after_scheme.split('/').next().unwrap_or_default().contains('@') {
        return Err("credentials do not belong into the URL; put them below `accounts:`".to_owned());
    }
    let origin: Origin = url.parse().map_err(|error: davproof_dav::OriginError| error.to_string())?;
    let path = after_scheme.find('/').map_or("/", |index| &after_scheme[index..]);
    let path = path.split(['?', '#']).next().unwrap_or("/");
    let slash = if path.ends_with('/') { "" } else { "/" };
    Ok((origin, format!("{path}{slash}")))
}
