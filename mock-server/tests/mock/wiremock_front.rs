//! The mock behind `wiremock`.

use davproof_mock::front::wiremock::Responder;
use davproof_mock::{Mock, MockOptions};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use wiremock::matchers::any;
use wiremock::{Mock as Route, MockServer};

use crate::common::{authorization, event};

#[tokio::test]
async fn it_stores_and_serves() {
    let server = MockServer::start().await;
    let responder = Responder::new(Mock::new(MockOptions::default()));
    Route::given(any()).respond_with(responder).mount(&server).await;
    let target = "/SOGo/dav/dp-owner/Calendar/personal/a.ics";
    let body = event("u", "PUBLIC");
    let put = send(&server, "PUT", target, &body).await;
    let get = send(&server, "GET", target, "").await;
    assert!(put.starts_with("HTTP/1.1 201"), "{put}");
    assert!(get.contains("gcs00000000") && get.contains("UID:u"), "{get}");
}

async fn send(server: &MockServer, method: &str, target: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(server.address()).await.expect("connects");
    let request = format!(
        "{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: {}\r\n\
         Content-Length: {}\r\n\r\n{body}",
        authorization("owner"),
        body.len()
    );
    stream.write_all(request.as_bytes()).await.expect("sends");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("reads");
    String::from_utf8_lossy(&answer).into_owned()
}
