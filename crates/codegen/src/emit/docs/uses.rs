//! The operations that a type is a body of, for its documentation.

use std::collections::BTreeMap;

use moored_model::api::{Api, BodyKind, Operation, Representation, Response, ResponseBody, TypeDef, TypeRef, Types};

/// The most characters of a line of the list, after `/// `.
const WIDTH: usize = 116;

/// A type that is in more of them is a common one, such as the error of a provider: a list of them would help nobody.
const MOST: usize = 3;

/// The operations of each type, by its name.
pub(crate) struct Uses<'a> {
    of_types: BTreeMap<&'a str, Use<'a>>,
}

#[derive(Default)]
struct Use<'a> {
    requests: Vec<&'a Operation>,
    responses: Vec<&'a Operation>,
    errors: Vec<&'a Operation>,
}

impl<'a> Uses<'a> {
    pub(crate) fn of(api: &'a Api) -> Self {
        let mut uses = Self { of_types: BTreeMap::new() };
        for operation in &api.operations {
            let contents = operation.body.iter().flat_map(|body| &body.contents);
            for ty in contents.filter_map(|content| sent(&content.kind)) {
                uses.add(ty, &api.types, operation, |found| &mut found.requests);
            }
            let successes = operation.successes();
            for ty in successes.into_iter().flat_map(returned) {
                uses.add(&ty, &api.types, operation, |found| &mut found.responses);
            }
            for ty in operation.errors().into_iter().flat_map(returned) {
                uses.add(&ty, &api.types, operation, |found| &mut found.errors);
            }
        }
        uses
    }

    fn add(
        &mut self,
        ty: &TypeRef,
        types: &'a Types,
        operation: &'a Operation,
        list: for<'u> fn(&'u mut Use<'a>) -> &'u mut Vec<&'a Operation>,
    ) {
        ty.each_named(&mut |id| {
            let operations = list(self.of_types.entry(types.name(id)).or_default());
            if operations.last().is_none_or(|last| last.origin != operation.origin) {
                operations.push(operation);
            }
        });
    }

    /// What `ty` is, with links to the methods: ``A response of [`Client::get_pet`](…).`` `None` if it is no body, or
    /// one of many operations. `link` makes a link.
    pub(crate) fn text(&self, ty: &TypeDef, link: &dyn Fn(&Operation) -> String) -> Option<String> {
        let Use { requests, responses, errors } = self.of_types.get(ty.name.as_str())?;
        let sentence = |(what, operations): (&str, &Vec<&Operation>)| {
            let links: Vec<String> = operations.iter().map(|operation| link(operation)).collect();
            let (last, others) = links.split_last().filter(|_| links.len() <= MOST)?;
            let list = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
            Some(format!("{what} of {list}."))
        };
        let lists = [("The request body", requests), ("A response", responses), ("An error response", errors)];
        let sentences: Vec<String> = lists.into_iter().filter_map(sentence).collect();
        (!sentences.is_empty()).then(|| wrapped(&sentences.join(" ")))
    }
}

/// The type of a body that is one value.
fn sent(kind: &BodyKind) -> Option<&TypeRef> {
    match kind {
        BodyKind::Json(ty) | BodyKind::Form(ty, _) => Some(ty),
        BodyKind::Multipart(_) | BodyKind::Items(_) | BodyKind::Raw => None,
    }
}

/// The types of the bodies and of the items of a response.
fn returned(response: &Response) -> Vec<TypeRef> {
    let types = |one: &Representation| {
        let body = match &one.body {
            ResponseBody::Json(ty) => Some(ty.clone()),
            ResponseBody::Empty | ResponseBody::Text | ResponseBody::Bytes => None,
        };
        body.into_iter().chain(one.items.as_ref().map(|items| items.ty.clone()))
    };
    response.representations.iter().flat_map(types).collect()
}

/// `text` in lines of at most [`WIDTH`] characters, if its parts are not longer.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for part in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(part),
            Some(line) if line.chars().count() + 1 + part.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(part);
            }
            _ => lines.push(part.to_owned()),
        }
    }
    lines.join("\n")
}
