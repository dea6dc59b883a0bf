//! Roles as they are stored, and the rights that follow from them.

use crate::rewrite::Class;

use super::folder::FolderKind;

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

    /// Whether the folder is visible at all.
    pub(crate) fn any(self) -> bool {
        self != Self::default()
    }

    /// Whether anything may be changed, which makes a proxy a writing one.
    pub(crate) fn writes(self) -> bool {
        self.create || self.erase || [self.public, self.private, self.confidential].contains(&Access::Modify)
    }
}
