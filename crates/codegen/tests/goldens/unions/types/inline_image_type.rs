// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// InlineImageType
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum InlineImageType {
    /// `image`
    Image,
    /// `photo`
    Photo,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

impl InlineImageType {
    /// The value on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Image => "image",
            Self::Photo => "photo",
            Self::Unlisted(value) => value,
        }
    }
}

impl From<&str> for InlineImageType {
    fn from(value: &str) -> Self {
        match value {
            "image" => Self::Image,
            "photo" => Self::Photo,
            _ => Self::Unlisted(value.to_owned()),
        }
    }
}

impl From<String> for InlineImageType {
    fn from(value: String) -> Self {
        Self::from(value.as_str())
    }
}

impl std::fmt::Display for InlineImageType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for InlineImageType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for InlineImageType {
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
