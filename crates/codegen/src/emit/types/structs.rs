//! Structs. progenitor decides where recursion is cut by a box; everything else comes from the model.
//!
//! ```text
//! /// A person who may sign in.
//! #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
//! pub struct User {
//!     /// Their number.
//!     pub id: i64,
//!     #[serde(rename = "seenAt", default, skip_serializing_if = "Field::is_absent")]
//!     pub seen_at: Field<moored_runtime::DateTime>,
//! }
//! ```
//!
//! An optional property is a `Field`, which distinguishes absent, `null` and a value. A response therefore encodes back
//! to what was sent, and an update can send `null`. In a type that only requests use, an optional property that must
//! not be `null` is an `Option`.

use moored_model::api::{Additional, Field, Presence, Struct, TypeDef, TypeRef, Types};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::imports;
use crate::emit::{
    docs, ident, rust_type,
    skeletons::{Boxing, Skeletons},
};

/// A constructor with more arguments than this is harder to read than the fields.
const MOST_ARGUMENTS: usize = 7;

/// A field of the emitted struct.
struct Member<'a> {
    field: &'a Field,
    name: Ident,
    ty: TokenStream,
    wrapper: Wrapper,
}

/// The wrapper around the type of a field.
#[derive(Clone, Copy, PartialEq)]
enum Wrapper {
    /// No wrapper, or a box: the property is required.
    None,
    /// `Option`: the property is required and nullable.
    Nullable,
    /// `Box<Option<…>>`: the property is required and nullable, and recursion is cut here.
    BoxedNullable,
    /// `Option`: the property is optional.
    Option,
    /// `Field`: the property is optional.
    Field,
}

/// Emits the file of the struct `definition` of `ty`.
///
/// # Errors
/// progenitor did not generate the struct that the model describes.
pub(super) fn emit(
    ty: &TypeDef,
    definition: &Struct,
    types: &Types,
    skeletons: &Skeletons,
) -> Result<TokenStream, String> {
    let name = ident(&ty.name);
    let boxing = skeletons.of_struct(&ty.name, definition)?;
    let members: Vec<Member<'_>> =
        definition.fields.iter().zip(boxing).map(|(field, boxing)| member(field, boxing, ty, types)).collect();
    let import_field = members.iter().any(|member| member.wrapper == Wrapper::Field).then(|| {
        quote!(
            use moored_runtime::Field;
        )
    });
    let imports = imports(ty, types);
    let docs = docs::of_type(ty.description.as_deref(), &ty.name);
    let has_default =
        definition.additional.is_none() && members.iter().all(|member| !member.field.presence.is_required());
    let default = has_default.then(|| quote!(Default,));
    let fields = members.iter().map(Member::declaration);
    let additional = definition.additional.as_ref().map(|additional| self::additional(additional, types));
    let unknown = definition.unknown_fields.as_deref().map(unknown_fields);
    let constructor = constructor(&name, ty, definition, &members);
    Ok(quote! {
        #import_field
        #imports

        #docs
        #[derive(Clone, Debug, #default PartialEq, serde::Deserialize, serde::Serialize)]
        pub struct #name {
            #(#fields,)*
            #additional
            #unknown
        }

        #constructor
    })
}

fn member<'a>(field: &'a Field, boxing: Boxing, ty: &TypeDef, types: &Types) -> Member<'a> {
    let inner = rust_type::in_types(&field.ty, types);
    let inner = match (field.presence, boxing) {
        (_, Boxing::None) | (Presence::Nullable, Boxing::AroundOption) => inner,
        _ => quote!(Box<#inner>),
    };
    let wrapper = match field.presence {
        Presence::Required => Wrapper::None,
        Presence::Nullable if boxing == Boxing::AroundOption => Wrapper::BoxedNullable,
        Presence::Nullable => Wrapper::Nullable,
        Presence::Optional if ty.usage.in_requests() && !ty.usage.in_responses() => Wrapper::Option,
        Presence::Optional | Presence::OptionalNullable => Wrapper::Field,
    };
    let ty = match wrapper {
        Wrapper::None => inner,
        Wrapper::Nullable | Wrapper::Option => quote!(Option<#inner>),
        Wrapper::BoxedNullable => quote!(Box<Option<#inner>>),
        Wrapper::Field => quote!(Field<#inner>),
    };
    Member { field, name: ident(&field.name), ty, wrapper }
}

impl Member<'_> {
    fn declaration(&self) -> TokenStream {
        let Self { field, name, ty, wrapper } = self;
        let docs = docs::attributes(&field.description.clone().unwrap_or_else(|| format!("`{}`", field.wire_name)));
        let deprecated = field.deprecated.then(|| docs::attributes("Deprecated."));
        let wire_name = &field.wire_name;
        let rename = (field.name != field.wire_name).then(|| quote!(rename = #wire_name));
        let presence = match wrapper {
            Wrapper::None | Wrapper::BoxedNullable => None,
            // Without it, serde would accept a missing property as `null`.
            Wrapper::Nullable => Some(quote!(deserialize_with = "::std::option::Option::deserialize")),
            Wrapper::Option => Some(quote!(default, skip_serializing_if = "Option::is_none")),
            Wrapper::Field => Some(quote!(default, skip_serializing_if = "Field::is_absent")),
        };
        let parts: Vec<TokenStream> = rename.into_iter().chain(presence).collect();
        let serde = (!parts.is_empty()).then(|| quote!(#[serde(#(#parts),*)]));
        quote!(#docs #serde #deprecated pub #name: #ty)
    }

    /// Whether the field is an argument of the constructor.
    fn is_argument(&self) -> bool {
        matches!(self.wrapper, Wrapper::None | Wrapper::BoxedNullable)
    }

    /// Whether the constructor accepts `impl Into<String>`.
    fn is_text(&self) -> bool {
        self.wrapper == Wrapper::None && self.field.ty == TypeRef::String
    }
}

/// The field for additional properties, which may have any other name.
fn additional(additional: &Additional, types: &Types) -> TokenStream {
    let docs = docs::attributes(additional.description.as_deref().unwrap_or("Properties with other names."));
    let name = ident(&additional.name);
    let ty = rust_type::in_types(&additional.ty.clone().map_of(), types);
    quote! {
        #docs
        #[serde(flatten)]
        pub #name: #ty,
    }
}

/// The field for properties that the document does not declare.
fn unknown_fields(name: &str) -> TokenStream {
    let name = ident(name);
    quote! {
        #[doc = " Properties that the document does not list, as received."]
        #[serde(flatten)]
        pub #name: moored_runtime::UnknownFields,
    }
}

/// `new(…)` of a type that requests use, with its required fields as arguments; `None` if all or no fields are
/// required.
fn constructor(name: &Ident, ty: &TypeDef, definition: &Struct, members: &[Member<'_>]) -> Option<TokenStream> {
    let required: Vec<&Member<'_>> = members.iter().filter(|member| member.is_argument()).collect();
    let all = members.len() + usize::from(definition.unknown_fields.is_some());
    if !ty.usage.in_requests()
        || definition.additional.is_some()
        || required.is_empty()
        || required.len() == all
        || required.len() > MOST_ARGUMENTS
    {
        return None;
    }
    let arguments = required.iter().map(|member| {
        let Member { name, ty, .. } = member;
        if member.is_text() { quote!(#name: impl Into<String>) } else { quote!(#name: #ty) }
    });
    let unknown = definition.unknown_fields.as_deref().map(ident);
    let values = members
        .iter()
        .map(|member| {
            let name = &member.name;
            match (member.is_argument(), member.is_text()) {
                (false, _) => quote!(#name: Default::default()),
                (true, true) => quote!(#name: #name.into()),
                (true, false) => quote!(#name),
            }
        })
        .chain(unknown.iter().map(|name| quote!(#name: Default::default())));
    Some(quote! {
        impl #name {
            #[doc = " Creates a value from the required fields. All other fields are unset."]
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    })
}
