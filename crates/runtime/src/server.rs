//! Addresses with variables, as a document has them.
//!
//! A value takes its place by where that is. In a path it is percent-encoded, slashes kept. In front of the path it has to be what may stand there, so
//! that no value turns `https://{customer}.example.com` into another provider's address: `evil.example/` is refused, and so is
//! `.evil.example` where only a port or a path may follow the host.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::base_address::BaseAddress;

/// A server of a document: its address, and values for the variables in it.
///
/// Generated clients make these. `Debug` shows the address as the document has it, without values: some providers have a key among them.
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

/// Why a server has no address. Repeats no value.
pub(crate) struct InvalidServer {
    /// The variable that it is about, if it is about one.
    pub(crate) variable: Option<&'static str>,
    pub(crate) reason: &'static str,
}

impl Server {
    /// A server whose address is `template`, in which `{name}` stands for a variable.
    #[must_use]
    pub const fn new(template: &'static str) -> Self {
        Self { template, values: Vec::new() }
    }

    /// Gives the variable `name` a value.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, value.into(), ValueOrigin::Caller)
    }

    /// Gives the variable `name` the value that it has unless the caller gives one.
    #[must_use]
    pub fn with_default(self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, value.into(), ValueOrigin::Document)
    }

    /// Gives each variable that the caller has left alone the value that `other` has for the one of its name.
    pub(crate) fn with_values_of(mut self, other: &Self) -> Self {
        for value in other.values.iter().filter(|value| value.origin == ValueOrigin::Caller) {
            let is_set = |own: &Value| own.name == value.name && own.origin == ValueOrigin::Caller;
            if !self.values.iter().any(is_set) {
                self = self.set(value.name, value.text.clone(), ValueOrigin::Document);
            }
        }
        self
    }

    /// Whether the address is one on a host that it does not name.
    pub(crate) fn is_relative(&self) -> bool {
        self.template.is_empty() || self.template.starts_with('/')
    }

    /// The address as the document has it, where values stand in it.
    pub(crate) fn debug_text(&self) -> Option<&'static str> {
        (!self.values.is_empty()).then_some(self.template)
    }

    /// The address, with a value in the place of each variable.
    pub(crate) fn address(&self) -> Result<String, InvalidServer> {
        let mut address = String::with_capacity(self.template.len());
        let mut rest = self.template;
        while let Some((before, after)) = rest.split_once('{') {
            let invalid = |variable, reason| InvalidServer { variable, reason };
            let (name, after) = after.split_once('}').ok_or_else(|| invalid(None, "a brace is open"))?;
            address.push_str(before);
            let value = self.values.iter().find(|value| value.name == name);
            let Value { name, text, .. } = value.ok_or_else(|| invalid(None, "one of its variables has no value"))?;
            let component = Component::between(&address, after);
            address.push_str(&component.fill(text, after).map_err(|reason| invalid(Some(name), reason))?);
            rest = after;
        }
        address.push_str(rest);
        Ok(address)
    }

    /// The address as one that requests can be sent to.
    pub(crate) fn base_address(&self) -> Result<BaseAddress, InvalidServer> {
        let address = BaseAddress::parse(&self.address()?);
        let address = address.map_err(|reason| InvalidServer { variable: None, reason })?;
        // What an empty value leaves after.
        if address.url().host_str().is_some_and(|host| host.starts_with('.') || host.contains("..")) {
            return Err(InvalidServer { variable: None, reason: "a part of its host is empty" });
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

/// Where in an address a variable stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Component {
    /// `{scheme}://…`
    Scheme,
    /// `{endpoint}/…`: scheme and host at least.
    Origin,
    /// Within the host or port.
    Authority,
    /// Where the host has ended: only a port may follow.
    Port,
    /// In the path, after a slash.
    PathSegment,
    Path,
}

impl Component {
    /// The place between `before`, in which there are no variables any more, and `after`.
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

    /// `value` as it stands at this place.
    fn fill(self, value: &str, after: &str) -> Result<String, &'static str> {
        match self {
            Self::Scheme if matches!(value, "http" | "https") => Ok(value.to_owned()),
            Self::Scheme => Err("it is neither `http` nor `https`"),
            Self::Origin => {
                BaseAddress::parse(value)?;
                Ok(if after.starts_with('/') { value.trim_end_matches('/') } else { value }.to_owned())
            }
            Self::Authority if value.chars().all(is_host_char) => Ok(value.to_owned()),
            Self::Authority => Err("it holds what a host cannot hold"),
            Self::Port => match value.strip_prefix(':') {
                Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => Ok(value.to_owned()),
                None if value.is_empty() => Ok(String::new()),
                _ => Err("only a port may stand there, as in `:8080`"),
            },
            Self::PathSegment => encode_path(value.strip_prefix('/').unwrap_or(value)),
            Self::Path => encode_path(value),
        }
    }
}

/// A host may be written in any script; what turns into a dot or slash on the way is refused with the address.
fn is_host_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || "-._:[]".contains(c) } else { c.is_alphabetic() }
}

/// What a path takes as it is (RFC 3986, section 3.3), and what parts its segments.
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

/// `value`, which may be several segments, none of them one that the `url` crate would resolve.
fn encode_path(value: &str) -> Result<String, &'static str> {
    let is_dot_segment = |segment: &str| !segment.is_empty() && segment.bytes().all(|byte| byte == b'.');
    if value.split('/').any(is_dot_segment) {
        return Err("it holds the segment `.` or `..`, which would lead elsewhere");
    }
    Ok(utf8_percent_encode(value, PATH_SET).to_string())
}
