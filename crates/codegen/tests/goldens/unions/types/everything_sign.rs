// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// EverythingSign
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum EverythingSign {
    /// `+1`
    Plus1,
    /// `-1`
    X1,
    /// `a`
    A,
    /// `A`
    A2,
    /// ``
    Empty,
    /// A value that the document does not list, as it came.
    Unlisted(String),
}

impl EverythingSign {
    /// The value on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Plus1 => "+1",
            Self::X1 => "-1",
            Self::A => "a",
            Self::A2 => "A",
            Self::Empty => "",
            Self::Unlisted(value) => value,
        }
    }
}

impl From<&str> for EverythingSign {
    fn from(value: &str) -> Self {
        match value {
            "+1" => Self::Plus1,
            "-1" => Self::X1,
            "a" => Self::A,
            "A" => Self::A2,
            "" => Self::Empty,
            _ => Self::Unlisted(value.to_owned()),
        }
    }
}

impl From<String> for EverythingSign {
    fn from(value: String) -> Self {
        Self::from(value.as_str())
    }
}

impl std::fmt::Display for EverythingSign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for EverythingSign {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for EverythingSign {
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
