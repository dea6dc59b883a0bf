use std::time::Duration;

use rustls::ProtocolVersion;
use tokio::io::{AsyncRead, AsyncReadExt as _};

use crate::facts::Trouble;

/// A version of TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// RFC 2246, of 1999; forbidden by RFC 8996.
    Tls10,
    /// RFC 4346, of 2006; forbidden by RFC 8996.
    Tls11,
    /// RFC 5246, of 2008.
    Tls12,
    /// RFC 8446, of 2018.
    Tls13,
}

impl Version {
    /// All, oldest first.
    pub const ALL: [Self; 4] = [Self::Tls10, Self::Tls11, Self::Tls12, Self::Tls13];

    /// As it stands in messages.
    #[must_use]
    pub const fn wire(self) -> ProtocolVersion {
        match self {
            Self::Tls10 => ProtocolVersion::TLSv1_0,
            Self::Tls11 => ProtocolVersion::TLSv1_1,
            Self::Tls12 => ProtocolVersion::TLSv1_2,
            Self::Tls13 => ProtocolVersion::TLSv1_3,
        }
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Tls10 => "TLS 1.0",
            Self::Tls11 => "TLS 1.1",
            Self::Tls12 => "TLS 1.2",
            Self::Tls13 => "TLS 1.3",
        })
    }
}

const CHANGE_CIPHER_SPEC: u8 = 20;
const ALERT: u8 = 21;
const HANDSHAKE: u8 = 22;
/// A record's fragment is at most so long (RFC 5246 section 6.2.3).
const MAX_FRAGMENT: usize = (1 << 14) + 2048;
/// A server's first flight is a few kilobytes; more is not read.
const MAX_FLIGHT: usize = 128 * 1024;
/// Of what is not TLS, so many bytes are shown,
const SHOWN: usize = 24;
/// and so long the rest of them is waited for.
const REST_WAIT: Duration = Duration::from_millis(200);

/// A handshake message (RFC 5246 section 7.4): its type and body.
pub(crate) struct Message {
    pub(crate) kind: u8,
    pub(crate) body: Vec<u8>,
}

/// Reads unencrypted handshake messages out of a stream of records.
pub(crate) struct Messages<R> {
    stream: R,
    buffer: Vec<u8>,
    read: usize,
}

impl<R: AsyncRead + Unpin> Messages<R> {
    pub(crate) fn new(stream: R) -> Self {
        Self { stream, buffer: Vec::new(), read: 0 }
    }

    /// The next message.
    pub(crate) async fn next(&mut self) -> Result<Message, Trouble> {
        loop {
            if let Some(message) = self.take() {
                return Ok(message);
            }
            let fragment = self.fragment().await?;
            self.buffer.extend_from_slice(&fragment);
        }
    }

    fn take(&mut self) -> Option<Message> {
        let (&[kind, high, middle, low], _) = self.buffer.split_first_chunk::<4>()?;
        let end = 4 + u32::from_be_bytes([0, high, middle, low]) as usize;
        if self.buffer.len() < end {
            return None;
        }
        let message: Vec<u8> = self.buffer.drain(..end).collect();
        Some(Message { kind, body: message[4..].to_vec() })
    }

    /// The content of the next handshake record.
    async fn fragment(&mut self) -> Result<Vec<u8>, Trouble> {
        loop {
            let mut header = [0; 5];
            self.fill(&mut header).await?;
            let [kind, major, _, high, low] = header;
            let length = usize::from(u16::from_be_bytes([high, low]));
            if !(CHANGE_CIPHER_SPEC..=HANDSHAKE).contains(&kind) || major != 3 || length > MAX_FRAGMENT {
                return Err(self.not_tls(header).await);
            }
            self.read += length;
            if self.read > MAX_FLIGHT {
                return Err(Trouble::Failed("the server's first messages are too long".to_owned()));
            }
            let mut fragment = vec![0; length];
            self.fill(&mut fragment).await?;
            match (kind, fragment.as_slice()) {
                (HANDSHAKE, _) => return Ok(fragment),
                (ALERT, &[_, description]) => return Err(Trouble::Alert(description.into())),
                (ALERT, _) => return Err(Trouble::Failed("the server sent a broken alert".to_owned())),
                // Sent by TLS 1.3 servers for the sake of middle boxes.
                (_, _) => {}
            }
        }
    }

    async fn fill(&mut self, buffer: &mut [u8]) -> Result<(), Trouble> {
        let mut filled = 0;
        while filled < buffer.len() {
            match self.stream.read(&mut buffer[filled..]).await {
                Ok(0) if filled == 0 => return Err(Trouble::Closed),
                Ok(0) => return Err(not_tls(&buffer[..filled])),
                Ok(count) => filled += count,
                Err(_) => return Err(Trouble::Closed),
            }
        }
        Ok(())
    }

    /// Shows a little more than the header of what is no record.
    async fn not_tls(&mut self, header: [u8; 5]) -> Trouble {
        let mut rest = [0; SHOWN];
        let more = tokio::time::timeout(REST_WAIT, self.stream.read(&mut rest));
        let count = more.await.map_or(0, Result::unwrap_or_default);
        not_tls(&[&header, &rest[..count]].concat())
    }
}

pub(crate) fn not_tls(bytes: &[u8]) -> Trouble {
    let shown = &bytes[..bytes.len().min(SHOWN)];
    Trouble::NotTls { begins: shown.escape_ascii().to_string() }
}
