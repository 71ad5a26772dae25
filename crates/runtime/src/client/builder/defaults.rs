//! Headers and query parameters of every call.

use super::{Client, ClientBuilder};
use crate::Secret;

impl<C: Client> ClientBuilder<C> {
    /// Sends a header with every request that does not have it: one of the call, of its
    /// [options](crate::CallOptions::header) or of the document has precedence, and so has a credential. Cookies are
    /// sent beside the others. The same name may be given several times.
    ///
    /// Token requests and redirects to other hosts do not get it. Its value is never shown.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.defaults.add_header(name.into(), value.into());
        self
    }

    /// Sends a query parameter with every request that does not have it, such as the version of the API. One of the
    /// call or of its [options](crate::CallOptions::query) has precedence.
    ///
    /// Token requests and redirects do not get it. Its value is never shown.
    ///
    /// ```
    /// # use moored_runtime::Core;
    /// let builder = Core::builder(Some("https://example.com")).default_query("api-version", "2026-11-01");
    /// ```
    pub fn default_query(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.defaults.add_query(name.into(), value.into());
        self
    }
}
