//! progenitor and typify, kept where they can do no harm.
//!
//! Both are written for documents that their authors know and stop at others by panicking, some of them by filling the stack. They run on a
//! thread of their own with a large stack; a panic there is an error here.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, TypeImpl};
use syn::Item;

use super::Module;
use crate::{contract::Contract, lower::NATIVE, naming::snake_name};

/// Address space for the deepest schemas; pages that are not touched cost nothing.
const STACK: usize = 512 << 20;

/// The thread's name, by which the panic hook knows it.
const THREAD: &str = "moored-emit";

/// What progenitor makes of the schemas of `openapi`, with the types that are ours as given: a module for each type.
pub(super) fn run(openapi: OpenAPI, contract: &Contract) -> Result<Vec<Module>, String> {
    silence_panics_here();
    let shown: Vec<&str> =
        contract.strings.iter().filter(|string| string.is_shown()).map(|string| &*string.name).collect();
    let ours: Vec<(String, bool)> = contract.own_types().map(|name| (name.to_owned(), shown.contains(&name))).collect();
    let work = move || {
        // Nothing that the closure borrows outlives a panic in it.
        panic::catch_unwind(AssertUnwindSafe(|| generate(&openapi, &ours)))
            .unwrap_or_else(|panic| Err(format!("progenitor stopped: {}", words(panic.as_ref()))))
    };
    let tokens = thread::Builder::new()
        .name(THREAD.to_owned())
        .stack_size(STACK)
        .spawn(work)
        .map_err(|error| format!("no thread to run progenitor on: {error}"))?
        .join()
        .map_err(|panic| words(panic.as_ref()))??;
    let file: syn::File =
        syn::parse_str(&tokens).map_err(|error| format!("progenitor's output is no Rust: {error}"))?;
    split(file)
}

/// Tokens cannot leave their thread, so they leave as text. `ours` says of each type whether it has `Display`, which typify hands on to a type
/// that wraps it.
fn generate(openapi: &OpenAPI, ours: &[(String, bool)]) -> Result<String, String> {
    let mut settings = GenerationSettings::default();
    settings.with_map_type("::std::collections::BTreeMap");
    for native in NATIVE {
        settings.with_replacement(
            native.component,
            native.path,
            (!native.is_secret()).then_some(TypeImpl::Display).into_iter(),
        );
    }
    for (name, is_shown) in ours {
        settings.with_replacement(
            name,
            format!("crate::types::{name}"),
            is_shown.then_some(TypeImpl::Display).into_iter(),
        );
    }
    let tokens = Generator::new(&settings).generate_tokens(openapi).map_err(|error| format!("progenitor: {error}"))?;
    Ok(tokens.to_string())
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("without a word").to_owned()
}

/// Keeps the hook from printing panics of our thread, which become diagnostics.
fn silence_panics_here() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(THREAD) {
                usual(info);
            }
        }));
    });
}

/// Takes progenitor's file apart: the types, each with its implementations. The client is ours.
fn split(file: syn::File) -> Result<Vec<Module>, String> {
    let mut types: Vec<Module> = Vec::new();
    for item in file.items {
        let Item::Mod(module) = item else { continue };
        if module.ident != "types" {
            continue;
        }
        for item in module.content.map(|(_, items)| items).unwrap_or_default() {
            let name = match &item {
                Item::Struct(item) => Some(item.ident.to_string()),
                Item::Enum(item) => Some(item.ident.to_string()),
                // Defaults are gone by now, and the error is ours.
                Item::Mod(_) => continue,
                _ => None,
            };
            match name {
                Some(name) => types.push(Module {
                    name: snake_name(&name),
                    exports: vec![name],
                    file: syn::File { shebang: None, attrs: Vec::new(), items: vec![item] },
                }),
                // typify puts the implementations right behind their type.
                None => match types.last_mut() {
                    Some(module) => module.file.items.push(item),
                    None => return Err("typify made an implementation before any type".to_owned()),
                },
            }
        }
    }
    Ok(types)
}
