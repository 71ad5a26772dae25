//! A call: a method that takes what is required, and a type that keeps the arguments until they are sent.
//!
//! ```text
//! client.list_pets(owner).limit(10).send().await
//! ```

mod answering;
mod arguments;
mod body;
mod method;
mod parts;
mod request;
mod sending;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use self::{
    answering::Answering,
    arguments::{Argument, Sent},
    body::Body,
};
use super::{answers::Answers, call_name, docs, ident};
use moored_document::scope::Scope;
use moored_model::api::Operation;

/// The call, and the names of the types beside it that are to be re-exported.
pub(super) fn emit(operation: &Operation, answers: &Answers) -> (TokenStream, Vec<String>) {
    let arguments = arguments::read(operation);
    let mut scope = Scope::default();
    for argument in &arguments {
        scope.take(&argument.name.to_string());
    }
    let server = ident(&scope.take_first(&["server".to_owned(), "at_server".to_owned()]));
    let core = ident(&scope.take_first(&["core".to_owned(), "placed_core".to_owned()]));
    let call = Call { name: ident(&call_name(operation)), operation, arguments: &arguments, answers, server, core };
    let (item, kind, method) = (call.operation_item(), call.kind(), call.method());
    let (setters, Answering { methods, functions, names_lifetime }) = (call.setters(), call.answering());
    let name = &call.name;
    let block = if names_lifetime { quote!(impl<'a> #name<'a>) } else { quote!(impl #name<'_>) };
    let enums = &answers.enums;
    let body = Body::of(operation);
    let (given, exports) = body.map(|body| (body.items(), body.exports())).unwrap_or_default();
    let imports = imports(&quote!(#kind #method #setters #methods #functions #given #enums));
    let items = quote! {
        #imports

        #item

        #kind

        impl Client {
            #method
        }

        #block {
            #setters
            #methods
        }

        #functions

        #given
    };
    (items, exports)
}

/// What is known of a call.
struct Call<'a> {
    /// Its type.
    name: Ident,
    operation: &'a Operation,
    arguments: &'a [Argument<'a>],
    answers: &'a Answers,
    /// The field and method of the server, where the caller has a choice.
    server: Ident,
    /// The core that leads to that server, while the call is sent.
    core: Ident,
}

/// What `code`, which is all of a file but these lines, does not name in full.
fn imports(code: &TokenStream) -> TokenStream {
    let no_body = mentions(code, "NoErrorBody").then(|| quote!(NoErrorBody,));
    let types = names_in(code, "types").then(|| quote!(types,));
    quote! {
        use moored_runtime::{CallOptions, Error, #no_body Operation, Response};
        use crate::{Client, #types};
    }
}

fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// Whether `tokens` name something in the module `name`.
pub(super) fn names_in(tokens: &TokenStream, name: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let path = tokens.windows(2).any(|pair| match pair {
        [TokenTree::Ident(ident), TokenTree::Punct(punct)] => {
            ident == name && punct.as_char() == ':' && punct.spacing() == proc_macro2::Spacing::Joint
        }
        _ => false,
    });
    path || tokens.iter().any(|token| matches!(token, TokenTree::Group(group) if names_in(&group.stream(), name)))
}

impl Call<'_> {
    /// What the document says of the operation, as the runtime wants to know it.
    fn operation_item(&self) -> TokenStream {
        let Operation { id, verb, path, .. } = self.operation;
        let accept = match &self.operation.accept {
            Some(accept) => quote!(Some(#accept)),
            None => quote!(None),
        };
        let security = self.operation.security.iter().map(|alternative| {
            let names = alternative.iter().map(|requirement| &requirement.scheme);
            quote!(&[#(#names),*])
        });
        quote! {
            static OPERATION: Operation = Operation {
                id: #id,
                method: #verb,
                path: #path,
                accept: #accept,
                security: &[#(#security),*],
            };
        }
    }

    /// The type, which keeps the arguments until they are sent.
    fn kind(&self) -> TokenStream {
        let Self { name, operation, arguments, .. } = self;
        let docs = docs::attributes(&format!("A call of [`Client::{0}`](crate::Client::{0}).", operation.method));
        // A stream is sent once.
        let is_value = |argument: &Argument<'_>| match &argument.sent {
            Sent::Parameter(_) => true,
            Sent::Body(body) => body.is_value(),
        };
        let clone = arguments.iter().all(is_value).then(|| quote!(Clone,));
        let fields = arguments.iter().map(|Argument { name, kind, required, .. }| match required {
            true => quote!(#name: #kind),
            false => quote!(#name: Option<#kind>),
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

    /// A method for each argument that may be left out.
    fn setters(&self) -> TokenStream {
        let optional = self.arguments.iter().filter(|argument| !argument.required);
        let setters = optional.map(|argument| {
            let docs = docs::attributes(&match &argument.sent {
                _ if !argument.words().is_empty() => argument.words().to_owned(),
                Sent::Parameter(parameter) => {
                    format!("Sends the {} parameter `{}`.", parameter.location.word(), parameter.name)
                }
                Sent::Body(_) => "Sends this request body.".to_owned(),
            });
            let (name, given, kept) = (&argument.name, argument.given(), argument.kept());
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
            #[doc = " Sends this call to one of its own servers. A base address that the client was given takes precedence."]
            pub fn #name(mut self, #name: impl Into<#kind>) -> Self {
                self.#name = Some(#name.into());
                self
            }
        })
    }
}
