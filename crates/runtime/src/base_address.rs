//! Where a client sends its requests.

use std::fmt;

use url::{Host, Url};

/// An absolute `http` or `https` address without user information, query or fragment.
pub(crate) struct BaseAddress {
    url: Url,
    /// The address without a slash at its end.
    text: String,
    /// What `Debug` shows instead, where there may be a secret in the address.
    debug_text: Option<&'static str>,
}

impl BaseAddress {
    /// Reads `text`. The error is the reason, and does not repeat any of the text: a secret may be in it.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| "it is not an absolute address such as https://example.com/api")?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err("it begins with neither http:// nor https://");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it holds a user name or password: give these as a credential");
        }
        if url.query().is_some() {
            return Err("it holds a query");
        }
        if url.fragment().is_some() {
            return Err("it holds a fragment");
        }
        let text = url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { url, text, debug_text: None })
    }

    /// The same, debug_text as `debug_text` in `Debug`.
    pub(crate) fn with_debug_text(self, debug_text: Option<&'static str>) -> Self {
        Self { debug_text, ..self }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// The path of `url` from the base address on, or `None` if `url` is not below it.
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

/// Whether what goes to `url` can be read on its way: plain HTTP to another machine.
pub(crate) fn is_unencrypted_remote(url: &Url) -> bool {
    url.scheme() != "https" && !is_loopback(url)
}

/// This machine: `localhost` and names below it (RFC 6761, section 6.3), 127.0.0.0/8 and `::1`.
fn is_loopback(url: &Url) -> bool {
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
