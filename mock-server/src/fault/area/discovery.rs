//! Faults of the area `discovery`.

use crate::fault::profile::{SOGO, SOGOD};

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
}
