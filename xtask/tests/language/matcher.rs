//! Finds words in lines: whole ones, and those that identifiers are made of.

use crate::glossary::Scope;
use crate::lexer::{Class, Line};

/// A form of a replaced word.
#[derive(Debug)]
pub(crate) struct Term {
    /// The word, as the glossary lists it.
    pub(crate) not: String,
    pub(crate) write: String,
    /// One word after the other, each with its alternatives.
    words: Vec<Vec<String>>,
    scope: Scope,
}

impl Term {
    pub(crate) fn new(not: &str, form: &str, write: &str, scope: Scope) -> Self {
        let words = form.split(' ').map(|word| word.split('|').map(str::to_owned).collect()).collect();
        Self { not: not.to_owned(), write: write.to_owned(), words, scope }
    }

    /// Whether the term is what these words start with.
    fn starts(&self, words: &[Word]) -> bool {
        let fits_scope = words.first().is_some_and(|first| match self.scope {
            Scope::All => true,
            Scope::Identifiers => first.class == Class::Identifier,
            Scope::Prose => first.class == Class::Prose,
        });
        fits_scope
            && words.len() >= self.words.len()
            && self.words.iter().zip(words).enumerate().all(|(index, (alternatives, word))| {
                alternatives.contains(&word.text) && (index == 0 || word.continues)
            })
    }
}

/// A word in lower case.
#[derive(Debug)]
struct Word {
    text: String,
    class: Class,
    /// Whether only a space or an underscore, or nothing, is between this and the word before.
    continues: bool,
}

/// The terms in a line, each with the word that it starts with.
pub(crate) fn matches<'a>(line: &Line, terms: &'a [Term]) -> Vec<&'a Term> {
    let words = words(line);
    let starts = (0..words.len()).map(|start| &words[start..]);
    starts.flat_map(|words| terms.iter().filter(|term| term.starts(words))).collect()
}

fn words(line: &Line) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut continues = true;
    let mut is_open = false;
    for (at, (character, class)) in line.iter().enumerate() {
        if !character.is_alphabetic() {
            continues &= matches!(character, ' ' | '_' | '`' | '*');
            is_open = false;
            continue;
        }
        let is_new = !is_open || starts_hump(line, at);
        match words.last_mut() {
            Some(word) if !is_new => word.text.extend(character.to_lowercase()),
            _ => {
                words.push(Word { text: character.to_lowercase().collect(), class: *class, continues });
                continues = true;
            }
        }
        is_open = true;
    }
    words
}

/// Whether a word starts inside of an identifier: `B` in `aB`, and in `ABc`.
fn starts_hump(line: &Line, at: usize) -> bool {
    let is_upper = |at: usize| line.get(at).is_some_and(|(character, _)| character.is_uppercase());
    let is_lower = |at: usize| line.get(at).is_some_and(|(character, _)| character.is_lowercase());
    is_upper(at) && (is_lower(at - 1) || (is_upper(at - 1) && is_lower(at + 1)))
}
