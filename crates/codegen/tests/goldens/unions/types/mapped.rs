// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{Cat, Dog};

/// `Mapped`
#[derive(Clone, Debug, PartialEq)]
pub enum Mapped {
    /// `kind` is `cat`.
    Cat(Cat),
    /// `kind` is `dog` or `puppy`.
    Dog(Dog),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Mapped {
    const TAG: Option<&'static str> = Some("kind");
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(&["cat"], |json| json.decode(Self::Cat)),
        moored_runtime::union::Variant::object(
            &["dog", "puppy"],
            |json| json.decode(Self::Dog),
        ),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Mapped {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cat(value) => value.serialize(serializer),
            Self::Dog(value) => {
                moored_runtime::union::encode_tagged(value, "kind", "dog", serializer)
            }
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Mapped {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<Cat> for Mapped {
    fn from(value: Cat) -> Self {
        Self::Cat(value)
    }
}

impl From<Dog> for Mapped {
    fn from(value: Dog) -> Self {
        Self::Dog(value)
    }
}
