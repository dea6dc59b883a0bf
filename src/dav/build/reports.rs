use crate::build::properties::Ask;
use crate::element::Element;
use crate::name::Name;

/// How deep a sync report goes (RFC 6578 section 6.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SyncLevel {
    /// Members of the collection.
    #[default]
    One,
    /// Everything below it.
    Infinite,
    /// The element is left out, as old clients do.
    Absent,
}

/// A property to expand (RFC 3253 section 3.8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpandProperty {
    /// Its name.
    pub name: Name,
    /// What is asked of the resources it points to.
    pub inner: Vec<ExpandProperty>,
}

/// One condition of a principal search (RFC 3744 section 9.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The properties that are searched.
    pub props: Vec<Name>,
    /// The text they must contain.
    pub text: String,
}

/// A sync-collection body (RFC 6578 section 6.1). No token asks for everything.
#[must_use]
pub fn sync_collection(token: Option<&str>, level: SyncLevel, limit: Option<u32>, ask: &Ask) -> Vec<u8> {
    let level = match level {
        SyncLevel::One => Some("1"),
        SyncLevel::Infinite => Some("infinite"),
        SyncLevel::Absent => None,
    };
    let limit = limit.map(|most| dav("limit").with(dav("nresults").with_text(most.to_string())));
    dav("sync-collection")
        .with(dav("sync-token").with_text(token.unwrap_or_default()))
        .with_all(level.map(|level| dav("sync-level").with_text(level)))
        .with_all(limit)
        .with_all(ask.elements())
        .to_document()
}

/// An expand-property body.
#[must_use]
pub fn expand_property(props: &[ExpandProperty]) -> Vec<u8> {
    fn property(expand: &ExpandProperty) -> Element {
        dav("property")
            .with_attribute("name", expand.name.local.clone())
            .with_attribute("namespace", expand.name.namespace.clone())
            .with_all(expand.inner.iter().map(property))
    }
    dav("expand-property").with_all(props.iter().map(property)).to_document()
}

/// A principal-property-search body.
#[must_use]
pub fn principal_property_search(matches: &[Match], ask: &Ask) -> Vec<u8> {
    let search = |condition: &Match| {
        dav("property-search")
            .with(dav("prop").with_all(condition.props.iter().cloned().map(Element::new)))
            .with(dav("match").with_text(&condition.text))
    };
    dav("principal-property-search").with_all(matches.iter().map(search)).with_all(ask.elements()).to_document()
}

fn dav(local: &'static str) -> Element {
    Element::new(Name::dav(local))
}
