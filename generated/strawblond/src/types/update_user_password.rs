// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

/// The new password (minimum 6 characters)
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct UpdateUserPassword(moored_runtime::Secret);

impl UpdateUserPassword {
    /// The value. Nothing else shows it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl std::str::FromStr for UpdateUserPassword {
    type Err = moored_runtime::InvalidValue;
    fn from_str(value: &str) -> Result<Self, moored_runtime::InvalidValue> {
        if value.chars().count() < 6 {
            return Err(
                moored_runtime::InvalidValue::new(
                    "UpdateUserPassword",
                    "is shorter than 6 characters",
                ),
            );
        }
        Ok(Self(value.into()))
    }
}

impl TryFrom<&str> for UpdateUserPassword {
    type Error = moored_runtime::InvalidValue;
    fn try_from(value: &str) -> Result<Self, moored_runtime::InvalidValue> {
        value.parse()
    }
}

impl TryFrom<String> for UpdateUserPassword {
    type Error = moored_runtime::InvalidValue;
    fn try_from(value: String) -> Result<Self, moored_runtime::InvalidValue> {
        value.parse()
    }
}

impl<'de> serde::Deserialize<'de> for UpdateUserPassword {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
