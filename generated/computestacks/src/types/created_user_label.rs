// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

/// `CreatedUserLabel`
#[derive(Clone, Debug, PartialEq)]
pub enum CreatedUserLabel {
    /// `String`
    String(String),
    /// `Object`
    Object(std::collections::BTreeMap<String, String>),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for CreatedUserLabel {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::String,
            |json| json.decode(Self::String),
        ),
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::Object)),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for CreatedUserLabel {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::String(value) => value.serialize(serializer),
            Self::Object(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for CreatedUserLabel {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<String> for CreatedUserLabel {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<std::collections::BTreeMap<String, String>> for CreatedUserLabel {
    fn from(value: std::collections::BTreeMap<String, String>) -> Self {
        Self::Object(value)
    }
}
