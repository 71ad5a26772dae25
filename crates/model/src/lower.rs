//! Lowering: rewrites a document until it uses only the subset of OpenAPI 3.0 that the model reads.
//!
//! Each pass removes one pattern, is idempotent, and leaves a document without its pattern untouched. It reports what
//! the types lose.

pub use multipart::content_type;
pub(crate) use multipart::item_content_type;

use moored_document::{document::Document, finding::Findings, passes};

use crate::config::Config;

passes! {
    /// The passes after which the only references are those to schema components, in order. Each pass names those that
    /// have to run before it.
    FLATTEN: Pass<Config> = [
        path_extensions
        webhooks
        inline_references
        schema_references
    ]
}

passes! {
    /// The other passes, in order. Each names those that have to run before it.
    SCHEMAS: Pass<Config> = [
        extra_members
        item_schema
        binary_json
        path_parameters
        authorization_parameter
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
        choice_siblings
        type_array
        request_bounds
        int_or_string
        untyped_keywords
        wide_integer
        enumerated_choice
        annotations
        formats
        single_all_of
        any_of
        constant_choice
        parameters
        bounds
        inline_schema
        merged_choice
        shared_members
        all_of
        undeclared_tag
        nullable_component
        cyclic_schema
        one_way_members
    ]
}

/// Runs all passes. Returns `false` if there are errors before [`SCHEMAS`], whose passes resolve no other references
/// than those to components.
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
