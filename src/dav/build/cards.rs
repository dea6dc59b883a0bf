use crate::build::calendar::multiget;
use crate::build::filter::{Combine, PropFilter};
use crate::build::properties::Ask;
use crate::element::Element;
use crate::href::Href;
use crate::name::{Name, ns};

/// The filter of an addressbook-query (RFC 6352 section 10.5).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddressFilter {
    /// How the conditions combine; absent means any.
    pub combine: Option<Combine>,
    /// The conditions; none means every card.
    pub props: Vec<PropFilter>,
}

/// `A:address-data` as a property to ask for: whole, or only some vCard properties (RFC 6352 section 10.4).
#[must_use]
pub fn address_data(props: &[&str]) -> Element {
    let prop = |name: &&str| Element::new(carddav("prop")).with_attribute("name", *name);
    Element::new(carddav("address-data")).with_all(props.iter().map(prop))
}

/// An addressbook-query body (RFC 6352 section 8.6), with a limit on the number of results.
#[must_use]
pub fn addressbook_query(ask: &Ask, filter: &AddressFilter, limit: Option<u32>) -> Vec<u8> {
    let mut conditions = Element::new(carddav("filter"));
    if let Some(combine) = filter.combine {
        conditions = conditions.with_attribute("test", combine.as_str());
    }
    let limit = limit
        .map(|most| Element::new(carddav("limit")).with(Element::new(carddav("nresults")).with_text(most.to_string())));
    Element::new(carddav("addressbook-query"))
        .with_all(ask.elements())
        .with(conditions.with_all(filter.props.iter().map(|prop| prop.element(ns::CARDDAV))))
        .with_all(limit)
        .to_document()
}

/// An addressbook-multiget body (RFC 6352 section 8.7); hrefs as written.
#[must_use]
pub fn addressbook_multiget(ask: &Ask, hrefs: &[Href]) -> Vec<u8> {
    multiget(carddav("addressbook-multiget"), ask, hrefs)
}

const fn carddav(local: &'static str) -> Name {
    Name::fixed(ns::CARDDAV, local)
}
