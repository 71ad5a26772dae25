//! The parts of a generated crate's `client.json` that the proof needs. docs/client-json.md describes the format.
//!
//! The structs are not shared with the generator, because a mistake in its structs would not be found.

pub(crate) mod items;
pub(crate) mod types;

use anyhow::{Context as _, ensure};
use moored_codegen::Files;
use moored_document::pointer::Pointer;
use serde::Deserialize;

use self::{items::Item, types::TypeDef};
use crate::subjects::{Role, Subject, essence, is_json};

/// The supported version of the format.
const VERSION: u32 = 2;

/// A generated client.
#[derive(Debug, Deserialize)]
pub struct Client {
    version: u32,
    pub(crate) credentials: Vec<Credential>,
    pub(crate) operations: Vec<Operation>,
    webhooks: Vec<Webhook>,
    pub(crate) types: Vec<TypeDef>,
    schemas: Vec<Schema>,
    pub(crate) items: Vec<Item>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Credential {
    pub(crate) constructor: String,
    pub(crate) kind: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Operation {
    pub(crate) verb: String,
    pub(crate) path: String,
    /// The module of the operation's types below `operations`, and the method that returns its handle.
    pub(crate) group: Option<String>,
    pub(crate) method: String,
    #[serde(default)]
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) responses: Vec<Response>,
    pub(crate) stream: Option<String>,
    #[serde(default)]
    pub(crate) alternatives: Vec<Alternative>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    #[serde(rename = "in")]
    pub(crate) location: String,
    pub(crate) argument: String,
    pub(crate) required: bool,
    #[serde(rename = "type")]
    pub(crate) ty: Type,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Body {
    pub(crate) argument: String,
    pub(crate) required: bool,
    pub(crate) choice: Option<String>,
    pub(crate) contents: Vec<Content>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Content {
    pub(crate) media_type: String,
    pub(crate) variant: Option<String>,
    pub(crate) kind: BodyKind,
    #[serde(rename = "type")]
    pub(crate) ty: Option<Type>,
    pub(crate) form: Option<String>,
    #[serde(default)]
    pub(crate) parts: Vec<Part>,
    pub(crate) other_parts: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BodyKind {
    Json,
    Form,
    Multipart,
    Items,
    Raw,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) field: String,
    pub(crate) kind: PartKind,
    #[serde(rename = "type")]
    pub(crate) ty: Option<Type>,
    pub(crate) required: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PartKind {
    File,
    Files,
    Value,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Response {
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) representations: Vec<Representation>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Representation {
    pub(crate) media_types: Vec<String>,
    /// None for one that is text or bytes.
    #[serde(rename = "type")]
    pub(crate) ty: Option<Type>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Alternative {
    pub(crate) method: String,
    pub(crate) media_types: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Webhook {
    kind: String,
    name: String,
    origin: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Schema {
    origin: String,
    #[serde(rename = "type")]
    ty: Type,
}

/// The type of a value.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Type {
    Named(String),
    Native(String),
    String,
    Boolean,
    Integer,
    UnsignedInteger,
    Float,
    Json,
    JsonObject,
    List(Box<Self>),
    Map(Box<Self>),
    Option(Box<Self>),
}

impl Type {
    /// The type as Rust source, in a program that depends on the crate as `client`.
    pub(crate) fn rust(&self) -> String {
        match self {
            Self::Named(name) => format!("client::types::{name}"),
            Self::Native(name) => format!("moored_runtime::{name}"),
            Self::String => "String".to_owned(),
            Self::Boolean => "bool".to_owned(),
            Self::Integer => "i64".to_owned(),
            Self::UnsignedInteger => "u64".to_owned(),
            Self::Float => "f64".to_owned(),
            Self::Json => "moored_runtime::JsonValue".to_owned(),
            Self::JsonObject => "moored_runtime::JsonObject".to_owned(),
            Self::List(item) => format!("Vec<{}>", item.rust()),
            Self::Map(value) => format!("std::collections::BTreeMap<String, {}>", value.rust()),
            Self::Option(value) => format!("Option<{}>", value.rust()),
        }
    }
}

impl Client {
    /// Reads the `client.json` among the files of a crate.
    ///
    /// # Errors
    /// If the file does not exist, or has another version or format.
    pub fn read(files: &Files) -> anyhow::Result<Self> {
        let text = files.iter().find(|(path, _)| path.as_str() == "client.json").map(|(_, text)| text);
        let client: Self = serde_json::from_str(text.context("the crate has no client.json")?)?;
        ensure!(client.version == VERSION, "client.json has version {}, expected {VERSION}", client.version);
        Ok(client)
    }

    /// What decodes the JSON of `subject`: a type, or for a webhook or callback, `fn` and the path of a function.
    pub(crate) fn decoder(&self, subject: &Subject) -> Option<String> {
        match subject.role {
            Role::Component => {
                let location = subject.location.to_string();
                self.schemas.iter().find(|schema| schema.origin == location).map(|schema| schema.ty.rust())
            }
            Role::Request => self.request_type(subject).map(Type::rust),
            Role::Response => self.response_type(subject).map(Type::rust),
            Role::Webhook => self.function(subject),
        }
    }

    fn operation(&self, subject: &Subject) -> Option<&Operation> {
        let [_, path, verb, ..] = subject.location.keys() else { return None };
        let mut operations = self.operations.iter();
        operations.find(|operation| operation.path == *path && operation.verb.eq_ignore_ascii_case(verb))
    }

    fn request_type(&self, subject: &Subject) -> Option<&Type> {
        let contents = &self.operation(subject)?.body.as_ref()?.contents;
        let json = contents.iter().filter(|content| content.kind == BodyKind::Json);
        let types = json.map(|content| (std::slice::from_ref(&content.media_type), content.ty.as_ref()));
        of_media_type(types, subject.media_type.as_deref()?)
    }

    fn response_type(&self, subject: &Subject) -> Option<&Type> {
        let operation = self.operation(subject)?;
        let status = subject.location.keys().get(4)?;
        let response = operation.responses.iter().find(|response| response.status.eq_ignore_ascii_case(status))?;
        let json = response.representations.iter().filter(|one| one.ty.is_some());
        of_media_type(json.map(|one| (one.media_types.as_slice(), one.ty.as_ref())), subject.media_type.as_deref()?)
    }

    /// The function that decodes the body of a webhook or callback. Its media type may be another one of the same body.
    fn function(&self, subject: &Subject) -> Option<String> {
        let content = subject.schema.parent()?.parent()?;
        let is_same = |webhook: &&Webhook| {
            let origin = webhook.origin.as_deref().map(Pointer::parse);
            origin.is_some_and(|origin| origin.parent().as_ref() == Some(&content))
        };
        let webhook = self.webhooks.iter().find(is_same)?;
        Some(format!("fn client::{}s::{}", webhook.kind, webhook.name))
    }
}

/// The type for `media_type`; for another JSON media type, that of the existing JSON.
pub(crate) fn of_media_type<'a>(
    types: impl Iterator<Item = (&'a [String], Option<&'a Type>)>,
    media_type: &str,
) -> Option<&'a Type> {
    let types: Vec<_> = types.collect();
    let find = |fits: &dyn Fn(&str) -> bool| {
        types.iter().find(|(names, _)| names.iter().any(|name| fits(name))).and_then(|(_, ty)| *ty)
    };
    find(&|name| name == media_type)
        .or_else(|| find(&|name| essence(name) == essence(media_type)))
        .or_else(|| find(&|_| true).filter(|_| is_json(media_type)))
}
