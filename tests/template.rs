//! Text with variables.

use davproof::runner::relative_time;
use davproof::scenario::{At, Template, TemplateError};
use proptest::prelude::*;
use rstest::rstest;

fn filled(text: &str) -> String {
    let template = Template::parse(text, At::default()).expect("it is a template");
    let bound = template.bind(&|name| (name == "x").then(|| "a b/ü".to_owned()));
    bound.as_text().expect("every variable is known").to_owned()
}

#[rstest]
#[case("{x}", "a b/ü")]
#[case("1{x}2", "1a b/ü2")]
#[case("{{x}}", "{x}")]
#[case("", "")]
#[case("{x|percent}", "a%20b/%C3%BC")]
#[case("{x|percent-all}", "%61%20%62/%C3%BC")]
#[case("{x|percent|decoded}", "a b/ü")]
#[case("{x|upper}", "A B/Ü")]
#[case("{x|base64}", "YSBiL8O8")]
fn filling_in(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(filled(text), expected);
}

#[rstest]
#[case("{x", TemplateError::Unclosed)]
#[case("x}", TemplateError::Unopened)]
#[case("{}", TemplateError::BadName(String::new()))]
#[case("{a b}", TemplateError::BadName("a b".to_owned()))]
#[case("{x|rot13}", TemplateError::BadFilter("rot13".to_owned()))]
fn mistakes(#[case] text: &str, #[case] expected: TemplateError) {
    assert_eq!(Template::parse(text, At::default()).expect_err("it is no template"), expected);
}

proptest! {
    #[test]
    fn any_text_can_be_written_with_doubled_braces(text in ".*") {
        let written = text.replace('{', "{{").replace('}', "}}");
        prop_assert_eq!(filled(&written), text);
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in ".*") {
        let _ = Template::parse(&text, At::default());
    }
}

/// Tuesday, 24 November 2026, 23:30:00 UTC.
const NOW: i64 = 1_795_563_000;

#[rstest]
#[case("date:+7", Some("20261201"))]
#[case("date:+7d", Some("20261201"))]
#[case("date:-24", Some("20261031"))]
#[case("utc:+0@10:00", Some("20261124T100000Z"))]
#[case("local:+1@08:30", Some("20261125T083000"))]
#[case("utc:+1", Some("20261125T000000Z"))]
#[case("utc:+1@25:00", None)]
#[case("date:x", None)]
#[case("date:+99999999999", None)]
#[case("other:+1", None)]
fn relative_times(#[case] variable: &str, #[case] expected: Option<&str>) {
    assert_eq!(relative_time(variable, NOW).as_deref(), expected);
}
