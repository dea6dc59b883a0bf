//! Small value types that several parts of the language share.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use serde_saphyr::Spanned;

use super::template::{At, Template};

/// A YAML scalar as text: `1`, `true` and `"x"` alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Scalar;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a number")
            }
            fn visit_str<E: de::Error>(self, v: &str) -> Result<Scalar, E> {
                Ok(Scalar(v.to_owned()))
            }
            fn visit_bool<E: de::Error>(self, v: bool) -> Result<Scalar, E> {
                Ok(Scalar(v.to_string()))
            }
            fn visit_i64<E: de::Error>(self, v: i64) -> Result<Scalar, E> {
                Ok(Scalar(v.to_string()))
            }
            fn visit_u64<E: de::Error>(self, v: u64) -> Result<Scalar, E> {
                Ok(Scalar(v.to_string()))
            }
            fn visit_f64<E: de::Error>(self, v: f64) -> Result<Scalar, E> {
                Ok(Scalar(v.to_string()))
            }
        }
        deserializer.deserialize_any(Text)
    }
}

/// A verb's arguments, or just the path where that is all there is to say.
#[derive(Clone, Debug, PartialEq)]
pub struct PathOr<T>(pub T);

impl<'de, T: Deserialize<'de> + From<Template>> Deserialize<'de> for PathOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<TextOr<T>>::deserialize(deserializer)?;
        let at = At::of(&spanned);
        match spanned.value {
            TextOr::Text(text) => Template::parse(&text, at).map(|t| PathOr(T::from(t))).map_err(de::Error::custom),
            TextOr::Map(arguments) => Ok(PathOr(arguments)),
        }
    }
}

/// A scalar, or a mapping that says more.
pub(crate) enum TextOr<T> {
    /// The scalar as text.
    Text(String),
    /// The mapping.
    Map(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for TextOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = TextOr<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a mapping that says more")
            }
            fn visit_str<E: de::Error>(self, v: &str) -> Result<Self::Value, E> {
                Ok(TextOr::Text(v.to_owned()))
            }
            fn visit_bool<E: de::Error>(self, v: bool) -> Result<Self::Value, E> {
                Ok(TextOr::Text(v.to_string()))
            }
            fn visit_u64<E: de::Error>(self, v: u64) -> Result<Self::Value, E> {
                Ok(TextOr::Text(v.to_string()))
            }
            fn visit_i64<E: de::Error>(self, v: i64) -> Result<Self::Value, E> {
                Ok(TextOr::Text(v.to_string()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(TextOr::Map)
            }
        }
        deserializer.deserialize_any(Either(std::marker::PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for PathOr<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("PathOr{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let inner = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [ { "type": "string" }, inner ] })
    }
}

/// Statuses that are right: `201`, `[200, 204]`, `2xx`, or text with a `for-each` variable.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusSet(pub Vec<Template>);

/// A status or a class of statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusPattern {
    /// Exactly this status.
    Exact(u16),
    /// Every status with this first digit.
    Class(u16),
}

impl StatusPattern {
    /// True if a status fits.
    #[must_use]
    pub fn matches(self, status: u16) -> bool {
        match self {
            StatusPattern::Exact(exact) => exact == status,
            StatusPattern::Class(class) => status / 100 == class,
        }
    }
}

impl fmt::Display for StatusPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StatusPattern::Exact(status) => write!(f, "{status}"),
            StatusPattern::Class(class) => write!(f, "{class}xx"),
        }
    }
}

impl FromStr for StatusPattern {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || format!("`{text}` is no status; write a number such as 207, or a class such as 2xx");
        if let Some(class) = text.strip_suffix("xx") {
            return class.parse().ok().filter(|c| (1..=5).contains(c)).map(StatusPattern::Class).ok_or_else(bad);
        }
        text.parse().ok().filter(|s| (100..600).contains(s)).map(StatusPattern::Exact).ok_or_else(bad)
    }
}

impl StatusSet {
    /// The patterns, once no variable is left in them.
    ///
    /// # Errors
    /// The place and the text that is no status.
    pub fn patterns(&self) -> Result<Vec<StatusPattern>, (At, String)> {
        let mut patterns = Vec::new();
        for template in &self.0 {
            let text = template
                .as_text()
                .ok_or_else(|| (template.at, format!("`{template}`: a status can hold `for-each` variables only")))?;
            for piece in text.split([' ', ',']).filter(|piece| !piece.is_empty()) {
                patterns.push(piece.parse().map_err(|error| (template.at, error))?);
            }
        }
        Ok(patterns)
    }
}

impl<'de> Deserialize<'de> for StatusSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        OneOrMany::deserialize(deserializer).map(|many| StatusSet(many.0))
    }
}

impl JsonSchema for StatusSet {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "StatusSet".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A status (201), a class (2xx), or a list of such.",
            "anyOf": [
                { "type": ["integer", "string"] },
                { "type": "array", "items": { "type": ["integer", "string"] } },
            ],
        })
    }
}

/// One value, or a list of values.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOrMany(pub Vec<Template>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<TextOrList>::deserialize(deserializer)?;
        let at = At::of(&spanned);
        match spanned.value {
            TextOrList::Text(text) => Template::parse(&text, at).map(|t| OneOrMany(vec![t])).map_err(de::Error::custom),
            TextOrList::List(list) => Ok(OneOrMany(list)),
        }
    }
}

impl JsonSchema for OneOrMany {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OneOrMany".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<Template>();
        json_schema!({ "anyOf": [ text, { "type": "array", "items": text } ] })
    }
}

enum TextOrList {
    Text(String),
    List(Vec<Template>),
}

impl<'de> Deserialize<'de> for TextOrList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = TextOrList;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or a list of values")
            }
            fn visit_str<E: de::Error>(self, v: &str) -> Result<TextOrList, E> {
                Ok(TextOrList::Text(v.to_owned()))
            }
            fn visit_u64<E: de::Error>(self, v: u64) -> Result<TextOrList, E> {
                Ok(TextOrList::Text(v.to_string()))
            }
            fn visit_i64<E: de::Error>(self, v: i64) -> Result<TextOrList, E> {
                Ok(TextOrList::Text(v.to_string()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<TextOrList, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(TextOrList::List(items))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// A duration such as `500ms`, `2s` or `1m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub Duration);

impl FromStr for Wait {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let number: u64 = number.parse().map_err(|_| format!("`{text}` is no duration; write 500ms, 2s or 1m"))?;
        match unit {
            "ms" => Ok(Wait(Duration::from_millis(number))),
            "s" => Ok(Wait(Duration::from_secs(number))),
            "m" => Ok(Wait(Duration::from_secs(number * 60))),
            other => Err(format!("`{other}` is no unit of time; write ms, s or m")),
        }
    }
}

impl<'de> Deserialize<'de> for Wait {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Scalar::deserialize(deserializer)?.0.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Wait {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Duration".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A duration: 500ms, 2s or 1m.", "type": "string", "pattern": "^[0-9]+(ms|s|m)$" })
    }
}
