//! `davproof check`: is everything where clients look for it, one row for each situation.

mod front;

use std::io::Write;
use std::net::TcpStream;

use davproof::exit::Exit;
use davproof_mock::{Request, Response};
use front::{
    Backend, Twist, complaints, facts, page, plan, read, redirect, replaced, run, run_as_owner, serve, start, without,
};
use rstest::rstest;

// Discovery

fn well_known(request: &Request, backend: &mut Backend, answer: Response) -> Response {
    if request.target.starts_with("/.well-known/") { answer } else { backend.pass(request) }
}

fn well_known_missing(request: &Request, backend: &mut Backend) -> Response {
    well_known(request, backend, page(404, "404 Not Found"))
}

fn well_known_get_only(request: &Request, backend: &mut Backend) -> Response {
    let answer = if request.method == "GET" { redirect(301, "/SOGo/dav/") } else { page(405, "Not Allowed") };
    well_known(request, backend, answer)
}

fn well_known_other_system(request: &Request, backend: &mut Backend) -> Response {
    well_known(request, backend, page(200, "Our company"))
}

fn well_known_dead_end(request: &Request, backend: &mut Backend) -> Response {
    well_known(request, backend, redirect(301, "/remote.php/dav/"))
}

fn well_known_308(request: &Request, backend: &mut Backend) -> Response {
    well_known(request, backend, redirect(308, "/SOGo/dav/"))
}

fn well_known_no_slash(request: &Request, backend: &mut Backend) -> Response {
    well_known(request, backend, redirect(301, "/SOGo/dav"))
}

fn well_known_long_way(request: &Request, backend: &mut Backend) -> Response {
    match request.target.as_str() {
        "/a" => redirect(301, "/b"),
        "/b" => redirect(301, "/SOGo/dav/"),
        _ => well_known(request, backend, redirect(301, "/a")),
    }
}

fn well_known_circle(request: &Request, backend: &mut Backend) -> Response {
    match request.target.as_str() {
        "/a" => redirect(301, "/.well-known/caldav"),
        _ => well_known(request, backend, redirect(301, "/a")),
    }
}

fn well_known_other_host(request: &Request, backend: &mut Backend) -> Response {
    well_known(request, backend, redirect(301, "http://dav.example.org/SOGo/dav/"))
}

fn well_known_inner_port(request: &Request, backend: &mut Backend) -> Response {
    well_known(request, backend, redirect(301, "http://127.0.0.1:1/SOGo/dav/"))
}

fn nothing_there(_: &Request, _: &mut Backend) -> Response {
    page(404, "404 Not Found")
}

fn web_page(_: &Request, _: &mut Backend) -> Response {
    page(200, "Welcome to nginx!")
}

fn captive_portal(_: &Request, _: &mut Backend) -> Response {
    redirect(302, "http://portal.hotel.example/start")
}

fn network_asks_first(_: &Request, _: &mut Backend) -> Response {
    page(511, "Network Authentication Required")
}

fn sogod_down(request: &Request, backend: &mut Backend) -> Response {
    if request.target.starts_with("/SOGo") { page(502, "502 Bad Gateway") } else { backend.pass(request) }
}

fn sogod_fails(request: &Request, backend: &mut Backend) -> Response {
    if request.target.starts_with("/SOGo") { Response::new(500) } else { backend.pass(request) }
}

fn propfind_blocked(request: &Request, backend: &mut Backend) -> Response {
    let dav = request.target.starts_with("/SOGo/dav");
    if dav && request.method == "PROPFIND" { page(403, "403 Forbidden") } else { backend.pass(request) }
}

fn everything_in_a_circle(request: &Request, _: &mut Backend) -> Response {
    redirect(301, if request.target == "/a" { "/b" } else { "/a" })
}

#[rstest]
#[case::missing(well_known_missing, &["endpoints/well-known-missing"])]
#[case::get_only(well_known_get_only, &["endpoints/well-known-get-only"])]
#[case::other_system(well_known_other_system, &["endpoints/well-known-other-system"])]
#[case::dead_end(well_known_dead_end, &["endpoints/well-known-dead-end"])]
#[case::status_308(well_known_308, &["endpoints/well-known-status"])]
#[case::no_slash(well_known_no_slash, &["endpoints/well-known-no-slash"])]
#[case::long_way(well_known_long_way, &["endpoints/well-known-long-way"])]
#[case::circle(well_known_circle, &["endpoints/redirect-loop"])]
#[case::other_host(well_known_other_host, &["endpoints/redirect-to-other-host"])]
#[case::inner_port(well_known_inner_port, &["endpoints/redirect-to-inner-address"])]
#[case::nothing_there(nothing_there, &["endpoints/no-dav-service", "endpoints/well-known-missing"])]
#[case::web_page(web_page, &["endpoints/web-page"])]
#[case::captive_portal(captive_portal, &["endpoints/captive-portal"])]
#[case::network_asks_first(network_asks_first, &["endpoints/captive-portal"])]
#[case::sogod_down(sogod_down, &["endpoints/backend-down"])]
#[case::sogod_fails(sogod_fails, &["endpoints/server-error"])]
#[case::propfind_blocked(propfind_blocked, &["endpoints/propfind-blocked"])]
#[case::circle_everywhere(everything_in_a_circle, &["endpoints/redirect-loop"])]
fn discovery_is_judged(#[case] twist: Twist, #[case] expected: &[&str]) {
    let outcome = run_as_owner(&start(twist));
    assert_eq!(complaints(&outcome), expected, "{}", facts(&outcome));
}

// The account's endpoints

fn principal_without(request: &Request, backend: &mut Backend, name: &str) -> Response {
    replaced(backend.pass(request), name, "something-else")
}

fn no_calendar_home(request: &Request, backend: &mut Backend) -> Response {
    principal_without(request, backend, "calendar-home-set")
}

fn no_addressbook_home(request: &Request, backend: &mut Backend) -> Response {
    principal_without(request, backend, "addressbook-home-set")
}

/// Another answer to the listing of the calendar home.
fn listing(request: &Request, backend: &mut Backend, change: fn(Response) -> Response) -> Response {
    let response = backend.pass(request);
    let is_listing = request.target.ends_with("/Calendar/") && request.header("Depth") == Some("1");
    if is_listing && request.method == "PROPFIND" { change(response) } else { response }
}

fn home_fails(request: &Request, backend: &mut Backend) -> Response {
    listing(request, backend, |_| Response::new(500))
}

fn home_is_no_xml(request: &Request, backend: &mut Backend) -> Response {
    listing(request, backend, |response| replaced(response, "</D:multistatus>", ""))
}

fn home_is_empty(request: &Request, backend: &mut Backend) -> Response {
    listing(request, backend, |response| replaced(response, "calendar/>", "something/>"))
}

fn calendar_without_a_name(request: &Request, backend: &mut Backend) -> Response {
    listing(request, backend, |response| replaced(response, "displayname>", "something-else>"))
}

fn calendar_without_components(request: &Request, backend: &mut Backend) -> Response {
    listing(request, backend, |response| replaced(response, "supported-calendar-component-set", "something-else"))
}

fn other_spelling(request: &Request, backend: &mut Backend) -> Response {
    listing(request, backend, |response| replaced(response, "/dp-owner/", "/dp%2Downer/"))
}

fn outbox_for_iphones(request: &Request, backend: &mut Backend) -> Response {
    let response = backend.pass(request);
    let iphone = request.header("User-Agent").is_some_and(|agent| agent.starts_with("iOS/"));
    if iphone { replaced(response, "<D:collection/>", "<D:collection/><D:something/>") } else { response }
}

fn dead_member(request: &Request, backend: &mut Backend) -> Response {
    let asks = request.method == "PROPFIND" && String::from_utf8_lossy(&request.body).contains("sync-token");
    if asks && request.target.ends_with("/Calendar/personal/") { Response::new(404) } else { backend.pass(request) }
}

fn documented_path_fails(request: &Request, backend: &mut Backend) -> Response {
    let asks = request.method == "PROPFIND" && !String::from_utf8_lossy(&request.body).contains("sync-token");
    if asks && request.target.ends_with("/Contacts/personal/") { Response::new(404) } else { backend.pass(request) }
}

fn href(request: &Request, backend: &mut Backend, before: &str) -> Response {
    replaced(backend.pass(request), "href>/SOGo/dav/dp-owner", &format!("href>{before}/SOGo/dav/dp-owner"))
}

fn href_to_an_inner_port(request: &Request, backend: &mut Backend) -> Response {
    href(request, backend, "http://127.0.0.1:20000")
}

fn href_with_one_slash(request: &Request, backend: &mut Backend) -> Response {
    href(request, backend, "https:/")
}

fn href_absolute(request: &Request, backend: &mut Backend) -> Response {
    let here = format!("http://{}", request.header("Host").unwrap_or_default());
    href(request, backend, &here)
}

fn options(request: &Request, backend: &mut Backend, answer: Response) -> Response {
    let known = request.header("Authorization").is_some();
    if request.method == "OPTIONS" && known { answer } else { backend.pass(request) }
}

fn options_by_a_proxy(request: &Request, backend: &mut Backend) -> Response {
    options(request, backend, Response::new(204).with_header("Access-Control-Allow-Origin", "*"))
}

fn options_without_contacts(request: &Request, backend: &mut Backend) -> Response {
    options(request, backend, Response::new(200).with_header("DAV", "1, 2, calendar-access"))
}

fn blocked(request: &Request, backend: &mut Backend, method: &str) -> Response {
    if request.method == method { page(405, "405 Not Allowed") } else { backend.pass(request) }
}

fn put_blocked(request: &Request, backend: &mut Backend) -> Response {
    blocked(request, backend, "PUT")
}

fn delete_blocked(request: &Request, backend: &mut Backend) -> Response {
    blocked(request, backend, "DELETE")
}

fn report_blocked(request: &Request, backend: &mut Backend) -> Response {
    blocked(request, backend, "REPORT")
}

fn proppatch_blocked(request: &Request, backend: &mut Backend) -> Response {
    blocked(request, backend, "PROPPATCH")
}

fn mkcalendar_unknown(request: &Request, backend: &mut Backend) -> Response {
    if request.method == "MKCALENDAR" { Response::new(501) } else { backend.pass(request) }
}

fn mkcol_blocked(request: &Request, backend: &mut Backend) -> Response {
    blocked(request, backend, "MKCOL")
}

fn move_dropped(request: &Request, backend: &mut Backend) -> Response {
    if request.method == "MOVE" { Response::new(Response::DROPPED) } else { backend.pass(request) }
}

fn put_needs_another_login(request: &Request, backend: &mut Backend) -> Response {
    if request.method == "PUT" { Response::new(401) } else { backend.pass(request) }
}

fn from_a_cache(request: &Request, backend: &mut Backend) -> Response {
    backend.pass(request).with_header("X-Cache", "HIT from edge-7")
}

fn says_gzip_and_is_none(request: &Request, backend: &mut Backend) -> Response {
    let response = backend.pass(request);
    if request.header("Accept-Encoding").is_some() {
        response.with_header("Content-Encoding", "gzip")
    } else {
        response
    }
}

fn rewrites_what_is_compressed(request: &Request, backend: &mut Backend) -> Response {
    let response = backend.pass(request);
    if request.header("Accept-Encoding").is_some() { replaced(response, "HTTP/1.1 200 OK", "") } else { response }
}

fn content_type(request: &Request, backend: &mut Backend, value: &str) -> Response {
    let response = backend.pass(request);
    match response.status {
        207 => without(response, "Content-Type").with_header("Content-Type", value),
        _ => response,
    }
}

fn charset_utf8(request: &Request, backend: &mut Backend) -> Response {
    content_type(request, backend, "text/xml; charset=utf8")
}

fn xml_as_text(request: &Request, backend: &mut Backend) -> Response {
    content_type(request, backend, "text/plain")
}

fn web_interface_missing(request: &Request, backend: &mut Backend) -> Response {
    if request.target == "/SOGo/" { page(404, "404 Not Found") } else { backend.pass(request) }
}

/// The web interface as SOGo has it, as far as a check enters it.
fn web_interface(request: &Request, backend: &mut Backend, server: &str) -> Response {
    let link =
        format!("{{\"calendars\":[{{\"urls\":{{\"webDavUrl\":\"{server}/SOGo/dav/dp-owner/Calendar/personal/\"}}}}]}}");
    match request.target.as_str() {
        "/SOGo/connect" => Response::new(200)
            .with_header("Set-Cookie", "0xHIGHFLYxSOGo=basic%20abc; path=/SOGo/; HttpOnly")
            .with_header("Set-Cookie", "XSRF-TOKEN=def; path=/SOGo/")
            .with_body("{}"),
        "/SOGo/so/dp%2Downer/Calendar/calendarslist" if request.header("X-XSRF-TOKEN") == Some("def") => {
            Response::new(200).with_header("Content-Type", "application/json").with_body(link)
        }
        _ => backend.pass(request),
    }
}

fn web_login_fails(request: &Request, backend: &mut Backend) -> Response {
    if request.target == "/SOGo/connect" { page(502, "502 Bad Gateway") } else { backend.pass(request) }
}

fn server_url_right(request: &Request, backend: &mut Backend) -> Response {
    let here = format!("http://{}", request.header("Host").unwrap_or_default());
    web_interface(request, backend, &here)
}

fn server_url_wrong(request: &Request, backend: &mut Backend) -> Response {
    web_interface(request, backend, "http://127.0.0.1:20000")
}

#[rstest]
#[case::no_calendar_home(no_calendar_home, &["endpoints/calendar-home-missing"])]
#[case::no_addressbook_home(no_addressbook_home, &["endpoints/addressbook-home-missing"])]
#[case::home_fails(home_fails, &["endpoints/home-listing-broken"])]
#[case::home_is_no_xml(home_is_no_xml, &["endpoints/home-listing-broken"])]
#[case::home_is_empty(home_is_empty, &["endpoints/no-calendar"])]
#[case::calendar_without_a_name(calendar_without_a_name, &["endpoints/displayname-missing"])]
#[case::calendar_without_components(calendar_without_components, &["endpoints/component-set-missing"])]
#[case::other_spelling(other_spelling, &["endpoints/href-spelled-differently"])]
#[case::outbox_for_iphones(outbox_for_iphones, &["endpoints/extra-resource-types"])]
#[case::dead_member(dead_member, &["endpoints/listed-but-not-there"])]
#[case::documented_path_fails(documented_path_fails, &["endpoints/documented-path-fails"])]
#[case::href_to_an_inner_port(href_to_an_inner_port, &["endpoints/href-to-other-address"])]
#[case::href_with_one_slash(href_with_one_slash, &["endpoints/href-to-other-address"])]
#[case::href_absolute(href_absolute, &["endpoints/href-absolute"])]
#[case::options_by_a_proxy(options_by_a_proxy, &["endpoints/options-answered-by-proxy"])]
#[case::options_without_contacts(options_without_contacts, &["endpoints/dav-header-incomplete"])]
#[case::put_blocked(put_blocked, &["endpoints/method-blocked"])]
#[case::delete_blocked(delete_blocked, &["endpoints/method-blocked"])]
#[case::report_blocked(report_blocked, &["endpoints/method-blocked"])]
#[case::proppatch_blocked(proppatch_blocked, &["endpoints/method-blocked"])]
#[case::mkcalendar_unknown(mkcalendar_unknown, &["endpoints/method-blocked"])]
#[case::mkcol_blocked(mkcol_blocked, &["endpoints/method-blocked"])]
#[case::move_dropped(move_dropped, &["endpoints/method-blocked"])]
#[case::put_needs_another_login(put_needs_another_login, &["endpoints/method-needs-other-login"])]
#[case::from_a_cache(from_a_cache, &["endpoints/answer-from-cache"])]
#[case::says_gzip_and_is_none(says_gzip_and_is_none, &["endpoints/compression-broken"])]
#[case::rewrites_what_is_compressed(rewrites_what_is_compressed, &["endpoints/compression-broken"])]
#[case::charset_utf8(charset_utf8, &["endpoints/charset-name-wrong"])]
#[case::xml_as_text(xml_as_text, &["endpoints/xml-type-wrong"])]
#[case::web_interface_missing(web_interface_missing, &["endpoints/web-interface-missing"])]
#[case::web_login_fails(web_login_fails, &["endpoints/web-login-fails"])]
#[case::server_url_right(server_url_right, &[])]
#[case::server_url_wrong(server_url_wrong, &["endpoints/server-url-wrong"])]
fn endpoints_are_judged(#[case] twist: Twist, #[case] expected: &[&str]) {
    let outcome = run_as_owner(&start(twist));
    assert_eq!(complaints(&outcome), expected, "{}", facts(&outcome));
}

// Servers that are something else

fn garbage(mut stream: TcpStream) {
    read(&stream);
    let _ = stream.write_all(b"\x01\x02SSH-2.0-whatever\r\n\r\n");
}

fn drops(stream: TcpStream) {
    read(&stream);
}

fn hangs(stream: TcpStream) {
    read(&stream);
    std::thread::sleep(std::time::Duration::from_secs(30));
}

fn gigantic_header(mut stream: TcpStream) {
    read(&stream);
    let _ = stream.write_all(format!("HTTP/1.1 200 OK\r\nX-Big: {}\r\n\r\n", "x".repeat(1 << 20)).as_bytes());
}

fn endless_body(mut stream: TcpStream) {
    read(&stream);
    let _ = stream.write_all(b"HTTP/1.1 207 Multi-Status\r\nConnection: close\r\n\r\n");
    while stream.write_all(&[b' '; 65536]).is_ok() {}
}

#[rstest]
#[case::garbage(garbage, "https/not-http")]
#[case::drops(drops, "https/connection-dropped")]
#[case::hangs(hangs, "https/no-answer")]
#[case::gigantic_header(gigantic_header, "https/header-too-large")]
#[case::endless_body(endless_body, "https/broken-answer")]
fn a_server_that_is_something_else(#[case] treat: fn(TcpStream), #[case] expected: &str) {
    let outcome = run(&plan(&serve(treat), None));
    assert_eq!(complaints(&outcome), [expected], "{}", facts(&outcome));
    assert_eq!(outcome.exit(), Exit::Unreachable);
}

#[test]
fn nothing_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    drop(listener);
    let outcome = run(&plan(&format!("http://{address}"), None));
    assert_eq!(complaints(&outcome), ["https/refused"], "{}", facts(&outcome));
    assert_eq!(outcome.exit(), Exit::Unreachable);
}

#[test]
fn a_name_without_an_address() {
    let outcome = run(&plan("http://nosuch.invalid", None));
    assert!(complaints(&outcome).contains(&"https/unresolvable".to_owned()), "{}", facts(&outcome));
}
