//! Names of servers, their types and their variables.

use super::{
    Server, ServerChoice,
    variable::{ServerVariable, VariableType},
};
use crate::naming::{snake_name, type_name, variant_name};
use moored_document::scope::Scope;

/// The names that are taken in the module of servers.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    types: Scope,
}

/// Terms that do not distinguish a server.
const GENERIC_TERMS: &[&str] =
    &["api", "base", "endpoint", "env", "environment", "host", "main", "server", "servers", "the", "url"];

/// A description with more terms is a sentence, not a name.
const MOST_TERMS: usize = 5;

/// Methods that the type of a server already has.
pub(crate) const METHODS_OF_SERVERS: &[&str] = &["clone", "default", "fmt", "from", "into", "new"];

impl Names {
    /// The first free type name of the candidates.
    pub(super) fn type_name(&mut self, candidates: &[String]) -> String {
        self.types.take_first(candidates)
    }

    /// Names the servers of `choice`: each gets a variant and a type, and each variable a setter and a type.
    pub(super) fn name(&mut self, mut choice: ServerChoice, variable_types: &mut Vec<VariableType>) -> ServerChoice {
        self.types.take(&choice.name);
        let variants = variants(&choice.servers);
        let is_only = choice.servers.len() == 1;
        for (server, variant) in choice.servers.iter_mut().zip(variants) {
            if is_only {
                server.type_name.clone_from(&choice.name);
            } else if !server.variables.is_empty() {
                server.type_name = self.type_name(&[
                    type_name(&format!("{variant} server")),
                    type_name(&format!("{variant} {}", choice.name)),
                ]);
            }
            let mut setters = Scope::default();
            METHODS_OF_SERVERS.iter().for_each(|name| {
                setters.take(name);
            });
            for variable in &mut server.variables {
                let name = snake_name(&variable.name);
                variable.setter = setters.take_first(&[name, snake_name(&format!("{} value", variable.name))]);
                variable.type_name = self.variable_type(variable, &variant, variable_types);
            }
            server.variant = variant;
        }
        choice
    }

    /// The type of a variable with a list of values; variables with the same name and values share one.
    fn variable_type(
        &mut self,
        variable: &ServerVariable,
        variant: &str,
        types: &mut Vec<VariableType>,
    ) -> Option<String> {
        if variable.values.is_empty() {
            return None;
        }
        let values: Vec<&String> = variable.values.iter().collect();
        let is_same = |other: &&VariableType| {
            other.variable == variable.name
                && other.variants.iter().map(|(_, value)| value).collect::<Vec<_>>() == values
                && other.default() == variable.default.as_deref()
        };
        if let Some(same) = types.iter().find(is_same) {
            return Some(same.name.clone());
        }
        let name = self.type_name(&[type_name(&variable.name), type_name(&format!("{variant} {}", variable.name))]);
        let mut scope = Scope::default();
        let variants: Vec<(String, String)> =
            values.into_iter().map(|value| (scope.take_first(&[variant_name(value)]), value.clone())).collect();
        let default =
            variants.iter().find(|(_, value)| Some(value) == variable.default.as_ref()).map(|(name, _)| name.clone());
        types.push(VariableType {
            name: name.clone(),
            variable: variable.name.clone(),
            variants,
            default,
            description: variable.description.clone(),
        });
        Some(name)
    }
}

impl VariableType {
    /// The default value.
    fn default(&self) -> Option<&str> {
        let default = self.default.as_ref()?;
        self.variants.iter().find(|(name, _)| name == default).map(|(_, value)| value.as_str())
    }
}

/// A name for each server: its `name`, or a short description, or the parts of its address that no other server has.
fn variants(servers: &[Server]) -> Vec<String> {
    let described: Vec<Option<String>> = servers.iter().map(described_name).collect();
    let terms: Vec<Vec<String>> = servers.iter().map(|server| terms(&server.template)).collect();
    let mut scope = Scope::default();
    let name = |index: usize| {
        let is_shared = |name: &String| described.iter().filter(|other| other.as_ref() == Some(name)).count() > 1;
        let own: Vec<String> = terms.get(index).into_iter().flatten().cloned().collect();
        let distinct: Vec<String> =
            own.iter().filter(|term| !terms.iter().all(|others| others.contains(term))).cloned().collect();
        let template = servers.get(index).map_or("", |server| server.template.as_str());
        let distinctive = distinct.iter().filter(|_| distinct.len() > MOST_TERMS).find(|term| is_distinctive(term));
        let by_address = match (distinctive, distinct.as_slice(), own.as_slice()) {
            (Some(term), ..) => term.clone(),
            // The address has only variables.
            (None, [], []) => template.replace("://", " "),
            (None, [], own) => own.join(" "),
            (None, distinct, _) => distinct.join(" "),
        };
        let name = described.get(index).cloned().flatten();
        let mut candidates: Vec<String> =
            name.iter().filter(|name| !is_shared(name)).map(|name| variant_name(name)).collect();
        candidates.extend(name.iter().map(|name| variant_name(&format!("{name} {by_address}"))));
        candidates.push(variant_name(&by_address));
        candidates.push(variant_name(&format!("{by_address} {}", own.join(" "))));
        candidates.push(variant_name(template));
        scope.take_first(&candidates)
    };
    (0..servers.len()).map(name).collect()
}

/// A name for a single server: its description, or the first meaningful term of its address.
pub(super) fn distinctive_name(server: &Server) -> Option<String> {
    described_name(server).or_else(|| terms(&server.template).into_iter().find(|term| is_distinctive(term)))
}

fn is_distinctive(term: &str) -> bool {
    term != "www" && !GENERIC_TERMS.contains(&term)
}

/// The `name` of a server, if it is short enough.
fn described_name(server: &Server) -> Option<String> {
    if server.name.is_empty() { short_name(&server.description) } else { Some(server.name.clone()) }
}

/// The start of a description as a name: `Production server (EU)` → `Production`.
fn short_name(description: &str) -> Option<String> {
    let start = description.split(['\n', '.', '(', ',', ':', ';', '[', '`', '<']).next().unwrap_or_default();
    let terms: Vec<&str> = start
        .split(|character: char| !character.is_alphanumeric() && character != '\'')
        .filter(|term| !term.is_empty())
        .collect();
    let distinctive: Vec<&str> =
        terms.iter().filter(|term| !GENERIC_TERMS.contains(&term.to_ascii_lowercase().as_str())).copied().collect();
    let name = distinctive.join(" ");
    // A description in another script leaves no identifier.
    let is_name = !distinctive.is_empty()
        && distinctive.len() <= MOST_TERMS
        && name.chars().any(|character| character.is_ascii_alphabetic());
    is_name.then_some(name)
}

/// The labels and segments of an address, without variables.
fn terms(template: &str) -> Vec<String> {
    let rest = template.split_once("://").map_or(template, |(_, rest)| rest);
    let mut text = String::new();
    let mut is_variable = false;
    for character in rest.chars() {
        match character {
            '{' => is_variable = true,
            '}' => is_variable = false,
            _ if is_variable => {}
            '.' | '/' | ':' => text.push(' '),
            other => text.push(other),
        }
    }
    text.split_whitespace()
        .filter(|term| term.chars().any(|character| character.is_ascii_alphanumeric()))
        .map(str::to_owned)
        .collect()
}
