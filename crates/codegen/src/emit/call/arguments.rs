//! The arguments of a call: a field each, those that are required in its method, the others with a setter.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::body::Body;
use crate::emit::{ident, rust_type};
use moored_model::api::{Native, Operation, Parameter, TypeRef, Types};

/// One argument.
pub(super) struct Argument<'a> {
    pub(super) name: Ident,
    /// The type that a call keeps.
    pub(super) ty: TokenStream,
    /// Whether a caller may pass anything that becomes this type, such as `&str` for a `String`.
    pub(super) accepts_into: bool,
    pub(super) required: bool,
    pub(super) sent: Sent<'a>,
}

/// What an argument is sent as.
pub(super) enum Sent<'a> {
    Parameter(&'a Parameter),
    Body(Body<'a>),
}

/// All arguments of an operation, the body last.
pub(super) fn arguments<'a>(operation: &'a Operation, types: &'a Types) -> Vec<Argument<'a>> {
    let parameters = operation.parameters.iter().map(|parameter| Argument {
        name: ident(&parameter.argument),
        ty: rust_type::qualified(&parameter.ty, types),
        accepts_into: matches!(parameter.ty, TypeRef::String | TypeRef::Native(Native::Secret)),
        required: parameter.required,
        sent: Sent::Parameter(parameter),
    });
    let body = Body::of(operation, types).map(|body| Argument {
        name: ident("body"),
        ty: body.ty(),
        accepts_into: body.accepts_into(),
        required: body.is_required(),
        sent: Sent::Body(body),
    });
    parameters.chain(body).collect()
}

impl Argument<'_> {
    /// The type of the argument of a method.
    pub(super) fn setter_type(&self) -> TokenStream {
        let ty = &self.ty;
        if self.accepts_into { quote!(impl Into<#ty>) } else { quote!(#ty) }
    }

    /// The expression for what a call keeps of it.
    pub(super) fn stored_value(&self) -> TokenStream {
        let name = &self.name;
        if self.accepts_into { quote!(#name.into()) } else { quote!(#name) }
    }

    /// The description in the document.
    pub(super) fn description(&self) -> &str {
        match &self.sent {
            Sent::Parameter(parameter) => &parameter.description,
            Sent::Body(body) => body.description(),
        }
    }
}
