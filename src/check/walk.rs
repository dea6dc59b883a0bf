//! Redirects, followed by hand, without credentials and on one server only.

use davproof_dav::{Request, Response};

use super::prober::{Answer, Prober, Who};

/// More hops than any client follows.
const MAX_HOPS: usize = 10;

/// A request with the redirects that it met.
#[derive(Debug)]
pub(crate) struct Walk {
    /// The redirects, in order.
    pub(crate) hops: Vec<Step>,
    /// How it ended.
    pub(crate) end: End,
}

/// A redirect.
#[derive(Debug)]
pub(crate) struct Step {
    /// Its status.
    pub(crate) status: u16,
    /// Its `Location`, as written.
    pub(crate) location: String,
}

/// How a walk ended.
#[derive(Debug)]
pub(crate) enum End {
    /// With an answer that is no redirect, at this path.
    Answer {
        /// Where.
        path: String,
        /// Or why none came.
        answer: Answer,
    },
    /// At a redirect to another scheme, host or port; not followed.
    Away {
        /// The URL, as written.
        url: String,
    },
    /// In a circle, or after more redirects than any client follows.
    Circle,
}

impl Walk {
    /// Sends a request without credentials and follows its redirects.
    pub(crate) async fn of(prober: &Prober, request: Request) -> Walk {
        let mut hops: Vec<Step> = Vec::new();
        let mut request = request;
        let mut visited = vec![request.target.clone()];
        loop {
            let answer = prober.ask(Who::Nobody, request.clone()).await;
            let Some((status, location)) = answer.as_ref().ok().and_then(redirect) else {
                return Walk { hops, end: End::Answer { path: request.target, answer } };
            };
            hops.push(Step { status, location: location.clone() });
            let Ok(target) = local_target(prober, &request.target, &location) else {
                return Walk { hops, end: End::Away { url: location } };
            };
            if visited.contains(&target) || hops.len() > MAX_HOPS {
                return Walk { hops, end: End::Circle };
            }
            visited.push(target.clone());
            request.target = target;
        }
    }

    /// The answer at the end, if it speaks DAV or asks who is there, with its path.
    pub(crate) fn dav_path(&self) -> Option<&str> {
        match &self.end {
            End::Answer { path, answer: Ok(response) } if super::answer::speaks_dav(response) => Some(path),
            End::Answer { .. } | End::Away { .. } | End::Circle => None,
        }
    }
}

fn redirect(response: &Response) -> Option<(u16, String)> {
    matches!(response.status, 301 | 302 | 303 | 307 | 308)
        .then(|| response.headers.get("Location").map(|location| (response.status, location.trim().to_owned())))
        .flatten()
        .filter(|(_, location)| !location.is_empty())
}

/// The path that a `Location` names on this server.
fn local_target(prober: &Prober, base: &str, location: &str) -> Result<String, davproof_dav::ForeignOrigin> {
    let origin = prober.origin();
    let location = location.split('#').next().unwrap_or_default();
    if let Some(rest) = location.strip_prefix("//") {
        return origin.target_of(&format!("{}://{rest}", origin.scheme().as_str()));
    }
    if location.contains("://") || location.starts_with('/') {
        return origin.target_of(location);
    }
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    Ok(format!("{folder}/{location}"))
}
