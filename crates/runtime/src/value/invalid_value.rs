//! Values that the provider's document does not allow.

/// A value that violates a constraint of its schema, found before anything is sent.
///
/// Neither `Display` nor `Debug` contains the value, which may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{type_name}: the value {reason}")]
pub struct InvalidValue {
    type_name: &'static str,
    reason: &'static str,
}

impl InvalidValue {
    /// An error for the generated type `type_name`. The message is `{type_name}: the value {reason}`.
    #[must_use]
    pub const fn new(type_name: &'static str, reason: &'static str) -> Self {
        Self { type_name, reason }
    }
}
