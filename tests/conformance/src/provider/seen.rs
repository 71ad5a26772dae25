//! What the server received.

use std::time::Instant;

use serde_json::Value;

/// The origin that a request was sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The one that the client is for.
    Main,
    /// Another one, which is also a proxy.
    Other,
    /// With TLS, by a certificate authority that nobody trusts.
    Secure,
    /// The same, for clients with a certificate.
    Guarded,
}

/// A request as it was received.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    /// Path and query, without the name of the scenario.
    pub target: String,
    /// The host that it is for, if it was sent to a proxy.
    pub proxied: Option<String>,
    /// In their order, names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Whether the whole body was received.
    pub is_complete: bool,
    pub at: Instant,
    pub origin: Origin,
}

impl Seen {
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path)
    }

    /// The query as it was sent; empty if there is none.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The names of the headers, sorted.
    pub fn header_names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null if it is not.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Removes the first segment of the path.
    pub(super) fn take_scenario(&mut self) -> String {
        let target = std::mem::take(&mut self.target);
        let target = target.strip_prefix('/').unwrap_or(&target);
        let end = target.find(['/', '?']).unwrap_or(target.len());
        let (name, rest) = target.split_at(end);
        self.target = rest.to_owned();
        name.to_owned()
    }
}
