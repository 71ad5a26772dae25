//! Signatures on one line, with the spacing of rustfmt.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Prints `tokens`, a signature or a type, on one line.
pub(crate) fn one_line(tokens: TokenStream) -> String {
    let mut text = String::new();
    push(tokens, &mut text);
    text
}

fn push(tokens: TokenStream, text: &mut String) {
    let mut joint = false;
    let mut after_lifetime = false;
    for token in tokens {
        let is_lifetime = text.ends_with('\'') && matches!(token, TokenTree::Ident(_));
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => (" { ", " }"),
                    Delimiter::None => ("", ""),
                };
                if after_lifetime {
                    text.push(' ');
                }
                text.push_str(open);
                push(group.stream(), text);
                text.truncate(text.trim_end_matches([',', ' ']).len());
                text.push_str(close);
                joint = false;
            }
            TokenTree::Punct(mark) => {
                joint = punctuation(mark.as_char(), mark.spacing(), joint, text);
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                // After a name, including the name of a lifetime, or after the end of generics.
                let ends = |last: char| last.is_alphanumeric() || matches!(last, '_' | '>');
                if !joint && text.ends_with(ends) && !text.ends_with("->") {
                    text.push(' ');
                }
                text.push_str(&token.to_string());
                joint = false;
            }
        }
        after_lifetime = is_lifetime;
    }
}

/// Writes one punctuation character. Returns whether the next token follows without a space.
fn punctuation(mark: char, spacing: Spacing, joint: bool, text: &mut String) -> bool {
    let is_arrow = mark == '>' && text.ends_with('-');
    match mark {
        '-' | '=' | '+' if !joint => text.push(' '),
        '\'' | '&' if text.ends_with(|last: char| last.is_alphanumeric()) => text.push(' '),
        _ => {}
    }
    text.push(mark);
    let is_path = mark == ':' && (joint || spacing == Spacing::Joint);
    match mark {
        ',' | '=' | '+' => text.push(' '),
        ':' if !is_path => text.push(' '),
        '>' if is_arrow => text.push(' '),
        _ => {}
    }
    spacing == Spacing::Joint && matches!(mark, ':' | '\'' | '-')
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::one_line;

    #[test]
    fn a_signature_is_spaced_as_rustfmt_spaces_it() {
        let tokens = quote!(pub async fn send<'a, T: Into<String> + Clone>(mut self, a: &'a [u8], b: impl Into<crate::X>,) -> Result<Response<'_, Vec<(u8, i64)>>, Error<moored_runtime::No>>);
        let wanted = "pub async fn send<'a, T: Into<String> + Clone>(mut self, a: &'a [u8], b: impl Into<crate::X>) -> \
                      Result<Response<'_, Vec<(u8, i64)>>, Error<moored_runtime::No>>";
        assert_eq!(one_line(tokens), wanted);
        assert_eq!(one_line(quote!(Dog(Box<Dog>))), "Dog(Box<Dog>)");
        assert_eq!(one_line(quote!(pub struct GetPet<'a>)), "pub struct GetPet<'a>");
    }
}
