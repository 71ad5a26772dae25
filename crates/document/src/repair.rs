//! The repair: rewrites a document that breaks its specification as one that obeys it, so that a client is generated
//! from it like from any other.
//!
//! Whoever generates a client cannot change the document of the provider, so a violation does not stop the generator.
//! Each pass repairs one kind of violation: it writes what was obviously meant, or else the weakest thing that is
//! valid, and reports it (decision 8 in `docs/decisions` gives the reasons, rule by rule). The repair runs after
//! [`crate::upgrade`], on a document of 3.x, and before lowering, which relies on its results.

use crate::{document::Document, finding::Findings, passes};

passes! {
    /// Every pass, in order. Why one comes after another is in its own file.
    PASSES: Pass<()> = [
        vendor_webhooks
        wrong_shape
        newer_parts
        references
        payload_parameters
        misplaced_schema
        unknown_type
        foreign_keywords
        status_keys
        path_keys
        unsupported_fields
    ]
}

/// Runs all passes.
pub fn run(document: &mut Document, findings: &mut Findings) {
    for pass in PASSES {
        pass.run(document, &(), findings);
    }
    crate::references::update(document);
}
