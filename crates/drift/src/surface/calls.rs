//! The calls of operations: the method that makes one, its setters, and the methods that send it.

use moored_document::scope::Scope;
use moored_model::{
    api::{Api, Native, Operation, Parameter, TypeRef, Types},
    naming::media_type_names,
};

use super::{
    bodies::{self, Body},
    item::{Item, Items, Subject, Trait},
    responses::{self, Plan},
};
use crate::rust;

/// An argument of a call.
struct Argument {
    name: String,
    ty: String,
    accepts_into: bool,
    required: bool,
}

impl Argument {
    /// The type that the caller passes.
    fn passed(&self) -> String {
        if self.accepts_into { format!("impl Into<{}>", self.ty) } else { self.ty.clone() }
    }
}

pub(super) fn add(found: &mut Vec<Item>, api: &Api) {
    for (index, operation) in api.operations.iter().enumerate() {
        call(&mut Items::new(found, Subject::Operation(index)), operation, &api.types);
    }
}

fn call(items: &mut Items<'_>, operation: &Operation, types: &Types) {
    let module = match &operation.group {
        Some(group) => format!("operations::{}", group.module),
        None => "operations".to_owned(),
    };
    let receiver = match &operation.group {
        Some(group) => format!("{module}::{}", group.handle),
        None => "Client".to_owned(),
    };
    let call = operation.call_name();
    let path = format!("{module}::{call}");
    let body = Body::of(operation, types);
    let arguments = arguments(operation, body.as_ref(), types);
    let part = |argument: &Argument| (format!("{path}::{}", argument.name), argument.passed());
    let (required, optional): (Vec<&Argument>, Vec<&Argument>) =
        arguments.iter().partition(|argument| argument.required);

    let mut declared = String::from("(&self");
    for argument in &required {
        declared.push_str(&format!(", {}: {}", argument.name, argument.passed()));
    }
    let method = items.function(&receiver, &operation.method, &format!("{declared}) -> {call}"));
    method.parts = required.iter().map(|argument| part(argument)).collect();

    let is_value = body.as_ref().is_none_or(Body::is_value);
    let item = items.structure(&path, &["Debug", "Call", "IntoFuture"]);
    if is_value {
        item.traits.push(Trait::of("Clone", format!("{path}::body")));
    }
    for argument in optional {
        let declared = format!("(self, {}: {}) -> Self", argument.name, argument.passed());
        items.function(&path, &argument.name, &declared).parts = vec![part(argument)];
    }
    let mut scope = Scope::default();
    for argument in &arguments {
        scope.take(&argument.name);
    }
    if let Some(choice) = operation.server.as_ref().and_then(|server| server.choice.as_ref()) {
        let name = scope.take_first(&["server".to_owned(), "at_server".to_owned()]);
        items.function(&path, &name, &format!("(self, {name}: impl Into<{choice}>) -> Self"));
    }
    let plan = Plan::of(operation, types);
    ways(items, &path, operation, &plan, &arguments, types);
    bodies::add(items, &module, operation, body.as_ref(), types);
    responses::add(items, &module, operation, &plan, types);
}

/// All arguments of an operation, the body last.
fn arguments(operation: &Operation, body: Option<&Body<'_>>, types: &Types) -> Vec<Argument> {
    let parameter = |parameter: &Parameter| Argument {
        name: parameter.argument.clone(),
        ty: rust::text(&parameter.ty, types),
        accepts_into: matches!(
            types.resolved(&parameter.ty),
            TypeRef::String | TypeRef::Native(Native::Secret | Native::Base64 | Native::Base64Url)
        ),
        required: parameter.required,
    };
    let body = body.map(|body| Argument {
        name: "body".to_owned(),
        ty: body.ty(),
        accepts_into: body.accepts_into(),
        required: body.is_required(),
    });
    operation.parameters.iter().map(parameter).chain(body).collect()
}

/// The methods that send a call. Setters take precedence where names collide.
fn ways(
    items: &mut Items<'_>,
    path: &str,
    operation: &Operation,
    plan: &Plan<'_>,
    arguments: &[Argument],
    types: &Types,
) {
    let mut scope = Scope::default();
    let taken = arguments.iter().map(|argument| argument.name.as_str());
    taken.chain(["send", "send_with"]).for_each(|name| {
        scope.take(name);
    });
    let error = plan.error();
    let mut way = |name: &str, with: &str, body: &str| {
        let result = format!("Result<Response<{body}>, Error<{error}>>");
        items.qualified(path, "async", name, &format!("(self) -> {result}"));
        let parts = vec![(format!("{path}::{name}"), result.clone())];
        items.qualified(path, "async", with, &format!("(self, options: CallOptions) -> {result}")).parts = parts;
    };
    way("send", "send_with", &plan.success());
    let mut first = |candidates: [&str; 2]| scope.take_first(&candidates.map(str::to_owned));
    let stream = if plan.is_streamable() { first(["stream", "stream_response"]) } else { String::new() };
    let stream_with = scope.take_first(&[format!("{stream}_with")]);
    if !stream.is_empty() {
        way(&stream, &stream_with, "ByteStream");
    }
    let item = plan.item();
    let mut first = |candidates: [&str; 2]| scope.take_first(&candidates.map(str::to_owned));
    let name = if item.is_some() { first(["items", "response_items"]) } else { String::new() };
    let with = scope.take_first(&[format!("{name}_with")]);
    if let Some(item) = item {
        way(&name, &with, &format!("Items<{item}>"));
    }
    if let Some(pages) = &operation.pages {
        let mut first = |candidates: [&str; 2]| scope.take_first(&candidates.map(str::to_owned));
        let (pages_name, items_name) = (first(["pages", "all_pages"]), first(["page_items", "items_of_pages"]));
        let item = rust::text(&pages.items.ty, types);
        let walks = [(pages_name, "Pages<Self>".to_owned()), (items_name, format!("PageItems<Self, {item}>"))];
        for (name, walk) in walks {
            let with = scope.take_first(&[format!("{name}_with")]);
            items.function(path, &name, &format!("(self) -> {walk}"));
            items.function(path, &with, &format!("(self, options: CallOptions) -> {walk}"));
        }
    }
    for (media_type, body, item) in plan.alternatives() {
        let names = media_type.map(|media_type| media_type_names(&media_type)).unwrap_or_default();
        let method = scope.take_first(&names.iter().map(|name| format!("as_{name}")).collect::<Vec<_>>());
        let item = item.map(|item| format!(", Items<{item}>")).unwrap_or_default();
        items.function(path, &method, &format!("(self) -> RepresentationCall<{body}, {error}{item}>"));
    }
}
