//! Faults of the area `multiget`.

use crate::fault::profile::SOGO;

faults! {
    Multiget:

    /// A multiget href is cut at an XML entity, and at a letter beyond ASCII.
    MULTIGET_HREF_CUT {
        symptom: "Events with an ampersand or an accent in their names never arrive.",
        origin: "L27",
        shown_by: SOGO,
    }

    /// Of several spellings of one href in a multiget only the last is found.
    MULTIGET_ONE_SPELLING {
        symptom: "An event that is asked for by two spellings of its path is reported missing.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// A multiget tells the href of what it does not find decoded and not escaped.
    MULTIGET_ECHOES_DECODED {
        symptom: "A client cannot tell which event is missing.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// An empty href in a multiget is an internal error.
    EMPTY_MULTIGET_HREF_FAILS {
        symptom: "One broken reference stops a whole sync.",
        origin: "L65",
        shown_by: SOGO,
    }
}
