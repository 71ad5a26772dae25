//! Parses the text of a document into a value, within limits that are checked before a parser calls itself.

use serde_json::Value;

use super::yaml;
use crate::{
    finding::{Finding, Findings, Location},
    limits::MAX_BRACKET_DEPTH,
    positions::{Duplicate, Fault, Position, Reading},
    rules,
    source::Source,
};

/// Parses YAML or JSON into a mapping.
///
/// # Errors
/// [`rules::UNREADABLE`], at the position that the parser names.
pub fn read(source: &Source) -> Result<Value, Findings> {
    value(source, &Reading::of(source))
}

/// The same for files that are written for this generator: no mapping may have a key twice.
///
/// # Errors
/// [`rules::UNREADABLE`], as [`read`], or where a key occurs for the second time.
pub(crate) fn read_strictly(source: &Source) -> Result<Value, Findings> {
    let reading = Reading::of(source);
    if let Some(Duplicate { pointer, second, .. }) = reading.duplicates.first() {
        let message = format!("the key `{}` occurs twice in one mapping", pointer.last().unwrap_or_default());
        return Err(Finding::new(&rules::UNREADABLE, Location::at(source, *second), message).into());
    }
    value(source, &reading)
}

pub(super) fn value(source: &Source, reading: &Reading) -> Result<Value, Findings> {
    let unreadable = |position: Position, message: String| {
        Findings::from(Finding::new(&rules::UNREADABLE, Location::at(source, position), message))
    };
    if let Some(Fault { position, message }) = &reading.fault {
        return Err(unreadable(*position, message.clone()));
    }
    // After the mistake the parser of values may continue, where the reader of positions has not checked the depth.
    if let Some(position) = reading.stopped.and_then(|_| too_deep(source.text())) {
        return Err(unreadable(position, format!("collections are nested more than {MAX_BRACKET_DEPTH} levels deep")));
    }
    // JSON goes to its own parser: it is faster, and its tabs and escapes are not all YAML.
    let value = match serde_json::from_str::<Value>(source.text()) {
        Ok(value) if is_json(source.text()) => value,
        _ => {
            let yaml: yaml::Yaml = serde_yaml::from_str(source.text()).map_err(|error| {
                // The index instead of the line, because its lines also end where those of YAML 1.1 do.
                let named = error.location().map(|location| Position::of_character(source.text(), location.index()));
                let position = named.or(reading.stopped).unwrap_or(Position::START);
                unreadable(position, format!("cannot be parsed: {error}"))
            })?;
            yaml.0
        }
    };
    if value.is_object() { Ok(value) } else { Err(unreadable(Position::START, "the root is not a mapping".to_owned())) }
}

/// Whether `text` is a mapping in braces whose first key has quotes. Without quotes it is YAML's flow style.
fn is_json(text: &str) -> bool {
    text.trim_start().strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
}

/// Where brackets are nested more than [`MAX_BRACKET_DEPTH`] deep, if they are. Those in strings count as well.
fn too_deep(text: &str) -> Option<Position> {
    let mut depth = 0_usize;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_BRACKET_DEPTH {
            return Some(Position::of_offset(text, offset));
        }
    }
    None
}
