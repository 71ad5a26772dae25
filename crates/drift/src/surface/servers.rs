//! The servers that a caller chooses from.

use moored_model::api::{Server, ServerChoice, ServerVariable, Servers};

use super::item::{Item, Items, Subject, Trait};

pub(super) fn add(found: &mut Vec<Item>, servers: &Servers) {
    if servers.choices.is_empty() {
        return;
    }
    let items = &mut Items::new(found, Subject::Client);
    for choice in &servers.choices {
        match choice.servers.as_slice() {
            [only] => structure(items, only),
            _ => several(items, choice),
        }
    }
    for ty in &servers.variable_types {
        let path = format!("server::{}", ty.name);
        let item = items.enumeration(&path, &["Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"]);
        if ty.default.is_some() {
            item.traits.push(Trait::new("Default"));
        }
        let uses = setters(servers, &ty.name);
        for (variant, _) in &ty.variants {
            items.variant(&path, variant, None).parts = uses.clone();
        }
        items.qualified(&path, "const", "as_str", "(self) -> &'static str");
    }
}

/// The setters of the variables with the type `name`.
fn setters(servers: &Servers, name: &str) -> Vec<(String, String)> {
    let all = servers.choices.iter().flat_map(|choice| &choice.servers);
    let variables = all.flat_map(|server| server.variables.iter().map(move |variable| (server, variable)));
    let typed = variables.filter(|(_, variable)| variable.type_name.as_deref() == Some(name));
    typed.map(|(server, one)| (format!("server::{}::{}", server.type_name, one.setter), String::new())).collect()
}

/// An enum of servers, and a struct for each that has variables.
fn several(items: &mut Items<'_>, choice: &ServerChoice) {
    let path = format!("server::{}", choice.name);
    let with_variables = || choice.servers.iter().filter(|server| !server.variables.is_empty());
    let item = items.enumeration(&path, &["Clone", "Debug", "Into<Server>"]);
    if choice.has_default {
        item.traits.push(Trait::new("Default"));
    }
    let from = with_variables()
        .map(|server| Trait::of(format!("From<{}>", server.type_name), format!("{path}::{}", server.variant)));
    item.traits.extend(from);
    for server in &choice.servers {
        let held = (!server.variables.is_empty()).then_some(server.type_name.as_str());
        items.variant(&path, &server.variant, held);
    }
    for server in with_variables() {
        structure(items, server);
    }
}

/// A server with a setter for each variable that has a default. The others are arguments of the constructor.
fn structure(items: &mut Items<'_>, server: &Server) {
    let path = format!("server::{}", server.type_name);
    let (optional, required): (Vec<&ServerVariable>, Vec<&ServerVariable>) =
        server.variables.iter().partition(|variable| variable.default.is_some());
    let item = items.structure(&path, &["Clone", "Debug", "Into<Server>"]);
    if required.is_empty() {
        item.traits.push(Trait::new("Default"));
    }
    let given = |variable: &ServerVariable| {
        let ty = variable.type_name.as_deref().unwrap_or("impl Into<String>");
        format!("{}: {ty}", variable.setter)
    };
    let arguments = required.iter().map(|variable| given(variable)).collect::<Vec<_>>().join(", ");
    items.function(&path, "new", &format!("({arguments}) -> Self"));
    for variable in optional {
        items.function(&path, &variable.setter, &format!("(self, {}) -> Self", given(variable)));
    }
}
