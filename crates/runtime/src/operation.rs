//! The operations of a provider's document.

use std::fmt;

/// An operation of a provider's document, as a constant of the generated client.
///
/// `Display` writes `GET /api/admin/user (get-me)`: the path template instead of the address, so that no value of the
/// caller is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operation {
    /// The `operationId`.
    pub id: &'static str,
    /// The HTTP method in upper case, such as `GET`.
    pub method: &'static str,
    /// The path template, such as `/users/{id}`, relative to the base address.
    pub path: &'static str,
    /// The `Accept` header to send: the media types that the client can decode. `None` if it decodes none.
    pub accept: Option<&'static str>,
    /// The alternatives of `security` (OpenAPI 3.1.1, section 4.8.30), each a list of security schemes that are used
    /// together.
    ///
    /// An empty slice means that no credentials are needed. An empty alternative means that anonymous requests are
    /// allowed as well.
    pub security: &'static [&'static [&'static str]],
    /// The documented redirects, such as 302. They are responses of the operation and are not followed.
    pub redirects: &'static [u16],
}

impl Operation {
    /// An operation without responses that can be decoded, security schemes or redirects.
    #[must_use]
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self { id, method, path, accept: None, security: &[], redirects: &[] }
    }

    /// The same operation with this [`accept`](Self::accept).
    #[must_use]
    pub const fn accept(self, accept: &'static str) -> Self {
        Self { accept: Some(accept), ..self }
    }

    /// The same operation with this [`security`](Self::security).
    #[must_use]
    pub const fn security(self, security: &'static [&'static [&'static str]]) -> Self {
        Self { security, ..self }
    }

    /// The same operation with these [`redirects`](Self::redirects).
    #[must_use]
    pub const fn redirects(self, redirects: &'static [u16]) -> Self {
        Self { redirects, ..self }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.method, self.path, self.id)
    }
}
