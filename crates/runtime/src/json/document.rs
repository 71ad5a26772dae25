//! A scanned JSON text.

mod missing;
mod scanner;

use std::borrow::Cow;

use bytes::Bytes;

use super::error::Error;
pub(crate) use missing::Missing;
use missing::MissingMembers;
use scanner::Scanner;

/// How deep the values that a type is decoded from may be nested: the limit of serde_json. Decoding is recursive, and
/// the stack of a thread is limited.
pub(crate) const DEFAULT_MAX_DEPTH: usize = 128;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    False,
    True,
    Number,
    /// A string without escapes.
    String,
    /// A string with escapes.
    EscapedString,
    Array,
    Object,
    /// The name of a member. The entry after it is the value.
    Key,
    EscapedKey,
    /// The name of a member that a later member of the same name replaces.
    ReplacedKey,
}

/// A value, or the name of a member. 32 bits for each number keep the list small: texts above 4 GiB are rejected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// The first byte.
    pub(super) start: u32,
    /// Behind the last byte.
    pub(super) end: u32,
    /// The entry behind this one and all that it contains.
    pub(super) next: u32,
}

/// A JSON text and the entries of its values, in their order in the text. The first entry is the whole value.
#[derive(Debug)]
pub(crate) struct Document {
    text: Bytes,
    pub(super) entries: Vec<Entry>,
    max_depth: usize,
    missing: MissingMembers,
}

/// The entry of the whole value.
pub(crate) const ROOT: usize = 0;

impl Document {
    /// Scans `text`, which may begin with a byte order mark. An empty text is `null`. The document of a text that is
    /// not JSON has the entries before the error.
    pub(crate) fn read(text: Bytes, max_depth: usize) -> (Self, Result<(), Error>) {
        let text = match text.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) => text.slice_ref(rest),
            None => text,
        };
        let mut scanner = Scanner::new(&text);
        let outcome = scanner.run();
        (Self { entries: scanner.into_entries(), text, max_depth, missing: MissingMembers::default() }, outcome)
    }

    /// How deep the values that are decoded may be nested.
    pub(crate) fn max_depth(&self) -> usize {
        self.max_depth
    }

    /// The text without its byte order mark.
    pub(crate) fn text(&self) -> &[u8] {
        &self.text
    }

    pub(super) fn entry(&self, at: usize) -> Entry {
        self.entries.get(at).copied().unwrap_or(Entry { kind: Kind::Null, start: 0, end: 0, next: 0 })
    }

    pub(crate) fn kind(&self, at: usize) -> Kind {
        self.entry(at).kind
    }

    /// The text of the value `at`.
    pub(crate) fn bytes(&self, at: usize) -> &[u8] {
        let entry = self.entry(at);
        self.text.get(entry.start as usize..entry.end as usize).unwrap_or_default()
    }

    /// The text of the value `at`, which is a number: digits, signs, a point and an `e`.
    pub(crate) fn number(&self, at: usize) -> &str {
        str::from_utf8(self.bytes(at)).unwrap_or_default()
    }

    /// The content of the string or name `at`.
    pub(crate) fn string(&self, at: usize) -> Result<Cow<'_, str>, Error> {
        let quoted = self.bytes(at);
        let content = match self.kind(at) {
            // serde_json replaces the escapes. The scanner has checked them, so only surrogates and bytes can be wrong.
            Kind::EscapedString | Kind::EscapedKey => serde_json::from_slice(quoted).map(Cow::Owned).map_err(|_| {
                Error::of_text(match str::from_utf8(quoted) {
                    Ok(_) => "lone leading surrogate in hex escape",
                    Err(_) => "a string is not UTF-8 text",
                })
            }),
            _ => str::from_utf8(quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default())
                .map(Cow::Borrowed)
                .map_err(|_| Error::of_text("a string is not UTF-8 text")),
        };
        content.map_err(|error| error.at(at))
    }

    /// The elements of the array `at`.
    pub(crate) fn elements(&self, at: usize) -> Elements<'_> {
        Elements { document: self, next: at.saturating_add(1), end: self.entry(at).next as usize }
    }

    /// The members of the object `at`, as the entry of the name and that of the value. Only the last of those with the
    /// same name is one of them.
    pub(crate) fn members(&self, at: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.all_members(at).filter(|(key, _)| self.kind(*key) != Kind::ReplacedKey)
    }

    /// The members of the object `at`, including those that are replaced by a later one.
    pub(super) fn all_members(&self, at: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let mut entries = self.elements(at);
        std::iter::from_fn(move || Some((entries.next()?, entries.next()?)))
    }
}

/// The entries of the elements of an array.
#[derive(Clone, Debug)]
pub(crate) struct Elements<'a> {
    document: &'a Document,
    next: usize,
    end: usize,
}

impl Iterator for Elements<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = self.next;
        if at >= self.end {
            return None;
        }
        // Never back, which would be a loop without an end.
        self.next = (self.document.entry(at).next as usize).max(at.saturating_add(1));
        Some(at)
    }
}
