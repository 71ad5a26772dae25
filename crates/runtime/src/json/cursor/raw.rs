//! Values that are kept as they are until it is known how to decode them.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use bytes::Bytes;
use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, MapAccess, Unexpected, Visitor};

use super::Cursor;
use crate::json::document::{DEFAULT_MAX_DEPTH, Document, Kind, ROOT};
use crate::json::error::Error;
use crate::raw_value::{PRIVATE_KEY, RAW_VALUE};

/// The name of the newtype by which [`Raw`] asks for a value.
pub(super) const RAW: &str = "$moored::raw";

/// The error of a value that is nested too deeply. It is also recorded, for the unions around it.
pub(super) fn too_deep(limit: usize) -> Error {
    CURRENT.with(|current| current.is_too_deep.set(true));
    Error::too_deep(limit)
}

/// The document that is being decoded on this thread.
///
/// Between the deserializer of a response and a union in it are the `Deserialize` implementations of structs, `Vec` and
/// `Option`, which pass on only what serde knows: numbers, texts, sequences and maps. So a union receives a number,
/// that of the entry of its value, and finds the document here. Decoding is synchronous and runs on one thread.
struct Current {
    document: RefCell<Option<Rc<Document>>>,
    /// The number of the document, which distinguishes a value of this document from one of another.
    number: Cell<u64>,
    /// The greatest number so far.
    last_number: Cell<u64>,
    /// Whether a value was too deep to be decoded since the outermost document began.
    is_too_deep: Cell<bool>,
}

thread_local! {
    static CURRENT: Current = const {
        Current {
            document: RefCell::new(None),
            number: Cell::new(0),
            last_number: Cell::new(0),
            is_too_deep: Cell::new(false),
        }
    };
}

/// Restores the previous document, also after a panic: the thread may decode another response later.
struct Restore {
    document: Option<Rc<Document>>,
    number: u64,
}

impl Drop for Restore {
    fn drop(&mut self) {
        CURRENT.with(|current| {
            current.document.replace(self.document.take());
            current.number.set(self.number);
        });
    }
}

/// Makes `document` the current one while `read` runs.
fn with_current<T>(document: &Rc<Document>, read: impl FnOnce() -> T) -> T {
    let _restore = CURRENT.with(|current| {
        let previous = current.document.replace(Some(Rc::clone(document)));
        if previous.is_none() {
            current.is_too_deep.set(false);
        }
        let number = current.last_number.get().wrapping_add(1);
        current.last_number.set(number);
        Restore { document: previous, number: current.number.replace(number) }
    });
    read()
}

/// Decodes the whole `document`.
pub(crate) fn decode_root<T: DeserializeOwned>(document: &Rc<Document>) -> Result<T, Error> {
    with_current(document, || T::deserialize(Cursor { document, at: ROOT, depth: 0 }).map_err(|error| error.at(ROOT)))
}

/// Marks the bytes by which a [`Cursor`] passes a value to [`Raw`].
const MARK: [u8; 8] = *b"$moored\0";

/// The bytes by which `value` is passed on: the mark, and the numbers of the document, the entry and the depth.
pub(super) fn token(value: Cursor<'_>) -> [u8; 32] {
    let document = CURRENT.with(|current| current.number.get());
    let mut token = [0; 32];
    let numbers = [u64::from_le_bytes(MARK), document, value.at as u64, value.depth as u64];
    for (bytes, number) in token.chunks_exact_mut(8).zip(numbers) {
        bytes.copy_from_slice(&number.to_le_bytes());
    }
    token
}

/// A value, and what it contains.
pub(crate) enum Content<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    String(Cow<'a, str>),
    Array(Vec<Raw>),
    Object(Vec<(String, Raw)>),
}

/// A value that is not decoded yet.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    document: Rc<Document>,
    at: usize,
    depth: usize,
}

impl Raw {
    /// The only value of `text`.
    pub(crate) fn read(text: impl Into<Bytes>) -> Result<Self, Error> {
        Self::read_within(text, DEFAULT_MAX_DEPTH)
    }

    /// The only value of `text`, which is decoded up to `max_depth` levels deep.
    pub(crate) fn read_within(text: impl Into<Bytes>, max_depth: usize) -> Result<Self, Error> {
        let (document, outcome) = Document::read(text.into(), max_depth);
        outcome.map(|()| Self { document: Rc::new(document), at: ROOT, depth: 0 })
    }

    /// Decodes the value as a `T`.
    pub(crate) fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let value = Cursor { document: &self.document, at: self.at, depth: self.depth };
        // Values of the current document, of which a union may decode very many, need not replace it.
        let is_current = CURRENT.with(|current| {
            current.document.borrow().as_ref().is_some_and(|current| Rc::ptr_eq(current, &self.document))
        });
        let decode = || T::deserialize(value).map_err(|error| error.at(self.at));
        let recorded = self.document.missing_count();
        let decoded = if is_current { decode() } else { with_current(&self.document, decode) };
        if decoded.is_err() {
            // It may be decoded as another type.
            self.document.take_missing(recorded);
        }
        decoded
    }

    /// The document of the value.
    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    pub(crate) fn kind(&self) -> Kind {
        self.document.kind(self.at)
    }

    /// The text of the value.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.document.bytes(self.at)
    }

    /// The text of the value, which is a number.
    pub(crate) fn number(&self) -> &str {
        self.document.number(self.at)
    }

    /// The JSON type of the value, for a message about an unexpected one.
    pub(crate) fn unexpected(&self) -> Unexpected<'static> {
        Unexpected::Other(match self.kind() {
            Kind::Null => "null",
            Kind::False | Kind::True => "boolean",
            Kind::Number => "number",
            Kind::Array => "sequence",
            Kind::Object => "map",
            _ => "string",
        })
    }

    /// The value with what it contains.
    pub(crate) fn content(&self) -> Result<Content<'_>, Error> {
        Ok(match self.kind() {
            Kind::Null => Content::Null,
            Kind::False => Content::Bool(false),
            Kind::True => Content::Bool(true),
            Kind::Number => Content::Number(self.number()),
            Kind::Array => {
                let depth = self.deeper()?;
                Content::Array(self.document.elements(self.at).map(|at| self.inner(at, depth)).collect())
            }
            Kind::Object => {
                let depth = self.deeper()?;
                let members = self.document.members(self.at);
                let member = |(name, value)| Ok((self.document.string(name)?.into_owned(), self.inner(value, depth)));
                Content::Object(members.map(member).collect::<Result<_, Error>>()?)
            }
            _ => Content::String(self.document.string(self.at)?),
        })
    }

    fn inner(&self, at: usize, depth: usize) -> Self {
        Self { document: Rc::clone(&self.document), at, depth }
    }

    fn deeper(&self) -> Result<usize, Error> {
        Cursor { document: &self.document, at: self.at, depth: self.depth }.deeper()
    }

    /// The member `name` of the object.
    pub(crate) fn member(&self, name: &str) -> Option<Self> {
        if self.kind() != Kind::Object {
            return None;
        }
        let mut members = self.document.members(self.at);
        let (_, value) = members.find(|(key, _)| self.document.string(*key).is_ok_and(|key| key == name))?;
        Some(Self { document: Rc::clone(&self.document), at: value, depth: self.depth + 1 })
    }

    /// The error of a value that was too deep to be decoded, if there was one since the outermost value began. A union
    /// must return it: for the union itself such a value only fits no variant.
    pub(crate) fn depth_error(&self) -> Option<String> {
        let is_too_deep = CURRENT.with(|current| current.is_too_deep.get());
        is_too_deep.then(|| too_deep(self.document.max_depth()).to_string())
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(RAW, RawVisitor)
    }
}

/// Receives a value from a [`Cursor`], or from a deserializer of another crate.
struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bytes<E: de::Error>(self, token: &[u8]) -> Result<Raw, E> {
        let mut numbers = token.chunks_exact(8).map(|bytes| bytes.try_into().map(u64::from_le_bytes));
        let mut next = || numbers.next().and_then(Result::ok).ok_or_else(|| E::custom("a value is missing"));
        let (mark, number, at, depth) = (next()?, next()?, next()?, next()?);
        let document = CURRENT.with(|current| {
            let is_current = mark == u64::from_le_bytes(MARK) && number == current.number.get();
            current.document.borrow().as_ref().filter(|_| is_current).map(Rc::clone)
        });
        match (document, usize::try_from(at), usize::try_from(depth)) {
            (Some(document), Ok(at), Ok(depth)) => Ok(Raw { document, at, depth }),
            _ => Err(E::custom("a value is decoded outside of its response")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_newtype_struct(RAW_VALUE, TextVisitor)
    }
}

/// Receives the text of a value from serde_json, or a decoded value from other deserializers.
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key.starts_with(PRIVATE_KEY) => {
                Raw::read(map.next_value::<String>()?).map_err(de::Error::custom)
            }
            _ => Err(de::Error::custom("a value can be kept only if it is decoded from JSON")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, buffered: D) -> Result<Raw, D::Error> {
        let value = serde_json::Value::deserialize(buffered)?;
        Raw::read(value.to_string()).map_err(de::Error::custom)
    }
}
