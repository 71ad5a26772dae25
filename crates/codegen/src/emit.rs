//! Emission: the model in, Rust out.
//!
//! Types (`types`) are written around what progenitor makes of them (`skeletons`); calls with named optional parameters (`call`), responses
//! typed by status (`responses`), webhooks and callbacks (`webhooks`), the client (`client`), its credentials (`credential`) and its servers
//! (`servers`) are written from the model alone.

mod call;
mod client;
mod credential;
pub(crate) mod docs;
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
use moored_model::api::{Api, Webhook, WebhookKind};
use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use serde::Serialize;

use skeletons::Skeletons;

/// The parts of a client.
pub struct Emitted {
    /// Each type with everything that is implemented for it, in the order of the names.
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
    /// The ways of sending a call; none of a type.
    pub ways: Ways,
}

/// The methods that send a call, besides `send` and `send_with`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ways {
    /// The one that gives the body of a success as it comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<String>,
    /// The one that gives the items of a success as they come.
    #[serde(rename = "items", skip_serializing_if = "Option::is_none")]
    pub items: Option<String>,
    /// Those that ask for other media types.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
}

/// A method that asks for other media types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// Its name.
    pub method: String,
    /// The media types.
    pub media_types: Vec<String>,
}

/// Writes the client that `api` describes; `source` is the text that it was read from.
///
/// # Errors
/// [`rules::EMISSION`] where progenitor stops or something is not valid Rust: defects of the generator.
pub fn client(api: &Api, source: &Source) -> Result<Emitted, Findings> {
    emit(api).map_err(|message| Finding::new(&rules::EMISSION, Location::start_of(source), message).into())
}

fn emit(api: &Api) -> Result<Emitted, String> {
    let skeletons = Skeletons::make(&api.types)?;
    let webhooks = |kind: WebhookKind| {
        let of_kind: Vec<&Webhook> = api.webhooks.iter().filter(|webhook| webhook.kind == kind).collect();
        webhooks::emit(&of_kind, kind, &api.types).map(file).transpose()
    };
    Ok(Emitted {
        types: types::emit(api, &skeletons)?,
        calls: api.operations.iter().map(|operation| call::emit(operation, &api.types)).collect::<Result<_, _>>()?,
        client: file(client::emit(api))?,
        credential: credential::emit(api).map(file).transpose()?,
        server: servers::emit(api).map(file).transpose()?,
        webhooks: webhooks(WebhookKind::Webhook)?,
        callbacks: webhooks(WebhookKind::Callback)?,
    })
}

fn file(tokens: TokenStream) -> Result<syn::File, String> {
    syn::parse2(tokens).map_err(|error| error.to_string())
}

fn module(name: String, exports: Vec<String>, ways: Ways, tokens: TokenStream) -> Result<Module, String> {
    let file = file(tokens).map_err(|error| format!("`{name}` is no Rust: {error}"))?;
    Ok(Module { name, exports, file, ways })
}

/// A name that the naming module made, as a token.
fn ident(name: &str) -> Ident {
    format_ident!("{}", name)
}
