//! Servers and values of their variables that a caller can choose.

use std::collections::BTreeSet;

use moored_document::{finding::Location, pointer::Pointer};
use moored_model::api::{Api, Server, ServerChoice, ServerVariable};

use super::address::normal;
use crate::{Change, Class, Direction, Rule, Side, comparison::Comparison, rule::rules};

rules! {
    REMOVED [Wire] "server-choice-removed" "A server that a caller can choose is gone."
        "Calls to it will fail, because the provider no longer documents it. Code that names it does not compile with the new \
         client.";
    ADDED [Additive] "server-choice-added" "There is another server that a caller can choose."
        "Existing calls are not affected.";
    VALUE_REMOVED [Wire] "server-value-removed" "A value of a variable in the address of a server is gone."
        "Calls to the address with this value will fail. Code that names it does not compile with the new client.";
    VALUE_ADDED [Additive] "server-value-added" "A variable in the address of a server has another value."
        "Existing calls are not affected.";
    VALUES [Source] "server-values-changed" "A variable in the address of a server has a list of values that it did not have, or has none any more."
        "Requests go to the same address. The type of the variable differs, so that old code does not compile.";
    DEFAULT [Behaviour] "server-value-default-changed" "The default of a variable in the address of a server differs."
        "Clients that choose the server and leave the variable out send requests to another address.";
}

/// Compares the choices. `reported` are the default servers that are reported already, as text.
pub(super) fn compare(comparison: &mut Comparison<'_>, reported: &[String]) {
    let (old, new) = (comparison.old.api, comparison.new.api);
    let (of_old, of_new) = (documented(old), documented(new));
    let mut found = Vec::new();
    for (choice, server) in servers(old) {
        let same = servers(new).find(|(_, other)| normal(&other.template) == normal(&server.template));
        let Some((_, other)) = same else {
            let template = normal(&server.template);
            if !of_new.contains(&template) && !reported.contains(&format!("`{template}`")) {
                let message = format!("calls to the server `{template}` will fail");
                found.push(change(&REMOVED, Class::Wire, server, message).item(item(choice, server)));
            }
            continue;
        };
        for variable in &server.variables {
            if let Some(other) = other.variables.iter().find(|other| other.name == variable.name) {
                found.extend(self::variable(server, variable, other));
            }
        }
    }
    for (choice, server) in servers(new) {
        let template = normal(&server.template);
        if !of_old.contains(&template) && !reported.contains(&format!("`{template}`")) {
            let message = format!("the server `{template}` can be chosen");
            found.push(change(&ADDED, Class::Additive, server, message).item(item(choice, server)));
        }
    }
    let mut seen = BTreeSet::new();
    for change in found {
        // Operations may have the same servers.
        let change = change.at(locate(&comparison.old), locate(&comparison.new));
        if seen.insert((change.rule.id, change.element.clone(), change.after.clone())) {
            comparison.push(change);
        }
    }
}

/// Where the servers of the document are.
fn locate(side: &Side<'_>) -> Location {
    side.locate(&Pointer::root().join("servers"))
}

/// The servers that a caller can choose from.
fn servers(api: &Api) -> impl Iterator<Item = (&ServerChoice, &Server)> {
    api.servers.choices.iter().flat_map(|choice| choice.servers.iter().map(move |server| (choice, server)))
}

/// The addresses of all servers.
fn documented(api: &Api) -> BTreeSet<String> {
    let default = api.default_server.address().map(normal);
    let own = api.operations.iter().filter_map(|operation| operation.server.as_ref()).map(|own| normal(&own.template));
    servers(api).map(|(_, server)| normal(&server.template)).chain(default).chain(own).collect()
}

fn change(rule: &'static Rule, class: Class, server: &Server, message: String) -> Change {
    Change::new(rule, class, format!("server `{}`", normal(&server.template)), message).direction(Direction::Request)
}

/// The variant of the server, or its type if it is the only one.
fn item(choice: &ServerChoice, server: &Server) -> String {
    match choice.servers.len() {
        1 => format!("server::{}", server.type_name),
        _ => format!("server::{}::{}", choice.name, server.variant),
    }
}

fn variable(server: &Server, old: &ServerVariable, new: &ServerVariable) -> Vec<Change> {
    let name = &old.name;
    let setter = format!("server::{}::{}", server.type_name, old.setter);
    let change = |rule, class, message: String| {
        let mut change = self::change(rule, class, server, message).item(setter.clone());
        change.element.push_str(&format!(" {name}"));
        change
    };
    let mut found = Vec::new();
    if old.values.is_empty() != new.values.is_empty() {
        let text = |values: &[String]| if values.is_empty() { "any".to_owned() } else { values.join(", ") };
        let message = format!("the type of the variable `{name}` differs");
        found.push(change(&VALUES, Class::Source, message).values(text(&old.values), text(&new.values)));
    } else {
        for value in old.values.iter().filter(|value| !new.values.contains(value)) {
            let message = format!("calls with `{value}` for `{name}` will fail");
            found.push(change(&VALUE_REMOVED, Class::Wire, message).values(value, "none"));
        }
        for value in new.values.iter().filter(|value| !old.values.contains(value)) {
            let message = format!("`{name}` can be `{value}`");
            found.push(change(&VALUE_ADDED, Class::Additive, message).values("none", value));
        }
    }
    if old.default != new.default {
        let text = |default: &Option<String>| default.clone().unwrap_or_else(|| "none".to_owned());
        let (before, after) = (text(&old.default), text(&new.default));
        let message = format!("the default of `{name}` is {after} instead of {before}");
        found.push(change(&DEFAULT, Class::Behaviour, message).values(before, after));
    }
    found
}
