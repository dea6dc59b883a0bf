use jiff::Timestamp;
use rustls_pki_types::CertificateDer;

use crate::certificate::{Certificate, Unreadable};
use crate::trust::{Distrust, Trust, TrustStore};

/// The certificates as the server sent them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Each of them.
    pub sent: Vec<Result<Certificate, Unreadable>>,
    /// How they hang together; `None` if none of them can be read.
    pub shape: Option<Shape>,
    /// Whether they lead to an authority.
    pub trust: Trust,
}

/// How the sent certificates hang together. The numbers are positions in [`Chain::sent`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// From the server's own certificate to the last issuer that was sent.
    pub path: Vec<usize>,
    /// What is sent but is no part of that.
    pub superfluous: Vec<usize>,
}

impl Chain {
    pub(crate) fn read(sent: &[Vec<u8>], trust: &TrustStore, now: Timestamp) -> Self {
        let read: Vec<_> = sent.iter().map(|der| Certificate::read(der)).collect();
        let shape = Shape::of(&read);
        let verdict = shape.as_ref().and_then(|shape| {
            let own = *shape.path.first()?;
            let certificate = read[own].as_ref().ok()?;
            let ders: Vec<CertificateDer<'_>> = sent.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
            let others = [&ders[..own], &ders[own + 1..]].concat();
            Some(trust.verify(certificate, &ders[own], &others, now))
        });
        let trust = verdict.unwrap_or_else(|| Trust::None(Distrust::Other("no certificate can be read".to_owned())));
        Self { sent: read, shape, trust }
    }

    /// The server's own certificate.
    #[must_use]
    pub fn own(&self) -> Option<&Certificate> {
        self.path().next()
    }

    /// From the server's own certificate to the last issuer that was sent.
    pub fn path(&self) -> impl Iterator<Item = &Certificate> {
        let path = self.shape.iter().flat_map(|shape| &shape.path);
        path.filter_map(|position| self.sent[*position].as_ref().ok())
    }

    /// What is sent but leads nowhere.
    pub fn superfluous(&self) -> impl Iterator<Item = &Certificate> {
        let superfluous = self.shape.iter().flat_map(|shape| &shape.superfluous);
        superfluous.filter_map(|position| self.sent[*position].as_ref().ok())
    }
}

impl Shape {
    /// Follows the issuers' names. The server's own certificate is the first, unless that is an authority's and another
    /// is none.
    fn of(sent: &[Result<Certificate, Unreadable>]) -> Option<Self> {
        let readable = |position: usize| sent[position].as_ref().ok();
        let positions: Vec<usize> = (0..sent.len()).filter(|position| readable(*position).is_some()).collect();
        let first = *positions.first()?;
        let server = positions.iter().copied().find(|position| readable(*position).is_some_and(|it| !it.is_ca));
        let mut path = vec![server.unwrap_or(first)];
        while let Some(last) = path.last().and_then(|position| readable(*position))
            && !last.is_self_issued
            && let Some(issuer) = positions.iter().copied().find(|position| {
                !path.contains(position) && readable(*position).is_some_and(|it| it.subject_der == last.issuer_der)
            })
        {
            path.push(issuer);
        }
        let superfluous = positions.into_iter().filter(|position| !path.contains(position)).collect();
        Some(Self { path, superfluous })
    }

    /// Whether each certificate comes before its issuer, the server's own first (RFC 5246 section 7.4.2).
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        self.path.first() == Some(&0) && self.path.is_sorted()
    }
}
