//! Where something was seen: the host, and its addresses where they differ.

use std::fmt;
use std::net::IpAddr;

use davproof_tls::{AddressFacts, TlsFacts, TlsSide};

/// What is judged: a host, and those of its addresses that show the same.
pub(super) struct Place<'a> {
    facts: &'a TlsFacts,
    addresses: Vec<IpAddr>,
}

impl<'a> Place<'a> {
    /// The addresses that answer, by what their port says.
    pub(super) fn all(facts: &'a TlsFacts) -> Vec<(Place<'a>, &'a TlsSide)> {
        let mut places: Vec<(Place<'a>, &TlsSide)> = Vec::new();
        for AddressFacts { address, tls, .. } in facts.tried() {
            let Some(side) = tls else { continue };
            match places.iter_mut().find(|(_, of)| *of == side) {
                Some((place, _)) => place.addresses.push(*address),
                None => places.push((Place { facts, addresses: vec![*address] }, side)),
            }
        }
        places
    }

    /// The host that clients ask for.
    pub(super) fn host(&self) -> String {
        self.facts.target.host()
    }

    pub(super) fn addresses(&self) -> &[IpAddr] {
        &self.addresses
    }
}

impl fmt::Display for Place<'_> {
    /// The host with an unusual port, and the addresses if they are not all of those that answer.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.facts.target.port() {
            443 => f.write_str(self.facts.target.to_string().trim_end_matches(":443"))?,
            _ => self.facts.target.fmt(f)?,
        }
        let answering = self.facts.tried().filter(|address| address.tls.is_some()).count();
        if self.addresses.len() == answering { Ok(()) } else { write!(f, " at {}", list(&self.addresses)) }
    }
}

/// A list for people: `a, b and c`.
pub(super) fn list<T: fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    match items.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        Some(_) | None => items.concat(),
    }
}

/// A text of the server's making in one short line without control characters, which would reach the terminal.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 120;
    let mut line: String = text.chars().take(MOST).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(MOST).is_some() {
        line.push('…');
    }
    line
}
