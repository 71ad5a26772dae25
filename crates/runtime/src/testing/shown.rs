//! What messages show of the values of a request.

/// What a message shows of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Value,
    /// It is a secret.
    Nothing,
}

impl Shown {
    pub(super) fn unless(is_secret: bool) -> Self {
        if is_secret { Self::Nothing } else { Self::Value }
    }
}
