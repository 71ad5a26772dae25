//! Classes of characters, in brackets.

use super::{
    Untranslatable,
    escape::{Escape, escape, literal},
    reader::Reader,
};

/// A member of a class.
enum Member {
    Character(char),
    /// Several characters, as they are written in a class of the crate `regex`.
    Several(String),
}

/// Reads a class behind its `[`.
pub(super) fn class(reader: &mut Reader<'_>) -> Result<String, Untranslatable> {
    let is_negated = reader.take("^");
    let mut text = String::new();
    while let Some(first) = member(reader)? {
        let Member::Character(from) = first else {
            push(&mut text, &first);
            continue;
        };
        let mut ahead = reader.peek() == Some('-');
        // `[a-]` has a minus, `[a-z]` a range.
        if ahead {
            reader.next();
            ahead = reader.peek() != Some(']');
            if !ahead {
                push(&mut text, &first);
                push(&mut text, &Member::Character('-'));
                continue;
            }
        }
        if !ahead {
            push(&mut text, &first);
            continue;
        }
        match member(reader)? {
            Some(Member::Character(to)) if from <= to => {
                text.push_str(&format!("{}-{}", literal(from), literal(to)));
            }
            Some(Member::Character(_)) | None => return Err(Untranslatable::Invalid),
            // `[a-\d]` has the three of them.
            Some(several @ Member::Several(_)) => {
                for member in [first, Member::Character('-'), several] {
                    push(&mut text, &member);
                }
            }
        }
    }
    match (is_negated, text.is_empty()) {
        (false, false) => Ok(format!("[{text}]")),
        (true, false) => Ok(format!("[^{text}]")),
        (true, true) => Ok(r"[\x{0}-\x{10FFFF}]".to_owned()),
        // It matches nothing; in other dialects the bracket belongs to the class.
        (false, true) => Err(Untranslatable::Ambiguous("it has an empty class")),
    }
}

fn push(text: &mut String, member: &Member) {
    match member {
        Member::Character(character) => text.push_str(&literal(*character)),
        Member::Several(inner) => text.push_str(inner),
    }
}

/// The next member; `None` at the end of the class.
fn member(reader: &mut Reader<'_>) -> Result<Option<Member>, Untranslatable> {
    Ok(Some(match reader.next().ok_or(Untranslatable::Invalid)? {
        ']' => return Ok(None),
        '[' if matches!(reader.peek(), Some(':' | '.' | '=')) => {
            return Err(Untranslatable::Ambiguous("it has a class of POSIX"));
        }
        '\\' => match escape(reader)? {
            Escape::Character(character) => Member::Character(character),
            Escape::Class(inner) => Member::Several(inner),
            Escape::Others(inner) => Member::Several(format!("[^{inner}]")),
            Escape::Boundary => Member::Character('\u{8}'),
            Escape::NoBoundary => return Err(Untranslatable::Invalid),
        },
        other => Member::Character(other),
    }))
}
