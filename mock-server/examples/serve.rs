//! Serves a mock SOGo on a port: `cargo run -p davproof-mock --example serve -- 8080`.

use davproof_mock::front::hyper::Server;
use davproof_mock::{Mock, MockOptions};

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok());
    let server = Server::bind(("127.0.0.1", port.unwrap_or(8080_u16))).await?;
    let handle = server.serve(Mock::new(MockOptions::default()));
    println!("http://{}/SOGo/dav/", handle.addr());
    std::future::pending::<()>().await;
    Ok(())
}
