//! `davproof check`: who may come in, one row for each situation.

mod front;

use davproof::exit::Exit;
use davproof_mock::{Request, Response};
use front::{
    Backend, Twist, authorized, complaints, facts, page, plan, redirect, replaced, run, run_as_owner, start, without,
};
use rstest::rstest;

fn well(request: &Request, backend: &mut Backend) -> Response {
    backend.pass(request)
}

fn no_challenge(request: &Request, backend: &mut Backend) -> Response {
    without(backend.pass(request), "WWW-Authenticate")
}

fn negotiate_only(request: &Request, backend: &mut Backend) -> Response {
    let response = backend.pass(request);
    match response.status {
        401 => without(response, "WWW-Authenticate").with_header("WWW-Authenticate", "Negotiate"),
        _ => response,
    }
}

fn is_anonymous(request: &Request) -> bool {
    request.header("Authorization").is_none()
}

fn open_to_anybody(request: &Request, backend: &mut Backend) -> Response {
    if is_anonymous(request) { backend.pass_as_owner(request) } else { backend.pass(request) }
}

fn open_reports(request: &Request, backend: &mut Backend) -> Response {
    if request.method == "REPORT" { backend.pass_as_owner(request) } else { backend.pass(request) }
}

fn public_zone(request: &Request, backend: &mut Backend) -> Response {
    if request.target == "/SOGo/dav/public/" {
        let own = Request { target: "/SOGo/dav/dp-owner/".to_owned(), ..request.clone() };
        return backend.pass_as_owner(&own);
    }
    backend.pass(request)
}

fn trusts_a_header(request: &Request, backend: &mut Backend) -> Response {
    match request.header("x-webobjects-remote-user") {
        Some("dp-owner") => backend.pass_as_owner(request),
        Some(_) | None => backend.pass(request),
    }
}

fn a_store_for_each_spelling(request: &Request, backend: &mut Backend) -> Response {
    let spelled = authorized(request, "Dp-owner:mock-owner");
    if request.header("Authorization") == spelled.header("Authorization") {
        return backend.pass(&authorized(request, "dp-sharee:mock-sharee"));
    }
    backend.pass(request)
}

fn one_store_for_all_spellings(request: &Request, backend: &mut Backend) -> Response {
    let spelled = authorized(request, "Dp-owner:mock-owner");
    if request.header("Authorization") == spelled.header("Authorization") {
        return backend.pass_as_owner(request);
    }
    backend.pass(request)
}

fn header_stripped(request: &Request, backend: &mut Backend) -> Response {
    let mut request = request.clone();
    request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
    backend.pass(&request)
}

fn another_product(request: &Request, backend: &mut Backend) -> Response {
    let response = backend.pass(request);
    match response.status {
        401 => Response::new(401).with_header("WWW-Authenticate", "Basic realm=\"Other\"").with_body("Go away"),
        _ => response,
    }
}

/// What comes back to everybody who sends credentials.
fn once_known(request: &Request, backend: &mut Backend, answer: Response) -> Response {
    if is_anonymous(request) { backend.pass(request) } else { answer }
}

fn forbidden(request: &Request, backend: &mut Backend) -> Response {
    once_known(request, backend, Response::new(403))
}

fn rate_limited(request: &Request, backend: &mut Backend) -> Response {
    once_known(request, backend, Response::new(429))
}

fn page_for_the_known(request: &Request, backend: &mut Backend) -> Response {
    once_known(request, backend, page(200, "Welcome"))
}

fn dropped_once_known(request: &Request, backend: &mut Backend) -> Response {
    once_known(request, backend, Response::new(Response::DROPPED))
}

fn sets_a_cookie(request: &Request, backend: &mut Backend) -> Response {
    backend.pass(request).with_header("Set-Cookie", "session=1; path=/")
}

fn principal_missing(request: &Request, backend: &mut Backend) -> Response {
    replaced(backend.pass(request), "current-user-principal", "something-else")
}

fn principal_of_somebody_else(request: &Request, backend: &mut Backend) -> Response {
    match request.header("Authorization") {
        Some(_) if backend.pass(request).status != 401 => backend.pass(&authorized(request, "dp-sharee:mock-sharee")),
        Some(_) | None => backend.pass(request),
    }
}

fn pseudo_user(request: &Request, backend: &mut Backend) -> Response {
    replaced(backend.pass(request), "/SOGo/dav/dp-owner", "/SOGo/dav/anonymous")
}

fn any_password(request: &Request, backend: &mut Backend) -> Response {
    if is_anonymous(request) { backend.pass(request) } else { backend.pass_as_owner(request) }
}

fn wrong_password_is_forbidden(request: &Request, backend: &mut Backend) -> Response {
    let response = backend.pass(request);
    if response.status == 401 && !is_anonymous(request) { Response::new(403) } else { response }
}

fn locks_after_one_mistake(request: &Request, backend: &mut Backend) -> Response {
    let earlier = backend.seen.clone();
    let mistaken = earlier.iter().any(|earlier| !is_anonymous(earlier) && backend.pass(earlier).status == 401);
    if mistaken && !is_anonymous(request) { Response::new(429) } else { backend.pass(request) }
}

fn sign_on_elsewhere(request: &Request, backend: &mut Backend) -> Response {
    match request.target.as_str() {
        target if target.starts_with("/SOGo") || target.starts_with("/.well-known") => {
            redirect(302, "https://idp.example.org/saml/login?return=x")
        }
        _ => backend.pass(request),
    }
}

fn sign_on_page(request: &Request, backend: &mut Backend) -> Response {
    match request.target.as_str() {
        target if target.starts_with("/SOGo") => {
            let form = "<html><title>Portal</title><form><input type=\"password\"></form></html>";
            Response::new(200).with_header("Content-Type", "text/html").with_body(form)
        }
        _ => backend.pass(request),
    }
}

fn login_by_address(request: &Request, backend: &mut Backend) -> Response {
    let known = authorized(request, "dp-owner@example.org:mock-owner");
    if request.header("Authorization") == known.header("Authorization") {
        return backend.pass_as_owner(request);
    }
    backend.pass(request)
}

#[rstest]
#[case::well(well, &[])]
#[case::no_challenge(no_challenge, &["login/challenge-missing"])]
#[case::negotiate_only(negotiate_only, &["login/challenge-unusable"])]
#[case::open_to_anybody(open_to_anybody, &["login/open-to-anybody"])]
#[case::open_reports(open_reports, &["login/differs-by-method"])]
#[case::public_zone(public_zone, &["login/public-zone"])]
#[case::trusts_a_header(trusts_a_header, &["login/trusted-header"])]
#[case::a_store_for_each_spelling(a_store_for_each_spelling, &["login/spelling-opens-another-account"])]
#[case::one_store_for_all_spellings(one_store_for_all_spellings, &[])]
#[case::header_stripped(header_stripped, &["login/authorization-not-forwarded"])]
#[case::forbidden(forbidden, &["login/forbidden"])]
#[case::rate_limited(rate_limited, &["login/rate-limited"])]
#[case::page_for_the_known(page_for_the_known, &["login/page-after-login"])]
#[case::dropped_once_known(dropped_once_known, &["login/no-answer"])]
#[case::sets_a_cookie(sets_a_cookie, &["login/session-cookie"])]
#[case::principal_missing(principal_missing, &["login/principal-missing"])]
#[case::principal_of_somebody_else(principal_of_somebody_else, &["login/principal-of-somebody-else"])]
#[case::any_password(any_password, &["login/wrong-password-accepted"])]
#[case::wrong_is_forbidden(wrong_password_is_forbidden, &["login/wrong-password-not-401"])]
#[case::sign_on_elsewhere(sign_on_elsewhere, &["login/single-sign-on"])]
#[case::sign_on_page(sign_on_page, &["login/single-sign-on"])]
fn a_login_is_judged(#[case] twist: Twist, #[case] expected: &[&str]) {
    let outcome = run_as_owner(&start(twist));
    assert_eq!(complaints(&outcome), expected, "{}", facts(&outcome));
}

/// These spoil more than the login, so other complaints come with them.
#[rstest]
#[case::locks_after_one_mistake(locks_after_one_mistake, "login/locked-by-one-mistake")]
#[case::pseudo_user(pseudo_user, "login/pseudo-user")]
fn a_login_that_spoils_the_rest_is_told(#[case] twist: Twist, #[case] expected: &str) {
    let outcome = run_as_owner(&start(twist));
    assert!(complaints(&outcome).contains(&expected.to_owned()), "{}", facts(&outcome));
}

#[rstest]
#[case::wrong_password(well, "dp-owner", "wrong", "login/refused")]
#[case::unknown_user(well, "nobody", "wrong", "login/refused")]
#[case::beyond_ascii(well, "dp-owner", "pässword", "login/refused-non-ascii")]
#[case::another_product(another_product, "dp-owner", "wrong", "login/refused-or-not-forwarded")]
fn a_refused_login_says_why(#[case] twist: Twist, #[case] user: &str, #[case] password: &str, #[case] expected: &str) {
    let outcome = run(&plan(&start(twist), Some((user, password))));
    assert_eq!(complaints(&outcome), [expected], "{}", facts(&outcome));
    assert_eq!(outcome.exit(), Exit::Unreachable);
}

#[test]
fn a_login_by_address_is_no_complaint() {
    let outcome = run(&plan(&start(login_by_address), Some(("dp-owner@example.org", "mock-owner"))));
    assert_eq!(complaints(&outcome), [""; 0], "{}", facts(&outcome));
    assert!(facts(&outcome).contains("login/principal-by-other-name"), "{}", facts(&outcome));
}

#[test]
fn without_a_user_the_login_is_skipped_and_said_so() {
    let outcome = run(&plan(&start(well), None));
    assert_eq!(complaints(&outcome), [""; 0], "{}", facts(&outcome));
    assert!(facts(&outcome).contains("login/not-tried"), "{}", facts(&outcome));
    assert_eq!(outcome.exit(), Exit::Passed);
}

fn ends_with_the_right_password(pair: &str) -> bool {
    use base64::Engine as _;
    let pair = base64::engine::general_purpose::STANDARD.decode(pair).unwrap_or_default();
    pair.ends_with(b":mock-owner")
}

#[test]
fn exactly_one_wrong_password_is_tried() {
    fn counting(request: &Request, backend: &mut Backend) -> Response {
        let response = backend.pass(request);
        let sent = request.header("Authorization").and_then(|value| value.strip_prefix("Basic ")).unwrap_or_default();
        // Other spellings of the user come with the right password.
        let wrong = response.status == 401 && !is_anonymous(request) && !ends_with_the_right_password(sent);
        let before = backend.seen.iter().filter(|earlier| earlier.target == "/wrong").count();
        if wrong {
            assert_eq!(before, 0, "a second wrong password");
            backend.seen.push(Request::new("GET", "/wrong"));
        }
        response
    }
    let outcome = run_as_owner(&start(counting));
    assert!(facts(&outcome).contains("login/wrong-password-refused"), "{}", facts(&outcome));
    assert_eq!(complaints(&outcome), [""; 0], "{}", facts(&outcome));
}
