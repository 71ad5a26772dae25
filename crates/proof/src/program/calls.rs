//! The source that makes calls: one function for each operation, its arguments out of JSON.

use std::fmt::Write as _;

use moored_codegen::Files;
use quote::ToTokens as _;
use syn::{GenericArgument, PathArguments, Type, TypeParamBound};

use super::signatures::{self, Signature};

/// How to call an operation.
#[derive(Clone, Debug)]
pub struct Call {
    /// GET, POST, …
    pub verb: String,
    /// The path template.
    pub path: String,
    /// The client's method.
    pub method: String,
    /// What it takes.
    pub arguments: Vec<Argument>,
}

/// One argument of a call.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name in Rust.
    pub name: String,
    /// Whether the call cannot be made without.
    pub required: bool,
    /// What it is made of.
    pub makes: Makes,
}

/// How an argument is made out of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Makes {
    /// It is decoded as this type.
    Decoded(String),
    /// It is a text, or bytes.
    Text(String),
    /// It is a multipart form: a part for each member.
    Form,
    /// We do not know how.
    Unknown(String),
}

/// The calls of a crate.
#[must_use]
pub fn calls(files: &Files) -> Vec<Call> {
    signatures::calls(files).into_iter().map(call).collect()
}

fn call(signature: Signature) -> Call {
    let Signature { verb, path, method, required, optional } = signature;
    let of = |required: bool| move |(name, kind): (String, Type)| Argument { name, required, makes: makes(&kind) };
    let arguments = required.into_iter().map(of(true)).chain(optional.into_iter().map(of(false))).collect();
    Call { verb, path, method, arguments }
}

/// How a value of `kind` is made; of `T` for `impl Into<T>`.
fn makes(kind: &Type) -> Makes {
    let inner = match kind {
        Type::ImplTrait(bounds) => bounds.bounds.iter().find_map(|bound| match bound {
            TypeParamBound::Trait(bound) => into(bound.path.segments.last()?),
            _ => None,
        }),
        other => Some(other.clone()),
    };
    let words = kind.to_token_stream().to_string();
    let Some(inner) = inner else { return Makes::Unknown(words) };
    let text = inner.to_token_stream().to_string().replace(' ', "");
    match text.as_str() {
        "String" | "&str" | "&'astr" => Makes::Text("String".to_owned()),
        "Bytes" | "moored_runtime::Bytes" => Makes::Text("moored_runtime::Bytes".to_owned()),
        _ if text.ends_with("multipart::Form") => Makes::Form,
        _ if text.contains('&') || text.contains("dyn") || text.contains("impl") => Makes::Unknown(words),
        _ => Makes::Decoded(text.replace("crate::", "client::")),
    }
}

/// `T` of `Into<T>`.
fn into(segment: &syn::PathSegment) -> Option<Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().filter(|_| segment.ident == "Into").find_map(|argument| match argument {
        GenericArgument::Type(kind) => Some(kind.clone()),
        _ => None,
    })
}

/// What all calls share.
const SHARED: &str = include_str!("../../template/calls.rs");

/// The line of `calls.rs` that the first call stands on; each call is one line.
#[must_use]
pub fn first_call() -> usize {
    SHARED.lines().count() + 1
}

pub(super) fn render(calls: &[Option<Call>], files: &Files) -> String {
    let mut text = SHARED.to_owned();
    for (index, call) in calls.iter().enumerate() {
        match call {
            Some(call) => text.push_str(&line(index, call)),
            None => {
                let _ = write!(
                    text,
                    "async fn call_{index}(_: &Client, _: &Value) -> Result<Value, String> {{ Err(\"does not compile\".to_owned()) }}"
                );
            }
        }
        text.push('\n');
    }
    text.push_str("\nasync fn one(index: u64, client: &Client, arguments: &Value) -> Result<Value, String> {\n    match index {\n");
    for index in 0..calls.len() {
        let _ = writeln!(text, "        {index} => Box::pin(call_{index}(client, arguments)).await,");
    }
    text.push_str("        _ => Err(\"there is no such call\".to_owned()),\n    }\n}\n\n");
    text.push_str("fn with_credentials(builder: client::ClientBuilder) -> client::ClientBuilder {\n    builder");
    for credential in signatures::credentials(files) {
        let _ = write!(text, "\n        .credential({credential})");
    }
    text.push_str("\n}\n");
    text
}

/// A function on one line, so that a line number in a compiler's complaint says which.
fn line(index: usize, call: &Call) -> String {
    let made = |argument: &Argument| {
        let name = &argument.name;
        match &argument.makes {
            Makes::Decoded(kind) => format!("decoded::<{kind}>(arguments, \"{name}\")?"),
            Makes::Text(kind) => format!("text::<{kind}>(arguments, \"{name}\")?"),
            Makes::Form => format!("form(arguments, \"{name}\")?"),
            Makes::Unknown(kind) => format!("Err(\"no way to make a {kind}\".to_owned())?"),
        }
    };
    let required: Vec<String> = call.arguments.iter().filter(|argument| argument.required).map(made).collect();
    let mut text = format!(
        "async fn call_{index}(client: &Client, arguments: &Value) -> Result<Value, String> {{ let mut call = client.{}({});",
        call.method,
        required.join(", ")
    );
    for argument in
        call.arguments.iter().filter(|argument| !argument.required && !matches!(argument.makes, Makes::Unknown(_)))
    {
        let name = &argument.name;
        let _ = write!(text, " if arguments.get(\"{name}\").is_some() {{ call = call.{name}({}); }}", made(argument));
    }
    text.push_str(" Ok(outcome(call.send().await)) }");
    text
}
