//! The address that a client sends its requests to.

use std::fmt;

use url::{Host, Url};

/// An absolute `http` or `https` address without user information, query or fragment.
pub(crate) struct BaseAddress {
    url: Url,
    /// The address without a trailing slash.
    text: String,
    /// Replaces the address in `Debug`, where a server variable may contain a secret.
    debug_text: Option<&'static str>,
}

impl BaseAddress {
    /// Parses `text`. The error is the reason and contains no part of the text, which may contain a secret.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| "it is not an absolute address such as https://example.com/api")?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err("its scheme is neither `http` nor `https`");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it contains a user name or password; pass these as a credential");
        }
        if url.query().is_some() {
            return Err("it contains a query");
        }
        if url.fragment().is_some() {
            return Err("it contains a fragment");
        }
        let text = url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { url, text, debug_text: None })
    }

    /// The same address, with `debug_text` for `Debug`.
    pub(crate) fn with_debug_text(self, debug_text: Option<&'static str>) -> Self {
        Self { debug_text, ..self }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// The address below `other` that has the place of `url` below this one; `None` if `url` is not below it.
    pub(crate) fn moved(&self, url: &Url, other: &Self) -> Option<Url> {
        self.path_below(url)?;
        let rest = url.as_str().strip_prefix(&self.text)?;
        Url::parse(&format!("{}{rest}", other.text)).ok()
    }

    /// The path of `url` relative to the base address; `None` if `url` is not below it.
    pub(crate) fn path_below<'a>(&self, url: &'a Url) -> Option<&'a str> {
        let rest = url.as_str().strip_prefix(&self.text)?;
        let path = rest.split(['?', '#']).next()?;
        (path.is_empty() || path.starts_with('/')).then_some(path)
    }
}

impl fmt::Debug for BaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.debug_text.unwrap_or(&self.text), f)
    }
}

/// Whether requests to `url` can be read on the way: plain HTTP to another machine.
pub(crate) fn is_unencrypted_remote(url: &Url) -> bool {
    url.scheme() != "https" && !is_loopback(url)
}

/// Whether the host is this machine: `localhost` and names below it (RFC 6761, section 6.3), 127.0.0.0/8 and `::1`.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
