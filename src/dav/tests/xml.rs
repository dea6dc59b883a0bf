//! XML is read as an independent parser reads it, refused where that refuses it, and written back the same.

use std::ops::ControlFlow;

use davproof_dav::{
    Attribute, DavResponse, Element, Href, Limits, Multistatus, Name, ShapeProblem, XmlError, XmlErrorKind, error_body,
    multistatus,
};
use proptest::prelude::*;
use rstest::rstest;

/// The same document by roxmltree, in our terms.
fn oracle(document: &str) -> Result<Element, roxmltree::Error> {
    fn convert(node: roxmltree::Node<'_, '_>) -> Element {
        let name = |namespace: Option<&str>, local: &str| Name::new(namespace.unwrap_or_default(), local);
        Element {
            name: name(node.tag_name().namespace(), node.tag_name().name()),
            attributes: node
                .attributes()
                .map(|a| Attribute { name: name(a.namespace(), a.name()), value: a.value().to_owned() })
                .collect(),
            text: node.children().filter(roxmltree::Node::is_text).filter_map(|text| text.text()).collect(),
            children: node.children().filter(roxmltree::Node::is_element).map(convert).collect(),
        }
    }
    roxmltree::Document::parse(document).map(|parsed| convert(parsed.root_element()))
}

fn agree(document: &str) -> Result<(), String> {
    match (Element::parse(document.as_bytes()), oracle(document)) {
        (Ok(ours), Ok(theirs)) if ours == theirs => Ok(()),
        (Err(_), Err(_)) => Ok(()),
        (ours, theirs) => Err(format!("{document}\nours: {ours:?}\ntheirs: {theirs:?}")),
    }
}

#[rstest]
#[case::namespaces("<a xmlns='u:1' xmlns:b='u:2'><b:c d='1' b:d='2'/><e xmlns=''/></a>")]
#[case::texts("<a>x&amp;y&lt;&#233;&#x1F600;<![CDATA[<&]]>z\r\nq\rw</a>")]
#[case::comments("<!-- a --><a><!-- b -->x<?pi y?>z</a><!-- c -->")]
#[case::attribute_space("<a b='x\t\ny&#10;z&quot;'/>")]
#[case::declaration("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<a/>\r\n")]
#[case::bom("\u{feff}<a/>")]
#[case::xml_prefix("<a xml:lang='de'/>")]
#[case::nel("<a>\u{85}\u{a0}</a>")]
#[case::same_local_other_namespace("<a xmlns:b='u:1' b:c='1' c='2'/>")]
#[case::space_in_tags("<a  b = '1' ></a >")]
#[case::empty("<a></a>")]
fn well_formed_documents_are_read_alike(#[case] document: &str) {
    assert_eq!(
        Element::parse(document.as_bytes()).map_err(|e| e.to_string()),
        Ok(oracle(document).expect("well-formed"))
    );
}

#[rstest]
#[case::nothing("")]
#[case::only_text("hello")]
#[case::only_space("  ")]
#[case::truncated("<a><b>x</b>")]
#[case::truncated_tag("<a><b")]
#[case::two_roots("<a/><b/>")]
#[case::text_after("<a/>x")]
#[case::cdata_after("<a/><![CDATA[x]]>")]
#[case::reference_after("<a/>&amp;")]
#[case::text_before("x<a/>")]
#[case::mismatch("<a></b>")]
#[case::end_without_start("</a>")]
#[case::prefix_mismatch("<x:a xmlns:x='u' xmlns:y='u'></y:a>")]
#[case::undeclared_element("<x:a/>")]
#[case::undeclared_attribute("<a x:b='1'/>")]
#[case::duplicate_attribute("<a b='1' b='2'/>")]
#[case::duplicate_expanded_attribute("<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>")]
#[case::control_character("<a>\u{1}</a>")]
#[case::control_in_attribute("<a b='\u{1f}'/>")]
#[case::control_in_comment("<a><!--\u{b}--></a>")]
#[case::control_reference("<a>&#1;</a>")]
#[case::noncharacter_reference("<a>&#65534;</a>")]
#[case::noncharacter("<a>\u{ffff}</a>")]
#[case::unknown_entity("<a>&nbsp;</a>")]
#[case::entity_in_attribute("<a b='&x;'/>")]
#[case::lone_ampersand("<a>a & b</a>")]
#[case::lone_ampersand_in_attribute("<a b='a & b'/>")]
#[case::less_than_in_attribute("<a b='<'/>")]
#[case::unquoted("<a b=1/>")]
#[case::no_value("<a b/>")]
#[case::no_space("<a b='1'c='2'/>")]
#[case::bad_name("<1a/>")]
#[case::space_before_name("< a/>")]
#[case::two_colons("<x:y:z xmlns:x='u'/>")]
#[case::cdata_end_in_text("<a>]]></a>")]
#[case::double_hyphen("<a><!-- a -- b --></a>")]
#[case::late_declaration("<a/><?xml version='1.0'?>")]
#[case::declaration_after_space(" <?xml version='1.0'?><a/>")]
#[case::xmlns_prefix("<xmlns:a/>")]
#[case::html("<html><body><br></body></html>")]
#[case::sign_in_reference("<a>&#+65;</a>")]
#[case::empty_reference("<a>&#;</a>")]
#[case::upper_hex_marker("<a>&#X41;</a>")]
fn malformed_documents_are_refused_by_both(#[case] document: &str) {
    assert!(oracle(document).is_err(), "the oracle accepts it");
    assert!(Element::parse(document.as_bytes()).is_err());
}

/// Here the oracle is laxer than the specification.
#[rstest]
#[case::surrogate_references("<a>&#55357;&#56832;</a>")]
#[case::prefix_to_nothing("<x:a xmlns:x=''/>")]
#[case::reserved_instruction("<a><?XML x?></a>")]
fn malformed_documents_are_refused_even_if_the_oracle_is_lax(#[case] document: &str) {
    assert!(oracle(document).is_ok(), "the oracle has learned: move this case");
    assert!(Element::parse(document.as_bytes()).is_err());
}

fn kind(document: &[u8]) -> XmlErrorKind {
    Element::parse(document).expect_err("refused").kind
}

#[rstest]
#[case::doctype(b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "DOCTYPE")]
#[case::encoding(b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xe9</a>", "iso-8859-1")]
#[case::bytes(b"<a>\xe9</a>", "UTF-8")]
#[case::surrogate(b"<a>&#55357;</a>", "U+D83D")]
fn refusals_name_the_cause(#[case] document: &[u8], #[case] part: &str) {
    let text = kind(document).to_string();
    assert!(text.to_lowercase().contains(&part.to_lowercase()), "{text}");
}

#[test]
fn nesting_is_capped() {
    let document = "<a>".repeat(300) + &"</a>".repeat(300);
    assert!(matches!(kind(document.as_bytes()), XmlErrorKind::TooDeep(256)));
}

#[test]
fn nodes_of_one_response_are_capped() {
    let document = format!("<m xmlns='DAV:'><response>{}</response></m>", "<a/>".repeat(100_001));
    assert!(matches!(kind(document.as_bytes()), XmlErrorKind::TooManyNodes(_)));
}

#[test]
fn bytes_of_one_response_are_capped_and_those_of_many_are_not() {
    let limits = Limits { bytes: 1000, ..Limits::default() };
    let of = |size: usize, count: usize| -> Result<usize, XmlError> {
        let response = format!("<response><href>{}</href><status>HTTP/1.1 404 x</status></response>", "x".repeat(size));
        let document = format!("<multistatus xmlns='DAV:'>{}</multistatus>", response.repeat(count));
        multistatus::parse(document.as_bytes(), limits, |_| ControlFlow::Continue(())).map(|summary| summary.responses)
    };
    assert_eq!(of(100, 50).expect("each is small"), 50);
    assert!(matches!(of(2000, 1), Err(XmlError { kind: XmlErrorKind::TooManyBytes(1000), .. })));
}

#[test]
fn an_error_has_a_line_and_column() {
    let document = b"<a>\n  <b>\n  </c>\n</a>";
    let error = Element::parse(document).expect_err("mismatched");
    assert_eq!(error.position(document).0, 3);
}

const SOGO: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<D:multistatus xmlns:a="http://calendarserver.org/ns/" xmlns:D="DAV:"><D:response><D:href>/SOGo/dav/u/Calendar/personal/</D:href><D:propstat><D:status>HTTP/1.1 200 OK</D:status><D:prop><D:getetag>"1"</D:getetag><n1:getctag xmlns:n1="http://calendarserver.org/ns/">7</n1:getctag></D:prop></D:propstat><D:propstat><D:prop><D:x/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response><D:response><D:href>/a%40b.ics</D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response><D:sync-token>17</D:sync-token></D:multistatus>"#;

#[test]
fn a_multistatus_is_read_by_namespace() {
    let read = Multistatus::parse(SOGO.as_bytes()).expect("well-formed");
    let responses: Vec<_> = read.responses().collect();
    let first = responses[0];
    let name = |text: &str| text.parse::<Name>().expect("a name");
    assert_eq!(first.prop(&name("CS:getctag")).expect("a ctag").text(), "7");
    assert_eq!((first.prop_status(&name("D:x")), responses[1].status()), (Some(404), Some(404)));
    assert_eq!((read.sync_token.as_deref(), read.sync_tokens, read.shape.len()), (Some("17"), 1, 0));
    assert!(read.response(&Href::new("/a@b.ics")).is_some());
}

#[rstest]
#[case::lower(&["D:", "d:", ":D=", ":d="])]
#[case::long(&["D:", "verylong:", ":D=", ":verylong="])]
#[case::default_namespace(&["D:", "", ":D=", "="])]
fn prefixes_mean_nothing(#[case] change: &[&str]) {
    let other = SOGO
        .replace(change[2], change[3])
        .replace("DAV:", "\u{1}")
        .replace(change[0], change[1])
        .replace('\u{1}', "DAV:");
    assert_ne!(other, SOGO);
    let shown = |document: &str| format!("{:?}", Multistatus::parse(document.as_bytes()).expect("well-formed"));
    assert_eq!(shown(&other), shown(SOGO));
}

fn shape(responses: &str) -> Vec<String> {
    let document = format!("<multistatus xmlns='DAV:'>{responses}</multistatus>");
    let read = Multistatus::parse(document.as_bytes()).expect("well-formed");
    read.shape.iter().map(ShapeProblem::to_string).collect()
}

#[rstest]
#[case("<response><status>HTTP/1.1 200 OK</status></response>", "response number 1 has no D:href")]
#[case("<response><href>/a</href></response>", "/a has neither D:status nor D:propstat")]
#[case(
    "<response><href>/a</href><propstat><status>HTTP/1.1 200 OK</status></propstat></response>",
    "a D:propstat of /a has no D:prop"
)]
#[case("<response><href>/a</href><propstat><prop/></propstat></response>", "a D:propstat of /a has no D:status")]
#[case(
    "<response><href>/a</href><propstat><prop/><prop/><status>HTTP/1.1 200 OK</status></propstat></response>",
    "a D:propstat of /a has 2 D:prop elements"
)]
#[case("<response><href>/a</href><status>200 OK</status></response>", "/a has the unreadable status line `200 OK`")]
#[case(
    "<response><href>/a</href><status>HTTP/1.1 20 OK</status></response>",
    "/a has the unreadable status line `HTTP/1.1 20 OK`"
)]
#[case(
    "<response><href>/a</href><status>HTTP/1.1 200 OK</status><propstat><prop/><status>HTTP/1.1 200 OK</status></propstat></response>",
    "/a has both D:status and D:propstat"
)]
#[case("<sync-token>1</sync-token><sync-token>2</sync-token>", "the multistatus has more than one D:sync-token")]
#[case("stray", "the multistatus has text between its elements: `stray`")]
fn shape_problems_are_told_in_words(#[case] responses: &str, #[case] sentence: &str) {
    assert_eq!(shape(responses), [sentence]);
}

#[rstest]
#[case::other("<error xmlns='DAV'>no</error>", "the root element is {DAV}error, not D:multistatus")]
#[case::html("<html><body>x</body></html>", "the root element is {}html, not D:multistatus")]
fn a_foreign_root_is_no_multistatus(#[case] document: &str, #[case] sentence: &str) {
    let read = Multistatus::parse(document.as_bytes()).expect("well-formed");
    assert_eq!((read.shape[0].to_string().as_str(), read.shape.len(), read.responses().len()), (sentence, 1, 0));
}

/// Responses that differ in texts only are read by comparison: it has to give what reading them one by one gives.
#[rstest]
#[case::texts("<href>/1</href><status>HTTP/1.1 404 x</status>", "<href>/2</href><status>HTTP/1.1 200 x</status>")]
#[case::references("<href>/1</href><status/>", "<href>/&lt;&#x41;&#233;</href><status/>")]
#[case::line_ends("<href>/1</href><status/>", "<href>/\r\n2\r3\r\r\n4&#13;</href><status/>")]
#[case::empty_text("<href>/1</href><status>s</status>", "<href></href><status>s</status>")]
#[case::text_for_nothing("<href></href><status>s</status>", "<href>/1</href><status>s</status>")]
#[case::mixed("<href>a<b>c</b>d</href>", "<href>e<b>f</b>d</href>")]
#[case::other_mixed("<href>a<b>c</b>d</href>", "<href>a<b>f</b>d</href>")]
#[case::attribute("<href x='1'>a</href>", "<href x='2'>a</href>")]
#[case::prefix("<href xmlns:p='u'><p:a>1</p:a></href>", "<href xmlns:p='v'><p:a>1</p:a></href>")]
#[case::comment("<href>1<!-- 2 -->3</href>", "<href>4<!-- 5 -->6</href>")]
#[case::cdata("<href><![CDATA[1]]></href>", "<href><![CDATA[2<]]></href>")]
#[case::longer("<href>1</href>", "<href>2</href><status>HTTP/1.1 200 x</status>")]
#[case::instruction("<href>1<?a b?></href>", "<href>2<?a b?></href>")]
fn a_response_like_the_one_before_is_read_right(#[case] one: &str, #[case] other: &str) {
    let alone = |inner: &str| {
        let document = format!("<multistatus xmlns='DAV:'><response>{inner}</response></multistatus>");
        let read = Multistatus::parse(document.as_bytes()).expect("well-formed");
        read.responses().next().expect("one").to_element()
    };
    let inner = [one, other, one, other, other].map(|inner| format!("<response>{inner}</response>")).join("\n ");
    let document = format!("<multistatus xmlns='DAV:'>{inner}<sync-token>1</sync-token></multistatus>");
    let read = Multistatus::parse(document.as_bytes()).expect("well-formed");
    let read: Vec<Element> = read.responses().map(DavResponse::to_element).collect();
    assert_eq!(read, [one, other, one, other, other].map(alone));
}

#[rstest]
#[case::reference("<href>&no;</href>")]
#[case::open_reference("<href>a&b</href>")]
#[case::cdata_end("<href>a]]>b</href>")]
#[case::control("<href>a\u{1}b</href>")]
#[case::forbidden("<href>a\u{ffff}b</href>")]
#[case::cut("<href>a")]
fn a_wrong_response_like_the_one_before_is_refused(#[case] wrong: &str) {
    let document = |inner: &str| {
        format!(
            "<multistatus xmlns='DAV:'><response><href>a</href></response><response>{inner}</response></multistatus>"
        )
    };
    assert_eq!(Multistatus::parse(document("<href>b</href>").as_bytes()).expect("well-formed").responses().len(), 2);
    Multistatus::parse(document(wrong).as_bytes()).expect_err("refused");
}

#[test]
fn each_response_of_a_wrong_shape_is_told_though_all_are_alike() {
    let wrong = |n: u8| format!("<response><href>/{n}</href></response>");
    let told = shape(&(1..=3).map(wrong).collect::<String>());
    assert_eq!(told.len(), 3);
    assert!(told.iter().zip(["/1", "/2", "/3"]).all(|(problem, href)| problem.contains(href)), "{told:?}");
}

#[test]
fn responses_are_read_the_same_however_the_bytes_arrive() {
    struct Drip<'a>(&'a [u8]);
    impl std::io::Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = buffer.len().min(self.0.len()).min(7);
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }
    let responses: String =
        (0..50).map(|n| format!("<response><href>/{n}</href><status>HTTP/1.1 404 x</status></response>\n")).collect();
    let document = format!("<multistatus xmlns='DAV:'>{responses}</multistatus>");
    let mut hrefs = Vec::new();
    let summary = multistatus::parse(Drip(document.as_bytes()), Limits::default(), |response| {
        hrefs.push(response.href().to_owned());
        ControlFlow::Continue(())
    });
    assert_eq!(summary.expect("well-formed").responses, 50);
    assert_eq!(hrefs, (0..50).map(|n| format!("/{n}")).collect::<Vec<_>>());
}

#[test]
fn a_stopped_stream_reads_no_further() {
    let document = SOGO.replace("<D:sync-token>", "<broken");
    let summary =
        multistatus::parse(document.as_bytes(), Limits::default(), |_| ControlFlow::Break(())).expect("stopped before");
    assert_eq!((summary.responses, summary.stopped), (1, true));
}

#[test]
fn error_bodies_give_their_conditions() {
    let read = error_body(b"<error xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><C:no-uid-conflict><href>/x</href></C:no-uid-conflict></error>");
    let read = read.expect("an error body");
    assert_eq!(read.conditions.iter().map(Name::to_string).collect::<Vec<_>>(), ["C:no-uid-conflict"]);
}

#[test]
fn sogo_error_bodies_keep_their_wrong_namespace() {
    let read = error_body(b"<?xml version=\"1.0\"?>\n<D:error xmlns:D=\"DAV\">object was not modified</D:error>")
        .expect("an error body");
    assert_eq!((read.root.to_string().as_str(), read.text.as_str()), ("{DAV}error", "object was not modified"));
}

#[rstest]
#[case("D:getetag", "DAV:", "getetag")]
#[case("I:acl-query", "urn:inverse:params:xml:ns:inverse-dav", "acl-query")]
#[case("{urn:x}y", "urn:x", "y")]
#[case("{}y", "", "y")]
fn names_are_read_and_written(#[case] text: &str, #[case] namespace: &str, #[case] local: &str) {
    let name: Name = text.parse().expect("a name");
    assert_eq!((name.namespace.as_ref(), name.local.as_ref(), name.to_string().as_str()), (namespace, local, text));
}

#[rstest]
#[case("Q:x")]
#[case("getetag")]
#[case("D:")]
#[case("{DAV:}a b")]
#[case("{DAV:")]
fn other_texts_are_no_names(#[case] text: &str) {
    assert!(text.parse::<Name>().is_err());
}

#[rstest]
#[case::encoding("/u%40h/a%20b.ics", "/u@h/a b.ics", true)]
#[case::hex_case("/a%c3%a9", "/a%C3%A9", true)]
#[case::absolute("https://h:1/a/b", "/a/b", true)]
#[case::trailing_slash("/a/b/", "/a/b", true)]
#[case::encoded_slash("/a%2Fb", "/a/b", false)]
#[case::case("/A/b", "/a/b", false)]
#[case::dots("/a/../b", "/b", false)]
#[case::double_slash("/a//b", "/a/b", false)]
#[case::plus("/a+b", "/a%20b", false)]
#[case::double_encoding("/a%2520b", "/a%20b", false)]
fn hrefs_are_equal_by_decoded_segments(#[case] one: &str, #[case] other: &str, #[case] same: bool) {
    assert_eq!(Href::new(one).same_resource(&Href::new(other)), same);
}

/// Fragments that make and break XML.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<a>",
        "</a>",
        "<a/>",
        "<x:a xmlns:x='u'>",
        "</x:a>",
        "<a xmlns='v' b='1'>",
        "<b xmlns:y='w' y:c=\"2\" c='3'/>",
        "text",
        " ",
        "\n",
        "\r\n",
        "&amp;",
        "&#65;",
        "&#x0;",
        "&bad;",
        "&",
        "<",
        ">",
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "-",
        "<?p q?>",
        "<?xml version='1.0'?>",
        "\u{1}",
        "\u{fffe}",
        "\u{e9}",
        "'",
        "\"",
        "=",
        "xmlns:x='u'",
        "b='1'",
        " b='1'",
        "<a",
        "/>",
        "</a ",
        "<a b='&lt;&#9;'/>",
        "xml:space='preserve'",
        "<a xmlns:a='&amp;'>",
        "\t",
        "x:",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Well-formed trees.
fn tree() -> impl Strategy<Value = Element> {
    let name =
        ("(DAV:|urn:x|urn:y&z|)", "[a-z][a-z0-9.-]{0,5}").prop_map(|(namespace, local)| Name::new(&namespace, &local));
    let text = "[ -~\t\n\r\u{e9}\u{1f600}]{0,12}";
    let attributes = prop::collection::btree_map("[a-z]{1,3}", "[ -~\t\n\u{e9}]{0,8}", 0..3).prop_map(|map| {
        map.into_iter().map(|(local, value)| Attribute { name: Name::new("", &local), value }).collect::<Vec<_>>()
    });
    let leaf = (name, attributes, text).prop_map(|(name, attributes, text)| Element {
        name,
        attributes,
        text,
        children: Vec::new(),
    });
    leaf.prop_recursive(4, 24, 4, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..4))
            .prop_map(|(parent, children)| Element { children, ..parent })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn soup_is_read_or_refused_alike(soup in soup(), root in prop::bool::ANY) {
        let document = if root { format!("<r>{soup}</r>") } else { soup };
        prop_assert_eq!(agree(&document), Ok(()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_we_write_is_read_back_the_same_by_both(tree in tree()) {
        let document = String::from_utf8(tree.to_document()).expect("UTF-8");
        prop_assert_eq!(Element::parse(document.as_bytes()).map_err(|e| e.to_string()), Ok(tree.clone()));
        prop_assert_eq!(oracle(&document).map_err(|e| e.to_string()), Ok(tree));
    }
}

/// Texts as they stand in a document, right ones and wrong ones.
fn raw_text() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "x",
        "a longer text",
        "&lt;&#233;",
        "]]>",
        "]",
        "\r\n\r",
        "<",
        "&#0;",
        "&",
        "\u{e9}\u{ffff}",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_multistatus_holds_what_its_document_does(soup in soup(), texts in prop::collection::vec(raw_text(), 1..4)) {
        let responses: String =
            texts.iter().map(|text| format!("<response>{}</response>", soup.replace("text", text))).collect();
        let document = format!("<multistatus xmlns='DAV:'>{responses}</multistatus>");
        let response = Name::dav("response");
        let whole = Element::parse(document.as_bytes());
        let read = Multistatus::parse(document.as_bytes());
        prop_assert_eq!(read.is_ok(), whole.is_ok(), "{}", document);
        if let (Ok(read), Ok(whole)) = (read, whole) {
            let read: Vec<Element> = read.responses().map(DavResponse::to_element).collect();
            prop_assert_eq!(read, whole.children_named(&response).cloned().collect::<Vec<_>>());
        }
    }
}
