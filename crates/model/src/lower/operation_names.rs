//! Gives each operation the name of its method as its id, and keeps the id of the document beside it.
//!
//! ```yaml
//! # before
//! get: { operationId: sc-public-v2-scp-get-current_user_data, … }
//! ---
//! # after, with `[methods]` in moored.toml
//! get: { operationId: get_user, x-moored-id: sc-public-v2-scp-get-current_user_data, … }
//! ```
//!
//! The method of an operation, its type and its module are named after the id ([Operation
//! Object](https://spec.openapis.org/oas/v3.1.1.html#operation-object)), which is optional and need not be a Rust name.
//! An operation without an id is named after its HTTP method and path. So is the later one of two whose ids are the
//! same, or differ in case or dashes only; it gets a number if that name is taken as well.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::operations,
};
use serde_json::Value;

use crate::{
    config::Config,
    naming::{method_name, type_name},
};

/// Methods of the client that are not operations.
const CLIENT_METHODS: &[&str] = &["builder", "base_address", "clone", "fmt"];

/// Methods whose call would have the name of something that the modules of calls use.
const USED_BY_CALLS: &[&str] = &["call_options", "client", "error", "no_error_body", "operation", "response"];

pub(super) const PASS: Pass<Config> = Pass::configured(run);

fn run(document: &mut Document, config: &Config, findings: &mut Findings) {
    let mut names = Names { ids: BTreeMap::new(), methods: BTreeMap::new(), calls: call_names(document, config) };
    let mut used: BTreeSet<String> = BTreeSet::new();
    for operation in operations(&document.value) {
        let Some((setting, name)) = names.choose(document, config, &operation, findings) else { continue };
        used.insert(setting.clone());
        if let Some(Value::Object(members)) = operation.get_mut(&mut document.value) {
            members.insert("x-moored-id".to_owned(), setting.into());
            members.insert("operationId".to_owned(), name.into());
        }
    }
    for (id, setting) in config.methods.iter().filter(|(id, _)| !used.contains(id.get_ref())) {
        findings.push(config.unused(setting, format!("the operation `{}` does not exist", id.get_ref())));
    }
}

/// The names that operations have.
struct Names {
    /// The operations with an id, by the id in the document.
    ids: BTreeMap<String, Pointer>,
    /// The operations with a method, by [`key_of`] it.
    methods: BTreeMap<String, Pointer>,
    /// See [`call_names`].
    calls: BTreeSet<String>,
}

impl Names {
    /// What the key of `operation` in `[methods]` would be, and the name of its method.
    fn choose(
        &mut self,
        document: &Document,
        config: &Config,
        operation: &Pointer,
        findings: &mut Findings,
    ) -> Option<(String, String)> {
        let [.., path, verb] = operation.keys() else { return None };
        let by_path = format!("{verb} {path}");
        let help = || format!("set its name in moored.toml: [methods] \"{by_path}\" = \"…\"");
        let mut id = text(document, operation, "operationId");
        // The id in the document, which `[methods]` refers to, also if this pass has run before.
        let known = text(document, operation, "x-moored-id").or_else(|| id.clone());
        let mut setting = known.clone().unwrap_or_else(|| by_path.clone());
        if let Some(first) = known.and_then(|known| self.ids.insert(known, operation.clone())) {
            let message =
                format!("operation id `{setting}` is used twice; this method is named after its HTTP method and path");
            let location = document.locate(&operation.join("operationId"));
            findings.push(
                Finding::new(&rules::DUPLICATE_OPERATION_ID, location, message)
                    .note("first used", Some(document.locate(&first.join("operationId"))))
                    .help(help()),
            );
            (id, setting) = (None, by_path.clone());
        } else if id.is_none() && config.method_name(&setting).is_none() {
            let message = format!("the operation has no `operationId`; its method is `{}`", name_of(verb, path));
            let location = document.locate(operation);
            findings.push(Finding::new(&rules::MISSING_OPERATION_ID, location, message).help(help()));
        }
        let by_id = id.map_or_else(|| name_of(verb, path), |id| method_name(&id));
        let first_choice = self.avoiding_conflicts(config.method_name(&setting).unwrap_or(by_id));
        let name = self.first_free([&first_choice, &self.avoiding_conflicts(name_of(verb, path))]);
        if name != first_choice {
            let message = format!("the method name `{first_choice}` is already used; this method is `{name}`");
            let first = self.methods.get(&key_of(&first_choice)).map(|first| document.locate(first));
            findings.push(
                Finding::new(&rules::DUPLICATE_METHOD_NAME, document.locate(operation), message)
                    .note("first used", first)
                    .help("rename one of them in moored.toml, under [methods]"),
            );
        }
        self.methods.insert(key_of(&name), operation.clone());
        Some((setting, name))
    }

    /// The first of `candidates` that no method has, or the last one with the first number that no method has.
    fn first_free(&self, candidates: [&String; 2]) -> String {
        let is_free = |name: &String| !self.methods.contains_key(&key_of(name));
        let [_, last] = candidates;
        let numbered = (2_usize..).map(|number| format!("{last}_{number}"));
        candidates.into_iter().cloned().chain(numbered).find(is_free).unwrap_or_else(|| last.clone())
    }

    /// `name`, with a suffix if the client, its calls or the types of another operation use the name.
    fn avoiding_conflicts(&self, name: String) -> String {
        let name = if CLIENT_METHODS.contains(&name.as_str()) { format!("{name}_") } else { name };
        // The types of the operation `list_pets` are `ListPetsError`, `ListPetsSuccess`, `ListPetsBody` and
        // `ListPetsForm`.
        let is_type_of_another = ["_error", "_success", "_body", "_form"]
            .iter()
            .any(|suffix| name.strip_suffix(suffix).is_some_and(|other| self.calls.contains(other)));
        if USED_BY_CALLS.contains(&name.as_str()) || is_type_of_another { format!("{name}_call") } else { name }
    }
}

fn text(document: &Document, operation: &Pointer, key: &str) -> Option<String> {
    Some(operation.get(&document.value)?.get(key)?.as_str()?.to_owned())
}

/// The type and the module of a call are named after the method. They must differ as well.
fn key_of(name: &str) -> String {
    type_name(name).to_ascii_lowercase()
}

/// The methods that operations would have without any conflict.
fn call_names(document: &Document, config: &Config) -> BTreeSet<String> {
    let name = |operation: &Pointer| {
        let [.., path, verb] = operation.keys() else { return None };
        let id = text(document, operation, "operationId");
        let known = text(document, operation, "x-moored-id").or_else(|| id.clone());
        let by_id = || id.map_or_else(|| name_of(verb, path), |id| method_name(&id));
        let known = known.unwrap_or_else(|| format!("{verb} {path}"));
        Some(config.method_name(&known).unwrap_or_else(by_id))
    };
    operations(&document.value).iter().filter_map(name).collect()
}

/// `get /pets/{id}` → `get_pets_by_id`.
fn name_of(verb: &str, path: &str) -> String {
    let words: Vec<String> = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| if part.starts_with('{') { format!("by {part}") } else { part.to_owned() })
        .collect();
    method_name(&format!("{verb} {}", words.join(" ")))
}
