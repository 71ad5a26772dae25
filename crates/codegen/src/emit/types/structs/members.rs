//! The fields of a struct, each with what serde has to know about it.

use moored_model::api::{Field, Presence, Types};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::renaming::Renaming;
use crate::emit::{docs, ident, rust_type, skeletons::Boxing};

/// A field of the emitted struct.
pub(super) struct Member<'a> {
    pub(super) field: &'a Field,
    pub(super) name: Ident,
    /// The type of the value, boxed where recursion is cut.
    pub(super) inner: TokenStream,
    pub(super) wrapper: Wrapper,
}

/// The wrapper around the type of a field.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Wrapper {
    /// No wrapper: the property is required.
    None,
    /// `Option`: the property is required and nullable.
    Nullable,
    /// `Option`: the property is optional.
    Option,
    /// `Field`: the property is optional and nullable.
    Field,
    /// `Option`: the property is required, and tolerated where it is missing.
    Expected,
    /// `Option`: the property is required and nullable, and tolerated where it is absent.
    ExpectedNullable,
}

/// What a struct writes for an `Option` that is `None`.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum NoneIs {
    /// `null`: no member of the struct is optional.
    Null,
    /// Nothing, by `skip_serializing_none`, except for members with `serialize_always`.
    Skipped,
}

impl NoneIs {
    pub(super) fn of(members: &[Member<'_>]) -> Self {
        if members.iter().any(Member::is_skipped) { Self::Skipped } else { Self::Null }
    }
}

impl<'a> Member<'a> {
    pub(super) fn new(field: &'a Field, boxing: Boxing, types: &Types) -> Self {
        let inner = rust_type::in_types(&field.ty, types);
        let inner = match boxing {
            Boxing::None => inner,
            Boxing::Boxed => quote!(Box<#inner>),
        };
        let wrapper = match (field.presence, field.is_tolerated) {
            (Presence::Required, false) => Wrapper::None,
            (Presence::Required, true) => Wrapper::Expected,
            (Presence::Nullable, false) => Wrapper::Nullable,
            (Presence::Nullable, true) => Wrapper::ExpectedNullable,
            (Presence::Optional, _) => Wrapper::Option,
            (Presence::OptionalNullable, _) => Wrapper::Field,
        };
        Self { field, name: ident(&field.name), inner, wrapper }
    }

    /// The type of the field.
    pub(super) fn ty(&self) -> TokenStream {
        let inner = &self.inner;
        match self.wrapper {
            Wrapper::None => quote!(#inner),
            Wrapper::Nullable | Wrapper::Option | Wrapper::Expected | Wrapper::ExpectedNullable => {
                quote!(Option<#inner>)
            }
            Wrapper::Field => quote!(Field<#inner>),
        }
    }

    pub(super) fn declaration(&self, renaming: Renaming, none: NoneIs) -> TokenStream {
        let (name, ty) = (&self.name, self.ty());
        let docs = docs::attributes(self.field.description.as_deref().unwrap_or_default());
        let deprecated = self.field.deprecated.then(docs::deprecated);
        let is_null = matches!(self.wrapper, Wrapper::Nullable | Wrapper::ExpectedNullable);
        let always = (is_null && none == NoneIs::Skipped).then(|| quote!(#[serialize_always]));
        let serde = self.attribute(renaming);
        quote!(#docs #deprecated #always #serde pub #name: #ty)
    }

    /// Whether the member is an `Option` that is left out of JSON where it is `None`.
    fn is_skipped(&self) -> bool {
        matches!(self.wrapper, Wrapper::Option | Wrapper::Expected)
    }

    /// The serde attribute.
    fn attribute(&self, renaming: Renaming) -> Option<TokenStream> {
        let wire_name = &self.field.wire_name;
        let rename = (renaming.apply(&self.field.name) != *wire_name).then(|| quote!(rename = #wire_name));
        let presence = match self.wrapper {
            Wrapper::None => None,
            // Without it, serde would accept a missing property as `null`.
            Wrapper::Nullable => Some(quote!(deserialize_with = "::std::option::Option::deserialize")),
            // For a missing property, serde makes `None` of an `Option`; `skip_serializing_none` does the rest.
            Wrapper::Option => None,
            // By the alias, the decoder knows the member and reports it if it is missing.
            Wrapper::Expected => {
                let required = format!("moored:required:{wire_name}");
                Some(quote!(alias = #required))
            }
            Wrapper::ExpectedNullable => {
                let present = format!("moored:present:{wire_name}");
                Some(quote!(alias = #present))
            }
            Wrapper::Field => Some(quote!(default, skip_serializing_if = "Field::is_absent")),
        };
        let parts: Vec<TokenStream> = rename.into_iter().chain(presence).collect();
        (!parts.is_empty()).then(|| quote!(#[serde(#(#parts),*)]))
    }
}
