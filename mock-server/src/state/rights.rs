//! Roles as they are stored, and the rights that follow from them.

use crate::fault::{Fault, Faults};
use crate::rewrite::Class;

use super::folder::FolderKind;

/// What becomes of rights by mistake.
type Mistake = fn(&mut Rights);

/// Faults that make more or less of rights.
const MISTAKES: &[(Fault, Mistake)] = &[
    (Fault::ANYBODY_READS, |rights| {
        rights.raise_all(Access::View);
    }),
    (Fault::ANYBODY_WRITES, |rights| {
        rights.raise_all(Access::Modify);
    }),
    (Fault::ANYBODY_CREATES, |rights| {
        rights.create = true;
    }),
    (Fault::ANYBODY_ERASES, |rights| {
        rights.erase = true;
    }),
    (Fault::GRANTEES_OWN, |rights| {
        rights.owns |= rights.any();
    }),
    (Fault::VIEWERS_WRITE, |rights| {
        rights.each(|access| if access == Access::View { Access::Modify } else { access });
    }),
    (Fault::VIEWERS_CREATE, |rights| {
        rights.create |= rights.views();
    }),
    (Fault::VIEWERS_ERASE, |rights| {
        rights.erase |= rights.views();
    }),
    (Fault::CREATORS_READ, |rights| {
        if rights.create {
            rights.raise_all(Access::View);
        }
    }),
    (Fault::ERASERS_READ, |rights| {
        if rights.erase {
            rights.raise_all(Access::View);
        }
    }),
    (Fault::MODIFIERS_ERASE, |rights| {
        rights.erase |= rights.writes();
    }),
    (Fault::MODIFIERS_CREATE, |rights| {
        rights.create |= rights.writes();
    }),
    (Fault::RESPONDERS_MODIFY, |rights| {
        rights.each(|access| if access == Access::Respond { Access::Modify } else { access });
    }),
    (Fault::DATE_AND_TIME_VIEWERS_SEE_ALL, |rights| {
        rights.each(|access| if access == Access::DateAndTime { Access::View } else { access });
    }),
    (Fault::PRIVATE_LIKE_PUBLIC, |rights| {
        rights.private = rights.private.max(rights.public);
    }),
    (Fault::CONFIDENTIAL_LIKE_PUBLIC, |rights| {
        rights.confidential = rights.confidential.max(rights.public);
    }),
    (Fault::GRANTS_WITHOUT_EFFECT, |rights| {
        if !rights.owns {
            *rights = Rights::default();
        }
    }),
    (Fault::WRITE_GRANTS_ONLY_READ, |rights| {
        if !rights.owns {
            rights.each(|access| access.min(Access::View));
        }
    }),
    (Fault::CREATE_GRANTS_WITHOUT_EFFECT, |rights| {
        rights.create &= rights.owns;
    }),
    (Fault::ERASE_GRANTS_WITHOUT_EFFECT, |rights| {
        rights.erase &= rights.owns;
    }),
    (Fault::RESPOND_GRANTS_ONLY_VIEW, |rights| {
        rights.each(|access| if access == Access::Respond { Access::View } else { access });
    }),
    (Fault::DATE_AND_TIME_GRANTS_HIDE, |rights| {
        rights.each(|access| if access == Access::DateAndTime { Access::None } else { access });
    }),
];

/// The name that stands for every authenticated user.
pub(crate) const EVERYBODY: &str = "<default>";

/// The role names of one user on one folder, in the order in which they were given; unknown names are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Roles(Vec<String>);

impl Roles {
    pub(crate) fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut roles = Vec::new();
        for name in names {
            if !roles.contains(&name) {
                roles.push(name);
            }
        }
        Self(roles)
    }

    /// The entry of a user who was added without a role.
    pub(crate) fn none() -> Self {
        Self(vec!["None".to_owned()])
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// What may be done with an object.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Access {
    #[default]
    None,
    /// See when it is, and nothing else.
    DateAndTime,
    View,
    /// View, and answer for the owner.
    Respond,
    Modify,
}

/// What a user may do in a folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rights {
    pub(crate) owns: bool,
    pub(crate) create: bool,
    pub(crate) erase: bool,
    public: Access,
    private: Access,
    confidential: Access,
}

impl Rights {
    /// The rights of the owner and of a superuser.
    pub(crate) const ALL: Self = Self {
        owns: true,
        create: true,
        erase: true,
        public: Access::Modify,
        private: Access::Modify,
        confidential: Access::Modify,
    };

    /// What the roles give in a folder of this kind; roles of the other kind give nothing.
    pub(crate) fn of(kind: FolderKind, roles: &Roles) -> Self {
        let mut rights = Self::default();
        for role in roles.names() {
            rights.add(kind, role);
        }
        rights
    }

    fn add(&mut self, kind: FolderKind, role: &str) {
        match (kind, role) {
            (_, "ObjectCreator") => self.create = true,
            (_, "ObjectEraser") => self.erase = true,
            (FolderKind::Contacts, "ObjectViewer") => self.raise_all(Access::View),
            (FolderKind::Contacts, "ObjectEditor") => self.raise_all(Access::Modify),
            (FolderKind::Contacts, _) => {}
            (FolderKind::Calendar, role) => {
                let classes = [
                    ("Public", &mut self.public),
                    ("Private", &mut self.private),
                    ("Confidential", &mut self.confidential),
                ];
                for (prefix, access) in classes {
                    let granted = match role.strip_prefix(prefix) {
                        Some("DAndTViewer") => Access::DateAndTime,
                        Some("Viewer") => Access::View,
                        Some("Responder") => Access::Respond,
                        Some("Modifier") => Access::Modify,
                        Some(_) | None => Access::None,
                    };
                    *access = (*access).max(granted);
                }
            }
        }
    }

    fn raise_all(&mut self, granted: Access) {
        for access in [&mut self.public, &mut self.private, &mut self.confidential] {
            *access = (*access).max(granted);
        }
    }

    /// What may be done with objects of this class.
    pub(crate) fn on(self, class: Class) -> Access {
        match class {
            Class::Public => self.public,
            Class::Private => self.private,
            Class::Confidential => self.confidential,
        }
    }

    /// The rights as the faults have them.
    pub(crate) fn with_faults(mut self, faults: &Faults) -> Self {
        for (fault, change) in MISTAKES {
            if faults.has(*fault) {
                change(&mut self);
            }
        }
        self
    }

    fn each(&mut self, change: impl Fn(Access) -> Access) {
        for access in [&mut self.public, &mut self.private, &mut self.confidential] {
            *access = change(*access);
        }
    }

    fn views(self) -> bool {
        [self.public, self.private, self.confidential].into_iter().any(|access| access >= Access::View)
    }

    /// Whether the folder is visible at all.
    pub(crate) fn any(self) -> bool {
        self != Self::default()
    }

    /// Whether anything may be changed, which makes a proxy a writing one.
    pub(crate) fn writes(self) -> bool {
        self.create || self.erase || [self.public, self.private, self.confidential].contains(&Access::Modify)
    }
}
