//! Reads the parts of a pattern that are longer than one character.

use std::str::Chars;

use super::Untranslatable;

pub(super) struct Reader<'a> {
    rest: Chars<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { rest: source.chars() }
    }

    pub(super) fn next(&mut self) -> Option<char> {
        self.rest.next()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    /// Reads `text` if it comes next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        match self.rest.as_str().strip_prefix(text) {
            Some(rest) => {
                self.rest = rest.chars();
                true
            }
            None => false,
        }
    }

    /// Reads up to `end` and `end` itself.
    pub(super) fn until(&mut self, end: char) -> Option<&'a str> {
        let (text, rest) = self.rest.as_str().split_once(end)?;
        self.rest = rest.chars();
        Some(text)
    }

    /// Reads `count` hexadecimal digits.
    pub(super) fn hexadecimal(&mut self, count: usize) -> Option<u32> {
        let digits = self.rest.as_str().get(..count)?;
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
        self.rest = self.rest.as_str().get(count..)?.chars();
        Some(number)
    }

    /// Reads what is between the parenthesis of a group and its content. All groups are alike, as none is referred to.
    pub(super) fn group(&mut self) -> Result<(), Untranslatable> {
        if !self.take("?") || self.take(":") {
            return Ok(());
        }
        if ["=", "!", "<=", "<!"].iter().any(|sign| self.take(sign)) {
            return Err(Untranslatable::LookAround);
        }
        if self.take("<") {
            let name = self.until('>').ok_or(Untranslatable::Invalid)?;
            let is_name = !name.is_empty() && name.chars().all(|char| char.is_alphanumeric() || "_$".contains(char));
            return if is_name { Ok(()) } else { Err(Untranslatable::Invalid) };
        }
        Err(Untranslatable::Ambiguous("it has flags or groups that not all dialects have"))
    }

    /// Reads the quantifier that begins with `first`; `None` if it is a brace that begins none.
    pub(super) fn quantifier(&mut self, first: char) -> Result<Option<String>, Untranslatable> {
        let mut quantifier = match first {
            '{' => match self.repetition()? {
                Some(repetition) => repetition,
                None => return Ok(None),
            },
            other => other.to_string(),
        };
        if self.take("?") {
            quantifier.push('?');
        }
        match self.peek() {
            Some('+') => Err(Untranslatable::Ambiguous("it has a possessive quantifier")),
            Some('*' | '?') => Err(Untranslatable::Invalid),
            _ => Ok(Some(quantifier)),
        }
    }

    /// Reads `3}`, `3,}` or `3,5}`.
    fn repetition(&mut self) -> Result<Option<String>, Untranslatable> {
        let Some((inner, _)) = self.rest.as_str().split_once('}') else { return Ok(None) };
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (least, most) = inner.split_once(',').map_or((inner, None), |(least, most)| (least, Some(most)));
        if least.is_empty() && most.is_some_and(is_number) {
            return Err(Untranslatable::Ambiguous("`{,n}` is a quantifier in some dialects only"));
        }
        if !is_number(least) || most.is_some_and(|most| !most.is_empty() && !is_number(most)) {
            return Ok(None);
        }
        let repetition = format!("{{{inner}}}");
        self.until('}');
        Ok(Some(repetition))
    }
}
