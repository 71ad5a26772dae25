//! The source of the calls: one function for each operation, which decodes its arguments from JSON.

use std::fmt::Write as _;

use crate::client::{self, Alternative, BodyKind, Client, Content, Operation, PartKind, Type};

/// A call of an operation.
#[derive(Clone, Debug)]
pub struct Call {
    /// The HTTP method: GET, POST, …
    pub verb: String,
    /// The path template.
    pub path: String,
    /// The method after `client.`, with the handle of its group.
    pub method: String,
    /// The arguments.
    pub arguments: Vec<Argument>,
    /// The methods that send the call, besides `send`.
    pub ways: Vec<Way>,
}

/// One argument of a call.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The name in Rust.
    pub name: String,
    /// The parameter, by `in` and name; `None` for the body.
    pub parameter: Option<(String, String)>,
    /// Whether the argument is required.
    pub required: bool,
    /// How it is built from JSON.
    pub makes: Makes,
}

/// How an argument is built from JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Makes {
    /// It is decoded as this type.
    Decoded(String),
    /// It is a string or bytes of this type.
    Text(String),
    /// It is a body whose bytes are those of a string.
    Raw,
    /// It is a multipart form without a type; each member becomes a part.
    Form,
    /// It is a form with these parts, of the type with this name below `operations`.
    Parts(String, Vec<Part>),
    /// It is a variant of the enum with this name below `operations`.
    Choice(String, Vec<Variant>),
}

/// A body in one media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The name of the variant.
    pub name: String,
    /// The media type.
    pub media_type: String,
    /// How its content is built.
    pub makes: Makes,
}

/// One part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The field in Rust.
    pub field: String,
    /// The name in the form.
    pub name: String,
    /// The type of the field.
    pub kind: Held,
}

/// The type of the field of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// A file.
    File,
    /// An optional file.
    OptionalFile,
    /// Any number of files.
    Files,
    /// A value of this type.
    Value(String),
    /// The parts that the document does not name, of which none is sent.
    Others,
}

/// A method that sends the call, or one that requests another representation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The name of the method.
    pub method: String,
    /// What it returns.
    pub gives: Gives,
}

/// What a method returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gives {
    /// The body as a stream.
    Stream,
    /// A call that requests these media types.
    Representation(Vec<String>),
}

/// The calls of a client.
#[must_use]
pub fn calls(client: &Client) -> Vec<Call> {
    client.operations.iter().map(call).collect()
}

fn call(operation: &Operation) -> Call {
    let (handle, module) = match &operation.group {
        Some(group) => (format!("{group}()."), format!("{group}::")),
        None => (String::new(), String::new()),
    };
    let parameter = |parameter: &client::Parameter| Argument {
        name: parameter.argument.clone(),
        parameter: Some((parameter.location.clone(), parameter.name.clone())),
        required: parameter.required,
        makes: makes(&parameter.ty),
    };
    let body = operation.body.as_ref().map(|body| Argument {
        name: body.argument.clone(),
        parameter: None,
        required: body.required,
        makes: match (&body.choice, body.contents.as_slice()) {
            (None, [only]) => passed(only, &module),
            (name, contents) => Makes::Choice(
                format!("{module}{}", name.as_deref().unwrap_or_default()),
                contents.iter().map(|content| variant(content, &module)).collect(),
            ),
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
        method: format!("{handle}{}", operation.method),
        arguments: operation.parameters.iter().map(parameter).chain(body).collect(),
        ways: stream.chain(alternatives).collect(),
    }
}

fn variant(content: &Content, module: &str) -> Variant {
    Variant {
        name: content.variant.clone().unwrap_or_default(),
        media_type: content.media_type.clone(),
        makes: passed(content, module),
    }
}

/// How a value of `ty` is built.
fn makes(ty: &Type) -> Makes {
    match ty {
        Type::String => Makes::Text("String".to_owned()),
        other => Makes::Decoded(other.rust()),
    }
}

/// How a body in one media type is built; `module` is that of the operation's types.
fn passed(content: &Content, module: &str) -> Makes {
    match (content.kind, &content.ty, &content.form) {
        (BodyKind::Json | BodyKind::Form, Some(ty), _) => makes(ty),
        (BodyKind::Multipart, _, Some(form)) => {
            let others = content.other_parts.iter().map(|field| Part {
                field: field.clone(),
                name: String::new(),
                kind: Held::Others,
            });
            Makes::Parts(format!("{module}{form}"), content.parts.iter().map(part).chain(others).collect())
        }
        (BodyKind::Items, Some(ty), _) => Makes::Decoded(format!("Vec<{}>", ty.rust())),
        (BodyKind::Multipart, _, None) => Makes::Form,
        (BodyKind::Json | BodyKind::Form | BodyKind::Items | BodyKind::Raw, ..) => Makes::Raw,
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

/// The code that all calls share.
const SHARED: &str = include_str!("../../template/calls.rs");

/// The line of `calls.rs` with the first call; each call is one line.
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
    // Only credentials with a secret: a grant would first request a token from an address that is not available here.
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

/// A function on one line, so that the line number of a compiler error identifies the call.
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
    /// The expression that builds it from the member `name` of `from`.
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
        Held::Others => "Default::default()".to_owned(),
        Held::Value(ty) => format!("part::<{ty}>(parts, {name:?})?"),
    }
}
