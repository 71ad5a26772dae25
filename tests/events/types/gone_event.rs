// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

/// GoneEvent
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum GoneEvent {
    /// `gone`
    Gone,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

impl GoneEvent {
    /// The value on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Gone => "gone",
            Self::Unlisted(value) => value,
        }
    }
}

impl From<&str> for GoneEvent {
    fn from(value: &str) -> Self {
        match value {
            "gone" => Self::Gone,
            _ => Self::Unlisted(value.to_owned()),
        }
    }
}

impl From<String> for GoneEvent {
    fn from(value: String) -> Self {
        Self::from(value.as_str())
    }
}

impl std::fmt::Display for GoneEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for GoneEvent {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for GoneEvent {
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
