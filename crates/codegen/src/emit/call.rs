//! A call: a method of the client that takes the required arguments, and a type that holds all arguments until the call
//! is sent.
//!
//! ```text
//! client.list_pets(owner).limit(10).send().await
//! ```

mod arguments;
mod body;
mod method;
mod names;
mod parts;
mod request;
mod response_docs;
mod send_methods;
mod send_parts;
mod style;

use moored_document::scope::Scope;
use moored_model::{
    api::{BodyKind, Item, ItemKind, Operation, Parameter, ParameterLocation, PartKind, TypeRef, Types},
    naming::module_name,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use self::{
    arguments::{Argument, Sent, arguments},
    body::Body,
    names::SendNames,
    send_methods::SendMethods,
};
use super::{
    Module,
    bounds::Tables,
    docs, ident, module,
    responses::{self, Plan, Responses},
};

/// Emits the file of a call.
///
/// # Errors
/// The message of the parser if the file is not valid Rust.
pub(super) fn emit(operation: &Operation, types: &Types, tables: &Tables<'_>) -> Result<Module, String> {
    let arguments = arguments(operation, types);
    let plan = Plan::of(operation);
    let send_names = SendNames::of(&plan, &arguments);
    let responses = responses::emit(operation, &plan, &send_names.alternatives, types);
    let mut scope = Scope::default();
    for argument in &arguments {
        scope.take(&argument.name.to_string());
    }
    let server = ident(&scope.take_first(&["server".to_owned(), "at_server".to_owned()]));
    let core = ident(&scope.take_first(&["core".to_owned(), "server_core".to_owned()]));
    let name = operation.call_name();
    let call = Call {
        name: ident(&name),
        operation,
        arguments: &arguments,
        plan: &plan,
        send_names: &send_names,
        responses: &responses,
        server,
        core,
    };
    let (item, ty, method) = (call.operation_item(), call.ty(), call.method());
    let (setters, SendMethods { methods, functions, names_lifetime, ways }) = (call.setters(), call.send_methods());
    let name = &call.name;
    let block = if names_lifetime { quote!(impl<'a> #name<'a>) } else { quote!(impl #name<'_>) };
    let (body_items, body_exports) =
        Body::of(operation, types).map(|body| (body.items(), body.exports())).unwrap_or_default();
    let mut exports = vec![name.to_string()];
    exports.extend(responses.exports.iter().cloned());
    exports.extend(body_exports);
    let tables = tables.of_call(operation);
    let (imports, enums, representations) =
        (imports(operation, &responses, &tables), &responses.enums, &responses.representations);
    module(
        module_name(&operation.method),
        exports,
        ways,
        quote! {
            #imports

            #item

            #tables

            #representations

            #ty

            impl Client {
                #method
            }

            #block {
                #setters
                #methods
            }

            #functions

            #body_items

            #enums
        },
    )
}

/// The imports of a file of a call.
fn imports(operation: &Operation, responses: &Responses, tables: &TokenStream) -> TokenStream {
    let no_body = responses.error.is_none().then(|| quote!(NoErrorBody,));
    let bounds = (!tables.is_empty()).then(|| quote!(bounds,));
    let types = (names_types(operation) || responses.names_types).then(|| quote!(types,));
    quote! {
        use moored_runtime::{CallOptions, Error, #no_body Operation, Response, #bounds};
        use crate::{Client, #types};
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
    /// The field and method of the server, if the caller has a choice.
    server: Ident,
    /// The core that sends requests to that server.
    core: Ident,
}

impl Call<'_> {
    /// The static item that describes the operation to the runtime.
    fn operation_item(&self) -> TokenStream {
        let Operation { id, verb, path, .. } = self.operation;
        // The runtime needs to know which values may have several segments.
        let is_reserved =
            |parameter: &&Parameter| parameter.location == ParameterLocation::Path && parameter.style.allow_reserved;
        let reserved = self.operation.parameters.iter().filter(is_reserved);
        let path = reserved.fold(path.clone(), |path, Parameter { name, .. }| {
            path.replace(&format!("{{{name}}}"), &format!("{{+{name}}}"))
        });
        let accept = match &self.operation.accept {
            Some(accept) => quote!(Some(#accept)),
            None => quote!(None),
        };
        let security = self.operation.security.iter().map(|alternative| {
            let names = alternative.iter().map(|requirement| &requirement.scheme);
            quote!(&[#(#names),*])
        });
        let redirects = self.operation.redirects();
        let redirects = redirects.iter().copied().map(Literal::u16_unsuffixed);
        quote! {
            static OPERATION: Operation = Operation {
                id: #id,
                method: #verb,
                path: #path,
                accept: #accept,
                security: &[#(#security),*],
                redirects: &[#(#redirects),*],
            };
        }
    }

    /// The type that holds the arguments until the call is sent.
    fn ty(&self) -> TokenStream {
        let Self { name, operation, arguments, .. } = self;
        let docs = docs::attributes(&format!("A call of [`Client::{0}`](crate::Client::{0}).", operation.method));
        // A stream can be sent only once.
        let is_value = |argument: &Argument<'_>| match &argument.sent {
            Sent::Parameter(_) => true,
            Sent::Body(body) => body.is_value(),
        };
        let clone = arguments.iter().all(is_value).then(|| quote!(Clone,));
        let fields = arguments.iter().map(|Argument { name, ty, required, .. }| match required {
            true => quote!(#name: #ty),
            false => quote!(#name: Option<#ty>),
        });
        let server = self.server_type().map(|kind| {
            let name = &self.server;
            quote!(#name: Option<#kind>,)
        });
        quote! {
            #docs
            #[derive(#clone Debug)]
            #[must_use = "nothing is sent before `send`"]
            pub struct #name<'a> {
                client: &'a Client,
                #(#fields,)*
                #server
            }
        }
    }

    /// The type of the server that the caller may choose for this call alone.
    fn server_type(&self) -> Option<TokenStream> {
        let name = ident(self.operation.server.as_ref()?.choice.as_ref()?);
        Some(quote!(crate::server::#name))
    }

    /// A setter for each optional argument.
    fn setters(&self) -> TokenStream {
        let optional = self.arguments.iter().filter(|argument| !argument.required);
        let setters = optional.map(|argument| {
            let docs = docs::attributes(&match &argument.sent {
                _ if !argument.description().is_empty() => argument.description().to_owned(),
                Sent::Parameter(parameter) => {
                    format!("Sets the {} parameter `{}`.", parameter.location.word(), parameter.name)
                }
                Sent::Body(_) => "Sets the request body.".to_owned(),
            });
            let (name, given, kept) = (&argument.name, argument.setter_type(), argument.stored_value());
            quote! {
                #docs
                pub fn #name(mut self, #name: #given) -> Self {
                    self.#name = Some(#kept);
                    self
                }
            }
        });
        setters.chain(self.server_setter()).collect()
    }

    fn server_setter(&self) -> Option<TokenStream> {
        let (name, kind) = (&self.server, self.server_type()?);
        Some(quote! {
            #[doc = " Sends the request to this server. A base address that is set on the client takes precedence."]
            pub fn #name(mut self, #name: impl Into<#kind>) -> Self {
                self.#name = Some(#name.into());
                self
            }
        })
    }
}
