//! The fields that Swagger 2.0 has and OpenAPI 3.x has not, or not there.

use super::{
    super::{
        Form::{Data, Flag, Named, Number, One, Text, Texts, Values},
        Kind,
        usage::{EXAMPLES, Field, PROSE, consumed, documentation, reported},
    },
    HEADERS,
};
use crate::rules::LOST_IN_UPGRADE;

/// The fields of `kind` that only Swagger 2.0 has.
pub(in super::super) const fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Document => DOCUMENT,
        Kind::Operation => OPERATION,
        Kind::Parameter => PARAMETER,
        Kind::Header => HEADER,
        Kind::Response => RESPONSE,
        Kind::SecurityScheme => SECURITY_SCHEME,
        _ => &[],
    }
}

const DOCUMENT: &[Field] = &[
    consumed("swagger", Data),
    consumed("host", Text),
    consumed("basePath", Text),
    consumed("schemes", Texts),
    consumed("consumes", Texts),
    consumed("produces", Texts),
    consumed("definitions", Named(Kind::Schema)),
    consumed("parameters", Named(Kind::Parameter)),
    consumed("responses", Named(Kind::Response)),
    consumed("securityDefinitions", Named(Kind::SecurityScheme)),
];

const OPERATION: &[Field] = &[consumed("consumes", Texts), consumed("produces", Texts), consumed("schemes", Texts)];

const PARAMETER: &[Field] = &[
    // Of a field of a form; the other parameters have it in 3.x as well.
    reported("allowEmptyValue", Flag, &LOST_IN_UPGRADE),
    consumed("collectionFormat", Text),
    consumed("type", Text),
    consumed("format", Text),
    consumed("items", One(Kind::Schema)),
    documentation("default", Data, "the provider fills in what is not sent"),
    consumed("enum", Values),
    consumed("maximum", Number),
    consumed("exclusiveMaximum", Data),
    consumed("minimum", Number),
    consumed("exclusiveMinimum", Data),
    consumed("maxLength", Number),
    consumed("minLength", Number),
    consumed("pattern", Text),
    consumed("maxItems", Number),
    consumed("minItems", Number),
    consumed("uniqueItems", Flag),
    consumed("multipleOf", Number),
];

const HEADER: &[Field] = &[
    reported("collectionFormat", Text, &LOST_IN_UPGRADE),
    documentation("type", Text, HEADERS),
    documentation("format", Text, HEADERS),
    documentation("items", One(Kind::Schema), HEADERS),
    documentation("default", Data, PROSE),
    documentation("enum", Values, HEADERS),
    documentation("maximum", Number, HEADERS),
    documentation("exclusiveMaximum", Data, HEADERS),
    documentation("minimum", Number, HEADERS),
    documentation("exclusiveMinimum", Data, HEADERS),
    documentation("maxLength", Number, HEADERS),
    documentation("minLength", Number, HEADERS),
    documentation("pattern", Text, HEADERS),
    documentation("maxItems", Number, HEADERS),
    documentation("minItems", Number, HEADERS),
    documentation("uniqueItems", Flag, HEADERS),
    documentation("multipleOf", Number, HEADERS),
];

const RESPONSE: &[Field] = &[consumed("schema", One(Kind::Schema)), documentation("examples", Data, EXAMPLES)];

const SECURITY_SCHEME: &[Field] = &[
    consumed("flow", Text),
    documentation("authorizationUrl", Text, "the user opens it in a browser; the client takes the resulting token"),
    consumed("tokenUrl", Text),
    consumed("scopes", Data),
];
