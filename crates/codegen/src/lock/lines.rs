//! Reads exactly what the writer of a lock writes.

use std::collections::BTreeMap;

use super::LockError;
use super::escape::unescape;

/// The lines of a text that may be a lock.
pub(super) struct Lines<'a> {
    rest: &'a str,
    number: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { rest: text, number: 0 }
    }

    /// What follows the lines that were read.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Returns the next line without its `\n`. The writer ends every line with `\n`, so a last line without it is not
    /// consumed.
    pub(super) fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest;
        self.number += 1;
        match rest.split_once('\n') {
            Some((line, after)) => {
                self.rest = after;
                Some(line)
            }
            None => (!rest.is_empty()).then_some(rest),
        }
    }

    /// The value of `key` if the next line has it.
    pub(super) fn value(&mut self, key: &str) -> Option<String> {
        let line = self.rest.strip_prefix(key)?.strip_prefix(" = \"")?;
        let (value, rest) = line.split_once("\"\n")?;
        self.rest = rest;
        self.number += 1;
        unescape(value)
    }

    pub(super) fn unreadable(&self) -> LockError {
        LockError::Unreadable { line: self.number }
    }

    pub(super) fn take(&mut self, line: &str) -> Result<(), LockError> {
        self.number += 1;
        self.rest = self.rest.strip_prefix(line).ok_or_else(|| self.unreadable())?;
        Ok(())
    }

    /// Parses every line up to the next `[section]`. The lines must be in the writer's order and without duplicates.
    pub(super) fn entries(&mut self) -> Result<BTreeMap<String, String>, LockError> {
        let mut entries = BTreeMap::new();
        while self.rest.starts_with('"') {
            let line = self.next().unwrap_or_default();
            let (path, hex) = entry(line).ok_or_else(|| self.unreadable())?;
            if entries.last_key_value().is_some_and(|(last, _)| *last >= path) {
                return Err(self.unreadable());
            }
            entries.insert(path, hex);
        }
        Ok(entries)
    }
}

fn entry(line: &str) -> Option<(String, String)> {
    let (key, value) = line.rsplit_once(" = ")?;
    let path = unescape(key.strip_prefix('"')?.strip_suffix('"')?)?;
    Some((path, quoted_digest(value)?.to_owned()))
}

pub(super) fn quoted_digest(quoted: &str) -> Option<&str> {
    let hex = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    (hex.len() == 64 && hex.bytes().all(digit)).then_some(hex)
}
