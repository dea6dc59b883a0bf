//! Servers that are down, slow, broken or something else: a clear message, the right exit code, never a panic.

mod common;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use common::{Folder, davproof, stderr_of};
use rstest::rstest;

/// A server that treats every connection in one way; its address.
fn server(treat: fn(TcpStream)) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address").to_string();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || treat(stream));
        }
    });
    address
}

fn read_head(stream: &mut TcpStream) {
    let mut buffer = [0; 4096];
    let _ = stream.read(&mut buffer);
}

fn answer(mut stream: TcpStream, text: &str) {
    read_head(&mut stream);
    let _ = stream.write_all(text.as_bytes());
}

fn garbage(stream: TcpStream) {
    answer(stream, "\u{1}\u{2}SSH-2.0-whatever\r\n\r\n");
}

fn web_page(stream: TcpStream) {
    answer(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>",
    );
}

fn drops(mut stream: TcpStream) {
    read_head(&mut stream);
}

fn hangs(mut stream: TcpStream) {
    read_head(&mut stream);
    thread::sleep(Duration::from_secs(60));
}

fn refuses(stream: TcpStream) {
    answer(
        stream,
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
}

fn malformed_xml(stream: TcpStream) {
    answer(
        stream,
        "HTTP/1.1 207 Multi-Status\r\nContent-Type: application/xml\r\nContent-Length: 30\r\nConnection: close\r\n\r\n<D:multistatus xmlns:D='DAV:'>",
    );
}

fn compressed(stream: TcpStream) {
    answer(
        stream,
        "HTTP/1.1 207 Multi-Status\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\nConnection: close\r\n\r\n\x1f\x08\x08\x08",
    );
}

fn endless(mut stream: TcpStream) {
    read_head(&mut stream);
    let _ =
        stream.write_all(b"HTTP/1.1 207 Multi-Status\r\nContent-Type: application/xml\r\nConnection: close\r\n\r\n");
    while stream.write_all(&[b' '; 65536]).is_ok() {}
}

fn endless_redirect(stream: TcpStream) {
    answer(
        stream,
        "HTTP/1.1 301 Moved\r\nLocation: /.well-known/caldav\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
}

fn redirect_elsewhere(stream: TcpStream) {
    answer(
        stream,
        "HTTP/1.1 301 Moved\r\nLocation: http://192.0.2.1/dav/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
}

#[rstest]
#[case::garbage(garbage, "not valid HTTP")]
#[case::web_page(web_page, "no DAV service was found")]
#[case::drops(drops, "closed the connection without an answer")]
#[case::hangs(hangs, "took longer than")]
#[case::wrong_password(refuses, "refuses the credentials of `owner`")]
#[case::malformed_xml(malformed_xml, "no DAV service was found")]
#[case::compressed(compressed, "207 text/xml with the Content-Encoding gzip, which nobody asked for")]
#[case::endless_body(endless, "larger than")]
#[case::endless_redirect(endless_redirect, "no DAV service was found")]
#[case::redirect_elsewhere(redirect_elsewhere, "no DAV service was found")]
fn a_server_that_cannot_be_tested(#[case] treat: fn(TcpStream), #[case] expected: &str) {
    let (code, message) = run_against(&format!("http://{}/", server(treat)));
    assert!(message.contains(expected), "{message}");
    assert!(!message.contains("panicked"), "{message}");
    assert_eq!(code, Some(3), "{message}");
}

#[test]
fn a_port_where_nothing_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    drop(listener);
    let (code, message) = run_against(&format!("http://{address}/"));
    assert!(message.contains("refuses connections"), "{message}");
    assert_eq!(code, Some(3));
}

#[test]
fn tls_where_there_is_none() {
    let (code, message) = run_against(&format!("https://{}/", server(web_page)));
    assert!(message.contains("TLS"), "{message}");
    assert_eq!(code, Some(3));
}

#[test]
fn a_name_that_does_not_exist() {
    let (code, message) = run_against("http://nosuch.invalid/");
    assert!(message.contains("cannot be resolved"), "{message}");
    assert_eq!(code, Some(3));
}

fn run_against(url: &str) -> (Option<i32>, String) {
    let folder = Folder::new("trouble");
    folder.write("password", "canary-password\n");
    folder.write(
        "davproof.yaml",
        &format!(
            "server: {url}\naccounts:\n  owner: {{ user: me, password: {{ file: password }} }}\nlimits: {{ timeout: 500ms, connect-timeout: 500ms, max-response: 1000000 }}\n"
        ),
    );
    stderr_of(davproof(folder.path()).args(["run", "--target", "davproof.yaml"]))
}
