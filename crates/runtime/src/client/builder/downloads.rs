//! Downloads from other hosts.

use super::{Client, ClientBuilder};
use crate::options::ForeignHosts;

impl<C: Client> ClientBuilder<C> {
    /// Follows redirects of GET and HEAD requests to these `hosts`: for providers whose downloads are in storage
    /// elsewhere. A host is `storage.example.com`, `*.example.com` for all below it, or `*` for any, each with a port
    /// (`:9000`) if it is not that of https. None by default: such a redirect is returned as the response.
    ///
    /// The other host gets no credential, cookie, default header or query parameter of this client, and no header but
    /// `Accept`, `Range` and conditions such as `If-None-Match`, besides the `User-Agent`. It is requested by https;
    /// by http only if the provider is as well, and it is this machine or
    /// [`allow_plain_http`](Self::allow_plain_http) was called. Of a chain, at most ten redirects are followed. A retry
    /// begins at the provider, which may have another address then.
    ///
    /// With `*`, the provider decides which addresses this program requests, also within its network.
    ///
    /// A redirect that the document describes is a response of the operation, which is followed only by
    /// [an option of the call](crate::CallOptions::follow_downloads_to).
    ///
    /// ```
    /// # use moored_runtime::Core;
    /// let builder = Core::builder(Some("https://api.example.com")).follow_downloads_to(["*.blob.core.windows.net"]);
    /// ```
    pub fn follow_downloads_to(mut self, hosts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.downloads = ForeignHosts::parse(hosts);
        self
    }
}
