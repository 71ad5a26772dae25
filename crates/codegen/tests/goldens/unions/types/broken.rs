// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{BrokenCause2, BrokenExcuse2};

/// `Broken`
#[derive(Clone, Debug, PartialEq)]
pub enum Broken {
    /// `Cause2`
    Cause2(BrokenCause2),
    /// `Excuse2`
    Excuse2(BrokenExcuse2),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Broken {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::Cause2)),
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::Excuse2)),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Broken {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cause2(value) => value.serialize(serializer),
            Self::Excuse2(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Broken {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<BrokenCause2> for Broken {
    fn from(value: BrokenCause2) -> Self {
        Self::Cause2(value)
    }
}

impl From<BrokenExcuse2> for Broken {
    fn from(value: BrokenExcuse2) -> Self {
        Self::Excuse2(value)
    }
}
