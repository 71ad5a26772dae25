//! The variables of a server.

use serde_json::Value;

use super::address::{Position, Template};
use crate::api::text;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules,
};

/// A variable of a server's address.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Its name in the address.
    pub name: String,
    /// The method that gives it a value, and the argument for one that has no default.
    pub setter: String,
    /// What it may be; empty where it is any text.
    pub values: Vec<String>,
    /// The type of its values, where it has some.
    pub type_name: Option<String>,
    /// The value that it has unless the caller gives one.
    pub default: Option<String>,
    /// The document's words.
    pub description: String,
}

impl PartialEq for ServerVariable {
    /// Whether the document says the same of both: names in Rust do not count.
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.values, &self.default) == (&other.name, &other.values, &other.default)
    }
}

/// What a variable with a list of values may be.
#[derive(Clone, Debug)]
pub struct VariableType {
    /// The type.
    pub name: String,
    /// The variable.
    pub variable: String,
    /// Its variants, and what each stands for.
    pub variants: Vec<(String, String)>,
    /// The variant that is its default.
    pub default: Option<String>,
    /// The document's words.
    pub description: String,
}

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
            report(&at.join(name), format!("the address has no variable `{name}`: it is ignored"));
        }
    }
    let mut found: Vec<ServerVariable> = Vec::new();
    for name in names {
        if found.iter().any(|variable| variable.name == name) {
            continue;
        }
        let place = at.join(name);
        let Some(declared) = server.get("variables").and_then(|variables| variables.get(name)) else {
            let place = at.parent().unwrap_or_else(Pointer::root).join("url");
            report(&place, format!("the variable `{name}` is not declared: the caller gives its value"));
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
                report(&place, format!("the variable `{name}` has no default: its only value is taken"));
                values.first().cloned()
            }
            None => {
                report(&place, format!("the variable `{name}` has no default: the caller gives its value"));
                None
            }
            Some(default) if position.takes(default) => {
                if !values.is_empty() && !values.iter().any(|value| value == default) {
                    report(&place, format!("the default of `{name}` is none of its values: it counts as one of them"));
                    values.push(default.to_owned());
                }
                Some(default.to_owned())
            }
            Some(_) => {
                report(
                    &place,
                    format!("the default of `{name}` cannot stand in the address: the caller gives its value"),
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
