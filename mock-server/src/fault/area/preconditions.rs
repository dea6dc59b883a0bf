//! Faults of the area `preconditions`.

use crate::fault::profile::SOGO;

faults! {
    Preconditions:

    /// Errors are in the namespace `DAV`, without the colon.
    ERROR_NAMESPACE {
        symptom: "Clients show a bare number in place of a reason.",
        origin: "L22",
        shown_by: SOGO,
    }

    /// Reports that are unknown answer 501 with a page instead of 403 supported-report.
    UNKNOWN_REPORT_501 {
        symptom: "A client cannot tell an unknown report from a broken server.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// A new body that is not understood is a 404.
    UNPARSEABLE_IS_NOT_FOUND {
        symptom: "A broken upload is reported as something that does not exist.",
        origin: "L14, PUT-09",
        shown_by: SOGO,
    }
}
