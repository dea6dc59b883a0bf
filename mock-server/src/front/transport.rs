//! Faults between server and client, which only a socket can show: one answer for each connection, and trouble with it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream};
use tokio::net::TcpStream;

use crate::fault::{Fault, Faults};
use crate::mock::Mock;

/// What happens to an answer on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The connection is reset before the answer.
    Reset,
    /// The connection is closed within the head.
    CutHead,
    /// The connection is closed in the middle of the body.
    CutBody,
    /// There is no answer, and the connection stays open.
    Silence,
    /// The head comes at once, the body by single bytes.
    Drip,
    /// Another protocol answers.
    NotHttp,
    /// The length told is larger than the body.
    LengthTooLong,
    /// The length told is smaller than the body.
    LengthTooShort,
    /// The body says that it is chunked, and is not.
    BrokenChunks,
    /// The head has a line that is no field.
    BrokenField,
}

/// The faults that are shown here.
const TROUBLES: &[(Fault, Trouble)] = &[
    (Fault::CONNECTION_RESET, Trouble::Reset),
    (Fault::CONNECTION_CLOSED_IN_HEAD, Trouble::CutHead),
    (Fault::BODY_CUT_OFF, Trouble::CutBody),
    (Fault::NO_ANSWER, Trouble::Silence),
    (Fault::SLOW_DRIP, Trouble::Drip),
    (Fault::OTHER_PROTOCOL_ANSWERS, Trouble::NotHttp),
    (Fault::CONTENT_LENGTH_TOO_LONG, Trouble::LengthTooLong),
    (Fault::CONTENT_LENGTH_TOO_SHORT, Trouble::LengthTooShort),
    (Fault::BROKEN_CHUNKS, Trouble::BrokenChunks),
    (Fault::BROKEN_HEADER_LINE, Trouble::BrokenField),
];

/// Between two bytes of a body that drips.
const DRIP: Duration = Duration::from_millis(200);

/// Whether only a socket shows a fault.
pub(crate) fn needs_socket(fault: Fault) -> bool {
    fault == Fault::CONNECTION_CLOSED_AFTER_RESPONSE || TROUBLES.iter().any(|(known, _)| *known == fault)
}

/// The trouble that these faults make, if any.
pub(super) fn trouble_of(faults: &Faults) -> Option<Trouble> {
    TROUBLES.iter().find(|(fault, _)| faults.has(*fault)).map(|(_, trouble)| *trouble)
}

/// Serves one request, and makes trouble of its answer.
pub(super) async fn serve(mut stream: TcpStream, mock: Arc<Mutex<Mock>>, faults: Arc<Faults>, trouble: Trouble) {
    let (mut near, far) = tokio::io::duplex(64 * 1024);
    let server = tokio::spawn(super::hyper::connection(far, mock, faults, false));
    let mut answer = Vec::new();
    if carry(&mut stream, &mut near, &mut answer).await.is_ok() {
        // A client that went away has what it wanted.
        let _ = deliver(stream, answer, trouble).await;
    }
    server.abort();
}

/// Carries the request in and the whole answer out.
async fn carry(stream: &mut TcpStream, near: &mut DuplexStream, answer: &mut Vec<u8>) -> std::io::Result<()> {
    let (mut request, mut piece) = (vec![0; 16 * 1024], vec![0; 16 * 1024]);
    loop {
        tokio::select! {
            read = stream.read(&mut request) => match read? {
                0 => near.shutdown().await?,
                length => near.write_all(&request[..length]).await?,
            },
            read = near.read(&mut piece) => match read? {
                0 => return Ok(()),
                length => answer.extend_from_slice(&piece[..length]),
            },
        }
    }
}

async fn deliver(mut stream: TcpStream, answer: Vec<u8>, trouble: Trouble) -> std::io::Result<()> {
    let body = answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(answer.len(), |end| end + 4);
    match trouble {
        Trouble::Reset => return stream.set_zero_linger(),
        Trouble::CutHead => stream.write_all(&answer[..body / 2]).await?,
        Trouble::CutBody => stream.write_all(&answer[..usize::midpoint(body, answer.len())]).await?,
        Trouble::NotHttp => stream.write_all(b"* OK IMAP4rev1 ready\r\n").await?,
        Trouble::LengthTooLong => stream.write_all(&with_length(&answer, body, |length| length + 10)).await?,
        Trouble::LengthTooShort => {
            stream.write_all(&with_length(&answer, body, |length| length.saturating_sub(10))).await?;
        }
        Trouble::BrokenChunks => {
            let head = String::from_utf8_lossy(&answer[..body]).replace("Content-Length:", "X-Length:");
            let head = head.replacen("\r\n", "\r\nTransfer-Encoding: chunked\r\n", 1);
            stream.write_all(&[head.as_bytes(), &answer[body..]].concat()).await?;
        }
        Trouble::BrokenField => {
            let head = String::from_utf8_lossy(&answer[..body]).replacen("\r\n", "\r\nthis is no field\r\n", 1);
            stream.write_all(&[head.as_bytes(), &answer[body..]].concat()).await?;
        }
        Trouble::Silence => {
            // Until the client gives up.
            let mut rest = [0; 1024];
            while stream.read(&mut rest).await? > 0 {}
        }
        Trouble::Drip => {
            stream.write_all(&answer[..body]).await?;
            for byte in &answer[body..] {
                tokio::time::sleep(DRIP).await;
                stream.write_all(std::slice::from_ref(byte)).await?;
            }
        }
    }
    stream.shutdown().await
}

/// The answer with another length in its head.
fn with_length(answer: &[u8], body: usize, change: impl Fn(usize) -> usize) -> Vec<u8> {
    let length = answer.len() - body;
    let head = String::from_utf8_lossy(&answer[..body]);
    let head =
        head.replace(&format!("Content-Length: {length}\r\n"), &format!("Content-Length: {}\r\n", change(length)));
    [head.as_bytes(), &answer[body..]].concat()
}
