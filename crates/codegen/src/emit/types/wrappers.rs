//! Newtypes: components that contain themselves without a struct or a union in between, such as `Tree: { type: array,
//! items: { $ref: Tree } }`. All other components that are lists, maps or plain values are aliases.

use moored_model::api::{TypeDef, TypeRef, Types};
use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{
    ident, rust_type,
    skeletons::{Boxing, Skeletons, WrapperSkeleton},
};

/// Emits the newtype `ty` of `inner`, with the conversions that the inner type allows.
///
/// # Errors
/// progenitor did not generate the newtype that the model describes.
pub(super) fn emit(ty: &TypeDef, inner: &TypeRef, types: &Types, skeletons: &Skeletons) -> Result<TokenStream, String> {
    let name = ident(&ty.name);
    let WrapperSkeleton { boxing, has_display, has_from_str } = skeletons.of_wrapper(&ty.name)?;
    let is_text = *inner == TypeRef::String;
    let inner = rust_type::in_types(inner, types);
    let inner = if boxing == Boxing::None { inner } else { quote!(Box<#inner>) };
    let (ordering, hash) =
        if is_text { (quote!(Eq, Hash, Ord,), quote!(PartialOrd,)) } else { (TokenStream::new(), TokenStream::new()) };
    let display = has_display.then(|| {
        quote! {
            impl std::fmt::Display for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    self.0.fmt(f)
                }
            }
        }
    });
    let from_str = match (is_text, has_from_str) {
        (true, _) => Some(quote! {
            impl std::str::FromStr for #name {
                type Err = std::convert::Infallible;

                fn from_str(value: &str) -> Result<Self, Self::Err> {
                    Ok(Self(value.to_string()))
                }
            }
        }),
        (false, true) => Some(parsed(&name, &inner)),
        (false, false) => None,
    };
    Ok(quote! {
        #[derive(Clone, Debug, #ordering PartialEq, #hash serde::Deserialize, serde::Serialize)]
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

        #display
        #from_str
    })
}

/// Conversions from text, if the inner type has them.
fn parsed(name: &proc_macro2::Ident, inner: &TokenStream) -> TokenStream {
    quote! {
        impl std::str::FromStr for #name {
            type Err = <#inner as std::str::FromStr>::Err;

            fn from_str(value: &str) -> Result<Self, Self::Err> {
                Ok(Self(value.parse()?))
            }
        }

        impl TryFrom<&str> for #name {
            type Error = <#inner as std::str::FromStr>::Err;

            fn try_from(value: &str) -> Result<Self, Self::Error> {
                value.parse()
            }
        }

        impl TryFrom<String> for #name {
            type Error = <#inner as std::str::FromStr>::Err;

            fn try_from(value: String) -> Result<Self, Self::Error> {
                value.parse()
            }
        }
    }
}
