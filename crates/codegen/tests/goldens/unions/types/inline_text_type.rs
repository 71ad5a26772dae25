// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// InlineTextType
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum InlineTextType {
    /// `text`
    Text,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

impl InlineTextType {
    /// The value on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text => "text",
            Self::Unlisted(value) => value,
        }
    }
}

impl From<&str> for InlineTextType {
    fn from(value: &str) -> Self {
        match value {
            "text" => Self::Text,
            _ => Self::Unlisted(value.to_owned()),
        }
    }
}

impl From<String> for InlineTextType {
    fn from(value: String) -> Self {
        Self::from(value.as_str())
    }
}

impl std::fmt::Display for InlineTextType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for InlineTextType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for InlineTextType {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let value = Self::from(String::deserialize(deserializer)?);
        if matches!(value, Self::Unlisted(_)) {
            moored_runtime::union::unlisted();
        }
        Ok(value)
    }
}
