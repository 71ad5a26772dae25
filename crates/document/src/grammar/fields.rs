//! The fields of each object, and what they hold.

use super::{
    Form::{self, Data, Flag, List, Named, Number, One, Text, Texts, Values},
    Kind,
};

pub(super) const DOCUMENT: &[(&str, Form)] = &[
    ("openapi", Data),
    ("info", One(Kind::Info)),
    ("servers", List(Kind::Server)),
    ("paths", Named(Kind::PathItem)),
    ("webhooks", Named(Kind::PathItem)),
    ("components", One(Kind::Components)),
    ("security", List(Kind::Requirement)),
    ("tags", Data),
    ("externalDocs", Data),
    ("jsonSchemaDialect", Data),
    ("$self", Data),
];

pub(super) const INFO: &[(&str, Form)] = &[
    ("title", Text),
    ("summary", Text),
    ("description", Text),
    ("termsOfService", Data),
    ("contact", Data),
    ("license", Data),
    ("version", Text),
];

pub(super) const SERVER: &[(&str, Form)] =
    &[("url", Text), ("description", Text), ("name", Text), ("variables", Named(Kind::ServerVariable))];

pub(super) const SERVER_VARIABLE: &[(&str, Form)] = &[("enum", Texts), ("default", Text), ("description", Text)];

pub(super) const COMPONENTS: &[(&str, Form)] = &[
    ("schemas", Named(Kind::Schema)),
    ("responses", Named(Kind::Response)),
    ("parameters", Named(Kind::Parameter)),
    ("examples", Data),
    ("requestBodies", Named(Kind::RequestBody)),
    ("headers", Named(Kind::Header)),
    ("securitySchemes", Named(Kind::SecurityScheme)),
    ("links", Data),
    ("callbacks", Named(Kind::Callback)),
    ("pathItems", Named(Kind::PathItem)),
    ("mediaTypes", Named(Kind::MediaType)),
];

pub(super) const PATH_ITEM: &[(&str, Form)] = &[
    ("summary", Text),
    ("description", Text),
    ("servers", List(Kind::Server)),
    ("parameters", List(Kind::Parameter)),
    ("additionalOperations", Named(Kind::Operation)),
    ("get", One(Kind::Operation)),
    ("put", One(Kind::Operation)),
    ("post", One(Kind::Operation)),
    ("delete", One(Kind::Operation)),
    ("options", One(Kind::Operation)),
    ("head", One(Kind::Operation)),
    ("patch", One(Kind::Operation)),
    ("trace", One(Kind::Operation)),
    ("query", One(Kind::Operation)),
];

pub(super) const OPERATION: &[(&str, Form)] = &[
    ("tags", Data),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", Data),
    ("operationId", Text),
    ("parameters", List(Kind::Parameter)),
    ("requestBody", One(Kind::RequestBody)),
    ("responses", Named(Kind::Response)),
    ("callbacks", Named(Kind::Callback)),
    ("deprecated", Flag),
    ("security", List(Kind::Requirement)),
    ("servers", List(Kind::Server)),
];

pub(super) const PARAMETER: &[(&str, Form)] = &[
    ("name", Text),
    ("in", Text),
    ("description", Text),
    ("required", Flag),
    ("deprecated", Flag),
    ("allowEmptyValue", Flag),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
    ("schema", One(Kind::Schema)),
    ("example", Data),
    ("examples", Data),
    ("content", Named(Kind::MediaType)),
];

pub(super) const REQUEST_BODY: &[(&str, Form)] =
    &[("description", Text), ("content", Named(Kind::MediaType)), ("required", Flag)];

pub(super) const RESPONSE: &[(&str, Form)] = &[
    ("summary", Text),
    ("description", Text),
    ("headers", Named(Kind::Header)),
    ("content", Named(Kind::MediaType)),
    ("links", Data),
];

pub(super) const MEDIA_TYPE: &[(&str, Form)] = &[
    ("schema", One(Kind::Schema)),
    ("itemSchema", One(Kind::Schema)),
    ("example", Data),
    ("examples", Data),
    ("encoding", Named(Kind::Encoding)),
    ("itemEncoding", Data),
    ("prefixEncoding", Data),
];

pub(super) const ENCODING: &[(&str, Form)] = &[
    ("contentType", Text),
    ("headers", Named(Kind::Header)),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
];

pub(super) const SCHEMA: &[(&str, Form)] = &[
    ("format", Text),
    ("title", Text),
    ("description", Text),
    ("enum", Values),
    ("properties", Named(Kind::Schema)),
    ("patternProperties", Named(Kind::Schema)),
    ("dependentSchemas", Named(Kind::Schema)),
    ("$defs", Named(Kind::Schema)),
    ("definitions", Named(Kind::Schema)),
    ("items", One(Kind::Schema)),
    ("additionalProperties", One(Kind::Schema)),
    ("prefixItems", List(Kind::Schema)),
    ("allOf", List(Kind::Schema)),
    ("oneOf", List(Kind::Schema)),
    ("anyOf", List(Kind::Schema)),
    ("not", One(Kind::Schema)),
    ("if", One(Kind::Schema)),
    ("then", One(Kind::Schema)),
    ("else", One(Kind::Schema)),
    ("contains", One(Kind::Schema)),
    ("propertyNames", One(Kind::Schema)),
    ("unevaluatedItems", One(Kind::Schema)),
    ("unevaluatedProperties", One(Kind::Schema)),
    ("contentSchema", One(Kind::Schema)),
    ("required", Texts),
    ("pattern", Text),
    ("minLength", Number),
    ("maxLength", Number),
    ("minItems", Number),
    ("maxItems", Number),
    ("minProperties", Number),
    ("maxProperties", Number),
    ("minimum", Number),
    ("maximum", Number),
    ("multipleOf", Number),
    ("uniqueItems", Flag),
    ("nullable", Flag),
    ("readOnly", Flag),
    ("writeOnly", Flag),
    ("deprecated", Flag),
    ("discriminator", One(Kind::Discriminator)),
];

pub(super) const DISCRIMINATOR: &[(&str, Form)] =
    &[("propertyName", Text), ("mapping", Data), ("defaultMapping", Text)];

pub(super) const SECURITY_SCHEME: &[(&str, Form)] = &[
    ("type", Text),
    ("description", Text),
    ("name", Text),
    ("in", Text),
    ("scheme", Text),
    ("bearerFormat", Text),
    ("flows", One(Kind::Flows)),
    ("openIdConnectUrl", Text),
];

pub(super) const FLOW: &[(&str, Form)] = &[
    // What is no address makes the flow unusable, which is a finding of its own.
    ("authorizationUrl", Data),
    ("deviceAuthorizationUrl", Data),
    ("tokenUrl", Data),
    ("refreshUrl", Data),
    ("scopes", Data),
];
