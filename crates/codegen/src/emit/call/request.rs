//! The lines of progenitor's method that build a request, as ours.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{Block, Expr, Pat, Stmt, visit_mut::VisitMut};

use crate::contract::{BodyKind, RequestBody};

/// progenitor's statements up to the request, as a `reqwest::RequestBuilder` called `request`.
pub(super) fn build(block: &Block, body: Option<&RequestBody>) -> Result<TokenStream, String> {
    let optional_body = body.is_some_and(|body| !body.required);
    let mut kept: Vec<Stmt> = Vec::new();
    let mut headers: Vec<TokenStream> = Vec::new();
    for statement in &block.stmts {
        let text = statement.to_token_stream();
        if mentions(&text, "header_map") && !is_let(statement, "request") {
            headers.extend(header(statement));
            continue;
        }
        let done = is_let(statement, "request");
        kept.push(statement.clone());
        if done {
            break;
        }
    }
    let Some(Stmt::Local(local)) = kept.pop() else {
        return Err("progenitor's method has no request".to_owned());
    };
    let Some(mut chain) = local.init.map(|init| *init.expr) else {
        return Err("progenitor's request has no value".to_owned());
    };
    Chain { body, optional_body }.visit_expr_mut(&mut chain);
    headers.extend(body.and_then(|body| attach(body, optional_body)));
    let kept: TokenStream = kept.iter().map(ToTokens::to_token_stream).collect();
    Ok(rename(quote! {
        #kept
        let request = #chain;
        #(#headers)*
    }))
}

/// A body of the caller's, as a line of ours.
fn attach(body: &RequestBody, optional: bool) -> Option<TokenStream> {
    let media_type = &body.media_type;
    let attached = match body.kind {
        BodyKind::Json | BodyKind::Form => return None,
        BodyKind::Multipart => quote!(request.multipart(body)),
        BodyKind::Text | BodyKind::Bytes => quote!(request.header("content-type", #media_type).body(body)),
    };
    Some(if optional {
        quote! {
            let request = match body {
                Some(body) => #attached,
                None => request,
            };
        }
    } else {
        quote! { let request = #attached; }
    })
}

fn is_let(statement: &Stmt, name: &str) -> bool {
    let Stmt::Local(local) = statement else { return false };
    // progenitor puts an underscore before its own names where an argument has them.
    matches!(&local.pat, Pat::Ident(pattern) if pattern.ident.to_string().trim_matches('_') == name)
}

pub(super) fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// Whether `tokens` name something in the module `name`.
pub(super) fn names_in(tokens: &TokenStream, name: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let path = tokens.windows(2).any(|pair| match pair {
        [TokenTree::Ident(ident), TokenTree::Punct(punct)] => {
            ident == name && punct.as_char() == ':' && punct.spacing() == proc_macro2::Spacing::Joint
        }
        _ => false,
    });
    path || tokens.iter().any(|token| matches!(token, TokenTree::Group(group) if names_in(&group.stream(), name)))
}

/// `header_map.append("X-H", …)` as a line of ours; nothing for the map itself and for `api-version`.
fn header(statement: &Stmt) -> Option<TokenStream> {
    let mut found = Append::default();
    syn::visit::Visit::visit_stmt(&mut found, statement);
    let (name, value) = (found.name?, found.value?);
    Some(match found.optional {
        Some(argument) => quote! {
            let request = match #argument {
                Some(value) => request.header(#name, value.to_string()),
                None => request,
            };
        },
        None => quote! { let request = request.header(#name, #value.to_string()); },
    })
}

#[derive(Default)]
struct Append {
    name: Option<syn::LitStr>,
    value: Option<Ident>,
    optional: Option<Ident>,
}

impl<'ast> syn::visit::Visit<'ast> for Append {
    fn visit_expr_let(&mut self, expression: &'ast syn::ExprLet) {
        if let Expr::Path(path) = expression.expr.as_ref() {
            self.optional = path.path.get_ident().cloned();
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if call.method == "append"
            && let Some(Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(name), .. })) = call.args.first()
        {
            self.name = Some(name.clone());
        }
        if call.method == "to_string"
            && let Expr::Path(path) = call.receiver.as_ref()
        {
            self.value = path.path.get_ident().cloned();
        }
        syn::visit::visit_expr_method_call(self, call);
    }
}

/// Rewrites the chain that builds the request.
struct Chain<'a> {
    body: Option<&'a RequestBody>,
    optional_body: bool,
}

impl VisitMut for Chain<'_> {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        loop {
            let next = match expression {
                // `….build()?` ends the chain; ours goes on.
                Expr::Try(inner) if matches!(inner.expr.as_ref(), Expr::MethodCall(call) if call.method == "build") => {
                    match inner.expr.as_ref() {
                        Expr::MethodCall(call) => call.receiver.as_ref().clone(),
                        _ => break,
                    }
                }
                // Headers are added one by one, where a wrong value is an error of the request.
                Expr::MethodCall(call) if call.method == "headers" => call.receiver.as_ref().clone(),
                Expr::MethodCall(call) if call.method == "header" || call.method == "body" => {
                    call.receiver.as_ref().clone()
                }
                _ => break,
            };
            *expression = next;
        }
        // reqwest has no methods of these names, and progenitor does not know.
        if let Expr::MethodCall(call) = expression
            && let Some(verb) = ["options", "trace"].into_iter().find(|verb| call.method == verb)
        {
            let verb = format_ident!("{}", verb.to_ascii_uppercase());
            let url = call.args.clone();
            call.method = format_ident!("request");
            call.args = syn::parse_quote!(moored_runtime::Method::#verb, #url);
        }
        if let Expr::MethodCall(call) = expression
            && (call.method == "json" || call.method == "form_urlencoded")
        {
            if self.optional_body {
                call.method = format_ident!("optional_{}", call.method);
            }
            call.args = syn::parse_quote!(body);
            // reqwest names the plain type where nothing is named yet.
            let other = self.body.filter(|body| body.kind == BodyKind::Json && body.media_type != "application/json");
            if let Some(RequestBody { media_type, .. }) = other {
                let receiver = &call.receiver;
                *call.receiver = syn::parse_quote!(#receiver.header("content-type", #media_type));
                // What is below has been seen; it must not be taken away again.
                if let Expr::MethodCall(header) = call.receiver.as_mut() {
                    self.visit_expr_mut(&mut header.receiver);
                }
                return;
            }
        }
        syn::visit_mut::visit_expr_mut(self, expression);
    }
}

/// progenitor's names for what the client holds, and for its own crate, as ours.
fn rename(tokens: TokenStream) -> TokenStream {
    let mut renamed: Vec<TokenTree> = Vec::new();
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        match token {
            TokenTree::Group(group) => {
                let inner = rename(group.stream());
                let delimiter: Delimiter = group.delimiter();
                renamed.push(TokenTree::Group(Group::new(delimiter, inner)));
            }
            // progenitor leaves a comma behind the last argument.
            TokenTree::Ident(ident) if ident == "format" => {
                renamed.push(ident.into());
                renamed.extend(rest.next());
                if let Some(TokenTree::Group(group)) = rest.next() {
                    let mut inner: Vec<TokenTree> = rename(group.stream()).into_iter().collect();
                    inner.pop_if(|last| matches!(last, TokenTree::Punct(punct) if punct.as_char() == ','));
                    renamed.push(TokenTree::Group(Group::new(group.delimiter(), inner.into_iter().collect())));
                }
            }
            TokenTree::Ident(ident) if ident == "progenitor_client" => {
                renamed.push(format_ident!("moored_runtime").into())
            }
            TokenTree::Ident(ident) if ident == "self" => {
                let field: Vec<TokenTree> = rest.by_ref().take(2).collect();
                match field.last() {
                    Some(TokenTree::Ident(name)) if name == "baseurl" => {
                        renamed.extend(quote!(client.core.base_address()))
                    }
                    Some(TokenTree::Ident(name)) if name == "client" => renamed.extend(quote!(client.core.http())),
                    _ => {
                        renamed.push(ident.into());
                        renamed.extend(field);
                    }
                }
            }
            other => renamed.push(other),
        }
    }
    renamed.into_iter().collect()
}
