// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{Hound, Poodle};

/// `Kennel`
#[derive(Clone, Debug, PartialEq)]
pub enum Kennel {
    /// `breed` is `beagle` or `basset`.
    Hound(Hound),
    /// `breed` is `poodle`.
    Poodle(Poodle),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Kennel {
    const TAG: Option<&'static str> = Some("breed");
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(
            &["beagle", "basset"],
            |json| json.decode(Self::Hound),
        ),
        moored_runtime::union::Variant::object(
            &["poodle"],
            |json| json.decode(Self::Poodle),
        ),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Kennel {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Hound(value) => {
                moored_runtime::union::encode_tagged(
                    value,
                    "breed",
                    "beagle",
                    serializer,
                )
            }
            Self::Poodle(value) => {
                moored_runtime::union::encode_tagged(
                    value,
                    "breed",
                    "poodle",
                    serializer,
                )
            }
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Kennel {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<Hound> for Kennel {
    fn from(value: Hound) -> Self {
        Self::Hound(value)
    }
}

impl From<Poodle> for Kennel {
    fn from(value: Poodle) -> Self {
        Self::Poodle(value)
    }
}
