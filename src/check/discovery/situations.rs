//! What looking for the service can meet.

use crate::check::finding::{Group, Situation};

const ENDPOINTS: Group = Group::Endpoints;

// DNS

pub(super) static DNS_SERVICE: Situation = Situation::ok(ENDPOINTS, "dns-service");
pub(super) static DNS_NO_SERVICE: Situation = Situation::warning(
    ENDPOINTS,
    "dns-no-service",
    "Publish SRV records, so that an e-mail address is enough to set up an account: `_caldavs._tcp` and `_carddavs._tcp` as `0 1 443 mail.example.org.`, each with a TXT record `path=/SOGo/dav/` beside it.",
);
pub(super) static DNS_ONE_SERVICE: Situation = Situation::warning(
    ENDPOINTS,
    "dns-one-service",
    "Publish both SRV records, `_caldavs._tcp` and `_carddavs._tcp`; without one of them calendars or contacts are not found by the e-mail address.",
);
pub(super) static DNS_NO_PATH: Situation = Situation::ok(ENDPOINTS, "dns-no-path");
pub(super) static DNS_STALE_PATH: Situation = Situation::failure(
    ENDPOINTS,
    "dns-stale-path",
    "Correct the TXT record beside the SRV record to the DAV path of this server, for SOGo `path=/SOGo/dav/`; it may be left from an earlier product.",
);
pub(super) static DNS_DENIED: Situation = Situation::failure(
    ENDPOINTS,
    "dns-denied",
    "The SRV target `.` says that the domain has no such service, and clients believe it. Name the server there.",
);
pub(super) static DNS_TARGET_IS_ADDRESS: Situation = Situation::failure(
    ENDPOINTS,
    "dns-bad-target",
    "Name a host in the SRV record, with an address record of its own; an IP address or a text that is no host name cannot stand there.",
);
pub(super) static DNS_TWO_SERVERS: Situation = Situation::warning(
    ENDPOINTS,
    "dns-two-servers",
    "The two SRV records name different servers. If that is intended, check the other one by its own name; if not, correct one of them.",
);
pub(super) static DNS_SILENT: Situation = Situation::skipped(
    ENDPOINTS,
    "dns-not-asked",
    "Run the check where a name server can be reached to have the SRV records looked at, or name one with --name-server.",
);

// The server itself

pub(crate) static TLS_FAILS: Situation = Situation::failure(
    Group::Https,
    "tls-fails",
    "Mend the certificate or the TLS settings first: no password is sent over a connection that clients do not trust. If the CA is your own, give it with --ca.",
);
pub(crate) static NOT_CHECKED: Situation = Situation::skipped(
    ENDPOINTS,
    "not-checked",
    "Mend HTTPS first. No password is sent over a connection that clients do not trust; if the CA is your own, give it with --ca.",
);
pub(crate) static PLAIN: Situation = Situation::failure(
    Group::Https,
    "plain-address",
    "Passwords and data travel in the clear, and iPhones send none there. Give the https address; if there is none, set up TLS.",
);
pub(crate) static LOCAL: Situation = Situation::ok(Group::Https, "local-address");
pub(super) static NOT_HTTP: Situation = Situation::unreachable(
    Group::Https,
    "not-http",
    "Something else than a web server listens there. Check host and port.",
);
pub(super) static HUGE_HEADER: Situation = Situation::unreachable(
    Group::Https,
    "header-too-large",
    "The head of the answer is larger than clients accept. Look for a proxy that adds cookies or headers in a loop.",
);
pub(super) static SILENT: Situation = Situation::unreachable(
    Group::Https,
    "no-answer",
    "The connection stands but no answer comes in time. The service behind the web server may hang or be out of workers; look at its log, or raise --timeout.",
);
pub(super) static DROPPED: Situation = Situation::unreachable(
    Group::Https,
    "connection-dropped",
    "The server closes the connection without an answer. Look at the web server's error log; sogod does this when all its workers are busy.",
);
pub(super) static BROKEN_ANSWER: Situation = Situation::unreachable(
    Group::Https,
    "broken-answer",
    "The answer breaks off or is far too large. Look for a crashed worker or a proxy limit.",
);

// The service

pub(super) static SERVICE: Situation = Situation::ok(ENDPOINTS, "service");
pub(super) static NO_SERVICE: Situation = Situation::unreachable(
    ENDPOINTS,
    "no-dav-service",
    "Nothing under the usual paths speaks DAV. If SOGo is installed, hand `/SOGo` on to sogod in the web server (nginx: `location ^~ /SOGo { proxy_pass http://127.0.0.1:20000; }`). If the service lies elsewhere, give its URL.",
);
pub(super) static WEB_PAGE: Situation = Situation::unreachable(
    ENDPOINTS,
    "web-page",
    "A web page answers in place of DAV: a maintenance page, a single-page application or another product has taken the path. Exclude `/SOGo` and `/.well-known` from its catch-all rule. Behind a hotel's or guest network, log in to that network first.",
);
pub(super) static CAPTIVE: Situation = Situation::unreachable(
    ENDPOINTS,
    "captive-portal",
    "Every path leads to the same page of another server: a captive portal of the network, or a proxy, stands between. Log in to the network, or check from elsewhere.",
);
pub(super) static SSO: Situation = Situation::unreachable(
    Group::Login,
    "single-sign-on",
    "Single sign-on protects the DAV path, and sync clients cannot follow it to a login page. Leave `/SOGo/dav` (and `/Microsoft-Server-ActiveSync`) outside of it; clients log in with Basic over HTTPS, with app passwords where there is a second factor.",
);
pub(super) static GATEWAY: Situation = Situation::unreachable(
    ENDPOINTS,
    "backend-down",
    "The web server answers, but the service behind it does not. Check that sogod runs, and that the web server hands on to its port (20000 as a rule).",
);
pub(super) static SERVER_ERROR: Situation = Situation::unreachable(
    ENDPOINTS,
    "server-error",
    "The service fails. Look at its log (SOGo: /var/log/sogo/sogo.log), most often for the database.",
);
pub(super) static PROPFIND_BLOCKED: Situation = Situation::failure(
    ENDPOINTS,
    "propfind-blocked",
    "PROPFIND is refused before it reaches the DAV server, while other methods come through: clients find nothing. Look for a list of allowed methods in the web server (`limit_except`, `<Limit>`), in a web application firewall (`tx.allowed_methods`) or in a filter in front of it, and add the DAV methods.",
);
pub(super) static CIRCLE: Situation = Situation::failure(
    ENDPOINTS,
    "redirect-loop",
    "The redirects lead in a circle. Exclude `/SOGo/dav` and `/.well-known` from generic rules (http to https, slashes, host names), above all where TLS ends before this server.",
);

// Redirects

pub(super) static REDIRECT_TO_HTTP: Situation = Situation::failure(
    ENDPOINTS,
    "redirect-to-http",
    "A redirect leads from https to http; phones refuse it. Redirect to the https address; behind another proxy hand on the public scheme (SOGo: `x-webobjects-server-url https://HOST`, `x-webobjects-server-port 443`).",
);
pub(super) static REDIRECT_INSIDE: Situation = Situation::failure(
    ENDPOINTS,
    "redirect-to-inner-address",
    "A redirect names an address or port that only the server itself knows. Hand on the public ones: `x-webobjects-server-url`, `-server-name` and `-server-port` for SOGo, `Host` and `X-Forwarded-*` for others.",
);
pub(super) static REDIRECT_AWAY: Situation = Situation::failure(
    ENDPOINTS,
    "redirect-to-other-host",
    "A redirect leads to another host. Thunderbird breaks off there and DAVx5 keeps the password to itself unless the domain is the same. Keep discovery on one host, publish SRV records, or hand out the final address. It was not followed; check that host by its own name.",
);
pub(super) static WELL_KNOWN: Situation = Situation::ok(ENDPOINTS, "well-known");
pub(super) static WELL_KNOWN_MISSING: Situation = Situation::failure(
    ENDPOINTS,
    "well-known-missing",
    "Add both redirects to the web server: nginx `location = /.well-known/caldav { return 301 https://$http_host/SOGo/dav/; }` and the same for `/.well-known/carddav`; Apache `Redirect 301 /.well-known/caldav /SOGo/dav/`. Without them people must type the whole path, and iPhones fail.",
);
pub(super) static WELL_KNOWN_GET_ONLY: Situation = Situation::failure(
    ENDPOINTS,
    "well-known-get-only",
    "The redirect works for browsers and not for PROPFIND, which Apple devices send. Use `return 301` or `Redirect 301` outside of any limit on methods.",
);
pub(super) static WELL_KNOWN_PAGE: Situation = Situation::failure(
    ENDPOINTS,
    "well-known-other-system",
    "Another system of this host (a web site, an older product) answers there. Put the two redirects in front of it, also on the host of the mail domain, or publish SRV records.",
);
pub(super) static WELL_KNOWN_DEAD_END: Situation = Situation::failure(
    ENDPOINTS,
    "well-known-dead-end",
    "The redirect leads to a path where no DAV server answers. Redirect to `/SOGo/dav/`.",
);
pub(super) static WELL_KNOWN_STATUS: Situation = Situation::warning(
    ENDPOINTS,
    "well-known-status",
    "Use 301. Android (DAVx5) does not follow 303, and Outlook (CalDav Synchronizer) does not follow 308.",
);
pub(super) static WELL_KNOWN_SLASH: Situation = Situation::warning(
    ENDPOINTS,
    "well-known-no-slash",
    "Redirect to the path with a slash at its end (`/SOGo/dav/`); without it the server behind may redirect again, and with a wrong scheme or port.",
);
pub(super) static WELL_KNOWN_LONG: Situation = Situation::warning(
    ENDPOINTS,
    "well-known-long-way",
    "Lead there in one step; clients follow five redirects at most, and each costs time on a phone.",
);
pub(super) static FALL_BACK: Situation = Situation::ok(ENDPOINTS, "fall-back-paths");
pub(super) static LOWER_CASE: Situation = Situation::ok(ENDPOINTS, "lower-case-path");
pub(super) static EXACT_CASE: Situation = Situation::ok(ENDPOINTS, "exact-case-path");
