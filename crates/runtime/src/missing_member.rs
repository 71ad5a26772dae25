//! Reports of required members that a response does not have.

use std::fmt;
use std::sync::Arc;

use crate::decode_error::display_path;
use crate::json::{Document, Missing, Step};
use crate::operation::Operation;

/// A required member that a response does not have, tolerated by `missing_members = "tolerate"` in `moored.toml`.
///
/// It has names of the document alone, never a value.
#[derive(Clone, PartialEq, Eq)]
pub struct MissingMember {
    path: String,
    is_null: bool,
}

/// Receives what is missing in a response to an operation.
pub(crate) type Reports = Arc<dyn Fn(&'static Operation, &MissingMember) + Send + Sync>;

impl MissingMember {
    pub(crate) fn new(document: &Document, missing: &Missing) -> Self {
        let mut path = document.path_to(missing.object);
        path.push(Step::Member(Some(missing.name.to_owned())));
        Self { path: display_path(&path), is_null: missing.is_null }
    }

    /// Where in the body the member should be, such as `users[1].age`. Names that do not look like those of properties
    /// are `…`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether the member is there and is `null`, which the document does not allow. `false` if it is absent.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        self.is_null
    }
}

/// `users[1].age is absent`, or `… is null`.
impl fmt::Display for MissingMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}", self.path, if self.is_null { "null" } else { "absent" })
    }
}

impl fmt::Debug for MissingMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An event for a required member that a response does not have.
#[cfg(feature = "tracing")]
pub(crate) fn trace(operation: &'static Operation, missing: &MissingMember) {
    tracing::warn!(
        operation.id = operation.id,
        path = missing.path(),
        is_null = missing.is_null(),
        "a required member of the response is missing"
    );
}

/// An event for a required member that a webhook or a callback does not have, which is decoded as a `T`.
#[cfg(feature = "tracing")]
pub(crate) fn trace_of<T>(missing: &MissingMember) {
    tracing::warn!(
        r#type = std::any::type_name::<T>(),
        path = missing.path(),
        is_null = missing.is_null(),
        "a required member of the webhook is missing"
    );
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn trace_of<T>(_: &MissingMember) {}

#[cfg(not(feature = "tracing"))]
pub(crate) fn trace(_: &'static Operation, _: &MissingMember) {}
