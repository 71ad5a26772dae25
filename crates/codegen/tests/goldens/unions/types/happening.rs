// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{HappeningBroken, HappeningMade};

/// `Happening`
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// `Made`
    Made(HappeningMade),
    /// `Broken`
    Broken(HappeningBroken),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Happening {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::Made)),
        moored_runtime::union::Variant::any(&[], |json| json.decode(Self::Broken)),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Happening {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Made(value) => value.serialize(serializer),
            Self::Broken(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Happening {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<HappeningMade> for Happening {
    fn from(value: HappeningMade) -> Self {
        Self::Made(value)
    }
}

impl From<HappeningBroken> for Happening {
    fn from(value: HappeningBroken) -> Self {
        Self::Broken(value)
    }
}
