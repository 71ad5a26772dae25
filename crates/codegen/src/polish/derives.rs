//! `PartialEq`, which tests of every user want and every type of a client can have.
//!
//! ```text
//! #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]                // before
//! #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]         // after
//! ```

use syn::{Attribute, Item, Path, Token, parse_quote, punctuated::Punctuated};

use super::Facts;
use crate::emit::Module;

pub(super) fn run(module: &mut Module, _: &Facts<'_>) {
    for item in &mut module.file.items {
        match item {
            Item::Struct(item) => rewrite(&mut item.attrs),
            Item::Enum(item) => rewrite(&mut item.attrs),
            _ => {}
        }
    }
}

fn rewrite(attributes: &mut [Attribute]) {
    for attribute in attributes.iter_mut().filter(|attribute| attribute.path().is_ident("derive")) {
        let Ok(paths) = attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated) else { continue };
        let mut names: Vec<String> =
            paths.iter().filter_map(|path| path.segments.last()).map(|segment| segment.ident.to_string()).collect();
        if !names.iter().any(|name| name == "PartialEq") {
            names.push("PartialEq".to_owned());
        }
        names.sort_unstable();
        let (serde, own): (Vec<String>, Vec<String>) =
            names.into_iter().partition(|name| name == "Serialize" || name == "Deserialize");
        let own = own.iter().map(|name| quote::format_ident!("{name}"));
        let serde = serde.iter().map(|name| quote::format_ident!("{name}"));
        *attribute = parse_quote!(#[derive(#(#own,)* #(serde::#serde),*)]);
    }
}
