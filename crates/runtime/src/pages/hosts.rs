//! The hosts to which addresses of the provider are followed, beside those below the base address.

use url::Url;

use crate::options::{ForeignHosts, InvalidHost};

/// Whether requests to a host have the credentials of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HostCredentials {
    Withheld,
    Sent,
}

/// The hosts that the caller allows.
#[derive(Default)]
pub(super) struct Hosts(Vec<(ForeignHosts, HostCredentials)>);

impl Hosts {
    /// Allows `host`: `example.com`, `*.example.com` or `*`, which may have a port.
    pub(super) fn allow(&mut self, host: &str, credentials: HostCredentials) -> Result<(), InvalidHost> {
        self.0.push((ForeignHosts::parse([host])?, credentials));
        Ok(())
    }

    /// What a request to `url` has, if its host is allowed. The last one counts, as with every other setting.
    pub(super) fn find(&self, url: &Url) -> Option<HostCredentials> {
        self.0.iter().rev().find(|(hosts, _)| hosts.contains(url)).map(|(_, credentials)| *credentials)
    }
}
