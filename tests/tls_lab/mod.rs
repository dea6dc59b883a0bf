//! A lab for TLS: authorities and certificates made for the purpose, and servers that show them, well or badly.

mod authority;
mod by_hand;
mod server;
mod site;

pub(crate) use authority::{Authority, Wish};
pub(crate) use by_hand::ByHand;
pub(crate) use server::{Front, HttpFront, Server};
pub(crate) use site::Site;

/// The host that the lab's certificates are for.
pub(crate) const HOST: &str = "dav.example.org";

/// Two levels of authorities.
pub(crate) struct Lab {
    pub(crate) root: Authority,
    pub(crate) intermediate: Authority,
}

impl Lab {
    pub(crate) fn new() -> Lab {
        let root = Authority::root("Lab Root");
        let intermediate = root.authority(Wish::named("Lab Intermediate"));
        Lab { root, intermediate }
    }

    /// A good server, its certificate made as wished: that one and the intermediate are sent.
    pub(crate) fn server(&self, wish: Wish) -> Server {
        self.sending(vec![self.intermediate.issue(wish), self.intermediate.der()])
    }

    /// A good server that sends these certificates.
    pub(crate) fn sending(&self, chain: Vec<Vec<u8>>) -> Server {
        Server::new(Front::Tls(Site::new(chain)), &self.root)
    }

    /// A server that does TLS by hand, with a good certificate.
    pub(crate) fn by_hand(&self, front: fn(Vec<Vec<u8>>) -> ByHand) -> Server {
        self.by_hand_with(Wish::good(), front)
    }

    /// A server that does TLS by hand, with a certificate made as wished.
    pub(crate) fn by_hand_with(&self, wish: Wish, front: fn(Vec<Vec<u8>>) -> ByHand) -> Server {
        let chain = vec![self.intermediate.issue(wish), self.intermediate.der()];
        Server::new(Front::ByHand(front(chain)), &self.root)
    }
}
