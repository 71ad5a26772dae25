// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{Bird, Mapped};

/// `Outer`
#[derive(Clone, Debug, PartialEq)]
pub enum Outer {
    /// `kind` is `cat` or `dog` or `puppy`.
    Mapped(Mapped),
    /// `kind` is `bird`.
    Bird(Bird),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Outer {
    const TAG: Option<&'static str> = Some("kind");
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::any(
            &["cat", "dog", "puppy"],
            |json| json.decode(Self::Mapped),
        ),
        moored_runtime::union::Variant::object(&["bird"], |json| json.decode(Self::Bird)),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Outer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Mapped(value) => value.serialize(serializer),
            Self::Bird(value) => {
                moored_runtime::union::encode_tagged(value, "kind", "bird", serializer)
            }
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Outer {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<Mapped> for Outer {
    fn from(value: Mapped) -> Self {
        Self::Mapped(value)
    }
}

impl From<Bird> for Outer {
    fn from(value: Bird) -> Self {
        Self::Bird(value)
    }
}
