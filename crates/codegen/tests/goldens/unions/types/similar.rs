// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{SimilarCompany, SimilarPerson};

/// `Similar`
#[derive(Clone, Debug, PartialEq)]
pub enum Similar {
    /// `Person`
    Person(SimilarPerson),
    /// `Company`
    Company(SimilarCompany),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Similar {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::Person)),
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::Company)),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Similar {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Person(value) => value.serialize(serializer),
            Self::Company(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Similar {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<SimilarPerson> for Similar {
    fn from(value: SimilarPerson) -> Self {
        Self::Person(value)
    }
}

impl From<SimilarCompany> for Similar {
    fn from(value: SimilarCompany) -> Self {
        Self::Company(value)
    }
}
