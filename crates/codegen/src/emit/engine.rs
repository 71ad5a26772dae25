//! progenitor and typify, kept where they can do no harm.
//!
//! Both are written for documents that their authors know and stop at others by panicking; a panic of theirs is an error here. The room that
//! they need is that of [`crate::guard`].

use std::collections::HashSet;

use openapiv3::OpenAPI;
use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, TypeImpl};
use syn::Item;

use super::Module;
use crate::guard;
use moored_model::{api::Contract, naming::module_name, native::NATIVE};

/// What progenitor makes of the schemas of `openapi`, with the types that are ours as given: a module for each type.
pub(super) fn run(openapi: &OpenAPI, contract: &Contract) -> Result<Vec<Module>, String> {
    let tokens =
        guard::caught(|| generate(openapi, contract)).map_err(|words| format!("progenitor stopped: {words}"))??;
    let file: syn::File = syn::parse2(tokens).map_err(|error| format!("progenitor's output is no Rust: {error}"))?;
    split(file)
}

fn generate(openapi: &OpenAPI, contract: &Contract) -> Result<TokenStream, String> {
    let mut settings = GenerationSettings::default();
    settings.with_map_type("::std::collections::BTreeMap");
    for native in NATIVE {
        let display = (!native.is_secret()).then_some(TypeImpl::Display);
        settings.with_replacement(native.component, native.path, display.into_iter());
    }
    // A type that has `Display` hands it on to one that typify wraps around it.
    let shown = contract.strings.iter().filter(|string| string.is_shown()).map(|string| string.name.as_str());
    let shown: HashSet<&str> = shown.collect();
    for name in contract.own_types() {
        let display = shown.contains(name).then_some(TypeImpl::Display);
        settings.with_replacement(name, format!("crate::types::{name}"), display.into_iter());
    }
    Generator::new(&settings).generate_tokens(openapi).map_err(|error| format!("progenitor: {error}"))
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
                    name: module_name(&name),
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
