//! Hosts beside that of the provider: those that downloads may be redirected to, and those of the addresses of pages.

use url::Url;

/// What a caller has listed.
#[derive(Clone, Debug, Default)]
pub(crate) struct ForeignHosts {
    all: Vec<Pattern>,
}

#[derive(Clone, Debug)]
enum Pattern {
    Any,
    Host(Address),
    /// Everything below the host.
    Below(Address),
}

/// A host, and its port; `None` for that of the scheme.
#[derive(Clone, Debug)]
struct Address {
    host: String,
    port: Option<u16>,
}

/// A text that is no pattern.
#[derive(Clone, Debug)]
pub(crate) struct InvalidHost(pub(crate) String);

impl ForeignHosts {
    pub(crate) fn parse(hosts: impl IntoIterator<Item = impl Into<String>>) -> Result<Self, InvalidHost> {
        let pattern = |host: String| Pattern::parse(&host).ok_or(InvalidHost(host));
        let all = hosts.into_iter().map(|host| pattern(host.into())).collect::<Result<_, _>>()?;
        Ok(Self { all })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether a request may go to `target`.
    pub(crate) fn contains(&self, target: &Url) -> bool {
        let Some(host) = target.host_str() else { return false };
        self.all.iter().any(|pattern| match pattern {
            Pattern::Any => true,
            Pattern::Host(address) => address.port == target.port() && address.host == host,
            Pattern::Below(address) => {
                let below = host.strip_suffix(address.host.as_str()).is_some_and(|rest| rest.ends_with('.'));
                address.port == target.port() && below
            }
        })
    }
}

impl Pattern {
    fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix("*.") {
            _ if text == "*" => Some(Self::Any),
            Some(host) => Address::parse(host).map(Self::Below),
            None => Address::parse(text).map(Self::Host),
        }
    }
}

impl Address {
    /// As the `url` crate writes it: in lower case, and without the default port.
    fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(&format!("https://{text}")).ok()?;
        let is_host = !text.contains(['/', '?', '#', '@', '\\', '*']) && url.path() == "/";
        let host = url.host_str().filter(|host| is_host && !host.is_empty())?;
        Some(Self { host: host.to_owned(), port: url.port() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_a_host_what_is_below_it_or_everything() {
        let contains = |pattern: &str, target: &str| {
            ForeignHosts::parse([pattern]).unwrap().contains(&Url::parse(target).unwrap())
        };
        assert!(contains("Storage.Example.com", "https://storage.example.com/a?b"));
        assert!(contains("bücher.example", "https://xn--bcher-kva.example/"));
        assert!(contains("[::1]:9000", "https://[::1]:9000/"));
        assert!(contains("storage.example.com:443", "https://storage.example.com/"));
        assert!(contains("*.example.com", "https://a.b.example.com/"));
        assert!(contains("*", "https://storage.example.com:9000/"));
        for (pattern, target) in [
            ("storage.example.com", "https://storage.example.com:9000/"),
            ("storage.example.com", "https://storage.example.com.evil.example/"),
            ("storage.example.com", "https://a.storage.example.com/"),
            ("*.example.com", "https://example.com/"),
            ("*.example.com", "https://evilexample.com/"),
            ("*.example.com", "https://a.example.com:9000/"),
        ] {
            assert!(!contains(pattern, target), "{pattern} {target}");
        }
    }

    #[test]
    fn what_is_no_host_is_rejected() {
        for text in ["", "*.", "*.*", "https://a.example", "a.example/path", "u@a.example", "a b", "a.*.example", "a:b"]
        {
            assert_eq!(ForeignHosts::parse([text]).unwrap_err().0, text);
        }
        assert!(ForeignHosts::parse([""; 0]).is_ok());
    }
}
