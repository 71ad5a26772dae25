//! What the document says of one operation.

use std::fmt;

/// One operation of a provider's document, as a generated client knows it at compile time.
///
/// Displays as `GET /api/admin/user (get-me)`: the template and not the address, so it never holds a caller's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The `operationId`.
    pub id: &'static str,
    /// The HTTP method in capitals, such as `GET`.
    pub method: &'static str,
    /// The path template, such as `/users/{id}`, relative to the base address.
    pub path: &'static str,
    /// The `Accept` header to send: the media types that the client can read. `None` where it reads none.
    pub accept: Option<&'static str>,
    /// The alternatives of `security`, each the names of the schemes that must be sent together.
    ///
    /// An empty slice means no credentials; an empty alternative means that anonymous requests are allowed as well.
    pub security: &'static [&'static [&'static str]],
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.method, self.path, self.id)
    }
}
