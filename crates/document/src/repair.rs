//! Mending: a document that breaks its specification becomes one that obeys it, so that it gives a client like any other.
//!
//! Nobody who generates a client can make the provider obey, so a breach is no reason to refuse: each pass makes of one kind of breach what it
//! can only mean, or what says least, and reports it at its place. Why, rule by rule: decision 8 (`docs/decisions`). It runs on a document that [`crate::upgrade`]
//! has made 3.x, and before lowering, which relies on what is true afterwards.

use crate::{document::Document, finding::Findings, passes, upgrade::follow};

passes! {
    /// Every pass, in order.
    ///
    /// 1. `wrong_shape` comes first: the others take what has the wrong shape for what is not there.
    /// 2. `newer_parts` comes before whatever looks at operations, of which it makes more.
    /// 3. `references` comes next: what it makes components of, the others mend there. From there on every reference leads to what can stand in its place.
    /// 4. `misplaced_schema` comes before `unknown_type`, which then finds the schema, and that before `foreign_keywords`, which
    ///    wants to know the type.
    PASSES: Pass<()> = [
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
    let before = document.moves_made();
    for pass in PASSES {
        pass.run(document, &(), findings);
    }
    if document.moves_made() > before {
        follow(document, before);
    }
}
