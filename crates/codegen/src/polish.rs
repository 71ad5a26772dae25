//! Polish: typify's types in our shape. One visitor a pass; none of them invents anything that the lowered document does not say.

mod constructors;
mod derives;
mod docs;
mod field_names;
mod field_order;
mod presence;
mod short_paths;
mod unknown_fields;

use crate::{
    emit::{Emitted, Module},
    front::Lowered,
};
use syn::{Item, ItemStruct};

pub(crate) use unknown_fields::is_flattened;

use moored_model::config::{Config, UnknownFields};

/// One rewrite of the emitted types.
#[derive(Debug)]
pub struct Pass {
    /// The module's name.
    pub name: &'static str,
    /// The rewrite of one type's file.
    pub run: fn(&mut Module, &Facts<'_>),
}

macro_rules! passes {
    ($($name:ident)*) => { &[$(Pass { name: stringify!($name), run: $name::run }),*] };
}

/// Every pass, in order. `field_names` comes first: the others know a field by its name on the wire. `unknown_fields` comes behind
/// `docs` and `field_order`, which would look for its field in the document. `presence` reads typify's paths and attributes, so
/// `short_paths` comes behind it; `constructors` reads the fields that `presence` and `unknown_fields` made.
pub static PASSES: &[Pass] = passes![
    field_names
    docs
    field_order
    presence
    unknown_fields
    derives
    short_paths
    constructors
];

/// What passes ask of the document.
pub struct Facts<'a> {
    lowered: &'a Lowered,
    answered: std::collections::BTreeSet<String>,
    requested: std::collections::BTreeSet<String>,
    /// The types that are not typify's.
    own: std::collections::HashSet<&'a str>,
    unknown_fields: UnknownFields,
}

impl Facts<'_> {
    /// The lowered schema of the type `name`.
    fn schema(&self, name: &str) -> Option<&serde_json::Value> {
        self.lowered.document.value.get("components")?.get("schemas")?.get(name)
    }

    /// The lowered schema of a property, looked for in the parts of an `allOf` as well.
    fn property(&self, type_name: &str, property: &str) -> Option<&serde_json::Value> {
        self.find(self.schema(type_name)?, property, 0)
    }

    /// The first of what [`Self::collect`] finds that is called `property`, without collecting them for each.
    fn find<'a>(
        &'a self,
        schema: &'a serde_json::Value,
        property: &str,
        depth: usize,
    ) -> Option<&'a serde_json::Value> {
        let parts = schema.get("allOf").and_then(serde_json::Value::as_array).filter(|_| depth < 64);
        let in_parts = parts.into_iter().flatten().find_map(|part| {
            let named = moored_document::schemas::component_name(part);
            self.find(named.as_deref().and_then(|name| self.schema(name)).unwrap_or(part), property, depth + 1)
        });
        in_parts.or_else(|| schema.get("properties")?.as_object()?.get(property))
    }

    /// The properties of a type in the order of the document, those of its `allOf` first.
    fn properties(&self, type_name: &str) -> Vec<(&str, &serde_json::Value)> {
        let mut found = Vec::new();
        if let Some(schema) = self.schema(type_name) {
            self.collect(schema, &mut found, 0);
        }
        found
    }

    fn collect<'a>(
        &'a self,
        schema: &'a serde_json::Value,
        found: &mut Vec<(&'a str, &'a serde_json::Value)>,
        depth: usize,
    ) {
        // A merge that deep is a circle, which lowering has refused.
        if depth > 64 {
            return;
        }
        for part in schema.get("allOf").and_then(serde_json::Value::as_array).into_iter().flatten() {
            let named = moored_document::schemas::component_name(part);
            let part = named.as_deref().and_then(|name| self.schema(name)).unwrap_or(part);
            self.collect(part, found, depth + 1);
        }
        found.extend(
            moored_document::schemas::members(schema.get("properties")).map(|(name, schema)| (name.as_str(), schema)),
        );
    }
}

/// Runs all passes over all types.
pub fn run(emitted: &mut Emitted, lowered: &Lowered, config: &Config) {
    let facts = Facts {
        lowered,
        answered: moored_model::usage::answered(&lowered.document),
        requested: moored_model::usage::requested(&lowered.document),
        own: lowered.contract.own_types().collect(),
        unknown_fields: config.unknown_fields,
    };
    for pass in PASSES {
        for module in &mut emitted.types {
            (pass.run)(module, &facts);
        }
    }
    let calls = emitted.calls.iter_mut().map(|module| &mut module.file);
    for file in calls.chain(&mut emitted.webhooks).chain(&mut emitted.callbacks) {
        short_paths::run_on_functions(file);
    }
}

/// The struct that a file is about, if it is about one with named fields.
fn structure(module: &mut Module) -> Option<&mut ItemStruct> {
    module.file.items.iter_mut().find_map(|item| match item {
        Item::Struct(item) if matches!(item.fields, syn::Fields::Named(_)) => Some(item),
        _ => None,
    })
}

/// A field's name on the wire: its `#[serde(rename = "…")]`, or its own.
pub(crate) fn wire_name(field: &syn::Field) -> String {
    let mut renamed = None;
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        // An attribute of another form has no `rename` to find.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                renamed = Some(meta.value()?.parse::<syn::LitStr>()?.value());
            } else if meta.input.peek(syn::Token![=]) {
                let _: syn::Expr = meta.value()?.parse()?;
            }
            Ok(())
        });
    }
    renamed.unwrap_or_else(|| field.ident.as_ref().map(ToString::to_string).unwrap_or_default())
}
