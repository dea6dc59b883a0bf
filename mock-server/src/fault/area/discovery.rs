//! Faults of the area `discovery`.

use crate::fault::profile::{NONE, SOGO, SOGO_58, SOGOD};

faults! {
    Discovery:

    /// The User-Agent decides what a listing holds.
    LISTING_BY_USER_AGENT {
        symptom: "What one client shows is missing in another.",
        origin: "L18",
        shown_by: SOGO,
    }

    /// Nothing stands in front of sogod: no `.well-known` redirects, and dropped connections stay dropped.
    NO_WEB_SERVER_IN_FRONT {
        symptom: "Clients do not find the service by the host name alone.",
        origin: "sogo-5.8",
        shown_by: SOGOD,
    }

    /// principal-search-property-set answers 207 and names a property twice.
    SEARCH_PROPERTY_SET_207 {
        symptom: "Clients cannot learn how to search for people.",
        origin: "L51",
        shown_by: SOGO,
    }

    /// supported-report-set lists reports that are not supported there.
    ADVERTISES_UNSUPPORTED_REPORTS {
        symptom: "A client asks in a way that the server promised and then refuses.",
        origin: "L58",
        shown_by: SOGO,
    }

    /// The home's current-user-principal lacks its trailing slash.
    PRINCIPAL_WITHOUT_SLASH {
        symptom: "A client takes one person for two.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// OPTIONS is answered without the DAV header.
    DAV_HEADER_STRIPPED {
        symptom: "The account cannot be set up on Apple devices.",
        origin: "transport",
        shown_by: NONE,
    }

    /// OPTIONS is answered without the Allow header.
    ALLOW_HEADER_STRIPPED {
        symptom: "Clients do not offer what the server can do.",
        origin: "transport",
        shown_by: NONE,
    }

    /// The DAV header does not name calendar-access.
    CALENDAR_ACCESS_NOT_CLAIMED {
        symptom: "Clients find no calendars.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The DAV header does not name addressbook.
    ADDRESSBOOK_NOT_CLAIMED {
        symptom: "Clients find no address books.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A proxy answers OPTIONS itself.
    OPTIONS_ANSWERED_BY_PROXY {
        symptom: "The account cannot be set up on Apple devices.",
        origin: "PRX-05",
        shown_by: NONE,
    }

    /// The well-known addresses answer 404.
    WELL_KNOWN_MISSING {
        symptom: "Users must type the full address.",
        origin: "DSC-01",
        shown_by: NONE,
    }

    /// The well-known addresses redirect to themselves.
    WELL_KNOWN_LOOPS {
        symptom: "Setting up an account hangs.",
        origin: "DSC-03",
        shown_by: NONE,
    }

    /// The well-known addresses redirect to the inner address of the server.
    WELL_KNOWN_TO_INSECURE_HOST {
        symptom: "The account works in the office only, or not at all.",
        origin: "PRX-01",
        shown_by: NONE,
    }

    /// The well-known addresses redirect GET only.
    WELL_KNOWN_REFUSES_PROPFIND {
        symptom: "The account cannot be set up on Apple devices.",
        origin: "DSC-02",
        shown_by: NONE,
    }

    /// current-user-principal is told as missing.
    CURRENT_USER_PRINCIPAL_MISSING {
        symptom: "Clients do not find the account.",
        origin: "generic",
        shown_by: NONE,
    }

    /// calendar-home-set is told as missing.
    CALENDAR_HOME_SET_MISSING {
        symptom: "Clients find no calendars.",
        origin: "generic",
        shown_by: NONE,
    }

    /// calendar-home-set is empty.
    CALENDAR_HOME_SET_EMPTY {
        symptom: "Clients find no calendars.",
        origin: "generic",
        shown_by: NONE,
    }

    /// addressbook-home-set is told as missing.
    ADDRESSBOOK_HOME_SET_MISSING {
        symptom: "Clients find no address books.",
        origin: "generic",
        shown_by: NONE,
    }

    /// supported-report-set is not mentioned.
    SUPPORTED_REPORT_SET_MISSING {
        symptom: "Clients fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// calendar-user-address-set tells addresses that are no URIs.
    ADDRESSES_WITHOUT_MAILTO {
        symptom: "Invitations do not recognise their receiver.",
        origin: "generic",
        shown_by: NONE,
    }

    /// displayname is encoded as UTF-8 twice.
    DISPLAYNAME_ENCODED_TWICE {
        symptom: "Names of calendars show strange letters.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The DAV header of items and some collections names less than they can do, and that of all names locks.
    COMPLIANCE_BY_PLACE {
        symptom: "A client that asks the event itself does not know that it can be changed.",
        origin: "PATH-15",
        shown_by: SOGO,
    }

    /// Allow is the same everywhere: it lacks PROPPATCH and has methods that do not work.
    ALLOW_EVERYWHERE_THE_SAME {
        symptom: "A careful client offers no renaming and no colours.",
        origin: "PATH-15",
        shown_by: SOGO,
    }

    /// Calendars are of the types of GroupDAV beside those of CalDAV.
    GROUPDAV_TYPES {
        symptom: "The first calendar is missing on iPhones and Macs.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// The schedule outbox is the first calendar.
    OUTBOX_IS_CALENDAR {
        symptom: "Programs hide the first calendar, or take it for the outbox.",
        origin: "SCH-08",
        shown_by: SOGO,
    }

    /// principal-URL is told as missing.
    PRINCIPAL_URL_MISSING { symptom: "Clients do not find the account.", origin: "generic", shown_by: NONE }

    /// principal-collection-set is told as missing.
    PRINCIPAL_COLLECTION_SET_MISSING { symptom: "People cannot be searched for.", origin: "generic", shown_by: NONE }

    /// supported-calendar-component-set is told as missing.
    COMPONENT_SET_MISSING {
        symptom: "Tasks are put into calendars that refuse them.",
        origin: "generic",
        shown_by: NONE,
    }

    /// calendar-user-address-set is told as missing.
    ADDRESS_SET_MISSING { symptom: "Invitations do not recognise their receiver.", origin: "generic", shown_by: NONE }

    /// schedule-inbox-URL is told as missing.
    SCHEDULE_INBOX_MISSING { symptom: "Invitations do not arrive.", origin: "generic", shown_by: NONE }

    /// schedule-outbox-URL is told as missing.
    SCHEDULE_OUTBOX_MISSING { symptom: "Free times cannot be seen.", origin: "generic", shown_by: NONE }

    /// The home sets name a second home that does not exist.
    HOMES_BESIDE_A_DEAD_ONE { symptom: "Setting up an account ends with an error.", origin: "generic", shown_by: NONE }

    /// Every collection says that it is a calendar.
    HOMES_ARE_CALENDARS { symptom: "Clients show calendars that are none.", origin: "generic", shown_by: NONE }

    /// Every collection says that it is an address book.
    BOOKS_AND_CALENDARS_MIXED { symptom: "Clients mix calendars and address books.", origin: "generic", shown_by: NONE }

    /// Principals do not say that they are principals.
    PRINCIPALS_ARE_NONE { symptom: "Clients do not find the account.", origin: "generic", shown_by: NONE }

    /// current-user-principal names another user.
    CURRENT_USER_PRINCIPAL_OF_ANOTHER {
        symptom: "A user sees the account of a colleague.",
        origin: "PRX-19",
        shown_by: NONE,
    }

    /// principal-URL names another user.
    PRINCIPAL_URL_OF_ANOTHER { symptom: "A user sees the account of a colleague.", origin: "PRX-19", shown_by: NONE }

    /// owner names another user.
    OWNER_OF_ANOTHER { symptom: "A user sees the account of a colleague.", origin: "PRX-19", shown_by: NONE }

    /// The home sets name the homes of another user.
    HOMES_OF_ANOTHER { symptom: "A user sees the calendars of a colleague.", origin: "PRX-19", shown_by: NONE }

    /// calendar-user-address-set names another user.
    ADDRESS_OF_ANOTHER { symptom: "Invitations do not recognise their receiver.", origin: "generic", shown_by: NONE }

    /// displayname is the same for everything.
    DISPLAYNAME_OF_ANOTHER { symptom: "Calendars cannot be told apart.", origin: "generic", shown_by: NONE }

    /// The DAV header does not name access-control.
    ACCESS_CONTROL_NOT_CLAIMED { symptom: "Rights cannot be edited.", origin: "generic", shown_by: NONE }

    /// The DAV header does not name extended-mkcol.
    EXTENDED_MKCOL_NOT_CLAIMED { symptom: "Address books cannot be made.", origin: "generic", shown_by: NONE }

    /// The DAV header does not name calendar-auto-schedule.
    AUTO_SCHEDULE_NOT_CLAIMED { symptom: "Invitations are sent twice.", origin: "generic", shown_by: NONE }

    /// The DAV header does not name calendar-proxy.
    CALENDAR_PROXY_NOT_CLAIMED {
        symptom: "Delegates do not see the calendars of others.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The DAV header does not name class 1.
    CLASS_1_NOT_CLAIMED { symptom: "The account cannot be set up.", origin: "generic", shown_by: NONE }

    /// The DAV header does not name class 3.
    CLASS_3_NOT_CLAIMED { symptom: "None that is known; clients do not look at it.", origin: "generic", shown_by: NONE }

    /// The Allow header does not name PROPPATCH.
    PROPPATCH_NOT_ALLOWED { symptom: "Clients do not offer what the server can do.", origin: "PRX-06", shown_by: NONE }

    /// The Allow header does not name MKCALENDAR.
    MKCALENDAR_NOT_ALLOWED { symptom: "Clients do not offer what the server can do.", origin: "PRX-06", shown_by: NONE }

    /// The Allow header does not name COPY.
    COPY_NOT_ALLOWED { symptom: "Clients do not offer what the server can do.", origin: "PRX-06", shown_by: NONE }

    /// The Allow header does not name PUT.
    PUT_NOT_ALLOWED { symptom: "Clients do not offer what the server can do.", origin: "PRX-06", shown_by: NONE }

    /// The Allow header does not name REPORT.
    REPORT_NOT_ALLOWED { symptom: "Clients do not offer what the server can do.", origin: "PRX-06", shown_by: NONE }

    /// The Allow header does not name PROPFIND.
    PROPFIND_NOT_ALLOWED { symptom: "Clients do not offer what the server can do.", origin: "PRX-06", shown_by: NONE }

    /// The Allow header does not name GET.
    GET_NOT_ALLOWED { symptom: "Clients do not offer what the server can do.", origin: "PRX-06", shown_by: NONE }

    /// supported-report-set does not list calendar-query.
    CALENDAR_QUERY_NOT_LISTED { symptom: "Clients fall back to slow ways to sync.", origin: "generic", shown_by: NONE }

    /// calendar-query is refused.
    CALENDAR_QUERY_NOT_SUPPORTED {
        symptom: "Clients stop with an error, or fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// supported-report-set does not list calendar-multiget.
    CALENDAR_MULTIGET_NOT_LISTED {
        symptom: "Clients fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// calendar-multiget is refused.
    CALENDAR_MULTIGET_NOT_SUPPORTED {
        symptom: "Clients stop with an error, or fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// supported-report-set does not list free-busy-query.
    FREE_BUSY_QUERY_NOT_LISTED { symptom: "Clients fall back to slow ways to sync.", origin: "generic", shown_by: NONE }

    /// free-busy-query is refused.
    FREE_BUSY_QUERY_NOT_SUPPORTED {
        symptom: "Clients stop with an error, or fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// supported-report-set does not list sync-collection.
    SYNC_COLLECTION_NOT_LISTED { symptom: "Clients fall back to slow ways to sync.", origin: "generic", shown_by: NONE }

    /// sync-collection is refused.
    SYNC_COLLECTION_NOT_SUPPORTED {
        symptom: "Clients stop with an error, or fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// supported-report-set does not list addressbook-query.
    ADDRESSBOOK_QUERY_NOT_LISTED {
        symptom: "Clients fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// addressbook-query is refused.
    ADDRESSBOOK_QUERY_NOT_SUPPORTED {
        symptom: "Clients stop with an error, or fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// supported-report-set does not list addressbook-multiget.
    ADDRESSBOOK_MULTIGET_NOT_LISTED {
        symptom: "Clients fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// addressbook-multiget is refused.
    ADDRESSBOOK_MULTIGET_NOT_SUPPORTED {
        symptom: "Clients stop with an error, or fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// supported-report-set does not list principal-property-search.
    PRINCIPAL_PROPERTY_SEARCH_NOT_LISTED {
        symptom: "Clients fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// principal-property-search is refused.
    PRINCIPAL_PROPERTY_SEARCH_NOT_SUPPORTED {
        symptom: "Clients stop with an error, or fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// supported-report-set does not list expand-property.
    EXPAND_PROPERTY_NOT_LISTED { symptom: "Clients fall back to slow ways to sync.", origin: "generic", shown_by: NONE }

    /// expand-property is refused.
    EXPAND_PROPERTY_NOT_SUPPORTED {
        symptom: "Clients stop with an error, or fall back to slow ways to sync.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Thunderbird is shown SOGo's own contact lists among the contacts.
    LISTS_SHOWN_TO_THUNDERBIRD {
        symptom: "Thunderbird shows contacts twice.",
        origin: "H115",
        shown_by: SOGO_58,
    }
}
