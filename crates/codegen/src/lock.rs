//! `inputs.lock` of a generated crate: digests of the files that the generator read and wrote.
//!
//! ```toml
//! # Written by `cargo xtask codegen`. SHA-256 of what the generator read and of what it wrote.
//! version = 1
//! [inputs]
//! "specs/sendcloud/moored.toml" = "9f86d081…"
//! [outputs]
//! "src/lib.rs" = "2c26b46b…"
//! [self]
//! digest = "fcde2b2e…"
//! ```
//!
//! The lock has three readers:
//! - the compile-time gate (`build.rs`), which has no TOML parser and therefore reads it line by line;
//! - `cargo xtask codegen --check`, which distinguishes an output that was edited by hand from an outdated one;
//! - `cargo xtask codegen --out`, which replaces only a folder that codegen itself wrote.
//!
//! The parser accepts exactly the text that the writer produces: any other text was not written by codegen.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use moored_document::digest::digest;

use crate::files::Files;

/// The lock's name in a generated crate.
pub const FILE_NAME: &str = "inputs.lock";

const HEADER: &str = "# Written by `cargo xtask codegen`. SHA-256 of what the generator read and of what it wrote.\n";
const VERSION: &str = "version = 1\n";
const INPUTS: &str = "[inputs]\n";
const OUTPUTS: &str = "[outputs]\n";
const SELF: &str = "[self]\n";

/// Digests of the inputs and outputs of one run, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Digests by the path that findings show (`specs/sendcloud/moored.toml`).
    pub inputs: BTreeMap<String, String>,
    /// Digests by the path in the crate (`src/lib.rs`). The lock itself is not included.
    pub outputs: BTreeMap<String, String>,
}

/// Why a text is not a lock that codegen wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// A line does not have the format of the writer.
    #[error("line {line} was not written by codegen")]
    Unreadable {
        /// The line number, counted from 1.
        line: usize,
    },
    /// Every line has the right format, but their digest differs from the one in `[self]`.
    #[error("edited by hand: its digest does not match")]
    Edited,
}

impl Lock {
    /// The lock of a run that read `inputs` (path to text) and wrote `outputs`.
    #[must_use]
    pub fn new(inputs: &BTreeMap<String, String>, outputs: &Files) -> Self {
        Self {
            inputs: inputs.iter().map(|(path, text)| (path.clone(), digest(text))).collect(),
            outputs: outputs
                .iter()
                .filter(|(path, _)| path.as_str() != FILE_NAME)
                .map(|(path, text)| (path.as_str().to_owned(), digest(text)))
                .collect(),
        }
    }

    /// The lock's text.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = [HEADER, VERSION, INPUTS].concat();
        push_entries(&mut text, &self.inputs);
        text.push_str(OUTPUTS);
        push_entries(&mut text, &self.outputs);
        let own = digest(&text);
        text.push_str(SELF);
        push_entry(&mut text, "digest", &own);
        text
    }

    /// Parses a lock that [`Lock::render`] wrote.
    ///
    /// # Errors
    /// [`LockError`] for any other text.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let mut lines = Lines { rest: text, number: 0 };
        lines.take(HEADER)?;
        lines.take(VERSION)?;
        lines.take(INPUTS)?;
        let inputs = lines.entries()?;
        lines.take(OUTPUTS)?;
        let outputs = lines.entries()?;
        let above = text.len() - lines.rest.len();
        lines.take(SELF)?;
        let line = lines.next().ok_or_else(|| lines.unreadable())?;
        let own = line.strip_prefix("digest = ").and_then(quoted_digest).ok_or_else(|| lines.unreadable())?;
        if lines.next().is_some() {
            return Err(lines.unreadable());
        }
        if text.get(..above).map(digest).as_deref() != Some(own) {
            return Err(LockError::Edited);
        }
        Ok(Self { inputs, outputs })
    }
}

fn push_entries(text: &mut String, entries: &BTreeMap<String, String>) {
    for (path, hex) in entries {
        push_entry(text, &format!("\"{}\"", escape(path)), hex);
    }
}

fn push_entry(text: &mut String, key: &str, hex: &str) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "{key} = \"{hex}\"");
}

/// Escapes a path for a TOML basic string: file names under `specs/` may contain any character.
fn escape(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for character in path.chars() {
        match character {
            '"' | '\\' => escaped.extend(['\\', character]),
            control if control.is_control() => {
                let _ = write!(escaped, "\\u{:04X}", u32::from(control));
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// Reverses [`escape`]; returns `None` for text that it never writes.
fn unescape(escaped: &str) -> Option<String> {
    let mut path = String::with_capacity(escaped.len());
    let mut rest = escaped.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => match rest.next()? {
                plain @ ('"' | '\\') => path.push(plain),
                'u' => {
                    let digits = rest.as_str().get(..4)?;
                    path.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                    rest = rest.as_str().get(4..)?.chars();
                }
                _ => return None,
            },
            '"' => return None,
            other => path.push(other),
        }
    }
    Some(path)
}

fn quoted_digest(quoted: &str) -> Option<&str> {
    let hex = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    (hex.len() == 64 && hex.bytes().all(digit)).then_some(hex)
}

struct Lines<'a> {
    rest: &'a str,
    number: usize,
}

impl<'a> Lines<'a> {
    /// Returns the next line without its `\n`. The writer ends every line with `\n`, so a last line without it is not
    /// consumed.
    fn next(&mut self) -> Option<&'a str> {
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

    fn unreadable(&self) -> LockError {
        LockError::Unreadable { line: self.number }
    }

    fn take(&mut self, line: &str) -> Result<(), LockError> {
        self.number += 1;
        self.rest = self.rest.strip_prefix(line).ok_or_else(|| self.unreadable())?;
        Ok(())
    }

    /// Parses every line up to the next `[section]`. The lines must be in the writer's order and without duplicates.
    fn entries(&mut self) -> Result<BTreeMap<String, String>, LockError> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::RelPath;

    fn lock() -> Lock {
        let inputs = [("specs/a/moored.toml", ""), ("specs/a/odd \"name\" = \\ \u{1}\n.yaml", "x")];
        let inputs = inputs.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let outputs =
            ["src/lib.rs", "Cargo.toml", FILE_NAME].map(|path| (RelPath::new(path).unwrap(), path.to_owned()));
        Lock::new(&inputs.into(), &outputs.into())
    }

    #[test]
    fn reads_what_it_writes() {
        assert_eq!(Lock::parse(&lock().render()), Ok(lock()));
        assert_eq!(Lock::parse(&Lock::default().render()), Ok(Lock::default()));
    }

    #[test]
    fn does_not_record_itself() {
        assert!(!lock().outputs.contains_key(FILE_NAME));
        assert_eq!(lock().inputs["specs/a/moored.toml"], digest(""));
        assert_eq!(digest(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn is_toml() {
        let table: toml::Table = lock().render().parse().unwrap();
        let inputs = table["inputs"].as_table().unwrap();
        assert!(inputs.keys().eq(lock().inputs.keys()), "{inputs:?}");
    }

    #[test]
    fn any_change_of_any_byte_is_seen() {
        let text = lock().render();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            if let Ok(changed) = String::from_utf8(bytes) {
                assert!(Lock::parse(&changed).is_err(), "byte {at}:\n{changed}");
            }
            assert!(Lock::parse(&text[..at]).is_err(), "cut at byte {at}");
        }
        assert!(Lock::parse(&format!("{text}\n")).is_err());
    }

    #[test]
    fn distinguishes_an_edited_digest_from_a_text_that_is_no_lock() {
        let text = lock().render();
        let other = digest("other");
        let edited = text.replacen(&digest(""), &other, 1);
        assert_eq!(Lock::parse(&edited), Err(LockError::Edited));
        let conflict = text.replacen("[outputs]", "<<<<<<< HEAD\n[outputs]", 1);
        assert_eq!(Lock::parse(&conflict), Err(LockError::Unreadable { line: 6 }));
    }
}
