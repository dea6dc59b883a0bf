//! What a collection can do for whoever reads it (RFC 4791 §5.2.4, §7.5.1; RFC 6352 §6.2.2, §8.3.1).

use crate::fault::Fault;
use crate::route::Context;
use crate::xml::{Element, Name, ns};

/// The collations by which texts are compared (RFC 4790, RFC 5051).
pub(crate) const COLLATIONS: [&str; 3] = ["i;ascii-casemap", "i;octet", "i;unicode-casemap"];

pub(super) fn of_calendar(context: &Context<'_>, name: &Name, element: &Element) -> Option<Element> {
    match &*name.local {
        _ if context.has(Fault::CAPABILITIES_UNTOLD) || name.namespace != ns::CALDAV => None,
        "supported-collation-set" => Some(collations(ns::CALDAV, element)),
        "supported-calendar-data" => {
            let data = Element::new(ns::CALDAV, "calendar-data");
            Some(element.clone().child(data.attribute("content-type", "text/calendar").attribute("version", "2.0")))
        }
        _ => None,
    }
}

pub(super) fn of_address_book(name: &Name, element: &Element) -> Option<Element> {
    match (&*name.namespace, &*name.local) {
        (ns::CARDDAV, "supported-collation-set") => Some(collations(ns::CARDDAV, element)),
        (ns::CARDDAV, "supported-address-data") => {
            let data = |version: &'static str| {
                let data = Element::new(ns::CARDDAV, "address-data-type");
                data.attribute("content-type", "text/vcard").attribute("version", version)
            };
            Some(element.clone().children(["3.0", "4.0"].map(data)))
        }
        _ => None,
    }
}

fn collations(namespace: &'static str, element: &Element) -> Element {
    element.clone().children(COLLATIONS.map(|name| Element::new(namespace, "supported-collation").text(name)))
}
