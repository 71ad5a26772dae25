// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{And, Not};

/// `Filter`
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// `And`
    And(And),
    /// `Not`
    Not(Box<Not>),
    /// `String`
    String(String),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Filter {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::And)),
        moored_runtime::union::Variant::object(
            &[],
            |json| json.decode(|value| Self::Not(Box::new(value))),
        ),
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::String,
            |json| json.decode(Self::String),
        ),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Filter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::And(value) => value.serialize(serializer),
            Self::Not(value) => value.serialize(serializer),
            Self::String(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Filter {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<And> for Filter {
    fn from(value: And) -> Self {
        Self::And(value)
    }
}

impl From<Not> for Filter {
    fn from(value: Not) -> Self {
        Self::Not(Box::new(value))
    }
}

impl From<String> for Filter {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}
