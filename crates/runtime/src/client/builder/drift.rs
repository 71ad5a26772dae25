//! Comparing responses with the document.

use super::ClientBuilder;
use crate::{Drift, HasDocument};

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
