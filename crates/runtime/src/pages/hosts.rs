//! The hosts to which addresses of the provider are followed, beside those below the base address.

use url::Url;

/// Whether requests to a host have the credentials of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HostCredentials {
    Withheld,
    Sent,
}

/// The hosts that the caller allows.
#[derive(Default)]
pub(super) struct Hosts(Vec<(String, Option<u16>, HostCredentials)>);

impl Hosts {
    /// Allows `host`, which may have a port. What is no host allows nothing.
    pub(super) fn allow(&mut self, host: &str, credentials: HostCredentials) {
        let Ok(url) = Url::parse(&format!("https://{host}/")) else { return };
        if let (Some(name), "/", None, None) = (url.host_str(), url.path(), url.query(), url.fragment()) {
            self.0.push((name.to_owned(), url.port(), credentials));
        }
    }

    /// What a request to `url` has, if its host is allowed.
    pub(super) fn find(&self, url: &Url) -> Option<HostCredentials> {
        let host = url.host_str()?;
        let is_allowed = |name: &str, port: Option<u16>| name == host && port == url.port();
        // The last one counts, as with every other setting.
        self.0.iter().rev().find(|(name, port, _)| is_allowed(name, *port)).map(|(_, _, credentials)| *credentials)
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{HostCredentials, Hosts};

    #[test]
    fn a_host_allows_itself_alone() {
        let mut hosts = Hosts::default();
        for host in ["Files.example.com", "localhost:8080", "[::1]:1", "https://a.example", "b.example/path", ""] {
            hosts.allow(host, HostCredentials::Withheld);
        }
        let found = |address: &str| hosts.find(&Url::parse(address).unwrap()).is_some();
        for allowed in
            ["https://files.example.com/x", "http://files.example.com", "http://localhost:8080/", "http://[::1]:1"]
        {
            assert!(found(allowed), "{allowed}");
        }
        for foreign in [
            "https://files.example.com:8443/",
            "https://example.com/",
            "https://a.files.example.com/",
            "https://files.example.com.evil.example/",
            "http://localhost/",
            "https://a.example",
            "https://b.example",
        ] {
            assert!(!found(foreign), "{foreign}");
        }
    }
}
