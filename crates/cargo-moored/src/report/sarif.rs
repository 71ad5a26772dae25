//! Annotations in the Static Analysis Results Interchange Format, which code scanning services and editors read.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use serde_json::{Value, json};
use url::Url;

use super::annotations::{Annotation, Annotations, Paths, Severity, Topic};
use crate::generator::Span;

pub(super) fn render(annotations: &Annotations) -> String {
    let Annotations { paths, errors, .. } = annotations;
    let mut topics: Vec<&Topic> = Vec::new();
    let mut results = Vec::new();
    for annotation in &annotations.list {
        let index = topics.iter().position(|topic| topic.id == annotation.topic.id).unwrap_or_else(|| {
            topics.push(&annotation.topic);
            topics.len() - 1
        });
        results.push(result(annotation, index, paths));
    }
    let mut sarif = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "moored",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": topics.into_iter().map(descriptor).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": errors.is_empty(),
                "exitCode": annotations.exit_code,
                "toolExecutionNotifications": errors.iter().map(|error| json!({
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

fn descriptor(topic: &Topic) -> Value {
    object([
        ("id", Some(topic.id.into())),
        ("shortDescription", Some(json!({ "text": topic.summary }))),
        ("help", topic.explanation.as_ref().map(|text| json!({ "text": text, "markdown": text }))),
        ("defaultConfiguration", Some(json!({ "level": level(topic.severity) }))),
    ])
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(annotation: &Annotation, index: usize, paths: &Paths) -> Value {
    let physical = |file, at: Option<&Span>| {
        object([("artifactLocation", Some(artifact(file, paths))), ("region", at.map(region))])
    };
    let pointer = annotation.pointer.as_ref();
    let location = object([
        ("logicalLocations", pointer.map(|pointer| json!([{ "fullyQualifiedName": pointer }]))),
        ("physicalLocation", Some(physical(&annotation.file, annotation.span.as_ref()))),
    ]);
    let related = annotation
        .related
        .iter()
        .map(|(at, text)| json!({ "physicalLocation": physical(&at.file, Some(at)), "message": { "text": text } }));
    let related: Vec<Value> = related.collect();
    let suppression = |reason| json!([{ "kind": "external", "status": "accepted", "justification": reason }]);
    object([
        ("ruleId", Some(annotation.topic.id.into())),
        ("ruleIndex", Some(index.into())),
        ("level", Some(level(annotation.severity).into())),
        ("message", Some(json!({ "text": annotation.text }))),
        ("locations", Some(json!([location]))),
        ("relatedLocations", (!related.is_empty()).then(|| related.into())),
        ("partialFingerprints", annotation.fingerprint.as_ref().map(|text| json!({ "moored/v1": text }))),
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
