//! A server that misbehaves on demand.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What it does with each connection.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Act {
    CloseAtOnce,
    /// Reads the request, writes this, closes.
    ReadThen(&'static [u8]),
    /// Reads the request, writes this, then keeps silent.
    Silence(&'static [u8]),
    Reset,
    Endless,
    Drip,
    HeaderFlood,
    /// Answers `100 Continue`, reads the body, answers 201.
    Continue,
    /// Answers every request on a connection with an empty 200.
    Keep,
}

pub(crate) struct Server {
    pub(crate) url: String,
    connections: Arc<AtomicUsize>,
    requests: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    pub(crate) async fn start(act: Act) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let connections = Arc::new(AtomicUsize::new(0));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (counter, log) = (Arc::clone(&connections), Arc::clone(&requests));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                let log = Arc::clone(&log);
                tokio::spawn(async move {
                    // The client hangs up in the middle of most of these.
                    let _ = serve(act, stream, &log).await;
                });
            }
        });
        Self { url, connections, requests, task }
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no panic while logging").clone()
    }
}

async fn serve(act: Act, mut stream: TcpStream, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    if matches!(act, Act::CloseAtOnce) {
        return Ok(());
    }
    loop {
        let continued = matches!(act, Act::Continue);
        let Some(request) = read_request(&mut stream, continued).await? else {
            return Ok(());
        };
        log.lock().expect("no panic while logging").push(request);
        match act {
            Act::CloseAtOnce => return Ok(()),
            Act::ReadThen(answer) => {
                stream.write_all(answer).await?;
                return stream.shutdown().await;
            }
            Act::Silence(answer) => {
                stream.write_all(answer).await?;
                tokio::time::sleep(Duration::from_secs(30)).await;
            }
            Act::Reset => {
                // Bytes left unread make the kernel send RST on close; so does a linger of zero.
                return stream.set_zero_linger();
            }
            Act::Endless => {
                stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
                loop {
                    stream.write_all(&[b'x'; 4096]).await?;
                }
            }
            Act::Drip => {
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").await?;
                loop {
                    stream.write_all(b"x").await?;
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
            Act::HeaderFlood => {
                stream.write_all(b"HTTP/1.1 200 OK\r\n").await?;
                for number in 0..100_000 {
                    stream.write_all(format!("X-{number}: {}\r\n", "y".repeat(100)).as_bytes()).await?;
                }
            }
            Act::Continue => {
                stream.write_all(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n").await?;
            }
            Act::Keep => {
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await?;
            }
        }
    }
}

/// Head and body of the next request.
async fn read_request(stream: &mut TcpStream, continued: bool) -> std::io::Result<Option<String>> {
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(head) = seen.windows(4).position(|w| w == b"\r\n\r\n").map(|at| at + 4) {
            let text = String::from_utf8_lossy(&seen[..head]).to_lowercase();
            let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
            let chunked = text.contains("transfer-encoding: chunked");
            let done = if chunked { seen.ends_with(b"0\r\n\r\n") } else { seen.len() >= head + length.unwrap_or(0) };
            if done {
                return Ok(Some(String::from_utf8_lossy(&seen).into_owned()));
            }
            if continued && seen.len() == head {
                stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
            }
        }
        // A TLS client is not going to send the end of a head.
        if seen.first() == Some(&0x16) {
            return Ok(Some(String::new()));
        }
        match stream.read(&mut buffer).await? {
            0 => return Ok(None),
            read => seen.extend_from_slice(&buffer[..read]),
        }
    }
}
