// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{InferredCreated, InferredDeleted};

/// `Inferred`
#[derive(Clone, Debug, PartialEq)]
pub enum Inferred {
    /// `event` is `created`.
    Created(InferredCreated),
    /// `event` is `deleted`.
    Deleted(InferredDeleted),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Inferred {
    const TAG: Option<&'static str> = Some("event");
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(
            &["created"],
            |json| json.decode(Self::Created),
        ),
        moored_runtime::union::Variant::object(
            &["deleted"],
            |json| json.decode(Self::Deleted),
        ),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Inferred {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Created(value) => {
                moored_runtime::union::encode_tagged(
                    value,
                    "event",
                    "created",
                    serializer,
                )
            }
            Self::Deleted(value) => {
                moored_runtime::union::encode_tagged(
                    value,
                    "event",
                    "deleted",
                    serializer,
                )
            }
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Inferred {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<InferredCreated> for Inferred {
    fn from(value: InferredCreated) -> Self {
        Self::Created(value)
    }
}

impl From<InferredDeleted> for Inferred {
    fn from(value: InferredDeleted) -> Self {
        Self::Deleted(value)
    }
}
