//! Operations without an id, and ids that are no method names.
//!
//! ```yaml
//! get: { operationId: sc-public-v2-scp-get-current_user_data, … }       # before
//! ---
//! get: { operationId: get_user, x-moored-id: sc-public-…, … }           # after, with `[methods]` in moored.toml
//! ```
//!
//! progenitor demands an id and makes a name of it; two ids that are the same, or differ in case or dashes alone, would become one method. The later
//! one is named after its verb and path, with a number where that is taken as well.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    config::Config,
    naming::{method_name, type_name},
};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::operations,
};

/// Methods of the client that are no operations.
const OWN: &[&str] = &["builder", "base_address", "clone", "fmt"];

/// Methods whose call would have the name of something that the calls use.
const USED: &[&str] = &["call_options", "client", "error", "no_error_body", "operation", "response"];

pub(super) const PASS: Pass<Config> = Pass::configured(run);

pub(super) fn run(document: &mut Document, config: &Config, findings: &mut Findings) {
    let mut ids: BTreeMap<String, Pointer> = BTreeMap::new();
    let mut methods: BTreeMap<String, Pointer> = BTreeMap::new();
    let taken = call_names(document, config);
    for at in operations(&document.value) {
        let text = |key: &str| Some(at.get(&document.value)?.get(key)?.as_str()?.to_owned());
        let [.., path, verb] = at.keys() else { continue };
        let by_place = format!("{verb} {path}");
        let mut id = text("operationId");
        // What the document called it, which is what `[methods]` refers to, also where this pass has run before.
        let known = text("x-moored-id").or_else(|| id.clone());
        let mut setting = known.clone().unwrap_or_else(|| by_place.clone());
        if let Some(first) = known.and_then(|known| ids.insert(known, at.clone())) {
            let message =
                format!("operation id `{setting}` is used twice; this method is named after its verb and path");
            findings.push(
                Finding::new(&rules::DUPLICATE_OPERATION_ID, document.locate(&at.join("operationId")), message)
                    .note("first used", Some(document.locate(&first.join("operationId"))))
                    .help(format!("name it in moored.toml: [methods] \"{by_place}\" = \"…\"")),
            );
            (id, setting) = (None, by_place.clone());
        } else if id.is_none() && config.method_name(&setting).is_none() {
            let message = format!("this operation has no id; its method is `{}`", name_of(verb, path));
            findings.push(
                Finding::new(&rules::MISSING_OPERATION_ID, document.locate(&at), message)
                    .help(format!("name it in moored.toml: [methods] \"{by_place}\" = \"…\"")),
            );
        }
        let own = config
            .method_name(&setting)
            .unwrap_or_else(|| id.map_or_else(|| name_of(verb, path), |id| method_name(&id)));
        let wishes = [free(own, &taken), free(name_of(verb, path), &taken)];
        let name = first_free(&wishes, &methods);
        let [wish, _] = &wishes;
        if name != *wish {
            let place = document.locate(&at);
            let message = format!("the method `{wish}` exists already; this one is `{name}`");
            let first = methods.get(&key_of(wish)).map(|first| document.locate(first));
            findings.push(
                Finding::new(&rules::DUPLICATE_METHOD_NAME, place, message)
                    .note("it is the method of the operation", first)
                    .help("name one of them in moored.toml, under [methods]"),
            );
        }
        methods.insert(key_of(&name), at.clone());
        if let Some(Value::Object(operation)) = at.get_mut(&mut document.value) {
            operation.insert("x-moored-id".to_owned(), setting.into());
            operation.insert("operationId".to_owned(), name.into());
        }
    }
    say_unused(document, config, findings);
}

/// The call's type and its module are named after the method: they must differ as well.
fn key_of(name: &str) -> String {
    type_name(name).to_ascii_lowercase()
}

/// The first of `wishes` that no method has, or the last with the first number that makes it so.
fn first_free(wishes: &[String; 2], methods: &BTreeMap<String, Pointer>) -> String {
    let is_free = |name: &String| !methods.contains_key(&key_of(name));
    let [_, last] = wishes;
    let numbered = (2_usize..).map(|number| format!("{last}_{number}"));
    wishes.iter().cloned().chain(numbered).find(is_free).unwrap_or_else(|| last.clone())
}

/// `name`, or one like it that the client and the enums of `others` leave free.
fn free(name: String, others: &BTreeSet<String>) -> String {
    let name = if OWN.contains(&name.as_str()) { format!("{name}_") } else { name };
    // The types of what `list_pets` answers and sends are `ListPetsError`, `ListPetsSuccess`, `ListPetsBody` and `ListPetsForm`.
    let of_another = ["_error", "_success", "_body", "_form"]
        .iter()
        .any(|end| name.strip_suffix(end).is_some_and(|other| others.contains(other)));
    if USED.contains(&name.as_str()) || of_another { format!("{name}_call") } else { name }
}

/// Settings that name no operation.
fn say_unused(document: &Document, config: &Config, findings: &mut Findings) {
    for (id, setting) in &config.methods {
        let used = operations(&document.value).iter().any(|at| {
            at.get(&document.value).and_then(|operation| operation.get("x-moored-id"))
                == Some(&Value::from(id.get_ref().as_str()))
        });
        if !used {
            findings.push(config.unused(setting, format!("there is no operation `{}`", id.get_ref())));
        }
    }
}

/// The methods of all operations, before any of them has to make way for another.
fn call_names(document: &Document, config: &Config) -> BTreeSet<String> {
    let id = |at: &Pointer, key: &str| Some(at.get(&document.value)?.get(key)?.as_str()?.to_owned());
    let name = |at: &Pointer| {
        let [.., path, verb] = at.keys() else { return None };
        let known = id(at, "x-moored-id").or_else(|| id(at, "operationId")).unwrap_or_else(|| format!("{verb} {path}"));
        let own = || id(at, "operationId").map_or_else(|| name_of(verb, path), |id| method_name(&id));
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
    method_name(&format!("{verb} {}", words.join(" ")))
}
