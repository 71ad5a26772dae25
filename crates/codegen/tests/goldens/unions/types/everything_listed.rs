// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::EverythingListedVariant2;

/// `EverythingListed`
#[derive(Clone, Debug, PartialEq)]
pub enum EverythingListed {
    /// `String`
    String(String),
    /// `Variant2`
    Variant2(EverythingListedVariant2),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for EverythingListed {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::String,
            |json| json.decode(Self::Variant2),
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

impl serde::Serialize for EverythingListed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::String(value) => value.serialize(serializer),
            Self::Variant2(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for EverythingListed {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<String> for EverythingListed {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<EverythingListedVariant2> for EverythingListed {
    fn from(value: EverythingListedVariant2) -> Self {
        Self::Variant2(value)
    }
}
