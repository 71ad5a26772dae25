//! Newtypes: components that contain themselves without a struct or a union in between, such as `Tree: { type: array,
//! items: { $ref: Tree } }`. All other components that are lists, maps or plain values are aliases.

use moored_model::api::{TypeDef, TypeRef, Types};
use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{
    ident, rust_type,
    skeletons::{Boxing, Skeletons},
};

/// Emits the newtype `ty` of `inner`.
///
/// # Errors
/// progenitor did not generate the newtype that the model describes.
pub(super) fn emit(ty: &TypeDef, inner: &TypeRef, types: &Types, skeletons: &Skeletons) -> Result<TokenStream, String> {
    let name = ident(&ty.name);
    let inner = rust_type::in_types(inner, types);
    let inner = if skeletons.of_wrapper(&ty.name)? == Boxing::None { inner } else { quote!(Box<#inner>) };
    Ok(quote! {
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
        #[serde(transparent)]
        pub struct #name(pub #inner);

        impl std::ops::Deref for #name {
            type Target = #inner;

            fn deref(&self) -> &#inner {
                &self.0
            }
        }

        impl From<#name> for #inner {
            fn from(value: #name) -> Self {
                value.0
            }
        }

        impl From<#inner> for #name {
            fn from(value: #inner) -> Self {
                Self(value)
            }
        }
    })
}
