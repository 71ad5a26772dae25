// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::Cat;

/// `EverythingAnything`
#[derive(Clone, Debug, PartialEq)]
pub enum EverythingAnything {
    /// `Cat`
    Cat(Cat),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for EverythingAnything {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::Cat)),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for EverythingAnything {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cat(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for EverythingAnything {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<Cat> for EverythingAnything {
    fn from(value: Cat) -> Self {
        Self::Cat(value)
    }
}
