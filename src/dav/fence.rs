use std::collections::HashSet;
use std::sync::{Arc, PoisonError, RwLock};

use crate::fence_body::{is_free_busy_request, is_reading_report};
use crate::fence_path::{PathRefusal, WritePath};
use crate::fence_refusal::FenceRefusal;
use crate::mark::RunMark;
use crate::origin::Origin;
use crate::request::Request;

/// Refuses every write outside of what this run created, before anything is sent.
///
/// GET, HEAD, OPTIONS, PROPFIND and REPORT (in exactly this spelling) read; every other method writes.
/// A write passes if its path leads into a collection whose name begins with the mark, or to such a collection
/// directly below a registered home, or to one object that the server delivered because of this run.
/// Clones share what was registered.
///
/// A REPORT whose body could be one of SOGo's own ACL or subscription requests counts as a write. The framing headers
/// (`Content-Length`, `Transfer-Encoding`, `Expect`, `Connection`, …), a foreign `Host` and every header by which some
/// server replaces the method or path are refused on all requests.
#[derive(Debug, Clone)]
pub struct Fence {
    mark: RunMark,
    known: Arc<RwLock<Known>>,
}

#[derive(Debug, Default)]
struct Known {
    homes: HashSet<Vec<Vec<u8>>>,
    delivered: HashSet<Vec<Vec<u8>>>,
    subscribed: HashSet<Vec<Vec<u8>>>,
    outboxes: HashSet<Vec<Vec<u8>>>,
    sign_ins: HashSet<Vec<Vec<u8>>>,
}

/// Methods that change nothing on a DAV server.
const READING: [&str; 5] = ["GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"];

/// Headers by which some servers replace the method or path, or by which the framing could smuggle a second request.
const TREACHEROUS: [&str; 15] = [
    "expect",
    "x-http-method-override",
    "x-http-method",
    "x-method-override",
    "x-method",
    "x-original-method",
    "x-original-url",
    "x-original-uri",
    "x-rewrite-url",
    "x-forwarded-uri",
    "content-length",
    "transfer-encoding",
    "connection",
    "upgrade",
    "te",
];

impl Fence {
    /// A fence around everything that begins with `mark`.
    #[must_use]
    pub fn new(mark: RunMark) -> Self {
        Self { mark, known: Arc::default() }
    }

    /// The mark of this run.
    #[must_use]
    pub const fn mark(&self) -> &RunMark {
        &self.mark
    }

    /// Makes a home set known: collections that begin with the mark may be created and addressed directly below it.
    ///
    /// # Errors
    /// If the path is not a plain one, or is the root.
    pub fn register_home(&self, path: &str) -> Result<(), FenceRefusal> {
        let segments = plain_path(path)?.segments();
        if segments.is_empty() {
            return Err(registration(path, PathRefusal::Unmarked));
        }
        self.write().homes.insert(segments);
        Ok(())
    }

    /// Makes an object known that the server itself delivered into an account's calendar because of this run.
    ///
    /// # Errors
    /// If its name does not begin with the mark, or holds anything but `A-Za-z0-9._-`.
    pub fn register_delivered(&self, path: &str) -> Result<(), FenceRefusal> {
        let segments = plain_path(path)?.segments();
        let plain = |b: &u8| b.is_ascii_alphanumeric() || b"._-".contains(b);
        match segments.last() {
            Some(name) if name.starts_with(self.mark.as_str().as_bytes()) && name.iter().all(plain) => {
                self.write().delivered.insert(segments);
                Ok(())
            }
            Some(_) | None => Err(registration(path, PathRefusal::Unmarked)),
        }
    }

    /// Makes a collection known under which a subscriber sees a marked collection of somebody else,
    /// such as `/SOGo/dav/sharee/Calendar/owner_davproof-7k2m9q-cal/`.
    ///
    /// # Errors
    /// If it does not lie directly below a registered home, or its name does not end in `_` and a marked name.
    pub fn register_subscription(&self, path: &str) -> Result<(), FenceRefusal> {
        let segments = plain_path(path)?.segments();
        let mut known = self.write();
        let (name, parent) = segments.split_last().ok_or_else(|| registration(path, PathRefusal::Unmarked))?;
        let marked = format!("_{}", self.mark);
        let subscribed = name.windows(marked.len()).skip(1).any(|w| w == marked.as_bytes());
        if !subscribed {
            return Err(registration(path, PathRefusal::Unmarked));
        }
        if !known.homes.contains(parent) {
            return Err(registration(path, PathRefusal::NotBelowHome));
        }
        known.subscribed.insert(segments);
        Ok(())
    }

    /// Makes a scheduling outbox known: free/busy requests, and nothing else, may be posted to it.
    ///
    /// # Errors
    /// If the path is not a plain one.
    pub fn register_outbox(&self, path: &str) -> Result<(), FenceRefusal> {
        let segments = plain_path(path)?.segments();
        self.write().outboxes.insert(segments);
        Ok(())
    }

    /// Makes the place known where a web interface takes user name and password: JSON, and nothing else, may be posted
    /// to it. That makes a session, and no data.
    ///
    /// # Errors
    /// If the path is not a plain one.
    pub fn register_sign_in(&self, path: &str) -> Result<(), FenceRefusal> {
        let segments = plain_path(path)?.segments();
        self.write().sign_ins.insert(segments);
        Ok(())
    }

    /// Lets a request pass or not. `target` is its path and query at `origin`.
    ///
    /// # Errors
    /// Why it may not be sent.
    pub fn check(&self, origin: &Origin, request: &Request, target: &str) -> Result<(), FenceRefusal> {
        for (name, value) in &request.headers {
            let name = name.trim();
            // CGI-like servers read `_` in a header name as `-`.
            if TREACHEROUS.iter().any(|bad| bad.eq_ignore_ascii_case(name)) || name.contains('_') {
                return Err(FenceRefusal::Header(name.to_owned()));
            }
            if name.eq_ignore_ascii_case("host") && !value.eq_ignore_ascii_case(&origin.authority()) {
                return Err(FenceRefusal::Header(name.to_owned()));
            }
        }
        if READING.contains(&request.method.as_str()) && (request.method != "REPORT" || is_reading_report(request)) {
            return Ok(());
        }
        let outside =
            |reason| FenceRefusal::Outside { method: request.method.clone(), target: target.to_owned(), reason };
        let path = WritePath::parse(target).map_err(outside)?;
        if request.method == "POST" && self.read().outboxes.contains(&path.segments()) && is_free_busy_request(request)
        {
            return Ok(());
        }
        let is_json = request.get("content-type") == Some("application/json");
        if request.method == "POST" && is_json && self.read().sign_ins.contains(&path.segments()) {
            return Ok(());
        }
        self.check_path(&path).map_err(outside)?;
        if matches!(request.method.to_ascii_uppercase().as_str(), "MOVE" | "COPY") {
            self.check_destination(origin, request)?;
        }
        Ok(())
    }

    fn check_destination(&self, origin: &Origin, request: &Request) -> Result<(), FenceRefusal> {
        for (_, destination) in
            request.headers.iter().filter(|(name, _)| name.trim().eq_ignore_ascii_case("destination"))
        {
            let refuse = |reason| FenceRefusal::Destination { destination: destination.clone(), reason };
            let target = origin.target_of(destination).map_err(|_| refuse(PathRefusal::Foreign))?;
            let path = WritePath::parse(&target).map_err(refuse)?;
            self.check_path(&path).map_err(refuse)?;
        }
        Ok(())
    }

    fn check_path(&self, path: &WritePath) -> Result<(), PathRefusal> {
        let known = self.read();
        let segments = path.segments();
        if known.delivered.contains(&segments)
            || (1..=segments.len()).any(|end| known.subscribed.contains(&segments[..end]))
        {
            return Ok(());
        }
        let at = path.marked(self.mark.as_str().as_bytes()).ok_or(PathRefusal::Unmarked)?;
        // Decoded slashes and empty path parameters after the marked name make a trailing slash, not a member.
        let empty = |part: &[u8]| part.first().is_none_or(|&b| b == b';');
        let last = segments[at + 1..].iter().all(|s| s.split(|&b| b == b'/').all(empty));
        if last {
            return if known.homes.contains(&segments[..at]) { Ok(()) } else { Err(PathRefusal::NotBelowHome) };
        }
        // A server may ignore what follows an object's name, so below a home the marked collection comes first.
        let in_foreign_collection = known.homes.iter().any(|home| {
            let name = home.last().expect("the root is never registered as a home");
            segments[..at].iter().position(|s| s.eq_ignore_ascii_case(name)).is_some_and(|i| i + 1 < at)
        });
        if in_foreign_collection { Err(PathRefusal::NotBelowHome) } else { Ok(()) }
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, Known> {
        self.known.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn registration(path: &str, reason: PathRefusal) -> FenceRefusal {
    FenceRefusal::Registration { path: path.to_owned(), reason }
}

fn plain_path(path: &str) -> Result<WritePath, FenceRefusal> {
    WritePath::parse(path).map_err(|reason| registration(path, reason))
}
