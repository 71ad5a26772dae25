//! typify's doc comments, which quote the whole schema, replaced by the document's words.
//!
//! ```text
//! /// `User` <details><summary>JSON schema</summary> … </details>     // before
//! /// A person who may sign in.                                        // after
//! ```

use syn::{Attribute, Item, parse_quote};

use super::{Facts, is_flattened, wire_name};
use crate::emit::{Module, docs};
use moored_document::schemas::component_name;

pub(super) fn run(module: &mut Module, facts: &Facts<'_>) {
    let Some(name) = module.exports.first().cloned() else { return };
    if facts.own.contains(name.as_str()) {
        return;
    }
    let description = |schema: Option<&serde_json::Value>| {
        schema
            .and_then(|schema| schema.get("description")?.as_str())
            .map(str::to_owned)
            .filter(|text| !text.trim().is_empty())
    };
    for item in &mut module.file.items {
        match item {
            Item::Struct(item) => {
                rewrite(&mut item.attrs, &description(facts.schema(&name)).unwrap_or_else(|| format!("`{name}`")));
                for field in item.fields.iter_mut().filter(|field| field.ident.is_some()) {
                    if is_flattened(field) {
                        let others = facts.schema(&name).and_then(|schema| schema.get("additionalProperties"));
                        let text = description(others).unwrap_or_else(|| "Members of other names.".to_owned());
                        rewrite(&mut field.attrs, &text);
                        continue;
                    }
                    let wire = wire_name(field);
                    let schema = facts.property(&name, &wire);
                    // A described type describes its fields where they say nothing themselves.
                    let text = description(schema).or_else(|| {
                        let target = schema.and_then(component_name)?;
                        description(facts.schema(&target))
                    });
                    rewrite(&mut field.attrs, &text.unwrap_or_else(|| format!("`{wire}`")));
                    if schema.is_some_and(|schema| schema.get("deprecated") == Some(&true.into())) {
                        field.attrs.extend(attributes("\nDeprecated."));
                    }
                }
            }
            Item::Enum(item) => {
                rewrite(&mut item.attrs, &description(facts.schema(&name)).unwrap_or_else(|| format!("`{name}`")));
                for variant in &mut item.variants {
                    let text = format!("`{}`", variant.ident);
                    rewrite(&mut variant.attrs, &text);
                }
            }
            Item::Impl(item) => item.attrs.retain(|attribute| !attribute.path().is_ident("doc")),
            _ => {}
        }
    }
}

fn rewrite(attributes_of: &mut Vec<Attribute>, text: &str) {
    attributes_of.retain(|attribute| !attribute.path().is_ident("doc"));
    let mut new = attributes(text);
    new.append(attributes_of);
    *attributes_of = new;
}

fn attributes(text: &str) -> Vec<Attribute> {
    docs::lines(text).into_iter().map(|line| parse_quote!(#[doc = #line])).collect()
}
