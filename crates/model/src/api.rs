//! The model of a client. It is read once from a lowered document. No later step reads the document's JSON.

mod bodies;
mod coverage;
mod grants;
mod own_types;
mod pages;
mod parameters;
mod patterns;
mod representations;
mod responses;
mod schemas;
mod schemes;
mod security;
mod servers;
mod successes;
mod type_ref;
mod types;
mod webhooks;

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;

use types::Components;

use crate::{
    bounds::Bounds,
    config::{Config, MessagePointer},
    lower::Lowered,
    operation_names::{self, OperationName, OperationNames},
};
use moored_document::{document::Document, finding::Findings, pointer::Pointer, status::Status};

pub use crate::operation_names::Group;
pub use bodies::{BodyKind, Content, Form, Item, ItemKind, Part, PartKind, RequestBody};
pub use coverage::Fields;
pub(crate) use coverage::is_unconstrained;
pub use grants::{Grant, GrantKind};
pub use pages::{PageItems, PageSource, PageStyle, PageTarget, PagesOrigin, Pagination};
pub(crate) use parameters::is_argument;
pub use parameters::{Parameter, ParameterLocation, Style, StyleKind};
pub use representations::{Framing, Items, Representation, ResponseBody};
pub use schemes::{Requirement, Scheme, SchemeKind};
pub(crate) use servers::METHODS_OF_SERVERS;
pub use servers::{DefaultServer, OwnServer, Owner, Server, ServerChoice, ServerVariable, Servers, VariableType};
pub use type_ref::{TypeId, TypeRef, Width};
pub use types::{
    Additional, Constant, Enum, EnumValue, Field, NumberEnum, NumberValue, Precision, Presence, Shape, Storage, Struct,
    TagOnWire, TagType, TupleItem, TypeDef, TypeKind, Types, Union, Usage, Variant,
};
pub(crate) use webhooks::name_variants;
pub use webhooks::{EventNames, UNKNOWN_EVENT, Webhook, WebhookEncoding};

pub use crate::{config::EventName, native::Native, webhook_requests::WebhookKind};

/// The model of a client.
#[derive(Clone, Debug)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// Where error responses have the provider's message, according to `moored.toml`.
    pub error_message: Vec<MessagePointer>,
    /// The server of requests for which neither the caller nor the operation chooses one.
    pub default_server: DefaultServer,
    /// The servers that a caller can choose from.
    pub servers: Servers,
    /// The security schemes that operations can require.
    pub schemes: Vec<Scheme>,
    /// The groups of operations, in the order of the document's tags. Empty if all methods are on the client.
    pub groups: Vec<Arc<Group>>,
    /// All operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// The webhooks and callbacks that the provider sends.
    pub webhooks: Vec<Webhook>,
    /// What distinguishes them.
    pub event_names: EventNames,
    /// The types of requests, responses and webhooks.
    pub types: Types,
    /// The bounds of components that requests contain, by name.
    pub bounds: BTreeMap<String, Bounds>,
    /// The schemas under `components` of the published document, each with the type that decodes its JSON.
    pub schemas: Vec<(Pointer, TypeRef)>,
    /// How many fields, parameters and bodies have a type.
    pub fields: Fields,
    /// The pointers of the schemas, before all passes, of which the client has a value without a type.
    pub(crate) lost: Vec<Pointer>,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The location in the published document.
    pub origin: Pointer,
    /// The `operationId`, or the HTTP method and path if there is none.
    pub id: String,
    /// A name that no other operation of the document has, whatever its group.
    pub name: String,
    /// The group, whose handle has the method; the client has it if there is none.
    pub group: Option<Arc<Group>>,
    /// The method, and what the call and its types are named after. It is unique in the group.
    pub method: String,
    /// The HTTP method: GET, POST, …
    pub verb: String,
    /// The path template.
    pub path: String,
    /// The summary and the description.
    pub docs: String,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// The alternatives; the schemes of one alternative are sent together.
    pub security: Vec<Vec<Requirement>>,
    /// The value of the `Accept` header: the media types of the documented responses, or `accept` of `moored.toml`.
    pub accept: Option<String>,
    /// The parameters, in the order of the arguments.
    pub parameters: Vec<Parameter>,
    /// The request body, if there is one.
    pub body: Option<RequestBody>,
    /// The documented responses.
    pub responses: Vec<Response>,
    /// The server of this operation, if it is not the client's.
    pub server: Option<OwnServer>,
    /// How the list that it returns is divided into pages, if it is known.
    pub pages: Option<Pagination>,
}

/// One documented response.
#[derive(Clone, Debug)]
pub struct Response {
    /// The location in the published document.
    pub origin: Pointer,
    /// The key in `responses`.
    pub status: Status,
    /// The description in the document.
    pub description: String,
    /// The representations, the preferred one first. Empty if the document declares no content.
    pub representations: Vec<Representation>,
    /// The names of the variants of an error response, in the order of [`Response::possible`]; at least one.
    pub variants: Vec<String>,
    /// The documented headers.
    pub headers: Vec<Header>,
    /// The links of the response, as text.
    pub links: Vec<String>,
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The name in the document.
    pub name: String,
    /// The `type` of its schema.
    pub ty: String,
    /// The description in the document.
    pub description: String,
}

impl Api {
    /// Reads a document after its passes have run. `lowered` is what they returned, and `published` is the same
    /// document before the passes.
    pub fn read(
        document: &Document,
        lowered: &Lowered,
        published: &Value,
        config: &Config,
        findings: &mut Findings,
    ) -> Self {
        let info = |key: &str| {
            let text = document.value.get("info").and_then(|info| info.get(key)?.as_str());
            text.map(str::to_owned).filter(|text| !text.trim().is_empty())
        };
        let OperationNames { operations: names, groups } = operation_names::read(document, config, findings);
        let components = Components::of(document, published);
        let schemes = security::schemes(document, findings);
        security::report_unknown(document, findings);
        let mut servers = Servers::default();
        let (default_server, mut own) = servers::default_server(document, &mut servers, findings);
        let read = |(at, name): (Pointer, OperationName)| {
            let context = Context { document, config, schemes: &schemes, components: &components, lowered };
            let mut operation = operation(&context, &at, name, findings)?;
            operation.server = own.of(&at, &operation.name, &mut servers, findings);
            Some((at, operation))
        };
        let types = Types::read(document, &components, config);
        let mut operations: Vec<(Pointer, Operation)> = names.into_iter().filter_map(read).collect();
        pages::read(&mut operations, document, published, &types, config, findings);
        let (webhooks, event_names) = webhooks::read(document, published, &components, &types, config, findings);
        let (fields, lost) = coverage::count(document, published, &types, &components);
        Self {
            title: config.title.clone().or_else(|| info("title")).unwrap_or_else(|| "API".to_owned()),
            version: info("version").unwrap_or_default(),
            description: info("description"),
            error_message: config.error_message.clone(),
            default_server,
            servers,
            schemes,
            groups,
            operations: operations.into_iter().map(|(_, operation)| operation).collect(),
            webhooks,
            event_names,
            fields,
            lost,
            bounds: lowered.bounds.components().clone(),
            schemas: schemas::schemas(document, published, &components),
            types,
        }
    }
}

impl Api {
    /// The items of all sequential responses.
    pub fn items(&self) -> impl Iterator<Item = &Items> {
        let responses = self.operations.iter().flat_map(|operation| &operation.responses);
        responses.flat_map(|response| &response.representations).filter_map(|one| one.items.as_ref())
    }
}

impl Operation {
    /// The required arguments of a call, as text: `a request body`, or ``the parameter `id` ``. `None` if there are
    /// none.
    #[must_use]
    pub fn first_requirement(&self) -> Option<String> {
        if self.body.as_ref().is_some_and(|body| body.required) {
            return Some("a request body".to_owned());
        }
        let parameter = self.parameters.iter().find(|parameter| parameter.required)?;
        Some(format!("the parameter `{}`", parameter.name))
    }

    /// The schemes of the first alternative that is not anonymous, each as it stands in `schemes`. Empty if the
    /// operation needs no credential.
    #[must_use]
    pub fn credentials<'a>(&self, schemes: &'a [Scheme]) -> Vec<&'a Scheme> {
        let alternative = self.security.iter().find(|alternative| !alternative.is_empty());
        let find = |required: &Requirement| schemes.iter().find(|scheme| scheme.name == required.scheme);
        alternative.into_iter().flatten().filter_map(find).collect()
    }

    /// The call without its arguments, as it stands after `client.`: `list_pets`, or `pets().list` in a group.
    #[must_use]
    pub fn path_from_client(&self) -> String {
        match &self.group {
            Some(group) => format!("{}().{}", group.module, self.method),
            None => self.method.clone(),
        }
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

/// What an operation is read from.
struct Context<'a> {
    document: &'a Document,
    config: &'a Config,
    schemes: &'a [Scheme],
    components: &'a Components<'a>,
    lowered: &'a Lowered,
}

fn operation(context: &Context<'_>, at: &Pointer, name: OperationName, findings: &mut Findings) -> Option<Operation> {
    let Context { document, config, schemes, components, lowered } = *context;
    let value = at.get(&document.value)?;
    let [.., path, verb] = at.keys() else { return None };
    let responses = responses::read(document, at, components, findings);
    let (summary, description) =
        (text(value, "summary").unwrap_or_default(), text(value, "description").unwrap_or_default());
    // Some documents repeat the summary in the description.
    let docs = if description.trim().starts_with(summary.trim()) {
        description.to_owned()
    } else {
        format!("{summary}\n\n{description}")
    };
    Some(Operation {
        origin: document.origin(at),
        id: name.id,
        name: name.name,
        group: name.group,
        method: name.method,
        verb: verb.to_ascii_uppercase(),
        path: path.clone(),
        docs,
        deprecated: value.get("deprecated") == Some(&Value::Bool(true)),
        security: security::requirements(document, at, schemes),
        accept: config.accept.clone().or(responses.accept),
        parameters: parameters::read(value, path, components, &|index| {
            lowered.bounds.of(document, &at.join("parameters").join(index))
        }),
        body: bodies::read(document, &at.join("requestBody"), components, &lowered.bounds),
        responses: responses.all,
        server: None,
        pages: None,
    })
}
