//! A run of `codegen` in the Static Analysis Results Interchange Format, which code scanning services and editors read.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use serde_json::{Value, json};
use url::Url;

use super::annotations::{self, Annotation, OUT_OF_DATE, Paths, Severity};
use super::run::Run;
use crate::generator::{Level, Rule, Span};

pub(super) fn render(run: &Run) -> String {
    let paths = Paths::of(run);
    let annotations = annotations::of(run);
    let mut rules: Vec<Option<&'static Rule>> = Vec::new();
    let mut results = Vec::new();
    for annotation in &annotations {
        let index = rules.iter().position(|rule| *rule == annotation.rule).unwrap_or_else(|| {
            rules.push(annotation.rule);
            rules.len() - 1
        });
        results.push(result(annotation, index, &paths));
    }
    let mut sarif = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "moored",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(descriptor).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": run.errors.is_empty(),
                "exitCode": run.exit.code(),
                "toolExecutionNotifications": run.errors.iter().map(|error| json!({
                    "level": "error",
                    "message": { "text": error },
                })).collect::<Vec<_>>(),
            }],
            "results": results,
        }],
    });
    if let (Ok(root), Some(run)) = (Url::from_directory_path(paths.repository()), sarif.pointer_mut("/runs/0")) {
        run["originalUriBaseIds"] = json!({ BASE: { "uri": root.as_str() } });
    }
    format!("{sarif:#}\n")
}

/// The root of the repository, by the name that services replace with their own.
const BASE: &str = "%SRCROOT%";

fn descriptor(rule: Option<&Rule>) -> Value {
    let Some(rule) = rule else {
        return json!({
            "id": OUT_OF_DATE,
            "shortDescription": { "text": "A file is not what the generator makes of the documents." },
            "defaultConfiguration": { "level": "error" },
        });
    };
    let level = if rule.level == Level::Error { "error" } else { "warning" };
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.explain(), "markdown": rule.explain() },
        "defaultConfiguration": { "level": level },
    })
}

fn result(annotation: &Annotation, index: usize, paths: &Paths) -> Value {
    let record = annotation.record.as_ref();
    let physical = |file, at: Option<&Span>| {
        object([("artifactLocation", Some(artifact(file, paths))), ("region", at.map(region))])
    };
    let pointer = record.and_then(|record| record.pointer.as_ref());
    let location = object([
        ("logicalLocations", pointer.map(|pointer| json!([{ "fullyQualifiedName": pointer }]))),
        ("physicalLocation", Some(physical(&annotation.file, record.map(|record| &record.location)))),
    ]);
    let notes = record.into_iter().flat_map(|record| &record.notes);
    let related: Vec<Value> = notes
        .filter_map(|note| Some((note, note.location.as_ref()?)))
        .map(|(note, at)| {
            json!({ "physicalLocation": physical(&at.file, Some(at)), "message": { "text": note.message } })
        })
        .collect();
    let level = match annotation.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let suppression = |reason| json!([{ "kind": "external", "status": "accepted", "justification": reason }]);
    object([
        ("ruleId", Some(annotation.rule.map_or(OUT_OF_DATE, |rule| rule.id).into())),
        ("ruleIndex", Some(index.into())),
        ("level", Some(level.into())),
        ("message", Some(json!({ "text": annotation.text }))),
        ("locations", Some(json!([location]))),
        ("relatedLocations", (!related.is_empty()).then(|| related.into())),
        ("suppressions", annotation.accepted.as_ref().map(suppression)),
    ])
}

fn region(span: &Span) -> Value {
    let end = span.end_line.zip(span.end_column);
    object([
        ("startLine", Some(span.line.into())),
        ("startColumn", Some(span.column.into())),
        ("endLine", end.map(|(line, _)| line.into())),
        ("endColumn", end.map(|(_, column)| column.into())),
    ])
}

/// An object with the members that have a value.
fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// The address of a file: relative to the root of the repository, or absolute if it is elsewhere.
fn artifact(file: &str, paths: &Paths) -> Value {
    let absolute = paths.absolute(file);
    let Ok(url) = Url::from_file_path(&absolute) else { return json!({ "uri": file }) };
    match Url::from_directory_path(paths.repository()).ok().filter(|_| absolute.starts_with(paths.repository())) {
        Some(root) => json!({ "uri": root.make_relative(&url), "uriBaseId": BASE }),
        None => json!({ "uri": url.as_str() }),
    }
}
