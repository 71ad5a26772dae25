//! The traits that public types implement, and the functions of enums: by what derives them, what implements them, and
//! which macro of the runtime declares them.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Attribute, GenericArgument, Item, ItemImpl, Macro, Path, PathArguments, Token, Type, parse::Parser as _,
    punctuated::Punctuated,
};

use super::{constructors::Constructors, declared::declared};
use crate::one_line::one_line;

/// The derived traits.
pub(super) fn derived(attributes: &[Attribute]) -> impl Iterator<Item = String> {
    let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let paths = derives.flat_map(|derive| {
        derive.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).into_iter().flatten()
    });
    paths.filter_map(|path| Some(path.segments.last()?.ident.to_string()))
}

/// The traits of a call with these attributes.
pub(super) fn of_call(attributes: &TokenStream) -> BTreeSet<String> {
    let attributes = Attribute::parse_outer.parse2(attributes.clone()).unwrap_or_default();
    derived(&attributes).chain(["Call", "IntoFuture"].map(str::to_owned)).collect()
}

/// The types that `item` implements traits for, each with the trait. A `From` of a type for one of another crate is an
/// `Into`.
pub(super) fn implemented(item: &Item) -> Vec<(String, String)> {
    match item {
        Item::Impl(item) => of_impl(item),
        Item::Macro(item) => of_macro(&item.mac),
        _ => Vec::new(),
    }
}

fn of_impl(item: &ItemImpl) -> Vec<(String, String)> {
    let Some((_, path, _)) = &item.trait_ else { return Vec::new() };
    let Some(last) = path.segments.last() else { return Vec::new() };
    let own = (name_of(&item.self_ty), one_line(quote!(#last)));
    let argument = match &last.arguments {
        PathArguments::AngleBracketed(arguments) if last.ident == "From" => match arguments.args.first() {
            Some(GenericArgument::Type(ty)) => Some(ty),
            _ => None,
        },
        _ => None,
    };
    let ty = &item.self_ty;
    let into = argument.map(|from| (name_of(from), one_line(quote!(Into<#ty>))));
    let found = [Some(own), into].into_iter().flatten();
    found.filter_map(|(name, of_trait)| Some((name?, of_trait))).collect()
}

/// The name of a type without a path.
fn name_of(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

/// What all enums of listed values implement.
const OF_LISTED: &[&str] = &[
    "Clone",
    "Debug",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
    "Display",
    "FromStr",
    "Deserialize",
    "Serialize",
];

/// What enums of strings implement besides.
const OF_STRINGS: &[&str] = &["AsRef<str>", "PartialEq<str>", "PartialEq<&str>"];

fn of_macro(called: &Macro) -> Vec<(String, String)> {
    if let Ok(Constructors { name, has_default: true, .. }) = called.parse_body() {
        return vec![(name.to_string(), "Default".to_owned())];
    }
    let Some(found) = declared(called) else { return Vec::new() };
    let number = number_of(called);
    let mut traits: Vec<String> = OF_LISTED.iter().map(|name| (*name).to_owned()).collect();
    let more: &[&str] = match macro_name(called).as_str() {
        "open_enum" => &["From<&str>", "From<String>"],
        "closed_enum" => &["Copy", "TryFrom<&str>", "TryFrom<String>"],
        "open_integer_enum" => &["Copy", "From<#>", "Into<#>", "TryFrom<&str>"],
        "closed_integer_enum" => &["Copy", "TryFrom<#>", "Into<#>", "TryFrom<&str>"],
        "open_number_enum" => &["From<#>", "TryFrom<&str>"],
        "union" => {
            traits = ["Clone", "Debug", "PartialEq", "Deserialize", "Serialize"].map(str::to_owned).into();
            let held = found.variants.iter().filter_map(|variant| variant.fields.iter().next());
            // The last variant is for all other values.
            let count = found.variants.len().saturating_sub(1);
            traits.extend(held.take(count).map(|field| {
                let ty = unwrapped(&field.ty);
                one_line(quote!(From<#ty>))
            }));
            &[]
        }
        _ => return Vec::new(),
    };
    traits.extend(more.iter().map(|name| name.replace('#', &number)));
    if matches!(macro_name(called).as_str(), "open_enum" | "closed_enum") {
        traits.extend(OF_STRINGS.iter().map(|name| (*name).to_owned()));
    }
    traits.into_iter().map(|name| (found.ident.to_string(), name)).collect()
}

/// The functions of an enum of listed values, by the macro that declares it.
pub(super) fn functions(called: &Macro) -> Vec<(String, String)> {
    let number = number_of(called);
    let functions: &[(&str, &str)] = match macro_name(called).as_str() {
        "open_enum" => &[("as_str", "pub fn as_str(&self) -> &str")],
        "closed_enum" => &[("as_str", "pub const fn as_str(self) -> &'static str")],
        "open_integer_enum" | "closed_integer_enum" => &[("value", "pub const fn value(self) -> #")],
        "open_number_enum" => &[("value", "pub fn value(&self) -> #"), ("as_f64", "pub fn as_f64(&self) -> f64")],
        _ => &[],
    };
    functions.iter().map(|(name, signature)| ((*name).to_owned(), signature.replace('#', &number))).collect()
}

fn macro_name(called: &Macro) -> String {
    called.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default()
}

/// The type of the numbers of an enum: that of the variant for all others, or the one after the colon.
fn number_of(called: &Macro) -> String {
    let mut tokens = called.tokens.clone().into_iter().skip_while(|token| token.to_string() != ":");
    let is_body = |token: &proc_macro2::TokenTree| matches!(token, proc_macro2::TokenTree::Group(_));
    one_line(tokens.by_ref().skip(1).take_while(|token| !is_body(token)).collect())
}

/// The type in a `Box` or a `Tagged`.
fn unwrapped(ty: &Type) -> &Type {
    let Type::Path(path) = ty else { return ty };
    let Some(last) = path.path.segments.last().filter(|last| last.ident == "Box" || last.ident == "Tagged") else {
        return ty;
    };
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(GenericArgument::Type(inner)) => unwrapped(inner),
            _ => ty,
        },
        _ => ty,
    }
}
