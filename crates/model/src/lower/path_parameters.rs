//! Parameters that are no parameters, stand twice, or are not those of the path.
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
//! progenitor stops at each of these. A name in a path's braces has to be given by somebody, so it is a string where nothing else is said
//! ([3.1.1, section 4.8.12](https://spec.openapis.org/oas/v3.1.1.html#parameter-object)).

use serde_json::{Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules::{self, Level, Rule},
    schemas::operations,
    template::template_names,
};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        let [.., path, _] = operation.keys() else { continue };
        let names = template_names(path);
        let list = operation.join("parameters");
        let parameters = list.get(&document.value).and_then(Value::as_array).cloned().unwrap_or_default();
        if parameters.is_empty() && names.is_empty() {
            continue;
        }
        let mut found: Vec<(&Rule, Pointer, String)> = Vec::new();
        let mut kept = distinct(&list, &parameters, &mut found);
        agree(&operation, &names, &mut kept, &mut found);
        for (rule, at, message) in found {
            let is_missing = at == operation;
            let finding = Finding::new(rule, document.locate(&at), message);
            findings.push(match rule.level {
                Level::Loss if is_missing => finding.instead("a required string"),
                Level::Loss if *rule == rules::MISSING_PATH_PARAMETER => finding.instead("left out"),
                _ => finding,
            });
        }
        let unchanged = kept.iter().map(|(_, parameter)| parameter).eq(&parameters);
        if unchanged {
            continue;
        }
        for (index, (from, _)) in kept.iter().enumerate() {
            if let Some(from) = from {
                document.record_move(from, &list.join(index));
            }
        }
        if let Some(Value::Object(operation)) = operation.get_mut(&mut document.value) {
            let kept = kept.into_iter().map(|(_, parameter)| parameter).collect();
            operation.insert("parameters".to_owned(), Value::Array(kept));
        }
    }
}

/// A parameter, and where it stood; nowhere where it has been made.
type Kept = Vec<(Option<Pointer>, Value)>;

type Found<'a> = Vec<(&'a Rule, Pointer, String)>;

fn text<'a>(parameter: &'a Value, key: &str) -> &'a str {
    parameter.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The parameters that have a name and a place, the first of each.
fn distinct(list: &Pointer, parameters: &[Value], found: &mut Found) -> Kept {
    let mut kept: Kept = Vec::new();
    for (index, parameter) in parameters.iter().enumerate() {
        let at = list.join(index);
        let mut parameter = parameter.clone();
        let place = text(&parameter, "in").trim().to_ascii_lowercase();
        if text(&parameter, "in") != place {
            found.push((
                &rules::UNUSUAL_FORM,
                at.join("in"),
                format!("`{}` is written `{place}`", text(&parameter, "in")),
            ));
            if let Value::Object(members) = &mut parameter {
                members.insert("in".to_owned(), place.clone().into());
            }
        }
        let name = text(&parameter, "name");
        if name.is_empty() || place.is_empty() {
            found.push((&rules::INVALID_DOCUMENT, at, "a parameter needs `name` and `in`".to_owned()));
            continue;
        }
        // Names of headers differ in more than case.
        let is_same = |other: &Value| {
            text(other, "in") == place
                && (text(other, "name") == name
                    || (place == "header" && text(other, "name").eq_ignore_ascii_case(name)))
        };
        if kept.iter().any(|(_, other)| is_same(other)) {
            let message = format!("the {place} parameter `{name}` stands twice");
            found.push((&rules::DUPLICATE_PARAMETER, at, message));
            continue;
        }
        kept.push((Some(at), parameter));
    }
    kept
}

/// Makes the path parameters of the operation at `at` those that its path has.
fn agree<'a>(at: &Pointer, names: &[&str], kept: &mut Kept, found: &mut Found<'a>) {
    let is_path = |parameter: &Value| text(parameter, "in") == "path";
    let mut missing: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| !kept.iter().any(|(_, parameter)| is_path(parameter) && text(parameter, "name") == *name))
        .collect();
    let stray = |kept: &Kept| -> Vec<usize> {
        let is_stray = |parameter: &Value| is_path(parameter) && !names.contains(&text(parameter, "name"));
        kept.iter().enumerate().filter(|(_, (_, parameter))| is_stray(parameter)).map(|(index, _)| index).collect()
    };
    let letters =
        |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    // One that differs in case or dashes, then the one that is left where one is missing.
    for index in stray(kept) {
        let only = missing.len() == 1 && stray(kept).len() == 1;
        let Some((from, parameter)) = kept.get_mut(index) else { continue };
        let own = text(parameter, "name").to_owned();
        let Some(place) = missing.iter().position(|name| only || letters(name) == letters(&own)) else { continue };
        let name = missing.remove(place);
        let message = format!("the path calls the parameter `{own}` `{name}`");
        found.push((&rules::MISNAMED_PATH_PARAMETER, from.clone().unwrap_or_else(|| at.clone()), message));
        if let Value::Object(members) = parameter {
            members.insert("name".to_owned(), name.into());
        }
    }
    for index in stray(kept).into_iter().rev() {
        let (from, parameter) = kept.remove(index);
        let message = format!("the path parameter `{}` is not in the path", text(&parameter, "name"));
        found.push((&rules::MISSING_PATH_PARAMETER, from.unwrap_or_else(|| at.clone()), message));
    }
    for name in missing {
        let message = format!("`{{{name}}}` is no declared path parameter");
        found.push((&rules::MISSING_PATH_PARAMETER, at.clone(), message));
        let made = json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
        kept.push((None, made));
    }
}
