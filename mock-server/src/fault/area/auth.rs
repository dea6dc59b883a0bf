//! Faults of the area `auth`.

use crate::fault::profile::{NONE, SOGO, SOGO_58};

faults! {
    Auth:

    /// `Authorization: Bearer` makes the worker drop the connection.
    BEARER_DROPS_CONNECTION {
        symptom: "A client that tries another way to log in reports a network error.",
        origin: "L16",
        shown_by: SOGO_58,
    }

    /// `Authorization` with a scheme other than Basic and Bearer makes the worker drop the connection.
    OTHER_SCHEMES_DROP_CONNECTION {
        symptom: "A client that tries another way to log in reports a network error.",
        origin: "L16",
        shown_by: SOGO,
    }

    /// 401 comes without WWW-Authenticate.
    CHALLENGE_MISSING { symptom: "Clients never ask for the password.", origin: "PRX-07", shown_by: NONE }

    /// The challenge names no realm.
    CHALLENGE_WITHOUT_REALM { symptom: "Some clients never ask for the password.", origin: "generic", shown_by: NONE }

    /// The challenge offers single sign-on only.
    CHALLENGE_NEGOTIATE_ONLY { symptom: "Phones never ask for the password.", origin: "generic", shown_by: NONE }

    /// Requests without credentials are answered with 403.
    FORBIDDEN_INSTEAD_OF_CHALLENGE { symptom: "Clients never ask for the password.", origin: "generic", shown_by: NONE }

    /// Requests without credentials are redirected to a login page.
    LOGIN_REDIRECT { symptom: "Clients never ask for the password.", origin: "PRX-20", shown_by: NONE }

    /// A proxy strips Authorization from requests that change something.
    AUTHORIZATION_STRIPPED {
        symptom: "Everything can be read and nothing can be saved.",
        origin: "PRX-07",
        shown_by: NONE,
    }

    /// Every answer sets a session cookie.
    SESSION_COOKIE_SET { symptom: "Two accounts in one program get mixed up.", origin: "DSC-09", shown_by: NONE }

    /// A 401 tells the name of what is asked for.
    REFUSALS_TELL_WHAT_IS_THERE {
        symptom: "Names and appointments can be read without a password.",
        origin: "generic",
        shown_by: NONE,
    }

    /// Every password of a known user is accepted.
    WRONG_PASSWORD_ACCEPTED { symptom: "Everybody gets in.", origin: "generic", shown_by: NONE }

    /// Only the first eight characters of a password count.
    PASSWORDS_CUT { symptom: "Whoever knows half of a password gets in.", origin: "generic", shown_by: NONE }

    /// Passwords are compared without regard to case.
    PASSWORDS_WITHOUT_CASE { symptom: "Passwords are easier to guess.", origin: "generic", shown_by: NONE }

    /// An empty password is accepted.
    EMPTY_PASSWORD_ACCEPTED { symptom: "Everybody gets in without a password.", origin: "generic", shown_by: NONE }

    /// Requests without credentials are answered as if the first user had sent them.
    ANONYMOUS_IS_LET_IN {
        symptom: "Everybody on the internet reads and changes calendars.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A header that only a proxy may set logs its sender in.
    REMOTE_USER_TRUSTED { symptom: "Anybody who knows the header reads everything.", origin: "PRX-21", shown_by: NONE }

    /// Any cookie logs its sender in.
    COOKIE_LOGS_IN { symptom: "Somebody else's session opens an account.", origin: "generic", shown_by: NONE }

    /// Credentials that make no sense are answered with 500.
    ODD_CREDENTIALS_FAIL {
        symptom: "A client that sends something wrong never asks for the password again.",
        origin: "generic",
        shown_by: NONE,
    }

    /// A cache answers one user with what belongs to another.
    USERS_MIXED_UP { symptom: "A user sees the account of a colleague.", origin: "PRX-19", shown_by: NONE }
}
