use crate::href::Href;
use crate::name::Name;

/// More shape problems than these are not collected.
pub const MAX_SHAPE_PROBLEMS: usize = 100;

/// A document that is XML but not a proper multistatus.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShapeProblem {
    /// The root is something else; nothing was read.
    #[error("the root element is {0}, not D:multistatus")]
    ForeignRoot(Name),
    /// A response that names nothing.
    #[error("response number {response} has no D:href")]
    NoHref {
        /// Its number, from 1.
        response: usize,
    },
    /// Several hrefs although there are propstats.
    #[error("{href} has several D:href beside a D:propstat")]
    SeveralHrefs {
        /// The first one.
        href: Href,
    },
    /// Neither status nor propstat.
    #[error("{href} has neither D:status nor D:propstat")]
    Empty {
        /// The response.
        href: Href,
    },
    /// Both status and propstat.
    #[error("{href} has both D:status and D:propstat")]
    StatusAndPropstat {
        /// The response.
        href: Href,
    },
    /// A propstat without prop.
    #[error("a D:propstat of {href} has no D:prop")]
    NoProp {
        /// The response.
        href: Href,
    },
    /// A propstat with several props.
    #[error("a D:propstat of {href} has {count} D:prop elements")]
    SeveralProps {
        /// The response.
        href: Href,
        /// How many.
        count: usize,
    },
    /// A propstat without status.
    #[error("a D:propstat of {href} has no D:status")]
    NoStatus {
        /// The response.
        href: Href,
    },
    /// More than one status element.
    #[error("{href} has several D:status in one place")]
    SeveralStatuses {
        /// The response.
        href: Href,
    },
    /// A status line that is none.
    #[error("{href} has the unreadable status line `{line}`")]
    BadStatus {
        /// The response.
        href: Href,
        /// The line.
        line: String,
    },
    /// More than one sync-token.
    #[error("the multistatus has more than one D:sync-token")]
    SeveralSyncTokens,
    /// Text between elements.
    #[error("the multistatus has text between its elements: `{0}`")]
    StrayText(String),
}
