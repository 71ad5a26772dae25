//! Emission: a lowered document in, Rust out.
//!
//! progenitor makes the types; this file and those below it are the only ones that know it. What they are used in is said here: calls with
//! named optional parameters (`call`), answers typed by status (`answers`), the client (`client`), its credentials (`credential`) and servers (`servers`), strings
//! with rules (`strings`), choices (`unions`) and
//! tuples (`tuples`). Whatever it does wrong becomes a finding.

mod answers;
mod call;
mod client;
mod credential;
pub(crate) mod docs;
mod engine;
mod openapi;
mod received;
pub(crate) mod rust_type;
mod servers;
mod strings;
mod tuples;
mod unions;
mod untyped;

use crate::front::Lowered;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::json;

use moored_document::{
    finding::{Finding, Findings, Location},
    pointer::Pointer,
    rules,
};
use moored_model::{
    api::{Operation, Received},
    naming::{module_name, type_name},
};

/// The parts of a client, before [`crate::polish`].
pub struct Emitted {
    /// Schemas that have no type.
    pub losses: Findings,
    /// Each type with everything that is implemented for it, by name and in the order of the names.
    pub types: Vec<Module>,
    /// Each call, in the order of the document.
    pub calls: Vec<Module>,
    /// The client and its builder.
    pub client: syn::File,
    /// The credential, where the document has security schemes.
    pub credential: Option<syn::File>,
    /// The servers that a caller may choose among, where there is a choice.
    pub server: Option<syn::File>,
    /// Functions that decode webhooks, where the document has some.
    pub webhooks: Option<syn::File>,
    /// Functions that decode callbacks, where the document has some.
    pub callbacks: Option<syn::File>,
}

/// One file of a client.
pub struct Module {
    /// The module's name, which is the file's.
    pub name: String,
    /// The types that are to be re-exported.
    pub exports: Vec<String>,
    /// The file.
    pub file: syn::File,
}

impl Module {
    /// Whether it is that of a call whose method `name` takes no arguments.
    pub(crate) fn is_without_arguments(&self, name: &str) -> bool {
        let methods = self.file.items.iter().filter_map(|item| match item {
            syn::Item::Impl(item) => Some(&item.items),
            _ => None,
        });
        methods.flatten().any(|item| match item {
            syn::ImplItem::Fn(function) => function.sig.ident == name && function.sig.inputs.len() == 1,
            _ => false,
        })
    }
}

/// Turns `lowered` into Rust.
///
/// # Errors
/// [`rules::EMISSION`] with progenitor's words where it stops.
pub fn client(lowered: &Lowered) -> Result<Emitted, Findings> {
    let failed = |message: String| {
        let place = Location::start_of(lowered.document.source());
        Findings::from(Finding::new(&rules::EMISSION, place, message))
    };
    let contract = &lowered.contract;
    let make = |schemas| engine::run(&openapi::typed(openapi::with_schemas(json!({}), schemas))?, contract);
    let (mut types, untyped) = untyped::settle(lowered.known_schemas(), &make).map_err(failed)?;
    for string in &contract.strings {
        types
            .push(module(module_name(&string.name), vec![string.name.clone()], strings::emit(string)).map_err(failed)?);
    }
    for tuple in &contract.tuples {
        types.push(module(module_name(&tuple.name), vec![tuple.name.clone()], tuples::emit(tuple)).map_err(failed)?);
    }
    for union in &contract.unions {
        types.push(module(module_name(&union.name), vec![union.name.clone()], unions::emit(union)).map_err(failed)?);
    }
    types.sort_by(|one, other| one.name.cmp(&other.name));
    let mut calls = Vec::new();
    for operation in &contract.operations {
        let answers = answers::emit(operation);
        let mut exports = vec![call_name(operation)];
        exports.extend(answers.exports.clone());
        let (call, given) = call::emit(operation, &answers);
        exports.extend(given);
        let enums = answers.enums;
        let file = quote! { #call #enums };
        calls.push(module(module_name(&operation.method), exports, file).map_err(failed)?);
    }
    let (callbacks, webhooks): (Vec<Received>, Vec<Received>) =
        contract.received.iter().cloned().partition(|received| received.is_callback);
    let file = |tokens: TokenStream| syn::parse2(tokens).map_err(|error| failed(error.to_string()));
    let mut losses = Findings::default();
    for (name, words) in untyped {
        let at = Pointer::root().join("components").join("schemas").join(&name);
        let finding =
            Finding::new(&rules::UNTYPED_SCHEMA, lowered.document.locate(&at), format!("`{name}` has no type"));
        losses.push(finding.note(words, None));
    }
    Ok(Emitted {
        losses,
        types,
        calls,
        client: file(client::emit(contract))?,
        credential: credential::emit(contract).map(file).transpose()?,
        server: servers::emit(contract).map(file).transpose()?,
        webhooks: received::emit(&webhooks, WEBHOOKS).map(file).transpose()?,
        callbacks: received::emit(&callbacks, CALLBACKS).map(file).transpose()?,
    })
}

const WEBHOOKS: &str = "What the provider sends to an address that was agreed upon with it: a function for each webhook, which decodes its body.";
const CALLBACKS: &str =
    "What the provider sends to an address that a call gave it: a function for each callback, which decodes its body.";

/// The type of an operation's call.
fn call_name(operation: &Operation) -> String {
    type_name(&operation.method)
}

fn module(name: String, exports: Vec<String>, tokens: TokenStream) -> Result<Module, String> {
    let file = syn::parse2(tokens).map_err(|error| format!("`{name}` is no Rust: {error}"))?;
    Ok(Module { name, exports, file })
}

/// A name that the naming module made, as a token.
fn ident(name: &str) -> proc_macro2::Ident {
    format_ident!("{}", name)
}
