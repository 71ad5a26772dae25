//! The text of a macro of the runtime that declares a type. prettyplease would fill lines with its tokens; here each
//! entry has a line, below its documentation.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens as _;

/// Prints an item that is a macro call in braces.
pub(super) fn print(mac: &syn::Macro) -> String {
    let mut text = format!("{}! {{\n", one_line(mac.path.to_token_stream()));
    entries(mac.tokens.clone(), "    ", &mut text);
    text + "}\n"
}

/// Prints entries that end with a comma, a semicolon or a block, each on its own line.
fn entries(tokens: TokenStream, indent: &str, text: &mut String) {
    let mut entry = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Punct(mark) if mark.as_char() == '#' && entry.is_empty() => {
                let attribute = tokens.next().map(TokenTree::into_token_stream).unwrap_or_default();
                text.push_str(&format!("{indent}{}\n", attribute_line(attribute)));
            }
            TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | ';') => {
                entry.extend([token]);
                text.push_str(&format!("{indent}{}\n", one_line(std::mem::take(&mut entry))));
            }
            TokenTree::Group(block) if block.delimiter() == Delimiter::Brace => {
                text.push_str(&format!("{indent}{} {{\n", one_line(std::mem::take(&mut entry))));
                entries(block.stream(), &format!("{indent}    "), text);
                text.push_str(&format!("{indent}}}\n"));
            }
            _ => entry.extend([token]),
        }
    }
    if !entry.is_empty() {
        text.push_str(&format!("{indent}{}\n", one_line(entry)));
    }
}

/// An attribute; `brackets` are the brackets with its content.
fn attribute_line(brackets: TokenStream) -> String {
    let mut attribute = TokenStream::from(TokenTree::from(proc_macro2::Punct::new('#', Spacing::Alone)));
    attribute.extend(brackets);
    let parsed = syn::parse::Parser::parse2(syn::Attribute::parse_outer, attribute.clone());
    let doc = parsed.ok().and_then(|attributes| match &attributes.first()?.meta {
        syn::Meta::NameValue(syn::MetaNameValue {
            path,
            value: syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }),
            ..
        }) if path.is_ident("doc") => Some(text.value()).filter(|text| !text.contains('\n')),
        _ => None,
    });
    doc.map_or_else(|| one_line(attribute), |doc| format!("///{doc}"))
}

/// Prints tokens with the spaces that rustfmt would write.
fn one_line(tokens: TokenStream) -> String {
    let mut text = String::new();
    // Whether the next token follows without a space.
    let mut is_joint = true;
    let mut is_second_colon = false;
    for token in tokens {
        let is_attached = match &token {
            TokenTree::Punct(mark) => matches!(mark.as_char(), ',' | ';' | ':' | '.' | '<' | '>'),
            TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        if !is_joint && !is_attached {
            text.push(' ');
        }
        match token {
            TokenTree::Punct(mark) => {
                let is_path = mark.as_char() == ':' && (is_second_colon || mark.spacing() == Spacing::Joint);
                is_second_colon = is_path && !is_second_colon;
                is_joint = is_path
                    || matches!(mark.as_char(), '.' | '<' | '-' | '#' | '!' | '&')
                    || (mark.spacing() == Spacing::Joint && mark.as_char() != '>');
                text.push(mark.as_char());
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                text.extend([open, &one_line(group.stream()), close]);
                is_joint = false;
            }
            other => {
                text.push_str(&other.to_string());
                is_joint = false;
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        let item: syn::ItemMacro = syn::parse2(text.parse().expect("tokens")).expect("an item");
        print(&item.mac)
    }

    #[test]
    fn each_entry_has_a_line_below_its_documentation() {
        let text = "moored_runtime::union! {
    /// A pet.
    pub enum Pet by \"kind\" {
        ///
        Cat(Vec<std::collections::BTreeMap<String, Box<Cat>>>) = object(\"cat\", -1).with_constant(\"a\", \"b\"),
        #[deprecated]
        Level(i64) = number,
        _ = Unlisted,
    }
}
";
        assert_eq!(printed(text), text);
        let integers = "moored_runtime::closed_integer_enum! {
    pub enum Level: moored_runtime::Number {
        Low = -1,
    }
}
";
        assert_eq!(printed(integers), integers);
    }
}
