//! The text of a file: formatted by prettyplease, with an empty line between items of more than one line and between
//! methods.

mod call;
mod declaration;
mod setters;

use quote::ToTokens as _;

use crate::{emit::CallTable, one_line::one_line};

/// Prints `file`; `table` has the arguments of the macro `call!` in it.
pub(crate) fn print(file: syn::File, table: Option<&CallTable>) -> String {
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
            let mac = &item.mac;
            let is_setters = mac.path.segments.last().is_some_and(|last| last.ident == "setters");
            text.push_str(&match (table.filter(|_| mac.tokens.is_empty()), &mac.delimiter) {
                (Some(table), _) => call::print(table),
                _ if is_setters => setters::print(mac),
                (None, syn::MacroDelimiter::Brace(_)) => declaration::print(mac),
                _ => format!("{};\n", one_line(mac.to_token_stream())),
            });
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
