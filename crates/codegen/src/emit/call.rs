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
mod request;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{ImplItemFn, Type};

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
    let function = &without_our_names(function)?;
    let mut arguments = arguments::read(function)?;
    let mut optional_body = false;
    if let (Some(body), Some(argument)) =
        (&operation.body, arguments.iter_mut().find(|argument| argument.name == "body"))
    {
        let given: Option<Type> = match body.kind {
            BodyKind::Json | BodyKind::Form => None,
            BodyKind::Multipart => Some(syn::parse_quote!(moored_runtime::reqwest::multipart::Form)),
            BodyKind::Text => Some(syn::parse_quote!(String)),
            BodyKind::Bytes => Some(syn::parse_quote!(moored_runtime::Bytes)),
        };
        optional_body = !body.required;
        argument.required = body.required;
        argument.borrow = match (&given, body.required) {
            (Some(_), _) => TokenStream::new(),
            (None, true) => quote!(let body = &body;),
            (None, false) => quote!(let body = body.as_ref();),
        };
        argument.owned = given.unwrap_or_else(|| argument.owned.clone());
    }
    let (required, optional): (Vec<&Argument>, Vec<&Argument>) =
        arguments.iter().partition(|argument| argument.required);

    let call = ident(&call_name(operation));
    let method = ident(&operation.method);
    let item = operation_item(operation);
    let Answers { success, failure, arms, .. } = answers;

    let heading = format!("`{} {}`", operation.verb, operation.path);
    let mut text = match operation.docs.trim() {
        "" => heading,
        docs => format!("{docs}\n\n{heading}"),
    };
    let described: Vec<String> = required
        .iter()
        .filter_map(|Argument { name, .. }| {
            let words = &parameter(operation, name)?.description;
            // Below a list item a new paragraph would have to be indented.
            let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
            (!line.is_empty()).then(|| format!("- `{name}`: {line}"))
        })
        .collect();
    if !described.is_empty() {
        text = format!("{text}\n\n{}", described.join("\n"));
    }
    let method_docs = docs::attributes(&text);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated = "the provider's document says so"]));
    // A form is a stream, sent once.
    let clone = operation.body.as_ref().is_none_or(|body| body.kind != BodyKind::Multipart).then(|| quote!(Clone,));
    let call_docs = docs::attributes(&format!("A call of [`Client::{0}`](crate::Client::{0}).", operation.method));

    let fields = arguments.iter().map(|Argument { name, owned, required, .. }| match required {
        true => quote!(#name: #owned),
        false => quote!(#name: Option<#owned>),
    });
    let names: Vec<&Ident> = arguments.iter().map(|argument| &argument.name).collect();
    let parameters = required.iter().map(|Argument { name, owned, .. }| match is_made_of_others(owned) {
        true => quote!(#name: impl Into<#owned>),
        false => quote!(#name: #owned),
    });
    let initial =
        arguments.iter().map(|Argument { name, owned, required, .. }| match (required, is_made_of_others(owned)) {
            (true, true) => quote!(#name: #name.into()),
            (true, false) => quote!(#name),
            (false, _) => quote!(#name: None),
        });
    let setters = optional.iter().map(|Argument { name, owned, .. }| {
        let setter_docs = docs::attributes(&match parameter(operation, name) {
            Some(parameter) if !parameter.description.is_empty() => parameter.description.clone(),
            Some(parameter) => format!("Sends the {} parameter `{}`.", parameter.place, parameter.name),
            None => "Sends this request body.".to_owned(),
        });
        let (parameter, value) = match is_made_of_others(owned) {
            true => (quote!(impl Into<#owned>), quote!(#name.into())),
            false => (quote!(#owned), quote!(#name)),
        };
        quote! {
            #setter_docs
            pub fn #name(mut self, #name: #parameter) -> Self {
                self.#name = Some(#value);
                self
            }
        }
    });
    let borrows = arguments.iter().map(|argument| &argument.borrow);
    let request = request::build(&function.block, operation.body.as_ref(), optional_body)?;
    let owned_types = arguments.iter().map(|argument| &argument.owned);
    let enums = &answers.items;

    let all = quote!(#(#owned_types)* #request #success #failure #arms #enums);
    let uses = |name: &str| mentions(&all, name);
    let no_body = uses("NoErrorBody").then(|| quote!(NoErrorBody,));
    let encode = uses("encode_path").then(|| quote!(encode_path,));
    let form = (["form_urlencoded", "optional_form_urlencoded", "optional_json"].iter().any(|name| uses(name)))
        .then(|| quote!(RequestBuilderExt as _,));
    let types = names_in(&all, "types").then(|| quote!(types,));
    Ok(quote! {
        use moored_runtime::{Error, #no_body Operation, #form Response, #encode};
        use crate::{Client, #types};

        #item

        #call_docs
        #[derive(#clone Debug)]
        #[must_use = "nothing is sent before `send`"]
        pub struct #call<'a> {
            client: &'a Client,
            #(#fields,)*
        }

        impl Client {
            #method_docs
            #deprecated
            pub fn #method(&self, #(#parameters),*) -> #call<'_> {
                #call { client: self, #(#initial,)* }
            }
        }

        impl #call<'_> {
            #(#setters)*

            #[doc = " Sends the request and reads the answer."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded."]
            pub async fn send(self) -> Result<Response<#success>, Error<#failure>> {
                let Self { client, #(#names,)* } = self;
                #(#borrows)*
                #request
                let answer = client.core.execute(&OPERATION, request.build()).await?;
                match answer.status().as_u16() {
                    #arms
                }
            }
        }
    })
}

/// The parameter that an argument is for; none for the body.
fn parameter<'a>(operation: &'a Operation, argument: &Ident) -> Option<&'a Parameter> {
    let argument = argument.to_string();
    let is = |parameter: &&Parameter| {
        let name = snake_name(&parameter.name);
        name == argument || OURS.contains(&name.as_str()) && argument.strip_suffix('_') == Some(&name)
    };
    operation.parameters.iter().find(is)
}

fn operation_item(operation: &Operation) -> TokenStream {
    let Operation { id, verb, path, .. } = operation;
    let accept = match &operation.accept {
        Some(accept) => quote!(Some(#accept)),
        None => quote!(None),
    };
    let security = operation.security.iter().map(|names| quote!(&[#(#names),*]));
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
