//! Values that the provider's document does not allow in a request.

/// A value that breaks a rule of its schema, found before anything is sent.
///
/// Neither the text nor `Debug` repeats the value, which may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{type_name}: the value {reason}")]
pub struct InvalidValue {
    type_name: &'static str,
    reason: &'static str,
}

impl InvalidValue {
    /// An error for the generated type `type_name`; `reason` ends the sentence "the value …".
    #[must_use]
    pub const fn new(type_name: &'static str, reason: &'static str) -> Self {
        Self { type_name, reason }
    }
}
