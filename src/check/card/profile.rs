//! The configuration profile for Apple devices: a calendar and a contacts account, without a password.

use minijinja::{AutoEscape, Environment, context};
use sha2::{Digest as _, Sha256};

use super::address::Card;

impl Card {
    /// The profile, as an XML property list. The same service and user give the same profile, so that a second
    /// installation replaces the first one. The device asks for the password.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "the template is a constant, and the tests render it")]
    pub fn mobileconfig(&self) -> String {
        let id = |part: &str| self.uuid(part);
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment
            .render_str(
                include_str!("profile.xml"),
                context! {
                    title => self.language.title(), host => &self.host, port => self.port, tls => self.tls,
                    path => &self.path, user => &self.user,
                    profile_id => id("profile"), calendar_id => id("caldav"), contacts_id => id("carddav"),
                },
            )
            .expect("the template fits its values")
    }

    /// A UUID made of the name (RFC 9562 section 5.8 and appendix B.2), the same each time.
    fn uuid(&self, part: &str) -> String {
        let user = self.user.as_deref().unwrap_or_default();
        let hash = Sha256::digest(format!("davproof/{part}/{}/{}/{user}", self.authority, self.path));
        let mut bytes = [0_u8; 16];
        bytes.copy_from_slice(&hash[..16]);
        bytes[6] = (bytes[6] & 0x0f) | 0x80;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        let hex = format!("{:032X}", u128::from_be_bytes(bytes));
        format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}
