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
    let mut physical = json!({ "artifactLocation": artifact(&annotation.file, paths) });
    let mut location = json!({});
    let mut related = Vec::new();
    if let Some(record) = &annotation.record {
        physical["region"] = region(&record.location);
        if let Some(pointer) = &record.pointer {
            location["logicalLocations"] = json!([{ "fullyQualifiedName": pointer }]);
        }
        for note in &record.notes {
            if let Some(at) = &note.location {
                related.push(json!({
                    "physicalLocation": {
                        "artifactLocation": artifact(&at.file, paths),
                        "region": region(at),
                    },
                    "message": { "text": note.message },
                }));
            }
        }
    }
    location["physicalLocation"] = physical;
    let mut result = json!({
        "ruleId": annotation.rule.map_or(OUT_OF_DATE, |rule| rule.id),
        "ruleIndex": index,
        "level": match annotation.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "message": { "text": annotation.text },
        "locations": [location],
    });
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(reason) = &annotation.accepted {
        result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": reason }]);
    }
    result
}

fn region(span: &Span) -> Value {
    let mut region = json!({ "startLine": span.line, "startColumn": span.column });
    if let (Some(line), Some(column)) = (span.end_line, span.end_column) {
        region["endLine"] = line.into();
        region["endColumn"] = column.into();
    }
    region
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
