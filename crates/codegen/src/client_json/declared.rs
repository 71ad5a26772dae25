//! Enums that are declared by the macros of the runtime.

use syn::{
    Attribute, Ident, ItemEnum, LitStr, Token, Type, braced, parenthesized,
    parse::{ParseStream, Parser as _},
    parse_quote,
    punctuated::Punctuated,
};

/// The enum that `called` declares, with the variant for all other values; `None` if it declares none.
pub(super) fn declared(called: &syn::Macro) -> Option<ItemEnum> {
    declaration.parse2(called.tokens.clone()).ok()
}

/// `pub enum Name by "tag" { … }` or `pub enum Name: i64 { … }`.
fn declaration(input: ParseStream<'_>) -> syn::Result<ItemEnum> {
    Attribute::parse_outer(input)?;
    input.parse::<Token![pub]>()?;
    input.parse::<Token![enum]>()?;
    let name: Ident = input.parse()?;
    let unlisted = if input.parse::<Option<Token![:]>>()?.is_some() { input.parse()? } else { parse_quote!(String) };
    if input.parse::<Option<Ident>>()?.is_some() {
        input.parse::<LitStr>()?;
    }
    let body;
    braced!(body in input);
    let entries = Punctuated::<Entry, Token![,]>::parse_terminated_with(&body, entry)?;
    // Only the variants of unions hold something.
    let is_union = entries.iter().any(|entry| entry.held.is_some());
    let unlisted: Type = if is_union { parse_quote!(moored_runtime::union::Unlisted) } else { unlisted };
    let variants = entries.into_iter().map(|Entry { name, held, is_other }| -> syn::Variant {
        match held.or_else(|| is_other.then(|| unlisted.clone())) {
            Some(held) => parse_quote!(#name(#held)),
            None => parse_quote!(#name),
        }
    });
    Ok(parse_quote!(#[non_exhaustive] pub enum #name { #(#variants),* }))
}

/// A variant.
struct Entry {
    name: Ident,
    held: Option<Type>,
    /// Whether it is the variant for all other values.
    is_other: bool,
}

/// `Name = value`, `Name(Type) = value` or `_ = Name`.
fn entry(input: ParseStream<'_>) -> syn::Result<Entry> {
    Attribute::parse_outer(input)?;
    let is_other = input.parse::<Option<Token![_]>>()?.is_some();
    if is_other {
        input.parse::<Token![=]>()?;
    }
    let name = input.parse()?;
    let held = if input.peek(syn::token::Paren) {
        let held;
        parenthesized!(held in input);
        Some(held.parse()?)
    } else {
        None
    };
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(Entry { name, held, is_other })
}
