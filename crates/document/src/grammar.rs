//! The objects of the OpenAPI specification and the form of each of their fields, as a table.
//!
//! A name that the provider chose (a property called `$ref`, an example that looks like a schema) is never read as a
//! keyword, because a walk knows which object it is in ([3.1.1, section
//! 4.8](https://spec.openapis.org/oas/v3.1.1.html#schema-0)).

mod fields;
mod usage;
mod walk;

use serde_json::Value;

pub use usage::{Field, Usage};
pub use walk::{for_each, for_each_mut};

use crate::{pointer::Pointer, schemas::is_method};

/// An object of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The root.
    Document,
    /// `info`.
    Info,
    /// A server.
    Server,
    /// A variable of a server.
    ServerVariable,
    /// `components`.
    Components,
    /// A path item.
    PathItem,
    /// An operation.
    Operation,
    /// A callback: expressions to path items.
    Callback,
    /// A parameter.
    Parameter,
    /// A header, which is a parameter without a name.
    Header,
    /// A request body.
    RequestBody,
    /// A response.
    Response,
    /// A media type of a body.
    MediaType,
    /// How a part of a form is encoded.
    Encoding,
    /// A schema.
    Schema,
    /// A discriminator.
    Discriminator,
    /// A security scheme.
    SecurityScheme,
    /// The OAuth flows of a security scheme.
    Flows,
    /// One OAuth flow.
    Flow,
    /// A security requirement: names of schemes to scopes.
    Requirement,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A string.
    Text,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A list of strings.
    Texts,
    /// A list of anything.
    Values,
    /// Anything: data of the provider.
    Data,
    /// An object of the specification.
    One(Kind),
    /// A list of objects of the specification.
    List(Kind),
    /// A mapping whose keys the provider chose.
    Named(Kind),
}

use Form::{List, Named, One, Text, Texts};

impl Kind {
    /// The fields that the specification names.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Document => fields::DOCUMENT,
            Self::Info => fields::INFO,
            Self::Server => fields::SERVER,
            Self::ServerVariable => fields::SERVER_VARIABLE,
            Self::Components => fields::COMPONENTS,
            Self::PathItem => fields::PATH_ITEM,
            Self::Operation => fields::OPERATION,
            Self::Parameter => fields::PARAMETER,
            Self::Header => fields::HEADER,
            Self::RequestBody => fields::REQUEST_BODY,
            Self::Response => fields::RESPONSE,
            Self::MediaType => fields::MEDIA_TYPE,
            Self::Encoding => fields::ENCODING,
            Self::Schema => fields::SCHEMA,
            Self::Discriminator => fields::DISCRIMINATOR,
            Self::SecurityScheme => fields::SECURITY_SCHEME,
            Self::Flows => fields::FLOWS,
            Self::Flow => fields::FLOW,
            // Their keys are the provider's.
            Self::Callback | Self::Requirement => &[],
        }
    }

    /// The fields that Swagger 2.0 names, and 3.x does not.
    pub const fn swagger_fields(self) -> &'static [Field] {
        fields::swagger_fields(self)
    }

    /// Every object of the specification.
    pub const ALL: &[Self] = &[
        Self::Document,
        Self::Info,
        Self::Server,
        Self::ServerVariable,
        Self::Components,
        Self::PathItem,
        Self::Operation,
        Self::Callback,
        Self::Parameter,
        Self::Header,
        Self::RequestBody,
        Self::Response,
        Self::MediaType,
        Self::Encoding,
        Self::Schema,
        Self::Discriminator,
        Self::SecurityScheme,
        Self::Flows,
        Self::Flow,
        Self::Requirement,
    ];

    /// What the field `key` holds; `None` for an extension or a key that the specification does not have.
    pub fn form(self, key: &str) -> Option<Form> {
        match self {
            _ if key.starts_with("x-") && self != Self::Requirement => None,
            _ if key == "$ref" => Some(Text),
            Self::PathItem if is_method(key) => Some(One(Kind::Operation)),
            Self::Callback => Some(One(Kind::PathItem)),
            Self::Flows => Some(One(Kind::Flow)),
            Self::Requirement => Some(Texts),
            _ => self.field(key).map(|field| field.form),
        }
    }

    /// The field `key`, if the specification names it.
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == key)
    }

    /// The name of the object in the specification, with its article.
    pub const fn word(self) -> &'static str {
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

    /// Whether `value` can be such an object.
    pub fn fits(self, value: &Value) -> bool {
        value.is_object() || (self == Self::Schema && value.is_boolean())
    }
}

/// The kind of object that the specification has at `pointer`; `None` where it has none, or data of the provider.
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

/// Whether the specification has a list or a mapping of objects at `pointer`, which is not an object itself.
pub(crate) fn is_collection(pointer: &Pointer) -> bool {
    let Some((last, before)) = pointer.keys().split_last() else { return false };
    let holder = kind_at(&Pointer::root().extend(before));
    matches!(holder.and_then(|kind| kind.form(last)), Some(List(_) | Named(_)))
}

/// Whether `name` in the mapping `key` of a `parent` is an extension. Paths and statuses may have extensions beside
/// them; components may have any name.
pub(crate) fn is_extension(parent: Kind, key: &str, name: &str) -> bool {
    name.starts_with("x-") && parent != Kind::Components && matches!(key, "paths" | "responses")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::Path;

    #[test]
    fn names_that_the_provider_chose_are_not_keywords() {
        let document = serde_json::json!({
            "paths": { "/a": { "get": { "responses": { "200": { "content": { "a/b": { "example": { "schema": {} } } } } } } } },
            "components": { "schemas": { "properties": { "properties": { "$ref": { "type": "string" } } } } },
        });
        let mut seen = Vec::new();
        for_each(&document, &Path::root(), Kind::Document, &mut |path, kind, _| {
            seen.push((path.pointer().to_string(), kind));
        });
        let schemas: Vec<&str> =
            seen.iter().filter(|(_, kind)| *kind == Kind::Schema).map(|(at, _)| at.as_str()).collect();
        assert_eq!(schemas, ["/components/schemas/properties", "/components/schemas/properties/properties/$ref"]);
        assert!(seen.contains(&("/paths/~1a/get/responses/200/content/a~1b".to_owned(), Kind::MediaType)));
    }
}
