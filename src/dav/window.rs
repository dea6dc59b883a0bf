use std::io::{self, BufRead, Read};

const CHUNK: u64 = 64 * 1024;

/// A buffered reader that keeps what was taken since a mark.
///
/// The bytes since the mark are the markup that was just read; it can be compared with the bytes that come next.
#[derive(Debug)]
pub(crate) struct Window<R> {
    source: R,
    buffer: Vec<u8>,
    mark: usize,
    taken: usize,
    /// Bytes of the document before the buffer.
    before: u64,
}

impl<R: Read> Window<R> {
    pub(crate) const fn new(source: R) -> Self {
        Self { source, buffer: Vec::new(), mark: 0, taken: 0, before: 0 }
    }

    /// Keeps bytes from here on.
    pub(crate) const fn set_mark(&mut self) {
        self.mark = self.taken;
    }

    /// What was taken since the mark.
    pub(crate) fn since_mark(&self) -> &[u8] {
        &self.buffer[self.mark..self.taken]
    }

    /// Bytes of the document that were taken.
    pub(crate) const fn offset(&self) -> u64 {
        self.before + self.taken as u64
    }

    /// At least that many bytes of what comes next, or all that there are.
    pub(crate) fn ahead(&mut self, bytes: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.taken < bytes {
            if self.read_more()? == 0 {
                break;
            }
        }
        Ok(&self.buffer[self.taken..])
    }

    fn read_more(&mut self) -> io::Result<usize> {
        if self.mark > 0 {
            self.buffer.drain(..self.mark);
            self.before += self.mark as u64;
            self.taken -= self.mark;
            self.mark = 0;
        }
        self.source.by_ref().take(CHUNK).read_to_end(&mut self.buffer)
    }
}

impl<R: Read> Read for Window<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(out)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Window<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.ahead(1)
    }

    fn consume(&mut self, count: usize) {
        self.taken += count;
    }
}
