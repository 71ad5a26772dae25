//! Discriminator values that are not in the document.

use std::collections::HashSet;

use moored_document::rules;
use serde_json::Value;

use super::{Gaps, Model};
use crate::api::TypeKind;

pub(super) fn check(model: &Model<'_>, gaps: &mut Gaps) {
    let mut texts = None;
    for ty in model.api.types.iter() {
        let TypeKind::Union(union) = &ty.kind else { continue };
        for tag in union.variants.iter().flat_map(|variant| &variant.tags) {
            let texts = texts.get_or_insert_with(|| texts_of(model.published.0));
            if !texts.contains(tag.as_str()) {
                let message = format!("the type `{}` has a variant for `{tag}`, which is not in the document", ty.name);
                gaps.add(&rules::INVENTED_TAG, &model.pointer(ty), message);
            }
        }
    }
}

/// Every key and every scalar, and the segments of those that are references.
fn texts_of(document: &Value) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut queue = vec![document];
    while let Some(value) = queue.pop() {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    found.insert(key.clone());
                    queue.push(value);
                }
            }
            Value::Array(items) => queue.extend(items),
            Value::String(text) => {
                if !text.contains(' ') {
                    found.extend(text.split(['/', '#', '.']).map(str::to_owned));
                }
                found.insert(text.clone());
            }
            Value::Number(number) => {
                found.insert(number.to_string());
            }
            Value::Bool(boolean) => {
                found.insert(boolean.to_string());
            }
            Value::Null => {}
        }
    }
    found
}
