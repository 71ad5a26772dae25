//! The sources of a generated crate: a file for each type and each call, so that a reviewer sees what a change of the document changed.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::visit::Visit;

use super::Crate;
use crate::{
    contract::{BodyKind, Contract, Home, SchemeKind},
    emit::Module,
};

pub(super) fn render(parts: &Crate<'_>) -> BTreeMap<String, String> {
    let header = format!("// Written by `cargo xtask codegen` from {}. Edits go there, not here.\n", parts.document);
    let mut files = BTreeMap::new();
    let mut add = |path: String, file: &syn::File| {
        files.insert(path, format!("{header}\n{}", print(file)));
    };
    let emitted = parts.emitted;
    let has_types = !emitted.types.is_empty();
    let has_calls = !emitted.calls.is_empty();

    add("src/lib.rs".to_owned(), &lib(parts));
    add("src/client.rs".to_owned(), &emitted.client);
    if let Some(file) = &emitted.credential {
        add("src/credential.rs".to_owned(), file);
    }
    if let Some(file) = &emitted.server {
        add("src/server.rs".to_owned(), file);
    }
    for (path, file) in [("src/webhooks.rs", &emitted.webhooks), ("src/callbacks.rs", &emitted.callbacks)] {
        if let Some(file) = file {
            add(path.to_owned(), file);
        }
    }
    if has_calls {
        add(
            "src/operations.rs".to_owned(),
            &index("The calls, one module each. Their methods are on [`Client`](crate::Client).", &emitted.calls),
        );
        for module in &emitted.calls {
            add(format!("src/operations/{}.rs", module.name), &module.file);
        }
    }
    if has_types {
        let names: BTreeSet<&String> = emitted.types.iter().flat_map(|module| &module.exports).collect();
        add("src/types.rs".to_owned(), &index("What requests and answers hold.", &emitted.types));
        for module in &emitted.types {
            add(format!("src/types/{}.rs", module.name), &with_imports(module, &names));
        }
    }
    files
}

/// The root, with what a user needs who depends on this crate alone.
fn lib(parts: &Crate<'_>) -> syn::File {
    let emitted = parts.emitted;
    let credential = emitted.credential.is_some();
    let credential_module = credential.then(|| quote! { #[rustfmt::skip] mod credential; });
    let credential_export = credential.then(|| quote! { pub use credential::Credential; });
    let server = emitted.server.is_some().then(|| quote! { #[rustfmt::skip] pub mod server; });
    let has_choice = matches!(parts.lowered.contract.home, Home::Choice { .. });
    let server_export = has_choice.then(|| quote! { pub use server::Server; });
    let calls = (!emitted.calls.is_empty()).then(|| quote! { #[rustfmt::skip] pub mod operations; });
    let types = (!emitted.types.is_empty()).then(|| quote! { #[rustfmt::skip] pub mod types; });
    let webhooks = emitted.webhooks.is_some().then(|| quote! { #[rustfmt::skip] pub mod webhooks; });
    let callbacks = emitted.callbacks.is_some().then(|| quote! { #[rustfmt::skip] pub mod callbacks; });
    let mut names = vec!["BuildError", "CallOptions", "Error", "Field", "Response", "Retries", "Secret", "StatusCode"];
    let schemes = &parts.lowered.contract.schemes;
    if schemes.iter().any(|scheme| matches!(scheme.kind, SchemeKind::OAuth2 { .. })) {
        names.extend(["AccessToken", "TokenSource"]);
    }
    if parts.has_grants() {
        names.extend(["ClientAuthentication", "OAuth2"]);
    }
    if parts.lowered.contract.items().next().is_some() {
        names.extend(["ItemError", "Items"]);
    }
    if parts.has_events() {
        names.push("Event");
    }
    names.extend(given(&parts.lowered.contract));
    names.sort_unstable();
    let names = names.into_iter().map(|name| format_ident!("{name}"));
    // What prettyplease formats, rustfmt would format again.
    parse(quote! {
        #![doc = include_str!("../README.md")]

        #[rustfmt::skip]
        mod client;
        #credential_module
        #calls
        #server
        #types
        #webhooks
        #callbacks

        pub use client::{Client, ClientBuilder};
        #credential_export
        pub use moored_runtime as runtime;
        #[rustfmt::skip]
        pub use moored_runtime::{#(#names),*};
        #server_export
    })
}

/// The types of the runtime that bodies are given in.
fn given(contract: &Contract) -> BTreeSet<&'static str> {
    let bodies = contract.operations.iter().filter_map(|operation| operation.body.as_ref());
    let contents = bodies.flat_map(|body| &body.contents);
    let names = contents.flat_map(|content| match &content.kind {
        BodyKind::Json(_) | BodyKind::Form(..) => &[][..],
        BodyKind::Multipart(parts) if parts.is_empty() => &["Body", "FilePart", "Multipart"],
        BodyKind::Multipart(_) => &["Body", "FilePart"],
        BodyKind::Raw => &["Body"],
    });
    names.copied().collect()
}

/// The file of a type, which names the other types that it mentions.
fn with_imports(module: &Module, names: &BTreeSet<&String>) -> syn::File {
    let mut mentions = Mentions { names, found: BTreeSet::new() };
    mentions.visit_file(&module.file);
    let used: Vec<_> = mentions
        .found
        .into_iter()
        .filter(|name| !module.exports.contains(name))
        .map(|name| format_ident!("{name}"))
        .collect();
    let import: syn::Item = match used.as_slice() {
        [] => return module.file.clone(),
        [one] => syn::parse_quote!(use super::#one;),
        several => syn::parse_quote!(use super::{#(#several),*};),
    };
    let mut file = module.file.clone();
    let behind = file.items.iter().take_while(|item| matches!(item, syn::Item::Use(_))).count();
    file.items.insert(behind, import);
    file
}

/// A file that lists modules and exports their types.
fn index(text: &str, modules: &[Module]) -> syn::File {
    let text = format!(" {text}");
    let names = modules.iter().map(|module| format_ident!("{}", module.name));
    let exports = modules.iter().map(|module| {
        let name = format_ident!("{}", module.name);
        let exports: Vec<_> = module.exports.iter().map(|export| format_ident!("{export}")).collect();
        match exports.as_slice() {
            [one] => quote!(pub use #name::#one;),
            several => quote!(pub use #name::{#(#several),*};),
        }
    });
    parse(quote! {
        #![doc = #text]
        #(mod #names;)*
        #(#exports)*
    })
}

/// Tokens that this module made and that are a file.
fn parse(tokens: TokenStream) -> syn::File {
    syn::parse2(tokens).unwrap_or_else(|error| syn::File {
        shebang: None,
        attrs: Vec::new(),
        // Never seen, and if it is, the crate does not compile and says why.
        items: vec![syn::Item::Verbatim(error.to_compile_error())],
    })
}

/// The names among `names` that a file refers to as types.
struct Mentions<'a> {
    names: &'a BTreeSet<&'a String>,
    found: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Mentions<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let Some(first) = path.segments.first().filter(|_| path.leading_colon.is_none()) {
            let name = first.ident.to_string();
            if self.names.contains(&name) {
                self.found.insert(name);
            }
        }
        syn::visit::visit_path(self, path);
    }
}

/// prettyplease's text, with an empty line between items that are more than a line, and between methods.
fn print(file: &syn::File) -> String {
    let short = |item: &syn::Item| {
        matches!(item, syn::Item::Use(_))
            || matches!(item, syn::Item::Mod(module) if module.content.is_none() && module.attrs.is_empty())
    };
    let mut text = String::new();
    if !file.attrs.is_empty() {
        let head = syn::File { shebang: None, attrs: file.attrs.clone(), items: Vec::new() };
        text.push_str(prettyplease::unparse(&head).trim_end());
        text.push_str("\n\n");
    }
    let mut before: Option<&syn::Item> = None;
    for item in &file.items {
        let together = before.is_some_and(|before| {
            short(before) && short(item) && std::mem::discriminant(before) == std::mem::discriminant(item)
        });
        if before.is_some() && !together {
            text.push('\n');
        }
        let one = syn::File { shebang: None, attrs: Vec::new(), items: vec![item.clone()] };
        let printed = prettyplease::unparse(&one);
        match item {
            syn::Item::Impl(_) => text.push_str(&printed.replace("\n    }\n    ", "\n    }\n\n    ")),
            _ => text.push_str(&printed),
        }
        before = Some(item);
    }
    text
}
