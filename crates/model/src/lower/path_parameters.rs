//! Parameters that are incomplete, declared twice, or differ from those of the path.
//!
//! ```yaml
//! /pets/{id}/toys/{toy_id}/{color}:                                                       # before
//!   get:
//!     parameters:
//!       - { name: limit, in: query, schema: … }
//!       - { name: limit, in: query, schema: … }
//!       - { name: id, in: path, schema: … }
//!       - { name: toyId, in: path, schema: … }
//!       - { in: query }
//! ---
//! /pets/{id}/toys/{toy_id}/{color}:                                                       # after; each is a finding
//!   get:
//!     parameters:
//!       - { name: limit, in: query, schema: … }
//!       - { name: id, in: path, schema: … }
//!       - { name: toy_id, in: path, schema: … }
//!       - { name: color, in: path, required: true, schema: { type: string } }
//! ```
//!
//! A call needs a value for each name in the braces of its path, and has one setter for each parameter. A parameter
//! that only the path names is a string ([3.1.1, section
//! 4.8.12](https://spec.openapis.org/oas/v3.1.1.html#parameter-object)).

use serde_json::{Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules::{self, Rule},
    schemas::operations,
    template::template_names,
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        let [.., path, _] = operation.keys() else { continue };
        let names = template_names(path);
        let list = operation.join("parameters");
        let declared = match list.get_mut(&mut document.value) {
            Some(Value::Array(parameters)) => std::mem::take(parameters),
            _ if names.is_empty() => continue,
            _ => Vec::new(),
        };
        let mut reporter = Reporter { document, findings, list: &list };
        let mut kept = distinct(declared, &mut reporter);
        let missing = match_path(&names, &mut kept, &mut reporter);
        for (index, parameter) in kept.iter().enumerate() {
            document.record_move(&list.join(parameter.index), &list.join(index));
        }
        let mut parameters: Vec<Value> = kept.into_iter().map(|parameter| parameter.value).collect();
        for name in missing {
            let message = format!("`{{{name}}}` is not declared as a path parameter");
            let finding = Finding::new(&rules::MISSING_PATH_PARAMETER, document.locate(&operation), message);
            findings.push(finding.instead("a required string"));
            parameters.push(json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
        }
        if let Some(Value::Object(operation)) = operation.get_mut(&mut document.value) {
            operation.insert("parameters".to_owned(), Value::Array(parameters));
        }
    }
}

/// A parameter, and its index in the document.
struct Parameter {
    index: usize,
    value: Value,
}

impl Parameter {
    /// The name of a path parameter; `None` for any other.
    fn path_name(&self) -> Option<&str> {
        (text(&self.value, "in") == "path").then(|| text(&self.value, "name"))
    }
}

fn text<'a>(parameter: &'a Value, key: &str) -> &'a str {
    parameter.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Reports findings about the parameters of an operation.
struct Reporter<'a> {
    document: &'a Document,
    findings: &'a mut Findings,
    list: &'a Pointer,
}

impl Reporter<'_> {
    fn finding(&self, rule: &'static Rule, index: usize, message: String) -> Finding {
        Finding::new(rule, self.document.locate(&self.list.join(index)), message)
    }

    fn report(&mut self, rule: &'static Rule, index: usize, message: String) {
        self.findings.push(self.finding(rule, index, message));
    }
}

/// The parameters that have a name and a location, the first of each.
fn distinct(declared: Vec<Value>, reporter: &mut Reporter<'_>) -> Vec<Parameter> {
    let mut kept: Vec<Parameter> = Vec::new();
    for (index, mut value) in declared.into_iter().enumerate() {
        let location = text(&value, "in").trim().to_ascii_lowercase();
        if text(&value, "in") != location {
            let message = format!("`{}` is malformed; interpreted as `{location}`", text(&value, "in"));
            let found_at = reporter.document.locate(&reporter.list.join(index).join("in"));
            reporter.findings.push(Finding::new(&rules::UNUSUAL_FORM, found_at, message));
            if let Value::Object(members) = &mut value {
                members.insert("in".to_owned(), location.clone().into());
            }
        }
        let name = text(&value, "name");
        if name.is_empty() || location.is_empty() {
            reporter.report(&rules::INVALID_DOCUMENT, index, "the parameter has no `name` or no `in`".to_owned());
            continue;
        }
        // The names of headers are case-insensitive.
        let is_same = |Parameter { value: other, .. }: &Parameter| {
            text(other, "in") == location
                && (text(other, "name") == name
                    || (location == "header" && text(other, "name").eq_ignore_ascii_case(name)))
        };
        if kept.iter().any(is_same) {
            let message = format!("the {location} parameter `{name}` is declared twice");
            reporter.report(&rules::DUPLICATE_PARAMETER, index, message);
        } else {
            kept.push(Parameter { index, value });
        }
    }
    kept
}

/// Renames path parameters to the `names` of the path, and removes those that the path does not have. Returns the names
/// that no parameter has.
fn match_path<'a>(names: &[&'a str], kept: &mut Vec<Parameter>, reporter: &mut Reporter<'_>) -> Vec<&'a str> {
    let is_declared = |name: &&str| kept.iter().any(|parameter| parameter.path_name() == Some(*name));
    let mut missing: Vec<&str> = names.iter().copied().filter(|name| !is_declared(name)).collect();
    let is_unknown = |parameter: &Parameter| parameter.path_name().is_some_and(|name| !names.contains(&name));
    let mut unknown = kept.iter().filter(|parameter| is_unknown(parameter)).count();
    let simplified = |name: &str| name.replace(|c: char| !c.is_ascii_alphanumeric(), "").to_ascii_lowercase();
    for parameter in kept.iter_mut().filter(|parameter| is_unknown(parameter)) {
        // The names differ in case or in punctuation, or it is the only one left on either side.
        let is_only = missing.len() == 1 && unknown == 1;
        let own = text(&parameter.value, "name").to_owned();
        let is_meant = |name: &&str| is_only || simplified(name) == simplified(&own);
        let Some(position) = missing.iter().position(is_meant) else { continue };
        let name = missing.remove(position);
        unknown -= 1;
        let message = format!("the path parameter `{own}` is named `{name}` in the path; that name is used");
        reporter.report(&rules::MISNAMED_PATH_PARAMETER, parameter.index, message);
        if let Value::Object(members) = &mut parameter.value {
            members.insert("name".to_owned(), name.into());
        }
    }
    kept.retain(|parameter| {
        let is_unknown = is_unknown(parameter);
        if is_unknown {
            let message = format!("the path parameter `{}` is not in the path", text(&parameter.value, "name"));
            let finding = reporter.finding(&rules::MISSING_PATH_PARAMETER, parameter.index, message);
            reporter.findings.push(finding.instead("left out"));
        }
        !is_unknown
    });
    missing
}
