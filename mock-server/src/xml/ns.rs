//! The namespaces of the protocol.

pub(crate) const DAV: &str = "DAV:";
pub(crate) const CALDAV: &str = "urn:ietf:params:xml:ns:caldav";
pub(crate) const CARDDAV: &str = "urn:ietf:params:xml:ns:carddav";
pub(crate) const CALENDARSERVER: &str = "http://calendarserver.org/ns/";
pub(crate) const APPLE_ICAL: &str = "http://apple.com/ns/ical/";
pub(crate) const APACHE: &str = "http://apache.org/dav/props/";
pub(crate) const GROUPDAV: &str = "http://groupdav.org/";
pub(crate) const INVERSE: &str = "urn:inverse:params:xml:ns:inverse-dav";
