use crate::element::Element;
use crate::name::Name;

/// A condition on a component (RFC 4791 section 9.7.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompFilter {
    /// The component does not occur.
    NotDefined {
        /// Such as `VALARM`.
        name: String,
    },
    /// It occurs, and everything inside holds.
    Match {
        /// Such as `VEVENT`.
        name: String,
        /// Overlaps this time.
        time_range: Option<TimeRange>,
        /// Conditions on properties.
        props: Vec<PropFilter>,
        /// Conditions on inner components.
        comps: Vec<CompFilter>,
    },
}

/// A condition on a property (RFC 4791 section 9.7.2, RFC 6352 section 10.5.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PropFilter {
    /// The property does not occur.
    NotDefined {
        /// Such as `DESCRIPTION`.
        name: String,
    },
    /// It occurs, and what is inside holds. CalDAV knows at most one text.
    Match {
        /// Such as `SUMMARY`.
        name: String,
        /// How several conditions combine (CardDAV only); absent means any.
        combine: Option<Combine>,
        /// Overlaps this time (CalDAV only).
        time_range: Option<TimeRange>,
        /// Conditions on the text.
        texts: Vec<TextMatch>,
        /// Conditions on parameters.
        params: Vec<ParamFilter>,
    },
}

/// A condition on a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParamFilter {
    /// Such as `PARTSTAT`.
    pub name: String,
    /// What must hold.
    pub test: ParamTest,
}

/// What must hold for a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParamTest {
    /// It occurs.
    Defined,
    /// It does not.
    NotDefined,
    /// Its text matches.
    Text(TextMatch),
}

/// A condition on text (RFC 4791 section 9.7.5, RFC 6352 section 10.5.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMatch {
    /// What is looked for.
    pub text: String,
    /// Such as `i;unicode-casemap`; absent means the server's default.
    pub collation: Option<String>,
    /// Whether the outcome is turned round.
    pub negate: Negate,
    /// Where it must stand (CardDAV only); absent means contains.
    pub match_type: Option<MatchType>,
}

/// Whether a text condition is turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Negate {
    /// The text must match.
    #[default]
    No,
    /// The text must not match.
    Yes,
}

/// Where a text must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchType {
    /// All of it.
    Equals,
    /// Anywhere.
    Contains,
    /// At the beginning.
    StartsWith,
    /// At the end.
    EndsWith,
}

/// How several conditions combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combine {
    /// One is enough.
    AnyOf,
    /// All must hold.
    AllOf,
}

/// A time range in iCalendar's UTC form, such as `20261201T000000Z` (RFC 4791 section 9.9).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimeRange {
    /// From, inclusive.
    pub start: Option<String>,
    /// To, exclusive.
    pub end: Option<String>,
}

impl TimeRange {
    /// From and to.
    #[must_use]
    pub fn new(start: &str, end: &str) -> Self {
        Self { start: Some(start.to_owned()), end: Some(end.to_owned()) }
    }

    pub(crate) fn element(&self, name: Name) -> Element {
        let mut element = Element::new(name);
        if let Some(start) = &self.start {
            element = element.with_attribute("start", start);
        }
        if let Some(end) = &self.end {
            element = element.with_attribute("end", end);
        }
        element
    }
}

impl TextMatch {
    /// Contains the text, by the server's default collation.
    #[must_use]
    pub fn contains(text: &str) -> Self {
        Self { text: text.to_owned(), collation: None, negate: Negate::No, match_type: None }
    }

    fn element(&self, namespace: &'static str) -> Element {
        let mut element = Element::new(Name::fixed(namespace, "text-match")).with_text(&self.text);
        if let Some(collation) = &self.collation {
            element = element.with_attribute("collation", collation);
        }
        if self.negate == Negate::Yes {
            element = element.with_attribute("negate-condition", "yes");
        }
        if let Some(kind) = self.match_type {
            let kind = match kind {
                MatchType::Equals => "equals",
                MatchType::Contains => "contains",
                MatchType::StartsWith => "starts-with",
                MatchType::EndsWith => "ends-with",
            };
            element = element.with_attribute("match-type", kind);
        }
        element
    }
}

impl Combine {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::AnyOf => "anyof",
            Self::AllOf => "allof",
        }
    }
}

impl ParamFilter {
    fn element(&self, namespace: &'static str) -> Element {
        let element = Element::new(Name::fixed(namespace, "param-filter")).with_attribute("name", &self.name);
        match &self.test {
            ParamTest::Defined => element,
            ParamTest::NotDefined => element.with(not_defined(namespace)),
            ParamTest::Text(text) => element.with(text.element(namespace)),
        }
    }
}

impl PropFilter {
    /// The property contains the text.
    #[must_use]
    pub fn contains(name: &str, text: &str) -> Self {
        let texts = vec![TextMatch::contains(text)];
        Self::Match { name: name.to_owned(), combine: None, time_range: None, texts, params: Vec::new() }
    }

    pub(crate) fn element(&self, namespace: &'static str) -> Element {
        let element = Element::new(Name::fixed(namespace, "prop-filter"));
        match self {
            Self::NotDefined { name } => element.with_attribute("name", name).with(not_defined(namespace)),
            Self::Match { name, combine, time_range, texts, params } => {
                let mut element = element.with_attribute("name", name);
                if let Some(combine) = combine {
                    element = element.with_attribute("test", combine.as_str());
                }
                element
                    .with_all(time_range.iter().map(|range| range.element(Name::fixed(namespace, "time-range"))))
                    .with_all(texts.iter().map(|text| text.element(namespace)))
                    .with_all(params.iter().map(|param| param.element(namespace)))
            }
        }
    }
}

impl CompFilter {
    /// The component occurs.
    #[must_use]
    pub fn defined(name: &str) -> Self {
        Self::Match { name: name.to_owned(), time_range: None, props: Vec::new(), comps: Vec::new() }
    }

    /// The component occurs in this time.
    #[must_use]
    pub fn in_range(name: &str, range: TimeRange) -> Self {
        Self::Match { name: name.to_owned(), time_range: Some(range), props: Vec::new(), comps: Vec::new() }
    }

    pub(crate) fn element(&self, namespace: &'static str) -> Element {
        let element = Element::new(Name::fixed(namespace, "comp-filter"));
        match self {
            Self::NotDefined { name } => element.with_attribute("name", name).with(not_defined(namespace)),
            Self::Match { name, time_range, props, comps } => element
                .with_attribute("name", name)
                .with_all(time_range.iter().map(|range| range.element(Name::fixed(namespace, "time-range"))))
                .with_all(props.iter().map(|prop| prop.element(namespace)))
                .with_all(comps.iter().map(|comp| comp.element(namespace))),
        }
    }
}

fn not_defined(namespace: &'static str) -> Element {
    Element::new(Name::fixed(namespace, "is-not-defined"))
}
