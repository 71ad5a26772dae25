//! The constructor and the setters of a struct: one macro of the runtime, with the names and types that it needs.

use moored_model::api::{TypeDef, TypeKind, TypeRef, Types, Usage};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{
    has_conversions,
    members::{Member, Wrapper},
};
use crate::emit::ident;

/// More positional arguments are hard to read and easy to confuse; a struct gives each its name.
const MOST_ARGUMENTS: usize = 7;

/// What a struct gets besides its fields.
pub(super) struct Constructors {
    pub(super) tokens: Option<TokenStream>,
    /// The name of the struct of its required members, if there is one.
    pub(super) required: Option<String>,
}

/// Emits the constructor and the setters of `ty`; `others` is the field with members of other names, and its type.
pub(super) fn emit(
    ty: &TypeDef,
    members: &[Member<'_>],
    others: Option<(&str, &TokenStream)>,
    types: &Types,
) -> Constructors {
    let name = ident(&ty.name);
    let (required, optional): (Vec<&Member<'_>>, Vec<&Member<'_>>) =
        members.iter().partition(|member| member.field.is_required());
    let constants: Vec<(&Ident, TokenStream)> =
        required.iter().filter_map(|member| Some((&member.name, constant(member, types)?))).collect();
    let arguments: Vec<&Member<'_>> =
        required.into_iter().filter(|member| constants.iter().all(|(name, _)| **name != member.name)).collect();
    let by_name = (arguments.len() > MOST_ARGUMENTS).then(|| types.required_name(&ty.name));
    let fixed = (!constants.is_empty()).then(|| {
        let constants = constants.iter().map(|(name, value)| quote!(#name = #value));
        quote!(#(#constants),*)
    });
    let also_fixed = fixed.as_ref().map(|fixed| quote!(; #fixed));
    let new = match &by_name {
        None if arguments.is_empty() => fixed.map(|fixed| quote!(default(#fixed);)),
        None => {
            let arguments = arguments.iter().map(|member| {
                let (name, ty) = (&member.name, member.ty());
                let is_converted = member.wrapper == Wrapper::None && has_conversions(&member.field.ty, types);
                if is_converted { quote!(#name: impl Into<#ty>) } else { quote!(#name: #ty) }
            });
            Some(quote!(new(#(#arguments),* #also_fixed);))
        }
        Some(required) => {
            let default = (ty.usage == Usage::Responses && arguments.iter().all(|member| has_default(member, types)))
                .then(|| quote!(#[derive(Default)]));
            let required = ident(required);
            let fields = arguments.iter().map(|member| {
                let (name, ty) = (&member.name, member.ty());
                quote!(#name: #ty)
            });
            Some(quote!(new #default #required { #(#fields),* #also_fixed };))
        }
    };
    let taken = |name: &str| members.iter().any(|member| member.field.name == name);
    let setters = optional.iter().map(|member| {
        let (name, inner, ty) = (&member.name, &member.inner, member.ty());
        let set = if member.wrapper == Wrapper::Field { &ty } else { inner };
        let deprecated = member.field.deprecated.then(|| quote!(#[deprecated]));
        let setter = setter(&member.field.name, &taken);
        quote!(#deprecated #setter(#name: #set))
    });
    let others = others.map(|(name, ty)| {
        let (setter, name) = (setter(name, &taken), ident(name));
        quote!(#setter(#name: #ty))
    });
    let setters: Vec<TokenStream> = setters.chain(others).collect();
    let is_needed = new.is_some() || !setters.is_empty();
    let tokens = is_needed.then(|| quote! { moored_runtime::setters! { #name; #new #(#setters,)* } });
    Constructors { tokens, required: by_name }
}

/// `with_` and the name of the field. That a keyword has an underscore as a field is no reason for the setter.
fn setter(field: &str, taken: &dyn Fn(&str) -> bool) -> Ident {
    match field.strip_suffix('_').filter(|keyword| !keyword.ends_with('_') && !taken(keyword)) {
        Some(keyword) => format_ident!("with_{keyword}"),
        None => format_ident!("with_{field}"),
    }
}

/// The only value that a required member has by the document.
fn constant(member: &Member<'_>, types: &Types) -> Option<TokenStream> {
    let TypeRef::Named(id) = &member.field.ty else { return None };
    let variant = match &types.get(*id).filter(|_| member.wrapper == Wrapper::None)?.kind {
        TypeKind::Enum(definition) => match definition.values.as_slice() {
            [only] => &only.variant,
            _ => return None,
        },
        TypeKind::NumberEnum(definition) => match definition.values.as_slice() {
            [only] => &only.variant,
            _ => return None,
        },
        _ => return None,
    };
    let (name, variant) = (ident(types.name(*id)), ident(variant));
    Some(quote!(#name::#variant))
}

/// Whether the type of a required member has a `Default`, by which a test may leave it out.
fn has_default(member: &Member<'_>, types: &Types) -> bool {
    member.wrapper == Wrapper::Nullable
        || matches!(
            types.resolved(&member.field.ty),
            TypeRef::String
                | TypeRef::Bool
                | TypeRef::Integer(_)
                | TypeRef::Float
                | TypeRef::Json
                | TypeRef::JsonObject
                | TypeRef::List(_)
                | TypeRef::Map(_)
        )
}
