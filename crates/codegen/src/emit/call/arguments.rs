//! The arguments of a call: a field each, those that are required in its method, the others with a setter.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::body::Body;
use crate::emit::{ident, rust_type};
use moored_model::api::{Operation, Parameter};

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
    Body(Body<'a>),
}

/// All of an operation, the body last.
pub(super) fn read(operation: &Operation) -> Vec<Argument<'_>> {
    let parameters = operation.parameters.iter().map(|parameter| Argument {
        name: ident(&parameter.argument),
        kind: rust_type::of(&parameter.schema),
        required: parameter.required,
        sent: Sent::Parameter(parameter),
    });
    let body = Body::of(operation).map(|body| Argument {
        name: ident("body"),
        kind: body.kind(),
        required: body.is_required(),
        sent: Sent::Body(body),
    });
    parameters.chain(body).collect()
}

impl Argument<'_> {
    /// What a caller gives: in other forms too where there are some, as `&str` for a `String`.
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
        match &self.sent {
            Sent::Parameter(parameter) => &parameter.description,
            Sent::Body(body) => body.words(),
        }
    }

    fn is_made_of_others(&self) -> bool {
        match &self.sent {
            Sent::Parameter(_) => ["String", "moored_runtime :: Secret"].contains(&self.kind.to_string().as_str()),
            Sent::Body(body) => body.is_made_of_others(),
        }
    }
}
