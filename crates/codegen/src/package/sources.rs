//! The sources of a generated crate: a file for each type and each call, so that a reviewer sees what a change of the document changed.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Crate, text::print};
use crate::emit::{Emitted, Module};
use moored_model::api::{Api, BodyKind, Home, SchemeKind};

/// What begins every file.
pub(super) fn header(parts: &Crate<'_>) -> String {
    format!("// Written by `cargo xtask codegen` from {}. Edits go there, not here.\n", parts.document)
}

/// The files that say what there is.
pub(super) fn heads(parts: &Crate<'_>, header: &str) -> BTreeMap<String, String> {
    let emitted = parts.emitted;
    let mut files = BTreeMap::new();
    let mut add = |path: &str, file: syn::File| {
        files.insert(path.to_owned(), format!("{header}\n{}", print(file)));
    };
    add("src/lib.rs", lib(parts));
    if !emitted.calls.is_empty() {
        let text = "The calls, one module each. Their methods are on [`Client`](crate::Client).";
        add("src/operations.rs", index(text, &emitted.calls));
    }
    if !emitted.types.is_empty() {
        add("src/types.rs", index("What requests and answers hold.", &emitted.types));
    }
    files
}

/// The files that say what it is. Each is let go of once it is text: there may be thousands.
pub(super) fn bodies(emitted: Emitted, header: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut add = |path: String, file: syn::File| {
        files.insert(path, format!("{header}\n{}", print(file)));
    };
    let Emitted { types, calls, client, credential, server, webhooks, callbacks } = emitted;
    add("src/client.rs".to_owned(), client);
    let others = [("credential", credential), ("server", server), ("webhooks", webhooks), ("callbacks", callbacks)];
    for (name, file) in others {
        if let Some(file) = file {
            add(format!("src/{name}.rs"), file);
        }
    }
    for module in calls {
        add(format!("src/operations/{}.rs", module.name), module.file);
    }
    for module in types {
        add(format!("src/types/{}.rs", module.name), module.file);
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
    let has_choice = matches!(parts.api.home, Home::Choice { .. });
    let server_export = has_choice.then(|| quote! { pub use server::Server; });
    let calls = (!emitted.calls.is_empty()).then(|| quote! { #[rustfmt::skip] pub mod operations; });
    let types = (!emitted.types.is_empty()).then(|| quote! { #[rustfmt::skip] pub mod types; });
    let webhooks = emitted.webhooks.is_some().then(|| quote! { #[rustfmt::skip] pub mod webhooks; });
    let callbacks = emitted.callbacks.is_some().then(|| quote! { #[rustfmt::skip] pub mod callbacks; });
    let mut names = vec!["BuildError", "CallOptions", "Error", "Field", "Response", "Retries", "Secret", "StatusCode"];
    let schemes = &parts.api.schemes;
    if schemes.iter().any(|scheme| matches!(scheme.kind, SchemeKind::OAuth2 { .. })) {
        names.extend(["AccessToken", "TokenSource"]);
    }
    if parts.has_grants() {
        names.extend(["ClientAuthentication", "OAuth2"]);
    }
    if parts.api.items().next().is_some() {
        names.extend(["ItemError", "Items"]);
    }
    if parts.has_events() {
        names.push("Event");
    }
    names.extend(given(&parts.api));
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
fn given(api: &Api) -> BTreeSet<&'static str> {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let contents = bodies.flat_map(|body| &body.contents);
    let names = contents.flat_map(|content| match &content.kind {
        BodyKind::Json(_) | BodyKind::Form(..) => &[][..],
        BodyKind::Multipart(parts) if parts.is_empty() => &["Body", "FilePart", "Multipart"],
        BodyKind::Multipart(_) => &["Body", "FilePart"],
        BodyKind::Raw => &["Body"],
    });
    names.copied().collect()
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
