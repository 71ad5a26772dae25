//! A call: progenitor's method with everything in one list of arguments, made into one that names what is optional.
//!
//! ```text
//! async fn list_pets<'a>(&'a self, owner: &'a str, limit: Option<i64>) -> Result<…> { … }   // progenitor
//! client.list_pets(owner).limit(10).send().await                                            // ours
//! ```
//!
//! The lines that build the request are progenitor's. The rest of its method is replaced: the `api-version` header, which nobody asked for, and
//! the answer, which it cannot type by status.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{Block, Expr, FnArg, ImplItemFn, Pat, Stmt, Type, visit_mut::VisitMut};

use super::{answers::Answers, call_name, docs, ident};
use crate::{
    contract::{BodyKind, Operation, Parameter, RequestBody},
    naming::snake_name,
};

/// One argument of progenitor's method.
struct Argument {
    name: Ident,
    /// The type that a call keeps.
    owned: Type,
    required: bool,
    /// How the body of the method, which borrows, sees it.
    borrow: TokenStream,
}

pub(super) fn emit(operation: &Operation, function: &ImplItemFn, answers: &Answers) -> Result<TokenStream, String> {
    let function = &without_our_names(function)?;
    let mut arguments = arguments(function)?;
    let mut optional_body = false;
    if let (Some(body), Some(argument)) =
        (&operation.body, arguments.iter_mut().find(|argument| argument.name == "body"))
    {
        let given: Option<Type> = match body.kind {
            BodyKind::Json | BodyKind::Form => None,
            BodyKind::Multipart => Some(syn::parse_quote!(moored_runtime::reqwest::multipart::Form)),
            BodyKind::Text => Some(syn::parse_quote!(String)),
            BodyKind::Bytes => Some(syn::parse_quote!(moored_runtime::Bytes)),
        };
        optional_body = !body.required;
        argument.required = body.required;
        argument.borrow = match (&given, body.required) {
            (Some(_), _) => TokenStream::new(),
            (None, true) => quote!(let body = &body;),
            (None, false) => quote!(let body = body.as_ref();),
        };
        argument.owned = given.unwrap_or_else(|| argument.owned.clone());
    }
    let (required, optional): (Vec<&Argument>, Vec<&Argument>) =
        arguments.iter().partition(|argument| argument.required);

    let call = ident(&call_name(operation));
    let method = ident(&operation.method);
    let item = operation_item(operation);
    let Answers { success, failure, arms, .. } = answers;

    let heading = format!("`{} {}`", operation.verb, operation.path);
    let mut text = match operation.docs.trim() {
        "" => heading,
        docs => format!("{docs}\n\n{heading}"),
    };
    let described: Vec<String> = required
        .iter()
        .filter_map(|Argument { name, .. }| {
            let words = &parameter(operation, name)?.description;
            // Below a list item a new paragraph would have to be indented.
            let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
            (!line.is_empty()).then(|| format!("- `{name}`: {line}"))
        })
        .collect();
    if !described.is_empty() {
        text = format!("{text}\n\n{}", described.join("\n"));
    }
    let method_docs = docs::attributes(&text);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated = "the provider's document says so"]));
    // A form is a stream, sent once.
    let clone = operation.body.as_ref().is_none_or(|body| body.kind != BodyKind::Multipart).then(|| quote!(Clone,));
    let call_docs = docs::attributes(&format!("A call of [`Client::{0}`](crate::Client::{0}).", operation.method));

    let fields = arguments.iter().map(|Argument { name, owned, required, .. }| match required {
        true => quote!(#name: #owned),
        false => quote!(#name: Option<#owned>),
    });
    let names: Vec<&Ident> = arguments.iter().map(|argument| &argument.name).collect();
    let parameters = required.iter().map(|Argument { name, owned, .. }| match is_made_of_others(owned) {
        true => quote!(#name: impl Into<#owned>),
        false => quote!(#name: #owned),
    });
    let initial =
        arguments.iter().map(|Argument { name, owned, required, .. }| match (required, is_made_of_others(owned)) {
            (true, true) => quote!(#name: #name.into()),
            (true, false) => quote!(#name),
            (false, _) => quote!(#name: None),
        });
    let setters = optional.iter().map(|Argument { name, owned, .. }| {
        let setter_docs = docs::attributes(&match parameter(operation, name) {
            Some(parameter) if !parameter.description.is_empty() => parameter.description.clone(),
            Some(parameter) => format!("Sends the {} parameter `{}`.", parameter.place, parameter.name),
            None => "Sends this request body.".to_owned(),
        });
        let (parameter, value) = match is_made_of_others(owned) {
            true => (quote!(impl Into<#owned>), quote!(#name.into())),
            false => (quote!(#owned), quote!(#name)),
        };
        quote! {
            #setter_docs
            pub fn #name(mut self, #name: #parameter) -> Self {
                self.#name = Some(#value);
                self
            }
        }
    });
    let borrows = arguments.iter().map(|argument| &argument.borrow);
    let request = request(&function.block, operation.body.as_ref(), optional_body)?;
    let owned_types = arguments.iter().map(|argument| &argument.owned);
    let enums = &answers.items;

    let all = quote!(#(#owned_types)* #request #success #failure #arms #enums);
    let uses = |name: &str| mentions(&all, name);
    let no_body = uses("NoErrorBody").then(|| quote!(NoErrorBody,));
    let encode = uses("encode_path").then(|| quote!(encode_path,));
    let form = (["form_urlencoded", "optional_form_urlencoded", "optional_json"].iter().any(|name| uses(name)))
        .then(|| quote!(RequestBuilderExt as _,));
    let types = names_in(&all, "types").then(|| quote!(types,));
    Ok(quote! {
        use moored_runtime::{Error, #no_body Operation, #form Response, #encode};
        use crate::{Client, #types};

        #item

        #call_docs
        #[derive(#clone Debug)]
        #[must_use = "nothing is sent before `send`"]
        pub struct #call<'a> {
            client: &'a Client,
            #(#fields,)*
        }

        impl Client {
            #method_docs
            #deprecated
            pub fn #method(&self, #(#parameters),*) -> #call<'_> {
                #call { client: self, #(#initial,)* }
            }
        }

        impl #call<'_> {
            #(#setters)*

            #[doc = " Sends the request and reads the answer."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded."]
            pub async fn send(self) -> Result<Response<#success>, Error<#failure>> {
                let Self { client, #(#names,)* } = self;
                #(#borrows)*
                #request
                let answer = client.core.execute(&OPERATION, request.build()).await?;
                match answer.status().as_u16() {
                    #arms
                }
            }
        }
    })
}

/// Names that a call has already.
const OURS: &[&str] = &["answer", "client", "clone", "fmt", "request", "send", "url"];

/// The function with an underscore behind each argument whose name a call has already.
fn without_our_names(function: &ImplItemFn) -> Result<ImplItemFn, String> {
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

/// The parameter that an argument is for; none for the body.
fn parameter<'a>(operation: &'a Operation, argument: &Ident) -> Option<&'a Parameter> {
    let argument = argument.to_string();
    let is = |parameter: &&Parameter| {
        let name = snake_name(&parameter.name);
        name == argument || OURS.contains(&name.as_str()) && argument.strip_suffix('_') == Some(&name)
    };
    operation.parameters.iter().find(is)
}

fn operation_item(operation: &Operation) -> TokenStream {
    let Operation { id, verb, path, .. } = operation;
    let accept = match &operation.accept {
        Some(accept) => quote!(Some(#accept)),
        None => quote!(None),
    };
    let security = operation.security.iter().map(|names| quote!(&[#(#names),*]));
    quote! {
        static OPERATION: Operation = Operation {
            id: #id,
            method: #verb,
            path: #path,
            accept: #accept,
            security: &[#(#security),*],
        };
    }
}

fn arguments(function: &ImplItemFn) -> Result<Vec<Argument>, String> {
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
    Ok(found)
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
fn is_made_of_others(kind: &Type) -> bool {
    matches!(kind, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "String" || last.ident == "Bytes"))
}

/// progenitor's statements up to the request, as a `reqwest::RequestBuilder` called `request`.
fn request(block: &Block, body: Option<&RequestBody>, optional_body: bool) -> Result<TokenStream, String> {
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

fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// Whether `tokens` name something in the module `name`.
fn names_in(tokens: &TokenStream, name: &str) -> bool {
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
