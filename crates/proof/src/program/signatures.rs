//! What a generated crate lets its callers do, read off its sources: so little is taken for granted that the sources may change their shape.

use moored_codegen::Files;
use quote::ToTokens as _;
use syn::{FnArg, ImplItem, ImplItemFn, Item, Pat, Type, Visibility};

use super::bodies::{self, GivenAs};
use super::ways::{self, Way, text_of};

/// One method of the client and what hangs on it.
pub(super) struct Signature {
    /// GET, POST, …
    pub(super) verb: String,
    /// The path template.
    pub(super) path: String,
    /// The client's method.
    pub(super) method: String,
    /// What it takes: name and type.
    pub(super) required: Vec<(String, Type)>,
    /// What the call takes besides.
    pub(super) optional: Vec<(String, Type)>,
    /// The ways of sending it besides `send`.
    pub(super) ways: Vec<Way>,
    /// The types that its body is given in.
    pub(super) given: Vec<GivenAs>,
}

/// All calls of the crate, in the order of their files.
pub(super) fn calls(files: &Files) -> Vec<Signature> {
    let sources = files.iter().filter(|(path, _)| path.as_str().starts_with("src/operations/"));
    sources.filter_map(|(_, text)| call(&syn::parse_file(text).ok()?)).collect()
}

fn call(file: &syn::File) -> Option<Signature> {
    let mut found = Signature {
        verb: String::new(),
        path: String::new(),
        method: String::new(),
        required: Vec::new(),
        optional: Vec::new(),
        ways: Vec::new(),
        given: bodies::given(file),
    };
    for item in &file.items {
        match item {
            Item::Static(item) => {
                if let syn::Expr::Struct(said) = item.expr.as_ref() {
                    let text = |name: &str| {
                        said.fields
                            .iter()
                            .find(|field| field.member.to_token_stream().to_string() == name)
                            .and_then(|field| text_of(&field.expr))
                    };
                    found.verb = text("method").unwrap_or(found.verb);
                    found.path = text("path").unwrap_or(found.path);
                }
            }
            Item::Impl(item) if item.trait_.is_none() => {
                for function in functions(&item.items) {
                    found.add(function, &item.self_ty.to_token_stream().to_string());
                }
            }
            _ => {}
        }
    }
    (!found.method.is_empty() && !found.verb.is_empty()).then_some(found)
}

impl Signature {
    fn add(&mut self, function: &ImplItemFn, owner: &str) {
        let name = function.sig.ident.to_string();
        let takes_self = |arguments: &FnArg| matches!(arguments, FnArg::Receiver(_));
        if owner == "Client" {
            self.method = name;
            self.required = arguments(function);
        } else if function.sig.asyncness.is_none()
            && function.sig.inputs.first().is_some_and(takes_self)
            && matches!(&function.sig.output, syn::ReturnType::Type(_, kind) if kind.to_token_stream().to_string() == "Self")
            && let [(_, kind)] = arguments(function).as_slice()
        {
            self.optional.push((name, kind.clone()));
        } else {
            self.ways.extend(ways::of(function));
        }
    }
}

/// The constructors of the crate's credential that take nothing but texts, each as an expression.
pub(super) fn credentials(files: &Files) -> Vec<String> {
    let source = files.iter().find(|(path, _)| path.as_str() == "src/credential.rs");
    let Some(file) = source.and_then(|(_, text)| syn::parse_file(text).ok()) else { return Vec::new() };
    let impls = file.items.iter().filter_map(|item| match item {
        Item::Impl(item) if item.trait_.is_none() && item.self_ty.to_token_stream().to_string() == "Credential" => {
            Some(&item.items)
        }
        _ => None,
    });
    // Those that give a credential at once: a grant would fetch a token first, from an address that is not here.
    let at_once = |function: &&ImplItemFn| matches!(&function.sig.output, syn::ReturnType::Type(_, kind) if kind.to_token_stream().to_string() == "Self");
    let made = impls.flat_map(|items| functions(items)).filter(at_once).filter_map(|function| {
        let texts: Option<Vec<&str>> = arguments(function)
            .iter()
            .map(|(_, kind)| {
                let kind = kind.to_token_stream().to_string().replace(' ', "");
                ["implInto<Secret>", "implInto<String>", "implInto<moored_runtime::Secret>", "String"]
                    .contains(&kind.as_str())
                    .then_some("\"secret\".to_owned()")
            })
            .collect();
        Some(format!("client::Credential::{}({})", function.sig.ident, texts?.join(", ")))
    });
    made.collect()
}

pub(super) fn functions(items: &[ImplItem]) -> impl Iterator<Item = &ImplItemFn> {
    items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) if matches!(function.vis, Visibility::Public(_)) => Some(function),
        _ => None,
    })
}

pub(super) fn arguments(function: &ImplItemFn) -> Vec<(String, Type)> {
    let typed = function.sig.inputs.iter().filter_map(|argument| match argument {
        FnArg::Typed(argument) => Some(argument),
        FnArg::Receiver(_) => None,
    });
    typed
        .map(|argument| {
            let name = match argument.pat.as_ref() {
                Pat::Ident(pattern) => pattern.ident.to_string(),
                other => other.to_token_stream().to_string(),
            };
            (name, argument.ty.as_ref().clone())
        })
        .collect()
}
