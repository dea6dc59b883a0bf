//! What happens to answers on their way: caches, compression, types.

use davproof_dav::Response;
use futures::future::join;

use super::situations as s;
use crate::check::account::Account;
use crate::check::answer::shown;
use crate::check::findings::Findings;
use crate::check::prober::{Prober, Who, propfind};

/// Asks for the principal, plain and compressed.
pub(super) async fn check(prober: &Prober, account: &Account, findings: &Findings<'_>) {
    let plain = propfind(&account.principal, "0", &["D:displayname", "D:resourcetype"]);
    let squeezed = plain.clone().header("Accept-Encoding", "gzip");
    let (plain, squeezed) = join(prober.ask(Who::Account, plain), prober.ask(Who::Account, squeezed)).await;
    if let Ok(response) = &plain {
        tell_cache(&account.principal, response, findings);
        tell_type(&account.principal, response, findings);
    }
    if let (Ok(plain), Ok(squeezed)) = (&plain, &squeezed) {
        tell_encoding(plain, squeezed, findings);
    }
}

fn tell_cache(path: &str, response: &Response, findings: &Findings<'_>) {
    let hit = |name: &str| {
        response
            .headers
            .get(name)
            .filter(|value| value.to_ascii_uppercase().contains("HIT"))
            .map(|value| (name.to_owned(), value))
    };
    let aged = response.headers.get("Age").filter(|age| age.trim().parse::<u64>().is_ok_and(|age| age > 0));
    let aged = aged.map(|age| ("Age".to_owned(), age));
    let found = ["X-Cache", "CF-Cache-Status", "X-Cache-Status", "X-Proxy-Cache"].into_iter().find_map(hit).or(aged);
    if let Some((name, value)) = found {
        findings.add(s::CACHED.seen(format!("The answer to PROPFIND {path} says `{name}: {}`.", shown(value))));
    }
}

/// `utf8` is no registered name of UTF-8 (RFC 3629 section 8).
fn tell_type(path: &str, response: &Response, findings: &Findings<'_>) {
    let kind = response.headers.get("Content-Type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if !lower.contains("xml") {
        findings.add(s::NOT_XML.seen(format!("The answer to PROPFIND {path} says `Content-Type: {}`.", shown(kind))));
    } else if lower.contains("charset=utf8") || lower.contains("charset=\"utf8\"") {
        findings.add(s::NOT_UTF8.seen(format!("The answer to PROPFIND {path} says `Content-Type: {}`.", shown(kind))));
    }
}

/// RFC 9110 section 8.4: what says gzip begins as gzip does, and holds what the plain answer holds.
fn tell_encoding(plain: &Response, squeezed: &Response, findings: &Findings<'_>) {
    let Some(encoding) = squeezed.headers.get("Content-Encoding") else {
        let same = squeezed.status == plain.status && squeezed.body == plain.body;
        findings.add(if same {
            s::ENCODING.seen("Answers come uncompressed, also to clients that offer gzip.")
        } else {
            s::ENCODING_BROKEN.seen("A client that offers gzip gets another answer, without a word about compression.")
        });
        return;
    };
    let unpacked = super::gzip::unpack(&squeezed.body);
    findings.add(match unpacked {
        Some(body) if body == plain.body => s::ENCODING.seen("Compressed answers hold the same as plain ones."),
        Some(body) if body.starts_with(super::gzip::MAGIC) => {
            s::ENCODING_BROKEN.seen("The answer is compressed twice.")
        }
        Some(_) => s::ENCODING_BROKEN.seen("The compressed answer holds something else than the plain one."),
        None => {
            s::ENCODING_BROKEN.seen(format!("The answer says `Content-Encoding: {}` and is none.", shown(encoding)))
        }
    });
}
