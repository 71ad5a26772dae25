//! What a document holds, counted without the pipeline: the other side of the books of `cargo xtask corpus`.
//!
//! It shares nothing with the passes but the reader, so that an operation that a pass drops is missed.

use serde_json::Value;

use crate::{document, folder::Folder, pointer::Pointer, source::Source};

/// A document as its text has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationCount {
    /// What it says its version is, if it says one.
    pub version: Option<String>,
    /// The methods under its paths.
    pub operations: usize,
}

impl OperationCount {
    /// Counts in the document of `inputs` as it was written; `None` where it cannot be read.
    #[must_use]
    pub fn of(folder: Folder<'_>) -> Option<Self> {
        Self::of_source(&folder.source(folder.document)?)
    }

    fn of_source(source: &Source) -> Option<Self> {
        let document = document::read(source).ok()?;
        let version = ["openapi", "swagger", "swaggerVersion"].iter().find_map(|key| match document.get(key)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        let is_3_2 = version.as_ref().is_some_and(|version| version == "3.2" || version.starts_with("3.2."));
        let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        let operations = paths
            .filter(|(path, _)| !path.starts_with("x-"))
            .map(|(_, item)| in_path_item(&document, item, is_3_2, 0))
            .sum();
        Some(Self { version, operations })
    }
}

/// The fixed names of a path item's operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// References that lead further than that lead in circles.
const DEEPEST: usize = 16;

fn in_path_item(document: &Value, item: &Value, is_3_2: bool, depth: usize) -> usize {
    let is_operation = |method: &&str| item.get(*method).is_some_and(Value::is_object);
    let here = METHODS.iter().filter(|method| is_operation(method)).count();
    let newer = match item.get("additionalOperations").filter(|_| is_3_2) {
        Some(Value::Object(more)) => more.len(),
        _ => 0,
    } + usize::from(is_3_2 && is_operation(&"query"));
    let target = item.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
    let there = match target.map(Pointer::parse) {
        Some(target) if depth < DEEPEST => {
            target.get(document).map_or(0, |item| in_path_item(document, item, is_3_2, depth + 1))
        }
        _ => 0,
    };
    here + newer + there
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Option<(Option<String>, usize)> {
        OperationCount::of_source(&Source::new("test", text)).map(|census| (census.version, census.operations))
    }

    #[test]
    fn methods_are_counted_wherever_their_path_item_stands() {
        let text = "
openapi: 3.1.0
paths:
  /a: { get: {}, post: {}, parameters: [], x-get: {}, query: {} }
  /b: { $ref: '#/components/pathItems/b' }
  /c: { $ref: '#/paths/~1c' }
  x-d: { get: {} }
components: { pathItems: { b: { delete: {} } } }
";
        assert_eq!(count(text), Some((Some("3.1.0".to_owned()), 3)));
    }

    #[test]
    fn what_3_2_has_counts_in_3_2() {
        let text = "openapi: 3.2\npaths: { /a: { query: {}, additionalOperations: { LINK: {} } } }\n";
        assert_eq!(count(text), Some((Some("3.2".to_owned()), 2)));
    }

    #[test]
    fn what_cannot_be_read_is_not_counted() {
        assert_eq!(count("[1"), None);
        assert_eq!(count("paths: []\n"), Some((None, 0)));
    }
}
