// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

/// UserSchemaAccountType
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum UserSchemaAccountType {
    /// `User`
    User,
    /// `Service Account`
    ServiceAccount,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

impl UserSchemaAccountType {
    /// The value on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::User => "User",
            Self::ServiceAccount => "Service Account",
            Self::Unlisted(value) => value,
        }
    }
}

impl From<&str> for UserSchemaAccountType {
    fn from(value: &str) -> Self {
        match value {
            "User" => Self::User,
            "Service Account" => Self::ServiceAccount,
            _ => Self::Unlisted(value.to_owned()),
        }
    }
}

impl From<String> for UserSchemaAccountType {
    fn from(value: String) -> Self {
        Self::from(value.as_str())
    }
}

impl std::fmt::Display for UserSchemaAccountType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for UserSchemaAccountType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for UserSchemaAccountType {
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
