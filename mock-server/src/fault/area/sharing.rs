//! Faults of the area `sharing`.

use crate::fault::profile::SOGO;

faults! {
    Sharing:

    /// Whoever sees a folder may change its access list through acl-query.
    ACL_OPEN_TO_GRANTEES {
        symptom: "Somebody who was given the right to read gives himself the right to write.",
        origin: "L07",
        shown_by: SOGO,
    }

    /// Access lists survive the deletion of their collection.
    ACL_SURVIVES_DELETE {
        symptom: "Those who could read a deleted calendar can read a new one of the same name.",
        origin: "L08",
        shown_by: SOGO,
    }

    /// The resource-id of a subscribed calendar keeps an escaped owner.
    RESOURCE_ID_KEEPS_ESCAPED_OWNER {
        symptom: "A client takes a shared calendar for another one.",
        origin: "L54",
        shown_by: SOGO,
    }

    /// A subscribed folder keeps the name that it had when it was subscribed, whatever its owner calls it later.
    SUBSCRIPTION_KEEPS_NAME {
        symptom: "A shared calendar keeps its old name for others.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// Only the owner's choice of notifications counts, others set theirs in vain.
    NOTIFICATIONS_OF_OWNER_ONLY {
        symptom: "A choice of notifications for a shared calendar has no effect.",
        origin: "sogo-5.8",
        shown_by: SOGO,
    }

    /// A subscriber who is not shown the owner's reminders removes them by saving the event.
    UNSEEN_ALARMS_LOST {
        symptom: "Reminders vanish from the owner's calendar after a colleague changed an appointment.",
        origin: "ACL-13",
        shown_by: SOGO,
    }
}
