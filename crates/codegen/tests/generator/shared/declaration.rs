//! The macros of the runtime that declare enums.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, ItemEnum, LitStr, Token, Type, braced, parenthesized, parse_quote};

use super::code;

/// An enum that a macro of the runtime declares.
pub(crate) struct Declaration {
    /// The enum, with the variant for all other values.
    pub(crate) item: ItemEnum,
    /// `variant = value` of each variant; the value is what selects it.
    pub(crate) values: Vec<String>,
}

impl Declaration {
    /// `None` if `called` declares no enum.
    pub(crate) fn read(called: &syn::Macro) -> Option<Self> {
        let kind = called.path.segments.last()?.ident.to_string();
        let is_declaration = kind == "union" || kind.ends_with("_enum");
        is_declaration
            .then(|| syn::parse2(called.tokens.clone()).unwrap_or_else(|error| panic!("{}: {error}", code(called))))
    }
}

impl Parse for Declaration {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = Attribute::parse_outer(input)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![enum]>()?;
        let name: Ident = input.parse()?;
        let mut unlisted: Type = parse_quote!(String);
        if input.parse::<Option<Token![:]>>()?.is_some() {
            unlisted = input.parse()?;
        } else if input.peek(Ident) {
            assert_eq!(input.parse::<Ident>()?, "by");
            input.parse::<LitStr>()?;
        }
        let body;
        braced!(body in input);
        let mut item: ItemEnum = parse_quote!(#(#attributes)* pub enum #name {});
        let mut values = Vec::new();
        while !body.is_empty() {
            let attributes = Attribute::parse_outer(&body)?;
            let is_other = body.parse::<Option<Token![_]>>()?.is_some();
            let other = if is_other { Some(body.parse::<Token![=]>()?) } else { None };
            let name: Ident = body.parse()?;
            let held: Option<Type> = if body.peek(syn::token::Paren) {
                // Only a union has variants that hold something.
                unlisted = parse_quote!(moored_runtime::union::Unlisted);
                let held;
                parenthesized!(held in body);
                Some(held.parse()?)
            } else {
                other.map(|_| unlisted.clone())
            };
            let fields = held.map(|held| quote!((#held)));
            if other.is_none() {
                body.parse::<Token![=]>()?;
                let mut value = TokenStream::new();
                while !body.is_empty() && !body.peek(Token![,]) {
                    value.extend([body.parse::<TokenTree>()?]);
                }
                values.push(format!("{name} = {}", code(value)));
            }
            item.variants.push(parse_quote!(#(#attributes)* #name #fields));
            body.parse::<Option<Token![,]>>()?;
        }
        Ok(Self { item, values })
    }
}
