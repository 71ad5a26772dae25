//! Discriminator values that are not in the document.

use std::collections::HashSet;

use moored_document::rules;
use serde_json::Value;

use super::{Gaps, Model};
use crate::api::{TypeDef, TypeKind, Union};

pub(super) fn check(model: &Model<'_>, gaps: &mut Gaps) {
    let unions = || model.api.types.iter().filter_map(with_union);
    let tags = unions().flat_map(|(_, union)| &union.variants).flat_map(|variant| &variant.tags);
    let invented = missing(tags.map(String::as_str).collect(), model.published.0);
    for (ty, union) in unions() {
        for tag in union.variants.iter().flat_map(|variant| &variant.tags) {
            if invented.contains(tag.as_str()) {
                let message = format!("the type `{}` has a variant for `{tag}`, which is not in the document", ty.name);
                gaps.add(&rules::INVENTED_TAG, &model.pointer(ty), message);
            }
        }
    }
}

fn with_union(ty: &TypeDef) -> Option<(&TypeDef, &Union)> {
    match &ty.kind {
        TypeKind::Union(union) => Some((ty, union)),
        _ => None,
    }
}

/// Those of `texts` that are no key and no scalar of `document`, and no segment of one that is a reference.
fn missing<'a>(mut texts: HashSet<&'a str>, document: &Value) -> HashSet<&'a str> {
    let mut queue = vec![document];
    while !texts.is_empty()
        && let Some(value) = queue.pop()
    {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    texts.remove(key.as_str());
                    queue.push(value);
                }
            }
            Value::Array(items) => queue.extend(items),
            Value::String(text) => {
                if !text.contains(' ') {
                    text.split(['/', '#', '.']).for_each(|part| _ = texts.remove(part));
                }
                texts.remove(text.as_str());
            }
            Value::Number(number) => _ = texts.remove(number.to_string().as_str()),
            Value::Bool(boolean) => _ = texts.remove(if *boolean { "true" } else { "false" }),
            Value::Null => {}
        }
    }
    texts
}
