//! Lowering: rewrites a document until it uses only the subset of OpenAPI 3.0 that the model reads.
//!
//! Each pass removes one pattern, is idempotent, and leaves a document without its pattern untouched. It reports what
//! the types lose.

pub use multipart::content_type;
pub(crate) use multipart::item_content_type;

use moored_document::{document::Document, finding::Findings, pass::Pass, passes};

use crate::{config::Config, request_bounds::RequestBounds};

passes! {
    /// The passes after which the only references are those to schema components, in order. Each pass names those that
    /// have to run before it.
    FLATTEN: Pass<Config> = [
        path_extensions
        inline_references
        webhooks
        schema_references
    ]
}

passes! {
    /// The passes after which each schema has one type, and references have nothing beside them, in order.
    TYPES: Pass<Config> = [
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
        request_settings
        pattern_properties
        tuple
        boolean_schema
        reference_siblings
        const_value
        enum_values
        choice_siblings
        type_array
    ]
}

passes! {
    /// The passes that reduce schemas to what the model reads, in order. Those before them have left the bounds of what
    /// requests contain.
    SCHEMAS: Pass<Config> = [
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
        mapping
    ]
}

/// All tables of passes, in order.
pub static TABLES: [&[Pass<Config>]; 3] = [FLATTEN, TYPES, SCHEMAS];

/// What lowering has read and a lowered document cannot express.
#[derive(Debug)]
pub struct Lowered {
    /// The bounds of what requests contain.
    pub(crate) bounds: RequestBounds,
}

/// Runs all passes. Returns `None` if there are errors before [`TYPES`], whose passes resolve no other references than
/// those to components.
pub fn run(document: &mut Document, config: &Config, findings: &mut Findings) -> Option<Lowered> {
    let run = |passes: &[Pass<Config>], document: &mut Document, findings: &mut Findings| {
        passes.iter().for_each(|pass| pass.run(document, config, findings));
    };
    run(FLATTEN, document, findings);
    if findings.has_errors() {
        return None;
    }
    run(TYPES, document, findings);
    let bounds = RequestBounds::read(document, findings);
    run(SCHEMAS, document, findings);
    Some(Lowered { bounds })
}
