// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{One, Two};

/// `Numbered`
#[derive(Clone, Debug, PartialEq)]
pub enum Numbered {
    /// `v` is `1`.
    One(One),
    /// `v` is `2`.
    Two(Two),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Numbered {
    const TAG: Option<&'static str> = Some("v");
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(&["1"], |json| json.decode(Self::One)),
        moored_runtime::union::Variant::object(&["2"], |json| json.decode(Self::Two)),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Numbered {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(value) => value.serialize(serializer),
            Self::Two(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Numbered {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<One> for Numbered {
    fn from(value: One) -> Self {
        Self::One(value)
    }
}

impl From<Two> for Numbered {
    fn from(value: Two) -> Self {
        Self::Two(value)
    }
}
