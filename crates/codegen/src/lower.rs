//! Lowering: rewrites a document until only the subset of OpenAPI 3.0 is left that [`crate::emit`] takes.
//!
//! Each pass removes one pattern, is idempotent, and leaves a document without its pattern untouched. What a pass weakens, it reports.

mod all_of;
mod annotations;
mod any_of;
mod binary_json;
mod boolean_schema;
mod bounds;
mod component_names;
mod const_value;
mod cyclic_schema;
mod discriminated_parent;
mod discriminator;
mod enum_values;
mod enumerated_choice;
mod formats;
mod inline_references;
mod inline_schema;
mod item_schema;
mod merged_choice;
mod missing_paths;
mod multipart;
mod nullable_component;
mod one_way_members;
mod operation_names;
mod parameters;
mod path_parameters;
mod pattern_properties;
mod reference_siblings;
mod request_media_types;
mod schema_references;
mod shared_members;
mod single_all_of;
mod tuple;
mod type_array;
mod undeclared_tag;
mod untyped_keywords;
mod webhooks;
mod wide_integer;

pub(crate) use binary_json::BYTES;
pub(crate) use bounds::{answered, requested};
pub(crate) use formats::NATIVE;
pub(crate) use item_schema::{MARK as ITEMS, is_sequential};
pub(crate) use multipart::content_type;
pub(crate) use path_parameters::template_names;
pub(crate) use request_media_types::{MediaKind, essence, sent_media_type};

use crate::{config::Config, contract::Contract, diagnostic::Diagnostics, document::Document, lift, mend};

/// One rewrite of a document, named after the pattern that it removes.
#[derive(Debug)]
pub struct Pass {
    /// The module's name.
    pub name: &'static str,
    /// The rewrite; findings go to the last argument.
    pub run: fn(&mut Document, &Config, &mut Diagnostics),
}

macro_rules! passes {
    ($($name:ident)*) => { &[$($crate::lower::Pass { name: stringify!($name), run: $name::run }),*] };
}
pub(crate) use passes;

/// Every pass, in order.
///
/// 1. `webhooks` makes bodies of what the provider sends by itself, which the others then lower. The document becomes flat: no reference but to schema components, so that no later pass has to resolve one; `item_schema` comes right behind, for
///    what it makes of a list is a schema like any other, and `binary_json`, which tells bytes from the rest. Then every operation has all of
///    its parameters with it, and `path_parameters` can tell whether they are right.
/// 2. `discriminated_parent` lists the variants that `discriminator` reads, and both come before `component_names`: a schema's name in the document is a tag on
///    the wire. `component_names` comes before anything that makes other components, which take names that are still free.
/// 3. `request_media_types` and `multipart` come before schemas are touched: the former compares them, the latter makes of `format: binary` and the
///    like, which `formats` drops, what a file is. Then schemas become 3.0, one keyword after the other. `reference_siblings` comes first: it makes `allOf`s for `single_all_of`.
///    `const_value` makes enums for `enum_values`; `enum_values` and `type_array` make `nullable`; `enumerated_choice`, `wide_integer` and `formats` need single types; `annotations` writes
///    into descriptions what the passes after it would drop, and drops the values that `wide_integer` looks at.
/// 4. `operation_names` comes before `inline_schema`, which names types after operations.
/// 5. `bounds` comes before it as well: a string that has no rules left needs no type of its own.
/// 6. `all_of` comes behind `inline_schema`, so that what the parts hold is named once, after the part, and not again after each whole.
///    `merged_choice` and `shared_members` come between them: they name what they make of the parts, for `all_of` to merge. `undeclared_tag` and `one_way_members` read what is merged.
///    `nullable_component` comes behind all of these, which make components that may be `null`. `cyclic_schema` comes last: a child that names its parent in an `allOf` is no circle once they are merged.
pub static PASSES: &[Pass] = passes![
    webhooks
    missing_paths
    inline_references
    schema_references
    item_schema
    binary_json
    path_parameters
    discriminated_parent
    discriminator
    component_names
    request_media_types
    multipart
    pattern_properties
    tuple
    boolean_schema
    reference_siblings
    const_value
    enum_values
    type_array
    untyped_keywords
    wide_integer
    enumerated_choice
    annotations
    formats
    single_all_of
    any_of
    parameters
    operation_names
    bounds
    inline_schema
    merged_choice
    shared_members
    all_of
    undeclared_tag
    one_way_members
    nullable_component
    cyclic_schema
];

/// A document that holds only what [`crate::emit`] takes, and what it promises beyond the types.
#[derive(Debug)]
pub struct Lowered {
    /// The flat document: every schema that needs a name is a component with its Rust name.
    pub document: Document,
    /// Operations, credentials and base address.
    pub contract: Contract,
}

/// Runs all passes and reads the contract off the result.
///
/// # Errors
/// All findings where one of them is an error; losses and warnings go to `diagnostics` in any case.
pub fn run(mut document: Document, config: &Config, diagnostics: &mut Diagnostics) -> Option<Lowered> {
    document.report_duplicates(diagnostics);
    lift::run(&mut document, config, diagnostics);
    mend::run(&mut document, config, diagnostics);
    for pass in PASSES {
        (pass.run)(&mut document, config, diagnostics);
        // Later passes rely on a flat document.
        if pass.name == "schema_references" && diagnostics.has_errors() {
            return None;
        }
    }
    let contract = Contract::read(&document, config, diagnostics);
    (!diagnostics.has_errors()).then_some(Lowered { document, contract })
}
