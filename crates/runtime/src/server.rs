//! Servers of a document, and the values of their variables.
//!
//! How a value is checked and encoded depends on the component of the address that the variable belongs to. In a path
//! it is percent-encoded, except for slashes. Before the path it must be valid for its component, so that no value
//! turns `https://{customer}.example.com` into the address of another host: `evil.example/` is an error, and so is
//! `.evil.example` where only a port or a path may follow the host.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::base_address::BaseAddress;

/// A server of a document: an address template, and values for its variables.
///
/// Generated clients create these. `Debug` shows the template without values, because a value can be a key.
#[derive(Clone)]
pub struct Server {
    template: &'static str,
    values: Vec<Value>,
}

#[derive(Clone)]
struct Value {
    name: &'static str,
    text: String,
    origin: ValueOrigin,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ValueOrigin {
    Document,
    Caller,
}

/// Why a server has no usable address. Contains no value.
pub(crate) struct InvalidServer {
    /// The variable with the invalid value; `None` if the address as a whole is invalid.
    pub(crate) variable: Option<&'static str>,
    pub(crate) reason: &'static str,
}

impl Server {
    /// A server with the address `template`, in which `{name}` is a variable.
    #[must_use]
    pub const fn new(template: &'static str) -> Self {
        Self { template, values: Vec::new() }
    }

    /// Sets the variable `name`.
    #[must_use]
    pub fn with_value(self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, value.into(), ValueOrigin::Caller)
    }

    /// Sets the default value of the variable `name`.
    #[must_use]
    pub fn with_default_value(self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, value.into(), ValueOrigin::Document)
    }

    /// Sets each variable that the caller has not set to the value that the caller has set for the variable of the same
    /// name in `other`.
    pub(crate) fn with_values_of(mut self, other: &Self) -> Self {
        for value in other.values.iter().filter(|value| value.origin == ValueOrigin::Caller) {
            let is_set = |own: &Value| own.name == value.name && own.origin == ValueOrigin::Caller;
            if !self.values.iter().any(is_set) {
                self = self.set(value.name, value.text.clone(), ValueOrigin::Document);
            }
        }
        self
    }

    /// Whether the address is a path without a host.
    pub(crate) fn is_relative(&self) -> bool {
        self.template.is_empty() || self.template.starts_with('/')
    }

    /// The text for `Debug`: the template, if values are inserted into it.
    pub(crate) fn debug_text(&self) -> Option<&'static str> {
        (!self.values.is_empty()).then_some(self.template)
    }

    /// The address, with each variable replaced by its value.
    pub(crate) fn address(&self) -> Result<String, InvalidServer> {
        let mut address = String::with_capacity(self.template.len());
        let mut rest = self.template;
        while let Some((before, after)) = rest.split_once('{') {
            let invalid = |variable, reason| InvalidServer { variable, reason };
            let (name, after) = after.split_once('}').ok_or_else(|| invalid(None, "a `{` is not closed"))?;
            address.push_str(before);
            let value = self.values.iter().find(|value| value.name == name);
            let Value { name, text, .. } = value.ok_or_else(|| invalid(None, "one of its variables has no value"))?;
            let component = Component::between(&address, after);
            address.push_str(&component.encode(text, after).map_err(|reason| invalid(Some(name), reason))?);
            rest = after;
        }
        address.push_str(rest);
        Ok(address)
    }

    /// The address as an absolute address.
    pub(crate) fn base_address(&self) -> Result<BaseAddress, InvalidServer> {
        let address = BaseAddress::parse(&self.address()?);
        let address = address.map_err(|reason| InvalidServer { variable: None, reason })?;
        // An empty value leaves an empty label in the host.
        if address.url().host_str().is_some_and(|host| host.starts_with('.') || host.contains("..")) {
            return Err(InvalidServer { variable: None, reason: "a label of its host is empty" });
        }
        Ok(address.with_debug_text(self.debug_text()))
    }

    fn set(mut self, name: &'static str, text: String, origin: ValueOrigin) -> Self {
        self.values.retain(|value| value.name != name);
        self.values.push(Value { name, text, origin });
        self
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Server").field(&self.template).finish()
    }
}

/// The component of an address that a variable belongs to (RFC 3986, section 3).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Component {
    /// `{scheme}://…`
    Scheme,
    /// `{endpoint}/…`: at least scheme and host.
    Origin,
    /// Within host or port.
    Authority,
    /// After the end of the host: only a port may follow.
    Port,
    /// In the path, directly after a slash.
    PathSegment,
    Path,
}

impl Component {
    /// The component between `before`, which has no variables left, and `after`.
    fn between(before: &str, after: &str) -> Self {
        let is_last = after.is_empty() || after.starts_with('/');
        let authority = match before.split_once("://") {
            Some((_, authority)) => authority,
            None if before.starts_with('/') => before,
            None if after.starts_with("://") => return Self::Scheme,
            None => return Self::Origin,
        };
        match authority.chars().next_back() {
            Some('/') if authority.contains('/') => Self::PathSegment,
            _ if authority.contains('/') => Self::Path,
            Some(last) if is_last && (last.is_alphanumeric() || last == ']') => Self::Port,
            _ => Self::Authority,
        }
    }

    /// Checks `value` and encodes it for this component. The error is the reason.
    fn encode(self, value: &str, after: &str) -> Result<String, &'static str> {
        match self {
            Self::Scheme if matches!(value, "http" | "https") => Ok(value.to_owned()),
            Self::Scheme => Err("it is neither `http` nor `https`"),
            Self::Origin => {
                BaseAddress::parse(value)?;
                Ok(if after.starts_with('/') { value.trim_end_matches('/') } else { value }.to_owned())
            }
            Self::Authority if value.chars().all(is_host_char) => Ok(value.to_owned()),
            Self::Authority => Err("it contains characters that a host must not contain"),
            Self::Port => match value.strip_prefix(':') {
                Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => Ok(value.to_owned()),
                None if value.is_empty() => Ok(String::new()),
                _ => Err("only a port is allowed there, such as `:8080`"),
            },
            Self::PathSegment => encode_path(value.strip_prefix('/').unwrap_or(value)),
            Self::Path => encode_path(value),
        }
    }
}

/// Hosts in any script are allowed. A character that IDNA maps to a dot or a slash makes the whole address invalid
/// later.
fn is_host_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || "-._:[]".contains(c) } else { c.is_alphabetic() }
}

/// Characters that a path contains unencoded (RFC 3986, section 3.3), and the slash between segments.
const PATH_SET: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'/');

/// Encodes `value`, which may be several segments. Dot segments are an error: the `url` crate would resolve them.
fn encode_path(value: &str) -> Result<String, &'static str> {
    let is_dot_segment = |segment: &str| !segment.is_empty() && segment.bytes().all(|byte| byte == b'.');
    if value.split('/').any(is_dot_segment) {
        return Err("it contains the segment `.` or `..`, which would change the path");
    }
    Ok(utf8_percent_encode(value, PATH_SET).to_string())
}
