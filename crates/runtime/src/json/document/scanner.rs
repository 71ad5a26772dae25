//! Scanning a JSON text (RFC 8259) into entries. It is a loop, so a text may be nested as deeply as memory allows.

mod duplicates;
mod tokens;

use super::{Entry, Kind};
use crate::json::error::{Error, Syntax};

/// The state of scanning a text.
pub(super) struct Scanner<'a> {
    text: &'a [u8],
    /// The next byte.
    position: usize,
    entries: Vec<Entry>,
    /// The arrays and objects that have begun and not ended.
    open: Vec<usize>,
    /// Whether a value has begun that has no entry yet.
    in_value: bool,
}

/// What follows a value.
enum After {
    /// Another value of the array or object around it.
    Value,
    /// The end of the whole value.
    End,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a [u8]) -> Self {
        // Typical texts have a value or a name for every ten bytes.
        Self { text, position: 0, entries: Vec::with_capacity(text.len() / 10), open: Vec::new(), in_value: false }
    }

    /// Scans the whole text.
    pub(super) fn run(&mut self) -> Result<(), Error> {
        if u32::try_from(self.text.len()).is_err() {
            return Err(Error::of_text("it has more than 4 GiB"));
        }
        self.scan().map_err(|syntax| {
            let entry = self.abandon();
            Error::syntax(syntax, self.position, entry)
        })
    }

    pub(super) fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    fn scan(&mut self) -> Result<(), Syntax> {
        self.skip_whitespace();
        if self.peek().is_none() {
            // Whether nothing is decoded like `null` depends on the type.
            self.push(Kind::Null, self.position);
            return Ok(());
        }
        loop {
            if self.begin_value()? {
                continue;
            }
            match self.after_value()? {
                After::Value => {}
                After::End => break,
            }
        }
        self.skip_whitespace();
        if self.peek().is_some() { Err(Syntax::TrailingCharacters) } else { Ok(()) }
    }

    /// Scans a value, or the beginning of an array or object up to its first value. Returns `true` if a value follows.
    fn begin_value(&mut self) -> Result<bool, Syntax> {
        self.skip_whitespace();
        let start = self.position;
        self.in_value = self.peek().is_some();
        match self.peek() {
            Some(b'{') => {
                self.begin(Kind::Object);
                if self.skip_if(b'}') {
                    self.end();
                    return Ok(false);
                }
                self.name()?;
                return Ok(true);
            }
            Some(b'[') => {
                self.begin(Kind::Array);
                if self.skip_if(b']') {
                    self.end();
                    return Ok(false);
                }
                return Ok(true);
            }
            Some(b'"') => {
                let kind = if self.string()? { Kind::EscapedString } else { Kind::String };
                self.push(kind, start);
            }
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
                self.push(Kind::Number, start);
            }
            Some(b't') => self.literal(b"true", Kind::True)?,
            Some(b'f') => self.literal(b"false", Kind::False)?,
            Some(b'n') => self.literal(b"null", Kind::Null)?,
            Some(_) => return Err(Syntax::ExpectedValue),
            None => return Err(Syntax::UnexpectedEnd),
        }
        self.in_value = false;
        Ok(false)
    }

    /// Scans what follows a value, up to the next value.
    fn after_value(&mut self) -> Result<After, Syntax> {
        while let Some(container) = self.open.last().copied() {
            let is_object = self.entries.get(container).is_some_and(|entry| entry.kind == Kind::Object);
            let close = if is_object { b'}' } else { b']' };
            if self.skip_if(close) {
                self.end();
            } else if self.skip_if(b',') {
                self.skip_whitespace();
                if self.peek() == Some(close) {
                    return Err(Syntax::TrailingComma);
                }
                if is_object {
                    self.name()?;
                }
                return Ok(After::Value);
            } else {
                return Err(match self.peek() {
                    None => Syntax::UnexpectedEnd,
                    Some(_) if is_object => Syntax::ExpectedCommaOrBrace,
                    Some(_) => Syntax::ExpectedCommaOrBracket,
                });
            }
        }
        Ok(After::End)
    }

    /// Scans the name of a member and the colon behind it.
    fn name(&mut self) -> Result<(), Syntax> {
        self.skip_whitespace();
        match self.peek() {
            Some(b'"') => {}
            Some(_) => return Err(Syntax::ExpectedName),
            None => return Err(Syntax::UnexpectedEnd),
        }
        let start = self.position;
        let kind = if self.string()? { Kind::EscapedKey } else { Kind::Key };
        self.push(kind, start);
        if self.skip_if(b':') {
            return Ok(());
        }
        Err(if self.peek().is_some() { Syntax::ExpectedColon } else { Syntax::UnexpectedEnd })
    }

    /// Adds an entry without content.
    fn push(&mut self, kind: Kind, start: usize) {
        let next = self.entries.len().saturating_add(1);
        self.entries.push(Entry { kind, start: narrow(start), end: narrow(self.position), next: narrow(next) });
    }

    fn begin(&mut self, kind: Kind) {
        self.open.push(self.entries.len());
        self.push(kind, self.position);
        self.in_value = false;
        self.position += 1;
    }

    /// Ends the innermost array or object.
    fn end(&mut self) {
        let Some(container) = self.open.pop() else { return };
        let (end, next) = (narrow(self.position), narrow(self.entries.len()));
        if let Some(entry) = self.entries.get_mut(container) {
            (entry.end, entry.next) = (end, next);
            if entry.kind == Kind::Object {
                duplicates::mark(&mut self.entries, self.text, container);
            }
        }
    }

    /// Ends everything after an error. Returns the entry of its path: that of the value that is missing or broken,
    /// which is added, or else that of the array or object around it.
    fn abandon(&mut self) -> usize {
        let innermost = self.open.last().copied().unwrap_or_default();
        let lacks_value = self.entries.last().is_some_and(|entry| matches!(entry.kind, Kind::Key | Kind::EscapedKey));
        let is_inside = lacks_value || self.in_value && !self.open.is_empty();
        let entry = if is_inside { self.entries.len() } else { innermost };
        if is_inside || self.entries.is_empty() {
            self.push(Kind::Null, self.position);
        }
        let next = narrow(self.entries.len());
        for container in std::mem::take(&mut self.open) {
            if let Some(entry) = self.entries.get_mut(container) {
                (entry.end, entry.next) = (narrow(self.position), next);
            }
        }
        entry
    }
}

/// A position or a number of entries, neither of which is larger than the text; [`Scanner::run`] checks its size.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
