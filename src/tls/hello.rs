use rustls::ProtocolVersion;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};

use crate::facts::{Spoken, Trouble};
use crate::record::{Messages, Version};
use crate::suite::{self, Suite};

/// What a server answers to a hand-made ClientHello.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Greeting {
    pub(crate) answer: Result<Spoken, Trouble>,
    /// The certificates in DER, which TLS 1.2 and older send unencrypted.
    pub(crate) certificates: Option<Vec<Vec<u8>>>,
}

impl Greeting {
    pub(crate) const fn trouble(trouble: Trouble) -> Self {
        Self { answer: Err(trouble), certificates: None }
    }
}

/// Offers one version, and reads the answer up to the certificates. Nothing else is sent.
pub(crate) async fn greet<S>(mut stream: S, version: Version, sni: Option<&str>) -> Greeting
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    if stream.write_all(&client_hello(version, sni)).await.is_err() {
        return Greeting::trouble(Trouble::Closed);
    }
    let mut messages = Messages::new(stream);
    let spoken = match server_hello(&mut messages).await {
        Ok(spoken) => spoken,
        Err(trouble) => return Greeting::trouble(trouble),
    };
    let certificates = match spoken.version {
        ProtocolVersion::TLSv1_0 | ProtocolVersion::TLSv1_1 | ProtocolVersion::TLSv1_2 => {
            certificates(&mut messages).await
        }
        _ => None,
    };
    Greeting { answer: Ok(spoken), certificates }
}

const CLIENT_HELLO: u8 = 1;
const SERVER_HELLO: u8 = 2;
const CERTIFICATE: u8 = 11;
const HANDSHAKE_RECORD: u8 = 22;

const SERVER_NAME: u16 = 0;
const SUPPORTED_GROUPS: u16 = 10;
const EC_POINT_FORMATS: u16 = 11;
const SIGNATURE_ALGORITHMS: u16 = 13;
const SUPPORTED_VERSIONS: u16 = 43;
const PSK_KEY_EXCHANGE_MODES: u16 = 45;
const KEY_SHARE: u16 = 51;

const X25519: u16 = 0x001d;
/// X25519, P-256, P-384, P-521.
const GROUPS: [u16; 4] = [X25519, 0x0017, 0x0018, 0x0019];
/// ECDSA, RSA-PSS, RSA and Ed25519 with SHA-2; last those with SHA-1, which old servers still need.
const SIGNATURES: [u16; 12] =
    [0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0807, 0x0203, 0x0201];
/// A ClientHello in a record (RFC 5246 section 7.4.1.2, RFC 8446 section 4.1.2).
fn client_hello(version: Version, sni: Option<&str>) -> Vec<u8> {
    let legacy_version = match version {
        Version::Tls10 => 0x0301_u16,
        Version::Tls11 => 0x0302,
        Version::Tls12 | Version::Tls13 => 0x0303,
    };
    let suites = match version {
        Version::Tls10 | Version::Tls11 => suite::TLS10.to_vec(),
        Version::Tls12 => [suite::TLS12, suite::TLS10].concat(),
        Version::Tls13 => suite::TLS13.to_vec(),
    };
    let suites: Vec<u16> = suites.into_iter().map(|(number, _)| number).collect();
    let mut body = legacy_version.to_be_bytes().to_vec();
    body.extend(random());
    // A session id keeps middle boxes calm (RFC 8446 section D.4).
    sized8(&mut body, &random());
    sized16(&mut body, &words(&suites));
    sized8(&mut body, &[0]);
    sized16(&mut body, &extensions(version, sni));
    let mut message = vec![CLIENT_HELLO, 0];
    sized16(&mut message, &body);
    let mut record = vec![HANDSHAKE_RECORD, 3, 1];
    sized16(&mut record, &message);
    record
}

fn extensions(version: Version, sni: Option<&str>) -> Vec<u8> {
    let mut all = Vec::new();
    if let Some(name) = sni {
        let mut entry = vec![0];
        sized16(&mut entry, name.as_bytes());
        extension(&mut all, SERVER_NAME, |data| sized16(data, &entry));
    }
    extension(&mut all, SUPPORTED_GROUPS, |data| sized16(data, &words(&GROUPS)));
    extension(&mut all, EC_POINT_FORMATS, |data| sized8(data, &[0]));
    match version {
        Version::Tls10 | Version::Tls11 => {}
        Version::Tls12 => extension(&mut all, SIGNATURE_ALGORITHMS, |data| sized16(data, &words(&SIGNATURES))),
        Version::Tls13 => {
            extension(&mut all, SIGNATURE_ALGORITHMS, |data| sized16(data, &words(&SIGNATURES)));
            extension(&mut all, SUPPORTED_VERSIONS, |data| sized8(data, &words(&[0x0304])));
            extension(&mut all, PSK_KEY_EXCHANGE_MODES, |data| sized8(data, &[1]));
            // Any 32 bytes are a public key of X25519; its secret is never needed.
            let mut share = X25519.to_be_bytes().to_vec();
            sized16(&mut share, &random());
            extension(&mut all, KEY_SHARE, |data| sized16(data, &share));
        }
    }
    all
}

fn extension(all: &mut Vec<u8>, kind: u16, write: impl FnOnce(&mut Vec<u8>)) {
    let mut data = Vec::new();
    write(&mut data);
    all.extend(kind.to_be_bytes());
    sized16(all, &data);
}

fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    fastrand::fill(&mut bytes);
    bytes
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

fn sized8(out: &mut Vec<u8>, data: &[u8]) {
    out.push(u8::try_from(data.len()).expect("what we write with one byte of length is short"));
    out.extend(data);
}

fn sized16(out: &mut Vec<u8>, data: &[u8]) {
    out.extend(u16::try_from(data.len()).expect("what we write with two bytes of length is short").to_be_bytes());
    out.extend(data);
}

/// Reads the ServerHello. A HelloRetryRequest is one too (RFC 8446 section 4.1.4).
async fn server_hello<R: AsyncRead + Unpin>(messages: &mut Messages<R>) -> Result<Spoken, Trouble> {
    let message = messages.next().await?;
    let spoken = match message.kind {
        SERVER_HELLO => read_server_hello(&message.body),
        _ => None,
    };
    spoken.ok_or_else(|| Trouble::Failed("the server's first message is broken".to_owned()))
}

fn read_server_hello(body: &[u8]) -> Option<Spoken> {
    let mut body = Bytes(body);
    let legacy = body.word()?;
    body.take(32)?;
    let session = body.byte()?;
    body.take(session.into())?;
    let suite = Suite(body.word()?);
    body.byte()?;
    let mut version = legacy;
    if !body.0.is_empty() {
        let length = body.word()?;
        let mut extensions = Bytes(body.take(length.into())?);
        while !extensions.0.is_empty() {
            let kind = extensions.word()?;
            let length = extensions.word()?;
            let data = extensions.take(length.into())?;
            if kind == SUPPORTED_VERSIONS {
                version = Bytes(data).word()?;
            }
        }
    }
    Some(Spoken { version: version.into(), suite })
}

/// The certificates of TLS 1.2 and older (RFC 5246 section 7.4.2); `None` if there are none, or the message is broken.
async fn certificates<R: AsyncRead + Unpin>(messages: &mut Messages<R>) -> Option<Vec<Vec<u8>>> {
    let message = messages.next().await.ok().filter(|message| message.kind == CERTIFICATE)?;
    let mut body = Bytes(&message.body);
    let length = body.triple()?;
    let mut list = Bytes(body.take(length)?);
    let mut found = Vec::new();
    while !list.0.is_empty() {
        let length = list.triple()?;
        found.push(list.take(length)?.to_vec());
    }
    Some(found)
}

/// Reads from the front; `None` when too little is left.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|taken| taken[0])
    }

    fn word(&mut self) -> Option<u16> {
        self.take(2).map(|taken| u16::from_be_bytes([taken[0], taken[1]]))
    }

    fn triple(&mut self) -> Option<usize> {
        self.take(3).map(|taken| u32::from_be_bytes([0, taken[0], taken[1], taken[2]]) as usize)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop, proptest};
    use rstest::rstest;
    use rustls::{AlertDescription, ProtocolVersion};

    use super::{Greeting, greet, sized16};
    use crate::facts::{Spoken, Trouble};
    use crate::record::Version;
    use crate::suite::Suite;

    /// What is made of a server's bytes, whatever was asked.
    fn read(bytes: &[u8]) -> Greeting {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        runtime.block_on(greet(tokio::io::join(bytes, tokio::io::sink()), Version::Tls12, Some("dav.example.org")))
    }

    fn record(kind: u8, content: &[u8]) -> Vec<u8> {
        let mut record = vec![kind, 3, 3];
        sized16(&mut record, content);
        record
    }

    fn message(kind: u8, body: &[u8]) -> Vec<u8> {
        let mut message = vec![kind, 0];
        sized16(&mut message, body);
        message
    }

    /// A ServerHello of a version, with or without `supported_versions`.
    fn hello(legacy: u16, chosen: Option<u16>) -> Vec<u8> {
        let mut body = legacy.to_be_bytes().to_vec();
        body.extend([7; 32]);
        body.extend([0, 0xc0, 0x2f, 0]);
        if let Some(version) = chosen {
            let mut extension = vec![0, 43];
            sized16(&mut extension, &version.to_be_bytes());
            sized16(&mut body, &extension);
        }
        message(2, &body)
    }

    fn spoken(version: ProtocolVersion) -> Spoken {
        Spoken { version, suite: Suite(0xc02f) }
    }

    #[rstest]
    #[case::old(0x0301, None, ProtocolVersion::TLSv1_0)]
    #[case::tls12(0x0303, None, ProtocolVersion::TLSv1_2)]
    #[case::tls13(0x0303, Some(0x0304), ProtocolVersion::TLSv1_3)]
    #[case::unheard_of(0x0303, Some(0x0305), ProtocolVersion::Unknown(0x0305))]
    fn the_version_is_the_extensions_or_else_the_fields(
        #[case] legacy: u16,
        #[case] chosen: Option<u16>,
        #[case] version: ProtocolVersion,
    ) {
        assert_eq!(read(&record(22, &hello(legacy, chosen))).answer, Ok(spoken(version)));
    }

    #[test]
    fn messages_may_be_cut_anywhere() {
        let certificates = message(11, &[0, 0, 9, 0, 0, 2, b'a', b'b', 0, 0, 1, b'c']);
        let flight = [hello(0x0303, None), certificates].concat();
        for cut in 1..flight.len() {
            let greeting = read(&[record(22, &flight[..cut]), record(22, &flight[cut..])].concat());
            assert_eq!(greeting.answer, Ok(spoken(ProtocolVersion::TLSv1_2)), "cut at {cut}");
            assert_eq!(greeting.certificates, Some(vec![b"ab".to_vec(), b"c".to_vec()]), "cut at {cut}");
        }
    }

    #[rstest]
    #[case::alert(&[21, 3, 1, 0, 2, 2, 70], Trouble::Alert(AlertDescription::ProtocolVersion))]
    #[case::closed(b"", Trouble::Closed)]
    #[case::http(b"HTTP/1.1 400 Bad Request\r\n\r\n", Trouble::NotTls { begins: "HTTP/1.1 400 Bad Request".into() })]
    #[case::few_bytes(b"\xffx", Trouble::NotTls { begins: r"\xffx".into() })]
    #[case::another_message(&[22, 3, 3, 0, 4, 14, 0, 0, 0],
        Trouble::Failed("the server's first message is broken".into()))]
    fn other_answers_are_told_apart(#[case] bytes: &[u8], #[case] trouble: Trouble) {
        assert_eq!(read(bytes), Greeting::trouble(trouble));
    }

    #[test]
    fn an_endless_flight_is_not_read_to_its_end() {
        let long: Vec<u8> = std::iter::repeat_n(record(22, &[2; 16384]), 20).flatten().collect();
        assert_eq!(read(&long).answer, Err(Trouble::Failed("the server's first messages are too long".to_owned())));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn hostile_messages_never_panic(kind in any::<u8>(), body in prop::collection::vec(any::<u8>(), 0..200)) {
            let hello = message(2, &body);
            let rest = message(kind, &body);
            read(&record(22, &[hello, rest].concat()));
            read(&[record(22, &self::hello(0x0301, None)), record(22, &message(11, &body))].concat());
            read(&body);
        }
    }
}
