//! What DNS says of a domain's calendar and contact services (RFC 6764 sections 3 and 4).

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use domain::base::iana::Rcode;
use domain::base::{Name, Rtype};
use domain::rdata::{Srv, Txt};
use domain::resolv::StubResolver;
use domain::resolv::stub::Answer;
use domain::resolv::stub::conf::{ResolvConf, ServerConf, Transport};

/// What DNS says of one service of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Records {
    /// It is there: the target to try first (RFC 2782).
    At(Service),
    /// The target is `.`: decidedly not offered here.
    Denied,
    /// No record.
    None,
}

/// One service as DNS names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// Host, in lower case, without a dot at its end.
    pub(crate) host: String,
    /// Port.
    pub(crate) port: u16,
    /// `path=` of the TXT record, with a slash at its end.
    pub(crate) path: Option<String>,
}

/// Asks a name server.
pub(crate) struct Dns(StubResolver);

impl Dns {
    /// Asks `server`, or those of the system's `resolv.conf`.
    pub(crate) fn new(server: Option<SocketAddr>, timeout: Duration) -> Dns {
        let mut conf = server.map_or_else(ResolvConf::default, |address| ResolvConf {
            servers: vec![ServerConf::new(address, Transport::UdpTcp)],
            ..ResolvConf::new()
        });
        conf.options.timeout = timeout.min(Duration::from_secs(2));
        conf.options.attempts = 1;
        conf.finalize();
        Dns(StubResolver::from_conf(conf))
    }

    /// The records of a service such as `_caldavs`.
    ///
    /// # Errors
    /// A name server that does not answer, or answers with an error.
    pub(crate) async fn service(&self, service: &str, domain: &str) -> io::Result<Records> {
        let name: Name<Vec<u8>> = format!("{service}._tcp.{domain}.")
            .parse()
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, "the name is too long for DNS"))?;
        let (srv, txt) = futures::try_join!(self.ask(&name, Rtype::SRV), self.ask(&name, Rtype::TXT))?;
        let mut targets = targets(&srv)?;
        targets.sort_by_key(|(priority, weight, _, _)| (*priority, u16::MAX - weight));
        Ok(match targets.into_iter().next() {
            None => Records::None,
            Some((_, _, _, host)) if host.is_empty() => Records::Denied,
            Some((_, _, port, host)) => Records::At(Service { host, port, path: path(&txt) }),
        })
    }

    async fn ask(&self, name: &Name<Vec<u8>>, kind: Rtype) -> io::Result<Answer> {
        let answer = self.0.query((name, kind)).await?;
        match answer.header().rcode() {
            Rcode::NOERROR | Rcode::NXDOMAIN => Ok(answer),
            other => Err(io::Error::other(format!("the name server answers {other}"))),
        }
    }
}

/// Priority, weight, port and host of every SRV record.
fn targets(answer: &Answer) -> io::Result<Vec<(u16, u16, u16, String)>> {
    let section = answer.answer().map_err(io::Error::other)?;
    let records = section.limit_to::<Srv<_>>().flatten();
    Ok(records
        .map(|record| {
            let srv = record.data();
            let host = srv.target().to_string().trim_end_matches('.').to_ascii_lowercase();
            (srv.priority(), srv.weight(), srv.port(), host)
        })
        .collect())
}

fn path(answer: &Answer) -> Option<String> {
    let section = answer.answer().ok()?;
    let texts = section.limit_to::<Txt<_>>().flatten();
    let texts: Vec<String> =
        texts.map(|record| String::from_utf8_lossy(&record.data().text::<Vec<u8>>()).into_owned()).collect();
    let path = texts.iter().find_map(|text| text.strip_prefix("path="))?;
    path.starts_with('/').then(|| super::answer::with_slash(path))
}
