//! Which operations use a type.

use std::collections::BTreeSet;

use moored_model::api::{Api, BodyKind, Item, ItemKind, Operation, PartKind, ResponseBody, TypeRef};

/// The type with the number `target` and all types that contain it.
pub(super) fn containing(target: usize, api: &Api) -> BTreeSet<usize> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); api.types.len()];
    for (holder, ty) in api.types.iter().enumerate() {
        ty.kind.each_reference(&mut |reference| {
            reference.each_named(&mut |id| {
                if let Some(holders) = holders.get_mut(id.index()) {
                    holders.push(holder);
                }
            });
        });
    }
    let mut found = BTreeSet::new();
    let mut queue = vec![target];
    while let Some(index) = queue.pop() {
        if found.insert(index) {
            queue.extend(holders.get(index).into_iter().flatten());
        }
    }
    found
}

/// Whether a request or a response of `operation` contains one of `types`.
pub(super) fn has_one_of(operation: &Operation, types: &BTreeSet<usize>) -> bool {
    let mut found = false;
    let mut visit = |ty: &TypeRef| ty.each_named(&mut |id| found |= types.contains(&id.index()));
    operation.parameters.iter().for_each(|parameter| visit(&parameter.ty));
    for content in operation.body.iter().flat_map(|body| &body.contents) {
        match &content.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Items(Item { kind: ItemKind::Value(ty), .. }) => {
                visit(ty)
            }
            BodyKind::Multipart(form) => {
                for part in &form.parts {
                    if let PartKind::Value(ty) = &part.kind {
                        visit(ty);
                    }
                }
            }
            BodyKind::Items(_) | BodyKind::Raw => {}
        }
    }
    for representation in operation.responses.iter().flat_map(|response| &response.representations) {
        if let ResponseBody::Json(ty) = &representation.body {
            visit(ty);
        }
        if let Some(items) = &representation.items {
            visit(&items.ty);
        }
    }
    found
}
