// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::Cat;

/// `EverythingMaybe`
#[derive(Clone, Debug, PartialEq)]
pub enum EverythingMaybe {
    /// `Cat`
    Cat(Cat),
    /// `String`
    String(String),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for EverythingMaybe {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::Cat)),
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::String,
            |json| json.decode(Self::String),
        ),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for EverythingMaybe {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cat(value) => value.serialize(serializer),
            Self::String(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for EverythingMaybe {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<Cat> for EverythingMaybe {
    fn from(value: Cat) -> Self {
        Self::Cat(value)
    }
}

impl From<String> for EverythingMaybe {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}
