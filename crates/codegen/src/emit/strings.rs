//! Strings with rules: enums that keep what they do not know, and lengths that are checked before anything is sent.
//!
//! The type and its rules are said here, what all such types can do in the macros of the runtime's `strings.rs`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{docs, ident};
use moored_document::scope::Scope;
use moored_model::{
    api::{StringRules, StringType},
    naming::variant_name,
};

pub(super) fn emit(string: &StringType) -> TokenStream {
    match &string.rules {
        StringRules::Enum { values, open: true } => open_enum(string, values),
        // Nothing can be sent where nothing is listed; it is not for us to say so.
        StringRules::Enum { values, open: false } if values.is_empty() => open_enum(string, values),
        StringRules::Enum { values, open: false } => closed_enum(string, values),
        StringRules::Length { min, max, secret } => bounded(string, *min, *max, *secret),
    }
}

/// A variant's name for each value. A value without a letter or digit gets its number.
fn variants(values: &[String]) -> (Vec<Ident>, Scope) {
    let mut scope = Scope::default();
    let names = values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let wish = variant_name(value);
            let meaning = value.chars().any(|letter| letter.is_ascii_alphanumeric());
            let wish = if meaning {
                wish
            } else if value.is_empty() {
                "Empty".to_owned()
            } else {
                format!("Value{}", index + 1)
            };
            ident(&scope.take_first(&[wish]))
        })
        .collect();
    (names, scope)
}

fn variant_docs(values: &[String]) -> Vec<TokenStream> {
    values.iter().map(|value| docs::attributes(&format!("`{}`", value.replace('`', "'")))).collect()
}

/// What is said of each value: its variant.
fn table<'a>(values: &'a [String], variants: &'a [Ident]) -> impl Iterator<Item = TokenStream> + 'a {
    values.iter().zip(variants).map(|(value, variant)| quote!(#value => #variant))
}

fn open_enum(string: &StringType, values: &[String]) -> TokenStream {
    let name = ident(&string.name);
    let docs = docs::of_type(string.description.as_deref(), &string.name);
    let (variants, mut scope) = variants(values);
    let other = ident(&scope.take_first(&["Unlisted".to_owned(), "UnlistedValue".to_owned()]));
    let variant_docs = variant_docs(values);
    let table = table(values, &variants);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name {
            #(#variant_docs #variants,)*
            #[doc = " A value that the document does not list, as it came."]
            #other(String),
        }

        moored_runtime::open_enum! { #name; #(#table,)* _ => #other, }
    }
}

fn closed_enum(string: &StringType, values: &[String]) -> TokenStream {
    let name = ident(&string.name);
    let docs = docs::of_type(string.description.as_deref(), &string.name);
    let (variants, _) = variants(values);
    let variant_docs = variant_docs(values);
    let table = table(values, &variants);
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name {
            #(#variant_docs #variants,)*
        }

        moored_runtime::closed_enum! { #name; #(#table,)* }
    }
}

fn bounded(string: &StringType, min: Option<u64>, max: Option<u64>, secret: bool) -> TokenStream {
    let name = ident(&string.name);
    let docs = docs::of_type(string.description.as_deref(), &string.name);
    let bound = |which: &str, bound: Option<u64>| {
        bound.map(|bound| {
            let which = ident(which);
            let unit = ident(if bound == 1 { "character" } else { "characters" });
            let bound = Literal::u64_unsuffixed(bound);
            quote!(, at #which #bound #unit)
        })
    };
    let (least, most) = (bound("least", min), bound("most", max));
    if secret {
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            pub struct #name(moored_runtime::Secret);

            moored_runtime::bounded_secret!(#name #least #most);
        }
    } else {
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name(String);

            moored_runtime::bounded_string!(#name #least #most);
        }
    }
}
