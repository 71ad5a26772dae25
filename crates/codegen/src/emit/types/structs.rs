//! Structs. progenitor decides where recursion is cut by a box; everything else comes from the model.
//!
//! ```text
//! /// A person who may sign in.
//! #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
//! pub struct User {
//!     /// Their number.
//!     pub id: i64,
//!     #[serde(rename = "seenAt", default, skip_serializing_if = "Option::is_none")]
//!     pub seen_at: Option<moored_runtime::DateTime>,
//!     #[serde(default, skip_serializing_if = "Field::is_absent")]
//!     pub nickname: Field<String>,
//! }
//! ```
//!
//! A property with two states, present and absent or value and `null`, is an `Option`. One that may be absent and may
//! be `null` is a `Field`, so that an update can send `null` and a response encodes back to what was sent. A `null`
//! that the document does not allow is `None`, as if the property were absent.
//!
//! Members with other names are in a last field, `extra` or `unknown_fields`. serde's `flatten` would decode their
//! values before it knows their types, so `Deserialize` is written out: it decodes the other fields by a struct of
//! its own, and the runtime decodes each other member.

use moored_model::api::{Additional, Field, Native, Presence, Struct, TypeDef, TypeKind, TypeRef, Types};
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
    /// `Option`: the property is optional.
    Option,
    /// `Field`: the property is optional and nullable.
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
        definition.fields.iter().zip(boxing).map(|(field, boxing)| member(field, boxing, types)).collect();
    let import_field = members.iter().any(|member| member.wrapper == Wrapper::Field).then(|| {
        quote!(
            use moored_runtime::Field;
        )
    });
    let imports = imports(ty, types);
    let docs = docs::of_type(ty.description.as_deref(), &ty.name);
    let default = members.iter().all(|member| !member.field.presence.is_required()).then(|| quote!(Default,));
    let last = match (&definition.additional, &definition.unknown_fields) {
        (Some(additional), _) => Some((additional.name.as_str(), ident("decode_with_extra"))),
        (None, Some(unknown)) => Some((unknown.as_str(), ident("decode_with_unknown_fields"))),
        (None, None) => None,
    };
    let (derived, decoded) = match last {
        Some((last, decode)) => (None, Some(deserialize(&ty.name, last, &decode, &members, types))),
        None => (Some(quote!(serde::Deserialize,)), None),
    };
    let sides = if decoded.is_some() { Sides::Encode } else { Sides::Both };
    let fields = members.iter().map(|member| member.declaration(sides));
    let additional = definition.additional.as_ref().map(|additional| self::additional(additional, types));
    let unknown = definition.unknown_fields.as_deref().map(unknown_fields);
    let constructor = constructor(&name, ty, definition, &members, types);
    Ok(quote! {
        #import_field
        #imports

        #docs
        #[derive(Clone, Debug, #default PartialEq, #derived serde::Serialize)]
        pub struct #name {
            #(#fields,)*
            #additional
            #unknown
        }

        #decoded

        #constructor
    })
}

fn member<'a>(field: &'a Field, boxing: Boxing, types: &Types) -> Member<'a> {
    let inner = rust_type::in_types(&field.ty, types);
    let inner = match boxing {
        Boxing::None => inner,
        Boxing::Boxed => quote!(Box<#inner>),
    };
    let wrapper = match field.presence {
        Presence::Required => Wrapper::None,
        Presence::Nullable => Wrapper::Nullable,
        Presence::Optional => Wrapper::Option,
        Presence::OptionalNullable => Wrapper::Field,
    };
    let ty = match wrapper {
        Wrapper::None => inner,
        Wrapper::Nullable | Wrapper::Option => quote!(Option<#inner>),
        Wrapper::Field => quote!(Field<#inner>),
    };
    Member { field, name: ident(&field.name), ty, wrapper }
}

/// What the serde attributes of a field are for.
#[derive(Clone, Copy, PartialEq)]
enum Sides {
    Both,
    Encode,
    Decode,
}

impl Member<'_> {
    fn declaration(&self, sides: Sides) -> TokenStream {
        let Self { field, name, ty, .. } = self;
        let docs = docs::attributes(&field.description.clone().unwrap_or_else(|| format!("`{}`", field.wire_name)));
        let deprecated = field.deprecated.then(|| docs::attributes("Deprecated."));
        let serde = self.attribute(sides);
        quote!(#docs #serde #deprecated pub #name: #ty)
    }

    /// The serde attribute.
    fn attribute(&self, sides: Sides) -> Option<TokenStream> {
        let wire_name = &self.field.wire_name;
        let rename = (self.field.name != *wire_name).then(|| quote!(rename = #wire_name));
        let decode = match self.wrapper {
            Wrapper::None => None,
            // Without it, serde would accept a missing property as `null`.
            Wrapper::Nullable => Some(quote!(deserialize_with = "::std::option::Option::deserialize")),
            Wrapper::Option | Wrapper::Field => Some(quote!(default)),
        };
        let encode = match self.wrapper {
            Wrapper::None | Wrapper::Nullable => None,
            Wrapper::Option => Some(quote!(skip_serializing_if = "Option::is_none")),
            Wrapper::Field => Some(quote!(skip_serializing_if = "Field::is_absent")),
        };
        let decode = decode.filter(|_| sides != Sides::Encode);
        let encode = encode.filter(|_| sides != Sides::Decode);
        let parts: Vec<TokenStream> = rename.into_iter().chain(decode).chain(encode).collect();
        (!parts.is_empty()).then(|| quote!(#[serde(#(#parts),*)]))
    }

    /// Whether the field is an argument of the constructor: `null` is a value that the caller chooses.
    fn is_argument(&self) -> bool {
        self.field.presence.is_required()
    }

    /// Whether the constructor accepts `impl Into<…>`: a text, or a value that a union or a newtype is made of.
    fn is_converted(&self, types: &Types) -> bool {
        let has_conversions = match types.resolved(&self.field.ty) {
            TypeRef::String | TypeRef::Native(Native::Base64 | Native::Base64Url) => true,
            TypeRef::Named(id) => {
                types.get(id).is_some_and(|ty| matches!(ty.kind, TypeKind::Union(_) | TypeKind::Wrapper(_)))
            }
            _ => false,
        };
        self.wrapper == Wrapper::None && has_conversions
    }
}

/// The field for additional properties, which may have any other name.
fn additional(additional: &Additional, types: &Types) -> TokenStream {
    let docs = docs::attributes(additional.description.as_deref().unwrap_or("Properties with other names."));
    let name = ident(&additional.name);
    let ty = rust_type::in_types(&additional.ty, types);
    quote! {
        #docs
        #[serde(flatten)]
        pub #name: moored_runtime::ExtraFields<#ty>,
    }
}

/// `Deserialize` of the struct `name`, whose field `last` holds all members that are not fields. `decode` is the
/// function of the runtime that decodes them.
fn deserialize(name: &str, last: &str, decode: &Ident, members: &[Member<'_>], types: &Types) -> TokenStream {
    let expecting = format!("struct {name}");
    let mut listed = "Listed".to_owned();
    while types.iter().any(|ty| ty.name == listed) {
        listed.push_str("Fields");
    }
    let listed = ident(&listed);
    let declared = members.iter().map(|member| {
        let Member { name, ty, .. } = member;
        let serde = member.attribute(Sides::Decode);
        quote!(#serde #name: #ty)
    });
    let names: Vec<&Ident> = members.iter().map(|member| &member.name).collect();
    let (name, last) = (ident(name), ident(last));
    quote! {
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                #[serde(expecting = #expecting)]
                struct #listed {
                    #(#declared,)*
                }
                let (#listed { #(#names),* }, #last) = moored_runtime::#decode(deserializer)?;
                Ok(Self { #(#names,)* #last })
            }
        }
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
fn constructor(
    name: &Ident,
    ty: &TypeDef,
    definition: &Struct,
    members: &[Member<'_>],
    types: &Types,
) -> Option<TokenStream> {
    let required: Vec<&Member<'_>> = members.iter().filter(|member| member.is_argument()).collect();
    // The last field: of these, a struct has one at most.
    let others = definition.additional.as_ref().map(|additional| &additional.name);
    let others = others.or(definition.unknown_fields.as_ref()).map(|name| ident(name));
    if !ty.usage.in_requests()
        || required.is_empty()
        || required.len() == members.len() + usize::from(others.is_some())
        || required.len() > MOST_ARGUMENTS
    {
        return None;
    }
    let arguments = required.iter().map(|member| {
        let Member { name, ty, .. } = member;
        if member.is_converted(types) { quote!(#name: impl Into<#ty>) } else { quote!(#name: #ty) }
    });
    let values = members
        .iter()
        .map(|member| {
            let name = &member.name;
            match (member.is_argument(), member.is_converted(types)) {
                (false, _) => quote!(#name: Default::default()),
                (true, true) => quote!(#name: #name.into()),
                (true, false) => quote!(#name),
            }
        })
        .chain(others.iter().map(|name| quote!(#name: Default::default())));
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
