//! The source that makes calls: one function for each operation, its arguments out of JSON.

use std::fmt::Write as _;

use moored_codegen::Files;
use quote::ToTokens as _;
use syn::{GenericArgument, PathArguments, Type, TypeParamBound};

use super::bodies::{GivenAs, Part};
use super::signatures::{self, Signature};
use super::ways::{Gives, Way};

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
    /// The ways of sending it besides `send`.
    pub ways: Vec<Way>,
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
    /// It is a body of the bytes of a text.
    Raw,
    /// It is a multipart form without a type: a part for each member.
    Form,
    /// It is a form of these parts, of the type of this name.
    Parts(String, Vec<Part>),
    /// It is a variant of the enum of this name.
    Choice(String, Vec<Variant>),
    /// We do not know how.
    Unknown(String),
}

/// A body in one media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// The media type.
    pub media_type: String,
    /// What is in it.
    pub makes: Makes,
}

/// The calls of a crate.
#[must_use]
pub fn calls(files: &Files) -> Vec<Call> {
    signatures::calls(files).into_iter().map(call).collect()
}

fn call(signature: Signature) -> Call {
    let Signature { verb, path, method, required, optional, ways, given } = signature;
    let of = |required: bool| {
        let given = &given;
        move |(name, kind): (String, Type)| Argument { name, required, makes: makes(&kind, given) }
    };
    let arguments = required.into_iter().map(of(true)).chain(optional.into_iter().map(of(false))).collect();
    Call { verb, path, method, arguments, ways }
}

/// How a value of `kind` is made; of `T` for `impl Into<T>`.
fn makes(kind: &Type, given: &[GivenAs]) -> Makes {
    let inner = match kind {
        Type::ImplTrait(bounds) => bounds.bounds.iter().find_map(|bound| match bound {
            TypeParamBound::Trait(bound) => into(bound.path.segments.last()?),
            _ => None,
        }),
        other => Some(other.clone()),
    };
    let words = kind.to_token_stream().to_string();
    let Some(inner) = inner else { return Makes::Unknown(words) };
    of_type(&inner.to_token_stream().to_string().replace(' ', ""), given)
}

fn of_type(text: &str, given: &[GivenAs]) -> Makes {
    match given.iter().find(|one| one.name() == text) {
        Some(GivenAs::Parts { name, parts }) => return Makes::Parts(name.clone(), parts.clone()),
        Some(GivenAs::Choice { name, variants }) => {
            let variant = |(name, media_type, kind): &(String, String, String)| Variant {
                name: name.clone(),
                media_type: media_type.clone(),
                // An enum is in no other.
                makes: if kind == text { Makes::Unknown(kind.clone()) } else { of_type(kind, given) },
            };
            return Makes::Choice(name.clone(), variants.iter().map(variant).collect());
        }
        None => {}
    }
    match text {
        "String" | "&str" | "&'astr" => Makes::Text("String".to_owned()),
        "Bytes" | "moored_runtime::Bytes" => Makes::Text("moored_runtime::Bytes".to_owned()),
        "moored_runtime::Body" => Makes::Raw,
        "moored_runtime::Multipart" => Makes::Form,
        _ if text.contains('&') || text.contains("dyn") || text.contains("impl") => Makes::Unknown(text.to_owned()),
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
                    "async fn call_{index}(_: &Client, _: &Value, _: &str) -> Result<Value, String> {{ Err(\"does not compile\".to_owned()) }}"
                );
            }
        }
        text.push('\n');
    }
    text.push_str("\nasync fn one(index: u64, client: &Client, arguments: &Value, way: &str) -> Result<Value, String> {\n    match index {\n");
    for index in 0..calls.len() {
        let _ = writeln!(text, "        {index} => Box::pin(call_{index}(client, arguments, way)).await,");
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
    let made = |argument: &Argument| argument.makes.expression("arguments", &argument.name);
    let required: Vec<String> = call.arguments.iter().filter(|argument| argument.required).map(made).collect();
    let mut text = format!(
        "async fn call_{index}(client: &Client, arguments: &Value, way: &str) -> Result<Value, String> {{ let mut call = client.{}({});",
        call.method,
        required.join(", ")
    );
    for argument in
        call.arguments.iter().filter(|argument| !argument.required && !matches!(argument.makes, Makes::Unknown(_)))
    {
        let name = &argument.name;
        let _ = write!(text, " if arguments.get(\"{name}\").is_some() {{ call = call.{name}({}); }}", made(argument));
    }
    text.push_str(" Ok(match way {");
    for Way { method, gives } in &call.ways {
        let _ = match gives {
            Gives::Stream => write!(text, " \"{method}\" => streamed!(call.{method}().await),"),
            Gives::Representation(_) => write!(
                text,
                " \"{method}\" => outcome!(call.{method}().send().await), \"{method} stream\" => streamed!(call.{method}().stream().await),"
            ),
        };
    }
    text.push_str(" _ => outcome!(call.send().await) }) }");
    text
}

impl Makes {
    /// The expression that makes it of the member `name` of `from`.
    fn expression(&self, from: &str, name: &str) -> String {
        match self {
            Self::Decoded(kind) => format!("decoded::<{kind}>({from}, {name:?})?"),
            Self::Text(kind) => format!("text::<{kind}>({from}, {name:?})?"),
            Self::Raw => format!("raw({from}, {name:?})?"),
            Self::Form => format!("form({from}, {name:?})?"),
            Self::Parts(kind, parts) => {
                let fields: Vec<String> =
                    parts.iter().map(|part| format!("{}: {}", part.field, part_expression(part))).collect();
                format!("{{ let parts = &{from}[{name:?}]; operations::{kind} {{ {} }} }}", fields.join(", "))
            }
            Self::Choice(kind, variants) => {
                let arm = |variant: &Variant| {
                    let Variant { name, makes, .. } = variant;
                    format!("Some({name:?}) => operations::{kind}::{name}({}),", makes.expression("chosen", "value"))
                };
                let arms: String = variants.iter().map(arm).collect();
                format!(
                    "{{ let chosen = &{from}[{name:?}]; match chosen[\"variant\"].as_str() {{ {arms} other => return Err(format!(\"no variant {{other:?}}\")) }} }}"
                )
            }
            Self::Unknown(kind) => format!("return Err({:?}.to_owned())", format!("no way to make a {kind}")),
        }
    }
}

fn part_expression(part: &Part) -> String {
    let Part { kind, name, .. } = part;
    match kind.as_str() {
        "moored_runtime::FilePart" => format!("file(parts, {name:?})?"),
        "Option<moored_runtime::FilePart>" => format!("files(parts, {name:?}).into_iter().next()"),
        "Vec<moored_runtime::FilePart>" => format!("files(parts, {name:?})"),
        _ => format!("part::<{kind}>(parts, {name:?})?"),
    }
}
