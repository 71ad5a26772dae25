//! The text of a file: formatted by prettyplease, with an empty line between items of more than one line and between
//! methods.

mod call;
mod declaration;

use crate::emit::CallTable;

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
            match table.filter(|_| item.mac.tokens.is_empty()) {
                Some(table) => text.push_str(&call::print(table)),
                None => text.push_str(&declaration::print(&item.mac)),
            }
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
