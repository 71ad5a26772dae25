//! Operations without an id, and ids that are no method names.
//!
//! ```yaml
//! get: { operationId: sc-public-v2-scp-get-current_user_data, … }       # before
//! ---
//! get: { operationId: get_user, x-moored-id: sc-public-…, … }           # after, with `[methods]` in moored.toml
//! ```
//!
//! progenitor demands an id and makes a name of it; two ids that differ in case or dashes alone would become one method.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    config::Config,
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    naming::{snake_name, type_name},
    pointer::Pointer,
    rules,
    schemas::operations,
};

/// Methods of the client that are no operations.
const OWN: &[&str] = &["builder", "base_address", "clone", "fmt"];

/// Methods whose call would have the name of something that the calls use.
const USED: &[&str] = &["call_options", "client", "error", "no_error_body", "operation", "response"];

pub(super) fn run(document: &mut Document, config: &Config, diagnostics: &mut Diagnostics) {
    let mut ids: BTreeMap<String, Pointer> = BTreeMap::new();
    let mut methods: BTreeMap<String, Pointer> = BTreeMap::new();
    let taken = call_names(document, config);
    for at in operations(&document.value) {
        let id =
            at.get(&document.value).and_then(|operation| operation.get("operationId")?.as_str()).map(str::to_owned);
        let [.., path, verb] = at.keys() else { continue };
        // What the document called it, which is what `[methods]` refers to, also where this pass has run before.
        let told =
            at.get(&document.value).and_then(|operation| operation.get("x-moored-id")?.as_str()).map(str::to_owned);
        let known = told.or_else(|| id.clone());
        let setting = known.clone().unwrap_or_else(|| format!("{verb} {path}"));
        let name = match &id {
            Some(id) => {
                if let Some(first) = known.as_ref().and_then(|known| ids.insert(known.clone(), at.clone())) {
                    let place = document.place(&at.join("operationId"));
                    diagnostics.push(
                        Diagnostic::new(&rules::DUPLICATE_OPERATION_ID, place, format!("operation id `{id}` is used twice"))
                            .note("first used", Some(document.place(&first.join("operationId"))))
                            .help(format!("rename one in overlay.yaml:\n- target: $.paths['{path}'].{verb}\n  update: {{ operationId: … }}")),
                    );
                    continue;
                }
                config.method_name(&setting).unwrap_or_else(|| snake_name(id))
            }
            None => config.method_name(&setting).unwrap_or_else(|| {
                let name = name_of(verb, path);
                let message = format!("this operation has no id; its method is `{name}`");
                diagnostics.push(
                    Diagnostic::new(&rules::MISSING_OPERATION_ID, document.place(&at), message)
                        .help(format!("name it in moored.toml: [methods] \"{verb} {path}\" = \"…\"")),
                );
                name
            }),
        };
        let name = if OWN.contains(&name.as_str()) { format!("{name}_") } else { name };
        // The enums of the answers of `list_pets` are `ListPetsError` and `ListPetsSuccess`.
        let of_another =
            ["_error", "_success"].iter().any(|end| name.strip_suffix(end).is_some_and(|other| taken.contains(other)));
        let name = if USED.contains(&name.as_str()) || of_another { format!("{name}_call") } else { name };
        // The call's type and its module are named after the method: they must differ as well.
        let key = type_name(&name).to_ascii_lowercase();
        if let Some(first) = methods.insert(key, at.clone()) {
            diagnostics.push(
                Diagnostic::new(
                    &rules::DUPLICATE_METHOD_NAME,
                    document.place(&at),
                    format!("the method `{name}` exists already"),
                )
                .note("it is the method of the operation", Some(document.place(&first)))
                .help("name one of them in moored.toml, under [methods]"),
            );
            continue;
        }
        if let Some(Value::Object(operation)) = at.get_mut(&mut document.value) {
            operation.insert("x-moored-id".to_owned(), setting.into());
            operation.insert("operationId".to_owned(), name.into());
        }
    }
    for (id, setting) in &config.methods {
        let used = operations(&document.value).iter().any(|at| {
            at.get(&document.value).and_then(|operation| operation.get("x-moored-id"))
                == Some(&Value::from(id.get_ref().as_str()))
        });
        if !used {
            diagnostics.push(config.unused(setting, format!("there is no operation `{}`", id.get_ref())));
        }
    }
}

/// The methods of all operations, before any of them has to make way for another.
fn call_names(document: &Document, config: &Config) -> BTreeSet<String> {
    let id = |at: &Pointer, key: &str| Some(at.get(&document.value)?.get(key)?.as_str()?.to_owned());
    let name = |at: &Pointer| {
        let [.., path, verb] = at.keys() else { return None };
        let known = id(at, "x-moored-id").or_else(|| id(at, "operationId")).unwrap_or_else(|| format!("{verb} {path}"));
        let own = || id(at, "operationId").map_or_else(|| name_of(verb, path), |id| snake_name(&id));
        Some(config.method_name(&known).unwrap_or_else(own))
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
    snake_name(&format!("{verb} {}", words.join(" ")))
}
