//! A page of prose that has changed, beside the parts of the transcription that it may concern.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{document::Document, pointer::Pointer, provenance::Transcribed};
use serde_json::Value;
use similar::{ChangeTag, TextDiff};

use crate::{generator::folder_of, upstream::Upstream};

/// The transcription of a page.
const FILE: &str = "document.yaml";
/// At most so many parts of the transcription are shown beside one change.
const PARTS: usize = 6;

/// The changed lines of the page, each change with the parts of `document.yaml` that have a name in it, and what to do;
/// `None` if the published text is not a page of prose, or was not there before.
pub(super) fn compared(display: &str, old: &BTreeMap<String, String>, new: &Upstream) -> Option<String> {
    let file = new.provenance.file.get_ref();
    if new.provenance.transcribed != Transcribed::ByHand {
        return None;
    }
    let (before, after) = (lines(old.get(file)?), lines(new.specs.get(file)?));
    let document = folder_of(display, &new.specs, FILE).source(FILE).and_then(|source| Document::parse(&source).ok());
    let names = document.as_ref().map(names).unwrap_or_default();
    let diff = TextDiff::from_slices(&before, &after);
    let mut text = String::new();
    for group in diff.grouped_ops(0) {
        let mut parts = BTreeSet::new();
        for change in group.iter().flat_map(|operation| diff.iter_changes(operation)) {
            let sign = match change.tag() {
                ChangeTag::Equal => continue,
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            };
            text.push_str(&format!("  {sign} {}\n", change.value()));
            let is_there = |name: &&String| contains(change.value(), name);
            parts.extend(names.keys().filter(is_there).flat_map(|name| names.get(name).into_iter().flatten()));
        }
        for (line, pointer) in parts.iter().take(PARTS) {
            text.push_str(&format!("      {display}/{FILE}:{line}  {pointer}\n"));
        }
        if parts.len() > PARTS {
            text.push_str(&format!("      and {} more\n", parts.len() - PARTS));
        }
    }
    if text.is_empty() {
        return Some("only spaces and empty lines have changed\n".to_owned());
    }
    text.push_str(&format!(
        "{display}/{FILE} was written by hand from this page, and stays as it is: bring it up to date with these lines\n"
    ));
    Some(text)
}

/// The lines without spaces around them; empty ones are left out.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The names in a document: properties, parameters, paths, values of enums and so on, each with where they are.
fn names(document: &Document) -> BTreeMap<String, Vec<(usize, String)>> {
    let mut names: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    walk(&document.value, &Pointer::root(), &mut |name, pointer| {
        let line = document.locate(pointer).position.line;
        names.entry(name.to_owned()).or_default().push((line, pointer.to_string()));
    });
    names
}

/// Calls `visit` with each name in `value`. The keys of OpenAPI itself are no names.
fn walk(value: &Value, pointer: &Pointer, visit: &mut impl FnMut(&str, &Pointer)) {
    const MAPS: [&str; 8] =
        ["properties", "paths", "schemas", "parameters", "headers", "responses", "securitySchemes", "mapping"];
    match value {
        Value::Object(members) => {
            let is_map = pointer.last().is_some_and(|last| MAPS.contains(&last));
            for (key, member) in members {
                let at = pointer.join(key);
                if is_map {
                    visit(key, &at);
                }
                if let (false, "name" | "operationId", Value::String(name)) = (is_map, key.as_str(), member) {
                    visit(name, &at);
                }
                walk(member, &at, visit);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let at = pointer.join(index);
                if let (Some("enum" | "required"), Value::String(name)) = (pointer.last(), item) {
                    visit(name, &at);
                }
                walk(item, &at, visit);
            }
        }
        _ => {}
    }
}

/// Whether `name` stands in `line` as a whole.
fn contains(line: &str, name: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    !name.is_empty()
        && line.match_indices(name).any(|(at, _)| {
            let before = line.get(..at).and_then(|before| before.chars().next_back());
            let after = line.get(at + name.len()..).and_then(|after| after.chars().next());
            !before.is_some_and(is_part) && !after.is_some_and(is_part)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole() {
        for (line, name, wanted) in [
            ("| `name` | string |", "name", true),
            ("the user's last_name is", "name", false),
            ("GET /users/{id} returns", "/users/{id}", true),
            ("renamed", "name", false),
            ("état: été", "été", true),
            ("", "", false),
        ] {
            assert_eq!(contains(line, name), wanted, "{name} in {line}");
        }
    }
}
