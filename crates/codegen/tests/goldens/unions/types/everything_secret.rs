// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// `EverythingSecret`
#[derive(Clone, Debug, PartialEq)]
pub enum EverythingSecret {
    /// `Secret`
    Secret(moored_runtime::Secret),
    /// `Integer`
    Integer(i64),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for EverythingSecret {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::Number,
            |json| json.decode(Self::Integer),
        ),
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::String,
            |json| json.decode(Self::Secret),
        ),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for EverythingSecret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Secret(value) => value.serialize(serializer),
            Self::Integer(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for EverythingSecret {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<moored_runtime::Secret> for EverythingSecret {
    fn from(value: moored_runtime::Secret) -> Self {
        Self::Secret(value)
    }
}

impl From<i64> for EverythingSecret {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}
