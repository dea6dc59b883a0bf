//! Reads a multistatus that is made on the fly, and prints how fast and in how much memory.
//!
//! `cargo run --release -p davproof-dav --example multistatus_memory [MEGABYTES]`

use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::time::Instant;

use davproof_dav::{Limits, Name, multistatus};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">";
const TAIL: &str = "<D:sync-token>1</D:sync-token></D:multistatus>";

/// A stream of responses, each with an event of about 500 bytes.
struct Stream {
    pending: Vec<u8>,
    at: usize,
    made: usize,
    total: usize,
    number: usize,
    ended: bool,
}

impl Stream {
    fn new(total: usize) -> Self {
        Self { pending: HEAD.as_bytes().to_vec(), at: 0, made: 0, total, number: 0, ended: false }
    }

    fn refill(&mut self) {
        self.at = 0;
        if self.made < self.total {
            self.number += 1;
            let number = self.number;
            self.pending = format!(
                "<D:response><D:href>/SOGo/dav/user/Calendar/personal/{number}.ics</D:href><D:propstat><D:prop>\
                 <D:getetag>\"gcs{number:08}\"</D:getetag><C:calendar-data>BEGIN:VCALENDAR&#13;\nVERSION:2.0&#13;\n\
                 PRODID:-//davproof//EN&#13;\nBEGIN:VEVENT&#13;\nUID:{number}@example.org&#13;\nSUMMARY:Besprechung &#252;ber A &amp; B&#13;\n\
                 DTSTAMP:20260101T000000Z&#13;\nDTSTART:20260101T100000Z&#13;\nDTEND:20260101T110000Z&#13;\n\
                 DESCRIPTION:A longer description that makes this event about as large as usual&#13;\n\
                 END:VEVENT&#13;\nEND:VCALENDAR&#13;\n</C:calendar-data></D:prop><D:status>HTTP/1.1 200 OK</D:status>\
                 </D:propstat></D:response>"
            )
            .into_bytes();
        } else if self.ended {
            self.pending.clear();
        } else {
            self.ended = true;
            self.pending = TAIL.as_bytes().to_vec();
        }
        self.made += self.pending.len();
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.pending.len() {
            self.refill();
        }
        let count = buffer.len().min(self.pending.len() - self.at);
        buffer[..count].copy_from_slice(&self.pending[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let megabytes: usize = std::env::args().nth(1).map_or(Ok(200), |text| text.parse())?;
    let etag = Name::dav("getetag");
    let begun = Instant::now();
    let mut etags = 0;
    let stream = BufReader::new(Stream::new(megabytes << 20));
    let summary = multistatus::parse(stream, Limits::default(), |response| {
        etags += usize::from(response.prop(&etag).is_some());
        ControlFlow::Continue(())
    })?;
    let seconds = begun.elapsed().as_secs_f64();
    let rate = f64::from(u32::try_from(megabytes)?) / seconds;
    println!("{} responses, {etags} ETags, {megabytes} MiB in {seconds:.2} s: {rate:.0} MiB/s", summary.responses);
    match peak_memory() {
        Some(kilobytes) => println!("peak resident memory: {:.1} MiB", f64::from(kilobytes) / 1024.0),
        None => println!("peak resident memory: not known on this system"),
    }
    Ok(())
}

/// In KiB, from Linux.
fn peak_memory() -> Option<u32> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.trim().parse().ok()
}
