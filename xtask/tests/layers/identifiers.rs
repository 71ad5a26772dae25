//! Where the generator may make Rust identifiers and code out of text: in the emitter, from what the naming module
//! gave.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;

use crate::{
    mentions::{attributes, is_test_only},
    sources::SourceFile,
};

/// The crates whose code ends up in clients.
const GENERATOR: [&str; 3] = ["crates/codegen/src/", "crates/document/src/", "crates/model/src/"];

/// Path prefixes that may, each with the reason.
const MAKES_IDENTIFIERS: [(&str, &str); 4] = [
    ("crates/codegen/src/emit", "the emitter, whose `ident` takes names of the model"),
    ("crates/model/src/naming", "the naming module"),
    ("crates/codegen/src/facade/table.rs", "the modules of providers, named after their folders by the naming module"),
    ("crates/codegen/src/package/sources.rs", "the modules of types and calls, which the emitter has named"),
];

/// Every place in the generator that makes an identifier or parses code elsewhere, and every exception that nothing
/// needs.
pub(crate) fn identifiers_from_elsewhere(sources: &[SourceFile]) -> Vec<String> {
    let mut found = Vec::new();
    let mut used = [false; MAKES_IDENTIFIERS.len()];
    for file in sources.iter().filter(|file| GENERATOR.iter().any(|prefix| file.path.starts_with(prefix))) {
        let made = makes_code(outside_of_tests(&file.text));
        match MAKES_IDENTIFIERS.iter().position(|(prefix, _)| file.path.starts_with(prefix)) {
            Some(exception) => used[exception] |= !made.is_empty(),
            None => found.extend(made.iter().map(|call| format!("{}: calls `{call}`", file.path))),
        }
    }
    // The naming module makes strings today, and may make identifiers of them itself.
    let unused = MAKES_IDENTIFIERS.iter().zip(used).filter(|((prefix, _), used)| !used && !prefix.contains("naming"));
    found.extend(unused.map(|((prefix, _), _)| format!("{prefix}: makes no identifiers and needs no exception")));
    found
}

/// The code of a file without what is only in tests.
fn outside_of_tests(text: &str) -> TokenStream {
    let items = syn::parse_file(text).map(|file| file.items).unwrap_or_default();
    items.iter().filter(|item| !is_test_only(attributes(item))).map(|item| item.to_token_stream()).collect()
}

/// The calls among `tokens` that make an identifier or code out of text.
pub(crate) fn makes_code(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => found.extend(makes_code(group.stream())),
            TokenTree::Ident(name) => {
                let before = text_before(&tokens, at);
                let call = match name.to_string().as_str() {
                    "format_ident" => Some("format_ident!"),
                    "new" | "new_raw" if before.ends_with("Ident::") => Some("Ident::new"),
                    "from_str" if before.ends_with("TokenStream::") => Some("TokenStream::from_str"),
                    "parse_str" if is_called(&tokens, at) => Some("syn::parse_str"),
                    "TokenStream" if before.ends_with("parse::<") => Some("parse::<TokenStream>"),
                    _ => None,
                };
                found.extend(call.map(str::to_owned));
            }
            _ => {}
        }
    }
    found
}

/// The four tokens before this one, without spaces.
fn text_before(tokens: &[TokenTree], at: usize) -> String {
    tokens[at.saturating_sub(4)..at].iter().map(ToString::to_string).collect()
}

/// Whether the tokens behind this one call it: `(…)`, or `::<…>(…)`.
fn is_called(tokens: &[TokenTree], at: usize) -> bool {
    match tokens.get(at + 1) {
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
        Some(TokenTree::Punct(mark)) => mark.as_char() == ':',
        _ => false,
    }
}
