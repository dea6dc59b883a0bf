//! gzip (RFC 1952), as much as an answer needs.

use std::io::Read;

/// How gzip begins.
pub(super) const MAGIC: &[u8] = &[0x1f, 0x8b];

/// Bytes of an unpacked answer; more is a bomb, not a principal.
const MOST: u64 = 1 << 20;

/// The content, if it is gzip and not too large.
pub(super) fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut reader = flate2::read::MultiGzDecoder::new(bytes).take(MOST);
    (bytes.starts_with(MAGIC) && reader.read_to_end(&mut out).is_ok()).then_some(out)
}
