//! The variables of a server.

use serde_json::Value;

use super::{
    address::{Position, Template},
    variable::ServerVariable,
};
use crate::api::text;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules,
};

/// The variables of `template`, the address of the server at `at`.
pub(super) fn read(
    document: &Document,
    at: &Pointer,
    server: &Value,
    template: &Template,
    findings: &mut Findings,
) -> Vec<ServerVariable> {
    let at = at.join("variables");
    let mut report = |at: &Pointer, message: String| {
        findings.push(Finding::new(&rules::SERVER_VARIABLE, document.locate(at), message));
    };
    let names = template.names();
    for (name, _) in moored_document::schemas::members(server.get("variables")) {
        if !names.contains(&name.as_str()) {
            report(&at.join(name), format!("the address has no variable `{name}`; ignored"));
        }
    }
    let mut found: Vec<ServerVariable> = Vec::new();
    for name in names {
        if found.iter().any(|variable| variable.name == name) {
            continue;
        }
        let location = at.join(name);
        let Some(declared) = server.get("variables").and_then(|variables| variables.get(name)) else {
            let location = at.parent().unwrap_or_else(Pointer::root).join("url");
            report(&location, format!("the variable `{name}` is not declared; the caller has to pass its value"));
            found.push(variable(name, Vec::new(), None, ""));
            continue;
        };
        let position = Position::of(&template.text, name);
        let mut values: Vec<String> = Vec::new();
        for value in declared.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            if !values.iter().any(|other| other == value) {
                values.push(value.to_owned());
            }
        }
        let default = match text(declared, "default") {
            None if values.len() == 1 => {
                report(&location, format!("the variable `{name}` has no default; its only value is used"));
                values.first().cloned()
            }
            None => {
                report(&location, format!("the variable `{name}` has no default; the caller has to pass its value"));
                None
            }
            Some(default) if position.takes(default) => {
                if !values.is_empty() && !values.iter().any(|value| value == default) {
                    report(&location, format!("the default of `{name}` is not one of its values; it is added to them"));
                    values.push(default.to_owned());
                }
                Some(default.to_owned())
            }
            Some(_) => {
                report(
                    &location,
                    format!("the default of `{name}` is not valid in the address; the caller has to pass its value"),
                );
                None
            }
        };
        found.push(variable(name, values, default, text(declared, "description").unwrap_or_default()));
    }
    found
}

fn variable(name: &str, values: Vec<String>, default: Option<String>, description: &str) -> ServerVariable {
    ServerVariable {
        name: name.to_owned(),
        setter: String::new(),
        values,
        type_name: None,
        default,
        description: description.trim().to_owned(),
    }
}
