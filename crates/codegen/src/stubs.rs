//! `stubs.json`: for each operation a response that a test can use, and what a recording of a call must not contain.
//! docs/stubs.md explains its members.
//!
//! A response is the example of the document if it decodes as the type of the client, else it is made of the examples
//! of the schemas, else of the schemas alone.

mod bodies;
mod decoding;
mod headers;
mod last_page;
mod secrets;
mod shared;

use moored_document::{document::Version, status::Status};
use moored_model::api::{Api, Operation, Representation, Response, ResponseBody};
use moored_samples::{Dialect, Sampler};
use serde::Serialize;
use serde_json::{Map, Value};

use self::{bodies::Bodies, last_page::EmptyPages, secrets::Secrets, shared::Shared};
use crate::json_lines::Lines;

/// The file's name in a generated crate.
pub(crate) const FILE_NAME: &str = "stubs.json";

/// The version of the format. It increases when a member is removed or changes its meaning.
const VERSION: u32 = 1;

/// The published document, which has the examples and the schemas.
pub(crate) struct Published<'a> {
    document: &'a Value,
    dialect: Dialect,
}

impl<'a> Published<'a> {
    /// `document` before all passes, of the version `version`.
    pub(crate) fn of(document: &'a Value, version: Version) -> Self {
        Self { document, dialect: version.into() }
    }
}

/// What a test needs for one operation.
#[derive(Serialize)]
struct Stubs<'a> {
    id: &'a str,
    verb: &'a str,
    path: &'a str,
    /// The names of parameters and members with secrets.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    secrets: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    empty_pages: Option<EmptyPages>,
    /// The first is that of a call without options.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    responses: Vec<Stub>,
}

/// One response.
#[derive(Serialize)]
struct Stub {
    status: u16,
    #[serde(skip_serializing_if = "Map::is_empty")]
    headers: Map<String, Value>,
    #[serde(flatten)]
    body: Option<Body>,
}

/// The body of a response.
#[derive(Serialize)]
struct Body {
    media_type: String,
    source: Source,
    /// Why the example of the document is not used.
    #[serde(skip_serializing_if = "Option::is_none")]
    unused_example: Option<String>,
    #[serde(flatten)]
    content: Content,
}

/// Where a body comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Source {
    /// An example of the body.
    Example,
    /// Examples of its schemas.
    Examples,
    /// Its schema.
    Schema,
}

/// The content of a body. Only what is not JSON is text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Content {
    Json(Value),
    Text(String),
    /// The JSON of the response of another operation, which is above.
    JsonOf(Reference),
}

/// The first response of an operation that has JSON and this status.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Reference {
    id: String,
    status: u16,
}

/// Returns the text of `stubs.json` for the client `api`, which was generated from the file `file`.
pub(crate) fn render(file: &str, api: &Api, published: &Published<'_>) -> String {
    let sampler = Sampler::new(published.document, published.dialect);
    let bodies = Bodies { document: published.document, sampler: &sampler, types: &api.types };
    let secrets = Secrets::of(&api.types);
    let mut shared = Shared::default();
    let mut lines = Lines::default();
    lines.member("version", &VERSION);
    lines.member("document", &file);
    lines.list(
        "operations",
        api.operations.iter().map(|operation| Stubs {
            id: &operation.id,
            verb: &operation.verb,
            path: &operation.path,
            secrets: secrets.of_operation(operation),
            empty_pages: operation.pages.as_ref().and_then(EmptyPages::of),
            responses: shared.refer(&operation.id, responses(operation, &bodies)),
        }),
    );
    lines.finish()
}

/// The first success in each of its representations, and the error responses with an example.
fn responses(operation: &Operation, bodies: &Bodies<'_>) -> Vec<Stub> {
    let success = operation.successes().into_iter().next();
    let mut found: Vec<Stub> = match success {
        Some(response) => {
            let representations = Some(response.representations.as_slice()).filter(|all| !all.is_empty());
            let stub = |one: Option<&Representation>| {
                let body = one.map(|one| bodies.of(response, one));
                // Without a body that decodes, there is no success.
                if let Some(None) = body {
                    return None;
                }
                let headers = headers::of(response, bodies);
                let mut stub = Stub { status: status(response.status, 200), headers, body: body.flatten() };
                if let (Some(pages), Some(ResponseBody::Json(ty))) = (&operation.pages, one.map(|one| &one.body)) {
                    last_page::end(&mut stub, pages, ty, bodies.types);
                }
                Some(stub)
            };
            match representations {
                Some(all) => all.iter().filter_map(|one| stub(Some(one))).collect(),
                None => stub(None).into_iter().collect(),
            }
        }
        // The document leaves it open.
        None => vec![Stub { status: 200, headers: Map::new(), body: None }],
    };
    let documented = |response: &&Response| success.is_none_or(|success| success.status != response.status);
    found.extend(operation.errors().into_iter().filter(documented).filter_map(|response| {
        let body = bodies.example_of(response, response.representations.first()?)?;
        let headers = headers::of(response, bodies);
        Some(Stub { status: status(response.status, 500), headers, body: Some(body) })
    }));
    found
}

/// A status that `key` is for.
fn status(key: Status, default: u16) -> u16 {
    match key {
        Status::Code(code) => code,
        Status::Range(3) => 302,
        Status::Range(hundred) => hundred * 100,
        Status::Default => default,
    }
}
