//! What a lowered document promises beyond its types: operations with what they send and answer, credentials, the base address.
//!
//! progenitor reads none of this, so it is read here, once, and the parts of [`moored_codegen::emit`] speak of it in Rust.

mod answers;
mod bodies;
mod grants;
mod parameters;
mod received;
mod representations;
mod security;
mod servers;
mod strings;
mod tuples;
mod unions;

use serde_json::Value;

use crate::config::Config;
use moored_document::{document::Document, finding::Findings, pointer::Pointer, schemas::operations, status::Status};

pub use bodies::{BodyKind, Content, Part, PartKind, RequestBody};
pub use grants::{Grant, GrantKind};
pub use parameters::{Parameter, ParameterLocation, Style, StyleKind};
pub use received::Received;
pub use representations::{AnswerBody, Framing, Items, Representation};
pub use servers::{Home, OwnServer, Owner, Server, ServerChoice, ServerVariable, Servers, VariableType};
pub use strings::{StringRules, StringType};
pub use tuples::TupleType;
pub use unions::{Precision, Shape, Storage, TagOnWire, UnionType, UnionVariant};

/// The promises of one document.
#[derive(Clone, Debug)]
pub struct Contract {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// Where requests go unless the caller or their operation says otherwise.
    pub home: Home,
    /// The servers that a caller may choose among.
    pub servers: Servers,
    /// The credentials that operations may ask for.
    pub schemes: Vec<Scheme>,
    /// All operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// What the provider sends by itself.
    pub received: Vec<Received>,
    /// Strings with rules, which get types of their own.
    pub strings: Vec<StringType>,
    /// Lists of a fixed length, which get types of their own.
    pub tuples: Vec<TupleType>,
    /// Choices among schemas, which get enums of their own.
    pub unions: Vec<UnionType>,
}

/// A security scheme and the constructor that takes its secret.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: String,
    /// The constructor's name.
    pub constructor: String,
    /// How it is sent.
    pub kind: SchemeKind,
    /// The document's words.
    pub description: Option<String>,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// User name and password (RFC 7617).
    Basic,
    /// A bearer token (RFC 6750).
    Bearer,
    /// A bearer token that an OAuth 2 or OpenID Connect provider issues.
    OAuth2 {
        /// The name of the constructor that takes a source of such tokens; the scheme's own takes one token.
        token_source: String,
        /// The ways to a token that the client goes by itself.
        grants: Vec<Grant>,
    },
    /// A key in a header of this name.
    Header(String),
    /// A key in a query parameter of this name.
    Query(String),
    /// A key in a cookie of this name.
    Cookie(String),
}

/// A scheme that an operation asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Its name in the document.
    pub scheme: String,
    /// The scopes that its token must have.
    pub scopes: Vec<String>,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its id in the document, or verb and path where it has none.
    pub id: String,
    /// The client's method.
    pub method: String,
    /// GET, POST, …
    pub verb: String,
    /// The path template.
    pub path: String,
    /// Summary and description.
    pub docs: String,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// Alternatives of schemes that are sent together.
    pub security: Vec<Vec<Requirement>>,
    /// The media types that the documented responses have, or what `moored.toml` says.
    pub accept: Option<String>,
    /// The parameters that it takes, in the order of the arguments.
    pub parameters: Vec<Parameter>,
    /// The request body, if there is one.
    pub body: Option<RequestBody>,
    /// The documented responses.
    pub answers: Vec<Answer>,
    /// Where it is sent, if not where the others are.
    pub server: Option<OwnServer>,
}

/// One documented response.
#[derive(Clone, Debug)]
pub struct Answer {
    /// When it comes.
    pub status: Status,
    /// The document's words.
    pub description: String,
    /// What it may hold, what is asked for first; none: nothing that the document names.
    pub representations: Vec<Representation>,
    /// The headers that come with it.
    pub headers: Vec<Header>,
    /// Where its values lead, in words.
    pub links: Vec<String>,
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// The `type` of its schema.
    pub kind: String,
    /// The document's words.
    pub description: String,
}

impl Contract {
    /// Reads a document whose passes have run.
    pub fn read(document: &Document, config: &Config, findings: &mut Findings) -> Self {
        let info = |key: &str| {
            let text = document.value.get("info").and_then(|info| info.get(key)?.as_str());
            text.map(str::to_owned).filter(|text| !text.trim().is_empty())
        };
        let schemes = security::schemes(document, findings);
        security::report_unknown(document, findings);
        let mut servers = Servers::default();
        let (home, mut own) = servers::home(document, &mut servers, findings);
        let read = |at: &Pointer| {
            let mut operation = operation(document, at, config, &schemes, findings)?;
            operation.server = own.of(at, &operation.method, &mut servers, findings);
            Some(operation)
        };
        let operations = operations(&document.value).iter().filter_map(read).collect();
        Self {
            title: config.title.clone().or_else(|| info("title")).unwrap_or_else(|| "API".to_owned()),
            version: info("version").unwrap_or_default(),
            description: info("description"),
            home,
            servers,
            schemes,
            operations,
            received: received::read(document),
            strings: strings::read(document),
            tuples: tuples::read(document),
            unions: unions::read(document),
        }
    }
}

impl Contract {
    /// The components of which progenitor knows nothing but the name: unions and tuples.
    pub fn made_types(&self) -> impl Iterator<Item = &str> {
        let tuples = self.tuples.iter().map(|tuple| tuple.name.as_str());
        tuples.chain(self.unions.iter().map(|union| union.name.as_str()))
    }

    /// What answers hold one after the other.
    pub fn items(&self) -> impl Iterator<Item = &Items> {
        let answers = self.operations.iter().flat_map(|operation| &operation.answers);
        answers.flat_map(|answer| &answer.representations).filter_map(|one| one.items.as_ref())
    }

    /// The components whose types are ours and not progenitor's.
    pub fn own_types(&self) -> impl Iterator<Item = &str> {
        let strings = self.strings.iter().map(|string| string.name.as_str());
        strings.chain(self.made_types())
    }
}

impl Scheme {
    /// The ways to a token that the client goes by itself; none but with OAuth 2.
    #[must_use]
    pub fn grants(&self) -> &[Grant] {
        match &self.kind {
            SchemeKind::OAuth2 { grants, .. } => grants,
            _ => &[],
        }
    }

    /// The grant for the client's own id and secret, unless a token that is got by it lacks a scope that `operation` requires.
    #[must_use]
    pub fn client_credentials(&self, operation: Option<&Operation>) -> Option<&Grant> {
        let grant = self.grants().iter().find(|grant| grant.kind == GrantKind::ClientCredentials)?;
        let required = operation.into_iter().flat_map(|operation| operation.security.iter().flatten());
        let mut scopes = required.filter(|required| required.scheme == self.name).flat_map(|required| &required.scopes);
        (grant.scopes.is_empty() || scopes.all(|scope| grant.scopes.contains(scope))).then_some(grant)
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

fn operation(
    document: &Document,
    at: &Pointer,
    config: &Config,
    schemes: &[Scheme],
    findings: &mut Findings,
) -> Option<Operation> {
    let value = at.get(&document.value)?;
    let [.., path, verb] = at.keys() else { return None };
    let answers = answers::read(document, at, findings);
    let (summary, description) =
        (text(value, "summary").unwrap_or_default(), text(value, "description").unwrap_or_default());
    // Some documents say the same twice.
    let docs = if description.trim().starts_with(summary.trim()) {
        description.to_owned()
    } else {
        format!("{summary}\n\n{description}")
    };
    Some(Operation {
        id: text(value, "x-moored-id")?.to_owned(),
        method: text(value, "operationId")?.to_owned(),
        verb: verb.to_ascii_uppercase(),
        path: path.clone(),
        docs,
        deprecated: value.get("deprecated") == Some(&Value::Bool(true)),
        security: security::requirements(document, at, schemes),
        accept: config.accept.clone().or(answers.accept),
        parameters: parameters::read(value, path),
        body: bodies::read(document, &at.join("requestBody")),
        answers: answers.all,
        server: None,
    })
}
