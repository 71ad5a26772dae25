//! What may stand where in an OpenAPI document, as a table: the specification's objects and the form of each of their fields.
//!
//! A name that the provider chose (a property called `$ref`, an example that looks like a schema) is never taken for a keyword, because a
//! walk knows which object it is in ([3.1.1, section 4.8](https://spec.openapis.org/oas/v3.1.1.html#schema-0)).

use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// An object of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Document,
    Info,
    Server,
    ServerVariable,
    Components,
    PathItem,
    Operation,
    Callback,
    Parameter,
    Header,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Schema,
    Discriminator,
    SecurityScheme,
    Flows,
    Flow,
    Requirement,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Flag,
    Number,
    /// A list of strings.
    Texts,
    /// A list of anything.
    Values,
    /// Whatever the provider put there.
    Data,
    One(Kind),
    List(Kind),
    /// A mapping whose keys the provider chose.
    Named(Kind),
}

use Form::{Data, Flag, List, Named, Number, One, Text, Texts, Values};

const DOCUMENT: &[(&str, Form)] = &[
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

const INFO: &[(&str, Form)] = &[
    ("title", Text),
    ("summary", Text),
    ("description", Text),
    ("termsOfService", Data),
    ("contact", Data),
    ("license", Data),
    ("version", Text),
];

const SERVER: &[(&str, Form)] =
    &[("url", Text), ("description", Text), ("name", Text), ("variables", Named(Kind::ServerVariable))];

const SERVER_VARIABLE: &[(&str, Form)] = &[("enum", Texts), ("default", Text), ("description", Text)];

const COMPONENTS: &[(&str, Form)] = &[
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

const PATH_ITEM: &[(&str, Form)] = &[
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

const OPERATION: &[(&str, Form)] = &[
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

const PARAMETER: &[(&str, Form)] = &[
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

const REQUEST_BODY: &[(&str, Form)] = &[("description", Text), ("content", Named(Kind::MediaType)), ("required", Flag)];

const RESPONSE: &[(&str, Form)] = &[
    ("summary", Text),
    ("description", Text),
    ("headers", Named(Kind::Header)),
    ("content", Named(Kind::MediaType)),
    ("links", Data),
];

const MEDIA_TYPE: &[(&str, Form)] = &[
    ("schema", One(Kind::Schema)),
    ("itemSchema", One(Kind::Schema)),
    ("example", Data),
    ("examples", Data),
    ("encoding", Named(Kind::Encoding)),
    ("itemEncoding", Data),
    ("prefixEncoding", Data),
];

const ENCODING: &[(&str, Form)] = &[
    ("contentType", Text),
    ("headers", Named(Kind::Header)),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
];

const SCHEMA: &[(&str, Form)] = &[
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

const DISCRIMINATOR: &[(&str, Form)] = &[("propertyName", Text), ("mapping", Data), ("defaultMapping", Text)];

const SECURITY_SCHEME: &[(&str, Form)] = &[
    ("type", Text),
    ("description", Text),
    ("name", Text),
    ("in", Text),
    ("scheme", Text),
    ("bearerFormat", Text),
    ("flows", One(Kind::Flows)),
    ("openIdConnectUrl", Text),
];

const FLOW: &[(&str, Form)] = &[
    // What is no address makes the flow unusable, which is a finding of its own.
    ("authorizationUrl", Data),
    ("deviceAuthorizationUrl", Data),
    ("tokenUrl", Data),
    ("refreshUrl", Data),
    ("scopes", Data),
];

impl Kind {
    /// The fields that the specification names.
    pub(crate) const fn fields(self) -> &'static [(&'static str, Form)] {
        match self {
            Self::Document => DOCUMENT,
            Self::Info => INFO,
            Self::Server => SERVER,
            Self::ServerVariable => SERVER_VARIABLE,
            Self::Components => COMPONENTS,
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            // A header is a parameter without a name.
            Self::Parameter | Self::Header => PARAMETER,
            Self::RequestBody => REQUEST_BODY,
            Self::Response => RESPONSE,
            Self::MediaType => MEDIA_TYPE,
            Self::Encoding => ENCODING,
            Self::Schema => SCHEMA,
            Self::Discriminator => DISCRIMINATOR,
            Self::SecurityScheme => SECURITY_SCHEME,
            Self::Flow => FLOW,
            Self::Callback | Self::Flows | Self::Requirement => &[],
        }
    }

    /// What the field `key` holds; `None` for an extension or a key that the specification does not have.
    pub(crate) fn form(self, key: &str) -> Option<Form> {
        match self {
            _ if key.starts_with("x-") && self != Self::Requirement => None,
            _ if key == "$ref" => Some(Text),
            Self::Callback => Some(One(Kind::PathItem)),
            Self::Flows => Some(One(Kind::Flow)),
            Self::Requirement => Some(Texts),
            _ => self.fields().iter().find(|(name, _)| *name == key).map(|(_, form)| *form),
        }
    }

    /// The specification's word for it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Document => "a document",
            Self::Info => "an info object",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Components => "components",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Callback => "a callback",
            Self::Parameter => "a parameter",
            Self::Header => "a header",
            Self::RequestBody => "a request body",
            Self::Response => "a response",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::SecurityScheme => "a security scheme",
            Self::Flows => "OAuth flows",
            Self::Flow => "an OAuth flow",
            Self::Requirement => "a security requirement",
        }
    }

    /// Whether `value` can be one.
    pub(crate) fn fits(self, value: &Value) -> bool {
        value.is_object() || (self == Self::Schema && value.is_boolean())
    }
}

/// What is done with an object: where it stands, what it is, its members.
pub(crate) type Visit<'a> = dyn FnMut(&Pointer, Kind, &mut Map<String, Value>) + 'a;

/// Calls `visit` with every object of the specification in `value`, which is a `kind` and stands at `at`: outer ones first, so that what is
/// within is looked for in what `visit` has left.
pub(crate) fn walk(value: &mut Value, at: &Pointer, kind: Kind, visit: &mut Visit<'_>) {
    let Value::Object(members) = value else { return };
    visit(at, kind, members);
    for (key, value) in members {
        let Some(form) = kind.form(key) else { continue };
        let (at, parent) = (|| at.join(key), kind);
        match (form, value) {
            (One(kind), value) => walk(value, &at(), kind, visit),
            (List(kind), Value::Array(items)) => {
                let at = at();
                for (index, item) in items.iter_mut().enumerate() {
                    walk(item, &at.join(index), kind, visit);
                }
            }
            (Named(kind), Value::Object(inner)) => {
                let at = at();
                for (name, value) in inner.iter_mut().filter(|(name, _)| !is_extension(parent, key, name)) {
                    walk(value, &at.join(name), kind, visit);
                }
            }
            _ => {}
        }
    }
}

/// What the specification has at `pointer`; `None` where the provider may put anything.
pub(crate) fn kind_at(pointer: &Pointer) -> Option<Kind> {
    let mut kind = Kind::Document;
    let mut keys = pointer.keys().iter();
    while let Some(key) = keys.next() {
        kind = match kind.form(key)? {
            One(inner) => inner,
            List(inner) | Named(inner) => {
                keys.next()?;
                inner
            }
            _ => return None,
        };
    }
    Some(kind)
}

/// Whether the specification has a list or a mapping of its objects at `pointer`, which is no object itself.
pub(crate) fn is_collection(pointer: &Pointer) -> bool {
    let Some((last, before)) = pointer.keys().split_last() else { return false };
    let holder = kind_at(&Pointer::root().extend(before));
    matches!(holder.and_then(|kind| kind.form(last)), Some(List(_) | Named(_)))
}

/// Whether `name` in the mapping `key` of a `parent` is an extension: paths and statuses may have some beside them, names of components are
/// free.
pub(crate) fn is_extension(parent: Kind, key: &str, name: &str) -> bool {
    name.starts_with("x-") && parent != Kind::Components && matches!(key, "paths" | "responses")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_the_provider_chose_are_no_keywords() {
        let mut document = serde_json::json!({
            "paths": { "/a": { "get": { "responses": { "200": { "content": { "a/b": { "example": { "schema": {} } } } } } } } },
            "components": { "schemas": { "properties": { "properties": { "$ref": { "type": "string" } } } } },
        });
        let mut seen = Vec::new();
        walk(&mut document, &Pointer::root(), Kind::Document, &mut |at, kind, _| seen.push((at.to_string(), kind)));
        let schemas: Vec<&str> =
            seen.iter().filter(|(_, kind)| *kind == Kind::Schema).map(|(at, _)| at.as_str()).collect();
        assert_eq!(schemas, ["/components/schemas/properties", "/components/schemas/properties/properties/$ref"]);
        assert!(seen.contains(&("/paths/~1a/get/responses/200/content/a~1b".to_owned(), Kind::MediaType)));
    }
}
