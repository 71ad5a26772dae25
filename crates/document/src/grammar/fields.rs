//! The fields of each object: what they hold, and what becomes of them in a client.

mod schema;
mod swagger;

pub(super) use schema::{DISCRIMINATOR, SCHEMA};
pub(super) use swagger::fields as swagger_fields;

use super::{
    Form::{Data, Flag, List, Named, One, Text, Texts},
    Kind,
    usage::{EXAMPLES, Field, PROSE, consumed, documentation, reported, unsupported},
};
use crate::rules;

/// What may stand in place of most objects.
const REFERENCE: Field = consumed("$ref", Text);

pub(super) const DOCUMENT: &[Field] = &[
    consumed("openapi", Data),
    documentation("info", One(Kind::Info), "each of its fields is documentation"),
    consumed("servers", List(Kind::Server)),
    consumed("paths", Named(Kind::PathItem)),
    consumed("webhooks", Named(Kind::PathItem)),
    consumed("components", One(Kind::Components)),
    consumed("security", List(Kind::Requirement)),
    // Of the fields of a tag, `kind` decides whether it makes a group, and all others are text for readers.
    consumed("tags", Data),
    documentation("externalDocs", Data, PROSE),
    unsupported("jsonSchemaDialect", Data, "other dialects of JSON Schema than that of OpenAPI are not supported"),
    consumed("$self", Data),
];

pub(super) const INFO: &[Field] = &[
    documentation("title", Text, PROSE),
    documentation("summary", Text, PROSE),
    documentation("description", Text, PROSE),
    documentation("termsOfService", Data, PROSE),
    documentation("contact", Data, PROSE),
    documentation("license", Data, "it is that of the document or of the service, not that of the client"),
    documentation("version", Text, "the version of the document; the client has one of its own"),
];

pub(super) const SERVER: &[Field] = &[
    consumed("url", Text),
    consumed("description", Text),
    consumed("name", Text),
    consumed("variables", Named(Kind::ServerVariable)),
];

pub(super) const SERVER_VARIABLE: &[Field] =
    &[consumed("enum", Texts), consumed("default", Text), documentation("description", Text, PROSE)];

pub(super) const COMPONENTS: &[Field] = &[
    consumed("schemas", Named(Kind::Schema)),
    consumed("responses", Named(Kind::Response)),
    consumed("parameters", Named(Kind::Parameter)),
    documentation("examples", Data, EXAMPLES),
    consumed("requestBodies", Named(Kind::RequestBody)),
    documentation("headers", Named(Kind::Header), HEADERS),
    consumed("securitySchemes", Named(Kind::SecurityScheme)),
    consumed("links", Data),
    consumed("callbacks", Named(Kind::Callback)),
    consumed("pathItems", Named(Kind::PathItem)),
    consumed("mediaTypes", Named(Kind::MediaType)),
];

/// Why the headers of a response change no code, except that `Link` is one of the signs of pages.
const HEADERS: &str = "a response has all of its headers as text, whether the document names them or not";

pub(super) const PATH_ITEM: &[Field] = &[
    REFERENCE,
    documentation("summary", Text, PROSE),
    documentation("description", Text, PROSE),
    consumed("servers", List(Kind::Server)),
    consumed("parameters", List(Kind::Parameter)),
    consumed("additionalOperations", Named(Kind::Operation)),
    consumed("get", One(Kind::Operation)),
    consumed("put", One(Kind::Operation)),
    consumed("post", One(Kind::Operation)),
    consumed("delete", One(Kind::Operation)),
    consumed("options", One(Kind::Operation)),
    consumed("head", One(Kind::Operation)),
    consumed("patch", One(Kind::Operation)),
    consumed("trace", One(Kind::Operation)),
    consumed("query", One(Kind::Operation)),
];

pub(super) const OPERATION: &[Field] = &[
    consumed("tags", Data),
    documentation("summary", Text, PROSE),
    documentation("description", Text, PROSE),
    documentation("externalDocs", Data, PROSE),
    consumed("operationId", Text),
    consumed("parameters", List(Kind::Parameter)),
    consumed("requestBody", One(Kind::RequestBody)),
    consumed("responses", Named(Kind::Response)),
    consumed("callbacks", Named(Kind::Callback)),
    consumed("deprecated", Flag),
    consumed("security", List(Kind::Requirement)),
    consumed("servers", List(Kind::Server)),
];

pub(super) const PARAMETER: &[Field] = &[
    REFERENCE,
    consumed("name", Text),
    consumed("in", Text),
    documentation("description", Text, PROSE),
    consumed("required", Flag),
    consumed("deprecated", Flag),
    unsupported("allowEmptyValue", Flag, "the parameter cannot be sent without a value, as `allowEmptyValue` allows"),
    consumed("style", Text),
    consumed("explode", Flag),
    consumed("allowReserved", Flag),
    consumed("schema", One(Kind::Schema)),
    documentation("example", Data, EXAMPLES),
    documentation("examples", Data, EXAMPLES),
    consumed("content", Named(Kind::MediaType)),
];

pub(super) const HEADER: &[Field] = &[
    documentation("$ref", Text, HEADERS),
    documentation("description", Text, PROSE),
    documentation("required", Flag, HEADERS),
    documentation("deprecated", Flag, HEADERS),
    documentation("style", Text, HEADERS),
    documentation("explode", Flag, HEADERS),
    documentation("schema", One(Kind::Schema), HEADERS),
    documentation("example", Data, EXAMPLES),
    documentation("examples", Data, EXAMPLES),
    documentation("content", Named(Kind::MediaType), HEADERS),
];

pub(super) const REQUEST_BODY: &[Field] = &[
    REFERENCE,
    documentation("description", Text, PROSE),
    consumed("content", Named(Kind::MediaType)),
    consumed("required", Flag),
];

pub(super) const RESPONSE: &[Field] = &[
    REFERENCE,
    documentation("summary", Text, PROSE),
    documentation("description", Text, PROSE),
    // `Link` can be how the next page of a list is found, and so can a link to the same operation.
    consumed("headers", Named(Kind::Header)),
    consumed("content", Named(Kind::MediaType)),
    consumed("links", Data),
];

pub(super) const MEDIA_TYPE: &[Field] = &[
    REFERENCE,
    consumed("schema", One(Kind::Schema)),
    consumed("itemSchema", One(Kind::Schema)),
    documentation("example", Data, EXAMPLES),
    documentation("examples", Data, EXAMPLES),
    consumed("encoding", Named(Kind::Encoding)),
    consumed("itemEncoding", One(Kind::Encoding)),
    unsupported("prefixEncoding", Data, "parts without names cannot be encoded individually"),
];

pub(super) const ENCODING: &[Field] = &[
    consumed("contentType", Text),
    reported("headers", Named(Kind::Header), &rules::PART_HEADERS),
    consumed("style", Text),
    consumed("explode", Flag),
    consumed("allowReserved", Flag),
    unsupported("encoding", Data, "a part that is a form itself is encoded by the defaults of its media type"),
    unsupported("itemEncoding", Data, "a part that is a form itself is encoded by the defaults of its media type"),
    unsupported("prefixEncoding", Data, "a part that is a form itself is encoded by the defaults of its media type"),
];

pub(super) const SECURITY_SCHEME: &[Field] = &[
    REFERENCE,
    consumed("type", Text),
    documentation("description", Text, PROSE),
    consumed("name", Text),
    consumed("in", Text),
    consumed("scheme", Text),
    documentation("bearerFormat", Text, "a hint for readers (OpenAPI 3.1.1, section 4.8.27); a token is sent as it is"),
    consumed("flows", One(Kind::Flows)),
    documentation("openIdConnectUrl", Text, FETCHED_ELSEWHERE),
    documentation("oauth2MetadataUrl", Data, "the flows name the addresses that a client asks"),
    documentation("deprecated", Data, "whoever has the credential uses it"),
];

/// Why some ways to a token change no code.
const FETCHED_ELSEWHERE: &str = "the credential takes tokens that were fetched elsewhere";

pub(super) const FLOWS: &[Field] = &[
    documentation("implicit", One(Kind::Flow), FETCHED_ELSEWHERE),
    consumed("password", One(Kind::Flow)),
    consumed("clientCredentials", One(Kind::Flow)),
    consumed("authorizationCode", One(Kind::Flow)),
    reported("deviceAuthorization", One(Kind::Flow), &rules::UNUSABLE_FLOW),
];

pub(super) const FLOW: &[Field] = &[
    // What is no address makes the flow unusable, which is a finding of its own.
    documentation("authorizationUrl", Data, "the user opens it in a browser; the client takes the resulting token"),
    documentation("deviceAuthorizationUrl", Data, "its flow is reported"),
    consumed("tokenUrl", Data),
    consumed("refreshUrl", Data),
    consumed("scopes", Data),
];
