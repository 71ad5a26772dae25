//! The arguments of progenitor's method, and under which names and types a call keeps them.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote};
use syn::{FnArg, ImplItemFn, Pat, Type};

use crate::contract::{BodyKind, RequestBody};

/// One argument of progenitor's method.
pub(super) struct Argument {
    pub(super) name: Ident,
    /// The type that a call keeps.
    pub(super) owned: Type,
    pub(super) required: bool,
    /// How the body of the method, which borrows, sees it.
    pub(super) borrow: TokenStream,
}

/// All of them, in progenitor's order; `body` is what the operation sends.
pub(super) fn read(function: &ImplItemFn, body: Option<&RequestBody>) -> Result<Vec<Argument>, String> {
    let mut found = Vec::new();
    for argument in &function.sig.inputs {
        let FnArg::Typed(argument) = argument else { continue };
        let Pat::Ident(pattern) = argument.pat.as_ref() else {
            return Err("progenitor's method has an argument without a name".to_owned());
        };
        let name = pattern.ident.clone();
        let (kind, required) = match option_of(&argument.ty) {
            Some(inner) => (inner, false),
            None => (argument.ty.as_ref().clone(), true),
        };
        let (owned, borrow) = match (&kind, required) {
            (Type::Reference(reference), _) if is_str(&reference.elem) => {
                let owned = syn::parse_quote!(String);
                (
                    owned,
                    if required { quote!(let #name = #name.as_str();) } else { quote!(let #name = #name.as_deref();) },
                )
            }
            (Type::Reference(reference), required) => {
                let borrow = if required { quote!(let #name = &#name;) } else { quote!(let #name = #name.as_ref();) };
                (reference.elem.as_ref().clone(), borrow)
            }
            (kind, _) => (kind.clone(), TokenStream::new()),
        };
        found.push(Argument { name, owned, required, borrow });
    }
    if let Some((body, argument)) = body.zip(found.iter_mut().find(|argument| argument.name == "body")) {
        argument.hold(body);
    }
    Ok(found)
}

impl Argument {
    /// Makes this the argument for `body`, which progenitor takes for JSON or bytes, and for required.
    fn hold(&mut self, body: &RequestBody) {
        let given: Option<Type> = match body.kind {
            BodyKind::Json | BodyKind::Form => None,
            BodyKind::Multipart => Some(syn::parse_quote!(moored_runtime::reqwest::multipart::Form)),
            BodyKind::Text => Some(syn::parse_quote!(String)),
            BodyKind::Bytes => Some(syn::parse_quote!(moored_runtime::Bytes)),
        };
        self.required = body.required;
        self.borrow = match (&given, body.required) {
            (Some(_), _) => TokenStream::new(),
            (None, true) => quote!(let body = &body;),
            (None, false) => quote!(let body = body.as_ref();),
        };
        if let Some(given) = given {
            self.owned = given;
        }
    }
}

/// `T` of `Option<T>`.
fn option_of(kind: &Type) -> Option<Type> {
    let Type::Path(path) = kind else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        syn::GenericArgument::Type(inner) => Some(inner.clone()),
        _ => None,
    })
}

fn is_str(kind: &Type) -> bool {
    matches!(kind, Type::Path(path) if path.path.is_ident("str"))
}

/// Whether callers have it in other forms: `&str` for a `String`, `Vec<u8>` for `Bytes`.
pub(super) fn is_made_of_others(kind: &Type) -> bool {
    matches!(kind, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "String" || last.ident == "Bytes"))
}

/// Names that a call has already.
pub(super) const OURS: &[&str] =
    &["answer", "client", "clone", "fmt", "options", "request", "send", "send_with", "url"];

/// The function with an underscore behind each argument whose name a call has already.
pub(super) fn without_our_names(function: &ImplItemFn) -> Result<ImplItemFn, String> {
    let taken: Vec<String> = function
        .sig
        .inputs
        .iter()
        .filter_map(|argument| match argument {
            FnArg::Typed(argument) => Some(argument.pat.to_token_stream().to_string()),
            FnArg::Receiver(_) => None,
        })
        .filter(|name| OURS.contains(&name.as_str()))
        .collect();
    if taken.is_empty() {
        return Ok(function.clone());
    }
    syn::parse2(mark(function.to_token_stream(), &taken)).map_err(|error| error.to_string())
}

/// `tokens` with an underscore behind each of `names`, except where it is a field or method.
fn mark(tokens: TokenStream, names: &[String]) -> TokenStream {
    let mut behind_dot = false;
    tokens
        .into_iter()
        .map(|token| {
            let member =
                std::mem::replace(&mut behind_dot, matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '.'));
            match token {
                TokenTree::Group(group) => TokenTree::Group(Group::new(group.delimiter(), mark(group.stream(), names))),
                TokenTree::Ident(ident) if !member && names.iter().any(|name| ident == name) => {
                    format_ident!("{ident}_").into()
                }
                other => other,
            }
        })
        .collect()
}
