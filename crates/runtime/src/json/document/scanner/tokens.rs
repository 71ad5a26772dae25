//! Whitespace, strings, numbers and literals.

use super::{Scanner, Syntax};
use crate::json::document::Kind;

impl Scanner<'_> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.get(self.position).copied()
    }

    pub(super) fn skip_whitespace(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.position += 1;
        }
    }

    /// Skips whitespace and `byte`; `false` if something else follows.
    pub(super) fn skip_if(&mut self, byte: u8) -> bool {
        self.skip_whitespace();
        let follows = self.peek() == Some(byte);
        self.position += usize::from(follows);
        follows
    }

    pub(super) fn literal(&mut self, literal: &'static [u8], kind: Kind) -> Result<(), Syntax> {
        let start = self.position;
        let rest = self.text.get(start..).unwrap_or_default();
        if !rest.starts_with(literal) {
            return Err(if literal.starts_with(rest) { Syntax::UnexpectedEnd } else { Syntax::ExpectedValue });
        }
        self.position += literal.len();
        self.push(kind, start);
        Ok(())
    }

    /// Skips a string. Returns whether it has escapes. Whether its content is UTF-8, and its surrogates are paired, is
    /// checked when it is read: what nobody reads is no reason to reject a response.
    pub(super) fn string(&mut self) -> Result<bool, Syntax> {
        self.position += 1;
        let mut has_escapes = false;
        loop {
            let rest = self.text.get(self.position..).unwrap_or_default();
            let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
            self.position += plain.unwrap_or(rest.len());
            match self.peek() {
                Some(b'"') => {
                    self.position += 1;
                    return Ok(has_escapes);
                }
                Some(b'\\') => {
                    has_escapes = true;
                    self.escape()?;
                }
                Some(_) => return Err(Syntax::ControlCharacter),
                None => return Err(Syntax::UnexpectedEnd),
            }
        }
    }

    fn escape(&mut self) -> Result<(), Syntax> {
        let digits = match self.text.get(self.position + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 0,
            Some(b'u') => 4,
            Some(_) => return Err(Syntax::InvalidEscape),
            None => {
                self.position = self.text.len();
                return Err(Syntax::UnexpectedEnd);
            }
        };
        self.position += 2;
        for _ in 0..digits {
            match self.peek() {
                Some(digit) if digit.is_ascii_hexdigit() => self.position += 1,
                Some(_) => return Err(Syntax::InvalidEscape),
                None => return Err(Syntax::UnexpectedEnd),
            }
        }
        Ok(())
    }

    pub(super) fn number(&mut self) -> Result<(), Syntax> {
        if self.peek() == Some(b'-') {
            self.position += 1;
        }
        let starts_with_zero = self.peek() == Some(b'0');
        let integer_digits = self.digits()?;
        if starts_with_zero && integer_digits > 1 {
            return Err(Syntax::InvalidNumber);
        }
        if self.peek() == Some(b'.') {
            self.position += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.position += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.position += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    /// Skips at least one digit. Returns how many there are.
    fn digits(&mut self) -> Result<usize, Syntax> {
        let start = self.position;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.position += 1;
        }
        match (self.position - start, self.peek()) {
            (0, None) => Err(Syntax::UnexpectedEnd),
            (0, Some(_)) => Err(Syntax::InvalidNumber),
            (count, _) => Ok(count),
        }
    }
}
