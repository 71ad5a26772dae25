//! What the crates of the generator offer and nobody outside uses.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, Visibility};

use crate::mentions::{attributes, is_test_only};
use crate::sources::SourceFile;

/// The crates whose public items others have to use. The runtime and the clients are used by whoever depends on them.
const OFFERING: [&str; 3] = ["crates/codegen/", "crates/document/", "crates/model/"];

/// Every public item that no other crate and no test names and that no public signature of its own crate needs, and
/// every public method that nobody calls.
pub(crate) fn unused_items(sources: &[SourceFile]) -> Vec<String> {
    let identifiers: BTreeMap<&str, Identifiers> =
        sources.iter().map(|file| (file.path.as_str(), identifiers(&file.text))).collect();
    let mut found = Vec::new();
    for folder in OFFERING {
        let own = format!("{folder}src/");
        let files: Vec<(&str, syn::File)> = sources
            .iter()
            .filter(|file| file.path.starts_with(&own))
            .map(|file| (file.path.as_str(), syn::parse_file(&file.text).unwrap()))
            .collect();
        let mut needed = Identifiers::new();
        files.iter().for_each(|(_, file)| signatures(&file.items, &mut needed));
        for (path, file) in &files {
            for name in public_names(&file.items) {
                let is_used = identifiers
                    .iter()
                    .any(|(user, identifiers)| !user.starts_with(&own) && identifiers.contains_key(&name));
                if !is_used && !needed.contains_key(&name) {
                    found.push(format!("{path}: nobody outside of the crate names `{name}`"));
                }
            }
            for name in public_methods(&file.items) {
                // Once is where it is defined.
                if identifiers.values().filter_map(|identifiers| identifiers.get(&name)).sum::<usize>() == 1 {
                    found.push(format!("{path}: nobody calls `{name}`"));
                }
            }
        }
    }
    found
}

/// Identifiers, and how often they stand there.
type Identifiers = BTreeMap<String, usize>;

/// Every identifier of a file. Comments are literals among its tokens, and name nothing.
fn identifiers(text: &str) -> Identifiers {
    let mut found = Identifiers::new();
    // A generated sample need not be Rust.
    if let Ok(tokens) = text.parse::<TokenStream>() {
        add_identifiers(tokens, &mut found);
    }
    found
}

fn add_identifiers(tokens: TokenStream, found: &mut Identifiers) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => add_identifiers(group.stream(), found),
            TokenTree::Ident(name) => *found.entry(name.to_string()).or_default() += 1,
            _ => {}
        }
    }
}

/// The names of public methods and functions of types.
pub(crate) fn public_methods(items: &[Item]) -> Vec<String> {
    let items = items.iter().filter(|item| !is_test_only(attributes(item)));
    let members = items.filter_map(|item| match item {
        Item::Impl(item) if item.trait_.is_none() => Some(&item.items),
        _ => None,
    });
    let methods = members.flatten().filter_map(|member| match member {
        syn::ImplItem::Fn(method) if matches!(method.vis, Visibility::Public(_)) => Some(method.sig.ident.to_string()),
        _ => None,
    });
    methods.collect()
}

/// The names of public items in a module.
pub(crate) fn public_names(items: &[Item]) -> Vec<String> {
    let mut names = Vec::new();
    for item in items.iter().filter(|item| !is_test_only(attributes(item))) {
        let (visibility, name) = match item {
            Item::Const(item) => (&item.vis, &item.ident),
            Item::Enum(item) => (&item.vis, &item.ident),
            Item::Fn(item) => (&item.vis, &item.sig.ident),
            Item::Static(item) => (&item.vis, &item.ident),
            Item::Struct(item) => (&item.vis, &item.ident),
            Item::Trait(item) => (&item.vis, &item.ident),
            Item::Type(item) => (&item.vis, &item.ident),
            _ => continue,
        };
        if matches!(visibility, Visibility::Public(_)) {
            names.push(name.to_string());
        }
    }
    names
}

/// The names in the public signatures of items: what they take, give and hold.
fn signatures(items: &[Item], needed: &mut Identifiers) {
    for item in items.iter().filter(|item| !is_test_only(attributes(item))) {
        let is_public = |visibility: &Visibility| matches!(visibility, Visibility::Public(_));
        let mut add = |tokens: TokenStream| add_identifiers(tokens, needed);
        match item {
            Item::Fn(item) if is_public(&item.vis) => {
                add(item.sig.inputs.to_token_stream());
                add(item.sig.output.to_token_stream());
                add(item.sig.generics.to_token_stream());
            }
            Item::Struct(item) if is_public(&item.vis) => {
                for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                    add(field.ty.to_token_stream());
                }
            }
            Item::Enum(item) if is_public(&item.vis) => {
                for field in item.variants.iter().flat_map(|variant| &variant.fields) {
                    add(field.ty.to_token_stream());
                }
            }
            Item::Const(item) if is_public(&item.vis) => add(item.ty.to_token_stream()),
            Item::Static(item) if is_public(&item.vis) => add(item.ty.to_token_stream()),
            Item::Type(item) if is_public(&item.vis) => add(item.ty.to_token_stream()),
            Item::Trait(item) if is_public(&item.vis) => {
                add(item.items.iter().map(ToTokens::to_token_stream).collect())
            }
            Item::Impl(item) => {
                for member in &item.items {
                    match member {
                        syn::ImplItem::Fn(method) if item.trait_.is_some() || is_public(&method.vis) => {
                            add(method.sig.inputs.to_token_stream());
                            add(method.sig.output.to_token_stream());
                            add(method.sig.generics.to_token_stream());
                        }
                        syn::ImplItem::Type(associated) => add(associated.ty.to_token_stream()),
                        syn::ImplItem::Const(constant) if is_public(&constant.vis) => {
                            add(constant.ty.to_token_stream())
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}
