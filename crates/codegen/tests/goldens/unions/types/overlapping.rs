// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{Left, Right};

/// `Overlapping`
#[derive(Clone, Debug, PartialEq)]
pub enum Overlapping {
    /// `Left`
    Left(Left),
    /// `Right`
    Right(Right),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Overlapping {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::Left)),
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::Right)),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Overlapping {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Left(value) => value.serialize(serializer),
            Self::Right(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Overlapping {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<Left> for Overlapping {
    fn from(value: Left) -> Self {
        Self::Left(value)
    }
}

impl From<Right> for Overlapping {
    fn from(value: Right) -> Self {
        Self::Right(value)
    }
}
