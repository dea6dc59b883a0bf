//! What the addresses of a host show, put together where they show the same.

use std::fmt;
use std::net::IpAddr;

use davproof_tls::{AddressFacts, TlsFacts, TlsSide};

/// What is judged: a host, and those of its addresses that show the same.
pub(super) struct View<'a> {
    facts: &'a TlsFacts,
    addresses: Vec<IpAddr>,
}

impl<'a> View<'a> {
    /// The addresses that answer, by what their port says.
    pub(super) fn all(facts: &'a TlsFacts) -> Vec<(View<'a>, &'a TlsSide)> {
        let mut views: Vec<(View<'a>, &TlsSide)> = Vec::new();
        for AddressFacts { address, tls, .. } in facts.tried() {
            let Some(side) = tls else { continue };
            match views.iter_mut().find(|(_, of)| *of == side) {
                Some((view, _)) => view.addresses.push(*address),
                None => views.push((View { facts, addresses: vec![*address] }, side)),
            }
        }
        views
    }

    /// The host that clients ask for.
    pub(super) fn host(&self) -> String {
        self.facts.target.host()
    }

    pub(super) fn addresses(&self) -> &[IpAddr] {
        &self.addresses
    }
}

impl fmt::Display for View<'_> {
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
