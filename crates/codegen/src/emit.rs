//! Emission: generates Rust from the model.
//!
//! Types (`types`) depend on the boxes that progenitor generates (`skeletons`). Everything else depends on the model
//! alone: calls with named optional parameters (`call`), responses typed by status (`responses`), webhooks and
//! callbacks (`webhooks`), the client (`client`), its credentials (`credential`) and its servers (`servers`).

mod bounds;
mod call;
mod client;
mod credential;
pub(crate) mod docs;
mod groups;
mod receiver;
mod responses;
pub(crate) mod rust_type;
mod servers;
mod skeletons;
mod types;
mod webhooks;

use moored_document::{
    finding::{Finding, Findings, Location},
    rules,
    source::Source,
};
use moored_model::api::{Api, WebhookKind};
use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use serde::Serialize;

pub(crate) use call::{CallItems, CallPages, CallStream, CallTable, OtherRepresentation, Setter};
use skeletons::Skeletons;

/// The parts of a client.
pub struct Emitted {
    /// Each type with its implementations, in the order of the names.
    pub types: Vec<Module>,
    /// Each call, in the order of the document.
    pub calls: Vec<Module>,
    /// The head of the module of each group: its documentation and the handle.
    pub groups: Vec<Module>,
    /// The client and its builder.
    pub client: syn::File,
    /// The credential, if the document has security schemes.
    pub credential: Option<syn::File>,
    /// The servers that a caller may choose from, if there is a choice.
    pub server: Option<syn::File>,
    /// The bounds of what requests contain, if there are any.
    pub bounds: Option<syn::File>,
    /// Functions that decode webhooks, if the document has any.
    pub webhooks: Option<syn::File>,
    /// Functions that decode callbacks, if the document has any.
    pub callbacks: Option<syn::File>,
}

/// One file of a client.
pub struct Module {
    /// The name of the module and of its file.
    pub name: String,
    /// The module of the group that a call belongs to.
    pub group: Option<String>,
    /// The types to re-export.
    pub exports: Vec<String>,
    /// The contents.
    pub file: syn::File,
    /// The methods that send a call; empty for a type.
    pub ways: Ways,
    /// The arguments of the macro `call!` in the file.
    pub(crate) table: Option<CallTable>,
}

/// The methods that send a call, besides `send` and `send_with`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ways {
    /// The method that returns the body of a success as a stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<String>,
    /// The method that returns the items of a success as a stream.
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<String>,
    /// The methods that walk the pages of a list. `client.json` has them beside how the pages are found.
    #[serde(skip)]
    pub pages: Option<PageWays>,
    /// The methods that request other media types.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
}

/// The methods that walk the pages of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageWays {
    /// The method that returns the pages.
    pub pages: String,
    /// The method that returns their items.
    pub items: String,
}

/// A method that requests other media types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// Its name.
    pub method: String,
    /// The media types.
    pub media_types: Vec<String>,
}

/// Generates the client that `api` describes; `source` is the text of the document.
///
/// # Errors
/// [`rules::EMISSION`] if progenitor fails or a file is not valid Rust. Both are defects of the generator.
pub fn client(api: &Api, source: &Source) -> Result<Emitted, Findings> {
    emit(api).map_err(|message| Finding::new(&rules::EMISSION, Location::start_of(source), message).into())
}

fn emit(api: &Api) -> Result<Emitted, String> {
    let skeletons = Skeletons::make(&api.types)?;
    let tables = bounds::Tables::of(api);
    let webhooks = |kind: WebhookKind| webhooks::emit(api, kind).map(file).transpose();
    Ok(Emitted {
        types: types::emit(api, &skeletons)?,
        calls: api
            .operations
            .iter()
            .map(|operation| call::emit(operation, &api.types, &tables))
            .collect::<Result<_, _>>()?,
        groups: api
            .groups
            .iter()
            .map(|group| module(group.module.clone(), vec![group.handle.clone()], groups::emit(group, api)))
            .collect::<Result<_, _>>()?,
        client: file(client::emit(api))?,
        credential: credential::emit(api).map(file).transpose()?,
        server: servers::emit(api).map(file).transpose()?,
        bounds: tables.module().map(file).transpose()?,
        webhooks: webhooks(WebhookKind::Webhook)?,
        callbacks: webhooks(WebhookKind::Callback)?,
    })
}

fn file(tokens: TokenStream) -> Result<syn::File, String> {
    syn::parse2(tokens).map_err(|error| error.to_string())
}

fn module(name: String, exports: Vec<String>, tokens: TokenStream) -> Result<Module, String> {
    let file = file(tokens).map_err(|error| format!("`{name}` is no Rust: {error}"))?;
    Ok(Module { name, group: None, exports, file, ways: Ways::default(), table: None })
}

/// Converts a name from the naming module to an identifier.
fn ident(name: &str) -> Ident {
    format_ident!("{}", name)
}
