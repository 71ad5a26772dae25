//! Lowering: rewrites a document until only the subset of OpenAPI 3.0 is left that [`moored_codegen::emit`] takes.
//!
//! Each pass removes one pattern, is idempotent, and leaves a document without its pattern untouched. What a pass weakens, it reports.

pub use binary_json::BYTES;
pub use multipart::content_type;

use moored_document::{document::Document, finding::Findings, passes};

use crate::config::Config;

passes! {
    /// The passes that make the document flat: no reference is left but to schema components.
    FLATTEN: Pass<Config> = [
        webhooks
        missing_paths
        inline_references
        schema_references
    ]
}

passes! {
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
    SCHEMAS: Pass<Config> = [
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
    ]
}

/// Runs all passes. Returns `false` where the document could not be made flat, which later passes rely on; findings say why.
pub fn run(document: &mut Document, config: &Config, findings: &mut Findings) -> bool {
    for pass in FLATTEN {
        pass.run(document, config, findings);
    }
    if findings.has_errors() {
        return false;
    }
    for pass in SCHEMAS {
        pass.run(document, config, findings);
    }
    true
}
