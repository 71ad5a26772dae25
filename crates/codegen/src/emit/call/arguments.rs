//! The arguments of a call: a field each, those that are required in its method, the others with a setter.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::{
    contract::{BodyKind, Operation, Parameter, RequestBody},
    emit::{answers::json_type, ident},
};

/// One argument.
pub(super) struct Argument<'a> {
    pub(super) name: Ident,
    /// The type that a call keeps.
    pub(super) kind: TokenStream,
    pub(super) required: bool,
    pub(super) sent: Sent<'a>,
}

/// What an argument is sent as.
pub(super) enum Sent<'a> {
    Parameter(&'a Parameter),
    Body(&'a RequestBody),
}

/// All of an operation, the body last.
pub(super) fn read(operation: &Operation) -> Vec<Argument<'_>> {
    let parameters = operation.parameters.iter().map(|parameter| Argument {
        name: ident(&parameter.argument),
        kind: json_type(&parameter.schema),
        required: parameter.required,
        sent: Sent::Parameter(parameter),
    });
    let body = operation.body.iter().map(|body| Argument {
        name: ident("body"),
        kind: body_type(body),
        required: body.required,
        sent: Sent::Body(body),
    });
    parameters.chain(body).collect()
}

fn body_type(body: &RequestBody) -> TokenStream {
    match body.kind {
        BodyKind::Json | BodyKind::Form => json_type(&body.schema),
        BodyKind::Multipart => quote!(moored_runtime::reqwest::multipart::Form),
        BodyKind::Text => quote!(String),
        BodyKind::Bytes => quote!(moored_runtime::Bytes),
    }
}

impl Argument<'_> {
    /// What a caller gives: in other forms too where there are some, as `&str` for a `String` and `Vec<u8>` for `Bytes`.
    pub(super) fn given(&self) -> TokenStream {
        let kind = &self.kind;
        if self.is_made_of_others() { quote!(impl Into<#kind>) } else { quote!(#kind) }
    }

    /// What a call keeps of it.
    pub(super) fn kept(&self) -> TokenStream {
        let name = &self.name;
        if self.is_made_of_others() { quote!(#name.into()) } else { quote!(#name) }
    }

    /// The document's words.
    pub(super) fn words(&self) -> &str {
        match self.sent {
            Sent::Parameter(parameter) => &parameter.description,
            Sent::Body(_) => "",
        }
    }

    fn is_made_of_others(&self) -> bool {
        ["String", "moored_runtime :: Bytes", "moored_runtime :: Secret"].contains(&self.kind.to_string().as_str())
    }
}
