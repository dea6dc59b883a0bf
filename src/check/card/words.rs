//! The words of the card.

use super::address::{Client, Label};

/// A language of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
}

impl Language {
    /// The code of BCP 47.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.choose("en", "fr")
    }

    const fn choose(self, english: &'static str, french: &'static str) -> &'static str {
        match self {
            Language::English => english,
            Language::French => french,
        }
    }

    /// Title of the page and of the text.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.choose("Your calendars and contacts", "Vos calendriers et contacts")
    }

    pub(super) const fn intro(self) -> &'static str {
        self.choose(
            "Set up your phone or program once with these addresses. The password is the one of your account; it is not on this sheet.",
            "Configurez une fois votre téléphone ou votre logiciel avec ces adresses. Le mot de passe est celui de votre compte ; il ne figure pas sur cette feuille.",
        )
    }

    pub(super) const fn both(self) -> &'static str {
        self.choose(
            "Calendars and contacts are two accounts in some programs: type the same in both.",
            "Dans certains logiciels, calendriers et contacts sont deux comptes : saisissez la même chose dans les deux.",
        )
    }

    pub(super) const fn headers(self) -> [&'static str; 3] {
        match self {
            Language::English => ["Device or program", "Where", "What to type"],
            Language::French => ["Appareil ou logiciel", "Où", "Ce qu’il faut saisir"],
        }
    }

    /// What stands for a login name that is not known.
    #[must_use]
    pub const fn your_login(self) -> &'static str {
        self.choose("(your login name)", "(votre identifiant)")
    }

    /// The name of a program.
    #[must_use]
    pub const fn client(self, client: Client) -> &'static str {
        match client {
            Client::Ios => "iPhone, iPad",
            Client::Macos => "macOS",
            Client::Davx5 => "Android (DAVx⁵)",
            Client::Thunderbird => "Thunderbird",
            Client::Evolution => "Evolution",
            Client::Outlook => "Outlook (CalDav Synchronizer)",
        }
    }

    /// The name of a field.
    #[must_use]
    pub const fn label(self, label: Label) -> &'static str {
        match label {
            Label::Server => self.choose("Server:", "Serveur :"),
            Label::Path => self.choose("Server path:", "Chemin d’accès :"),
            Label::Port => self.choose("Port:", "Port :"),
            Label::Url => self.choose("Address:", "Adresse :"),
            Label::UserName => self.choose("User name:", "Nom d’utilisateur :"),
        }
    }

    pub(super) const fn steps(self, client: Client) -> &'static str {
        match client {
            Client::Ios => self.choose(
                "Settings › Apps › Calendar › Calendar Accounts › Add Account › Other › Add CalDAV Account; then the same with Add CardDAV Account",
                "Réglages › Apps › Calendrier › Comptes › Ajouter un compte › Autre › Ajouter un compte CalDAV ; puis de même Ajouter un compte CardDAV",
            ),
            Client::Macos => self.choose(
                "Calendar › Add Account › Other CalDAV Account, type “Advanced”; Contacts › Add Account › Other Contacts Account",
                "Calendrier › Ajouter un compte › Autre compte CalDAV, type « Avancé » ; Contacts › Ajouter un compte › Autre compte de contacts",
            ),
            Client::Davx5 => self.choose(
                "DAVx⁵ › + › Login with URL and user name",
                "DAVx⁵ › + › Connexion avec une URL et un nom d’utilisateur",
            ),
            Client::Thunderbird => self.choose(
                "Calendar › New Calendar › On the Network; Address Book › New Address Book › Add CardDAV Address Book",
                "Agenda › Nouvel agenda › Sur le réseau ; Carnet d’adresses › Nouveau › Ajouter un carnet d’adresses CardDAV",
            ),
            Client::Evolution => self.choose(
                "File › New › Collection Account, or New › Calendar › CalDAV and New › Address Book › CardDAV",
                "Fichier › Nouveau › Compte de collection, ou Nouveau › Agenda › CalDAV et Nouveau › Carnet d’adresses › CardDAV",
            ),
            Client::Outlook => self.choose(
                "CalDav Synchronizer › Synchronization Profiles › Add › SOGo (or Generic) › DAV Url; then “Test or discover settings”",
                "CalDav Synchronizer › Profils de synchronisation › Ajouter › SOGo (ou Générique) › DAV Url ; puis « Tester ou détecter les paramètres »",
            ),
        }
    }
}
