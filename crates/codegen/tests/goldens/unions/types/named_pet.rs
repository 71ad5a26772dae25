// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{GoldFish, Parrot};

/// `NamedPet`
#[derive(Clone, Debug, PartialEq)]
pub enum NamedPet {
    /// `species` is `gold_fish`.
    GoldFish(GoldFish),
    /// `species` is `parrot`.
    Parrot(Parrot),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for NamedPet {
    const TAG: Option<&'static str> = Some("species");
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(
            &["gold_fish"],
            |json| json.decode(Self::GoldFish),
        ),
        moored_runtime::union::Variant::object(
            &["parrot"],
            |json| json.decode(Self::Parrot),
        ),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for NamedPet {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::GoldFish(value) => {
                moored_runtime::union::encode_tagged(
                    value,
                    "species",
                    "gold_fish",
                    serializer,
                )
            }
            Self::Parrot(value) => {
                moored_runtime::union::encode_tagged(
                    value,
                    "species",
                    "parrot",
                    serializer,
                )
            }
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for NamedPet {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<GoldFish> for NamedPet {
    fn from(value: GoldFish) -> Self {
        Self::GoldFish(value)
    }
}

impl From<Parrot> for NamedPet {
    fn from(value: Parrot) -> Self {
        Self::Parrot(value)
    }
}
