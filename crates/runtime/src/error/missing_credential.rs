//! The error of a call for which the client has no credential.

use std::fmt;

use crate::Operation;

/// The operation requires a credential, and the client has none that is complete. Nothing was sent.
///
/// `Display` is one line, such as ``GET /apps (getApps): nothing was sent: it needs one of the credentials `key`, `id`
/// with `secret`; the client has `token` ``. The names are those of security schemes in the document, which the
/// documentation of each constructor of the client's `Credential` repeats.
///
/// [`ClientBuilder::without_credential`](crate::ClientBuilder::without_credential) and
/// [`CallOptions::without_credential`](crate::CallOptions::without_credential) send such calls all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingCredential {
    operation: &'static Operation,
    configured: Vec<&'static str>,
}

impl MissingCredential {
    pub(crate) fn new(operation: &'static Operation, configured: Vec<&'static str>) -> Self {
        Self { operation, configured }
    }

    /// The alternatives, one of which is needed: lists of security schemes that are used together.
    #[must_use]
    pub fn alternatives(&self) -> &'static [&'static [&'static str]] {
        self.operation.security
    }

    /// The security schemes for which the client has a credential.
    #[must_use]
    pub fn configured(&self) -> &[&'static str] {
        &self.configured
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.operation
    }
}

impl fmt::Display for MissingCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |schemes: &[&str], separator: &str| {
            schemes.iter().map(|scheme| format!("`{scheme}`")).collect::<Vec<_>>().join(separator)
        };
        let alternatives: Vec<String> =
            self.alternatives().iter().map(|alternative| quoted(alternative, " with ")).collect();
        let needed = match alternatives.as_slice() {
            [one] => format!("the credential {one}"),
            several => format!("one of the credentials {}", several.join(", ")),
        };
        let configured = match self.configured.as_slice() {
            [] => "none".to_owned(),
            several => quoted(several, ", "),
        };
        write!(f, "{}: nothing was sent: it needs {needed}; the client has {configured}", self.operation)
    }
}

impl std::error::Error for MissingCredential {}
