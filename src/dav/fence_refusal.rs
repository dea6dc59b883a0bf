use crate::fence_path::PathRefusal;

/// Why the fence lets something not pass.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FenceRefusal {
    /// The target lies outside.
    #[error("{method} {target} would write outside of what this run created: {reason}")]
    Outside {
        /// The method.
        method: String,
        /// The raw target.
        target: String,
        /// Why.
        reason: PathRefusal,
    },
    /// The `Destination` of MOVE or COPY lies outside.
    #[error("`Destination: {destination}` lies outside of what this run created: {reason}")]
    Destination {
        /// The header.
        destination: String,
        /// Why.
        reason: PathRefusal,
    },
    /// A header that could turn the request into another one.
    #[error("the header `{0}` could turn this request into another one, or into two; it is never sent")]
    Header(String),
    /// A path that may not be registered.
    #[error("{path} cannot be registered with the fence: {reason}")]
    Registration {
        /// The path.
        path: String,
        /// Why.
        reason: PathRefusal,
    },
}

impl FenceRefusal {
    /// With what came from outside run through `clean`.
    pub(crate) fn map_text(self, clean: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Outside { method, target, reason } => Self::Outside { method, target: clean(&target), reason },
            Self::Destination { destination, reason } => Self::Destination { destination: clean(&destination), reason },
            Self::Header(name) => Self::Header(clean(&name)),
            Self::Registration { path, reason } => Self::Registration { path: clean(&path), reason },
        }
    }
}
