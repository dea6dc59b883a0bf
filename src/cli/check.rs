//! `davproof check`.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use davproof_dav::{Credentials, Secret};
use davproof_reports::console::Style;
use davproof_reports::junit::Flavour;
use jiff::Timestamp;

use super::args::Colour;
use super::failure::Failure;
use super::output;
use crate::check::card::{Card, Language};
use crate::check::{self, Finding, Findings, Login, Outcome, Plan, Question, Try};
use crate::exit::Exit;
use crate::target::{SecretSource, Target};

/// Findings are shown as they come only if the check takes longer than a person would wait without a word.
const QUIET: Duration = Duration::from_millis(1500);

/// Options of `check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  davproof check mail.example.org                                  without a login
  davproof check https://mail.example.org/SOGo --user ann          asks for the password
  davproof check ann@example.org --password-file ann.password      by e-mail address: DNS, then the usual paths
  davproof check --target davproof.yaml --json
  davproof check mail.example.org --user ann --card card.html --mobileconfig ann.mobileconfig

Reads only. One wrong password is tried on purpose, the right one with other spellings of the user, and the web interface is
entered and left once.
Exit codes: 0 all well, or warnings only; 2 wrong usage; 3 unreachable, or the login is refused; 10 failures.")]
pub(crate) struct CheckArgs {
    /// URL, host, domain or e-mail address
    #[arg(value_name = "URL|DOMAIN|EMAIL", required_unless_present = "target")]
    subject: Option<String>,
    /// Take server, owner and CA from a target file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["user", "password_env", "password_file", "password_command"])]
    target: Option<PathBuf>,
    /// Login name; without it the e-mail address, or no login
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// Environment variable that holds the password
    #[arg(long, value_name = "VAR", group = "password")]
    password_env: Option<String>,
    /// File that holds the password
    #[arg(long, value_name = "FILE", group = "password")]
    password_file: Option<PathBuf>,
    /// Program with arguments, separated by spaces, that prints the password
    #[arg(long, value_name = "COMMAND", group = "password")]
    password_command: Option<String>,
    /// PEM file with certificates to trust beside the system's
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// Warn if the certificate ends within so many days
    #[arg(long, value_name = "N", default_value_t = 30)]
    warn_days: u16,
    /// Fail if the certificate ends within so many days
    #[arg(long, value_name = "N", default_value_t = 7)]
    fail_days: u16,
    /// Seconds for a connection, and for each question with its answer
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=600))]
    timeout: u16,
    /// Port where plain HTTP is tried; without it 80, if HTTPS is on 443
    #[arg(long, value_name = "PORT")]
    http_port: Option<u16>,
    /// Name server to ask for SRV records in place of the system's
    #[arg(long, value_name = "ADDRESS:PORT")]
    name_server: Option<SocketAddr>,
    /// Try no wrong password, and no other spelling of the user
    #[arg(long)]
    no_wrong_password: bool,
    /// Do not enter the web interface to read the addresses that it shows
    #[arg(long)]
    no_web_login: bool,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
    /// Write the findings as JUnit
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Write the findings as an HTML report
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Write the address card, a page to print and hand out
    #[arg(long, value_name = "FILE")]
    card: Option<PathBuf>,
    /// Write a configuration profile for Apple devices, without a password
    #[arg(long, value_name = "FILE")]
    mobileconfig: Option<PathBuf>,
    /// Language of the card
    #[arg(long, value_enum, default_value_t = LanguageArg::En)]
    lang: LanguageArg,
}

/// Languages of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LanguageArg {
    /// English.
    En,
    /// French.
    Fr,
}

pub(crate) async fn check(args: CheckArgs, colour: Colour) -> Result<Exit, Failure> {
    let (subject, plan) = plan(&args)?;
    let outcome = run(subject, &plan, colour).await?;
    let user = plan.account.as_ref().map(|login| login.user.as_str()).or(plan.question.address.as_deref());
    let language = match args.lang {
        LanguageArg::En => Language::English,
        LanguageArg::Fr => Language::French,
    };
    let card = outcome.service.as_ref().map(|service| Card::new(service, user, language));
    write(&args, &plan, &outcome, card.as_ref())?;
    if args.json {
        output::print(&format!("{:#}\n", outcome.json()))?;
    } else {
        let style = if output::colour_of_stdout(colour) { Style::Colour } else { Style::Plain };
        output::print(&check::console::render(&outcome, card.as_ref(), style))?;
    }
    Ok(outcome.exit())
}

async fn run(subject: String, plan: &Plan, colour: Colour) -> Result<Outcome, Failure> {
    let (started, begun) = (Timestamp::now(), Instant::now());
    let style = if output::colour_of_stderr(colour) { Style::Colour } else { Style::Plain };
    let watched = std::io::stderr().is_terminal();
    let told = AtomicBool::new(false);
    let show = |finding: &Finding| {
        if watched && begun.elapsed() > QUIET {
            if !told.swap(true, Ordering::Relaxed) {
                eprintln!("Still checking; this came late:");
            }
            eprintln!("{}", check::console::progress(finding, style));
        }
    };
    let findings = Findings::new(&show);
    let service = check::check(plan, &findings).await?;
    Ok(Outcome { subject, service, findings: findings.into_sorted(), started, took: begun.elapsed() })
}

fn write(args: &CheckArgs, plan: &Plan, outcome: &Outcome, card: Option<&Card>) -> Result<(), Failure> {
    let mut files: Vec<(&Path, Vec<u8>)> = Vec::new();
    if let Some(path) = &args.junit {
        let mut bytes = Vec::new();
        davproof_reports::junit::write(&check::run_result(outcome, plan), Flavour::default(), &mut bytes)?;
        files.push((path, bytes));
    }
    if let Some(path) = &args.html {
        let mut bytes = Vec::new();
        davproof_reports::write_html(&check::run_result(outcome, plan), &mut bytes)?;
        files.push((path, bytes));
    }
    match card {
        Some(card) => {
            files.extend(args.card.as_deref().map(|path| (path, card.page().into_bytes())));
            files.extend(args.mobileconfig.as_deref().map(|path| (path, card.mobileconfig().into_bytes())));
        }
        None if args.card.is_some() || args.mobileconfig.is_some() => {
            eprintln!("No card and no profile were written, because no DAV service was found.");
        }
        None => {}
    }
    for (path, bytes) in files {
        std::fs::write(path, bytes).map_err(|source| Failure::Unwritable { path: path.to_owned(), source })?;
    }
    Ok(())
}

fn plan(args: &CheckArgs) -> Result<(String, Plan), Failure> {
    let target = args.target.as_deref().map(Target::read).transpose()?;
    let subject = match (&args.subject, &target) {
        (Some(subject), _) => subject.clone(),
        (None, Some(target)) => format!("{}{}", target.origin, target.base_path),
        (None, None) => String::new(),
    };
    let question = Question::parse(&subject).map_err(|error| Failure::Usage(error.to_string()))?;
    let account = match &target {
        Some(target) => target
            .accounts
            .get("owner")
            .map(|owner| Login { user: owner.user.clone(), credentials: owner.credentials.clone() }),
        None => login(args, &question)?,
    };
    let mut trust = target.map(|target| target.trust).unwrap_or_default();
    if let Some(path) = &args.ca {
        trust.push(std::fs::read(path).map_err(|source| Failure::Unreadable { path: path.clone(), source })?);
    }
    let default_http = (question.origin.port() == 443).then_some(80);
    let attempt = |left_out: bool| if left_out { Try::Never } else { Try::Once };
    let plan = Plan {
        account,
        trust,
        timeout: Duration::from_secs(args.timeout.into()),
        http_port: args.http_port.or(default_http),
        name_server: args.name_server,
        wrong_password: attempt(args.no_wrong_password),
        web_login: attempt(args.no_web_login),
        warn_days: args.warn_days,
        fail_days: args.fail_days,
        question,
    };
    Ok((subject, plan))
}

/// Who logs in: a user with a password from somewhere, or nobody.
fn login(args: &CheckArgs, question: &Question) -> Result<Option<Login>, Failure> {
    let source = match (&args.password_env, &args.password_file, &args.password_command) {
        (Some(name), _, _) => Some(SecretSource::Env(name.clone())),
        (None, Some(path), _) => Some(SecretSource::File(path.clone())),
        (None, None, Some(command)) => {
            Some(SecretSource::Command(command.split_whitespace().map(str::to_owned).collect()))
        }
        (None, None, None) => None,
    };
    let Some(user) = args.user.clone().or_else(|| question.address.clone()) else {
        return match source {
            Some(_) => Err(Failure::Usage("a password was given and no user; add --user".to_owned())),
            None => Ok(None),
        };
    };
    if user.contains(':') || user.is_empty() {
        return Err(Failure::Usage("a login name is not empty and holds no colon (RFC 7617)".to_owned()));
    }
    let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let password = match source {
        Some(source) => source
            .fetch(Path::new("."))
            .map_err(|reason| Failure::Usage(format!("the password of {user} cannot be had: {reason}")))?,
        None if terminal => prompt(&user)?,
        None if args.user.is_some() => {
            return Err(Failure::Usage(
                "--user needs a password: --password-env, --password-file or --password-command, or a terminal to ask on"
                    .to_owned(),
            ));
        }
        None => return Ok(None),
    };
    Ok(Some(Login { user: user.clone(), credentials: Credentials::Basic { user, password } }))
}

fn prompt(user: &str) -> Result<Secret, Failure> {
    eprint!("Password of {user}: ");
    let password = console::Term::stderr().read_secure_line()?;
    if password.is_empty() {
        return Err(Failure::Usage("no password was typed".to_owned()));
    }
    Ok(Secret::new(password))
}
