//! Names of operations without an id.

use super::method_name;

/// `get /pets/{id}` → `get_pets_by_id`.
pub(crate) fn path_name(verb: &str, path: &str) -> String {
    let parts: Vec<String> = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| if part.starts_with('{') { format!("by {part}") } else { part.to_owned() })
        .collect();
    method_name(&format!("{verb} {}", parts.join(" ")))
}
