//! Counts the operations of a document without the pipeline, for `cargo xtask corpus` to compare with its results.
//!
//! It shares nothing with the passes but the parser and the resolver, so that it finds the operations that a pass
//! loses.

use serde_json::Value;

use crate::{document, folder::Folder, pointer::Pointer, resolve, source::Source};

/// The version and the number of operations in the text of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationCount {
    /// The version that it declares.
    pub version: Option<String>,
    /// `info.version`.
    pub document_version: Option<String>,
    /// How many methods its paths have.
    pub operations: usize,
}

impl OperationCount {
    /// Counts in the document of `folder`; `None` where it cannot be read.
    #[must_use]
    pub fn of(folder: Folder<'_>) -> Option<Self> {
        Self::of_source(&folder.source(folder.document)?)
    }

    fn of_source(source: &Source) -> Option<Self> {
        let document = document::read(source).ok()?;
        let version = ["openapi", "swagger", "swaggerVersion"].iter().find_map(|key| scalar(document.get(key)?));
        let document_version = document.get("info").and_then(|info| info.get("version")).and_then(scalar);
        let is_3_2 = version.as_ref().is_some_and(|version| version == "3.2" || version.starts_with("3.2."));
        let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        let operations = paths
            .filter(|(path, _)| !path.starts_with("x-"))
            .flat_map(|(path, _)| resolve::chain(&document, &Pointer::root().join("paths").join(path)))
            .map(|(_, item)| in_path_item(item, is_3_2))
            .sum();
        Some(Self { version, document_version, operations })
    }
}

/// A text, or a number that was meant as one.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The fixed names of a path item's operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

fn in_path_item(item: &Value, is_3_2: bool) -> usize {
    let is_operation = |method: &&str| item.get(*method).is_some_and(Value::is_object);
    let additional = item.get("additionalOperations").and_then(Value::as_object).filter(|_| is_3_2);
    METHODS.iter().filter(|method| is_operation(method)).count()
        + additional.map_or(0, |additional| additional.len())
        + usize::from(is_3_2 && is_operation(&"query"))
        + others(item)
}

/// How many operations stand under a method in upper case that OpenAPI does not define.
fn others(item: &Value) -> usize {
    let is_known = |key: &str| METHODS.contains(&key.to_ascii_lowercase().as_str()) || key == "QUERY";
    let is_method = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_uppercase()) && !is_known(key);
    let members = item.as_object().into_iter().flatten();
    members.filter(|(key, value)| value.is_object() && is_method(key)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Option<(Option<String>, usize)> {
        OperationCount::of_source(&Source::new("test", text)).map(|count| (count.version, count.operations))
    }

    #[test]
    fn methods_are_counted_wherever_their_path_item_is() {
        let text = "
openapi: 3.1.0
paths:
  /a: { get: {}, post: {}, parameters: [], x-get: {}, query: {}, QUERY: {} }
  /b: { $ref: '#/components/pathItems/b' }
  /c: { $ref: '#/paths/~1c' }
  x-d: { get: {} }
components: { pathItems: { b: { delete: {} } } }
";
        assert_eq!(count(text), Some((Some("3.1.0".to_owned()), 3)));
    }

    #[test]
    fn methods_of_3_2_are_counted_in_3_2() {
        let text = "openapi: 3.2\npaths: { /a: { query: {}, additionalOperations: { LINK: {} } } }\n";
        assert_eq!(count(text), Some((Some("3.2".to_owned()), 2)));
    }

    #[test]
    fn a_text_that_cannot_be_read_is_not_counted() {
        assert_eq!(count("[1"), None);
        assert_eq!(count("paths: []\n"), Some((None, 0)));
    }
}
