//! What asking for entry can meet.

use crate::check::finding::{Group, Situation};

const LOGIN: Group = Group::Login;

// Without credentials

pub(super) static CHALLENGE: Situation = Situation::ok(LOGIN, "challenge");
pub(super) static CHALLENGE_MISSING: Situation = Situation::failure(
    LOGIN,
    "challenge-missing",
    "Clients ask for a password only if 401 carries a `WWW-Authenticate` header. Hand SOGo's header on; if the web server makes the 401 itself (`auth_request`, single sign-on), add the header there or leave the DAV path out.",
);
pub(super) static CHALLENGE_UNUSABLE: Situation = Situation::failure(
    LOGIN,
    "challenge-unusable",
    "Sync clients log in with Basic (or Digest). Offer Basic over HTTPS beside the other schemes on the DAV path.",
);
pub(super) static OPEN: Situation = Situation::failure(
    LOGIN,
    "open-to-anybody",
    "Answer 401 with a challenge to everything below the DAV path that comes without credentials. As it is, clients never ask for a password, or data is public.",
);
pub(super) static METHODS_DIFFER: Situation = Situation::failure(
    LOGIN,
    "differs-by-method",
    "Use one rule for all methods below the DAV path (no `<Limit>` around `Require`, no `limit_except` around `auth_basic`); otherwise an account is verified and then does not sync.",
);
pub(super) static PUBLIC_ZONE: Situation = Situation::warning(
    LOGIN,
    "public-zone",
    "Folders that users made public can be read by anybody below `/SOGo/dav/public/`. Switch `SOGoEnablePublicAccess` off unless it is wanted.",
);
pub(super) static TRUSTED_HEADER: Situation = Situation::failure(
    LOGIN,
    "trusted-header",
    "Anybody can read and write any account. Remove the header in the web server before it decides itself (Apache: `RequestHeader unset x-webobjects-remote-user early`; nginx: `proxy_set_header x-webobjects-remote-user \"\"`), or set `SOGoTrustProxyAuthentication = NO`.",
);
pub(super) static HEADER_NOT_TRUSTED: Situation = Situation::ok(LOGIN, "header-not-trusted");

// With the password

pub(super) static NOT_TRIED: Situation = Situation::skipped(
    LOGIN,
    "not-tried",
    "Give a user with --user and a password from --password-env, --password-file, --password-command or the terminal, and login and endpoints are checked too.",
);
pub(super) static IN_CLEAR: Situation = Situation::unreachable(
    LOGIN,
    "not-sent-in-clear",
    "No password is sent without TLS to another machine. Give the https address.",
);
pub(super) static ACCEPTED: Situation = Situation::ok(LOGIN, "accepted");
pub(super) static REFUSED: Situation = Situation::unreachable(
    LOGIN,
    "refused",
    "Check user name and password in the web interface. If they work there: with a second factor, or where mail uses app passwords, DAV needs an app password that is valid for it; otherwise look at the log of the service for the login name that arrived.",
);
pub(super) static REFUSED_OR_STRIPPED: Situation = Situation::unreachable(
    LOGIN,
    "refused-or-not-forwarded",
    "Either user name or password is wrong, or a proxy does not hand the `Authorization` header on: this server answers alike to both. Try the password in the web interface; if it is right, look for the header in the proxy (nginx: `proxy_set_header Authorization $http_authorization;`, Apache: `CGIPassAuth On`).",
);
pub(super) static STRIPPED: Situation = Situation::unreachable(
    LOGIN,
    "authorization-not-forwarded",
    "The proxy does not hand the `Authorization` header on to SOGo. Look for `proxy_set_header Authorization \"\"` or an `auth_request` that uses it up; nginx: `proxy_set_header Authorization $http_authorization;`, Apache: `CGIPassAuth On` or `SetEnvIf Authorization`.",
);
pub(super) static REFUSED_NON_ASCII: Situation = Situation::unreachable(
    LOGIN,
    "refused-non-ascii",
    "User name or password has letters beyond ASCII, and clients and servers disagree about their encoding (UTF-8 was sent). Try an ASCII password, or an app password for DAV.",
);
pub(super) static FORBIDDEN: Situation = Situation::unreachable(
    LOGIN,
    "forbidden",
    "The password was not refused, but the account may not use DAV. Look at the account's access settings, at filters by address or method, and whether the account is disabled.",
);
pub(super) static LOCKED: Situation = Situation::unreachable(
    LOGIN,
    "rate-limited",
    "The server or something before it counts requests or failed logins, and locks the client out. Wait, then raise the limit (`SOGoMaximumFailedLoginCount`, `SOGoMaximumRequestCount`, nginx `limit_req`, fail2ban) above what phones behind one address do.",
);
pub(super) static NOT_DAV: Situation = Situation::unreachable(
    LOGIN,
    "page-after-login",
    "With credentials, something else than DAV answers. Look at what the web server does with requests that carry an `Authorization` header.",
);
pub(super) static NO_ANSWER: Situation = Situation::unreachable(
    LOGIN,
    "no-answer",
    "Without credentials the service answers, with them it does not. The user source (LDAP, SQL, IMAP) behind it may hang; look at the log of the service.",
);
pub(super) static COOKIE: Situation = Situation::warning(
    LOGIN,
    "session-cookie",
    "DAV answers set a cookie. Clients with two accounts on one host keep one set of cookies, and the second account then sees the first one's calendars. Set no cookies below the DAV path.",
);

// Who it is

pub(super) static PRINCIPAL: Situation = Situation::ok(LOGIN, "principal");
pub(super) static PRINCIPAL_MAPPED: Situation = Situation::ok(LOGIN, "principal-by-other-name");
pub(super) static PRINCIPAL_MISSING: Situation = Situation::failure(
    LOGIN,
    "principal-missing",
    "The service does not tell `current-user-principal`, by which clients learn who they are. Look at what answers there, and whether the path is that of the DAV service.",
);
pub(super) static PRINCIPAL_OTHER: Situation = Situation::failure(
    LOGIN,
    "principal-of-somebody-else",
    "The account that answers is not the one that logged in. Check how login names map to user ids in the user source (`IDFieldName`, `UIDFieldName`, `bindFields`), and whether a proxy or a cookie decides who it is.",
);
pub(super) static SPELLINGS: Situation = Situation::ok(LOGIN, "spellings-of-the-user");
pub(super) static SPELLING_OTHER: Situation = Situation::failure(
    LOGIN,
    "spelling-opens-another-account",
    "People who write their name differently get a store of their own: an empty account on one device, and two that fill side by side. Let all spellings lead to one user id: lower-case ids in the user source, `SOGoForceExternalLoginWithEmail` or `SOGoEnableDomainBasedUID` as fits, and tell people one form.",
);
pub(super) static PSEUDO_USER: Situation = Situation::failure(
    LOGIN,
    "pseudo-user",
    "SOGo answers for its pseudo user `anonymous`: the login name is not known as a user id. Check the user source, and give the id that the web interface shows.",
);

// With a wrong password

pub(super) static WRONG_REFUSED: Situation = Situation::ok(LOGIN, "wrong-password-refused");
pub(super) static WRONG_ACCEPTED: Situation = Situation::failure(
    LOGIN,
    "wrong-password-accepted",
    "Any password opens the account. Look at the user source (a bind without a password check, `auth_basic` of the proxy that is trusted), and at caches in front.",
);
pub(super) static WRONG_ODD: Situation = Situation::warning(
    LOGIN,
    "wrong-password-not-401",
    "Answer 401 to a wrong password; clients do not ask for a new one otherwise.",
);
pub(super) static WRONG_LOCKS: Situation = Situation::failure(
    LOGIN,
    "locked-by-one-mistake",
    "One wrong password locked the right one out. Phones repeat an old password for hours: raise the count of failed logins that is tolerated, and exempt addresses that many people share.",
);
pub(super) static WRONG_NOT_TRIED: Situation = Situation::skipped(
    LOGIN,
    "wrong-password-not-tried",
    "Leave out --no-wrong-password to have one wrong password tried.",
);
