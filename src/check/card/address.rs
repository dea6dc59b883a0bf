//! The addresses, for each client program.

use davproof_dav::Scheme;

use super::words::Language;
use crate::check::run::Service;

/// The addresses of one account, or of everybody where none logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Host and port as clients write them.
    pub authority: String,
    /// The host alone.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Whether TLS is used.
    pub tls: bool,
    /// Path of the principal, or of the service where nobody logged in.
    pub path: String,
    /// Login name, where one is known.
    pub user: Option<String>,
    /// The language of the card.
    pub language: Language,
    service: String,
}

/// What one client program is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Which program.
    pub client: Client,
    /// What is typed into which field, in the order of its dialogue.
    pub fields: Vec<Field>,
}

/// One field of a dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which field.
    pub label: Label,
    /// What is typed there.
    pub value: String,
}

/// The fields of dialogues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Host, or host and port.
    Server,
    /// Path on the server.
    Path,
    /// Port, where it is not 443.
    Port,
    /// A whole address.
    Url,
    /// Login name.
    UserName,
}

/// The programs that people use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// iPhone and iPad.
    Ios,
    /// Calendar and Contacts of a Mac.
    Macos,
    /// Android with DAVx5.
    Davx5,
    /// Thunderbird.
    Thunderbird,
    /// Evolution and GNOME.
    Evolution,
    /// Outlook with CalDav Synchronizer.
    Outlook,
}

impl Client {
    /// All, those that most people use first.
    pub const ALL: [Client; 6] =
        [Client::Ios, Client::Macos, Client::Davx5, Client::Thunderbird, Client::Evolution, Client::Outlook];
}

impl Card {
    /// The card of a service.
    #[must_use]
    pub fn new(service: &Service, user: Option<&str>, language: Language) -> Card {
        let host = service.origin.host().to_owned();
        Card {
            authority: service.origin.authority(),
            host,
            port: service.origin.port(),
            tls: service.origin.scheme() == Scheme::Https,
            path: service.principal.clone().unwrap_or_else(|| service.path.clone()),
            user: user.map(str::to_owned),
            language,
            service: service.path.clone(),
        }
    }

    /// The addresses, one entry for each program.
    #[must_use]
    pub fn addresses(&self) -> Vec<Address> {
        Client::ALL.iter().map(|client| Address { client: *client, fields: self.fields(*client) }).collect()
    }

    /// The address of the service: what a program needs that finds the rest by itself.
    #[must_use]
    pub fn service_url(&self) -> String {
        self.url(&self.service)
    }

    /// The address of the account's principal.
    #[must_use]
    pub fn principal_url(&self) -> String {
        self.url(&self.path)
    }

    fn url(&self, path: &str) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        format!("{scheme}://{}{path}", self.authority)
    }

    fn fields(&self, client: Client) -> Vec<Field> {
        let field = |label, value: String| Field { label, value };
        let mut fields = match client {
            // iOS takes a whole address in its field for the server, and then needs nothing else.
            Client::Ios => vec![field(Label::Server, self.principal_url())],
            Client::Macos => vec![
                field(Label::Server, self.host.clone()),
                field(Label::Path, self.path.clone()),
                field(Label::Port, self.port.to_string()),
            ],
            Client::Davx5 | Client::Thunderbird | Client::Evolution | Client::Outlook => {
                vec![field(Label::Url, self.service_url())]
            }
        };
        fields.push(field(Label::UserName, self.user.clone().unwrap_or_else(|| self.language.your_login().to_owned())));
        fields
    }

    /// The card as text: one line for each program.
    #[must_use]
    pub fn text(&self) -> String {
        use std::fmt::Write as _;
        let mut text = String::new();
        for address in self.addresses() {
            let fields: Vec<String> = address
                .fields
                .iter()
                .map(|field| format!("{} {}", self.language.label(field.label), field.value))
                .collect();
            let _ = writeln!(text, "  {:<29}  {}", self.language.client(address.client), fields.join("   "));
        }
        text
    }
}
