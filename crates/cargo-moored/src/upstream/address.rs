//! Which addresses are requested: HTTPS, or servers on this machine.

use url::{Host, Url};

use super::problem::{About, Problem};

/// Reads an address.
pub(super) fn parse(text: &str) -> Result<Url, Problem> {
    let url = Url::parse(text).map_err(|error| {
        let message = format!("`{text}` is not the address of a document: {error}");
        Problem::new(message, "write it as `https://…`").about(About::AddressItself)
    })?;
    if !url.username().is_empty() || url.password().is_some() {
        let message = "the address contains a user name or a password".to_owned();
        let help = "use an address that needs none: moored sends no credentials, and source.toml is committed";
        return Err(Problem::new(message, help).about(About::AddressItself));
    }
    is_allowed(&url).then_some(()).ok_or_else(|| {
        let message = format!("`{}` is neither HTTPS nor the address of a server on this machine", shown(&url));
        Problem::new(message, "write it as `https://…`").about(About::AddressItself)
    })?;
    Ok(url)
}

/// Whether nobody between this machine and the server can change the response.
pub(super) fn is_allowed(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
}

pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether both are on one server.
pub(super) fn is_same_host(one: &Url, other: &Url) -> bool {
    one.host() == other.host() && one.port_or_known_default() == other.port_or_known_default()
}

/// The host, with its port unless that is the usual one.
pub(super) fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// The address without what may be a secret.
pub(super) fn shown(url: &Url) -> String {
    let mut shown = url.clone();
    shown.set_query(None);
    shown.set_fragment(None);
    let _ = shown.set_username("");
    let _ = shown.set_password(None);
    shown.to_string()
}

/// Whether the address is that of a login page, by the names in it.
pub(super) fn is_login(url: &Url) -> bool {
    const NAMES: [&str; 10] =
        ["accounts", "auth", "authorize", "login", "oauth", "oauth2", "saml", "sign-in", "signin", "sso"];
    let labels = url.host_str().unwrap_or_default().split('.');
    let segments = url.path_segments().into_iter().flatten();
    labels.chain(segments).any(|part| NAMES.contains(&part.to_ascii_lowercase().as_str()))
}
