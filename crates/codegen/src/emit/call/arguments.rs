//! The arguments of a call, one field each. The client's method takes the required ones; the others have a setter.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::body::Body;
use crate::emit::{ident, rust_type};
use moored_model::api::{Native, Operation, Parameter, TypeRef, Types};

/// An argument of a call.
pub(super) struct Argument<'a> {
    pub(super) name: Ident,
    /// The type of the field that stores it.
    pub(super) ty: TokenStream,
    /// Whether the argument can be anything that converts to this type, such as `&str` for a `String`.
    pub(super) accepts_into: bool,
    pub(super) required: bool,
    pub(super) sent: Sent<'a>,
}

/// Which part of the request the argument becomes.
pub(super) enum Sent<'a> {
    Parameter(&'a Parameter),
    Body(Body<'a>),
}

/// Returns all arguments of an operation, the body last.
pub(super) fn arguments<'a>(operation: &'a Operation, types: &'a Types) -> Vec<Argument<'a>> {
    let parameters = operation.parameters.iter().map(|parameter| Argument {
        name: ident(&parameter.argument),
        ty: rust_type::qualified(&parameter.ty, types),
        accepts_into: matches!(
            types.resolved(&parameter.ty),
            TypeRef::String | TypeRef::Native(Native::Secret | Native::Base64 | Native::Base64Url)
        ),
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
    /// The type of the method's parameter.
    pub(super) fn passed_type(&self) -> TokenStream {
        let ty = &self.ty;
        if self.accepts_into { quote!(impl Into<#ty>) } else { quote!(#ty) }
    }

    /// The expression that converts the method's parameter to the stored value.
    pub(super) fn stored_value(&self) -> TokenStream {
        let name = &self.name;
        if self.accepts_into { quote!(#name.into()) } else { quote!(#name) }
    }

    /// Whether the document marks the argument as deprecated.
    pub(super) const fn is_deprecated(&self) -> bool {
        match &self.sent {
            Sent::Parameter(parameter) => parameter.deprecated,
            Sent::Body(_) => false,
        }
    }

    /// The description in the document.
    pub(super) fn description(&self) -> &str {
        match &self.sent {
            Sent::Parameter(parameter) => &parameter.description,
            Sent::Body(body) => body.description(),
        }
    }
}
