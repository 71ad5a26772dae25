// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

use super::{Gone, Made};

/// `Change`
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// `event` is `made`.
    Made(Made),
    /// `event` is `gone`.
    Gone(Gone),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Change {
    const TAG: Option<&'static str> = Some("event");
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(
            &["made"],
            |json| json.decode(Self::Made),
        ),
        moored_runtime::union::Variant::object(&["gone"], |json| json.decode(Self::Gone)),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Change {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Made(value) => value.serialize(serializer),
            Self::Gone(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Change {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<Made> for Change {
    fn from(value: Made) -> Self {
        Self::Made(value)
    }
}

impl From<Gone> for Change {
    fn from(value: Gone) -> Self {
        Self::Gone(value)
    }
}
