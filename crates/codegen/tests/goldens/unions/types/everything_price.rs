// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// `EverythingPrice`
#[derive(Clone, Debug, PartialEq)]
pub enum EverythingPrice {
    /// `Decimal`
    Decimal(moored_runtime::Decimal),
    /// `Boolean`
    Boolean(bool),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for EverythingPrice {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::Decimal,
            |json| json.decode(Self::Decimal),
        ),
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::Boolean,
            |json| json.decode(Self::Boolean),
        ),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for EverythingPrice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Decimal(value) => value.serialize(serializer),
            Self::Boolean(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for EverythingPrice {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<moored_runtime::Decimal> for EverythingPrice {
    fn from(value: moored_runtime::Decimal) -> Self {
        Self::Decimal(value)
    }
}

impl From<bool> for EverythingPrice {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
