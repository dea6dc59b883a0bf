use rstest::rstest;

use super::*;
use crate::rewrite::{Index, store_card};

fn card_lines(lines: &str) -> String {
    let sent = format!("BEGIN:VCARD\nVERSION:4.0\nUID:u\n{lines}\nEND:VCARD\n");
    let stored = store(store_card, sent.as_bytes(), Some("text/vcard"), None).unwrap();
    let text = text(&stored);
    let inner = text.strip_prefix("BEGIN:VCARD\nVERSION:3.0\nUID:u\n").unwrap();
    inner.strip_suffix("END:VCARD").unwrap().trim_end_matches('\n').to_owned()
}

#[rstest]
#[case("N:Do;Jo;;;", "N:Do;Jo")]
#[case("N:;;;;", "")]
#[case("ORG:A;Dept;", "ORG:A;Dept")]
#[case(r"ORG:A\;B;C\,D,E", r"ORG:A\;B;C\,D,E")]
#[case(r#"ADR;LABEL="a\nb":;;1 St\, x;Town,City;;;"#, r"ADR;LABEL=a\\nb:;;1 St\, x;Town,City")]
#[case("item1.ADR;TYPE=home:;;a;b;;;", "ITEM1.ADR;TYPE=home:;;a;b")]
#[case("item1.X-ABLabel:_$!<HomePage>!$_", "ITEM1.X-ABLABEL:_$!<HomePage>!$_")]
#[case("TEL;TYPE=home;TYPE=pref:+1", "TEL;TYPE=home,pref:+1")]
#[case("TEL;WORK;VOICE:456", "TEL;TYPE=WORK,VOICE:456")]
#[case("EMAIL:", "")]
#[case(r"X-ABUID:ABC\:ABPerson", "X-ABUID:ABC:ABPerson")]
#[case("PHOTO:data:image/png;base64,AAAA", r"PHOTO:data:image/png\;base64,AAAA")]
#[case("GENDER:M;x", r"GENDER:M\;x")]
#[case("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=B6rg=3B", r"FN;CHARSET=UTF-8:Jörg\;")]
#[case("NOTE;ENCODING=QUOTED-PRINTABLE:line1=0D=0A=\nline2\nTITLE:t", "NOTE:line1\\r\\n\nTITLE:t")]
fn a_line_is_written_in_the_servers_words(#[case] sent: &str, #[case] stored: &str) {
    assert_eq!(card_lines(sent), stored);
}

#[rstest]
#[case::version_missing("BEGIN:VCARD\nUID:u\nFN:x\nEND:VCARD", "BEGIN:VCARD\nUID:u\nFN:x\nVERSION:3.0\nEND:VCARD")]
#[case::version_in_place(
    "BEGIN:VCARD\nUID:u\nVERSION:2.1\nFN:x\nEND:VCARD",
    "BEGIN:VCARD\nUID:u\nVERSION:3.0\nFN:x\nEND:VCARD"
)]
#[case::uid_missing(
    "BEGIN:VCARD\nVERSION:3.0\nFN:x\nEND:VCARD",
    "BEGIN:VCARD\nVERSION:3.0\nFN:x\nUID:FRESH\nEND:VCARD"
)]
#[case::second_card(
    "BEGIN:VCARD\nVERSION:3.0\nUID:a\nEND:VCARD\nBEGIN:VCARD\nUID:b\nEND:VCARD",
    "BEGIN:VCARD\nVERSION:3.0\nUID:a\nEND:VCARD"
)]
#[case::list(
    "BEGIN:VLIST\nUID:l\nVERSION:1.0\nFN:List\nCARD;FN=A:r.vcf\nEND:VLIST",
    "BEGIN:VLIST\nUID:l\nVERSION:1.0\nFN:List\nCARD;FN=A:r.vcf\nEND:VLIST"
)]
fn whole_cards(#[case] sent: &str, #[case] stored: &str) {
    let object = store(store_card, sent.as_bytes(), Some("text/vcard"), None).unwrap();
    assert_eq!(text(&object), stored);
}

#[test]
fn the_columns_of_a_card() {
    let sent = "BEGIN:VCARD\nUID:u\nFN:Anna Zeta\nN:Zeta;Anna;;;\nEMAIL:a@b.c\nitem1.EMAIL:d@e.f\nTEL:1\nORG:Acme;Dept\n\
                ADR:;;Street;Paris;;;\nEND:VCARD";
    let object = store(store_card, sent.as_bytes(), Some("text/vcard"), None).unwrap();
    let Index::Card(card) = object.index else {
        panic!("a card has the columns of a card");
    };
    assert_eq!(
        (
            card.formatted_name.as_str(),
            card.surname.as_str(),
            card.mails.len(),
            card.organization.as_str(),
            card.localities
        ),
        ("Anna Zeta", "Zeta", 2, "Acme", vec!["Paris".to_owned()])
    );
}
