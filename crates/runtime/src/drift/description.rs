//! The parts of `client.json` that responses are compared with. docs/client-json.md describes the format.

use std::borrow::Cow;
use std::collections::HashMap;

use http::StatusCode;
use serde::Deserialize;

use crate::operation::Operation;

/// The version of the format that this module reads.
const VERSION: u32 = 2;

/// The responses of a document and their types. Texts are those of the program, without a copy of them.
pub(super) struct Description {
    /// The path of the document that the client was generated from.
    pub(super) document: Cow<'static, str>,
    /// By path.
    operations: HashMap<Cow<'static, str>, Vec<Responses<'static>>>,
    /// By name.
    types: HashMap<Cow<'static, str>, TypeDef<'static>>,
}

#[derive(Deserialize)]
struct File<'a> {
    version: u32,
    #[serde(borrow)]
    document: Cow<'a, str>,
    #[serde(borrow)]
    operations: Vec<Responses<'a>>,
    #[serde(borrow)]
    types: Vec<TypeDef<'a>>,
}

/// The responses of an operation.
#[derive(Deserialize)]
pub(super) struct Responses<'a> {
    #[serde(borrow)]
    pub(super) origin: Cow<'a, str>,
    #[serde(borrow)]
    verb: Cow<'a, str>,
    #[serde(borrow)]
    path: Cow<'a, str>,
    #[serde(borrow)]
    responses: Vec<Response<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Response<'a> {
    /// `200`, `4XX` or `default`.
    #[serde(borrow)]
    pub(super) status: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) origin: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) representations: Vec<Representation<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Representation<'a> {
    pub(super) media_types: Vec<String>,
    #[serde(borrow)]
    pub(super) origin: Cow<'a, str>,
    /// The type of a JSON body.
    #[serde(borrow, default, rename = "type")]
    pub(super) ty: Option<Type<'a>>,
}

#[derive(Deserialize)]
pub(super) struct TypeDef<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) origin: Cow<'a, str>,
    pub(super) kind: Kind,
    /// Those of a struct, in the order of their names.
    #[serde(borrow, default)]
    pub(super) fields: Vec<Field<'a>>,
    #[serde(borrow, default)]
    pub(super) additional: Option<Additional<'a>>,
    /// The member that selects the variant of a union.
    #[serde(borrow, default)]
    pub(super) tag: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) variants: Vec<Variant<'a>>,
    #[serde(borrow, default)]
    pub(super) values: Vec<Listed<'a>>,
    #[serde(borrow, default)]
    pub(super) items: Vec<Type<'a>>,
    /// That of an alias or a wrapper.
    #[serde(borrow, default, rename = "type")]
    pub(super) ty: Option<Type<'a>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Struct,
    Union,
    Enum,
    NumberEnum,
    Tuple,
    Alias,
    Wrapper,
}

#[derive(Deserialize)]
pub(super) struct Field<'a> {
    #[serde(borrow)]
    pub(super) wire_name: Cow<'a, str>,
    #[serde(borrow, rename = "type")]
    pub(super) ty: Type<'a>,
    pub(super) presence: Presence,
    /// `None` if it is the property of that name of the type's schema.
    #[serde(borrow, default)]
    pub(super) origin: Option<Cow<'a, str>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Presence {
    Required,
    Optional,
    Nullable,
    OptionalNullable,
}

#[derive(Deserialize)]
pub(super) struct Additional<'a> {
    #[serde(borrow, rename = "type")]
    pub(super) ty: Type<'a>,
}

#[derive(Deserialize)]
pub(super) struct Variant<'a> {
    #[serde(borrow, rename = "type")]
    pub(super) ty: Type<'a>,
    pub(super) shape: Shape,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) default: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Shape {
    Object,
    Array,
    String,
    Number,
    Decimal,
    Boolean,
    Any,
}

/// A value of an enum.
#[derive(Deserialize)]
pub(super) struct Listed<'a> {
    #[serde(borrow)]
    pub(super) value: ListedValue<'a>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum ListedValue<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Number(f64),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Type<'a> {
    Named(#[serde(borrow)] Cow<'a, str>),
    Native(Native),
    String,
    Boolean,
    Integer,
    UnsignedInteger,
    Float,
    Json,
    JsonObject,
    List(#[serde(borrow)] Box<Self>),
    Map(#[serde(borrow)] Box<Self>),
    Option(#[serde(borrow)] Box<Self>),
}

/// The types of this crate that stand for formats.
#[derive(Clone, Copy, Deserialize)]
pub(super) enum Native {
    DateTime,
    Date,
    Uuid,
    Decimal,
    Base64,
    Base64Url,
    Secret,
    Number,
}

impl Description {
    /// Reads the `client.json` of a generated crate. `None` if it is none of this version, which
    /// [`generated_by!`](crate::generated_by!) excludes.
    pub(super) fn read(text: &'static str) -> Option<Self> {
        let File { version, document, operations, types } = serde_json::from_str(text).ok()?;
        let mut by_path: HashMap<_, Vec<_>> = HashMap::new();
        for operation in operations {
            by_path.entry(operation.path.clone()).or_default().push(operation);
        }
        let sorted = |mut ty: TypeDef<'static>| {
            ty.fields.sort_by(|one, other| one.wire_name.cmp(&other.wire_name));
            (ty.name.clone(), ty)
        };
        let types = types.into_iter().map(sorted).collect();
        (version == VERSION).then_some(Self { document, operations: by_path, types })
    }

    pub(super) fn responses(&self, operation: &Operation) -> Option<&Responses<'static>> {
        self.operations.get(operation.path)?.iter().find(|one| one.verb == operation.method)
    }

    /// The type `name`.
    pub(super) fn ty(&self, name: &str) -> Option<&TypeDef<'static>> {
        self.types.get(name)
    }
}

impl<'a> Responses<'a> {
    /// The response that describes `status`: an exact status, else a range, else the default.
    pub(super) fn find(&self, status: StatusCode) -> Option<&Response<'a>> {
        let code = status.as_str();
        let range = code.get(..1).map(|hundred| format!("{hundred}XX"));
        let find = |wanted: &str| self.responses.iter().find(|one| one.status == wanted);
        find(code).or_else(|| find(&range?)).or_else(|| find("default"))
    }

    /// The statuses that have a response.
    pub(super) fn statuses(&self) -> impl Iterator<Item = &str> {
        self.responses.iter().map(|one| &*one.status)
    }
}

impl<'a> TypeDef<'a> {
    /// The index of the field of the member `name`.
    pub(super) fn field(&self, name: &str) -> Option<usize> {
        self.fields.binary_search_by(|field| (*field.wire_name).cmp(name)).ok()
    }
}

impl Presence {
    pub(super) const fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }

    pub(super) const fn is_nullable(self) -> bool {
        matches!(self, Self::Nullable | Self::OptionalNullable)
    }
}
