//! Comparing responses with the document.

use super::{Client, ClientBuilder};
use crate::Drift;

/// A client whose document is part of the program, by the feature `drift` of its crate.
#[diagnostic::on_unimplemented(
    message = "the document of `{Self}` is not part of the program",
    note = "enable the feature `drift` of the client's crate"
)]
pub trait HasDocument: Client {
    /// The `client.json` of the crate.
    const DOCUMENT: &'static str;
}

impl<C: HasDocument> ClientBuilder<C> {
    /// Compares the responses that calls receive with the document of this client, in the background. Several clients
    /// can share one `drift`.
    ///
    /// A call is not delayed by it. Of a response that is retried or redirected only the last one is compared, and of a
    /// streamed one only the status and the media type.
    pub fn drift(mut self, drift: &Drift) -> Self {
        self.observer = Some(drift.observer(C::DOCUMENT));
        self
    }
}
