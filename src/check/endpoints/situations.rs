//! What an account's endpoints can show.

use crate::check::finding::{Group, Situation};

const ENDPOINTS: Group = Group::Endpoints;

// Homes and collections

pub(super) static CALENDAR_HOME: Situation = Situation::ok(ENDPOINTS, "calendar-home");
pub(super) static ADDRESSBOOK_HOME: Situation = Situation::ok(ENDPOINTS, "addressbook-home");
pub(super) static NO_CALENDAR_HOME: Situation = Situation::failure(
    ENDPOINTS,
    "calendar-home-missing",
    "The principal names no `calendar-home-set`, so clients find no calendars. Allow DAV for calendars (`SOGoCalendarDAVAccessEnabled`) and the calendar module for this account.",
);
pub(super) static NO_ADDRESSBOOK_HOME: Situation = Situation::failure(
    ENDPOINTS,
    "addressbook-home-missing",
    "The principal names no `addressbook-home-set`, so clients find no contacts. Allow DAV for contacts (`SOGoAddressBookDAVAccessEnabled`) and the contacts module for this account.",
);
pub(super) static HOME_BROKEN: Situation = Situation::failure(
    ENDPOINTS,
    "home-listing-broken",
    "The home cannot be listed, so the account looks empty. One broken member can be the cause: a subscription to a deleted folder, or a name with characters that XML cannot hold. Look at the log; remove dead subscriptions (`sogo-tool manage-acl unsubscribe`).",
);
pub(super) static NO_CALENDARS: Situation = Situation::failure(
    ENDPOINTS,
    "no-calendar",
    "The home lists no calendar: the account is set up and stays empty. Log in to the web interface once, so that the default calendar is made.",
);
pub(super) static NO_ADDRESSBOOKS: Situation = Situation::failure(
    ENDPOINTS,
    "no-addressbook",
    "The home lists no address book: the account is set up and stays empty. Log in to the web interface once, so that the default address book is made.",
);
pub(super) static MEMBER_DEAD: Situation = Situation::failure(
    ENDPOINTS,
    "listed-but-not-there",
    "The home lists a collection that cannot be opened; some clients then give up on the whole account. Unsubscribe it, or mend its rights.",
);
pub(super) static NO_DISPLAYNAME: Situation = Situation::warning(
    ENDPOINTS,
    "displayname-missing",
    "Give every calendar and address book a name. Outlook (CalDav Synchronizer) leaves out those without, phones show the path.",
);
pub(super) static SAME_DISPLAYNAME: Situation = Situation::warning(
    ENDPOINTS,
    "displayname-twice",
    "Give each calendar and address book a name of its own; people cannot tell them apart.",
);
pub(super) static NO_COMPONENT_SET: Situation = Situation::failure(
    ENDPOINTS,
    "component-set-missing",
    "Without `supported-calendar-component-set`, Outlook (CalDav Synchronizer) does not offer the calendar, and phones do not know whether it takes tasks. Update the server.",
);
pub(super) static EXTRA_TYPES: Situation = Situation::warning(
    ENDPOINTS,
    "extra-resource-types",
    "Older iPhones and Macs hide a calendar whose resource type says more than `collection` and `calendar`. Update SOGo (5.9 or newer for current macOS).",
);
pub(super) static DOCUMENTED: Situation = Situation::ok(ENDPOINTS, "documented-path");
pub(super) static NOT_DOCUMENTED: Situation = Situation::failure(
    ENDPOINTS,
    "documented-path-fails",
    "People are told to type this path. Log in to the web interface once, so that the folder is made; if it is there, look for rewrites of the path in the proxy.",
);
pub(super) static DEFAULTS: Situation = Situation::ok(ENDPOINTS, "default-collection");

// Hrefs

pub(super) static HREFS: Situation = Situation::ok(ENDPOINTS, "hrefs");
pub(super) static HREF_ELSEWHERE: Situation = Situation::failure(
    ENDPOINTS,
    "href-to-other-address",
    "The service names itself by another scheme, host or port than the one that clients use, and they go there. Hand the public address on at every proxy: `x-webobjects-server-url https://HOST`, `-server-name` and `-server-port` for SOGo, `Host` and `X-Forwarded-*` for others.",
);
pub(super) static HREF_ABSOLUTE: Situation = Situation::warning(
    ENDPOINTS,
    "href-absolute",
    "The service names its own paths with scheme and host. That is allowed, but Outlook (CalDav Synchronizer) cannot build on it.",
);
pub(super) static HREF_OUTSIDE: Situation = Situation::failure(
    ENDPOINTS,
    "href-loses-prefix",
    "The service's own paths lead to no DAV server here: a proxy adds or removes a part of the path without telling it. Hand `/SOGo` on unchanged (nginx: `proxy_pass` without a path).",
);
pub(super) static HREF_SPELLING: Situation = Situation::failure(
    ENDPOINTS,
    "href-spelled-differently",
    "Members come back under another spelling of the path than the one that was asked (`@` and `%40`, capitals, slashes). DAVx5 and iPhones compare letter by letter and show empty calendars. Update SOGo (5.12.1 or newer), or use user ids without `@`.",
);

// OPTIONS

pub(super) static DAV_HEADER: Situation = Situation::ok(ENDPOINTS, "dav-header");
pub(super) static OPTIONS_EATEN: Situation = Situation::failure(
    ENDPOINTS,
    "options-answered-by-proxy",
    "OPTIONS is answered without a `DAV` header: something before the server answers it (a CORS rule, security middleware) or removes the header. Apple devices, DAVx5 and Evolution then find no service. Answer OPTIONS locally only if it carries `Access-Control-Request-Method`, and hide no headers (`proxy_hide_header`).",
);
pub(super) static DAV_TOKEN_MISSING: Situation = Situation::failure(
    ENDPOINTS,
    "dav-header-incomplete",
    "The `DAV` header of OPTIONS lacks what clients look for: `calendar-access` for calendars, `addressbook` for contacts. Look for a proxy that replaces the header, or for a module that is switched off.",
);

// Methods

pub(super) static METHODS: Situation = Situation::ok(ENDPOINTS, "methods");
pub(super) static METHOD_BLOCKED: Situation = Situation::failure(
    ENDPOINTS,
    "method-blocked",
    "The method is refused before it reaches the DAV server. Add it to the list of allowed methods: web application firewall (`tx.allowed_methods`), web server (`limit_except`, `<Limit>`), filters of a cloud service. On IIS remove the WebDAV module.",
);
pub(super) static METHOD_DENIED: Situation = Situation::failure(
    ENDPOINTS,
    "method-needs-other-login",
    "The login works for some methods and not for this one: the account is verified and then does not sync. Use one rule for all methods below the DAV path.",
);
pub(super) static METHODS_UNSAFE: Situation = Situation::skipped(
    ENDPOINTS,
    "methods-not-tried",
    "Without a home there is no place where the other methods can be tried without risk. Mend the home first.",
);

// On the way

pub(super) static CACHED: Situation = Situation::failure(
    ENDPOINTS,
    "answer-from-cache",
    "A cache answers DAV requests, and may show one person's data to another. Exclude the DAV path from the cache or CDN.",
);
pub(super) static ENCODING: Situation = Situation::ok(ENDPOINTS, "compression");
pub(super) static ENCODING_BROKEN: Situation = Situation::failure(
    ENDPOINTS,
    "compression-broken",
    "The compressed answer is not what it says it is. Two layers compress, or one rewrites: switch compression off in one of them (nginx `gzip off;` in the DAV location).",
);
pub(super) static NOT_UTF8: Situation = Situation::failure(
    ENDPOINTS,
    "charset-name-wrong",
    "The `Content-Type` names a character set that does not exist; some clients then cannot read the answer. The name is `utf-8`. Look for a proxy that sets it.",
);
pub(super) static NOT_XML: Situation = Situation::failure(
    ENDPOINTS,
    "xml-type-wrong",
    "A 207 answer must say that it is XML (`text/xml` or `application/xml`). Look for a proxy that sets the `Content-Type`.",
);

// The web interface and the product

pub(super) static WEB: Situation = Situation::ok(ENDPOINTS, "web-interface");
pub(super) static WEB_MISSING: Situation = Situation::warning(
    ENDPOINTS,
    "web-interface-missing",
    "The web interface does not answer at its usual path. If people use it, look at the web server's configuration for `/SOGo/`.",
);
pub(super) static WEB_LINKS: Situation = Situation::ok(ENDPOINTS, "web-interface-links");
pub(super) static WEB_LINKS_WRONG: Situation = Situation::failure(
    ENDPOINTS,
    "server-url-wrong",
    "SOGo believes that it is reached by another address, and shows it to people under “Links to this calendar”, and in mails. Correct `x-webobjects-server-url` in the web server (nginx: `proxy_set_header x-webobjects-server-url https://$http_host;`), at every proxy in the chain.",
);
pub(super) static WEB_LOGIN_FAILS: Situation = Situation::failure(
    ENDPOINTS,
    "web-login-fails",
    "The web interface cannot be entered. SOGo answers a login with a cookie of several kilobytes: where nginx stands before it, its buffer must hold that (`proxy_buffer_size 16k; proxy_buffers 8 16k;`). Otherwise look at the logs of the web server and of SOGo.",
);
pub(super) static WEB_NOT_ENTERED: Situation = Situation::skipped(
    ENDPOINTS,
    "web-links-not-read",
    "The addresses that the web interface shows were not read. Copy one from “Links to this calendar”, and compare it with the card.",
);
pub(super) static PRODUCT: Situation = Situation::ok(ENDPOINTS, "product");
