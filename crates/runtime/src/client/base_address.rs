//! Where a client sends its requests.

use url::Url;

/// An absolute `http` or `https` address without user information, query, fragment, or a slash at its end.
pub(super) struct BaseAddress(String);

impl BaseAddress {
    /// Reads `text`. The error is the reason, and does not repeat any of the text: a secret may be in it.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
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
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of `url` from the base address on, or `None` if `url` is not below it.
    pub(super) fn path_below<'a>(&self, url: &'a Url) -> Option<&'a str> {
        let rest = url.as_str().strip_prefix(&self.0)?;
        let path = rest.split(['?', '#']).next()?;
        (path.is_empty() || path.starts_with('/')).then_some(path)
    }
}
