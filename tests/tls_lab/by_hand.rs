//! Servers that no library would be: old versions, old ciphers, no TLS at all.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::Site;
use super::site::Acceptor;

/// How a server answers the first message of a client.
pub(crate) enum ByHand {
    /// TLS 1.0 alone, whatever newer version is asked for.
    OnlyTls10(Vec<Vec<u8>>),
    /// TLS 1.0 and 1.1 by hand, newer ones by rustls.
    AlsoOld(Vec<Vec<u8>>),
    /// TLS 1.2, but only with RSA key exchange and AES-CBC.
    OnlyOldCiphers(Vec<Vec<u8>>),
    /// Breaks off after its certificates.
    BreaksOff(Vec<Vec<u8>>),
    /// An alert, by its number (RFC 8446 section 6).
    Alert(u8),
    /// Fixed bytes.
    Says(&'static [u8]),
    /// Accepts, and never answers.
    Silent,
    /// Accepts, and closes.
    Closes,
}

const HANDSHAKE_FAILURE: u8 = 40;
const PROTOCOL_VERSION: u8 = 70;
const TLS10: u16 = 0x0301;
const TLS12: u16 = 0x0303;
/// TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA.
const OLD_SUITE: u16 = 0xc013;
/// TLS_RSA_WITH_AES_256_CBC_SHA.
const OLDEST_SUITE: u16 = 0x0035;
/// TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.
const GOOD_SUITE: u16 = 0xc02f;

impl ByHand {
    pub(crate) async fn serve(&self, mut stream: TcpStream) {
        if let Self::AlsoOld(chain) = self {
            return self.serve_old_or_pass_on(stream, chain).await;
        }
        if matches!(self, Self::Closes) {
            return;
        }
        let mut buffer = vec![0; 4096];
        let Ok(count) = stream.read(&mut buffer).await else { return };
        let hello = Hello::read(&buffer[..count]);
        let answer = match self {
            Self::OnlyTls10(chain) if hello.offers(OLD_SUITE) => flight(TLS10, OLD_SUITE, chain),
            Self::OnlyOldCiphers(_) if hello.version < TLS12 => alert(PROTOCOL_VERSION),
            Self::OnlyOldCiphers(chain) if hello.offers(OLDEST_SUITE) => flight(TLS12, OLDEST_SUITE, chain),
            Self::BreaksOff(chain) if hello.offers(GOOD_SUITE) => flight(TLS12, GOOD_SUITE, chain),
            Self::OnlyTls10(_) | Self::OnlyOldCiphers(_) | Self::BreaksOff(_) => alert(HANDSHAKE_FAILURE),
            Self::Alert(description) => alert(*description),
            Self::Says(bytes) => bytes.to_vec(),
            Self::Silent => std::future::pending().await,
            Self::AlsoOld(_) | Self::Closes => unreachable!("served above"),
        };
        let _ = stream.write_all(&answer).await;
        // The client reads before the connection ends, else unread bytes would reset it.
        let _ = stream.shutdown().await;
        let _ = stream.read(&mut buffer).await;
    }

    async fn serve_old_or_pass_on(&self, mut stream: TcpStream, chain: &[Vec<u8>]) {
        let mut buffer = vec![0; 4096];
        let Ok(count) = stream.peek(&mut buffer).await else { return };
        let hello = Hello::read(&buffer[..count]);
        if hello.version >= TLS12 {
            let acceptor: Acceptor = Site::new(chain.to_vec()).acceptor();
            return acceptor.serve(stream).await;
        }
        let _ = stream.read(&mut buffer).await;
        let _ = stream.write_all(&flight(hello.version, OLD_SUITE, chain)).await;
    }
}

/// What matters of a ClientHello (RFC 5246 section 7.4.1.2).
struct Hello {
    version: u16,
    suites: Vec<u16>,
}

impl Hello {
    /// Reads the first record, behind whose header of five bytes and the message's of four the ClientHello begins.
    fn read(bytes: &[u8]) -> Hello {
        let word = |at: usize| u16::from_be_bytes([bytes[at], bytes[at + 1]]);
        let suites = 9 + 2 + 32 + 1 + usize::from(bytes[43]);
        let end = suites + 2 + usize::from(word(suites));
        Hello { version: word(9), suites: (suites + 2..end).step_by(2).map(word).collect() }
    }

    fn offers(&self, suite: u16) -> bool {
        self.suites.contains(&suite)
    }
}

/// ServerHello and Certificate.
fn flight(version: u16, suite: u16, chain: &[Vec<u8>]) -> Vec<u8> {
    let version = version.to_be_bytes();
    let hello = [&version[..], &[7; 32], &[0], &suite.to_be_bytes(), &[0]].concat();
    let list: Vec<u8> = chain.iter().flat_map(|der| sized24(der)).collect();
    let messages = [&[2], &sized24(&hello)[..], &[11], &sized24(&sized24(&list))].concat();
    let length = u16::try_from(messages.len()).expect("it fits into a record").to_be_bytes();
    [&[22], &version[..], &length, &messages].concat()
}

fn alert(description: u8) -> Vec<u8> {
    vec![21, 3, 1, 0, 2, 2, description]
}

fn sized24(data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("it is short").to_be_bytes();
    [&length[1..], data].concat()
}
