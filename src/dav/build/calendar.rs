use crate::build::filter::{CompFilter, TimeRange};
use crate::build::properties::Ask;
use crate::element::Element;
use crate::href::Href;
use crate::name::{Name, ns};

/// `C:calendar-data` as a property to ask for: whole, or expanded within a time range (RFC 4791 section 9.6).
#[must_use]
pub fn calendar_data(expand: Option<&TimeRange>) -> Element {
    Element::new(caldav("calendar-data")).with_all(expand.map(|range| range.element(caldav("expand"))))
}

/// A calendar-query body (RFC 4791 section 7.8). The filters stand directly inside VCALENDAR.
#[must_use]
pub fn calendar_query(ask: &Ask, filters: &[CompFilter]) -> Vec<u8> {
    let calendar = CompFilter::Match {
        name: "VCALENDAR".to_owned(),
        time_range: None,
        props: Vec::new(),
        comps: filters.to_vec(),
    };
    Element::new(caldav("calendar-query"))
        .with_all(ask.elements())
        .with(Element::new(caldav("filter")).with(calendar.element(ns::CALDAV)))
        .to_document()
}

/// A calendar-multiget body (RFC 4791 section 7.9); hrefs as written.
#[must_use]
pub fn calendar_multiget(ask: &Ask, hrefs: &[Href]) -> Vec<u8> {
    multiget(caldav("calendar-multiget"), ask, hrefs)
}

/// A free-busy-query body (RFC 4791 section 7.10).
#[must_use]
pub fn free_busy_query(range: &TimeRange) -> Vec<u8> {
    Element::new(caldav("free-busy-query")).with(range.element(caldav("time-range"))).to_document()
}

pub(crate) fn multiget(root: Name, ask: &Ask, hrefs: &[Href]) -> Vec<u8> {
    let hrefs = hrefs.iter().map(|href| Element::new(Name::dav("href")).with_text(href.raw()));
    Element::new(root).with_all(ask.elements()).with_all(hrefs).to_document()
}

const fn caldav(local: &'static str) -> Name {
    Name::fixed(ns::CALDAV, local)
}
