//! Faults of the area `auth`.

use crate::fault::profile::SOGO;

faults! {
    Auth:

    /// `Authorization` with a scheme other than Basic makes the worker drop the connection.
    BEARER_DROPS_CONNECTION {
        symptom: "A client that tries another way to log in reports a network error.",
        origin: "L16",
        shown_by: SOGO,
    }
}
