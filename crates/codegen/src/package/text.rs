//! The text of a file: formatted by prettyplease, with an empty line between items of more than one line and between
//! methods.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::ToTokens as _;

pub(super) fn print(file: syn::File) -> String {
    let short = |item: &syn::Item| {
        matches!(item, syn::Item::Use(_))
            || matches!(item, syn::Item::Mod(module) if module.content.is_none() && module.attrs.is_empty())
    };
    let mut text = String::new();
    if !file.attrs.is_empty() {
        let head = syn::File { shebang: None, attrs: file.attrs, items: Vec::new() };
        text.push_str(prettyplease::unparse(&head).trim_end());
        text.push_str("\n\n");
    }
    let mut before = None;
    for item in file.items {
        let kind = std::mem::discriminant(&item);
        let is_short = short(&item);
        if before.is_some_and(|before| !is_short || before != Some(kind)) {
            text.push('\n');
        }
        before = Some(is_short.then_some(kind));
        if let syn::Item::Macro(item) = &item {
            text.push_str(&rules(&item.mac));
            continue;
        }
        let is_impl = matches!(item, syn::Item::Impl(_));
        let printed = prettyplease::unparse(&syn::File { shebang: None, attrs: Vec::new(), items: vec![item] });
        match is_impl {
            true => text.push_str(&printed.replace("\n    }\n    ", "\n    }\n\n    ")),
            false => text.push_str(&printed),
        }
    }
    text
}

/// Prints a macro of the runtime that holds the constraints of a type. prettyplease would fill lines with them; in
/// braces, each constraint gets its own line.
fn rules(mac: &syn::Macro) -> String {
    let path = one_line(mac.path.to_token_stream()).replace(" :: ", "::");
    match &mac.delimiter {
        syn::MacroDelimiter::Brace(_) => {
            let mut text = format!("{path}! {{\n");
            let mut line = TokenStream::new();
            for token in mac.tokens.clone() {
                let ends = matches!(&token, TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | ';'));
                line.extend([token]);
                if ends {
                    text.extend(["    ", &one_line(std::mem::take(&mut line)), "\n"]);
                }
            }
            text + "}\n"
        }
        _ => format!("{path}!({});\n", one_line(mac.tokens.clone())),
    }
}

/// Prints tokens separated by spaces, except before `,` and `;`.
fn one_line(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut joint = true;
    for token in tokens {
        let ends = matches!(&token, TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | ';'));
        if !joint && !ends {
            text.push(' ');
        }
        joint = matches!(&token, TokenTree::Punct(mark) if mark.spacing() == Spacing::Joint);
        text.push_str(&token.to_string());
    }
    text
}
