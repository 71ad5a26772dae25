//! Reads the positions of a JSON text.
//!
//! The reader of YAML reads JSON as well, but takes ten times as long, and stops at tabs and at some escapes.

use super::{Position, Reading, Within};
use crate::limits::MAX_STRING_BYTES;

/// What may come next.
#[derive(Clone, Copy)]
enum Expected {
    /// A value; `]` as well after `[`.
    Value,
    /// A key; `}` as well after `{`.
    Key,
    /// What follows a value.
    Separator,
}

/// The collection that the reader is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Collection {
    Object,
    Array,
}

/// Reads `text` up to its end or to the first fault; `None` if it is no JSON object. Scalars other than keys are not
/// validated: the parser of values does that.
pub(super) fn read(text: &str) -> Option<Reading> {
    let mut cursor = Cursor { text, offset: 0, position: Position::START };
    let mut reading = Reading::default();
    let mut open: Vec<Collection> = Vec::new();
    let mut expected = Expected::Value;
    // A collection that has just begun may end without an item.
    let mut is_new = false;
    while let Some(next) = cursor.next()? {
        let position = cursor.position;
        match (expected, next) {
            (Expected::Value, b'{') => {
                cursor.skip();
                reading.open(0, Within::Members(Vec::new()), position);
                open.push(Collection::Object);
                (expected, is_new) = (Expected::Key, true);
            }
            // The root has to be an object.
            (Expected::Value, _) if open.is_empty() => return None,
            (Expected::Value, b'[') => {
                cursor.skip();
                reading.open(0, Within::Items(Vec::new()), position);
                open.push(Collection::Array);
                (expected, is_new) = (Expected::Value, true);
            }
            (Expected::Value, b']') | (Expected::Key, b'}') if is_new => {
                (expected, is_new) = (Expected::Separator, false)
            }
            (Expected::Value, _) => {
                let scalar = if next == b'"' { cursor.string()? } else { cursor.word()? };
                // The limit is one of the decoded string, which is never longer than its escapes.
                let decoded = (scalar.len() > MAX_STRING_BYTES).then(|| decoded(scalar)).flatten();
                reading.scalar(decoded.as_deref().unwrap_or(scalar), 0, position);
                (expected, is_new) = (Expected::Separator, false);
            }
            (Expected::Key, b'"') => {
                let key = cursor.string()?;
                match key.contains('\\') {
                    true => reading.scalar(&decoded(key)?, 0, position),
                    false => reading.scalar(key, 0, position),
                }
                if cursor.next()? != Some(b':') {
                    return None;
                }
                cursor.skip();
                (expected, is_new) = (Expected::Value, false);
            }
            (Expected::Separator, b',') => {
                cursor.skip();
                expected = match open.last()? {
                    Collection::Object => Expected::Key,
                    Collection::Array => Expected::Value,
                };
            }
            (Expected::Separator, b'}' | b']') => {
                let ended = if next == b'}' { Collection::Object } else { Collection::Array };
                if open.pop()? != ended {
                    return None;
                }
                cursor.skip();
                reading.close();
            }
            _ => return None,
        }
        if reading.fault.is_some() {
            break;
        }
    }
    if reading.fault.is_none() && !(open.is_empty() && matches!(expected, Expected::Separator)) {
        return None;
    }
    reading.close_all();
    Some(reading)
}

/// A string with escapes, without its quotes, as the parser of values decodes it.
fn decoded(string: &str) -> Option<String> {
    serde_json::from_str(&format!("\"{string}\"")).ok()
}

/// Where the reader is.
struct Cursor<'a> {
    text: &'a str,
    offset: usize,
    position: Position,
}

impl<'a> Cursor<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    /// Moves by one byte, which is a character of its own.
    fn skip(&mut self) {
        self.offset += 1;
        self.position.column += 1;
    }

    /// The next byte that is no space; `Some(None)` at the end. `None` for a line that ends as only YAML allows.
    #[expect(clippy::option_option, reason = "the outer one ends the reading by `?`")]
    fn next(&mut self) -> Option<Option<u8>> {
        loop {
            match self.byte() {
                Some(b' ' | b'\t') => self.skip(),
                Some(b'\n') => {
                    self.offset += 1;
                    self.position = Position { line: self.position.line + 1, column: 1 };
                }
                Some(b'\r') if self.text.as_bytes().get(self.offset + 1) == Some(&b'\n') => self.offset += 1,
                Some(b'\r') => return None,
                other => return Some(other),
            }
        }
    }

    /// Reads a string, and returns what is between its quotes.
    fn string(&mut self) -> Option<&'a str> {
        self.skip();
        let start = self.offset;
        loop {
            match self.byte()? {
                b'"' => {
                    let content = self.text.get(start..self.offset)?;
                    self.skip();
                    return Some(content);
                }
                // The character after it is no end of the string.
                b'\\' => {
                    self.skip();
                    self.byte().filter(u8::is_ascii)?;
                    self.skip();
                }
                // A control character, which JSON does not allow.
                0..0x20 => return None,
                byte => {
                    self.offset += 1;
                    // Columns are counted in characters: the other bytes of one do not count.
                    self.position.column += usize::from(byte & 0xc0 != 0x80);
                }
            }
        }
    }

    /// Reads a number, `true`, `false` or `null`.
    fn word(&mut self) -> Option<&'a str> {
        let start = self.offset;
        while self.byte().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) {
            self.skip();
        }
        self.text.get(start..self.offset).filter(|word| !word.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{pointer::Pointer, positions::yaml};

    #[test]
    fn positions_are_those_of_the_reader_of_yaml() {
        let text = "{ \"a\": {\r\n \"b\": [1, {\"é\\u0061\": -1e3}, [], {}],\n  \"ü\\\"\" : \"ö\\\\\",\"c\":null} }\n";
        let (json, yaml) = (read(text).expect("JSON").positions, yaml::read(text).positions);
        for pointer in ["", "/a", "/a/b", "/a/b/0", "/a/b/1", "/a/b/1/éa", "/a/b/2", "/a/b/3", "/a/ü\"", "/a/c"] {
            let pointer = Pointer::parse(pointer);
            assert_eq!(json.position(&pointer), yaml.position(&pointer), "{pointer}");
        }
        let position = json.position(&Pointer::parse("/a/c"));
        assert_eq!((position.line, position.column), (3, 17));
    }

    #[test]
    fn what_is_no_json_object_is_left_to_the_reader_of_yaml() {
        for text in [
            "",
            "[]",
            "1",
            "{",
            "{a: 1}",
            "{\"a\": 1,}",
            "{\"a\": [1,]}",
            "{\"a\" 1}",
            "{\"a\": }",
            "{\"a\": [1}]",
            "{}{}",
            "{\"a\": x y}",
            "{\"a\": \"\n\"}",
            "{,}",
            "{\"a\": 1 # c\n}",
            "{\"\\ud800\": 1}",
            "{\"a\\é\": 1}",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
        for text in ["{}", " {\"a\": []}\n", "{\"a\":\t\"\\ud800\"}"] {
            assert!(read(text).is_some(), "{text}");
        }
    }

    #[test]
    fn a_key_twice_is_found() {
        let reading = read("{\"a\": 1, \"b\": {\"c\": 1, \"\\u0063\": 2}}").expect("JSON");
        let found: Vec<_> = reading.duplicates.iter().map(|one| (one.pointer.to_string(), one.second.column)).collect();
        assert_eq!(found, [("/b/c".to_owned(), 24)]);
    }
}
