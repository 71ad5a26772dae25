//! A call: a method of the client that takes the required arguments, and a type that holds all arguments until the call
//! is sent.
//!
//! ```text
//! client.list_pets(owner).limit(10).send().await
//! ```

mod arguments;
mod body;
mod declaration;
mod method;
mod names;
mod pages;
mod parts;
mod request;
mod response_docs;
mod style;
mod table;

use moored_document::scope::Scope;
use moored_model::{
    api::{BodyKind, Item, ItemKind, Operation, PartKind, TypeRef, Types},
    naming::module_name,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(crate) use self::table::{CallItems, CallPages, CallStream, CallTable, OtherRepresentation, Setter};
use self::{
    arguments::{Argument, arguments},
    body::Body,
    names::SendNames,
};
use super::{
    Module,
    bounds::Tables,
    ident, module,
    receiver::Receiver,
    responses::{self, Plan, Responses},
};

/// Emits the file of a call.
///
/// # Errors
/// The message of the parser if the file is not valid Rust.
pub(super) fn emit(operation: &Operation, types: &Types, tables: &Tables<'_>) -> Result<Module, String> {
    let arguments = arguments(operation, types);
    let plan = Plan::of(operation);
    let send_names = SendNames::of(operation, &plan, &arguments);
    let responses = responses::emit(operation, &plan, &send_names.alternatives, types);
    let mut scope = Scope::default();
    for argument in &arguments {
        scope.take(&argument.name.to_string());
    }
    let server = ident(&scope.take_first(&["server".to_owned(), "at_server".to_owned()]));
    let name = operation.call_name();
    let call = Call {
        name: ident(&name),
        operation,
        arguments: &arguments,
        plan: &plan,
        send_names: &send_names,
        responses: &responses,
        pages: pages::pages(operation, &send_names, types),
        server,
    };
    let (method, (table, functions)) = (call.method(types), call.declaration());
    let (body_items, body_exports) =
        Body::of(operation, types).map(|body| (body.items(), body.exports())).unwrap_or_default();
    let mut exports = vec![name];
    exports.extend(responses.exports.iter().cloned());
    exports.extend(body_exports);
    let tables = tables.of_call(operation);
    let (imports, enums, representations) =
        (imports(operation, &responses, &tables), &responses.enums, &responses.representations);
    let file = module(
        module_name(&operation.method),
        exports,
        quote! {
            #imports

            #tables

            #representations

            #method

            moored_runtime::call! {}

            #functions

            #body_items

            #enums
        },
    )?;
    let group = operation.group.as_ref().map(|group| group.module.clone());
    Ok(Module { ways: call.ways(), table: Some(table), group, ..file })
}

/// The imports of a file of a call.
fn imports(operation: &Operation, responses: &Responses, tables: &TokenStream) -> TokenStream {
    let bounds = (!tables.is_empty()).then(|| quote!(, bounds));
    let types = (names_types(operation) || responses.names_types).then(|| quote!(types));
    let own: Vec<TokenStream> = Receiver::of(operation).import().into_iter().chain(types).collect();
    let pages = pages::imports(operation.pages.as_ref());
    let own = match own.as_slice() {
        [] => None,
        [one] => Some(quote!(use crate::#one;)),
        several => Some(quote!(use crate::{#(#several),*};)),
    };
    quote! {
        use moored_runtime::{Operation #pages #bounds};
        #own
    }
}

/// Whether an argument of the call refers to a type of the client.
fn names_types(operation: &Operation) -> bool {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let in_body = contents.flat_map(|content| match &content.kind {
        BodyKind::Json(ty) | BodyKind::Form(ty, _) => vec![ty],
        BodyKind::Items(Item { kind: ItemKind::Value(ty), .. }) => vec![ty],
        BodyKind::Multipart(form) => form
            .parts
            .iter()
            .filter_map(|part| match &part.kind {
                PartKind::Value(ty) => Some(ty),
                PartKind::File | PartKind::Files => None,
            })
            .collect(),
        BodyKind::Items(_) | BodyKind::Raw => Vec::new(),
    });
    operation.parameters.iter().map(|parameter| &parameter.ty).chain(in_body).any(TypeRef::is_named)
}

/// The names that the code of a call uses.
struct Call<'a> {
    /// The type of the call.
    name: Ident,
    operation: &'a Operation,
    arguments: &'a [Argument<'a>],
    plan: &'a Plan<'a>,
    send_names: &'a SendNames,
    responses: &'a Responses,
    /// The methods that walk the pages.
    pages: Option<CallPages>,
    /// The field and method of the server, if the caller has a choice.
    server: Ident,
}
