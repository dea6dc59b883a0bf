//! Faults of the area `sharing`.

use crate::fault::profile::{NONE, SOGO, SOGO_58};

faults! {
    Sharing:

    /// Whoever sees a folder may change its access list through acl-query.
    ACL_OPEN_TO_GRANTEES {
        symptom: "Somebody who was given the right to read gives himself the right to write.",
        origin: "L07",
        shown_by: SOGO_58,
    }

    /// Whoever sees a folder may take people off its access list, by the form of the request that names several.
    ACL_REMOVAL_OPEN_TO_GRANTEES {
        symptom: "A colleague with a glimpse of a calendar can shut others out.",
        origin: "L07",
        shown_by: SOGO,
    }

    /// Access lists survive the deletion of their collection.
    ACL_SURVIVES_DELETE {
        symptom: "Those who could read a deleted calendar can read a new one of the same name.",
        origin: "L08",
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

    /// group-membership is told as missing.
    GROUP_MEMBERSHIP_MISSING {
        symptom: "Delegates do not see the calendars of others.",
        origin: "generic",
        shown_by: NONE,
    }

    /// group-member-set is told as missing.
    GROUP_MEMBER_SET_MISSING { symptom: "Delegates cannot be seen.", origin: "generic", shown_by: NONE }

    /// resource-id is told as missing.
    RESOURCE_ID_MISSING { symptom: "Shared calendars show up twice.", origin: "generic", shown_by: NONE }

    /// A calendar has another resource-id by the path of a subscription.
    RESOURCE_ID_OF_THE_PATH {
        symptom: "A client takes a shared calendar for another one.",
        origin: "L54",
        shown_by: NONE,
    }

    /// A search for collections finds those too on which the user has no right.
    COLLECTION_SEARCH_IGNORES_RIGHTS {
        symptom: "Names of private calendars are open to everybody.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Rights that are given have no effect.
    GRANTS_WITHOUT_EFFECT {
        symptom: "Somebody cannot open a calendar that was shared with him.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The right to change gives the right to view only.
    WRITE_GRANTS_ONLY_READ {
        symptom: "Somebody cannot change a calendar that was shared with him.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The right to create has no effect.
    CREATE_GRANTS_WITHOUT_EFFECT {
        symptom: "Somebody cannot add to a calendar that was shared with him.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The right to erase has no effect.
    ERASE_GRANTS_WITHOUT_EFFECT {
        symptom: "Somebody cannot delete from a calendar that was shared with him.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The right to answer for the owner gives the right to view only.
    RESPOND_GRANTS_ONLY_VIEW { symptom: "A delegate cannot answer invitations.", origin: "generic", shown_by: NONE }

    /// The right to see when something is gives nothing.
    DATE_AND_TIME_GRANTS_HIDE { symptom: "A shared calendar looks empty.", origin: "generic", shown_by: NONE }

    /// A subscription is answered and has no effect.
    SUBSCRIPTIONS_WITHOUT_EFFECT { symptom: "A shared calendar does not show up.", origin: "generic", shown_by: NONE }

    /// The end of one subscription ends those of all others.
    UNSUBSCRIPTION_ENDS_ALL {
        symptom: "A shared calendar vanishes from the phones of the whole team.",
        origin: "generic",
        shown_by: NONE,
    }

    /// The end of a subscription is answered and has no effect.
    UNSUBSCRIPTIONS_WITHOUT_EFFECT { symptom: "A shared calendar does not go away.", origin: "generic", shown_by: NONE }
}
