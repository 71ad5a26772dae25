//! The servers of a client.

use moored_model::api::{self, Api, OwnServer, Owner, ServerChoice, VariableType};
use serde::Serialize;

use crate::json_lines::Lines;

/// Writes the default server, the servers that a caller may choose from, and the types of their variables.
pub(super) fn write(api: &Api, lines: &mut Lines) {
    lines.member("base_address", &api.default_server.address());
    lines.member("base_path", &api.default_server.path());
    lines.list("servers", api.servers.choices.iter().map(Choice::of));
    lines.list("server_variables", api.servers.variable_types.iter().map(Values::of));
}

#[derive(Serialize)]
struct Choice<'a> {
    name: &'a str,
    owner: Owner,
    has_default: bool,
    servers: Vec<Server<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    paths: &'a [String],
}

#[derive(Serialize)]
struct Server<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    variant: &'a str,
    #[serde(rename = "type", skip_serializing_if = "str::is_empty")]
    type_name: &'a str,
    address: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variables: Vec<Variable<'a>>,
}

#[derive(Serialize)]
struct Variable<'a> {
    name: &'a str,
    setter: &'a str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    type_name: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    values: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<&'a str>,
}

#[derive(Serialize)]
struct Values<'a> {
    name: &'a str,
    variable: &'a str,
    values: Vec<Value<'a>>,
}

#[derive(Serialize)]
struct Value<'a> {
    value: &'a str,
    variant: &'a str,
}

/// The server of one operation.
#[derive(Serialize)]
pub(super) struct Own<'a> {
    address: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variables: Vec<Variable<'a>>,
    /// The type from which a caller may choose a server.
    #[serde(skip_serializing_if = "Option::is_none")]
    choice: Option<&'a str>,
}

impl<'a> Own<'a> {
    pub(super) fn of(server: &'a OwnServer) -> Self {
        let variables = server.variables.iter().map(Variable::of).collect();
        Self { address: &server.template, variables, choice: server.choice.as_deref() }
    }
}

impl<'a> Choice<'a> {
    fn of(choice: &'a ServerChoice) -> Self {
        let server = |server: &'a api::Server| Server {
            variant: &server.variant,
            type_name: &server.type_name,
            address: &server.template,
            variables: server.variables.iter().map(Variable::of).collect(),
        };
        Self {
            name: &choice.name,
            owner: choice.owner,
            has_default: choice.has_default,
            servers: choice.servers.iter().map(server).collect(),
            paths: &choice.paths,
        }
    }
}

impl<'a> Variable<'a> {
    fn of(variable: &'a api::ServerVariable) -> Self {
        Self {
            name: &variable.name,
            setter: &variable.setter,
            type_name: variable.type_name.as_deref(),
            values: &variable.values,
            default: variable.default.as_deref(),
        }
    }
}

impl<'a> Values<'a> {
    fn of(ty: &'a VariableType) -> Self {
        let value = |(variant, value): &'a (String, String)| Value { value, variant };
        Self { name: &ty.name, variable: &ty.variable, values: ty.variants.iter().map(value).collect() }
    }
}
