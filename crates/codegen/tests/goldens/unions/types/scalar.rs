// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// `Scalar`
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// `Integer`
    Integer(i64),
    /// `Number`
    Number(serde_json::Number),
    /// `String`
    String(String),
    /// `Boolean`
    Boolean(bool),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Scalar {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::Number,
            |json| json.decode(Self::Integer),
        ),
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::Boolean,
            |json| json.decode(Self::Boolean),
        ),
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::Number,
            |json| json.decode(Self::Number),
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

impl serde::Serialize for Scalar {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(value) => value.serialize(serializer),
            Self::Number(value) => value.serialize(serializer),
            Self::String(value) => value.serialize(serializer),
            Self::Boolean(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Scalar {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<i64> for Scalar {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<serde_json::Number> for Scalar {
    fn from(value: serde_json::Number) -> Self {
        Self::Number(value)
    }
}

impl From<String> for Scalar {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<bool> for Scalar {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
