//! Functions that pages name.

use crate::sources::SourceFile;

/// Whether this is a name as tests have it: with an underscore, in lower case.
pub(crate) fn is_function(code: &str) -> bool {
    code.contains('_') && code.chars().all(|character| matches!(character, 'a'..='z' | '0'..='9' | '_'))
}

/// The start of the function `name` without parameters in `file`.
pub(crate) fn defined_at(file: &SourceFile, name: &str) -> Option<usize> {
    file.text.find(&format!("fn {name}()"))
}
