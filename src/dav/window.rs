use std::io::{self, BufRead, Read};

/// A document of which the bytes since a mark stay at hand, and those that come next can be looked at.
///
/// The bytes since the mark are the markup that was just read; it can be compared with the bytes that come next.
pub(crate) trait Input: BufRead {
    /// Keeps bytes from here on.
    fn set_mark(&mut self);

    /// What was taken since the mark.
    fn since_mark(&self) -> &[u8];

    /// Bytes of the document that were taken.
    fn offset(&self) -> u64;

    /// At least that many bytes of what comes next, or all that there are.
    fn ahead(&mut self, bytes: usize) -> io::Result<&[u8]>;
}

/// A document that is in memory.
#[derive(Debug)]
pub(crate) struct Whole<'a> {
    document: &'a [u8],
    mark: usize,
    taken: usize,
}

impl<'a> Whole<'a> {
    pub(crate) const fn new(document: &'a [u8]) -> Self {
        Self { document, mark: 0, taken: 0 }
    }
}

impl Input for Whole<'_> {
    fn set_mark(&mut self) {
        self.mark = self.taken;
    }

    fn since_mark(&self) -> &[u8] {
        &self.document[self.mark..self.taken]
    }

    fn offset(&self) -> u64 {
        self.taken as u64
    }

    fn ahead(&mut self, _bytes: usize) -> io::Result<&[u8]> {
        self.fill_buf()
    }
}

impl Read for Whole<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(out)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Whole<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Ok(&self.document[self.taken..])
    }

    fn consume(&mut self, count: usize) {
        self.taken += count;
    }
}

const CHUNK: u64 = 64 * 1024;

/// A document that comes as a stream: only what is since the mark, and a little of what comes next, is in memory.
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

impl<R: Read> Input for Window<R> {
    fn set_mark(&mut self) {
        self.mark = self.taken;
    }

    fn since_mark(&self) -> &[u8] {
        &self.buffer[self.mark..self.taken]
    }

    fn offset(&self) -> u64 {
        self.before + self.taken as u64
    }

    fn ahead(&mut self, bytes: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.taken < bytes {
            if self.read_more()? == 0 {
                break;
            }
        }
        Ok(&self.buffer[self.taken..])
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
