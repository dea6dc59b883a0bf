use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::line::{ContentLine, decode_caret, encode_caret};

/// A component: what stands between `BEGIN` and `END` (RFC 5545 §3.6, RFC 6350 §3.3).
///
/// Equality is that of the content; the place in the text does not count.
#[derive(Debug, Clone)]
pub struct Component {
    /// The name in the case of the text, for example `VEVENT`.
    pub name: String,
    /// The properties in their order, repeated ones too.
    pub properties: Vec<Property>,
    /// The inner components in their order.
    pub components: Vec<Component>,
    /// Physical lines from `BEGIN` to `END`, counted from 1; `0..=0` for a built component.
    pub lines: RangeInclusive<usize>,
}

/// A property: one content line (RFC 5545 §3.5, RFC 6350 §3.3).
///
/// Equality is that of the content; the place in the text does not count.
#[derive(Debug, Clone)]
pub struct Property {
    /// The vCard group, for example `item1`.
    pub group: Option<String>,
    /// The name in the case of the text.
    pub name: String,
    /// The parameters in their order; repeated ones stay apart.
    pub params: Vec<Param>,
    /// The value as written, unfolded, with its escapes.
    pub value: String,
    /// Number of its first physical line, counted from 1; 0 for a built property.
    pub line: usize,
}

/// A parameter (RFC 5545 §3.2, RFC 6350 §5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    /// The name in the case of the text.
    pub name: String,
    /// The values without quotes, with their RFC 6868 escapes; none for a bare vCard 2.1 parameter (`TEL;HOME:`).
    pub values: Vec<String>,
}

impl Component {
    /// An empty component.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), properties: Vec::new(), components: Vec::new(), lines: 0..=0 }
    }

    /// Whether it has this name; case does not count.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The first property of this name; case does not count.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.is(name))
    }

    /// All properties of this name, in their order; case does not count.
    pub fn properties_named<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a Property> + use<'a, 'n> {
        self.properties.iter().filter(move |property| property.is(name))
    }

    /// All inner components of this name, one level down, in their order; case does not count.
    pub fn components_named<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a Component> + use<'a, 'n> {
        self.components.iter().filter(move |component| component.is(name))
    }
}

impl Property {
    /// A property without parameters; `value` is written as it is, see [`escape`](crate::escape).
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { group: None, name: name.into(), params: Vec::new(), value: value.into(), line: 0 }
    }

    /// The same with one more parameter, of the plain text `value`.
    #[must_use]
    pub fn with_param(mut self, name: impl Into<String>, value: &str) -> Self {
        self.params.push(Param { name: name.into(), values: vec![encode_caret(value).into_owned()] });
        self
    }

    /// Whether it has this name; case does not count.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The first parameter of this name; case does not count.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&Param> {
        self.params.iter().find(|param| param.is(name))
    }

    /// The first value of the first parameter of this name, decoded.
    #[must_use]
    pub fn param_value(&self, name: &str) -> Option<Cow<'_, str>> {
        self.param(name)?.values.first().map(|value| decode_caret(value))
    }

    /// The value read as one TEXT (RFC 5545 §3.3.11).
    #[must_use]
    pub fn text(&self) -> String {
        crate::value::unescape(&self.value)
    }
}

impl Param {
    /// Whether it has this name; case does not count.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The values with their RFC 6868 escapes decoded.
    pub fn decoded(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.values.iter().map(|value| decode_caret(value))
    }
}

impl PartialEq for Component {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.properties == other.properties && self.components == other.components
    }
}

impl Eq for Component {}

impl PartialEq for Property {
    fn eq(&self, other: &Self) -> bool {
        self.group == other.group && self.name == other.name && self.params == other.params && self.value == other.value
    }
}

impl Eq for Property {}

impl Property {
    pub(crate) fn read(line: &ContentLine<'_>, number: usize) -> Self {
        let params = line.params.iter().map(|param| Param {
            name: param.name.to_owned(),
            values: param.values.iter().map(|value| value.text.to_owned()).collect(),
        });
        Self {
            group: line.group.map(str::to_owned),
            name: line.name.to_owned(),
            params: params.collect(),
            value: line.value.to_owned(),
            line: number,
        }
    }
}
