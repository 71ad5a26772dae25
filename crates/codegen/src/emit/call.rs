//! A call: progenitor's method with everything in one list of arguments, made into one that names what is optional.
//!
//! ```text
//! async fn list_pets<'a>(&'a self, owner: &'a str, limit: Option<i64>) -> Result<…> { … }   // progenitor
//! client.list_pets(owner).limit(10).send().await                                            // ours
//! ```
//!
//! The lines that build the request are progenitor's. The rest of its method is replaced: the `api-version` header, which nobody asked for, and
//! the answer, which it cannot type by status.

mod arguments;
mod method;
mod request;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ImplItemFn;

use self::{
    arguments::{Argument, OURS, is_made_of_others, without_our_names},
    request::{mentions, names_in},
};
use super::{answers::Answers, call_name, docs, ident};
use crate::{
    contract::{BodyKind, Operation, Parameter},
    naming::snake_name,
};

pub(super) fn emit(operation: &Operation, function: &ImplItemFn, answers: &Answers) -> Result<TokenStream, String> {
    let function = without_our_names(function)?;
    let arguments = arguments::read(&function, operation.body.as_ref())?;
    let call = Call { name: ident(&call_name(operation)), operation, arguments: &arguments, answers };
    let (item, kind, method) = (call.operation_item(), call.kind(), call.method());
    let (setters, send) = (call.setters(), call.send(&function)?);
    let name = &call.name;
    let enums = &answers.items;
    let imports = imports(&quote!(#kind #setters #send #enums));
    Ok(quote! {
        #imports

        #item

        #kind

        impl Client {
            #method
        }

        impl #name<'_> {
            #setters
            #send
        }
    })
}

/// What is known of a call.
struct Call<'a> {
    /// Its type.
    name: Ident,
    operation: &'a Operation,
    arguments: &'a [Argument],
    answers: &'a Answers,
}

/// What `code`, which is all of a file but these lines, does not name in full.
fn imports(code: &TokenStream) -> TokenStream {
    let uses = |name: &str| mentions(code, name);
    let no_body = uses("NoErrorBody").then(|| quote!(NoErrorBody,));
    let encode = uses("encode_path").then(|| quote!(encode_path,));
    let form = (["form_urlencoded", "optional_form_urlencoded", "optional_json"].iter().any(|name| uses(name)))
        .then(|| quote!(RequestBuilderExt as _,));
    let types = names_in(code, "types").then(|| quote!(types,));
    quote! {
        use moored_runtime::{CallOptions, Error, #no_body Operation, #form Response, #encode};
        use crate::{Client, #types};
    }
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
        // A form is a stream, sent once.
        let clone = operation.body.as_ref().is_none_or(|body| body.kind != BodyKind::Multipart).then(|| quote!(Clone,));
        let fields = arguments.iter().map(|Argument { name, owned, required, .. }| match required {
            true => quote!(#name: #owned),
            false => quote!(#name: Option<#owned>),
        });
        quote! {
            #docs
            #[derive(#clone Debug)]
            #[must_use = "nothing is sent before `send`"]
            pub struct #name<'a> {
                client: &'a Client,
                #(#fields,)*
            }
        }
    }

    /// A method for each argument that may be left out.
    fn setters(&self) -> TokenStream {
        let optional = self.arguments.iter().filter(|argument| !argument.required);
        let setters = optional.map(|Argument { name, owned, .. }| {
            let docs = docs::attributes(&match self.parameter(name) {
                Some(parameter) if !parameter.description.is_empty() => parameter.description.clone(),
                Some(parameter) => format!("Sends the {} parameter `{}`.", parameter.place, parameter.name),
                None => "Sends this request body.".to_owned(),
            });
            let (parameter, value) = match is_made_of_others(owned) {
                true => (quote!(impl Into<#owned>), quote!(#name.into())),
                false => (quote!(#owned), quote!(#name)),
            };
            quote! {
                #docs
                pub fn #name(mut self, #name: #parameter) -> Self {
                    self.#name = Some(#value);
                    self
                }
            }
        });
        setters.collect()
    }

    /// The two methods that send it.
    fn send(&self, function: &ImplItemFn) -> Result<TokenStream, String> {
        let Answers { success, failure, arms, .. } = self.answers;
        let names = self.arguments.iter().map(|argument| &argument.name);
        let borrows = self.arguments.iter().map(|argument| &argument.borrow);
        let request = request::build(&function.block, self.operation.body.as_ref())?;
        Ok(quote! {
            #[doc = " Sends the request and reads the answer."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded."]
            pub async fn send(self) -> Result<Response<#success>, Error<#failure>> {
                self.send_with(CallOptions::default()).await
            }

            #[doc = " Sends the request, with `options` in place of the client's settings, and reads the answer."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Those of [`send`](Self::send)."]
            pub async fn send_with(self, options: CallOptions) -> Result<Response<#success>, Error<#failure>> {
                let Self { client, #(#names,)* } = self;
                #(#borrows)*
                #request
                let answer = client.core.execute(&OPERATION, request.build(), &options).await?;
                match answer.status().as_u16() {
                    #arms
                }
            }
        })
    }

    /// The parameter that an argument is for; none for the body.
    fn parameter(&self, argument: &Ident) -> Option<&Parameter> {
        let argument = argument.to_string();
        let is = |parameter: &&Parameter| {
            let name = snake_name(&parameter.name);
            name == argument || OURS.contains(&name.as_str()) && argument.strip_suffix('_') == Some(&name)
        };
        self.operation.parameters.iter().find(is)
    }
}
