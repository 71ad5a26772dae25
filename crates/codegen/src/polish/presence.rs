//! Optional members, which typify cannot tell apart from `null` ones, or from empty ones.
//!
//! ```text
//! #[serde(skip_serializing_if = "::std::option::Option::is_none")]        // before
//! pub seen_at: ::std::option::Option<::moored_runtime::DateTime>,
//! #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
//! pub modules: ::std::vec::Vec<UserModule>,
//!
//! #[serde(default, skip_serializing_if = "Field::is_absent")]             // after
//! pub seen_at: Field<::moored_runtime::DateTime>,
//! #[serde(default, skip_serializing_if = "Field::is_absent")]
//! pub modules: Field<::std::vec::Vec<UserModule>>,
//! ```
//!
//! So an answer encodes back as it came, and an update can say `null`. In what requests alone hold, a member that may not be `null` is an
//! `Option`: the type does not let anybody send what the document forbids.

use quote::ToTokens as _;
use syn::{Attribute, GenericArgument, Meta, PathArguments, Token, Type, parse_quote, punctuated::Punctuated};

use super::{Facts, structure, wire_name};
use crate::emit::Module;
use moored_document::schemas::component_name;

pub(super) fn run(module: &mut Module, facts: &Facts<'_>) {
    let Some(item) = structure(module) else { return };
    let name = item.ident.to_string();
    let answered = facts.answered.contains(&name) || !facts.requested.contains(&name);
    let mut uses_field = false;
    for field in &mut item.fields {
        let Some(attribute) = field.attrs.iter_mut().find(|attribute| attribute.path().is_ident("serde")) else {
            continue;
        };
        let boxed = boxed_option(&field.ty);
        let Some(kept) = optional(attribute, &field.ty) else { continue };
        let inner = boxed.or_else(|| argument(&field.ty, "Option")).unwrap_or_else(|| field.ty.clone());
        let wire = { wire_name(field) };
        let nullable = facts.property(&name, &wire).is_some_and(|schema| is_nullable(schema, facts));
        let Some(attribute) = field.attrs.iter_mut().find(|attribute| attribute.path().is_ident("serde")) else {
            continue;
        };
        if answered || nullable {
            uses_field = true;
            field.ty = parse_quote!(Field<#inner>);
            *attribute = parse_quote!(#[serde(#(#kept,)* default, skip_serializing_if = "Field::is_absent")]);
        } else {
            field.ty = parse_quote!(Option<#inner>);
            *attribute = parse_quote!(#[serde(#(#kept,)* default, skip_serializing_if = "Option::is_none")]);
        }
    }
    if uses_field {
        module.file.items.insert(
            0,
            parse_quote!(
                use moored_runtime::Field;
            ),
        );
    }
}

/// The parts of a `#[serde(…)]` that stay, where it says that the member may be missing; `None` where it does not. Of a boxed option typify
/// says no more than that it has a default.
fn optional(attribute: &Attribute, kind: &Type) -> Option<Vec<Meta>> {
    let parts = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()?;
    let flattened = parts.iter().any(|part| part.path().is_ident("flatten"));
    let skipped = parts.iter().any(|part| part.path().is_ident("skip_serializing_if"));
    let defaulted = boxed_option(kind).is_some()
        && parts.iter().any(|part| matches!(part, Meta::Path(path) if path.is_ident("default")));
    ((skipped || defaulted) && !flattened).then(|| {
        let kept = |part: &Meta| !part.path().is_ident("skip_serializing_if") && !part.path().is_ident("default");
        parts.into_iter().filter(kept).collect()
    })
}

/// `Box<T>` of `Box<Option<T>>`, which is how typify cuts a type that holds itself and may be `null`.
fn boxed_option(kind: &Type) -> Option<Type> {
    let inner = argument(&argument(kind, "Box")?, "Option")?;
    Some(parse_quote!(::std::boxed::Box<#inner>))
}

/// `T` of `Option<T>`, where `name` is `Option`.
fn argument(kind: &Type, name: &str) -> Option<Type> {
    let Type::Path(path) = kind else { return None };
    let last = path.path.segments.last().filter(|segment| segment.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) if arguments.args.len() == 1 => Some(inner.clone()),
        other => {
            debug_assert!(other.is_none(), "{}", kind.to_token_stream());
            None
        }
    }
}

fn is_nullable(schema: &serde_json::Value, facts: &Facts<'_>) -> bool {
    schema.get("nullable") == Some(&true.into())
        || component_name(schema)
            .and_then(|name| facts.schema(&name))
            .is_some_and(|target| target.get("nullable") == Some(&true.into()))
}
