//! The source that makes calls: one function for each operation, its arguments out of JSON.

use std::fmt::Write as _;

use crate::client::{self, Alternative, BodyKind, Client, Content, Operation, PartKind, Type};

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
    /// The parameter that it is, by `in` and name; `None` for the body.
    pub parameter: Option<(String, String)>,
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

/// One part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its field in Rust.
    pub field: String,
    /// Its name on the wire.
    pub name: String,
    /// What its field holds.
    pub kind: Held,
}

/// What the field of a part holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// A file.
    File,
    /// A file or none.
    OptionalFile,
    /// Any number of files.
    Files,
    /// A value of this type.
    Value(String),
}

/// A method that sends the call, or one that asks for another representation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Its name.
    pub method: String,
    /// What it gives.
    pub gives: Gives,
}

/// What a way gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gives {
    /// The body as it comes.
    Stream,
    /// A call for these media types.
    Representation(Vec<String>),
}

/// The calls of a client.
#[must_use]
pub fn calls(client: &Client) -> Vec<Call> {
    client.operations.iter().map(call).collect()
}

fn call(operation: &Operation) -> Call {
    let parameter = |parameter: &client::Parameter| Argument {
        name: parameter.argument.clone(),
        parameter: Some((parameter.place.clone(), parameter.name.clone())),
        required: parameter.required,
        makes: makes(&parameter.ty),
    };
    let body = operation.body.as_ref().map(|body| Argument {
        name: body.argument.clone(),
        parameter: None,
        required: body.required,
        makes: match (&body.choice, body.contents.as_slice()) {
            (None, [only]) => passed(only),
            (name, contents) => Makes::Choice(name.clone().unwrap_or_default(), contents.iter().map(variant).collect()),
        },
    });
    let stream = operation.stream.iter().map(|method| Way { method: method.clone(), gives: Gives::Stream });
    let alternatives = operation.alternatives.iter().map(|Alternative { method, media_types }| Way {
        method: method.clone(),
        gives: Gives::Representation(media_types.clone()),
    });
    Call {
        verb: operation.verb.clone(),
        path: operation.path.clone(),
        method: operation.method.clone(),
        arguments: operation.parameters.iter().map(parameter).chain(body).collect(),
        ways: stream.chain(alternatives).collect(),
    }
}

fn variant(content: &Content) -> Variant {
    Variant {
        name: content.variant.clone().unwrap_or_default(),
        media_type: content.media_type.clone(),
        makes: passed(content),
    }
}

/// How a value of `ty` is made.
fn makes(ty: &Type) -> Makes {
    match ty {
        Type::String => Makes::Text("String".to_owned()),
        other => Makes::Decoded(other.rust()),
    }
}

/// How a body in one media type is made.
fn passed(content: &Content) -> Makes {
    match (content.kind, &content.ty, &content.form) {
        (BodyKind::Json | BodyKind::Form, Some(ty), _) => makes(ty),
        (BodyKind::Multipart, _, Some(form)) => Makes::Parts(form.clone(), content.parts.iter().map(part).collect()),
        (BodyKind::Multipart, _, None) => Makes::Form,
        (BodyKind::Json | BodyKind::Form | BodyKind::Raw, ..) => Makes::Raw,
    }
}

fn part(part: &client::Part) -> Part {
    let kind = match (part.kind, &part.ty) {
        (PartKind::File, _) if part.required => Held::File,
        (PartKind::File, _) => Held::OptionalFile,
        (PartKind::Value, Some(ty)) if part.required => Held::Value(ty.rust()),
        (PartKind::Value, Some(ty)) => Held::Value(format!("Option<{}>", ty.rust())),
        (PartKind::Files, _) | (PartKind::Value, None) => Held::Files,
    };
    Part { field: part.field.clone(), name: part.name.clone(), kind }
}

/// What all calls share.
const SHARED: &str = include_str!("../../template/calls.rs");

/// The line of `calls.rs` that the first call stands on; each call is one line.
#[must_use]
pub fn first_call() -> usize {
    SHARED.lines().count() + 1
}

pub(super) fn render(calls: &[Option<Call>], client: &Client) -> String {
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
    // Those of a secret alone: a grant would fetch a token first, from an address that is not here.
    for credential in &client.credentials {
        let secrets = if credential.kind == "basic" {
            "\"secret\".to_owned(), \"secret\".to_owned()"
        } else {
            "\"secret\".to_owned()"
        };
        let _ = write!(text, "\n        .credential(client::Credential::{}({secrets}))", credential.constructor);
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
    for argument in call.arguments.iter().filter(|argument| !argument.required) {
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
        }
    }
}

fn part_expression(part: &Part) -> String {
    let Part { kind, name, .. } = part;
    match kind {
        Held::File => format!("file(parts, {name:?})?"),
        Held::OptionalFile => format!("files(parts, {name:?}).into_iter().next()"),
        Held::Files => format!("files(parts, {name:?})"),
        Held::Value(ty) => format!("part::<{ty}>(parts, {name:?})?"),
    }
}
