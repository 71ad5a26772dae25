//! What is true of every run of the generator, whatever its input.

use std::collections::BTreeSet;

use moored_codegen::{Outcome, RelPath};
use moored_document::finding::Findings;
use moored_document::rules::{self, Level};
use serde_json::Value;

use crate::check::check;

/// The keys of a path item that are operations.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Everything that is wrong with the outcome for the document `text`.
pub(crate) fn verify(text: &str, outcome: &Outcome) -> Vec<String> {
    let mut found = Vec::new();
    let findings = &outcome.findings;
    if outcome.files.is_none() != findings.has_errors() {
        found.push("neither a crate nor an error, or both".to_owned());
    }
    let lines = text.replace("\r\n", "\n").split(['\n', '\r']).count();
    for finding in findings.iter() {
        if finding.rule == &rules::DEFECT {
            found.push(format!("a defect: {}", finding.message));
        }
        let position = finding.location.position;
        if position.line == 0 || position.column == 0 || position.line > lines + 1 {
            found.push(format!("{} has no location: {position:?}", finding.rule.id));
        }
    }
    if let Some(files) = &outcome.files {
        found.extend(check(files));
        let readme = RelPath::new("README.md").ok().and_then(|path| files.get(&path)).map_or("", String::as_str);
        found.extend(
            lost(text, readme, findings).into_iter().map(|operation| format!("{operation} is lost without a finding")),
        );
    }
    found
}

/// The operations of a document that are not in the client and have no finding: at the operation, below it or above
/// it.
fn lost(text: &str, readme: &str, findings: &Findings) -> Vec<String> {
    let Ok(document) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let rows: BTreeSet<&str> = readme.lines().filter_map(|line| line.split(" | `").nth(1)?.split('`').next()).collect();
    let pointers: Vec<String> = findings
        .iter()
        .filter(|finding| finding.rule.level == Level::Loss || finding.rule.level == Level::Warning)
        .map(|finding| finding.location.pointer.to_string())
        .collect();
    let mut lost = Vec::new();
    for (path, item) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
        // Operations beside a reference are not read.
        let Some(item) = item.as_object().filter(|item| !item.contains_key("$ref") && path.starts_with('/')) else {
            continue;
        };
        for verb in
            item.iter().filter(|(key, value)| METHODS.contains(&key.as_str()) && value.is_object()).map(|(key, _)| key)
        {
            let shown: String = path.chars().filter(|character| !character.is_control() && *character != '`').collect();
            let row = format!("{} {}", verb.to_uppercase(), shown.replace('|', "\\|"));
            let at = format!("/paths/{}/{verb}", path.replace('~', "~0").replace('/', "~1"));
            let named = |pointer: &String| {
                pointer.starts_with(&at) || (at.starts_with(pointer.as_str()) && !pointer.is_empty())
            };
            // Equal paths differ in what follows a `#`.
            let shown = rows.iter().any(|other| *other == row || other.starts_with(&format!("{row}#")));
            if !shown && !pointers.iter().any(named) {
                lost.push(at);
            }
        }
    }
    lost
}
