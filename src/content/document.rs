use crate::component::{Component, Property};
use crate::value::{ValueType, plain};

/// A whole text: a calendar object, a card, or several of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The outermost components in their order, usually one `VCALENDAR` or `VCARD`.
    pub components: Vec<Component>,
}

/// What a document is, by its outermost `BEGIN`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `VCALENDAR`: iCalendar (RFC 5545).
    Calendar,
    /// `VCARD`: vCard (RFC 6350, RFC 2426).
    Card,
    /// Anything else, for example SOGo's `VLIST`.
    Other,
}

impl Document {
    /// What the first outermost component makes it.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.components.first() {
            Some(component) if component.is("VCALENDAR") => Kind::Calendar,
            Some(component) if component.is("VCARD") => Kind::Card,
            Some(_) | None => Kind::Other,
        }
    }

    /// The properties at a path: component names below the envelope (`VCALENDAR`, `VCARD`), then the property name, all
    /// joined with `/`. `VEVENT/VALARM/TRIGGER`, `X-WR-CALNAME`, `TEL`. Case does not count.
    #[must_use]
    pub fn select(&self, path: &str) -> Vec<&Property> {
        let (parents, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.select_components(parents).into_iter().flat_map(|component| component.properties_named(name)).collect()
    }

    /// The components at a path below the envelope, for example `VEVENT/VALARM`; the envelopes themselves for an empty path.
    #[must_use]
    pub fn select_components(&self, path: &str) -> Vec<&Component> {
        let mut found: Vec<&Component> = self.components.iter().collect();
        for name in path.split('/').filter(|name| !name.is_empty()) {
            found = found.into_iter().flat_map(|component| component.components_named(name)).collect();
        }
        found
    }

    /// The values at a path as a reader understands them: TEXT unescaped, other types as written.
    #[must_use]
    pub fn values(&self, path: &str) -> Vec<String> {
        let kind = self.kind();
        let properties = self.select(path);
        properties.into_iter().map(|property| plain(ValueType::of(kind, property), &property.value)).collect()
    }

    /// The UID: of the card, or of the first calendar component that has one and is no time zone.
    #[must_use]
    pub fn uid(&self) -> Option<String> {
        let envelope = self.components.first()?;
        let inner = envelope.components.iter().filter(|component| !component.is("VTIMEZONE"));
        std::iter::once(envelope).chain(inner).find_map(|component| component.property("UID")).map(Property::text)
    }
}
