//! The public items of a client that belong to an operation, with the paths that `items` of `client.json` has.

use moored_model::{
    api::{BodyKind, Content, Operation, Representation},
    naming::media_type_names,
};

/// The module of its types: `operations`, or that of its group below it.
fn module(operation: &Operation) -> String {
    match &operation.group {
        Some(group) => format!("operations::{}", group.module),
        None => "operations".to_owned(),
    }
}

/// The method that starts a call: `Client::list_pets`, or `operations::pets::Pets::list` in a group.
pub(super) fn method(operation: &Operation) -> String {
    match &operation.group {
        Some(group) => format!("{}::{}::{}", module(operation), group.handle, operation.method),
        None => format!("Client::{}", operation.method),
    }
}

/// `operations::ListPetsCall`.
pub(super) fn call(operation: &Operation) -> String {
    format!("{}::{}", module(operation), operation.call_name())
}

/// A method or an argument of the call: `operations::ListPetsCall::limit`.
pub(super) fn of_call(operation: &Operation, name: &str) -> String {
    format!("{}::{name}", call(operation))
}

/// The methods that send a call and return the representation that is requested by default.
pub(super) fn results(operation: &Operation) -> Vec<String> {
    let methods = ["send", "send_with", "stream", "stream_with", "items", "items_with"];
    methods.iter().map(|name| of_call(operation, name)).chain(pages(operation)).collect()
}

/// The methods that walk the pages of a list. Parameters take precedence where names collide.
pub(super) fn pages(operation: &Operation) -> Vec<String> {
    if operation.pages.is_none() {
        return Vec::new();
    }
    let is_taken = |name: &str| operation.parameters.iter().any(|one| one.argument == name);
    let names = [("pages", "all_pages"), ("page_items", "items_of_pages")]
        .map(|(name, other)| if is_taken(name) { other } else { name });
    names
        .iter()
        .flat_map(|name| [(*name).to_owned(), format!("{name}_with")])
        .map(|name| of_call(operation, &name))
        .collect()
}

/// The name of the method that requests another representation: `as_csv`.
pub(super) fn alternative(representation: &Representation) -> Option<String> {
    let names = media_type_names(representation.media_types.first()?);
    Some(format!("as_{}", names.into_iter().next()?))
}

/// The enum of error responses, or its variant `variant`.
pub(super) fn error(operation: &Operation, variant: Option<&str>) -> String {
    with_variant(format!("{}::{}", module(operation), operation.error_name()), variant)
}

/// The enum of several successes, or its variant `variant`.
pub(super) fn success(operation: &Operation, variant: Option<&str>) -> String {
    with_variant(format!("{}::{}", module(operation), operation.success_name()), variant)
}

/// The enum of several media types of a body, or its variant `variant`.
pub(super) fn body(operation: &Operation, variant: Option<&str>) -> String {
    with_variant(format!("{}::{}", module(operation), operation.body_name()), variant)
}

/// The struct of a multipart form, or its field `field`.
pub(super) fn form(operation: &Operation, content: &Content, field: Option<&str>) -> String {
    with_variant(format!("{}::{}", module(operation), operation.form_name(content)), field)
}

/// All of them: the method, the call, and the types of its requests and responses.
pub(super) fn all(operation: &Operation) -> Vec<String> {
    let mut found = vec![method(operation), call(operation)];
    found.extend(operation.parameters.iter().map(|one| of_call(operation, &one.argument)));
    found.extend(results(operation));
    if let Some(contents) = operation.body.as_ref().map(|body| &body.contents) {
        found.push(of_call(operation, "body"));
        let forms = contents.iter().filter(|content| matches!(content.kind, BodyKind::Multipart(_)));
        found.extend(forms.map(|content| form(operation, content, None)));
        found.extend((contents.len() > 1).then(|| body(operation, None)));
    }
    found.extend((!operation.errors().is_empty()).then(|| error(operation, None)));
    found.extend((operation.successes().len() > 1).then(|| success(operation, None)));
    found
}

fn with_variant(path: String, variant: Option<&str>) -> String {
    match variant {
        Some(variant) => format!("{path}::{variant}"),
        None => path,
    }
}
