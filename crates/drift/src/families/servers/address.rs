//! Addresses of operations, in a form in which they can be compared.

use std::fmt;

use moored_document::{finding::Location, pointer::Pointer, schemas::members};
use moored_model::api::{Api, Operation, OwnServer};
use serde_json::Value;

use crate::Side;

/// Where the path of an operation is appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// An address with a host, without a slash at its end.
    Full(String),
    /// A path below a host that the caller states.
    Path(String),
    /// The caller states everything.
    Unknown,
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full(text) | Self::Path(text) => write!(f, "`{text}`"),
            Self::Unknown => f.write_str("an address of the caller"),
        }
    }
}

/// The address of an operation.
pub(super) struct Address {
    pub(super) base: Base,
    /// The path of the operation, without the names of its variables.
    own_path: String,
}

impl Address {
    pub(super) fn of(side: &Side<'_>, operation: &Operation) -> Self {
        let base = match &operation.server {
            Some(own) => own_base(side.api, own),
            None => default_base(side.api),
        };
        Self { base, own_path: without_names(&operation.path) }
    }

    /// The whole address, or the part of it that is known.
    pub(super) fn url(&self) -> String {
        let base = match &self.base {
            Base::Full(text) | Base::Path(text) => text,
            Base::Unknown => "",
        };
        format!("{base}{}", self.own_path)
    }

    /// The path of the whole address.
    pub(super) fn path(&self) -> String {
        let base = match &self.base {
            Base::Full(text) => {
                text.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)))
            }
            Base::Path(text) => Some(text.as_str()),
            Base::Unknown => None,
        };
        format!("{}{}", base.unwrap_or_default(), self.own_path)
    }
}

/// Where requests go if neither the caller nor the operation chooses a server.
fn default_base(api: &Api) -> Base {
    let server = &api.default_server;
    match (server.address(), server.path()) {
        (Some(address), _) => Base::Full(normal(address)),
        (None, Some(path)) => Base::Path(normal(path)),
        (None, None) => Base::Unknown,
    }
}

fn own_base(api: &Api, own: &OwnServer) -> Base {
    let mut template = own.template.clone();
    for variable in &own.variables {
        if let Some(default) = &variable.default {
            template = template.replace(&format!("{{{}}}", variable.name), default);
        }
    }
    match (template.starts_with('/') || template.is_empty(), default_base(api)) {
        (false, _) => Base::Full(normal(&template)),
        (true, Base::Full(default)) => Base::Full(format!("{}{}", origin(&default), normal(&template))),
        (true, Base::Path(_) | Base::Unknown) => Base::Path(normal(&template)),
    }
}

/// `https://pets.example` of `https://pets.example/v1`.
fn origin(address: &str) -> &str {
    let start = address.find("://").map_or(0, |at| at + 3);
    let end = address.get(start..).and_then(|rest| rest.find('/')).map_or(address.len(), |at| start + at);
    address.get(..end).unwrap_or(address)
}

/// The address in the form in which equal ones are the same text: scheme and host in lower case, without the port that
/// the scheme implies and without a slash at the end.
pub(super) fn normal(address: &str) -> String {
    let address = address.trim_end_matches('/');
    let origin = origin(address);
    let path = address.get(origin.len()..).unwrap_or_default();
    let origin = match origin.contains('{') {
        true => origin.to_owned(),
        false => origin.to_ascii_lowercase(),
    };
    let default_port = if origin.starts_with("https://") { ":443" } else { ":80" };
    format!("{}{path}", origin.strip_suffix(default_port).unwrap_or(&origin))
}

/// The address that `reference`, an address or a path, has in a client of `api`.
pub(in crate::families) fn resolve(api: &Api, reference: &str) -> String {
    match (reference.contains("://"), default_base(api)) {
        (false, Base::Full(base)) if reference.starts_with('/') => format!("{}{reference}", origin(&base)),
        (false, Base::Full(base)) => format!("{base}/{reference}"),
        _ => reference.to_owned(),
    }
}

/// Whether the document lists the server `base` for an operation, perhaps with other values of variables.
pub(super) fn is_documented(side: &Side<'_>, operation: &Operation, base: &Base) -> bool {
    let Base::Full(wanted) = base else { return false };
    let listed = list(side, operation).get(&side.document.value).and_then(Value::as_array);
    listed.into_iter().flatten().flat_map(addresses).any(|address| normal(&address) == *wanted)
}

/// More addresses of one server are not listed.
const MOST_ADDRESSES: usize = 256;

/// The addresses of a server with all listed values of its variables.
fn addresses(server: &Value) -> Vec<String> {
    let mut found = vec![server.get("url").and_then(Value::as_str).unwrap_or_default().to_owned()];
    for (name, variable) in members(server.get("variables")) {
        let listed = variable.get("enum").and_then(Value::as_array).into_iter().flatten();
        let values: Vec<&str> = listed.chain(variable.get("default")).filter_map(Value::as_str).collect();
        let placeholder = format!("{{{name}}}");
        let filled = found.iter().flat_map(|address| values.iter().map(|value| address.replace(&placeholder, value)));
        found = filled.take(MOST_ADDRESSES).collect();
    }
    found
}

/// Where the servers of an operation are in its document.
pub(super) fn locate(side: &Side<'_>, operation: &Operation) -> Location {
    side.locate(&list(side, operation))
}

/// The list of servers that an operation has: its own, or that of its path or of the document.
fn list(side: &Side<'_>, operation: &Operation) -> Pointer {
    let own = side.operation_at(operation);
    let holders = [Some(own.clone()), own.parent(), Some(Pointer::root())];
    let mut lists = holders.into_iter().flatten().map(|holder| holder.join("servers"));
    let at = lists.find(|at| at.get(&side.document.value).is_some());
    at.unwrap_or_else(|| Pointer::root().join("servers"))
}

/// `/pets/{petId}` → `/pets/{}`.
fn without_names(path: &str) -> String {
    let mut short = String::with_capacity(path.len());
    let mut is_name = false;
    for character in path.chars() {
        match character {
            '{' => {
                is_name = true;
                short.push('{');
            }
            '}' => {
                is_name = false;
                short.push('}');
            }
            _ if is_name => {}
            other => short.push(other),
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_addresses_are_the_same_text() {
        for (address, expected) in [
            ("https://Pets.Example/V1/", "https://pets.example/V1"),
            ("https://pets.example:443", "https://pets.example"),
            ("http://pets.example:80/v1", "http://pets.example/v1"),
            ("http://pets.example:443", "http://pets.example:443"),
            ("https://{Region}.example/v1", "https://{Region}.example/v1"),
            ("/v1/", "/v1"),
            ("", ""),
        ] {
            assert_eq!(normal(address), expected, "{address}");
        }
    }
}
