use bytes::Bytes;

use crate::exchange::{Captured, Whole};
use crate::redact::Redactor;

/// The one place where exchanges are redacted.
#[derive(Debug, Clone)]
pub(crate) struct Capture {
    redactor: Redactor,
    bytes: usize,
}

impl Capture {
    pub(crate) const fn new(redactor: Redactor, bytes: usize) -> Self {
        Self { redactor, bytes }
    }

    /// What is shown of a body; `whole` shares or copies it.
    pub(crate) fn body(&self, body: &[u8], whole: impl FnOnce() -> Bytes) -> Captured {
        let mut cap = self.bytes.min(body.len());
        // Step back to a character boundary, so that a cut is not shown as a bad byte.
        if cap < body.len() {
            while cap > 0 && body[cap] & 0xc0 == 0x80 && self.bytes - cap < 4 {
                cap -= 1;
            }
        }
        let complete = cap == body.len();
        let utf8 = std::str::from_utf8(body).is_ok();
        Captured {
            text: String::from_utf8_lossy(&self.redactor.redact_prefix(body, cap)).into_owned(),
            complete,
            utf8,
            total: body.len() as u64,
            whole: (!(complete && utf8)).then(|| Whole(whole())),
        }
    }

    pub(crate) fn headers(&self, headers: &[(String, String)]) -> Vec<(String, String)> {
        headers.iter().map(|(name, value)| (self.text(name), self.redactor.redact_header(name, value))).collect()
    }

    pub(crate) fn text(&self, text: &str) -> String {
        self.redactor.redact(text)
    }
}
