//! The deviations from the RFCs, each with a name, each asked at one place.

use std::collections::BTreeSet;

macro_rules! quirks {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// One deviation of SOGo from the RFCs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Quirk { $($(#[doc = $doc])+ $name,)+ }

        impl Quirk {
            /// Every quirk, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The name of the quirk as it is written in code.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }
        }
    };
}

quirks! {
    /// An apostrophe in a resource name makes every method work on another object of the collection (L01).
    ApostropheInName,
    /// MOVE inside one collection loses an item whose name is already `<UID>.ics` (L02).
    MoveWithinCollectionLoses,
    /// MOVE and PUT to the pseudo inbox succeed and store nothing (L03).
    InboxSwallows,
    /// MOVE names the item after its UID and overwrites in spite of `Overwrite: F` (L04).
    MoveRenamesToUid,
    /// MOVE does not ask for the right to remove the item from its source (L05).
    MoveIgnoresSourceRights,
    /// MOVE of a contact gives it a new UID and a new name (L06).
    MoveRenewsContactUid,
    /// Whoever sees a folder may change its access list through acl-query (L07).
    AclOpenToGrantees,
    /// Access lists survive the deletion of their collection (L08).
    AclSurvivesDelete,
    /// sync-collection reports every name to whoever sees the folder (L09).
    SyncWithoutRights,
    /// Address book reports hand full cards to those who may only create or erase (L10).
    CardsWithoutViewer,
    /// `If-None-Match: *` does not protect an existing object (L11).
    IfNoneMatchStarIgnored,
    /// `If-Match` on a new event is ignored (L12).
    IfMatchOnNewEventIgnored,
    /// DELETE ignores `If-Match` (L13).
    DeleteIgnoresIfMatch,
    /// A 304 carries a body (L15).
    BodyOn304,
    /// `Authorization` with a scheme other than Basic makes the worker drop the connection (L16).
    BearerDropsConnection,
    /// An unknown user's path is answered for a pseudo user `anonymous` (L17).
    UnknownUserIsAnonymous,
    /// The User-Agent decides what a listing holds (L18).
    ListingByUserAgent,
    /// Depth infinity, missing or wrong lists the children without the collection (L19).
    DepthInfinityWithoutSelf,
    /// propname answers hrefs of the form `http:/host/…` (L20).
    PropnameHref,
    /// Dates carry the owner's offset, creationdate is no ISO date (L21).
    DatesWithOffset,
    /// Errors are in the namespace `DAV`, without the colon (L22).
    ErrorNamespace,
    /// Characters beyond the BMP become surrogate references, control characters stay raw (L23).
    BrokenCharacters,
    /// Reports write hrefs raw instead of percent-encoded (L25).
    RawReportHrefs,
    /// Members are listed below the request target as sent, query and all, with a slash if it ends with one (§1.3).
    ListingEchoesTarget,
    /// Asked for its access list, a file that is no object (free/busy, a whole calendar) fails, and with it the listing.
    AclOfFilesFails,
    /// `_range` in a path makes a PROPFIND a query for numbered rows, which are told under a cut href (PATH-24).
    RangeInPath,
    /// The href of a PROPFIND is cut at `;` or `?` of the name (L26).
    HrefCut,
    /// A multiget href is cut at an XML entity (L27), and at a letter beyond ASCII.
    MultigetHrefCut,
    /// Reports silently drop properties that they do not know (L35).
    ReportDropsUnknownProperties,
    /// sync-collection takes any token, reports a token one second back, and ignores limits (L36, L37).
    SyncTokenSeconds,
    /// A new object under an old name starts again with version 0 (L38).
    EtagRestarts,
    /// Extended MKCOL ignores the properties that it is given (L40).
    MkcolIgnoresProperties,
    /// MKCALENDAR `inbox` makes a collection that cannot be deleted (L41).
    PhantomInbox,
    /// PROPPATCH knows no dead properties, is not atomic, and remove does nothing (L42).
    ProppatchWithoutDeadProperties,
    /// calendar-description cannot be set (L43).
    DescriptionReadOnly,
    /// calendar-color needs eight digits (L44).
    ColorNeedsAlpha,
    /// LOCK hands out tokens and locks nothing (L45).
    LockWithoutLocking,
    /// Chunked request bodies are read as empty (L46).
    ChunkedBodyIgnored,
    /// Each response ends its connection, often without a word (§0).
    ConnectionClosedAfterResponse,
    /// Nothing stands in front of sogod: no `.well-known` redirects, and dropped connections stay dropped (§1.1).
    NoWebServerInFront,
    /// REPORT wants a lower-case XML media type (L47).
    ReportContentType,
    /// UIDs are compared for new events only (L48, L49).
    UidUniqueForNewEventsOnly,
    /// expand-property and principal-property-search fail when resourcetype is asked (L50).
    ResourcetypeBreaksExpand,
    /// principal-search-property-set answers 207 and names a property twice (L51).
    SearchPropertySet207,
    /// The resource-id of a subscribed calendar keeps an escaped owner (L54).
    ResourceIdKeepsEscapedOwner,
    /// getcontentlength counts the stored text, not the served one (L55).
    ContentLengthOfStored,
    /// supported-report-set lists reports that are not supported there (L58).
    AdvertisesUnsupportedReports,
    /// Viewers and editors of an address book get an empty privilege set, creators get unbind (L59).
    AddressbookPrivilegesWrong,
    /// A missing or unseen collection is a 404 on reads and a 403 on PROPPATCH and MKCOL (§1.5).
    ForbiddenIsNotFound,
    /// Of several spellings of one href in a multiget only the last is found (§3.3).
    MultigetOneSpelling,
    /// A multiget tells the href of what it does not find decoded and not escaped (QRY).
    MultigetEchoesDecoded,
    /// An empty href in a multiget is an internal error (L65).
    EmptyMultigetHrefFails,
    /// PROPPATCH takes a truncated body as far as it goes, so half of a change is made.
    ProppatchTakesTruncatedBody,
    /// A subscribed folder keeps the name that it had when it was subscribed, whatever its owner calls it later.
    SubscriptionKeepsName,
    /// Only the owner's choice of notifications counts, others set theirs in vain.
    NotificationsOfOwnerOnly,
    /// PROPFIND never refuses a body that is not understood (§2.2).
    PropfindTakesAnyBody,
    /// The home's current-user-principal lacks its trailing slash (§2.2).
    PrincipalWithoutSlash,
    /// Reports that are unknown answer 501 with a page instead of 403 supported-report (§3.1).
    UnknownReport501,
    /// A PUT to a path below an object writes the object (§1.1).
    PutBelowItemWritesItem,
    /// A HEAD takes no notice of `If-None-Match` (§2.6).
    HeadUnconditional,
    /// A PUT or MKCOL below a missing collection is a 404 instead of a 409 (PUT-22).
    MissingParentIsNotFound,
    /// A PUT of calendar data is stored in the server's own words: order, defaults, escapes, zones (L56, PUT-01 to PUT-08).
    RewritesCalendarData,
    /// A PUT of a card is stored in the server's own words, always as version 3.0 (PUT-17 to PUT-19).
    RewritesCards,
    /// A new body that is not understood is a 404 (L14, PUT-09).
    UnparseableIsNotFound,
    /// An object that begins before 1970 or from 2038 on cannot be written again: its column has 31 bits (PUT-25).
    OldStartsCannotBeUpdated,
    /// Lines are folded after 75 characters instead of 75 octets, with an empty continuation behind full lines (§5.1).
    FoldsByCharacters,
    /// A character beyond the BMP that lies across a fold makes the whole object `(null)` (L24).
    CharacterAtFoldLosesObject,
    /// The last line of an object has no line break (§2.6).
    NoFinalLineBreak,
    /// calendar-query looks at index columns only: few prop-filters, recurring objects by their last end, 32 bits (L28 to
    /// L32, L64).
    CalendarQueryByColumns,
    /// addressbook-query looks at index columns only: surname instead of name, most conditions ignored (L33, L64).
    AddressbookQueryByColumns,
    /// An attendee with `SCHEDULE-AGENT=CLIENT` gets his copy all the same (§7.2).
    ScheduleAgentIgnored,
    /// Who is added to a series and to one of its occurrences at once gets no copy (L63).
    AttendeeAddedTwiceIsForgotten,
    /// An attendee's copy with an old sequence is a 409 (L62).
    OldSequenceIsConflict,
    /// Free/busy counts cancelled events, merges nothing, ends days a second early and forgets excluded overrides (L52,
    /// L66, SCH-06).
    FreeBusyUnrefined,
}

/// A set of quirks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quirks(BTreeSet<Quirk>);

impl Quirks {
    /// Every quirk.
    #[must_use]
    pub fn all() -> Self {
        Self(Quirk::ALL.iter().copied().collect())
    }

    /// No quirk: what the RFCs demand.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether the mock deviates here.
    #[must_use]
    pub fn has(&self, quirk: Quirk) -> bool {
        self.0.contains(&quirk)
    }

    /// The same set with this quirk.
    #[must_use]
    pub fn with(mut self, quirk: Quirk) -> Self {
        self.0.insert(quirk);
        self
    }

    /// The same set without this quirk.
    #[must_use]
    pub fn without(mut self, quirk: Quirk) -> Self {
        self.0.remove(&quirk);
        self
    }
}

/// A server that the mock can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// SOGo 5.8.0 as Debian 12 ships it, behind a web server as on a real site.
    Sogo58,
    /// The same without the web server: every quirk, those of the socket too.
    Sogod58,
    /// No quirk.
    Rfc,
}

impl Profile {
    /// The quirks of this server.
    #[must_use]
    pub fn quirks(self) -> Quirks {
        match self {
            Self::Sogo58 => Quirks::all()
                .without(Quirk::ChunkedBodyIgnored)
                .without(Quirk::ConnectionClosedAfterResponse)
                .without(Quirk::NoWebServerInFront),
            Self::Sogod58 => Quirks::all(),
            Self::Rfc => Quirks::none(),
        }
    }
}
