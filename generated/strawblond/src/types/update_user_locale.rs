// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

/// User locale (de or en)
#[derive(
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd,
    serde::Deserialize,
    serde::Serialize
)]
pub enum UpdateUserLocale {
    /// `de`
    #[serde(rename = "de")]
    De,
    /// `en`
    #[serde(rename = "en")]
    En,
}

impl UpdateUserLocale {
    /// The value on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }
}

impl std::str::FromStr for UpdateUserLocale {
    type Err = moored_runtime::InvalidValue;
    fn from_str(value: &str) -> Result<Self, moored_runtime::InvalidValue> {
        match value {
            "de" => Ok(Self::De),
            "en" => Ok(Self::En),
            _ => {
                Err(
                    moored_runtime::InvalidValue::new(
                        "UpdateUserLocale",
                        "is none of `de`, `en`",
                    ),
                )
            }
        }
    }
}

impl TryFrom<&str> for UpdateUserLocale {
    type Error = moored_runtime::InvalidValue;
    fn try_from(value: &str) -> Result<Self, moored_runtime::InvalidValue> {
        value.parse()
    }
}

impl TryFrom<String> for UpdateUserLocale {
    type Error = moored_runtime::InvalidValue;
    fn try_from(value: String) -> Result<Self, moored_runtime::InvalidValue> {
        value.parse()
    }
}

impl std::fmt::Display for UpdateUserLocale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
