//! Whether a text is a name that generated code can have.

use super::{KEYWORDS, LONGEST, PRELUDE};

/// Whether `name` is a reserved word of Rust.
#[must_use]
pub(crate) fn is_keyword(name: &str) -> bool {
    name == "Self" || KEYWORDS.contains(&name)
}

/// Whether `name` is an identifier of Rust that needs no `r#`.
#[must_use]
pub(crate) fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    let starts = characters.next().is_some_and(|first| unicode_ident::is_xid_start(first) || first == '_');
    starts && name != "_" && characters.all(unicode_ident::is_xid_continue) && !is_keyword(name)
}

/// Whether a type can have the name, which its file gets as well.
#[must_use]
pub(crate) fn is_type_name(name: &str) -> bool {
    is_of_file(name) && !PRELUDE.contains(&name)
}

/// Whether a method can have the name, which its file gets as well.
#[must_use]
pub(crate) fn is_method_name(name: &str) -> bool {
    is_of_file(name)
}

fn is_of_file(name: &str) -> bool {
    name.is_ascii() && name.len() <= LONGEST && is_identifier(name)
}
