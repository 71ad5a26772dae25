//! The documentation of what a webhook or callback sends.

use serde_json::Value;

use super::resolve;
use moored_document::{document::Document, pointer::Pointer};

/// The summary and description of the operation at `at`, then `heading`, then the headers and parameters of the
/// request.
pub(super) fn of(document: &Document, at: &Pointer, heading: &str) -> String {
    let operation = at.get(&document.value).unwrap_or(&Value::Null);
    let mut paragraphs = vec![text(operation, "summary"), text(operation, "description"), heading];
    paragraphs.dedup();
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    let parameters = parameters(document, &at.join("parameters"));
    if !parameters.is_empty() {
        paragraphs.push(&parameters);
    }
    paragraphs.join("\n\n")
}

/// A line for each parameter in the list at `list`.
fn parameters(document: &Document, list: &Pointer) -> String {
    let count = list.get(&document.value).and_then(Value::as_array).map_or(0, Vec::len);
    let lines = (0..count).filter_map(|index| {
        let parameter = resolve(document, list.join(index))?;
        let parameter = parameter.get(&document.value)?;
        let description = text(parameter, "description").split_whitespace().collect::<Vec<_>>().join(" ");
        let line = format!("- the {} `{}`: {description}", text(parameter, "in"), text(parameter, "name"));
        Some(line.trim_end_matches([':', ' ']).to_owned())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default().trim()
}
