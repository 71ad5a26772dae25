//! JSON pointers (RFC 6901): the path from the root of a document to one of its nodes.

use std::fmt;

use serde_json::Value;

/// A JSON pointer: the keys and indexes from the root of a document to one of its nodes.
///
/// ```
/// use moored_document::pointer::Pointer;
///
/// let get = Pointer::root().join("paths").join("/pets").join("get");
/// assert_eq!(get.to_string(), "/paths/~1pets/get");
/// assert_eq!(Pointer::parse("/paths/~1pets/get"), get);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(Vec<String>);

impl Pointer {
    /// The whole document.
    #[must_use]
    pub const fn root() -> Self {
        Self(Vec::new())
    }

    /// Reads the string form. After a leading `#` it is a fragment of a URI, in which `%` starts an escape.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (text, fragment) = match text.strip_prefix('#') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let unescape = |token: &str| {
            let token = if fragment { decode_percent(token) } else { token.to_owned() };
            token.replace("~1", "/").replace("~0", "~")
        };
        match text.strip_prefix('/') {
            Some(rest) => Self(rest.split('/').map(unescape).collect()),
            None => Self::root(),
        }
    }

    /// The node below this one that `key` (or the index in decimal) names.
    #[must_use]
    pub fn join(&self, key: impl fmt::Display) -> Self {
        let mut keys = Vec::with_capacity(self.0.len() + 1);
        keys.extend_from_slice(&self.0);
        keys.push(key.to_string());
        Self(keys)
    }

    /// Changes this pointer to that of the node below it that `key` names.
    pub(crate) fn push(&mut self, key: impl Into<String>) {
        self.0.push(key.into());
    }

    /// The node that contains this one; `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, parents) = self.0.split_last()?;
        Some(Self(parents.to_vec()))
    }

    /// The keys from the root to the node.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        &self.0
    }

    /// The last key; `None` for the root.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// The keys after `prefix`, if this pointer is at or below it.
    #[must_use]
    pub fn strip_prefix(&self, prefix: &Self) -> Option<&[String]> {
        self.0.strip_prefix(prefix.0.as_slice())
    }

    /// This pointer, followed by `tail`.
    #[must_use]
    pub fn extend(&self, tail: &[String]) -> Self {
        Self(self.0.iter().chain(tail).cloned().collect())
    }

    /// The text of a `$ref` to the node: a fragment of a URI, in which `%` is escaped.
    #[must_use]
    pub fn to_reference(&self) -> String {
        format!("#{self}").replace('%', "%25")
    }

    /// The node in `value`, if there is one.
    #[must_use]
    pub fn get<'a>(&self, value: &'a Value) -> Option<&'a Value> {
        self.0.iter().try_fold(value, |node, key| match node {
            Value::Object(members) => members.get(key),
            Value::Array(items) => items.get(key.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The node in `value` for changing it, if there is one.
    #[must_use]
    pub fn get_mut<'a>(&self, value: &'a mut Value) -> Option<&'a mut Value> {
        self.0.iter().try_fold(value, |node, key| match node {
            Value::Object(members) => members.get_mut(key),
            Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
            _ => None,
        })
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for key in &self.0 {
            f.write_str("/")?;
            match key.contains(['~', '/']) {
                true => f.write_str(&key.replace('~', "~0").replace('/', "~1"))?,
                false => f.write_str(key)?,
            }
        }
        Ok(())
    }
}

/// Percent-decodes a token of a fragment; what is not an escape stays as it is.
fn decode_percent(token: &str) -> String {
    let mut bytes = Vec::with_capacity(token.len());
    let mut rest = token.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = (first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| token.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_and_written() {
        let pointer = Pointer::root().join("a/b").join("c~d").join("{id}");
        assert_eq!(pointer.to_string(), "/a~1b/c~0d/{id}");
        assert_eq!(Pointer::parse("#/a~1b/c~0d/%7Bid%7D"), pointer);
        assert_eq!(Pointer::root().join("a%b").to_reference(), "#/a%25b");
        assert_eq!(Pointer::parse(&pointer.to_string()), pointer);
    }

    #[test]
    fn a_node_is_found_through_objects_and_arrays() {
        let value = serde_json::json!({"a": [{"b": 1}]});
        assert_eq!(Pointer::parse("/a/0/b").get(&value), Some(&1.into()));
        assert_eq!(Pointer::parse("/a/1").get(&value), None);
        assert_eq!(Pointer::parse("/a/x").get(&value), None);
    }
}
